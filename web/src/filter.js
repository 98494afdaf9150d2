// What is filtered: which entities and links fade, and how many each word of a filter stands for.
// No effects: the table, the canvas, the rail and the exports see the same.

import { other } from "./graph.js";
import { histogram, meets, span } from "./years.js";

/** @typedef {import("./types.js").Graph} Graph */
/** @typedef {import("./types.js").Edge} Edge */
/** @typedef {import("./types.js").State} State */
/** @typedef {{all: number, left: number}} Tally  in this view, and of these what the other filters leave */
/** @typedef {ReadonlyMap<string, Tally>} Tallies */
/** @typedef {"type" | "kind" | "property" | "document"} Word */
/** @typedef {Word | "sources" | "time"} Dimension */
/** @typedef {{nodes: ReadonlySet<string>, edges: ReadonlySet<string>, links: ReadonlySet<string>}} Faded */
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

/** What keeps a link from being seen. @param {Graph} graph @param {Edge} drawn @param {Edge} link @param {ReturnType<typeof read>} out @returns {Dimension[]} */
function against(graph, drawn, link, out) {
  /** @type {Dimension[]} */
  const found = [];
  if ([drawn.source, drawn.target].some((id) => isOff(graph, id, out.type))) found.push("type");
  if (link.kinds.every((kind) => out.kind.has(kind))) found.push("kind");
  if (out.property.has(link.property.id)) found.push("property");
  if (out.document.size && link.documents.every((each) => out.document.has(each))) found.push("document");
  if (link.sources <= out.sources) found.push("sources");
  if (!meets(link, out.window, out.hasUndated)) found.push("time");
  return found;
}

/** Whether its type is out; what the picture is about stays. @param {Graph} graph @param {string} id @param {ReadonlySet<string>} types */
function isOff(graph, id, types) {
  const node = graph.nodes.get(id);
  return node !== undefined && node.parent !== null && types.has(node.entity.type);
}

/** Whether a link that is not drawn would be seen. @param {Edge} link @param {string} type of its far end @param {State} state */
export function passes(link, type, { off, t }) {
  const out = read(off, t), nothing = { nodes: new Map(), edges: new Map(), more: new Map(), ends: new Set() };
  return !out.type.has(type) && against(nothing, link, link, out).length === 0;
}

/** What fades. @param {Graph} graph @param {readonly string[]} off @param {string | null} t @returns {Faded} */
export function fade(graph, off, t) {
  /** @type {Set<string>} */
  const nodes = new Set(), edges = new Set(), gone = new Set();
  if (off.length === 0 && t === null) return { nodes, edges, links: gone };
  const out = read(off, t), held = new Set();
  for (const edge of graph.edges.values()) {
    const away = links(edge).filter((link) => against(graph, edge, link, out).length > 0);
    for (const link of away) gone.add(link.id);
    if (away.length === links(edge).length) edges.add(edge.id);
    else held.add(edge.source).add(edge.target);
  }
  for (const [id, node] of graph.nodes) if (node.parent !== null && !held.has(id)) nodes.add(id);
  return { nodes, edges, links: gone };
}

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
  const seen = [], all = [];
  /** @type {number[]} */
  const sources = [];
  let left = 0;
  for (const edge of graph.edges.values()) {
    for (const link of links(edge)) {
      const found = against(graph, edge, link, out);
      /** @param {Dimension} which */
      const counts = (which) => found.every((each) => each === which);
      all.push(link);
      left += found.length === 0 ? 1 : 0;
      for (const kind of link.kinds) add(tallies.kind, kind, counts("kind"));
      for (const document of link.documents) add(tallies.document, document, counts("document"));
      add(tallies.property, link.property.id, counts("property"));
      if (counts("type")) reached.add(edge.source).add(edge.target);
      if (counts("time")) seen.push(link);
      for (let n = 0; n < link.sources; n += 1) sources[n] = (sources[n] ?? 0) + (counts("sources") ? 1 : 0);
    }
  }
  for (const [id, { entity, parent }] of graph.nodes) {
    for (let n = entity.members?.length ?? 1; n > 0; n -= 1) add(tallies.type, entity.type, parent === null || reached.has(id));
  }
  const answer = { ...tallies, sources, years: histogram(seen), range: histogram(all), all: all.length, left };
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
  const drawn = new Set([...graph.edges.values()].flatMap((edge) => links(edge).map((link) => link.id)));
  return (page?.edges ?? []).filter((edge) => !drawn.has(edge.id) && other(edge, id) !== id);
}
