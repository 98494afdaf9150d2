// Two claims side by side, with what the server says that they are to each other. Nobody wins.

import { h } from "../dom.js";
import { days, labelOf, namesOf, t } from "../words.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Pair} Pair */

/** Whether a pair is of these two claims. @param {Pair} pair @param {readonly string[]} claims */
export const isOf = ({ first, second }, claims) => claims.length === 2 && claims.includes(first.id) && claims.includes(second.id);

/** Whether both count in one unit. @param {Pair} pair */
const isAlike = ({ first, second }) => first.value?.unit === second.value?.unit;

/**
 * What was asked for first, then what can be compared; folded what cannot, other units last.
 * @param {App} app @param {Pair[]} pairs @param {readonly string[]} [asked] claims
 */
export function sideBySide(app, pairs, asked = []) {
  if (!pairs.length) return null;
  const own = pairs.filter((each) => isOf(each, asked)), others = pairs.filter((each) => !isOf(each, asked));
  const apart = others.filter((each) => each.relation === "not comparable").sort((a, b) => Number(isAlike(b)) - Number(isAlike(a)));
  const told = [...own, ...others.filter((each) => each.relation !== "not comparable")];
  return h("section", { class: "pairs", "aria-label": t("pair") },
    h("h3", null, t("pair")),
    told.map((each) => pairOf(app, each)),
    apart.length ? h("details", { class: "fold" },
      h("summary", null, h("span", { class: "grow" }, t("pair.apart")), h("span", { class: "number" }, String(apart.length))),
      apart.map((each) => pairOf(app, each))) : null);
}

/** @param {App} app @param {Pair} pair */
function pairOf(app, pair) {
  const key = pair.relation.replace(" ", "-");
  return h("section", { class: `pair ${key}` },
    h("p", { class: "verdict" }, h("strong", null, labelOf(app.start.properties[pair.property.id]?.labels ?? { en: pair.property.label }), ": ", t(`pair.${key}`)), h("span", { lang: "en" }, pair.because),
      pair.difference ? h("span", { class: "apart", lang: "en" }, pair.difference.text) : null),
    h("div", { class: "columns" },
      column(app, pair.first, pair.first_source), column(app, pair.second, pair.second_source)),
    h("p", null, h("a", { class: "quiet", href: app.api.address(`conflicts/${pair.id}`) }, t("pair.page"))));
}

/** @param {App} app @param {import("../types.js").Claim} claim @param {import("../types.js").Source} source */
function column(app, claim, source) {
  const date = claim.as_of ?? claim.valid_from ?? claim.valid_to;
  return h("div", null,
    h("p", { class: "value" }, h("bdi", { lang: "en" }, claim.polarity === "negative" ? t("pair.not", { text: claim.object_text }) : claim.object_text)),
    h("p", { class: "at" }, date ? h("time", null, days(date)) : t("claim.undated"), claim.kind === "fact" ? null : pill(app, claim.kind)),
    h("blockquote", null, h("p", { lang: "en", dir: "auto" }, claim.evidence[0]?.quote)),
    h("p", { class: "at" }, h("bdi", null, (source.speaker ? namesOf(source.speaker)[0]?.text : null) ?? source.publisher ?? source.title), " ", h("time", null, days(source.issued))),
    h("button", { type: "button", class: "small", onclick: () => {
      app.commands.select({ kind: "claim", id: claim.id });
    } }, t("pair.evidence")));
}
