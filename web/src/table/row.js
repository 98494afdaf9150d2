// One row: who, what, whom, how firm, when, and the words that say it.

import { datesOf } from "../dates.js";
import { h } from "../dom.js";
import { badge } from "../glyphs.js";
import { pill } from "../panel/pill.js";
import { namesOf, t } from "../words.js";
import { isUndated } from "../years.js";
import { quoted } from "./quotes.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./rows.js").Row} Row */

const FEW = 2; // dates that are shown

/** @param {App} app @param {Row} row @param {{isSelected: boolean, choose: () => void, add: (() => void) | null}} act */
export function tableRow(app, { edge, subject, relation, object }, { isSelected, choose, add }) {
  return h("tr", {
    "data-edge": edge.id, "aria-current": isSelected ? "true" : null, class: add ? "away" : "",
    onclick: (/** @type {MouseEvent} */ event) => {
      const isBusy = (event.target instanceof Element && event.target.closest("button, a")) || String(getSelection());
      if (!isBusy && !add) choose();
    },
  },
  h("td", null, entity(app, subject)),
  h("td", { class: "relation-cell" }, add ? h("span", null, relation) : h("button", { type: "button", class: "text", "data-key": edge.id, onclick: choose }, relation),
    edge.contested ? h("span", { class: "kind alarm", title: t("edge.disputed") }, "⚠", h("span", { class: "spoken" }, t("edge.disputed"))) : null),
  h("td", null, entity(app, object)),
  h("td", { class: "kinds" }, edge.kinds.map((kind) => pill(app, kind))),
  h("td", { class: "dates" }, dates(edge)),
  h("td", { class: "evidence" }, passage(edge),
    add ? h("button", { type: "button", class: "add", "data-key": edge.id, onclick: add }, t("table.add")) : null));
}

/** @param {App} app @param {import("../types.js").EntityNode} node */
function entity(app, node) {
  const [first, second] = namesOf(node);
  return h("span", { class: "entity-cell" }, badge(app.start.types[node.type]), h("span", null,
    h("bdi", { lang: first?.lang, title: first?.text }, first?.text), second ? h("bdi", { class: "second", lang: second.lang }, second.text) : null));
}

/** @param {import("../types.js").Edge} edge */
function dates(edge) {
  const found = datesOf(edge);
  if (found.length === 0) return h("span", { class: "second" }, t("claim.undated"));
  const some = found.slice(0, FEW).map((each) => h("span", { class: "date" }, each.split(/ (?!–)/).flatMap((part) => [h("span", null, part), " "])));
  const more = found.length > FEW ? h("span", { class: "second" }, t("table.dates.more", { n: found.length - FEW })) : null;
  return isUndated(edge) ? h("span", { class: "second", title: t("table.published") }, some, h("span", { class: "spoken" }, ` ${t("table.published")}`)) : [...some, more];
}

/** The first passage, and how many more there are. @param {import("../types.js").Edge} edge */
function passage(edge) {
  const claim = quoted(edge), quote = claim?.evidence[0]?.quote;
  return [
    quote === undefined ? h("span", { class: "waiting", "aria-hidden": "true" }) : h("q", { lang: "en" }, h("bdi", null, quote)),
    h("small", null, [
      edge.claim_count > 1 ? t("table.claims", { count: edge.claim_count }) : null, edge.sources > 1 ? t("table.sources", { count: edge.sources }) : null,
    ].filter(Boolean).join(" · ")),
  ];
}
