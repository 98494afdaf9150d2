// An answer as a graph: what its rows or its triples relate, looking as on the canvas.

import cytoscape from "../../vendor/cytoscape.js";
import fcose from "../../vendor/cytoscape-fcose.js";
import { LEAST_ZOOM } from "../canvas/viewport.js";
import { edgeData, nodeData } from "../canvas/elements.js";
import { name as nameEdges } from "../canvas/pills.js";
import { style } from "../canvas/style.js";
import { FONT_SIZE } from "../canvas/text.js";
import { h, show } from "../dom.js";
import { labelOf, namesOf, t } from "../words.js";
import { evidence } from "./cells.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Sheet} Sheet */
/** @typedef {import("./types.js").Line} Line */

export const MOST = 300; // entities that a picture may have
const MOST_ZOOM = 1.1, PADDING = 46, MOST_STRETCH = 2.2;
const BESIDE = 165; // pixels for the names of those at the sides
const FEW = 30; // entities that all have room for their names
const LEAST_SIZE = 17, LEAST_LINE = 1.2; // pixels on the screen, however far away
cytoscape.use(fcose);

/** @param {App} app @param {Sheet} sheet @param {string} title */
export function picture(app, sheet, title) {
  const lines = sheet.lines ?? [];
  const ids = [...new Set(lines.flatMap(({ source, target }) => [source, target]))];
  if (ids.length > MOST) return h("p", { class: "empty" }, t("query.graph.many", { n: ids.length, most: MOST }));
  const area = h("div", { class: "drawn", role: "img", "aria-label": `${title}. ${t("canvas.entities", { count: ids.length })}, ${t("canvas.links", { count: lines.length })}` });
  const caption = h("figcaption", { "aria-live": "polite" }, t("query.graph.hint"));
  new ResizeObserver((_, observer) => {
    if (!area.clientWidth) return;
    observer.disconnect();
    draw(app, sheet, area, ids, lines, caption);
  }).observe(area);
  return h("figure", { class: "picture" }, area, caption);
}

/** @param {App} app @param {Sheet} sheet @param {HTMLElement} container @param {string[]} ids @param {Line[]} lines @param {HTMLElement} caption */
function draw(app, sheet, container, ids, lines, caption) {
  const { names } = app.store.get();
  const degrees = new Map(ids.map((id) => [id, lines.filter((line) => line.source === id || line.target === id).length]));
  const nodes = ids.map((id, place) => {
    const entity = sheet.entities[id] ?? { id, iri: "", label: id, type: "Entity", named: true, labels: {} };
    const data = nodeData(app, { id, parent: null, turn: 0, entity: { ...entity, edges: degrees.get(id) ?? 1, hidden: 0, step: null } }, false, names);
    const angle = (2 * Math.PI * place) / ids.length, reach = 60 + 26 * Math.sqrt(ids.length) * 3;
    return { data: { ...data }, position: { x: reach * Math.cos(angle), y: reach * Math.sin(angle) } };
  });
  const edges = lines.map((line, place) => ({ data: edgeData(app, /** @type {any} */ ({
    id: `line-${place}`, source: line.source, target: line.target, property: { id: line.property, label: labelOf(sheet.terms[line.property] ?? {}) || line.property },
    kinds: [line.kind], contested: false, claim_count: 1, dates: [],
  })) }));
  const cy = cytoscape({ container, elements: { nodes, edges }, style: style(), minZoom: 0.15, maxZoom: 2.5, autounselectify: true, boxSelectionEnabled: false, layout: /** @type {any} */ ({
    name: "fcose", quality: "proof", randomize: false, animate: false, nodeDimensionsIncludeLabels: ids.length <= FEW, idealEdgeLength: ids.length <= FEW ? 90 : 62, nodeRepulsion: 5200, gravity: 0.45, gravityRange: 2.2, nodeSeparation: 60, fit: false,
  }) });
  spreadOut(cy, container);
  nameEdges(cy, (id) => {
    const { size, width, height } = cy.getElementById(id).data();
    return { id, r: size / 2, width, height, side: "bottom" };
  });
  Object.assign(container, { cy });
  read(cy);
  cy.on("zoom", () => read(cy));
  cy.on("mouseover", "node, edge", ({ target }) => {
    container.style.cursor = "pointer";
    target.addClass("pointed");
    if (target.isNode()) target.connectedEdges().addClass("pointed");
    target.union(target.connectedEdges()).union(target.connectedNodes?.() ?? []).removeClass("far");
  });
  cy.on("mouseout", "node, edge", () => {
    container.style.cursor = "";
    cy.elements().removeClass("pointed");
    read(cy);
  });
  cy.on("tap", "node", ({ target }) => tell(app, sheet, cy, caption, target.id(), null));
  cy.on("dbltap", "node", ({ target }) => void app.commands.focus(target.id()));
  cy.on("tap", "edge", ({ target }) => tell(app, sheet, cy, caption, target.id(), lines[Number(target.id().slice(5))] ?? null));
}

