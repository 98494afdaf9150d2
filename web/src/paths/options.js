// How paths are looked for: steps, kinds, dates, sources, and what comes first.

import { h } from "../dom.js";
import { KINDS, line } from "../looks.js";
import { labelOf, t } from "../words.js";
import { having, one } from "./question.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Question} Question */

const MOST_HOPS = 6, USUAL_HOPS = 4;
let isOpen = false; // it stays so while somebody tries one option after another

/** @param {App} app @param {Question} question @param {boolean} isJoined @param {(next: Question) => void} ask */
export function options(app, question, isJoined, ask) {
  /** @param {string} name @param {string} value */
  const set = (name, value) => ask(having(question, name, value ? [value] : []));
  const changed = Object.keys(question.words).filter((name) => !name.startsWith("without")).length;
  return h("details", { class: "options", open: isOpen, ontoggle: (/** @type {Event} */ event) => {
    isOpen = /** @type {HTMLDetailsElement} */ (event.currentTarget).open;
  } },
  h("summary", { "data-keep": "options" }, t("paths.options"), changed ? h("span", { class: "number" }, ` ${t("paths.options.set", { count: changed })}`) : null),
  h("div", { class: "grid" },
    choice("hops", Array.from({ length: MOST_HOPS }, (_, n) => [String(n + 1), t("paths.steps", { count: n + 1 })]), one(question, "hops") || String(USUAL_HOPS), (value) => set("hops", value === String(USUAL_HOPS) ? "" : value)),
    choice("weight", [["", t("paths.weight.hops")], ["support", t("paths.weight.support")], ["avoid-hubs", t("paths.weight.avoid-hubs")]], one(question, "weight"), (value) => set("weight", value)),
    choice("min_sources", ["", "2", "3"].map((n) => [n, n ? t("paths.sources", { n }) : t("paths.sources.any")]), one(question, "min_sources"), (value) => set("min_sources", value)),
    isJoined ? null : choice("overlapping", [["", t("paths.overlap.any")], ["may", t("paths.overlap.may")], ["surely", t("paths.overlap.surely")]], one(question, "overlapping"), (value) => set("overlapping", value)),
    h("label", { class: "field" }, h("span", null, t("paths.valid")),
      h("input", { type: "date", "data-keep": "valid_on", value: full(one(question, "valid_on")), onchange: (/** @type {Event} */ event) => set("valid_on", /** @type {HTMLInputElement} */ (event.target).value) })),
    one(question, "valid_on") ? tick("holds", "yes", "paths.holds") : null,
    isJoined ? null : tick("shortest", "1", "paths.shortest"),
    isJoined ? null : tick("directed", "1", "paths.directed")),
  h("fieldset", { class: "kinds" }, h("legend", null, t("paths.kinds")), KINDS.map(kind)));

  /** @param {string} name @param {string[][]} values @param {string} now @param {(value: string) => void} act */
  function choice(name, values, now, act) {
    return h("label", { class: "field" }, h("span", null, t(`paths.label.${name}`)),
      h("select", { "data-keep": name, onchange: (/** @type {Event} */ event) => act(/** @type {HTMLSelectElement} */ (event.target).value) },
        values.map(([value, text]) => h("option", { value, selected: value === now }, text))));
  }

  /** @param {string} name @param {string} value @param {string} key */
  function tick(name, value, key) {
    return h("label", { class: "tick" }, h("input", {
      type: "checkbox", "data-keep": name, checked: one(question, name) === value,
      onchange: (/** @type {Event} */ event) => set(name, /** @type {HTMLInputElement} */ (event.target).checked ? value : ""),
    }), h("span", null, t(key)));
  }

  /** @param {string} name */
  function kind(name) {
    const look = app.start.kinds[name], chosen = question.words.kind ?? KINDS;
    if (!look) return null;
    return h("label", { class: "tick" }, h("input", {
      type: "checkbox", "data-keep": `kind-${name}`, checked: chosen.includes(name), onchange: () => {
        const next = KINDS.filter((each) => chosen.includes(each) !== (each === name));
        ask(having(question, "kind", next.length === KINDS.length ? [] : next));
      },
    }), line(name, look), h("span", null, labelOf(look.labels)));
  }
}

/** A day of the URL as a date box has it; a month or a year is its first day. @param {string} text */
const full = (text) => (text ? `${text}-01-01`.slice(0, 10) : "");
