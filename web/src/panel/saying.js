// A claim as a sentence: worded by the server, the language of the interface first.

import { h } from "../dom.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {Record<string, string>} sentences */
export function sentences(app, sentences) {
  const isChinese = app.store.get().lang === "zh-Hant", chinese = sentences["zh-Hant"];
  const both = [
    sentences.en ? h("bdi", { class: "sentence", lang: "en" }, sentences.en) : null,
    chinese ? h("bdi", { class: "sentence", lang: "zh-Hant" }, chinese) : null,
  ].filter((each) => each !== null);
  if (isChinese) both.reverse();
  both[1]?.classList.add("second");
  return both;
}
