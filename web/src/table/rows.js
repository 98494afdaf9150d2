// The rows of the table: the links of the picture that the filters leave, and those that are not
// drawn, by the entity that has them.

import { dayOf } from "../dates.js";
import { away, entityOf, links, passing, shown } from "../filter.js";
import { other } from "../graph.js";
import { KINDS } from "../looks.js";
import { labelOf, language, namesOf } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Edge} Edge */
/** @typedef {import("../types.js").EntityNode} EntityNode */
/** @typedef {import("../types.js").State} State */
/** @typedef {"subject" | "relation" | "object" | "kind" | "dates" | "evidence"} Column */
/** @typedef {{column: Column, isDown: boolean}} Order */
/** @typedef {{edge: Edge, drawn: string | null, subject: EntityNode, object: EntityNode, relation: string}} Row  `drawn`: the edge of the canvas that has it */
/** @typedef {{id: string, entity: EntityNode, rows: Row[], left: number, next: boolean}} Hidden  `left`: so many in all, whatever the filters say */

/** @type {readonly Column[]} */
export const COLUMNS = ["subject", "relation", "object", "kind", "dates", "evidence"];

/** @param {App} app @param {Edge} edge @param {string | null} drawn @returns {Row | null} */
function row(app, edge, drawn) {
  const state = app.store.get(), subject = entityOf(state, edge.source), object = entityOf(state, edge.target);
  const words = app.start.properties[edge.property.id];
  return subject && object ? { edge, drawn, subject, object, relation: words ? labelOf(words.labels) : edge.property.label } : null;
}

/** The links of the picture. @param {App} app @param {Order | null} order @returns {Row[]} */
export function rows(app, order) {
  const { graph, faded } = app.store.get();
  const found = [...graph.edges.values()].flatMap((edge) => links(edge).filter((link) => !faded.links.has(link.id)).map((link) => row(app, shown(faded, link), edge.id)));
  return sorted(found.filter((each) => each !== null), order);
}

/** The links that are not drawn, of each entity that is expanded. @param {App} app @param {Order | null} order @returns {Hidden[]} */
export function hidden(app, order) {
  const state = app.store.get();
  return [...state.graph.more].flatMap(([id, more]) => {
    const entity = entityOf(state, id), page = state.pages[id];
    if (!entity || !page || more === 0) return [];
    const listed = away(state, id);
    const found = listed.map((edge) => passing(edge, entityOf(state, other(edge, id))?.type ?? "", state)).map((edge) => edge && row(app, edge, null));
    const left = listed.length + Math.max(page.total - page.edges.length, 0);
    return [{ id, entity, rows: sorted(found.filter((each) => each !== null), order), left, next: page.next !== null }];
  });
}

/** Without an order they stand as the server ranks them. @param {Row[]} found @param {Order | null} order */
function sorted(found, order) {
  if (!order) return found;
  const { compare } = new Intl.Collator(language(), { numeric: true });
  /** @type {Record<Column, (a: Row, b: Row) => number>} */
  const by = {
    subject: (a, b) => compare(nameOf(a.subject), nameOf(b.subject)),
    relation: (a, b) => compare(a.relation, b.relation),
    object: (a, b) => compare(nameOf(a.object), nameOf(b.object)),
    kind: (a, b) => firmness(a.edge) - firmness(b.edge),
    dates: (a, b) => (dayOf(a.edge) < dayOf(b.edge) ? -1 : dayOf(a.edge) > dayOf(b.edge) ? 1 : 0),
    evidence: (a, b) => a.edge.sources - b.edge.sources || a.edge.claim_count - b.edge.claim_count,
  };
  const way = order.isDown ? -1 : 1;
  // what has no date stands last, whichever way
  const isKnown = (/** @type {Row} */ each) => (order.column !== "dates" || dayOf(each.edge) ? 0 : 1);
  return [...found].sort((a, b) => isKnown(a) - isKnown(b) || way * by[order.column](a, b));
}

/** @param {EntityNode} entity */
const nameOf = (entity) => namesOf(entity)[0]?.text ?? entity.label;

/** @param {Edge} edge */
const firmness = (edge) => Math.min(...edge.kinds.map((kind) => KINDS.indexOf(kind)));
