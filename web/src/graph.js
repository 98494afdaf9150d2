// What is drawn, made of the focus, the expansions and the pages that were fetched. No effects: the
// same three give the same graph, so that a URL, undo and a click end in one picture.

import { picture } from "./paths/picture.js";

/** @typedef {import("./types.js").Graph} Graph */
/** @typedef {import("./types.js").Step} Step */
/** @typedef {import("./types.js").Edge} Edge */
/** @typedef {import("./types.js").Neighbourhood} Neighbourhood */

export const FIRST_COUNT = 14; // neighbours that a first look shows
export const NEXT_COUNT = 20; // and how many a further one adds
export const MANY = 60; // from here on the page warns
export const MOST = 300; // and here it stops
const FOLDED = 5; // so many neighbours that differ in nothing but their names are one node
/** The id of a node that stands for a group; no entity's id has an underscore. */
export const FOLD = "group_";

/**
 * @param {string | null} focus @param {readonly Step[]} open
 * @param {Readonly<Record<string, Neighbourhood>>} pages
 * @param {import("./types.js").Paths | null} [answer] about paths: it is drawn in place of the focus
 * @returns {Graph}
 */
export function build(focus, open, pages, answer = null) {
  if (answer) return along(answer, open, pages);
  /** @type {Map<string, import("./types.js").Placed>} */
  const nodes = new Map();
  const known = focus ? pages[focus] : undefined;
  if (!focus || !known) return { nodes, edges: new Map(), more: new Map(), ends: new Set() };
  for (const entity of known.nodes) if (entity.id === focus) nodes.set(focus, { id: focus, parent: null, turn: 0, entity });
  [{ id: focus, count: FIRST_COUNT }, ...open].forEach((step, turn) => add(nodes, step, turn, pages));
  const expanded = [...new Set([focus, ...open.map((step) => step.id)])].filter((id) => nodes.has(id));
  return {
    nodes,
    edges: between(nodes, pages),
    more: new Map(expanded.map((id) => [id, hidden(nodes, pages[id])])),
    ends: new Set([focus]),
  };
}

/**
 * Paths, and what somebody added to them.
 * @param {import("./types.js").Paths} answer @param {readonly Step[]} open
 * @param {Readonly<Record<string, Neighbourhood>>} pages @returns {Graph}
 */
function along(answer, open, pages) {
  const { nodes, edges, ends } = picture(answer);
  const own = new Set(nodes.keys());
  open.forEach((step, turn) => add(nodes, step, turn + 1, pages));
  for (const [id, edge] of between(nodes, pages)) {
    if (!own.has(edge.source) || !own.has(edge.target)) edges.set(id, edge);
  }
  const expanded = [...new Set(open.map((step) => step.id))].filter((id) => nodes.has(id));
  return { nodes, edges, ends, more: new Map(expanded.map((id) => [id, hidden(nodes, pages[id])])) };
}

/**
 * @param {Map<string, import("./types.js").Placed>} nodes @param {Step} step @param {number} turn
 * @param {Readonly<Record<string, Neighbourhood>>} pages
 */
function add(nodes, step, turn, pages) {
  const page = pages[step.id];
  if (!page || !nodes.has(step.id)) return;
  const entities = new Map(page.nodes.map((each) => [each.id, each]));
  const group = page.groups.find((each) => each.id === step.group);
  if (group) nodes.delete(FOLD + group.id);
  const folds = foldsOf(page);
  let left = step.count;
  for (const edge of page.edges) {
    const id = other(edge, step.id), entity = entities.get(id);
    const fold = step.only || group ? undefined : folds.get(id);
    const key = fold ? FOLD + fold.id : id;
    if (!entity || nodes.has(id) || nodes.has(key)) continue;
    if (group ? !group.members.includes(id) : !fits(edge, step)) continue;
    if (left-- <= 0 || nodes.size >= MOST) return;
    nodes.set(key, { id: key, parent: step.id, turn, entity: fold ? folded(fold, entity) : entity });
  }
}

/** Who is folded into which group, on a page with many. @param {Neighbourhood} page */
function foldsOf(page) {
  /** @type {Map<string, import("./types.js").Group>} */
  const found = new Map();
  if (page.nodes.length <= FIRST_COUNT + 1) return found;
  for (const group of page.groups) {
    if (group.members.length >= FOLDED) for (const member of group.members) found.set(member, group);
  }
  return found;
}

