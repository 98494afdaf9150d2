// Shapes of the API's answers (kg/write/shapes.py, start.py) and of the page's own state.

/** @typedef {Record<string, string>} Labels  one text per language tag */
/** @typedef {{id: string, iri: string, label: string, type: string, named: boolean, labels: Labels}} EntityRef */
/** @typedef {EntityRef & {edges: number, hidden: number, step: number | null, conflicts?: number, members?: string[], over?: PropertyRef}} EntityNode  `members` of a fold, and the relation that they share */
/** @typedef {{id: string, label: string}} PropertyRef */
/** @typedef {{earliest: string | null, latest: string | null, text?: string}} Dates */
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
 * @property {{value: string | null, value_max: string | null, unit: string | null, quantifier: string | null} | null} value
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
 * @property {{outlet: EntityRef, date: string | null, page: string | null} | null} cited
 * @property {string} rank
 */
/** What one claim adds to an edge; claims of one `origin` are one source. @typedef {{claim: string, kind: string, document: string, origin: number, earliest: string | null, latest: string | null, first_seen: string | null, last_seen: string | null}} Backing */
/** An event or an office that joins two, and the edges that lead to it from both. @typedef {{via: EntityRef, halves: readonly Edge[]}} Joint */
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
 * @property {readonly Backing[]} backing
 * @property {readonly Joint[]} [joints]  of an edge that stands for events or offices
 * @property {Edge[]} [parts]  of the one edge of a fold: those of its members
 */
/** @typedef {"in" | "out"} Direction */
/** @typedef {{property: PropertyRef, direction: Direction, edges: number, kinds: Record<string, number>}} Count */
/** @typedef {{id: string, label: string, type: string, members: string[], edges: string[]}} Group */
/** Two entities that one event or office joins. @typedef {{id: string, name: string, label: string, source: string, target: string, via: EntityRef, kinds: string[], documents: string[], edges: Edge[]}} Bridge */
/**
 * @typedef {object} Neighbourhood
 * @property {string} focus
 * @property {EntityNode[]} nodes
 * @property {Edge[]} edges
 * @property {Count[]} counts
 * @property {Group[]} groups
 * @property {Bridge[]} bridges
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
 * @property {string | null} author
 * @property {string} rights
 * @property {number} claim_count
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
 * @property {Record<string, PropertyWords>} bridges
 * @property {EntityRef[]} examples
 * @property {{name: string, summary: string, labels: Labels}[]} questions
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
/** @typedef {{kind: "entity" | "edge" | "claim" | "document" | "group" | "path" | "row", id: string}} Selection  `path`: which of those found; `row`: of a comparison */
/** @typedef {"en" | "zh-Hant"} Lang */
/** @typedef {"both" | "en" | "zh"} Names  in which languages entities are named on the canvas */
/** @typedef {"auto" | "light" | "dark"} Theme */
/** @typedef {"nodes" | "folded"} Bridges  whether events and offices are entities of the picture or edges between those whom they join */
/** @typedef {Readonly<Record<string, string>>} Args  arguments of a saved query by parameter */
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
 * @property {Bridges} bridges
 * @property {Theme} theme
 * @property {Selection | null} sel
 * @property {string | null} path  from..to, then words (paths/question.js)
 * @property {string | null} compare  a..b, then words
 * @property {string | null} q  the saved query of the query tab
 * @property {Args} args  its arguments
 * @property {string | null} query  or the text that was asked there
 * @property {string | null} as  how its answer is shown: table, graph, bar, line, timeline, text; null: as it says itself
 * @property {string | null} by  how its rows are sorted: a column, then up or down
 * @property {string | null} sort  the same of the Table tab
 * @property {string | null} doc  the document that is read
 * @property {string | null} part  of what is not known
 * @property {string | null} on  the day on which plans are stale; null: today
 */
/** @typedef {{quote: string, start: number, end: number, before: string, after: string, paragraph: number | null}} Passage */
/** @typedef {{document: string, title: string, publisher: string | null, issued: string, speaker: EntityRef | null, origin: string, sources: number}} Source */
/** @typedef {{text: string, rough: boolean}} Difference */
/**
 * A claim as people read it.
 * @typedef {object} Shown
 * @property {Claim} claim
 * @property {"asked" | "same" | "against"} stance
 * @property {Record<string, string>} sentences
 * @property {string[]} qualifiers
 * @property {Source} source
 * @property {Passage[]} passages
 * @property {string} citation
 * @property {string} report
 */
