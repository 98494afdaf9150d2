// The kind of a claim as a word in its colour.

import { h } from "../dom.js";
import { labelOf } from "../words.js";

/** @param {import("../types.js").App} app @param {string} kind */
export function pill(app, kind) {
  const look = app.start.kinds[kind];
  return h("span", { class: `kind ${kind}` }, look ? labelOf(look.labels) : kind);
}
