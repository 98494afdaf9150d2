// Straight lines that would run through an entity that they do not touch go around it.

/** @typedef {import("cytoscape").Core} Core */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {Point & {r: number}} Disc */

const CLEAR = 5; // pixels between a line and an entity that it passes
const BOWS = [30, 45, 60, 80, 100, 130, 160].flatMap((bow) => [bow, -bow]); // how far a line may lean, the least first
const STEPS = 24; // points of a line that are looked at

/**
 * How a line has to lean to pass everything; 0 where it may be straight or nothing helps.
 * @param {Point} a @param {Point} b @param {readonly Disc[]} others
 */
export function lean(a, b, others) {
  const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1, most = BOWS.at(-2) ?? 0;
  /** What is beside the line, as parts along it and pixels across. */
  const beside = others.map(({ x, y, r }) => ({
    along: ((x - a.x) * dx + (y - a.y) * dy) / far, across: ((y - a.y) * dx - (x - a.x) * dy) / far, r: r + CLEAR,
  })).filter(({ along, across, r }) => along > -r && along < far + r && Math.abs(across) < r + most);
  /** @param {number} bow */
  const meets = (bow) => beside.some(({ along, across, r }) => {
    for (let step = 1; step < STEPS; step++) {
      const part = step / STEPS;
      if (Math.hypot(part * far - along, 2 * part * (1 - part) * bow - across) < r) return true;
    }
    return false;
  });
  return meets(0) ? BOWS.find((bow) => !meets(bow)) ?? 0 : 0;
}

/** Bend what has to be; what stands in columns has its bends already. @param {Core} cy */
export function bend(cy) {
  const discs = cy.nodes().map((node) => ({ id: node.id(), ...node.position(), r: node.data("size") / 2 }));
  cy.batch(() => cy.edges().forEach((edge) => {
    if (edge.data("bow") !== undefined && !edge.data("leans")) return;
    const [from, to] = [edge.source().id(), edge.target().id()];
    const isAlone = edge.source().edgesWith(edge.target()).length === 1;
    const bow = isAlone ? lean(edge.source().position(), edge.target().position(), discs.filter(({ id }) => id !== from && id !== to)) : 0;
    if (bow) edge.data({ bow, leans: true });
    else if (edge.data("leans")) edge.removeData("bow leans");
  }));
}
