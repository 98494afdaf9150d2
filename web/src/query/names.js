// Names that the headers of saved queries use: of subjects, columns and parameters.

import zhHant from "../strings/names.zh-Hant.js";
import { language } from "../words.js";

/** A file a language, but for English: the headers are in it. @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
const NAMES = { "zh-Hant": zhHant };

/** A name in the language that is spoken; one without a word there stays as it is. @param {string} name @returns {{text: string, lang: string}} */
export function named(name) {
  const text = NAMES[language()]?.[name];
  return text === undefined ? { text: name.replaceAll("_", " "), lang: "en" } : { text, lang: language() };
}
