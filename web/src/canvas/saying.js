// What is on the canvas, in words.

import { labelOf, t } from "../words.js";
import { kindOf } from "./elements.js";

/** @typedef {import("../types.js").App} App */

/** An edge in words, for ears and tips. @param {App} app @param {import("../types.js").Edge} edge */
export function edgeWords(app, edge) {
  const { nodes } = app.store.get().graph;
  const words = app.start.properties[edge.property.id], kind = app.start.kinds[kindOf(edge)];
  return t("canvas.edge", {
    source: nodes.get(edge.source)?.entity.label ?? edge.source, target: nodes.get(edge.target)?.entity.label ?? edge.target,
    property: words ? labelOf(words.labels) : edge.property.label, kind: kind ? labelOf(kind.labels) : "",
  });
}
