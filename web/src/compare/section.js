// One part of a comparison as a table: what a row is about, what is said of the one and of the other.

import { h, show } from "../dom.js";
import { badge } from "../glyphs.js";
import { pill } from "../panel/pill.js";
import { days, labelOf, namesOf, t } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").Claim} Claim */

const FEW = 8; // rows that are shown at first, and more of what is in common

/** @param {Row} row @returns {string} the row in the address: no two rows of one part begin with one claim */
export const idOf = (row) => `${row.part}-${(row.a[0] ?? row.b[0])?.id ?? ""}`;

/**
 * @param {App} app @param {string} part @param {Row[]} rows @param {import("../types.js").PartCount | undefined} counts
 * @param {{a: string, b: string}} names
 */
export function section(app, part, rows, counts, names) {
  const common = rows.filter((row) => row.where === "both").length;
  const body = h("tbody");
  const { sel } = app.store.get();
  let isWhole = rows.length <= Math.max(FEW, common) + 2 || rows.slice(Math.max(FEW, common)).some((row) => sel?.kind === "row" && idOf(row) === sel.id);
  const all = h("button", { type: "button", class: "all" });
  const draw = () => {
    show(body, ...rows.slice(0, isWhole ? rows.length : Math.max(FEW, common)).map((row) => line(app, row)));
    all.textContent = isWhole ? t("compare.fewer") : t("compare.all", { n: rows.length });
  };
  all.addEventListener("click", () => {
    isWhole = !isWhole;
    draw();
  });
  draw();
  return h("section", { class: "part", "data-part": part, id: `part-${part}` },
    h("h3", null, t(`compare.${part}`), counts && part !== "between" ? h("span", null, ` ${t("compare.count", { both: counts.both })}`) : null),
    h("table", null,
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("compare.what")), heads(part, names).map((head) => h("th", { scope: "col" }, h("bdi", null, head))))),
      body),
    rows.length > Math.max(FEW, common) + 2 ? all : null);
}

/** What stands above the columns: of what is said between the two, who does it. @param {string} part @param {{a: string, b: string}} names */
const heads = (part, { a, b }) => (part === "between" ? [`${a} → ${b}`, `${b} → ${a}`] : [a, b]);

/** @param {App} app @param {Row} row */
function line(app, row) {
  const id = idOf(row), { sel, lang } = app.store.get();
  const isChinese = lang === "zh-Hant";
  const select = () => app.commands.select({ kind: "row", id });
  return h("tr", { "data-row": id, class: `${row.where}${sel?.kind === "row" && sel.id === id ? " chosen" : ""}`, onclick: select },
    h("th", { scope: "row" }, h("button", { type: "button", class: "row", title: t("paths.evidence"), onclick: (/** @type {Event} */ event) => {
      event.stopPropagation();
      select();
    } }, about(app, row, isChinese))),
    cell(app, row, row.a), cell(app, row, row.b));
}

/** What a row is about: a relation and the far end, or words of the server. @param {App} app @param {Row} row @param {boolean} isChinese */
function about(app, row, isChinese) {
  if (!row.other) return [h("span", { class: "text", lang: isChinese ? "zh-Hant" : "en" }, isChinese ? row.text_zh_hant : row.text)];
  const words = row.property ? app.start.properties[row.property.id]?.labels ?? { en: row.property.label } : null;
  const way = row.direction === "in" ? "←" : row.direction === "out" ? "→" : "↔";
  return [
    words ? h("span", { class: "relation" }, `${way} ${labelOf(words)}`) : null,
    h("span", { class: "other" }, badge(app.start.types[row.other.type]), h("bdi", { lang: namesOf(row.other)[0]?.lang }, namesOf(row.other)[0]?.text)),
  ].filter((each) => each !== null);
}

/** What is said of one of the two. @param {App} app @param {Row} row @param {Claim[]} claims */
function cell(app, row, claims) {
  if (!claims.length) return h("td", { class: "silent" }, h("span", { "aria-hidden": "true" }, "–"), h("span", { class: "spoken" }, t("compare.nothing")));
  if (row.part === "figures") return h("td", null, h("ul", { class: "values" }, claims.map((claim) => h("li", null, h("b", null, figure(claim)), dated(claim), claim.kind === "fact" ? null : pill(app, claim.kind)))));
  const quote = claims[0]?.evidence[0]?.quote ?? "";
  return h("td", null,
    h("p", { class: "says" }, kinds(claims).map((kind) => pill(app, kind)), h("span", null, t("compare.says", { count: claims.length })), claims.length === 1 ? dated(claims[0]) : null),
    row.part === "statements" ? h("p", { class: "words", dir: "auto" }, quote) : null);
}

/** @param {Claim[]} claims */
const kinds = (claims) => [...new Set(claims.map((claim) => claim.kind))];

/** A figure with its quantifier; its unit is in the row's words. @param {Claim} claim */
function figure({ value, object_text: text }) {
  if (!value) return text;
  if (value.value === null) return t("quantifier.unspecified");
  const number = value.value_max ? `${grouped(value.value)}–${grouped(value.value_max)}` : grouped(value.value);
  const words = value.quantifier && !["exact", "range"].includes(value.quantifier) ? `${t(`quantifier.${value.quantifier}`)} ` : "";
  return `${words}${number}`;
}

/** Digits in threes; whatever is behind the point stays. @param {string} text */
const grouped = (text) => text.replace(/^\d+/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","));

/** When it holds, as short as can be. @param {Claim | undefined} claim */
function dated(claim) {
  const day = claim?.as_of ?? claim?.valid_from ?? claim?.valid_to;
  return day ? h("time", null, days(day)) : null;
}
