// What is on the canvas, in words.

import { shown } from "../filter.js";
import { labelOf, namesOf, t } from "../words.js";
import { kindOf } from "./elements.js";

/** @typedef {import("../types.js").App} App */

/** An edge in words, for ears and tips. @param {App} app @param {import("../types.js").Edge} whole */
export function edgeWords(app, whole) {
  const { graph: { nodes }, faded } = app.store.get(), edge = shown(faded, whole);
  const words = app.start.properties[edge.property.id], kind = app.start.kinds[kindOf(edge)];
  return t("canvas.edge", {
    source: nodes.get(edge.source)?.entity.label ?? edge.source, target: nodes.get(edge.target)?.entity.label ?? edge.target,
    property: [words ? labelOf(words.labels) : edge.property.label, ...vias(edge)].join(": "), kind: kind ? labelOf(kind.labels) : "",
  });
}

/** The events or offices that an edge stands for. @param {import("../types.js").Edge} edge */
const vias = ({ joints }) => (joints ? [joints.map(({ via }) => namesOf(via)[0]?.text ?? via.label).join("; ")] : []);
