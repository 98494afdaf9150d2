// Of several paths the one that is pointed at or chosen: it is lit, what is not of it is dim.

import { arguments_ } from "../paths/picture.js";

/** Whether somebody wants nothing to move. */
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @param {import("cytoscape").Core} cy @param {import("../types.js").State} state */
export function light(cy, { path, answers, lit, sel }) {
  const answer = path === null ? undefined : answers[path];
  const found = answer && arguments_(answer)[lit ?? (sel?.kind === "path" ? Number(sel.id) - 1 : -1)];
  if (!found) return;
  const ids = new Set([...found.nodes, ...found.edges].map((each) => each.id));
  cy.elements().forEach((each) => void each.addClass(ids.has(each.id()) ? "lit" : "dim"));
  if (lit === null) see(cy, cy.nodes(".lit"));
}

/** Pan to what is out of sight. @param {import("cytoscape").Core} cy @param {import("cytoscape").NodeCollection} nodes */
function see(cy, nodes) {
  const seen = cy.extent(), box = nodes.boundingBox({ includeOverlays: false });
  if (box.x1 >= seen.x1 && box.x2 <= seen.x2 && box.y1 >= seen.y1 && box.y2 <= seen.y2) return;
  cy.stop().animate({ center: { eles: nodes }, duration: isStill() ? 0 : 250 });
}
