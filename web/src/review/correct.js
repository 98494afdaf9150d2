// Another entry in place of the proposed one: its fields as lines, checked by the server.

import { h, show } from "../dom.js";
import { t } from "../words.js";
import { forth } from "./acts.js";
import { dialog } from "./dialog.js";
import { FIELDS, LONG, read, write } from "./fields.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Candidate} Candidate */

const WORDS = {
  modality: ["asserted", "planned", "projected", "proposed", "opinion"],
  polarity: ["positive", "negative"],
  quantifier: ["exact", "about", "almost", "more-than", "at-least", "less-than", "at-most", "range"],
  date_basis: ["stated", "resolved", "inferred"],
  kind: ["opinion", "forecast", "recommendation", "hope", "criticism", "commitment", "comparison", "open-question", "report"],
};
const THINGS = ["s", "o", "by", "person", "post", "of", "held_in", "id"];

/** @param {Desk} desk @param {Candidate} candidate */
export function correct(desk, candidate) {
  desk.at = candidate.id;
  desk.draw();
  const said = h("div", { class: "said", role: "alert", lang: "en" });
  const names = [...new Set([...Object.keys(candidate.entry), ...FIELDS[candidate.form]])];
  const rows = names.map((name) => ({ name, row: rowOf(desk, candidate, name) }));
  const filled = rows.filter(({ name }) => name in candidate.entry), rest = rows.filter(({ name }) => !(name in candidate.entry));
  dialog(t("review.correct"), (close) => [h("form", { class: "review-fields", onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    const entry = Object.fromEntries(rows.map(({ name, row }) => [name, read(name, row.value(), candidate.entry[name])]).filter(([, value]) => value !== null));
    if (await desk.decide("correct", candidate.id, { entry })) {
      close();
      forth(desk, candidate.id);
    } else {
      show(said, h("p", null, desk.note?.text ?? ""), h("ul", null, Object.entries(desk.note?.errors ?? {}).map(([name, text]) => h("li", null, h("code", null, name), " ", text))));
    }
  } },
  said, lists(desk), filled.map(({ row }) => row.element),
  h("details", null, h("summary", null, t("review.more")), rest.map(({ row }) => row.element)),
  h("button", { class: "primary" }, t("review.correct")))]);
}

/** One field. @param {Desk} desk @param {Candidate} candidate @param {string} name */
function rowOf(desk, candidate, name) {
  const given = candidate.entry[name];
  const text = given === undefined ? "" : write(given);
  const input = LONG.includes(name)
    ? h("textarea", { rows: Math.min(6, Math.max(2, Math.ceil(text.length / 60))), lang: name === "quote" ? "en" : null, value: text })
    : h("input", { value: text, autocomplete: "off", list: listOf(name) });
  const thing = desk.review.things.find((each) => `@${each.id}` === text);
  return { element: h("label", null, h("code", null, name), thing && h("small", { lang: "en" }, ` ${thing.name}`), input), value: () => input.value };
}

/** @param {string} name */
function listOf(name) {
  if (THINGS.includes(name)) return "review-things";
  if (name === "p") return "review-properties";
  if (name === "unit") return "review-units";
  return name in WORDS ? `review-${name}` : null;
}

/** What may be typed, as suggestions of the browser. @param {Desk} desk */
function lists(desk) {
  const terms = (/** @type {string} */ kind) => desk.words.words.filter((each) => each.kind === kind).map((each) => h("option", { value: each.name }));
  return h("div", { hidden: true },
    h("datalist", { id: "review-things" }, desk.review.things.map((each) => h("option", { value: `@${each.id}` }, each.name))),
    h("datalist", { id: "review-properties" }, terms("property")),
    h("datalist", { id: "review-units" }, terms("unit")),
    Object.entries(WORDS).map(([name, values]) => h("datalist", { id: `review-${name}` }, values.map((value) => h("option", { value })))));
}