/**
 * Two claims side by side.
 * @typedef {object} Pair
 * @property {string} id
 * @property {"conflict" | "series" | "restated" | "not comparable" | "agreement"} relation
 * @property {string} about
 * @property {EntityRef} subject
 * @property {PropertyRef} property
 * @property {string} sentence
 * @property {string} because
 * @property {Difference | null} difference
 * @property {Claim} first
 * @property {Claim} second
 * @property {Source} first_source
 * @property {Source} second_source
 */
/** @typedef {{claims: Shown[], pairs: Pair[], missing: string[]}} EvidenceOf */
/** @typedef {{entity: string, groups: {property: string, labels: Labels, lines: Shown[]}[], pairs: Pair[], left_out: number}} Facts */
/** @typedef {{part: string, text: string, entities: EntityRef[], date: string | null, reason: string | null, claim_count: number, claims: Claim[]}} Unknown */
/** @typedef {{on: string | null, documents: number, counts: {part: string, total: number | null}[], total: number, items: Unknown[], next: string | null}} Unknowns */
/** @typedef {{start: number, end: number, claim: string, kind: string, sentence: string, subject: EntityRef, property: string, object: EntityRef | null, object_text: string, quote: string}} ClaimSpan */
/**
 * A document's text; offsets are code points.
 * @typedef {object} TextOf
 * @property {string} document
 * @property {string | null} text
 * @property {string | null} missing
 * @property {{start: number, end: number, reason: string}[]} noise
 * @property {{start: number, end: number, entities: EntityRef[]}[]} mentions
 * @property {ClaimSpan[]} claims
 */
/** @typedef {{id: string, parent: string | null, turn: number, entity: EntityNode, column?: number}} Placed  `turn`: 0 for the first look, then one an expansion; `column` of paths */
/**
 * What is drawn, derived from focus, open and the pages that were fetched.
 * @typedef {object} Graph
 * @property {ReadonlyMap<string, Placed>} nodes  in the order in which they came
 * @property {ReadonlyMap<string, Edge>} edges
 * @property {ReadonlyMap<string, number>} more  neighbours that are not shown, of what is expanded
 * @property {ReadonlySet<string>} ends  what the picture is about: the focus, or the ends of paths
 */
/**
 * @typedef {View & {
 *   shelves: Readonly<Record<Bridges, Readonly<Record<string, Neighbourhood>>>>,
 *   pages: Readonly<Record<string, Neighbourhood>>,
 *   answers: Readonly<Record<string, Paths>>,
 *   graph: Graph,
 *   faded: import("./filter.js").Faded,
 *   lit: number | null,
 *   loading: string | null,
 *   problem: {text: string, retry: (() => void) | null} | null,
 *   canUndo: boolean, canRedo: boolean,
 * }} State
 */

/** @typedef {{ends: readonly string[], words: Readonly<Record<string, readonly string[]>>}} Question  see paths/question.js */
/** @typedef {Edge & {forward: boolean, others: number}} Hop */
/** @typedef {{number: number, text: string, text_zh_hant: string, text_zh_hans: string, footnotes: number[]}} Sentence */
/** @typedef {{number: number, claim: string, quote: string, document: string}} Footnote */
/**
 * One path, or what joins several.
 * @typedef {object} Argument
 * @property {EntityRef[]} nodes
 * @property {Hop[]} edges
 * @property {Sentence[]} sentences
 * @property {Footnote[]} footnotes
 * @property {number} weight
 * @property {number} weakest
 * @property {{holds: string, first: string | null, last: string | null}} together
 * @property {string} why
 * @property {string[]} [ends]  of a tree
 */
/** @typedef {EntityNode & {from_source: number | null, to_target: number | null}} PathNode */
/**
 * @typedef {object} Paths
 * @property {EntityRef} source
 * @property {EntityRef} target
 * @property {EntityRef[]} targets
 * @property {Argument[]} paths
 * @property {Argument[]} trees
 * @property {string[]} apart
 * @property {EntityRef[]} without  entities that were to be avoided
 * @property {PathNode[]} nodes
 * @property {Hop[]} edges
 * @property {boolean} partial
 * @property {string} told
 * @property {string} wording
 * @property {string[]} relaxations
 */
/**
 * @typedef {object} Row
 * @property {string} part
 * @property {"both" | "a" | "b"} where
 * @property {string} text
 * @property {string} text_zh_hant
 * @property {PropertyRef | null} property
 * @property {Direction | null} direction
 * @property {EntityRef | null} other
 * @property {string | null} held
 * @property {Claim[]} a
 * @property {Claim[]} b
 */
/** @typedef {{part: string, both: number, a: number, b: number}} PartCount */
/** @typedef {{a: EntityRef, b: EntityRef, counts: PartCount[], total: number, items: Row[], next: string | null}} Compared */

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
