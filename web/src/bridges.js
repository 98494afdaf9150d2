// Events and offices that are folded: where a page leads to then, and the one edge between those whom
// they join. No effects.

import { joined } from "./backing.js";
import { other } from "./graph.js";

/** @typedef {import("./types.js").Bridge} Bridge */
/** @typedef {import("./types.js").Edge} Edge */
/** @typedef {import("./types.js").Neighbourhood} Neighbourhood */
/** @typedef {{id: string, edge: Edge}} Lead  a neighbour, and the edge of the page over which it is reached */

const OFFICE = "office", HOLDS = "holdsPost";

/** Every edge at the focus of a page: also those to events and offices that are folded. @param {Neighbourhood} page @returns {Edge[]} */
export function edgesOf(page) {
  if (!page.bridges.length) return page.edges;
  const near = page.bridges.flatMap((each) => each.edges.slice(0, 1));
  return [...new Map([...page.edges, ...near].map((edge) => [edge.id, edge])).values()];
}

/**
 * Whom a page leads to: over its edges and, in turn with them, over events and offices. Of one that is
 * named alone the event or office itself.
 * @param {Neighbourhood} page @param {boolean} [isAlone] @returns {Lead[]}
 */
export function leads(page, isAlone = false) {
  /** @param {Edge} edge @returns {Lead} */
  const direct = (edge) => ({ id: other(edge, page.focus), edge });
  if (isAlone || !page.bridges.length) return edgesOf(page).map(direct).concat(isAlone ? page.bridges.flatMap(over) : []);
  const joins = page.bridges.flatMap(over);
  const longer = Math.max(page.edges.length, joins.length);
  return Array.from({ length: longer }, (_, at) => [...page.edges.slice(at, at + 1).map(direct), ...joins.slice(at, at + 1)]).flat();
}

/** @param {Bridge} bridge @returns {Lead[]} */
const over = ({ target, edges }) => edges.slice(0, 1).map((edge) => ({ id: target, edge }));

/**
 * The edges over events and offices between entities that are drawn. Where the event or office is
 * drawn itself, its own edges stand there.
 * @param {ReadonlyMap<string, unknown>} nodes @param {readonly Neighbourhood[]} pages @returns {Map<string, Edge>}
 */
export function bridged(nodes, pages) {
  /** @type {Map<string, Edge>} */
  const found = new Map();
  for (const bridge of pages.flatMap((page) => page.bridges)) {
    if (nodes.has(bridge.via.id)) {
      for (const half of bridge.edges) if (nodes.has(half.source) && nodes.has(half.target)) found.set(half.id, half);
    } else if (nodes.has(bridge.source) && nodes.has(bridge.target)) {
      const edge = between(bridge), known = found.get(edge.id);
      found.set(edge.id, known ? further(known, bridge) : edge);
    }
  }
  return found;
}

/** The edge of one bridge: from who holds an office to where; of an event it has no direction. @param {Bridge} bridge @returns {Edge} */
function between({ name, source, target, via, edges }) {
  const [first = "", second = ""] = [source, target].sort();
  const holder = name === OFFICE ? edges.find((half) => half.property.id === HOLDS)?.source : first;
  const [start, end] = holder === second ? [second, first] : [first, second];
  const half = /** @type {Edge} */ (edges[0]);
  return joined({ ...half, id: `${name}_${start}_${end}`, source: start, target: end, property: { id: name, label: name } }, [{ via, halves: edges }]);
}

/** The edge with one more event or office, which two pages may tell of. @param {Edge} edge @param {Bridge} bridge */
function further(edge, { via, edges }) {
  const joints = edge.joints ?? [];
  return joints.some((each) => each.via.id === via.id) ? edge : joined(edge, [...joints, { via, halves: edges }]);
}
