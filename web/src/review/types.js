// What the server sends of a review (kg/review/shapes.py, vocabulary.py), and what the page keeps.

/** @typedef {"pending" | "accepted" | "corrected" | "added" | "rejected"} Status */
/** @typedef {"claims" | "statements" | "events" | "offices"} Form */
/** A text, a list or a mapping, as a file holds it. @typedef {string | unknown[] | {[name: string]: unknown}} Given */
/** @typedef {Record<string, Given>} Entry */
/** @typedef {{id: string, label: string, type: string}} Option */
/** @typedef {{slug: string, types: string[], labels: string[], named: boolean, note: string | null}} NewEntity */
/** @typedef {{what: "duplicate" | "same" | "modality" | "conflict" | "differs", because: string, claim: string, candidate: string | null, document: string, quote: string}} Finding */
/** @typedef {{number: number, at: string, by: string, act: string, of: string, undone: boolean, reason: string | null}} Decision */
/** @typedef {{id: string, title: string, issued: string, publisher: string | null, counts: Record<Status, number>, reviewers: string[]}} Waiting */
/** @typedef {{id: string, text: string, start: number, end: number, reason: string, written: boolean}} Left */
/** @typedef {{signal: string, text: string, start: number, end: number, reason: string | null}} Gap */
/**
 * @typedef {object} Candidate
 * @property {string} id @property {Form} form
 * @property {Status} status @property {number} score @property {string} rule
 * @property {number} start @property {number} end @property {Entry} entry
 * @property {string[]} sentences @property {string[]} things @property {string[]} missing
 * @property {Record<string, string>} problems @property {Finding[]} beside
 * @property {number | null} decision @property {boolean} written
 * @property {boolean} due @property {string | null} outline
 */
/**
 * @typedef {object} Thing
 * @property {string} id @property {string} name @property {string | null} type @property {boolean} named
 * @property {string[]} forms @property {[number, number][]} spans @property {Option | null} entity
 * @property {boolean} other @property {boolean} new @property {string | null} into @property {number | null} decision
 * @property {Option[]} suggestions @property {NewEntity} proposed @property {boolean} newcomer
 */
/**
 * @typedef {object} Review
 * @property {string} id @property {string} title @property {string} issued @property {string | null} publisher
 * @property {string} text @property {{start: number, end: number, reason: string}[]} noise
 * @property {number} number @property {Candidate[]} candidates @property {Thing[]} things
 * @property {Left[]} left @property {Decision[]} decisions @property {number} unwritten
 */
/** @typedef {{name: string, labels: import("../types.js").Labels}} Term */
/** @typedef {Term & {domain: string, range: string, takes: "entity" | "state" | "figure" | "date" | "text", units: string[], requires: string[]}} Property */
/** @typedef {{name: string, kind: string, required: boolean, default: string | null}} Field */
/**
 * The fields of entries, and what they may hold.
 * @typedef {object} Vocabulary
 * @property {Record<Form, Field[]>} fields @property {Record<string, Term[]>} words
 * @property {Property[]} properties @property {Term[]} classes @property {Term[]} units @property {Term[]} qualifiers
 */
/** What was refused: of what it is, and what is wrong with each field. @typedef {{text: string, errors: Record<string, string>}} Refusal */
/**
 * What the page keeps: who reviews, what, and where they are. `note` is what was said last, `refused`
 * what was refused last, `gaps` what no claim cites since the last writing, `marked` words of the text.
 * @typedef {object} Desk
 * @property {string} token @property {string} by @property {Review} review @property {string} at
 * @property {boolean} all @property {{text: string, wrong: boolean, errors: Record<string, string>} | null} note
 * @property {Refusal | null} refused
 * @property {Gap[] | null} gaps
 * @property {{start: number, end: number} | null} marked
 * @property {Vocabulary} words
 * @property {() => void} draw
 * @property {(act: string, of: string, data?: object) => Promise<boolean>} decide
 * @property {() => Promise<void>} write
 * @property {(q: string) => Promise<Option[]>} search
 * @property {(id: string) => void} go
 * @property {() => void} missed @property {() => void} missedThing
 * @property {(place: {start: number, end: number}, reason?: string | null) => void} leave
 */

export {};
