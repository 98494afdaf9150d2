// The form of an entry: a correction of what was proposed, or a claim that nobody proposed.

import { h, show } from "../dom.js";
import { t } from "../words.js";
import { dialog } from "./dialog.js";
import { rowOf, tell } from "./fields.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Form} Form */

const FORMS = /** @type {const} */ (["claims", "statements", "events", "offices"]);
// Shown at once though they are empty; the others are folded away.
const FIRST = {
  claims: ["s", "p", "o", "value", "unit", "modality", "polarity", "by", "as_of"],
  statements: ["by", "kind", "about", "polarity"],
  events: ["id", "label", "date", "held_in", "participants"],
  offices: ["person", "post", "of", "as_of"],
};
// What has a value of this sort needs these fields and no others of them.
const OF_VALUE = { figure: ["value", "value_max", "unit", "quantifier"], date: ["value"], text: ["value"], entity: ["o"], state: ["o"] };

/**
 * Ask for an entry; `send` answers whether it was taken.
 * @param {Desk} desk @param {{title: string, done: string}} words @param {Form} form @param {Entry} given
 * @param {(form: Form, entry: Entry) => Promise<boolean>} send
 */
export function askEntry(desk, { title, done }, form, given, send) {
  const said = h("div", { class: "said", role: "alert", lang: "en" }), fields = h("div", { class: "fields" });
  const which = h("select", { onchange: () => fill() }, FORMS.map((each) => h("option", { value: each, selected: each === form }, t(`review.form.${each}`))));
  /** @type {import("./fields.js").Row[]} */
  let rows = [];
  const chosen = () => FORMS.find((each) => each === which.value) ?? form;
  const fill = () => {
    const now = chosen(), entry = now === form ? given : { ...(given.quote ? { quote: given.quote } : {}) };
    rows = desk.words.fields[now].map((field) => rowOf(desk, field, entry[field.name]));
    const first = rows.filter(({ name }) => name in entry || FIRST[now].includes(name));
    const quote = rows.filter(({ name }) => name === "quote"), rest = rows.filter((each) => !first.includes(each) && !quote.includes(each));
    show(fields, [...first.filter((each) => !quote.includes(each)), ...quote].map((each) => each.element),
      h("details", null, h("summary", null, t("review.more")), rest.map((each) => each.element)));
    fields.querySelector("input, select, textarea")?.setAttribute("data-first", "");
    fit();
  };
  /** Only what goes with the property is asked for. */
  const fit = () => {
    const name = rows.find((each) => each.name === "p")?.value(), property = desk.words.properties.find((each) => each.name === name);
    const wanted = property ? OF_VALUE[property.takes] : null;
    for (const row of rows) {
      if (Object.values(OF_VALUE).flat().includes(row.name)) row.element.hidden = wanted !== null && !wanted.includes(row.name);
      if (row.name === "unit" && row.input instanceof HTMLSelectElement && property) {
        for (const each of row.input.options) each.hidden = each.value !== "" && property.units.length > 0 && !property.units.includes(each.value);
      }
      if (row.name === "qualifiers" && property?.requires.length) {
        row.element.closest("details")?.setAttribute("open", "");
        row.input.setAttribute("placeholder", `${property.requires.join(": …\n")}: …`);
      }
    }
  };
  fields.addEventListener("change", fit);
  fill();
  dialog(title, (close) => [h("form", { class: "review-fields", novalidate: true, onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    const entry = Object.fromEntries(rows.filter((each) => !each.element.hidden).map((each) => [each.name, each.value()]).filter(([, value]) => value !== null));
    if (await send(chosen(), entry)) close();
    else tell(said, desk.refused);
  } },
  said, h("label", null, h("span", null, t("review.form")), which), fields, h("button", { class: "primary" }, done))]);
}
