// What is filtered: which entities and links fade, and how many each word of a filter stands for.
// No effects: the table, the canvas, the rail and the exports see the same.

import { narrowed } from "./backing.js";
import { edgesOf } from "./bridges.js";
import { bundle, other } from "./graph.js";
import { histogram, meets, span } from "./years.js";

/** @typedef {import("./types.js").Graph} Graph */
/** @typedef {import("./types.js").Edge} Edge */
/** @typedef {import("./types.js").State} State */
/** @typedef {{all: number, left: number}} Tally  in this view, and of these what the other filters leave */
/** @typedef {ReadonlyMap<string, Tally>} Tallies */
/** @typedef {"type" | "kind" | "property" | "document"} Word */
/** @typedef {Word | "sources" | "time"} Dimension */
/** @typedef {{nodes: ReadonlySet<string>, edges: ReadonlySet<string>, links: ReadonlySet<string>, less: ReadonlyMap<string, Edge>}} Faded  `less`: links and edges of which some claims are left out */
/**
 * @typedef {object} Facets
 * @property {Tallies} type @property {Tallies} kind @property {Tallies} property @property {Tallies} document
 * @property {readonly number[]} sources  links with 1, 2, 3 … sources and more
 * @property {import("./years.js").Histogram} years
 * @property {import("./years.js").Histogram} range  of the whole view, so that a slider stays as it is
 * @property {number} all @property {number} left  links
 */

/** @type {readonly Word[]} */
const WORDS = ["type", "kind", "property", "document"];
export const UNDATED = "date:none";
/** @type {ReadonlySet<string>} */
const NOTHING = new Set();

/** The links of an edge: of a fold those of its members. @param {Edge} edge @returns {readonly Edge[]} */
export const links = (edge) => edge.parts ?? [edge];

/** What is left out. @param {readonly string[]} off @param {string | null} t */
export function read(off, t) {
  /** @type {Record<string, Set<string>>} */
  const found = {};
  for (const word of off) {
    const [name = "", value = ""] = word.split(":");
    (found[name] ??= new Set()).add(value);
  }
  /** @param {Word} name */
  const of = (name) => found[name] ?? new Set();
  return {
    type: of("type"), kind: of("kind"), property: of("property"), document: of("document"),
    sources: Math.max(0, ...[...(found.sources ?? [])].map(Number)), hasUndated: !off.includes(UNDATED), window: span(t),
  };
}

/**
 * What is seen of a link: the link with the claims that the filters leave, or nothing. One dimension
 * may be ignored, to know what the others leave.
 * @param {Graph} graph @param {Pick<Edge, "source" | "target">} drawn @param {Edge} link @param {ReturnType<typeof read>} out
 * @param {Dimension | null} [ignoring] @returns {Edge | null}
 */
function seen(graph, drawn, link, out, ignoring = null) {
  const types = ignoring === "type" ? NOTHING : out.type;
  if ([drawn.source, drawn.target].some((id) => isOff(graph, id, types))) return null;
  if (ignoring !== "property" && out.property.has(link.property.id)) return null;
  const kinds = ignoring === "kind" ? NOTHING : out.kind, documents = ignoring === "document" ? NOTHING : out.document;
  const found = narrowed(link, (claim) =>
    !kinds.has(claim.kind) && !documents.has(claim.document) && (ignoring === "time" || meets(claim, out.window, out.hasUndated)), ({ type }) => !types.has(type));
  return found && (ignoring === "sources" || found.sources > out.sources) ? found : null;
}

/** Whether its type is out; what the picture is about stays. @param {Graph} graph @param {string} id @param {ReadonlySet<string>} types */
function isOff(graph, id, types) {
  const node = graph.nodes.get(id);
  return node !== undefined && node.parent !== null && types.has(node.entity.type);
}

/** What would be seen of a link that is not drawn. @param {Edge} link @param {string} type of its far end @param {State} state */
export function passing(link, type, { off, t }) {
  const out = read(off, t), nothing = { nodes: new Map(), edges: new Map(), more: new Map(), ends: new Set() };
  return out.type.has(type) ? null : seen(nothing, link, link, out);
}

