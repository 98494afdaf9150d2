// A link: its statement, and every passage that says so or says otherwise.

import { h } from "../dom.js";
import { labelOf, namesOf, t } from "../words.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Claim} Claim */

/** @param {App} app @param {string} id */
export async function render(app, id) {
  const edge = app.store.get().graph.edges.get(id);
  if (!edge) return h("p", { class: "hint" }, t("panel.nothing"));
  const [documents, ...claims] = await Promise.all([app.api.documents(), ...edge.claim_ids.map((each) => app.api.claim(each))]);
  const { nodes } = app.store.get().graph;
  const source = nodes.get(edge.source)?.entity, target = nodes.get(edge.target)?.entity;
  const words = app.start.properties[edge.property.id];
  const against = claims.filter((claim) => claim.polarity === "negative");
  const pro = claims.filter((claim) => claim.polarity !== "negative");
  const isSplit = against.length > 0 && pro.length > 0;
  return h("article", { class: "edge" },
    h("h2", null, end(app, source), " ", h("span", { class: "relation" }, words ? labelOf(words.labels) : edge.property.label), " ", end(app, target)),
    h("p", { class: "pills" }, edge.kinds.map((kind) => pill(app, kind)), h("span", null, t("edge.sources", { count: edge.sources })),
      edge.contested ? h("span", { class: "kind alarm" }, "⚠ ", t("edge.disputed")) : null),
    ...(isSplit
      ? [h("h3", { class: "side pro" }, t("edge.says", { n: pro.length })), ...pro.map((claim) => passage(app, claim, documents, "pro")),
        h("h3", { class: "side against" }, t("edge.denies", { n: against.length })), ...against.map((claim) => passage(app, claim, documents, "against"))]
      : claims.map((claim) => passage(app, claim, documents, ""))));
}

/** @param {App} app @param {import("../types.js").EntityRef | undefined} entity */
function end(app, entity) {
  if (!entity) return null;
  return h("button", { type: "button", class: "text", onclick: () => app.commands.select({ kind: "entity", id: entity.id }) }, h("bdi", null, namesOf(entity)[0]?.text));
}

/** @param {App} app @param {Claim} claim @param {Map<string, import("../types.js").DocumentCard>} documents @param {string} side */
function passage(app, claim, documents, side) {
  const document = documents.get(claim.document);
  const dates = [
    claim.valid_from ? t("claim.from", { date: claim.valid_from }) : null, claim.valid_to ? t("claim.to", { date: claim.valid_to }) : null,
    claim.as_of ? t("claim.on", { date: claim.as_of }) : null,
  ].filter((each) => each !== null);
  return h("section", { class: `passage ${side}` },
    h("p", { class: "words" }, pill(app, claim.kind), " ", h("span", { lang: "en" }, claim.sentence)),
    ...claim.evidence.map(({ quote }) => h("blockquote", null, h("p", null, h("bdi", null, quote)))),
    h("p", { class: "source" },
      claim.attributed_to ? h("span", null, t("claim.by", { name: namesOf(claim.attributed_to)[0]?.text ?? "" })) : null,
      h("span", null, dates.length ? dates.join(", ") : t("claim.undated"))),
    h("p", { class: "source" },
      h("a", { href: `documents/${claim.document}` }, h("bdi", null, document?.title ?? claim.document)),
      document ? h("span", null, [document.publisher, document.issued].filter(Boolean).join(", ")) : null,
      h("a", { href: `claims/${claim.id}` }, t("edge.page"))));
}
