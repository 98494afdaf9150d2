// What the server sends of a review (kg/review/shapes.py), and what the page keeps.

/** @typedef {"pending" | "accepted" | "corrected" | "rejected"} Status */
/** A text, a list or a mapping, as a file holds it. @typedef {string | unknown[] | {[name: string]: unknown}} Given */
/** @typedef {Record<string, Given>} Entry */
/** @typedef {{id: string, label: string, type: string}} Option */
/** @typedef {{slug: string, types: string[], labels: string[], named: boolean, note: string | null}} NewEntity */
/** @typedef {{what: "duplicate" | "same" | "conflict" | "differs", because: string, claim: string, document: string, quote: string}} Finding */
/** @typedef {{number: number, at: string, by: string, act: string, of: string, undone: boolean, reason: string | null}} Decision */
/** @typedef {{id: string, title: string, issued: string, publisher: string | null, counts: Record<Status, number>, reviewers: string[]}} Waiting */
/**
 * @typedef {object} Candidate
 * @property {string} id @property {"claims" | "statements" | "events" | "offices"} form
 * @property {Status} status @property {number} score @property {string} rule
 * @property {number} start @property {number} end @property {Entry} entry
 * @property {string[]} sentences @property {string[]} things @property {string[]} missing
 * @property {Record<string, string>} problems @property {Finding[]} beside
 * @property {number | null} decision @property {boolean} written
 */
/**
 * @typedef {object} Thing
 * @property {string} id @property {string} name @property {string | null} type @property {boolean} named
 * @property {string[]} forms @property {[number, number][]} spans @property {Option | null} entity
 * @property {boolean} new @property {string | null} into @property {number | null} decision
 * @property {Option[]} suggestions @property {NewEntity} proposed
 */
/**
 * @typedef {object} Review
 * @property {string} id @property {string} title @property {string} issued @property {string | null} publisher
 * @property {string} text @property {{start: number, end: number, reason: string}[]} noise
 * @property {number} number @property {Candidate[]} candidates @property {Thing[]} things
 * @property {Decision[]} decisions @property {number} unwritten
 */
/**
 * What the page keeps: who reviews, what, and where they are. `note` is the last thing that was said.
 * @typedef {object} Desk
 * @property {string} token @property {string} by @property {Review} review @property {string} at
 * @property {boolean} all @property {{text: string, wrong: boolean, errors: Record<string, string>} | null} note
 * @property {import("../query/types.js").Workbench} words
 * @property {() => void} draw
 * @property {(act: string, of: string, data?: object) => Promise<boolean>} decide
 * @property {() => Promise<void>} write
 * @property {(q: string) => Promise<Option[]>} search
 * @property {(id: string) => void} go
 */

export {};
