// Words of the interface, and names of things in the languages that somebody reads.

import { part } from "./features.js";
import en from "./strings/en.js";

/** @typedef {import("./types.js").EntityRef} EntityRef */
/** @typedef {import("./types.js").Labels} Labels */

/** A file a language, fetched when it is first spoken; what one lacks is said in English. */
const STRINGS = {
  en: () => Promise.resolve({ default: en }),
  "zh-Hant": () => import("./strings/zh-Hant.js"),
};
/** @type {Readonly<Record<string, string>>} */
let current = en;
/** @type {import("./types.js").Lang} */
let lang = "en";

/** Raises a Problem where its words cannot be fetched: then all stays as it was. @param {import("./types.js").Lang} wanted */
export async function speak(wanted) {
  const words = await part(/** @type {() => Promise<{default: Readonly<Record<string, string>>}>} */ (STRINGS[wanted]));
  lang = wanted;
  current = { ...en, ...words.default };
  document.documentElement.lang = wanted;
}

/**
 * The text of a key, with values in place of {name}; `one` and `other` follow `count`.
 * @param {string} key @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const form = "count" in values ? `${key}.${new Intl.PluralRules(lang).select(Number(values.count))}` : key;
  const text = current[form] ?? current[`${key}.other`] ?? current[key];
  if (text === undefined) throw new Error(`no string '${key}'`);
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(lang) : String(value);
  });
}

/** The text of a language, in the nearest there is. @param {Labels} labels */
export function labelOf(labels) {
  return (lang === "zh-Hant" ? chinese(labels) : null) ?? labels.en ?? Object.values(labels)[0] ?? "";
}

/** The same with its language, for the right glyphs and the right voice. @param {Labels} labels */
export function wordsOf(labels) {
  const isChinese = lang === "zh-Hant" && chinese(labels) !== null;
  return { text: labelOf(labels), lang: isChinese ? script(labels) : "en" };
}

/** @param {Labels} labels @returns {string | null} */
export const chinese = (labels) =>
  labels["zh-Hant"] ?? labels["zh-hant"] ?? labels["zh-Hans"] ?? labels["zh-hans"] ?? null;

/** The script of a Chinese name, for the right glyphs. @param {Labels} labels */
export const script = (labels) => (labels["zh-hant"] || labels["zh-Hant"] ? "zh-Hant" : "zh-Hans");

/**
 * The names of an entity, the first to be read first; a language that is missing is left out.
 * @param {EntityRef} entity @param {import("./types.js").Names} names
 * @returns {{text: string, lang: string}[]}
 */
export function namesOf(entity, names = "both") {
  const english = { text: entity.label, lang: "en" };
  const text = chinese(entity.labels);
  if (!text || names === "en") return [english];
  const other = { text, lang: script(entity.labels) };
  if (names === "zh") return [other];
  return lang === "zh-Hant" ? [other, english] : [english, other];
}

/** The kind of a document; one that has no word of ours is told as it is. @param {string} kind */
export const documentKind = (kind) => current[`kind.${kind}`] ?? kind;

/** The language that is spoken now. */
export const language = () => lang;

/** How a number of things is written. @param {number} number */
export const count = (number) => number.toLocaleString(lang);

/** A date of the data for people: ../2021 is 2021 or before. @param {string} text */
export function days(text) {
  const [start = "", end] = text.split("/");
  if (end === undefined) return text;
  if (start === "" || start === "..") return t("date.before", { date: end });
  if (end === "" || end === "..") return t("date.after", { date: start });
  return `${start} – ${end}`;
}