/** What fades, and what of the rest shows less. @param {Graph} graph @param {readonly string[]} off @param {string | null} t @returns {Faded} */
export function fade(graph, off, t) {
  /** @type {Set<string>} */
  const nodes = new Set(), edges = new Set(), gone = new Set();
  /** @type {Map<string, Edge>} */
  const less = new Map();
  if (off.length === 0 && t === null) return { nodes, edges, links: gone, less };
  const out = read(off, t), held = new Set();
  for (const edge of graph.edges.values()) {
    /** @type {Edge[]} */
    const left = [];
    for (const link of links(edge)) {
      const found = seen(graph, edge, link, out);
      if (found) left.push(found);
      else gone.add(link.id);
      if (found && found !== link) less.set(link.id, found);
    }
    if (left.length === 0) edges.add(edge.id);
    else held.add(edge.source).add(edge.target);
    if (edge.parts && left.length && left.some((link, place) => link !== edge.parts?.[place])) less.set(edge.id, bundle(edge, left));
  }
  for (const [id, node] of graph.nodes) if (node.parent !== null && !held.has(id)) nodes.add(id);
  return { nodes, edges, links: gone, less };
}

/** An edge as the filters show it. @param {Faded} faded @param {Edge} edge */
export const shown = ({ less }, edge) => less.get(edge.id) ?? edge;

/** The links of the picture that are seen, as they are seen. @param {State} state @returns {Edge[]} */
export const visible = ({ graph, faded }) =>
  [...graph.edges.values()].flatMap(links).filter((link) => !faded.links.has(link.id)).map((link) => shown(faded, link));

/** @type {WeakMap<State, Facets>} */
const counted = new WeakMap();

/** How many links and entities each word stands for. @param {State} state @returns {Facets} */
export function facets(state) {
  const known = counted.get(state);
  if (known) return known;
  const { graph, off, t } = state, out = read(off, t);
  const tallies = /** @type {Record<Word, Map<string, Tally>>} */ (Object.fromEntries(WORDS.map((word) => [word, new Map()])));
  /** @type {Set<string>} */
  const reached = new Set();
  /** @type {Edge[]} */
  const timed = [], all = [];
  /** @type {number[]} */
  const sources = [];
  let left = 0;
  for (const edge of graph.edges.values()) {
    for (const link of links(edge)) {
      /** @param {Dimension} [which] */
      const without = (which) => seen(graph, edge, link, out, which);
      const byKind = without("kind"), byDocument = without("document"), byTime = without("time"), bySources = without("sources");
      all.push(link);
      left += without() ? 1 : 0;
      for (const kind of link.kinds) add(tallies.kind, kind, byKind?.kinds.includes(kind) ?? false);
      for (const document of link.documents) add(tallies.document, document, byDocument?.documents.includes(document) ?? false);
      add(tallies.property, link.property.id, without("property") !== null);
      if (without("type")) reached.add(edge.source).add(edge.target).add(link.source).add(link.target);
      if (byTime) timed.push(byTime);
      for (let n = 0; n < link.sources; n += 1) sources[n] = (sources[n] ?? 0) + (bySources && n < bySources.sources ? 1 : 0);
    }
  }
  for (const [id, { entity, parent }] of graph.nodes) {
    for (const each of entity.members ?? [id]) add(tallies.type, entity.type, parent === null || reached.has(each));
  }
  const answer = { ...tallies, sources, years: histogram(timed), range: histogram(all), all: all.length, left };
  counted.set(state, answer);
  return answer;
}

/** @param {Map<string, Tally>} tallies @param {string} value @param {boolean} isLeft */
function add(tallies, value, isLeft) {
  const known = tallies.get(value) ?? { all: 0, left: 0 };
  tallies.set(value, { all: known.all + 1, left: known.left + (isLeft ? 1 : 0) });
}

/** Which words of a filter are in this view or are out of it, the most frequent first. @param {State} state @param {Word} word @returns {[string, Tally][]} */
export function words(state, word) {
  const known = facets(state)[word];
  const away = [...read(state.off, null)[word]].filter((value) => !known.has(value)).map((value) => /** @type {[string, Tally]} */ ([value, { all: 0, left: 0 }]));
  return [...known, ...away].sort((a, b) => b[1].all - a[1].all || (a[0] < b[0] ? -1 : 1));
}

/** An entity that a link names, also where it is folded or not drawn. @param {State} state @param {string} id */
export function entityOf({ graph, pages }, id) {
  const drawn = graph.nodes.get(id)?.entity;
  if (drawn) return drawn;
  for (const page of Object.values(pages)) {
    const found = page.nodes.find((node) => node.id === id);
    if (found) return found;
  }
  return undefined;
}

/** The links of an entity's page that are not drawn. @param {State} state @param {string} id @returns {Edge[]} */
export function away({ graph, pages }, id) {
  const page = pages[id];
  const drawn = new Set([...graph.edges.values()].flatMap((edge) => [...links(edge), ...(edge.joints ?? []).flatMap((each) => each.halves)].map((link) => link.id)));
  return (page ? edgesOf(page) : []).filter((edge) => !drawn.has(edge.id) && other(edge, id) !== id);
}
