// What a cell says, and where it leads.

import { h } from "../dom.js";
import { PANELS } from "../features.js";
import { count, days, labelOf, namesOf, t } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Cell} Cell */
/** @typedef {import("./types.js").Sheet} Sheet */

const NUMERIC = /^xsd:(decimal|integer|double|float|int|long)$/;
const SHORT = 24; // letters that stay in one line
const WEB = /^https?:\/\//;

/** @param {Cell} cell */
export const isNumber = (cell) => cell.kind === "text" && NUMERIC.test(cell.datatype ?? "");

/** The cell in words, as it is sorted and drawn. @param {Sheet} sheet @param {Cell | null} cell */
export function textOf(sheet, cell) {
  if (!cell) return "";
  const { kind, value } = cell;
  if (kind === "entity") {
    const entity = sheet.entities[value];
    return entity ? namesOf(entity)[0]?.text ?? value : value;
  }
  if (kind === "document") return sheet.documents[value] ?? value;
  if (kind === "term") return labelOf(sheet.terms[value] ?? {}) || value;
  if (kind === "claim") return "";
  return value;
}

/** The cell as it stands in a table. @param {App} app @param {Sheet} sheet @param {Cell | null} cell @param {string} column */
export function element(app, sheet, cell, column) {
  if (!cell) return "";
  const { kind, value } = cell;
  if (kind === "entity") return entity(app, sheet, value);
  if (kind === "document") return follow(app, "document", value, `documents/${value}`, sheet.documents[value] ?? value, "title");
  if (kind === "claim") return evidence(app, `claims/${value}`);
  if (kind === "term") {
    const text = textOf(sheet, cell);
    return value.startsWith("kind-") ? h("span", { class: `kind ${value.slice(5)}` }, text) : text;
  }
  if (kind === "iri") return WEB.test(value) ? h("a", { href: value, rel: "noreferrer" }, value) : h("code", null, value);
  if (isNumber(cell)) return h("span", null, grouped(value));
  if (cell.datatype === "edtf:EDTF") return h("time", { class: value.length < SHORT ? "brief" : null, title: value }, days(value));
  if (/^(quote|words)$/.test(column)) return h("q", { class: "words", lang: cell.lang }, value);
  return h("bdi", { lang: cell.lang, class: value.length < SHORT && !value.includes(" ") ? "brief" : null }, value);
}

/** A number as people write it; what is no plain one stays. @param {string} value */
const grouped = (value) => (/^-?\d{5,}$/.test(value) ? count(Number(value)) : value);

/** @param {App} app @param {Sheet} sheet @param {string} slug */
function entity(app, sheet, slug) {
  const found = sheet.entities[slug];
  const [first, second] = found ? namesOf(found, app.store.get().names) : [{ text: slug, lang: "en" }];
  return h("a", { href: `?focus=${slug}`, class: found?.named === false ? "entity unnamed" : "entity", onclick: (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void app.commands.focus(slug);
  } },
  h("bdi", { lang: first?.lang }, first?.text), second ? h("bdi", { class: "second", lang: second.lang }, second.text) : null);
}

/**
 * The claims of a row.
 * @param {App} app @param {string} address `claims/{id}` or `claims?…` @param {readonly (Cell | null)[]} [row] which may set several claims side by side
 */
export function evidence(app, address, row = []) {
  const several = row.flatMap((cell) => (cell?.kind === "claim" ? cell.value : []));
  const id = several.length > 1 ? several.join("-") : address.startsWith("claims/") ? address.slice(7) : "";
  return follow(app, "claim", id, address, t("query.evidence"), "evidence");
}

/**
 * A link that shows a claim or a document beside the table where the page has a panel for it.
 * @param {App} app @param {"claim" | "document"} kind @param {string} id @param {string} address @param {string} text @param {string} look
 */
function follow(app, kind, id, address, text, look) {
  return h("a", { href: app.api.address(address), class: look, onclick: (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !id || !PANELS[kind]) return;
    event.preventDefault();
    app.commands.select({ kind, id });
  } }, text);
}
