// A text in pieces: between two edges of marks lies one piece, with all marks that cover it.

/** @typedef {import("../types.js").TextOf} TextOf */
/** @typedef {import("../types.js").ClaimSpan} ClaimSpan */
/** Words that claims rest on, with all claims that do. @typedef {{number: number, start: number, end: number, quote: string, claims: ClaimSpan[]}} Rest */
/**
 * @typedef {object} Piece
 * @property {string} text
 * @property {number} end
 * @property {Rest[]} rests  the shortest first
 * @property {import("../types.js").EntityRef[] | null} names
 * @property {string | null} noise
 */

/** The passages in the order of the text. @param {readonly ClaimSpan[]} claims @returns {Rest[]} */
export function passages(claims) {
  /** @type {Map<string, Rest>} */
  const found = new Map();
  for (const each of claims) {
    const key = `${each.start}-${each.end}-${each.quote}`;
    const known = found.get(key) ?? { number: found.size + 1, start: each.start, end: each.end, quote: each.quote, claims: [] };
    known.claims.push(each);
    found.set(key, known);
  }
  return [...found.values()];
}

/**
 * The pieces of every line that is not empty.
 * @param {TextOf} shape @param {readonly Rest[]} rests @returns {Piece[][]}
 */
export function paragraphs(shape, rests) {
  const points = Array.from(shape.text ?? ""); // offsets are code points
  const edges = new Set([0, points.length]);
  for (const each of [...shape.noise, ...shape.mentions, ...rests]) edges.add(each.start).add(each.end);
  points.forEach((point, at) => point === "\n" && edges.add(at).add(at + 1));
  const sorted = [...edges].sort((a, b) => a - b);
  /** @type {Piece[][]} */
  const found = [];
  /** @type {Piece[]} */
  let line = [];
  const finish = () => {
    if (line.some((piece) => piece.text.trim())) found.push(line);
    line = [];
  };
  for (const [index, start] of sorted.slice(0, -1).entries()) {
    const end = sorted[index + 1] ?? start, text = points.slice(start, end).join("");
    if (text === "\n") {
      finish();
      continue;
    }
    /** @param {{start: number, end: number}} mark */
    const covers = (mark) => mark.start <= start && end <= mark.end;
    line.push({
      text, end,
      rests: rests.filter(covers).sort((a, b) => a.end - a.start - (b.end - b.start)),
      names: shape.mentions.find(covers)?.entities ?? null,
      noise: shape.noise.find(covers)?.reason ?? null,
    });
  }
  finish();
  return found;
}
