// Shapes of /workbench and /sheet (kg/write/workbench.py, sheet.py).

/** @typedef {import("../types.js").Labels} Labels */
/** @typedef {import("../types.js").EntityRef} EntityRef */
/** @typedef {{value: string, label: string}} Option */
/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string} type  entity, property, concept, date, period, integer, decimal, language, text, boolean, enum
 * @property {string | null} default
 * @property {string} description
 * @property {Labels} labels  the same in other languages
 * @property {string | null} entity_class
 * @property {string | null} minimum
 * @property {string | null} maximum
 * @property {Option[] | null} options
 */
/**
 * @typedef {object} Saved
 * @property {string} name
 * @property {string} summary
 * @property {Labels} labels  the summary by language
 * @property {string[]} drafted  languages that a machine wrote
 * @property {string} description
 * @property {string[]} tags
 * @property {Parameter[]} parameters
 * @property {Record<string, string>} columns
 * @property {string} view
 * @property {string} form
 * @property {boolean} has_claims
 * @property {string} query
 */
/** @typedef {{name: string, kind: string, labels: Labels, uses: number | null}} Word */
/** @typedef {{setting: string, value: number, description: string}} Limit */
/**
 * @typedef {object} Workbench
 * @property {Saved[]} queries
 * @property {Record<string, string>} prefixes
 * @property {Word[]} words
 * @property {Limit[]} limits
 * @property {Record<string, EntityRef>} entities
 */
/** @typedef {{kind: "entity" | "document" | "claim" | "term" | "iri" | "text", value: string, lang: string | null, datatype: string | null}} Cell */
/** @typedef {(Cell | null)[]} Row */
/** @typedef {{source: string, property: string, target: string, kind: string}} Line */
/**
 * @typedef {object} Sheet
 * @property {"solutions" | "boolean" | "graph"} form
 * @property {string[]} columns
 * @property {Row[]} rows
 * @property {(string | null)[]} claims
 * @property {Record<string, EntityRef>} entities
 * @property {Record<string, string>} documents
 * @property {Record<string, Labels>} terms
 * @property {boolean | null} boolean
 * @property {Line[] | null} lines
 * @property {string | null} turtle
 * @property {number} total
 * @property {number | null} cut
 * @property {string | null} next
 * @property {string} version
 * @property {number} seconds
 * @property {string} text
 */
/** @typedef {{q: string | null, query: string | null, args: import("../types.js").Args}} Asked  what the URL asks */
export {};
