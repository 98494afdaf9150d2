// One thing that is not known, with the words that show it.

import { h } from "../dom.js";
import { namesOf, t } from "../words.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {import("../types.js").Unknown} each */
export function item(app, each) {
  return h("li", { class: "unknown" },
    h("p", { lang: "en", dir: "auto" }, each.text),
    each.reason ? h("p", { class: "hint-line", lang: "en", dir: "auto" }, each.reason) : null,
    each.claims.slice(0, 2).map((claim) => h("blockquote", null, h("p", { lang: "en", dir: "auto" }, claim.evidence[0]?.quote))),
    h("p", { class: "actions" },
      each.entities.map((entity) => h("button", { type: "button", class: "small", onclick: () => void app.commands.focus(entity.id) }, h("bdi", null, namesOf(entity)[0]?.text))),
      each.claims.length ? h("button", { type: "button", class: "small", onclick: () => app.commands.select({ kind: "claim", id: each.claims.map((claim) => claim.id).join("-") }) }, t("unknowns.evidence", { count: each.claim_count })) : null));
}
