// Fields of an entry as controls that a person fills in, and back; which ones, the server says.

import { h, show } from "../dom.js";
import { labelOf, t } from "../words.js";
import { picker } from "./picker.js";

/** @typedef {import("./types.js").Given} Given */
/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Field} Field */
/** A field on the page; `value` is null for none. @typedef {{name: string, element: HTMLElement, value: () => Given | null, input: HTMLElement}} Row */

/** One field with its name for people, and that of the file beside it. @param {Desk} desk @param {Field} field @param {Given | undefined} given @returns {Row} */
export function rowOf(desk, field, given) {
  const control = controlOf(desk, field, given);
  const several = ["entities", "participants", "flag"].includes(field.kind);
  const name = [t(`review.field.${field.name}`), " ", h("code", null, field.name), field.required && h("span", { class: "must" }, t("review.must"))];
  const element = several
    ? h("fieldset", { "data-field": field.name }, h("legend", null, name), control.element)
    : h("label", { "data-field": field.name }, h("span", null, name), control.element);
  // what nobody changed stays as it was, places of words included
  const first = JSON.stringify(control.value());
  const value = () => (given !== undefined && JSON.stringify(control.value()) === first ? given : control.value());
  return { name: field.name, element, value, input: control.element };
}

/** @typedef {{element: HTMLElement, value: () => Given | null}} Control */

/** @param {Desk} desk @param {Field} field @param {Given | undefined} given @returns {Control} */
function controlOf(desk, { name, kind, required, default: usual }, given) {
  const text = typeof given === "string" ? given : "";
  if (kind === "entity" || kind === "target") return picker(desk, text, kind === "target");
  if (kind === "entities") return repeated(desk, list(given).map(String), (each) => picker(desk, String(each), false, t(`review.field.${name}`)));
  if (kind === "participants") return repeated(desk, list(given), (each) => participant(desk, each, t(`review.field.${name}`)));
  if (kind === "property") return chosen(grouped(desk, text), required);
  if (kind === "unit") return chosen([{ terms: desk.words.units, on: text }], false);
  if (kind in desk.words.words) return chosen([{ terms: desk.words.words[kind] ?? [], on: text }], required, usual);
  if (kind === "flag") {
    const tick = h("input", { type: "checkbox", checked: text === "true" });
    return { element: h("label", { class: "tick" }, tick, t("review.yes")), value: () => (tick.checked ? "true" : null) };
  }
  if (kind === "quote" || kind === "mapping") return lines(name, kind, given);
  const input = h("input", { value: text, autocomplete: "off", placeholder: kind === "date" ? t("review.date.how") : null });
  return { element: input, value: () => input.value.trim() || null };
}

/** A list of words. @param {{label?: string, terms: import("./types.js").Term[], on: string}[]} groups @param {boolean} required @param {string | null} [usual] what is meant where none is chosen @returns {Control & {element: HTMLSelectElement}} */
function chosen(groups, required, usual = null) {
  const meant = groups.flatMap((each) => each.terms).find((each) => each.name === usual);
  const options = groups.map(({ label, terms, on }) => {
    const found = terms.map((each) => h("option", { value: each.name, selected: each.name === on }, labelOf(each.labels)));
    return label ? h("optgroup", { label }, found) : found;
  });
  const element = h("select", { required }, h("option", { value: "" }, meant ? t("review.usual", { what: labelOf(meant.labels) }) : ""), options.flat());
  return { element, value: () => element.value || null };
}

/** @param {Desk} desk @param {string} on */
function grouped(desk, on) {
  const takes = [["entity", "state"], ["figure"], ["date", "text"]];
  return takes.map((several) => ({ label: t(`review.takes.${several[0]}`), on, terms: desk.words.properties.filter((each) => several.includes(each.takes)) }));
}

/** As many as somebody fills in: there is always an empty one more. @param {Desk} desk @param {unknown[]} values @param {(value: unknown) => Control} make @returns {Control} */
function repeated(desk, values, make) {
  /** @type {Control[]} */
  const controls = [];
  const element = h("div", { class: "several", oninput: () => grow() });
  const grow = () => {
    if (controls.every((each) => each.value() !== null)) add("");
  };
  /** @param {unknown} value */
  const add = (value) => {
    const made = make(value);
    controls.push(made);
    element.append(made.element);
  };
  values.forEach(add);
  grow();
  return { element, value: () => {
    const found = controls.map((each) => each.value()).filter((each) => each !== null);
    return found.length ? found : null;
  } };
}

/** Somebody, and as what they take part. @param {Desk} desk @param {unknown} given @param {string} label @returns {Control} */
function participant(desk, given, label) {
  const { who, role } = typeof given === "string" ? { who: given, role: "" } : /** @type {{who: string, role?: string}} */ (given);
  const person = picker(desk, who, false, label), as = h("input", { value: role ?? "", placeholder: t("review.role"), "aria-label": t("review.role"), autocomplete: "off" });
  return { element: h("div", { class: "taking-part" }, person.element, as), value: () => {
    const found = person.value();
    return found === null ? null : as.value.trim() ? { who: found, role: as.value.trim() } : found;
  } };
}

/** Pieces of a quote, or `name: value` lines. @param {string} name @param {string} kind @param {Given | undefined} given @returns {Control} */
function lines(name, kind, given) {
  const text = given === undefined ? "" : written(given);
  const rows = Math.min(6, Math.max(kind === "quote" ? 3 : 2, Math.ceil(text.length / 60)));
  const element = h("textarea", { rows, lang: kind === "quote" ? "en" : null, value: text, placeholder: name === "qualifiers" ? t("review.qualifiers.how") : null });
  return { element, value: () => {
    const several = element.value.split("\n").map((each) => each.trim()).filter(Boolean);
    if (!several.length) return null;
    if (kind === "mapping") return Object.fromEntries(several.map(pair));
    return several.length > 1 ? several : several.join("");
  } };
}

/** @param {Given} value @returns {string} */
function written(value) {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((each) => written(/** @type {Given} */ (each))).join("\n");
  if ("text" in value) return String(value.text);
  return Object.entries(value).map(([name, each]) => `${name}: ${Array.isArray(each) ? each.join("; ") : each}`).join("\n");
}

/** @param {string} text @returns {[string, Given]} */
function pair(text) {
  const at = text.indexOf(":"), name = at < 0 ? text : text.slice(0, at).trim(), value = at < 0 ? "" : text.slice(at + 1).trim();
  return [name, value.includes("; ") ? value.split("; ") : value];
}

/** @param {Given | undefined} given @returns {unknown[]} */
const list = (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]);

/** Say what was refused: of what it is once, then each field. @param {HTMLElement} place @param {import("./types.js").Refusal | null} refused */
export function tell(place, refused) {
  if (!refused) return show(place);
  const fields = Object.entries(refused.errors);
  show(place, h("p", null, refused.text), fields.length > 0 && h("ul", null, fields.map(([name, text]) => h("li", null, h("code", null, name), " ", text))));
  place.scrollIntoView({ block: "nearest" });
}
