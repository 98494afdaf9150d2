// Claims by their ids (one, or several with - between them): the same evidence as of a link.

import { h } from "../dom.js";
import { t } from "../words.js";
import { copies, said } from "./evidence.js";
import { statement } from "./edge.js";
import { isOf, sideBySide } from "./pair.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {string} ids */
export async function render(app, ids) {
  const [documents, evidence] = await Promise.all([app.api.documents(), app.api.evidence(ids.split("-").filter(Boolean))]);
  const first = evidence.claims.find((each) => each.stance === "asked") ?? evidence.claims[0];
  if (!first) return h("p", { class: "hint" }, t("claim.gone", { id: evidence.missing.join(", ") }));
  const { claim } = first, asked = evidence.claims.filter((each) => each.stance === "asked").map((each) => each.claim.id);
  const isPair = evidence.pairs.some((each) => isOf(each, asked)), pairs = sideBySide(app, evidence.pairs, asked);
  const words = app.start.properties[claim.property.id]?.labels ?? { en: claim.property.label };
  return h("article", { class: "edge" },
    statement(app, claim.subject, words, claim.object ?? undefined),
    claim.object || isPair ? null : h("p", { class: "value" }, h("bdi", { lang: "en" }, claim.object_text)),
    h("p", { class: "pills" }, [...new Set(evidence.claims.map((each) => each.claim.kind))].map((kind) => pill(app, kind)),
      h("span", null, t("edge.sources", { count: first.source.sources })),
      evidence.claims.some((each) => each.stance === "against") ? h("span", { class: "kind alarm" }, "⚠ ", t("edge.disputed")) : null),
    claim.object ? h("p", { class: "actions" }, h("button", { type: "button", onclick: () => void app.commands.locate({ claim: claim.id, subject: claim.subject, object: claim.object }) }, t("claim.locate"))) : null,
    isPair ? pairs : null,
    ...said(app, evidence.claims, documents),
    isPair ? null : pairs,
    copies(app, evidence.claims),
    h("p", { class: "counted" }, t("entity.counted", { documents: app.start.documents })));
}