/** A node for a whole group. @param {import("./types.js").Group} group @param {import("./types.js").EntityNode} first */
const folded = (group, first) => ({
  ...first, id: FOLD + group.id, label: group.label, labels: {}, edges: group.edges.length, hidden: 0, members: group.members,
});

/** Whether a step means this edge. @param {Edge} edge @param {Step} step */
export function fits(edge, step) {
  if (edge.source !== step.id && edge.target !== step.id) return false;
  if (step.only) return other(edge, step.id) === step.only;
  if (step.property && edge.property.id !== step.property) return false;
  return !step.direction || (step.direction === "out") === (edge.source === step.id);
}

/** The far end. @param {Pick<Edge, "source" | "target">} edge @param {string} id */
export const other = (edge, id) => (edge.source === id ? edge.target : edge.source);

/** The drawn edge that rests on a claim. @param {Graph} graph @param {string} claim */
export const edgeOf = (graph, claim) => [...graph.edges.values()].find((edge) => edge.claim_ids.includes(claim));

/** Neighbours that are alike, by the id of their group. @param {Readonly<Record<string, Neighbourhood>>} pages @param {string} id */
export const groupNamed = (pages, id) => Object.values(pages).flatMap((page) => page.groups).find((group) => group.id === id);

/**
 * Every edge that is known of entities that are there.
 * @param {ReadonlyMap<string, import("./types.js").Placed>} nodes @param {Readonly<Record<string, Neighbourhood>>} pages
 */
function between(nodes, pages) {
  /** @type {Map<string, Edge>} */
  const edges = new Map();
  for (const id of nodes.keys()) {
    for (const edge of pages[id]?.edges ?? []) {
      if (nodes.has(edge.source) && nodes.has(edge.target)) edges.set(edge.id, edge);
    }
  }
  for (const { id, parent, entity } of nodes.values()) {
    const page = entity.members && parent ? pages[parent] : undefined;
    if (page) for (const edge of bundled(id, new Set(entity.members), page)) edges.set(edge.id, edge);
  }
  return edges;
}

/**
 * The edges of a group as one a property and direction.
 * @param {string} id @param {ReadonlySet<string>} members @param {Neighbourhood} page
 */
function bundled(id, members, page) {
  /** @type {Map<string, Edge>} */
  const found = new Map();
  for (const edge of page.edges) {
    if (!members.has(other(edge, page.focus))) continue;
    const isOut = edge.source === page.focus;
    const key = `${id}_${edge.property.id}_${isOut ? "out" : "in"}`, known = found.get(key);
    found.set(key, {
      ...edge, id: key, source: isOut ? edge.source : id, target: isOut ? id : edge.target,
      claim_ids: [...(known?.claim_ids ?? []), ...edge.claim_ids], claim_count: (known?.claim_count ?? 0) + edge.claim_count,
    });
  }
  return found.values();
}

/** @param {ReadonlyMap<string, unknown>} nodes @param {Neighbourhood | undefined} page */
function hidden(nodes, page) {
  if (!page) return 0;
  const folds = foldsOf(page);
  const away = new Set(page.edges.map((edge) => other(edge, page.focus)).filter((id) => !nodes.has(id) && !nodes.has(FOLD + folds.get(id)?.id)));
  return away.size + Math.max(page.total - page.edges.length, 0);
}

/**
 * How many neighbours of each property and direction are not shown yet.
 * @param {Graph} graph @param {Neighbourhood} page
 */
export function choices(graph, page) {
  return page.counts
    .map((count) => {
      const step = { id: page.focus, count: 0, property: count.property.id, direction: count.direction };
      const shown = new Set();
      for (const edge of page.edges) {
        if (fits(edge, step) && graph.nodes.has(other(edge, page.focus))) shown.add(edge.id);
      }
      return { ...count, left: count.edges - shown.size };
    })
    .sort((a, b) => b.edges - a.edges);
}

/**
 * Whether the filters leave an entity or an edge in the picture.
 * @param {Graph} graph @param {readonly string[]} off
 */
export function filtered(graph, off) {
  const switched = new Set(off);
  /** @type {Set<string>} */
  const nodes = new Set(), edges = new Set();
  for (const [id, node] of graph.nodes) {
    if (switched.has(`type:${node.entity.type}`) && node.parent !== null) nodes.add(id);
  }
  for (const [id, edge] of graph.edges) {
    const kinds = edge.kinds.every((kind) => switched.has(`kind:${kind}`));
    const ends = nodes.has(edge.source) || nodes.has(edge.target);
    if (kinds || ends || switched.has(`property:${edge.property.id}`)) edges.add(id);
  }
  return { nodes, edges };
}
