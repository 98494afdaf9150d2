// Shapes of the API's answers (kg/write/shapes.py, start.py) and of the page's own state.

/** @typedef {Record<string, string>} Labels  one text per language tag */
/** @typedef {{id: string, iri: string, label: string, type: string, named: boolean, labels: Labels}} EntityRef */
/** @typedef {EntityRef & {edges: number, hidden: number, step: number | null, members?: string[]}} EntityNode  `members` of a fold */
/** @typedef {{id: string, label: string}} PropertyRef */
/** @typedef {{earliest: string | null, latest: string | null}} Dates */
/** @typedef {{quote: string, start: number, end: number}} Evidence */
/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {string} iri
 * @property {string} sentence
 * @property {string} kind
 * @property {EntityRef} subject
 * @property {PropertyRef} property
 * @property {EntityRef | null} object
 * @property {string} object_text
 * @property {string} modality
 * @property {string} polarity
 * @property {EntityRef | null} attributed_to
 * @property {string | null} valid_from
 * @property {string | null} valid_to
 * @property {string | null} as_of
 * @property {string | null} date_basis
 * @property {string | null} reason
 * @property {string} document
 * @property {Evidence[]} evidence
 */
/**
 * @typedef {object} Edge
 * @property {string} id
 * @property {string} source
 * @property {string} target
 * @property {PropertyRef} property
 * @property {string[]} kinds
 * @property {number} sources
 * @property {boolean} contested
 * @property {string | null} first_seen
 * @property {string | null} last_seen
 * @property {Dates[]} dates
 * @property {number} undated
 * @property {string[]} documents
 * @property {number} claim_count
 * @property {string[]} claim_ids
 * @property {Claim[] | null} claims
 * @property {Edge[]} [parts]  of the one edge of a fold: those of its members
 */
/** @typedef {"in" | "out"} Direction */
/** @typedef {{property: PropertyRef, direction: Direction, edges: number, kinds: Record<string, number>}} Count */
/** @typedef {{id: string, label: string, type: string, members: string[], edges: string[]}} Group */
/**
 * @typedef {object} Neighbourhood
 * @property {string} focus
 * @property {EntityNode[]} nodes
 * @property {Edge[]} edges
 * @property {Count[]} counts
 * @property {Group[]} groups
 * @property {number} total
 * @property {string | null} next
 */
/** @typedef {{entity: EntityRef, matched: string, lang: string, kind: string, why: string, score: number}} Hit */
/** @typedef {{total: number, items: Hit[], next: string | null}} Hits */
/**
 * @typedef {object} DocumentCard
 * @property {string} id
 * @property {string} title
 * @property {string} issued
 * @property {string | null} publisher
 * @property {string | null} url
 * @property {string} kind
 */
/** @typedef {{labels: Labels, shape: string, colour: string, glyph: string}} TypeLook */
/** @typedef {{labels: Labels, dash: string, arrow: string, width: number, light: string, dark: string}} KindLook */
/** @typedef {{labels: Labels, inverse: Labels}} PropertyWords */
/**
 * @typedef {object} Start
 * @property {string} version
 * @property {number} documents
 * @property {number} entities
 * @property {number} claims
 * @property {string | null} newest
 * @property {Record<string, TypeLook>} types
 * @property {Record<string, KindLook>} kinds
 * @property {Record<string, PropertyWords>} properties
 * @property {EntityRef[]} examples
 * @property {{name: string, summary: string}[]} questions
 */

/**
 * One expansion: `count` more neighbours of `id`, only over a property, or only the one named.
 * @typedef {object} Step
 * @property {string} id
 * @property {number} count
 * @property {string} [property]
 * @property {Direction} [direction]
 * @property {string} [only]
 * @property {string} [group]  the members of a group that was folded
 */
/** @typedef {{kind: "entity" | "edge" | "claim" | "document", id: string}} Selection */
/** @typedef {"en" | "zh-Hant"} Lang */
/** @typedef {"both" | "en" | "zh"} Names  in which languages entities are named on the canvas */
/** @typedef {"auto" | "light" | "dark"} Theme */
/**
 * Everything that a URL tells. Frozen; see state.js for what changes it.
 * @typedef {object} View
 * @property {string} view  a tab: graph, table, query
 * @property {string | null} focus
 * @property {readonly Step[]} open
 * @property {readonly string[]} off  what is filtered out: type:Person, kind:planned, property:builds, document:…, sources:1 (up to so many), date:none
 * @property {string | null} t  the time window: 2021/2026, ../2026, 2021/..
 * @property {Lang} lang
 * @property {Names} names
 * @property {Theme} theme
 * @property {Selection | null} sel
 * @property {string | null} path  from..to
 * @property {string | null} q  the saved query or the text of the query tab
 */
/** @typedef {{id: string, parent: string | null, turn: number, entity: EntityNode}} Placed  `turn`: 0 for the first look, then one an expansion */
/**
 * What is drawn, derived from focus, open and the pages that were fetched.
 * @typedef {object} Graph
 * @property {ReadonlyMap<string, Placed>} nodes  in the order in which they came
 * @property {ReadonlyMap<string, Edge>} edges
 * @property {ReadonlyMap<string, number>} more  neighbours that are not shown, of what is expanded
 */
/**
 * @typedef {View & {
 *   pages: Readonly<Record<string, Neighbourhood>>,
 *   graph: Graph,
 *   faded: import("./filter.js").Faded,
 *   loading: string | null,
 *   problem: {text: string, retry: (() => void) | null} | null,
 *   canUndo: boolean, canRedo: boolean,
 * }} State
 */

/**
 * What every part of the page is given.
 * @typedef {object} App
 * @property {import("./store.js").Store} store
 * @property {typeof import("./api.js")} api
 * @property {Start} start
 * @property {import("./commands.js").Commands} commands
 * @property {(text: string) => void} announce  spoken by a screen reader
 * @property {Map<string, (app: App) => void>} actions  what a key or a button may call, by name
 */
export {};
