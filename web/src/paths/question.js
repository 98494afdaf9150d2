// A question about paths or a comparison as it stands in the URL: ends, then words.
// john-lee..qianhai~hops:5~kind:fact,planned~without:china

/** @typedef {import("../types.js").Question} Question */

const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/;
const MOST_ENDS = 8;
const NAME = /^[A-Za-z][A-Za-z-]*$/, DAY = /^\d{4}(-\d\d){0,2}$/, ONE = /^1$/;
/** The words there are, as the API has them, and what each may be. @type {Record<string, RegExp>} */
const WORDS = {
  hops: /^[1-9]$/, shortest: ONE, directed: ONE, weight: /^(support|avoid-hubs)$/,
  kind: NAME, valid_on: DAY, holds: /^yes$/, overlapping: /^(may|surely)$/, min_sources: /^[1-9]\d?$/,
  without: SLUG, without_property: NAME, via_type: NAME, without_type: NAME,
  where: /^(both|a|b)$/,
};
export const PATHS = 12; // of an answer

/** What the text asks; null where it names fewer than two entities. @param {string | null} text @returns {Question | null} */
export function read(text) {
  const [first = "", ...rest] = (text ?? "").split("~");
  const ends = [...new Set(first.split(".."))].filter((each) => SLUG.test(each)).slice(0, MOST_ENDS);
  if (ends.length < 2) return null;
  /** @type {Record<string, readonly string[]>} */
  const words = {};
  for (const each of rest) {
    const [name = "", given = "1"] = each.split(":");
    const form = WORDS[name], values = given.split(",").filter((value) => form?.test(value));
    if (values.length) words[name] = values;
  }
  return Object.freeze({ ends, words });
}

/** @param {Question} question @returns {string} */
export function write({ ends, words }) {
  const told = Object.keys(WORDS).filter((name) => words[name]?.length).map((name) => {
    const values = words[name] ?? [];
    return WORDS[name] === ONE ? name : `${name}:${values.join(",")}`;
  });
  return [ends.join(".."), ...told].join("~");
}

/** The same question with other values of a word; none take it away. @param {Question} question @param {string} name @param {readonly string[]} values @returns {Question} */
export function having(question, name, values) {
  return { ends: question.ends, words: { ...question.words, [name]: values } };
}

/** @param {Question} question @param {string} name */
export const one = (question, name) => question.words[name]?.[0] ?? "";

/** The words of a question as the API takes them. @param {Question} question @returns {Record<string, string | readonly string[] | number>} */
export function asked({ ends, words }) {
  const [source = "", ...target] = ends;
  /** @type {Record<string, string | readonly string[] | number>} */
  const query = { source, target, limit: PATHS, ...words };
  delete query.where;
  for (const name of Object.keys(query)) if (WORDS[name] === ONE) query[name] = "true";
  return query;
}

/**
 * The question after one of the changes that the server names: "hops=5", "no kind", "directed=false".
 * @param {Question} question @param {string} change
 */
export function relaxed(question, change) {
  const name = change.startsWith("no ") ? change.slice(3) : change.split("=")[0] ?? "";
  const value = change.startsWith("no ") ? "" : change.split("=")[1] ?? "";
  return having(question, name, value && value !== "false" ? [value] : []);
}
