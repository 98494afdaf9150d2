// The canvas as SVG, with real text: each element has a title, each label its lines.

import { s } from "../dom.js";
import { shown } from "../filter.js";
import { strokes } from "../glyphs.js";
import { PALETTES, theme } from "../looks.js";
import { FONTS, FONT_SIZE, LINE_HEIGHT } from "../canvas/text.js";
import { FOCUS_FONT } from "../canvas/elements.js";
import { corners } from "./shapes.js";
import { caption } from "./caption.js";
import { fileName, saveFile } from "./file.js";

/** @typedef {import("cytoscape").NodeSingular} Node */
/** @typedef {import("cytoscape").EdgeSingular} Edge */

const MARGIN = 24, ABOVE = 40, BELOW = 44; // pixels around the picture, and for words above and below

/** @param {import("../types.js").App} app */
export async function save(app) {
  /** @type {import("cytoscape").Core | undefined} */
  const cy = Reflect.get(window, "cy");
  if (!cy) return;
  const text = new XMLSerializer().serializeToString(drawn(app, cy));
  saveFile(new Blob([text], { type: "image/svg+xml" }), fileName(app, "svg"));
}

/** @param {import("../types.js").App} app @param {import("cytoscape").Core} cy */
export function drawn(app, cy) {
  const box = cy.elements().boundingBox(), colours = PALETTES[theme()];
  const left = box.x1 - MARGIN, top = box.y1 - MARGIN - ABOVE, width = box.w + 2 * MARGIN, height = box.h + 2 * MARGIN + ABOVE + BELOW;
  const { title, kinds, source } = caption(app), step = Math.max(120, (width - 2 * MARGIN) / Math.max(kinds.length, 5));
  const { graph, faded } = app.store.get();
  /** @param {string} id */
  const known = (id) => {
    const edge = graph.edges.get(id);
    return edge && shown(faded, edge);
  };
  return s("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height), "font-family": FONTS, "font-size": FONT_SIZE },
    s("rect", { x: left, y: top, width, height, fill: colours.paper }),
    ...each(cy.edges().not(".off"), (/** @type {Edge} */ edge) => line(edge, known(edge.id()))),
    ...each(cy.nodes().not(".off"), (/** @type {Node} */ node) => shape(app, node, graph.nodes.get(node.id())?.entity)),
    ...each(cy.edges(".named, .selected").not(".off"), (/** @type {Edge} */ edge) => edgeName(edge, colours.paper)),
    s("text", { x: left + MARGIN, y: top + height - 12, fill: colours.muted, "font-size": 11 }, source),
    s("text", { x: left + MARGIN, y: top + 34, fill: colours.ink, "font-size": 20, "font-weight": 600 }, title),
    ...kinds.map(({ text, colour, dash }, index) => s("g", { transform: `translate(${round(left + MARGIN + index * step)} ${round(top + height - 38)})` },
      s("path", { d: "M0 0h30", stroke: colour, "stroke-width": 1.8, "stroke-dasharray": dash.join(" ") || null }), s("text", { x: 37, y: 4, fill: colours.ink }, text))));
}

/** @param {import("cytoscape").Collection} elements @param {(element: any) => SVGElement} draw @returns {SVGElement[]} */
const each = (elements, draw) => elements.toArray().map(draw);

