// What is drawn of an answer about paths: every entity with its column, every edge once.

/** @typedef {import("../types.js").Paths} Paths */
/** @typedef {import("../types.js").Placed} Placed */
/** @typedef {import("../types.js").Edge} Edge */

/** Paths, or what joins several. @param {Paths} answer @returns {readonly import("../types.js").Argument[]} */
export const arguments_ = (answer) => (answer.trees.length ? answer.trees : answer.paths);

/** @param {Paths} answer @returns {string[]} */
export const endsOf = (answer) => [answer.source, ...answer.targets].map((each) => each.id);

/** @param {Paths} answer @returns {{nodes: Map<string, Placed>, edges: Map<string, Edge>, ends: ReadonlySet<string>}} */
export function picture(answer) {
  const ends = new Set(endsOf(answer)), { source } = answer;
  const columns = columnsOf(answer);
  /** @type {Map<string, Placed>} */
  const nodes = new Map();
  for (const entity of answer.nodes) {
    const { id } = entity;
    nodes.set(id, { id, parent: ends.has(id) ? null : source.id, turn: 0, entity, column: columns.get(id) ?? 0 });
  }
  return { nodes, edges: new Map(answer.edges.map((edge) => [edge.id, edge])), ends };
}

/**
 * Columns by distance from the source; the one target stands alone in the last, however near it is.
 * @param {Paths} answer
 */
function columnsOf({ nodes, paths, trees, target }) {
  const columns = new Map(nodes.map((node) => [node.id, node.from_source ?? 0]));
  if (trees.length) return columns;
  const last = paths.length ? Math.max(...paths.map((path) => path.edges.length)) : 1;
  return columns.set(target.id, last);
}
