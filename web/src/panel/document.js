// A document: what it is, how to cite it, and the way into its text.

import { h } from "../dom.js";
import { days, t } from "../words.js";
import { original } from "./evidence.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {string} id */
export async function render(app, id) {
  const card = (await app.api.documents()).get(id);
  if (!card) return h("p", { class: "hint" }, t("document.none", { id }));
  return h("article", { class: "document-card" },
    h("h2", null, h("bdi", null, card.title)),
    h("p", { class: "pills" }, h("span", null, card.kind), card.publisher ? h("span", null, h("bdi", null, card.publisher)) : null,
      h("span", null, h("time", null, days(card.issued))), h("span", null, t("document.claims", { count: card.claim_count }))),
    h("p", { class: "actions" },
      h("button", { type: "button", class: "primary", onclick: () => app.commands.read(id) }, t("document.read")), original(card),
      h("a", { class: "button", href: app.api.address(`documents/${id}`) }, t("entity.page"))),
    card.author ? h("p", { class: "source" }, t("document.author", { name: card.author })) : null,
    h("p", { class: "source", lang: "en" }, card.rights));
}
