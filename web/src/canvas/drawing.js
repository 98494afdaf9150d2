// The drawing: follows the graph of the state, and never moves what is already there.

import cytoscape from "../../vendor/cytoscape.js";
import { shown } from "../filter.js";
import { edgeOf, groupNamed } from "../graph.js";
import { bend } from "./bends.js";
import { bow, columns, widest } from "./columns.js";
import { MORE, edgeData, edgeLook, moreData, moreEdge, nodeData } from "./elements.js";
import { isStill, light } from "./light.js";
import { fan, ring } from "./placing.js";
import { name as nameEdges } from "./pills.js";
import { BETWEEN, style } from "./style.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("./placing.js").Item} Item */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {ReturnType<typeof createDrawing>} Drawing */

export const LEAST_ZOOM = 0.92; // below it labels are under 11 px, and hidden
const MOST_ZOOM = 1.15; // of a fit
const PLAIN = 120; // entities from which on lines are plain
const MOVING = 350; // milliseconds
const SPACE = 8, LEGEND = 48; // pixels around a fit, and of what lies at the bottom
const NEARLY = 0.86; // of what would fit
const NARROW = 600; // pixels of a canvas that has rows in place of columns
const UNSEEN = { width: 700, height: 640 }; // pixels that a canvas is taken to have while it is hidden
const OTHER = { less: 0.9, more: 1.25 }; // parts of the width that a picture was placed for, from which on it is placed anew
/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/** @param {App} app @param {HTMLElement} container */
export function createDrawing(app, container) {
  const cy = cytoscape({
    container, style: style(), minZoom: 0.2, maxZoom: 3, boxSelectionEnabled: false,
    autounselectify: true, pixelRatio: "auto", hideEdgesOnViewport: false,
  });
  /** Places by focus, so that going back finds the same picture. @type {Map<string, Map<string, Point & {side: Item["side"]}>>} */
  const remembered = new Map();
  /** The width of the canvas that each picture was placed for, 0 of a hidden one; none where a person had a hand in it. @type {Map<string, number>} */
  const widths = new Map();
  /** @type {string | null} */
  let drawn = null;
  /** The canvas when it was last seen, and where the last fit left it. */
  let seen = { width: 0, height: 0 }, fitted = "";
  /** What the filters left when lines were drawn last. @type {State["faded"] | null} */
  let looked = null;

  /** @param {string} id @returns {Item} */
  function itemOf(id) {
    const { size, width, height, side } = cy.getElementById(id).data();
    return { id, r: size / 2, width, height, side: side ?? "bottom" };
  }

  /** @param {State} state */
  function elements(state) {
    const { graph, names } = state, last = Math.max(0, ...[...graph.nodes.values()].map((node) => node.column ?? 0));
    const most = last ? widest(last, area(), isUpright()) : undefined;
    const nodes = [...graph.nodes.values()].map((node) => ({
      data: nodeData(app, node, graph.ends.has(node.id), names, most), classes: graph.ends.has(node.id) ? "focus" : node.entity.members ? "fold" : "", parent: node.parent, turn: node.turn, column: node.column,
    }));
    const edges = [...graph.edges.values()].map((edge) => ({ data: edgeData(app, shown(state.faded, edge)), classes: "" }));
    for (const [id, hidden] of graph.more) {
      if (hidden === 0) continue;
      nodes.push({ data: /** @type {any} */ (moreData(id, hidden)), classes: "more", parent: id, column: undefined, turn: graph.nodes.get(id)?.parent === null ? 0 : lastTurn(state, id) });
      edges.push({ data: /** @type {any} */ (moreEdge(id, hidden)), classes: "more" });
    }
    return { nodes, edges };
  }

  /** What the picture is about: folded it is another one, with places of its own. @param {State} state */
  const aboutOf = ({ path, focus, bridges }) => path ?? (focus && bridges === "folded" ? `${focus} folded` : focus);

  /** The latest expansion of an entity. @param {State} state @param {string} id */
  const lastTurn = ({ open }, id) => open.findLastIndex((step) => step.id === id) + 1;

  /** Draw the state; resolves when nothing moves any more. @param {State} state */
  async function draw(state) {
    const about = aboutOf(state);
    if (about && state.graph.nodes.size === 0) return; // what it needs is on its way; the old picture stays
    const { nodes, edges } = elements(state);
    cy.resize();
    if (about && isOutgrown(state, about)) {
      remembered.delete(about);
      widths.delete(about);
      drawn = null;
    }
    const isNew = about !== drawn;
    if (isNew) cy.elements().remove();
    drawn = about;
    if (!drawn) return;
    const places = remembered.get(drawn) ?? new Map();
    if (!remembered.has(drawn)) widths.set(drawn, cy.width());
    remembered.set(drawn, places);
    const wanted = new Set([...nodes, ...edges].map((each) => each.data.id));
    cy.batch(() => {
      cy.elements().filter((each) => !wanted.has(each.id())).remove();
      for (const { data, classes } of [...nodes, ...edges]) {
        const there = cy.getElementById(data.id);
        if (there.length) there.data({ ...data, ...(there.isEdge() ? { lx: there.data("lx"), ly: there.data("ly"), bow: there.data("bow") } : {}) });
        else cy.add({ group: "source" in data ? "edges" : "nodes", data: { ...data }, classes });
      }
    });
    const arrived = place(nodes, places);
    cy.edges().toggleClass("plain", cy.nodes().length > PLAIN);
    if (isNew) {
      for (const [id, { x, y }] of places) cy.getElementById(id).position({ x, y });
      finish(state);
      fit();
    } else if (arrived.length) {
      await fly(arrived, places);
      finish(state);
      reveal(arrived);
    } else {
      finish(state);
    }
    followSize();
  }

  /**
   * Whether a picture was placed for a canvas of another width. What was expanded stays where it is.
   * @param {State} state @param {string} about
   */
  function isOutgrown({ open }, about) {
    const width = cy.width(), former = widths.get(about);
    if (!width || former === undefined) return false;
    return former === 0 || (open.length === 0 && (width < former * OTHER.less || width > former * OTHER.more));
  }

  /** What was fit to a canvas that has another size is fit again; else its middle stays in the middle. */
  function followSize() {
    const before = seen, now = { width: cy.width(), height: cy.height() };
    if (!now.width || (now.width === before.width && now.height === before.height)) return;
    seen = now;
    if (!before.width || where() === fitted) {
      fit();
    } else {
      cy.panBy({ x: (now.width - before.width) / 2, y: (now.height - before.height) / 2 });
    }
    see();
  }

  /** What of the picture is in sight. */
  const where = () => JSON.stringify([cy.zoom(), cy.pan()]);

  /**
   * Find places for nodes that have none; what has one keeps it.
   * @param {{data: any, parent: string | null, turn: number, column?: number}[]} nodes @param {Map<string, any>} places
   * @returns {{id: string, parent: string}[]} those that came
   */
  function place(nodes, places) {
    const fresh = nodes.filter(({ data }) => !places.has(data.id));
    for (const { data } of nodes) {
      const at = places.get(data.id);
      if (at) cy.getElementById(data.id).data("side", at.side).position({ x: at.x, y: at.y });
    }
    /** What comes together, by turn. @type {Map<number, {parent: string, items: Item[]}>} */
    const families = new Map();
    inColumns(fresh, places);
    for (const { data, parent, turn } of fresh.sort((a, b) => a.turn - b.turn)) {
      if (places.has(data.id)) continue;
      if (parent === null) {
        places.set(data.id, { x: 0, y: 0, side: "bottom" });
        continue;
      }
      const family = families.get(turn) ?? { parent, items: [] };
      family.items.push({ ...itemOf(data.id), side: "bottom" });
      families.set(turn, family);
    }
    for (const [turn, { parent, items }] of families) {
      const at = places.get(parent);
      const fixed = [...places].filter(([id]) => cy.getElementById(id).length).map(([id, where]) => ({ item: itemOf(id), at: where }));
      const found = turn === 0 && fixed.length === 1
        ? ring(itemOf(parent), inOrder(parent, items), area())
        : fan({ item: itemOf(parent), at }, items, fixed, lines(places));
      for (const item of items) {
        places.set(item.id, { .../** @type {Point} */ (found.get(item.id)), side: item.side });
        cy.getElementById(item.id).data("side", item.side);
      }
    }
    return fresh.filter(({ parent }) => parent !== null).map(({ data, parent }) => ({ id: data.id, parent: parent ?? "" }));
  }

  /**
   * Paths come as a whole, in columns.
   * @param {{data: any, column?: number}[]} fresh @param {Map<string, Point & {side: Item["side"]}>} places
   */
  function inColumns(fresh, places) {
    const items = fresh.flatMap(({ data, column }) => (column === undefined ? [] : [{ ...itemOf(data.id), column }]));
    if (!items.length) return;
    const edges = cy.edges().map((edge) => /** @type {const} */ ([edge.source().id(), edge.target().id()]));
    const found = columns(items, edges, area(), isUpright());
    for (const [id, at] of found.places) places.set(id, { ...at, side: "bottom" });
    cy.edges().forEach((edge) => {
      const [from, to] = [edge.source().id(), edge.target().id()];
      const way = found.ways.get(`${from} ${to}`), a = places.get(from), b = places.get(to);
      if (way && a && b) edge.data("bow", bow(a, b, way));
    });
  }

  /** Neighbours of one relation side by side; +326 is the last. @param {string} parent @param {Item[]} items */
  function inOrder(parent, items) {
    /** @param {Item} item */
    const edges = (item) => cy.getElementById(item.id).edgesWith(cy.getElementById(parent));
    const order = new Map();
    for (const item of items) {
      const property = edges(item)[0]?.data("property") ?? "~";
      if (!order.has(property)) order.set(property, order.size);
      item.bonds = edges(item).length;
    }
    /** @param {Item} item */
    const rank = (item) => (item.id.startsWith(MORE) ? Infinity : order.get(edges(item)[0]?.data("property") ?? "~"));
    return [...items].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  }

  const isUpright = () => cy.width() > 0 && cy.width() < NARROW;

  /** The canvas in its own units, as a fit that can be read shows it. */
  const area = () => {
    const { width, height } = cy.width() ? { width: cy.width(), height: cy.height() } : UNSEEN;
    return { width: width / LEAST_ZOOM, height: height / LEAST_ZOOM };
  };

  /** Edges between what has its place; of several between two, each by way of its middle. @param {Map<string, Point>} places */
  const lines = (places) => cy.edges().toArray().flatMap((edge) => {
    const from = places.get(edge.data("source")), to = places.get(edge.data("target"));
    if (!from || !to) return [];
    const beside = edge.parallelEdges(), far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const off = ((beside.toArray().indexOf(edge) - (beside.length - 1) / 2) * BETWEEN) / 2 / far;
    const middle = { x: (from.x + to.x) / 2 - (to.y - from.y) * off, y: (from.y + to.y) / 2 + (to.x - from.x) * off };
    return /** @type {[Point, Point][]} */ (off ? [[from, middle], [middle, to]] : [[from, to]]);
  });

  /** New nodes leave their parent. @param {{id: string, parent: string}[]} arrived @param {Map<string, Point>} places */
  async function fly(arrived, places) {
    const old = cy.nodes().filter((node) => !arrived.some(({ id }) => id === node.id()));
    old.lock();
    await Promise.all(arrived.map(({ id, parent }) => {
      const node = cy.getElementById(id), at = /** @type {Point} */ (places.get(id));
      const to = { x: at.x, y: at.y };
      if (isStill()) {
        node.position(to);
        return Promise.resolve();
      }
      const from = places.get(parent);
      if (from) node.position({ x: from.x, y: from.y });
      return new Promise((done) => node.animate({ position: to }, { duration: MOVING, easing: "ease-out-cubic", complete: () => done(null) }));
    }));
    old.unlock();
  }

  /** @param {State} state */
  function finish(state) {
    looked = state.faded;
    bend(cy);
    nameEdges(cy, itemOf);
    mark(app.store.get());
    far();
  }

  /** Lines and their names by the claims that the filters leave: a name that is another finds its place anew. @param {State} state */
  function relook({ graph, faded }) {
    looked = faded;
    let isNamedAnew = false;
    cy.batch(() => {
      for (const edge of graph.edges.values()) {
        const there = cy.getElementById(edge.id), look = edgeLook(app, shown(faded, edge));
        if (there.empty() || (there.data("label") === look.label && there.data("kind") === look.kind)) continue;
        isNamedAnew ||= there.data("label") !== look.label;
        there.data(look);
      }
    });
    if (isNamedAnew) nameEdges(cy, itemOf);
  }

  /** What is selected, what is filtered out. @param {State} state */
  function mark(state) {
    if (looked !== state.faded) relook(state);
    cy.batch(() => {
      cy.elements().removeClass("selected off lit dim");
      light(cy, state);
      for (const id of chosen(state)) cy.getElementById(id).addClass("selected");
      for (const id of [...state.faded.nodes, ...state.faded.edges]) cy.getElementById(id).addClass("off");
    });
  }

  /** What is selected of the picture: of a claim the link that rests on it. @param {State} state */
  const chosen = ({ sel, graph }) => {
    if (sel?.kind === "group") return groupNamed(app.store.get().pages, sel.id)?.edges ?? [];
    if (sel?.kind !== "claim") return sel ? [sel.id] : [];
    return sel.id.split("-").flatMap((id) => edgeOf(graph, id)?.id ?? []);
  };

  /** Pan to what is selected, where it is out of sight. */
  function see() {
    const found = cy.elements(".selected");
    if (!found.length) return;
    const shown = cy.extent(), box = found.union(found.connectedNodes()).boundingBox();
    if (box.x1 >= shown.x1 && box.x2 <= shown.x2 && box.y1 >= shown.y1 && box.y2 <= shown.y2) return;
    cy.animate({ center: { eles: found }, duration: isStill() ? 0 : 250 });
  }

  /** Labels under 11 px are noise. */
  function far() {
    const isFar = cy.zoom() < LEAST_ZOOM - 0.001;
    cy.batch(() => cy.elements().not(".focus, .more").toggleClass("far", isFar));
  }

  /** Show everything, however small; who asks again sees it at a size that can be read. */
  function fitWhole() {
    const before = where();
    fit(0);
    if (where() === before) fit();
  }

  /** Show everything, as long as it can be read; else the focus in the middle. @param {number} [least] zoom */
  function fit(least = LEAST_ZOOM) {
    if (!cy.nodes().length || !cy.width()) return;
    const all = cy.elements().boundingBox({ includeOverlays: false });
    const legend = cy.width() > 500 ? LEGEND : 0;
    const across = (cy.width() - 2 * SPACE) / all.w, down = (cy.height() - legend - 2 * SPACE) / all.h;
    const zoom = Math.max(Math.min(across, down, MOST_ZOOM), least);
    const focus = centre(zoom);
    // what nearly fits is in the middle, of what does not the focus is
    const x = across > least * NEARLY ? all.x1 + all.w / 2 : focus.x;
    const y = down > least * NEARLY ? all.y1 + all.h / 2 : focus.y;
    cy.viewport({ zoom, pan: { x: cy.width() / 2 - x * zoom, y: (cy.height() - legend) / 2 - y * zoom } });
    fitted = where();
    seen = { width: cy.width(), height: cy.height() };
  }

  /** What is in the middle of a picture that is too large: the focus, or where paths begin. @param {number} zoom */
  function centre(zoom) {
    const main = cy.nodes(".focus"), start = main[0]?.position() ?? { x: 0, y: 0 };
    if (main.length < 2) return start;
    const { x1, y1, w, h } = cy.elements().boundingBox({ includeOverlays: false });
    const across = (cy.width() / 2 - SPACE) / zoom, down = (cy.height() / 2 - SPACE) / zoom;
    return { x: w / 2 < across ? x1 + w / 2 : Math.max(x1 + across, start.x), y: h / 2 < down ? y1 + h / 2 : clamp(start.y, y1 + down, y1 + h - down) };
  }

  /** Pan to what came, where it is out of sight. @param {{id: string, parent: string}[]} arrived */
  function reveal(arrived) {
    const came = cy.nodes().filter((node) => arrived.some(({ id, parent }) => id === node.id() || parent === node.id()));
    const shown = cy.extent(), box = came.boundingBox();
    if (box.x1 >= shown.x1 && box.x2 <= shown.x2 && box.y1 >= shown.y1 && box.y2 <= shown.y2) return;
    const all = cy.elements().boundingBox();
    const zoom = Math.min(cy.width() / (all.w + 60), cy.height() / (all.h + 100));
    if (zoom >= LEAST_ZOOM) cy.animate({ fit: { eles: cy.elements(), padding: 40 }, duration: isStill() ? 0 : 250 });
    else cy.animate({ center: { eles: came }, duration: isStill() ? 0 : 250 });
  }

  /** Take the places that a person or a layout gave. */
  function keepPlaces() {
    const places = drawn ? remembered.get(drawn) : null;
    if (!drawn || !places) return;
    widths.delete(drawn);
    cy.nodes().forEach((node) => {
      places.set(node.id(), { ...node.position(), side: node.data("side") ?? "bottom" });
    });
    bend(cy);
    nameEdges(cy, itemOf);
  }

  cy.on("dragfree", "node", keepPlaces);
  cy.on("zoom", far);
  return {
    cy, draw, mark, fit, fitWhole, see, keepPlaces,
    /** Forget places, so that the next drawing is a new one. */
    forget() {
      remembered.clear();
      widths.clear();
      drawn = null;
    },
    restyle: () => cy.style(style()),
    /** @param {string} id */
    isMore: (id) => id.startsWith(MORE),
  };
}