/** @param {Edge} edge @param {import("../types.js").Edge | undefined} known */
function line(edge, known) {
  const a = edge.sourceEndpoint(), b = edge.targetEndpoint(), m = edge.midpoint();
  const bend = { x: 2 * m.x - (a.x + b.x) / 2, y: 2 * m.y - (a.y + b.y) / 2 };
  const isMore = edge.hasClass("more");
  const colour = isMore ? "#8a929d" : edge.data("colour");
  const angle = Math.atan2(b.y - bend.y, b.x - bend.x), reach = 9;
  const side = (/** @type {number} */ turn) => `${round(b.x - reach * Math.cos(angle + turn))},${round(b.y - reach * Math.sin(angle + turn))}`;
  return s("g", { fill: "none", stroke: colour, "stroke-width": isMore ? 1 : edge.data("line") },
    known ? s("title", null, `${known.source} ${known.property.label} ${known.target}: ${known.kinds.join(", ")}`) : null,
    edge.data("halo") ? s("path", { d: curve(a, bend, b), stroke: PALETTES[theme()].alarm, "stroke-opacity": 0.22, "stroke-width": 12 }) : null,
    edge.data("bridge") ? s("path", { d: curve(a, bend, b), "stroke-width": 6, "stroke-dasharray": dashes(edge) }) : null,
    s("path", { d: curve(a, bend, b), ...(edge.data("bridge") ? { stroke: PALETTES[theme()].paper, "stroke-width": 3.4 } : {}), "stroke-dasharray": isMore ? "2 4" : dashes(edge) }),
    edge.data("bar") === "tee" ? s("path", { d: bar(m, angle) }) : null,
    isMore || edge.data("bridge") === "attended-together" ? null : s("path", { d: `M${side(0.42)}L${round(b.x)},${round(b.y)}L${side(-0.42)}Z`, fill: edge.data("fill") === "hollow" ? PALETTES[theme()].paper : colour, "stroke-width": 1.2 }));
}

/** @param {Edge} edge */
const dashes = (edge) => (edge.data("style") === "dashed" ? edge.data("pattern").join(" ") : null);

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} m @param {{x: number, y: number}} b */
const curve = (a, m, b) => `M${round(a.x)},${round(a.y)}Q${round(m.x)},${round(m.y)} ${round(b.x)},${round(b.y)}`;

/** @param {{x: number, y: number}} at @param {number} angle */
const bar = (at, angle) => `M${round(at.x - 6 * Math.sin(angle))},${round(at.y + 6 * Math.cos(angle))}L${round(at.x + 6 * Math.sin(angle))},${round(at.y - 6 * Math.cos(angle))}`;

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** @param {import("../types.js").App} app @param {Node} node @param {import("../types.js").EntityRef | undefined} entity */
function shape(app, node, entity) {
  const { x, y } = node.position(), r = node.data("size") / 2, colours = PALETTES[theme()];
  const isFocus = node.hasClass("focus"), font = isFocus ? FOCUS_FONT : FONT_SIZE;
  const look = entity ? app.start.types[entity.type] : undefined;
  const lines = String(node.data("label")).split("\n"), step = font * LINE_HEIGHT;
  const first = !entity ? y + font * 0.35 : node.data("side") === "top" ? y - r - 7 - (lines.length - 1) * step : y + r + 5 + font;
  return s("g", null,
    s("title", null, entity?.label ?? node.data("label")),
    s("path", { d: corners(look?.shape ?? "circle", x, y, r), fill: look?.colour ?? colours.paper, stroke: look ? null : colours.muted, "stroke-dasharray": look ? null : "4 3" }),
    look ? s("path", { d: strokes(look.glyph), transform: `translate(${round(x - r * 0.56)} ${round(y - r * 0.56)}) scale(${round(r * 1.12) / 24})`, fill: "none", stroke: "#fff", "stroke-width": 1.7, "stroke-linecap": "round", "stroke-linejoin": "round" }) : null,
    ...lines.map((text, index) => s("text", {
      x: round(x), y: round(first + index * step), "text-anchor": "middle", "font-size": font, "font-weight": isFocus ? 650 : null,
      fill: entity ? colours.ink : colours.muted, stroke: colours.paper, "stroke-width": 3, "paint-order": "stroke",
    }, text)));
}

/** @param {Edge} edge @param {string} paper */
function edgeName(edge, paper) {
  const m = edge.midpoint(), x = m.x + edge.data("lx"), y = m.y + edge.data("ly");
  const width = edge.data("width") + 4, height = FONT_SIZE * LINE_HEIGHT + 2;
  return s("g", null,
    s("rect", { x: round(x - width / 2), y: round(y - height / 2), width: round(width), height, rx: 4, fill: paper }),
    s("text", { x: round(x), y: round(y + FONT_SIZE * 0.35), "text-anchor": "middle", fill: edge.data("textColour") }, edge.data("label")));
}
