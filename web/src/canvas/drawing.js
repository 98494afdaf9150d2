// The drawing: follows the graph of the state, and never moves what is already there.

import cytoscape from "../../vendor/cytoscape.js";
import { shown } from "../filter.js";
import { build, edgeOf, groupNamed } from "../graph.js";
import { bend } from "./bends.js";
import { bow, columns, widest } from "./columns.js";
import { MORE, edgeData, edgeLook, moreData, moreEdge, nodeData } from "./elements.js";
import { isStill, light } from "./light.js";
import { fan, ring } from "./placing.js";
import { name as nameEdges } from "./pills.js";
import { BETWEEN, style } from "./style.js";
import { LEAST_ZOOM, viewport } from "./viewport.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("./placing.js").Item} Item */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {ReturnType<typeof createDrawing>} Drawing */

const PLAIN = 120; // entities from which on lines are plain
const MOVING = 350; // milliseconds
const NARROW = 600; // pixels of a canvas that has rows in place of columns
const UNSEEN = { width: 700, height: 640 }; // pixels that a canvas is taken to have while it is hidden
const OTHER = { less: 0.9, more: 1.25 }; // parts of the width that a picture was placed for, from which on it is placed anew

/** @param {App} app @param {HTMLElement} container */
export function createDrawing(app, container) {
  const cy = cytoscape({
    container, style: style(), minZoom: 0.2, maxZoom: 3, boxSelectionEnabled: false,
    autounselectify: true, pixelRatio: "auto", hideEdgesOnViewport: false,
  });
  const { see, far, fit, fitWhole, followSize, reveal, recover } = viewport(cy);
  /** Places by focus, so that going back finds the same picture. @type {Map<string, Map<string, Point & {side: Item["side"]}>>} */
  const remembered = new Map();
  /** The width of the canvas that each picture was placed for, 0 of a hidden one; none where a person had a hand in it. @type {Map<string, number>} */
  const widths = new Map();
  /** @type {string | null} */
  let drawn = null;
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
    const edges = [...graph.edges.values()].map((edge) => ({ data: edgeData(app, shown(state.faded, edge)), classes: "", turn: turnOf(state, edge) }));
    for (const [id, hidden] of graph.more) {
      if (hidden === 0) continue;
      const turn = graph.nodes.get(id)?.parent === null ? 0 : firstTurn(state, id);
      nodes.push({ data: /** @type {any} */ (moreData(id, hidden)), classes: "more", parent: id, column: undefined, turn });
      edges.push({ data: /** @type {any} */ (moreEdge(id, hidden)), classes: "more", turn });
    }
    return { nodes, edges };
  }

  /** What the picture is about: folded it is another one, with places of its own. @param {State} state */
  const aboutOf = ({ path, focus, bridges }) => path ?? (focus && bridges === "folded" ? `${focus} folded` : focus);

  /** The first expansion of an entity; 0 where it is what the picture is about. @param {State} state @param {string} id */
  const firstTurn = ({ open, focus }, id) => (id === focus ? 0 : open.findIndex((step) => step.id === id) + 1 || Infinity);

  /** With which expansion an edge came: both its ends were there, and one of their pages. @param {State} state @param {import("../types.js").Edge} edge */
  function turnOf(state, { source, target }) {
    const ends = [source, target].map((id) => state.graph.nodes.get(id)?.turn ?? 0);
    const pages = Math.min(...[source, target].map((id) => firstTurn(state, id)));
    return Math.max(...ends, Number.isFinite(pages) ? pages : 0);
  }

  /** Draw the state; resolves when nothing moves any more. @param {State} state */
  async function draw(state) {
    const about = aboutOf(state);
    if (about && state.graph.nodes.size === 0) return; // what it needs is on its way; the old picture stays
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
    // a URL finds the places that a person saw: a group stood folded until it was opened
    if (places.size === 0) for (const before of unfolded(state)) settle(before, places);
    const before = cy.nodes().length, arrived = settle(state, places);
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
      if (cy.nodes().length < before) recover();
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

  /** The states before each of the groups was opened. @param {State} state @returns {State[]} */
  const unfolded = (state) => state.path !== null ? [] : state.open.flatMap((step, turn) => {
    const open = state.open.slice(0, turn);
    return step.group ? [{ ...state, open, graph: build(state.focus, open, state.pages) }] : [];
  });

  /**
   * Have what the state has, each at its place; what is gone leaves its place to others.
   * @param {State} state @param {Map<string, any>} places
   */
  function settle(state, places) {
    const { nodes, edges } = elements(state);
    const wanted = new Set([...nodes, ...edges].map((each) => each.data.id));
    cy.batch(() => {
      cy.elements().filter((each) => !wanted.has(each.id())).remove();
      for (const { data, classes } of [...nodes, ...edges]) {
        const there = cy.getElementById(data.id);
        if (there.length) there.data({ ...data, ...(there.isEdge() ? { lx: there.data("lx"), ly: there.data("ly"), bow: there.data("bow") } : {}) });
        else cy.add({ group: "source" in data ? "edges" : "nodes", data: { ...data }, classes });
      }
    });
    for (const id of places.keys()) if (!wanted.has(id)) places.delete(id);
    const isMany = cy.nodes().length > PLAIN;
    cy.edges().toggleClass("plain", isMany);
    // while it is moved; the types leave out this door, which is as public as the option
    /** @type {any} */ (cy).renderer().hideEdgesOnViewport = isMany;
    return place(nodes, new Map(edges.map(({ data, turn }) => [data.id, turn])), places);
  }

  /**
   * Find places for nodes that have none; what has one keeps it.
   * @param {{data: any, parent: string | null, turn: number, column?: number}[]} nodes
   * @param {ReadonlyMap<string, number>} turns of edges @param {Map<string, any>} places
   * @returns {{id: string, parent: string}[]} those that came
   */
  function place(nodes, turns, places) {
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
      const main = itemOf(parent), isFirst = turn === 0 && fixed.length === 1;
      const found = isFirst ? ring(main, inOrder(parent, items), area()) : fan({ item: main, at }, items, fixed, lines(places, turns, turn));
      if (isFirst) items.push(main);
      for (const item of items) {
        places.set(item.id, { .../** @type {Point} */ (found.get(item.id) ?? at), side: item.side });
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

  /**
   * Edges between what has its place, as they were at a turn; of several between two, each by way of its middle.
   * @param {Map<string, Point>} places @param {ReadonlyMap<string, number>} turns @param {number} turn
   */
  const lines = (places, turns, turn) => cy.edges().toArray().flatMap((edge) => {
    if ((turns.get(edge.id()) ?? 0) > turn) return [];
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
    const ids = new Set([...(looked?.less.keys() ?? []), ...faded.less.keys()]);
    looked = faded;
    let isNamedAnew = false;
    cy.batch(() => {
      for (const id of ids) {
        const edge = graph.edges.get(id), there = cy.getElementById(id);
        if (!edge || there.empty()) continue;
        const look = edgeLook(app, shown(faded, edge));
        if (there.data("label") === look.label && there.data("kind") === look.kind) continue;
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
