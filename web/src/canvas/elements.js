// Entities and edges as elements of the canvas, with the text and the look that they have there.

import { address } from "../glyphs.js";
import { KINDS, PALETTES, colourOf, theme } from "../looks.js";
import { count, labelOf, namesOf, t } from "../words.js";
import { FONT_SIZE, size, wrapped } from "./text.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Placed} Placed */
/** @typedef {import("../types.js").Edge} Edge */

export const FOCUS_FONT = 14;
const WIDEST = 150, WIDEST_FOCUS = 190, WIDEST_ON_PHONE = 104;
const isPhone = () => innerWidth < 760;
/** Shapes of looks.json by their names in Cytoscape. @type {Record<string, string>} */
const SHAPES = {
  circle: "ellipse", square: "round-rectangle", cut: "cut-rectangle", trapezium: "polygon",
};
export const MORE = "more:";
// what the style reads of every element
const PLAIN_NODE = { colour: "#888", shape: "ellipse", points: "-1 -1 1 -1 1 1 -1 1", glyph: "none", glyphSize: 1 };
const PLAIN_EDGE = {
  label: "", kind: "more", width: 0, colour: "#888", textColour: "#888", line: 1, pattern: [2, 4], style: "dashed",
  fill: "filled", bar: "none", halo: 0, lx: 0, ly: 0,
};

/** The text under an entity. @param {import("../types.js").EntityRef} entity @param {import("../types.js").Names} names @param {boolean} isFocus @param {number} [widest] */
export function label(entity, names, isFocus, widest = Infinity) {
  const font = isFocus ? FOCUS_FONT : FONT_SIZE;
  const most = Math.min(isPhone() ? WIDEST_ON_PHONE : isFocus ? WIDEST_FOCUS : WIDEST, widest);
  const shown = isPhone() ? namesOf(entity, names).slice(0, 1) : namesOf(entity, names);
  return shown
    .map(({ text }) => wrapped(text, most, isFocus, font))
    .join("\n");
}

/**
 * @param {App} app @param {Placed} node @param {boolean} isFocus
 * @param {import("../types.js").Names} names @param {number} [widest] pixels of a line
 */
export function nodeData(app, node, isFocus, names, widest) {
  const { entity } = node;
  const look = app.start.types[entity.type];
  const text = entity.members ? foldLabel(app, entity, look) : label(entity, names, isFocus, widest);
  const across = isFocus ? 58 : 34 + Math.min(14, Math.round(3.5 * Math.log2(1 + entity.edges)));
  const measured = size(text, isFocus, isFocus ? FOCUS_FONT : FONT_SIZE);
  return {
    id: node.id, label: text, font: isFocus ? FOCUS_FONT : FONT_SIZE, size: across, colour: look?.colour ?? "#66707f",
    shape: SHAPES[look?.shape ?? ""] ?? look?.shape ?? "ellipse",
    points: look?.shape === "trapezium" ? "-0.62 -0.8 0.62 -0.8 1 0.8 -1 0.8" : "-1 -1 1 -1 1 1 -1 1",
    glyph: address(look?.glyph ?? "Entity"), glyphSize: Math.round(across * (isFocus ? 0.55 : 0.56)),
    width: measured.width, height: measured.height, entity: node.id,
  };
}

/** How many of which type, and over which relation. @param {App} app @param {import("../types.js").EntityNode} entity @param {import("../types.js").TypeLook | undefined} look */
function foldLabel(app, { type, members = [], over }, look) {
  const words = over ? app.start.properties[over.id] : undefined;
  return [`${labelOf(look?.labels ?? { en: type })} ×${count(members.length)}`, words ? labelOf(words.labels) : ""].filter(Boolean).join("\n");
}

/** The node that stands for neighbours that are not shown. @param {string} id @param {number} hidden */
export function moreData(id, hidden) {
  const text = `+${count(hidden)}`;
  return { id: MORE + id, label: text, size: 40, of: id, width: 40, height: 0, ...PLAIN_NODE };
}

/** @param {string} id @param {number} hidden */
export const moreEdge = (id, hidden) => ({ id: `${MORE}edge:${id}`, source: id, target: MORE + id, hidden, ...PLAIN_EDGE });

/** The firmest kind. @param {Edge} edge */
export const kindOf = (edge) => KINDS.find((kind) => edge.kinds.includes(kind)) ?? "fact";

/** What an edge is called on the canvas. @param {App} app @param {Edge} edge */
export function edgeLabel(app, edge) {
  const words = app.start.properties[edge.property.id];
  const parts = [edge.joints ? joinedBy(edge.joints, words) : words ? labelOf(words.labels) : edge.property.label];
  if (edge.contested) parts.unshift("⚠");
  if (edge.claim_count > 1 && !edge.joints) parts.push(`·${edge.claim_count}`);
  const end = edge.dates.map((each) => each.latest).filter((each) => each !== null).sort().at(-1);
  if (kindOf(edge) === "ended" && end) parts.push(t("edge.until", { year: end.slice(0, 4) }));
  return parts.join(" ");
}

/** The one office that joins two; of events, and of several, what they have in common. @param {readonly import("../types.js").Joint[]} joints @param {import("../types.js").PropertyWords | undefined} words */
function joinedBy(joints, words) {
  const [first] = joints, name = labelOf(words?.labels ?? {});
  if (joints.length > 1) return t("bridge.many", { name, n: joints.length });
  return first?.via.type === "Post" ? wrapped(namesOf(first.via)[0]?.text ?? name, WIDEST).split("\n", 2).join(" ") : name;
}

/** How an edge of this kind is drawn. @param {App} app @param {string} kind */
function lineData(app, kind) {
  const look = app.start.kinds[kind];
  return {
    kind, colour: look ? colourOf(look) : "#46505f", line: look?.width ?? 1.8, pattern: look?.dash ? look.dash.split(" ").map(Number) : [1, 0],
    style: look?.dash ? "dashed" : "solid", fill: look?.arrow === "hollow" ? "hollow" : "filled",
    bar: kind === "denied" || kind === "ended" ? "tee" : "none",
  };
}

/** How it is named and drawn, which filters change. @param {App} app @param {Edge} edge */
export function edgeLook(app, edge) {
  const text = edgeLabel(app, edge);
  return { label: text, width: size(text).width, ...lineData(app, kindOf(edge)) };
}

/** @param {App} app @param {Edge} edge */
export const edgeData = (app, edge) => ({
  id: edge.id, source: edge.source, target: edge.target, property: edge.property.id, lx: 0, ly: 0,
  bridge: edge.joints ? edge.property.id : undefined,
  textColour: edge.contested ? PALETTES[theme()].alarm : PALETTES[theme()].muted, halo: edge.contested ? 0.22 : 0, ...edgeLook(app, edge),
});
