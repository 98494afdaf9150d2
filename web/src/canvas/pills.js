// Names of edges: each slides along its line to where it covers nothing, or waits until it is asked.

import { FONT_SIZE, LINE_HEIGHT } from "./text.js";
import { box } from "./placing.js";

/** @typedef {import("cytoscape").Core} Core */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */

export const MOST_NAMED = 25; // entities up to which edges are named
// parts of the way from the busier end, the best first
const PLACES = [0.55, 0.62, 0.48, 0.69, 0.41, 0.76, 0.34, 0.82, 0.28];
const MARGIN = 6; // Cytoscape reckons a few pixels around each text

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Choose where each edge is named. @param {Core} cy @param {(id: string) => import("./placing.js").Item} itemOf */
export function name(cy, itemOf) {
  const nodes = cy.nodes().not(".leaving");
  const edges = cy.edges().not(".more");
  if (nodes.not(".more").length > MOST_NAMED) {
    cy.batch(() => edges.removeClass("named"));
    return;
  }
  /** @type {Box[]} */
  const taken = [];
  nodes.forEach((node) => {
    const item = itemOf(node.id()), at = node.position();
    taken.push({ left: at.x - item.r, right: at.x + item.r, top: at.y - item.r, bottom: at.y + item.r });
    if (item.height) taken.push({ ...labelBox(item, at) });
  });
  edges.boundingBox(); // so that the lines are computed
  cy.batch(() => {
    edges.sort((a, b) => b.data("halo") - a.data("halo") || a.data("width") - b.data("width")).forEach((edge) => {
      const found = spot(edge, taken);
      edge.toggleClass("named", found !== null);
      const middle = edge.midpoint();
      edge.data({ lx: found ? found.x - middle.x : 0, ly: found ? found.y - middle.y : 0 });
      if (found) taken.push(pill(edge, found));
    });
  });
}

/** @param {import("./placing.js").Item} item @param {{x: number, y: number}} at @returns {Box} */
function labelBox(item, at) {
  const whole = box(item, at), half = item.width / 2 + MARGIN;
  return item.side === "top"
    ? { left: at.x - half, right: at.x + half, top: whole.top - MARGIN, bottom: at.y - item.r }
    : { left: at.x - half, right: at.x + half, top: at.y + item.r, bottom: whole.bottom + MARGIN };
}

/** @param {import("cytoscape").EdgeSingular} edge @param {{x: number, y: number}} at @returns {Box} */
function pill(edge, at) {
  const half = edge.data("width") / 2 + MARGIN, high = (FONT_SIZE * LINE_HEIGHT) / 2 + MARGIN;
  return { left: at.x - half, right: at.x + half, top: at.y - high, bottom: at.y + high };
}

/** @param {import("cytoscape").EdgeSingular} edge @param {Box[]} taken */
function spot(edge, taken) {
  const start = edge.sourceEndpoint(), end = edge.targetEndpoint(), middle = edge.midpoint();
  if (!Number.isFinite(middle.x)) return null;
  const bend = { x: 2 * middle.x - (start.x + end.x) / 2, y: 2 * middle.y - (start.y + end.y) / 2 };
  const isFromBusier = edge.source().degree(false) >= edge.target().degree(false);
  for (const part of PLACES) {
    const k = isFromBusier ? part : 1 - part;
    const at = {
      x: (1 - k) ** 2 * start.x + 2 * k * (1 - k) * bend.x + k ** 2 * end.x,
      y: (1 - k) ** 2 * start.y + 2 * k * (1 - k) * bend.y + k ** 2 * end.y,
    };
    const wanted = pill(edge, at);
    if (!taken.some((each) => meet(wanted, each))) return at;
  }
  return null;
}
