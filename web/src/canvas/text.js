// How large text is, and where it breaks: measured, so that no label runs over another.

export const FONT_SIZE = 12;
export const LINE_HEIGHT = 1.25;
export const FONTS = 'system-ui, "Noto Sans", "Noto Sans TC", "Noto Sans SC", "PingFang TC", "Microsoft JhengHei", "Microsoft YaHei", sans-serif';
const MOST_LINES = 3;
const pen = document.createElement("canvas").getContext("2d");

/** What was measured, by font and text. @type {Map<string, number>} */
const known = new Map();
const MOST_KNOWN = 20_000;

/** Pixels that a line takes. @param {string} text @param {boolean} [bold] @param {number} [size] */
export function width(text, bold = false, size = FONT_SIZE) {
  if (!pen) return text.length * size * 0.6;
  const key = `${bold} ${size} ${text}`, found = known.get(key);
  if (found !== undefined) return found;
  pen.font = `${bold ? 600 : 400} ${size}px ${FONTS}`;
  const wide = pen.measureText(text).width;
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, wide);
  return wide;
}

/** @param {string} text @param {boolean} [bold] @param {number} [size] @returns {{width: number, height: number}} */
export function size(text, bold = false, size = FONT_SIZE) {
  const lines = text.split("\n");
  return {
    width: Math.ceil(Math.max(...lines.map((line) => width(line, bold, size)))) + 4,
    height: Math.ceil(lines.length * size * LINE_HEIGHT) + 2,
  };
}

/**
 * The text in lines of at most `most` pixels, cut with … after three of them. Words stay whole where
 * they are short enough; Chinese breaks anywhere.
 * @param {string} text @param {number} most @param {boolean} [bold] @param {number} [fontSize]
 */
export function wrapped(text, most, bold = false, fontSize = FONT_SIZE) {
  const lines = [""];
  for (const piece of pieces(text)) {
    const line = (lines.at(-1) ?? "") + piece;
    if (width(line.trimEnd(), bold, fontSize) <= most || lines.at(-1) === "") lines[lines.length - 1] = line;
    else lines.push(piece.trimStart());
  }
  const kept = lines.slice(0, MOST_LINES).map((line) => cut(line.trim(), most, bold, fontSize));
  if (lines.length > MOST_LINES) kept[MOST_LINES - 1] = cut(`${kept[MOST_LINES - 1]} …`, most, bold, fontSize, "…");
  return kept.join("\n");
}

/** @param {string} text */
const pieces = (text) => text.match(/[\u3040-\u9fff\uff00-\uffef]|[^\s\u3040-\u9fff\uff00-\uffef]*-|[^\s\u3040-\u9fff\uff00-\uffef-]+\s*|\s+|-/gu) ?? [];

/** @param {string} line @param {number} most @param {boolean} bold @param {number} fontSize @param {string} [end] */
function cut(line, most, bold, fontSize, end = "") {
  if (width(line, bold, fontSize) <= most) return line;
  const letters = [...line.slice(0, line.length - end.length)];
  while (letters.length > 1 && width(`${letters.join("").trimEnd()}…`, bold, fontSize) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
