// The rows of an answer as a table that can be sorted; each row leads to its claims.

import { h, show } from "../dom.js";
import { language, t } from "../words.js";
import { element, evidence, isNumber, textOf } from "./cells.js";
import { named } from "./names.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Sheet} Sheet */
/** @typedef {{column: number, way: 1 | -1}} Order */

/** @param {App} app @param {Sheet} sheet @param {Record<string, string>} about what each column means */
export function table(app, sheet, about) {
  // where a row leads to its claims, columns of nothing else have no more to say
  const leads = sheet.columns.includes("claim");
  const all = sheet.columns.map((_, place) => place).filter((place) => sheet.columns[place] !== "claim"
    && !(leads && sheet.rows.some((row) => row[place]) && sheet.rows.every((row) => !row[place] || row[place]?.kind === "claim")));
  const places = all.filter((place) => sheet.rows.some((row) => row[place]));
  const blank = all.filter((place) => !places.includes(place)).map((place) => named(sheet.columns[place] ?? "").text);
  const hasEvidence = sheet.claims.some(Boolean);
  const numeric = new Set(places.filter((place) => {
    const filled = sheet.rows.map((row) => row[place]).filter((cell) => cell !== null && cell !== undefined);
    return filled.length > 0 && filled.every(isNumber);
  }));
  const head = h("tr"), body = h("tbody"), whole = h("table", null, h("thead", null, head), body);
  /** @type {Order | null} */
  let order = orderOf(app.store.get().by, sheet.columns);

  /** @param {number} place */
  function sort(place) {
    if (order?.column !== place) order = { column: place, way: 1 };
    else order = order.way === 1 ? { column: place, way: -1 } : null;
    draw();
    app.store.dispatch({ type: "arranged", how: { by: written(order, sheet.columns) } });
    const [button] = head.children[places.indexOf(place)]?.getElementsByTagName("button") ?? [];
    button?.focus();
    app.announce(order ? t(order.way === 1 ? "query.sorted.up" : "query.sorted.down", { column: named(sheet.columns[place] ?? "").text }) : t("query.sorted.not"));
  }

  function draw() {
    whole.dataset.by = written(order, sheet.columns) ?? "";
    show(head, ...places.map((place) => {
      const name = sheet.columns[place] ?? "";
      const way = order?.column === place ? order.way : 0;
      return h("th", { scope: "col", class: numeric.has(place) ? "number" : null, "aria-sort": way ? (way === 1 ? "ascending" : "descending") : "none" },
        h("button", { type: "button", class: "text", onclick: () => sort(place), title: about[name] ?? null },
          h("span", { lang: named(name).lang }, named(name).text), h("span", { class: "way", "aria-hidden": "true" }, way === 1 ? "▲" : way === -1 ? "▼" : "")),
        about[name] && language() === "en" ? h("small", null, about[name]) : null);
    }), hasEvidence ? h("th", { scope: "col" }, h("span", { class: "spoken" }, t("query.evidence"))) : null);
    show(body, ...sorted(sheet, order, numeric).map((at) => {
      const row = sheet.rows[at] ?? [], address = sheet.claims[at];
      return h("tr", null,
        places.map((place) => h("td", { class: numeric.has(place) ? "number" : null }, element(app, sheet, row[place] ?? null, sheet.columns[place] ?? ""))),
        hasEvidence ? h("td", { class: "leads" }, address ? evidence(app, address, row) : null) : null);
    }));
  }
  draw();
  return h("div", null,
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("query.rows") }, whole),
    blank.length ? h("p", { class: "number blank" }, t("query.blank", { columns: blank.join(", ") })) : null);
}

/** An order as the URL has it; of a column that is not there none. @param {string | null} by @param {string[]} columns @returns {Order | null} */
function orderOf(by, columns) {
  const [name = "", way] = by?.split(":") ?? [], column = columns.indexOf(name);
  return column < 0 ? null : { column, way: way === "down" ? -1 : 1 };
}

/** @param {Order | null} order @param {string[]} columns */
const written = (order, columns) => order && `${columns[order.column]}:${order.way < 0 ? "down" : "up"}`;

/** The rows' places in this order; what is empty comes last. @param {Sheet} sheet @param {Order | null} order @param {Set<number>} numeric */
function sorted(sheet, order, numeric) {
  const places = sheet.rows.map((_, at) => at);
  if (!order) return places;
  const { column, way } = order;
  const texts = sheet.rows.map((row) => textOf(sheet, row[column] ?? null));
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return places.sort((a, b) => {
    const left = texts[a] ?? "", right = texts[b] ?? "";
    if (!left || !right) return Number(!left) - Number(!right);
    return way * (numeric.has(column) ? Number(left) - Number(right) : collator.compare(left, right));
  });
}
