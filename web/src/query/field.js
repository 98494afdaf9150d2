// A field of a saved query's form, by what its parameter takes.

import { h } from "../dom.js";
import { searchBox } from "../search.js";
import { labelOf, language, namesOf, t, wordsOf } from "../words.js";
import { named } from "./names.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Parameter} Parameter */
/** @typedef {import("./types.js").Workbench} Workbench */
/** @typedef {{name: string, element: HTMLElement, value: () => string, wrong: (text: string | null) => void}} Field */

/**
 * @param {App} app @param {Workbench} bench @param {Parameter} parameter
 * @param {string | undefined} given @param {Record<string, import("./types.js").EntityRef>} entities
 * @returns {Field}
 */
export function field(app, bench, parameter, given, entities) {
  const { name, type } = parameter;
  const label = language() === "en" ? undefined : wordsOf(parameter.labels).text;
  const own = label ? { text: label, lang: language() } : named(name), description = label ? "" : parameter.description;
  const id = `asked-${name}`;
  const hint = [description, range(parameter)].filter(Boolean).join(" · ");
  const { control, value } = made(app, bench, parameter, given, entities, id);
  const note = h("small", { id: `${id}-note`, lang: description ? "en" : null }, hint);
  const element = h("div", { class: `field ${type}` }, h("label", { for: id, id: `${id}-label`, lang: own.lang }, own.text), control, note);
  const input = /** @type {HTMLElement} */ (control.matches("input, select") ? control : control.querySelector("input, select"));
  input.id = id;
  input.setAttribute("aria-describedby", note.id);
  return {
    name, element, value,
    wrong(text) {
      element.classList.toggle("bad", text !== null);
      input.setAttribute("aria-invalid", String(text !== null));
      note.textContent = text ?? hint;
      if (text !== null) input.focus();
    },
  };
}

/** Bounds of a number or a date, in words. @param {Parameter} parameter */
function range({ minimum, maximum }) {
  if (minimum && maximum) return t("query.range", { minimum, maximum });
  if (minimum) return t("query.least", { minimum });
  return maximum ? t("query.most", { maximum }) : "";
}

/**
 * @param {App} app @param {Workbench} bench @param {Parameter} parameter @param {string | undefined} given
 * @param {Record<string, import("./types.js").EntityRef>} entities @param {string} id
 * @returns {{control: HTMLElement, value: () => string}}
 */
function made(app, bench, parameter, given, entities, id) {
  const current = given ?? parameter.default ?? "";
  const anything = parameter.default === null ? t("query.anything") : null;
  if (parameter.type === "entity") return picker(app, parameter, current, entities, `${id}-label`);
  if (parameter.options) {
    const labels = new Map(bench.words.map((word) => [word.name, word.labels]));
    const select = h("select", null,
      anything ? h("option", { value: "" }, anything) : null,
      current && !parameter.options.some((each) => each.value === current) ? h("option", { value: current }, current) : null,
      parameter.options.map(({ value, label }) => h("option", { value }, labelOf(parameter.type === "property" ? labels.get(value) ?? { en: label } : { en: label }))));
    select.value = current;
    return { control: select, value: () => select.value };
  }
  const { type, minimum, maximum } = parameter;
  const isNumber = type === "integer" || type === "decimal", isTime = type === "date" || type === "period";
  const input = h("input", {
    type: isNumber ? "number" : "text", step: isNumber ? (type === "integer" ? 1 : "any") : null, min: isNumber ? minimum : null, max: isNumber ? maximum : null,
    value: current, placeholder: isTime ? "2025 · 2025-12 · 2025-12-22" : anything, autocomplete: "off", spellcheck: "false",
  });
  return { control: input, value: () => input.value.trim() };
}

/**
 * Finds an entity by name in any language; what is typed and not chosen is sent as it is.
 * @param {App} app @param {Parameter} parameter @param {string} current
 * @param {Record<string, import("./types.js").EntityRef>} entities @param {string} label
 */
function picker(app, parameter, current, entities, label) {
  const box = h("div", { class: "search" });
  let slug = current, shown = entities[current] ? namesOf(/** @type {any} */ (entities[current]))[0]?.text ?? current : current;
  const input = searchBox(app, box, {
    keep: true, type: parameter.entity_class, placeholder: parameter.default === null ? "query.anything" : "query.entity",
    choose: (id) => {
      slug = id;
      shown = input.value;
      box.closest("form")?.requestSubmit(); // else the old answer stands under a new name
    },
  });
  input.setAttribute("aria-labelledby", label);
  input.value = shown;
  return {
    control: box,
    value: () => {
      const text = input.value.trim();
      return text === shown ? slug : text;
    },
  };
}

/** A day, to which the rows are narrowed. @param {string} name @param {string | undefined} given @returns {Field} */
export function day(name, given) {
  const id = `asked-${name}`;
  const input = h("input", { type: "date", id, value: given ?? "", "aria-describedby": `${id}-note` });
  const note = h("small", { id: `${id}-note` }, t(`query.${name}.note`));
  const element = h("div", { class: "field date" }, h("label", { for: id }, t(`query.${name}`)), input, note);
  return {
    name, element, value: () => input.value,
    wrong(text) {
      element.classList.toggle("bad", text !== null);
      input.setAttribute("aria-invalid", String(text !== null));
      note.textContent = text ?? t(`query.${name}.note`);
    },
  };
}