/** As wide as the room, and no larger than is easy to read. @param {import("cytoscape").Core} cy @param {HTMLElement} container */
function spreadOut(cy, container) {
  const { w, h: high } = cy.nodes().boundingBox({ includeLabels: false });
  const room = cy.nodes().length > FEW ? BESIDE : PADDING;
  const ratio = Math.max(container.clientWidth - 2 * room, 1) / Math.max(container.clientHeight - 2 * PADDING, 1) / (w / high || 1);
  const stretch = Math.min(Math.max(ratio, 1 / MOST_STRETCH), MOST_STRETCH);
  cy.batch(() => cy.nodes().forEach((node) => {
    const { x, y } = node.position();
    node.position({ x: x * Math.max(stretch, 1), y: y / Math.min(stretch, 1) });
  }));
  cy.fit(undefined, PADDING);
  if (cy.zoom() > MOST_ZOOM) {
    cy.zoom(MOST_ZOOM);
    cy.center();
  }
}

/**
 * Names stay as large as text is, however far away, on a side where they run over no other name and
 * no entity; those of the best linked entities choose first, and who finds no room has none.
 * @param {import("cytoscape").Core} cy
 */
function read(cy) {
  const zoom = cy.zoom(), isNear = zoom >= LEAST_ZOOM;
  /** How large it is on the screen. @param {import("cytoscape").NodeSingular} node */
  const seen = (node) => Math.max(node.data("size") * zoom, LEAST_SIZE);
  /** @type {{left: number, right: number, top: number, bottom: number}[]} */
  const taken = isNear ? [] : cy.nodes().map((node) => around(node.renderedPosition(), seen(node) / 2, seen(node) / 2));
  cy.batch(() => {
    cy.edges().toggleClass("far", !isNear);
    if (isNear) {
      cy.elements().removeClass("far").removeStyle("width height text-valign text-halign text-margin-x font-size text-outline-width text-margin-y text-max-width text-background-padding");
      return;
    }
    cy.edges().style({ "font-size": FONT_SIZE / zoom, "text-background-padding": 2 / zoom, width: LEAST_LINE / zoom });
    cy.nodes().forEach((node) => void node.style({ width: seen(node) / zoom, height: seen(node) / zoom }));
    cy.nodes().style({ "font-size": FONT_SIZE / zoom, "text-outline-width": 2.5 / zoom, "text-margin-y": 3 / zoom, "text-max-width": 400 / zoom });
    cy.nodes().sort((a, b) => b.degree(false) - a.degree(false)).forEach((node) => {
      const all = sides(node, seen(node) / 2).filter(({ box }) => !taken.some((each) => each.left < box.right && box.left < each.right && each.top < box.bottom && box.top < each.bottom));
      const free = all.find(({ box }) => box.left > 0 && box.top > 0 && box.right < cy.width() && box.bottom < cy.height()) ?? all[0];
      node.toggleClass("far", !free);
      if (!free) return;
      taken.push(free.box);
      const { valign, halign } = free;
      node.style({ "text-valign": valign, "text-halign": halign, "text-margin-x": halign === "right" ? 4 / zoom : halign === "left" ? -4 / zoom : 0, "text-margin-y": valign === "center" ? 0 : (valign === "top" ? -3 : 3) / zoom });
    });
  });
}

/** Where a name may stand, the best first. @param {import("cytoscape").NodeSingular} node @param {number} reach half of its size on the screen */
function sides(node, reach) {
  const { x, y } = node.renderedPosition(), { width, height } = node.data();
  const wide = width / 2 + 3, high = height / 2 - 1;
  return /** @type {const} */ ([
    { valign: "bottom", halign: "center", box: around({ x, y: y + reach + 4 + height / 2 }, wide, high) },
    { valign: "top", halign: "center", box: around({ x, y: y - reach - 4 - height / 2 }, wide, high) },
    { valign: "center", halign: "right", box: around({ x: x + reach + 5 + width / 2, y }, wide, high) },
    { valign: "center", halign: "left", box: around({ x: x - reach - 5 - width / 2, y }, wide, high) },
  ]);
}

/** @param {{x: number, y: number}} at @param {number} wide @param {number} high half of it each */
const around = ({ x, y }, wide, high) => ({ left: x - wide, right: x + wide, top: y - high, bottom: y + high });

/** Say what was pointed at, and where it leads. @param {App} app @param {Sheet} sheet @param {import("cytoscape").Core} cy @param {HTMLElement} caption @param {string} id @param {Line | null} line */
function tell(app, sheet, cy, caption, id, line) {
  cy.elements().removeClass("selected");
  cy.getElementById(id).addClass("selected");
  /** @param {string} slug */
  const link = (slug) => {
    const entity = sheet.entities[slug];
    return h("a", { href: `?focus=${slug}`, onclick: (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void app.commands.focus(slug);
    } }, (entity ? namesOf(entity) : []).map(({ text }) => text).join(" ") || slug);
  };
  if (!line) show(caption, link(id));
  else {
    const kind = app.start.kinds[line.kind];
    show(caption, link(line.source), " – ", labelOf(sheet.terms[line.property] ?? {}) || line.property, " – ", link(line.target), " ",
      kind ? h("span", { class: `kind ${line.kind}` }, labelOf(kind.labels)) : null, " ",
      evidence(app, `claims?subject=${line.source}&property=${line.property}&object=${line.target}`));
  }
}
