// The claims of a row of a comparison: what is said of the one, and of the other.

import { h } from "../dom.js";
import { read } from "../paths/question.js";
import { namesOf, t } from "../words.js";
import { copies, said } from "../panel/evidence.js";
import { sideBySide } from "../panel/pair.js";
import { idOf } from "./section.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Row} Row */

/** @param {App} app @param {string} id */
export async function render(app, id) {
  const question = read(app.store.get().compare);
  const found = question && await rowNamed(app, question, id);
  if (!found) return h("p", { class: "hint" }, t("compare.hint"));
  const { row, a, b } = found;
  const sides = [{ entity: a, claims: row.a }, { entity: b, claims: row.b }].filter(({ claims }) => claims.length);
  const ids = [...new Set(sides.flatMap(({ claims }) => claims.map((claim) => claim.id)))];
  const [documents, evidence] = await Promise.all([app.api.documents(), app.api.evidence(ids)]);
  const isChinese = app.store.get().lang === "zh-Hant";
  return h("article", { class: "edge" },
    h("header", { class: "statement" }, h("h2", { lang: isChinese ? "zh-Hant" : "en" }, isChinese ? row.text_zh_hant : row.text)),
    ...sides.flatMap(({ entity, claims }) => {
      const own = evidence.claims.filter((each) => claims.some(({ id: name }) => name === each.claim.id));
      return [h("h3", { class: "side" }, h("bdi", null, namesOf(entity)[0]?.text), ` (${claims.length})`), ...said(app, own, documents)];
    }),
    sideBySide(app, evidence.pairs),
    copies(app, evidence.claims),
    h("p", { class: "counted" }, t("entity.counted", { documents: app.start.documents })));
}

/** @param {App} app @param {import("../types.js").Question} question @param {string} id */
async function rowNamed(app, question, id) {
  /** @type {string | null} */
  let cursor = null;
  do {
    /** @type {import("../types.js").Compared} */
    const found = await app.api.compare(question, cursor);
    const row = found.items.find((each) => idOf(each) === id);
    if (row) return { row, a: found.a, b: found.b };
    cursor = found.next;
  } while (cursor);
  return null;
}
