// What is drawn, made of the focus, the expansions and the pages that were fetched. No effects: the
// same three give the same graph, so that a URL, undo and a click end in one picture.

import { bridged, edgesOf, leads } from "./bridges.js";
import { KINDS } from "./looks.js";
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
    edges: between(nodes, expanded, pages),
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
  const expanded = [...new Set(open.map((step) => step.id))].filter((id) => nodes.has(id));
  for (const [id, edge] of between(nodes, expanded, pages)) {
    if (!own.has(edge.source) || !own.has(edge.target)) edges.set(id, edge);
  }
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
  if (step.group && !group) return;
  if (group) nodes.delete(FOLD + group.id);
  const folds = foldsOf(page);
  let left = step.count;
  for (const { id, edge } of leads(page, step.only !== undefined)) {
    const entity = entities.get(id);
    const fold = step.only || group ? undefined : folds.get(id);
    const key = fold ? FOLD + fold.id : id;
    if (!entity || nodes.has(id) || nodes.has(key)) continue;
    if (group ? !group.members.includes(id) : step.only ? step.only !== id : !fits(edge, step)) continue;
    if (left-- <= 0 || nodes.size >= MOST) return;
    nodes.set(key, { id: key, parent: step.id, turn, entity: fold ? { ...folded(fold, entity), over: edge.property } : entity });
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

/** Whether a step over a relation means this edge. @param {Edge} edge @param {Step} step */
function fits(edge, step) {
  if (edge.source !== step.id && edge.target !== step.id) return false;
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
 * Every edge that the pages of what was expanded have between entities that are there: not those of
 * what was only looked at, so that a URL has them all.
 * @param {ReadonlyMap<string, import("./types.js").Placed>} nodes @param {readonly string[]} expanded
 * @param {Readonly<Record<string, Neighbourhood>>} pages
 */
function between(nodes, expanded, pages) {
  const known = expanded.flatMap((id) => pages[id] ?? []);
  /** @type {Map<string, Edge>} */
  const edges = new Map();
  for (const page of known) {
    for (const edge of page.edges) if (nodes.has(edge.source) && nodes.has(edge.target)) edges.set(edge.id, edge);
  }
  for (const [id, edge] of bridged(nodes, known)) edges.set(id, edge);
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
  /** @type {Map<string, Edge[]>} */
  const found = new Map();
  for (const edge of page.edges) {
    if (!members.has(other(edge, page.focus))) continue;
    const key = `${id}_${edge.property.id}_${edge.source === page.focus ? "out" : "in"}`;
    found.set(key, [...(found.get(key) ?? []), edge]);
  }
  return [...found].flatMap(([key, parts]) => parts.slice(0, 1).map((edge) => {
    const isOut = edge.source === page.focus;
    return bundle({ ...edge, id: key, source: isOut ? edge.source : id, target: isOut ? id : edge.target }, parts);
  }));
}

/** The one edge of a fold, made of these. @param {Edge} edge @param {readonly Edge[]} parts @returns {Edge} */
export function bundle(edge, parts) {
  const days = parts.flatMap((each) => [each.first_seen, each.last_seen]).filter((day) => day !== null).sort();
  return {
    ...edge, parts: [...parts], backing: parts.flatMap((each) => each.backing),
    kinds: KINDS.filter((kind) => parts.some((each) => each.kinds.includes(kind))),
    contested: parts.some((each) => each.contested), sources: Math.max(...parts.map((each) => each.sources)),
    first_seen: days[0] ?? null, last_seen: days.at(-1) ?? null,
    dates: parts.flatMap((each) => each.dates), undated: parts.reduce((sum, each) => sum + each.undated, 0),
    documents: [...new Set(parts.flatMap((each) => each.documents))],
    claim_ids: parts.flatMap((each) => each.claim_ids), claim_count: parts.reduce((sum, each) => sum + each.claim_count, 0),
  };
}

/** @param {ReadonlyMap<string, unknown>} nodes @param {Neighbourhood | undefined} page */
function hidden(nodes, page) {
  if (!page) return 0;
  const folds = foldsOf(page);
  const away = new Set(leads(page).map(({ id }) => id).filter((id) => !nodes.has(id) && !nodes.has(FOLD + folds.get(id)?.id)));
  return away.size + unread(page);
}

/** How many edges at its focus a page does not have yet. @param {Neighbourhood} page */
export const unread = (page) => (page.next ? Math.max(page.total - edgesOf(page).length, 0) : 0);

/** Whom a step means of a page, each once. @param {Neighbourhood} page @param {Step} step */
export const meant = (page, step) =>
  new Set(leads(page, step.only !== undefined).filter(({ id, edge }) => (step.only ? step.only === id : fits(edge, step))).map(({ id }) => id));

/**
 * How many neighbours of each property and direction are not shown yet.
 * @param {Graph} graph @param {Neighbourhood} page
 */
export function choices(graph, page) {
  return page.counts
    .map((count) => {
      const step = { id: page.focus, count: 0, property: count.property.id, direction: count.direction };
      const shown = new Set();
      for (const { id, edge } of leads(page)) {
        if (fits(edge, step) && graph.nodes.has(id)) shown.add(edge.id);
      }
      return { ...count, left: count.edges - shown.size };
    })
    .sort((a, b) => b.edges - a.edges);
}
