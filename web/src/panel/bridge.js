// What joins two entities: of each event or office both halves, with the words that say them.

import { h } from "../dom.js";
import { badge } from "../glyphs.js";
import { labelOf, namesOf, t } from "../words.js";
import { end, statement } from "./edge.js";
import { copies, said } from "./evidence.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Edge} Edge */
/** @typedef {import("../types.js").EntityRef} EntityRef */
/** @typedef {Awaited<ReturnType<App["api"]["documents"]>>} Documents */

/**
 * @param {App} app @param {Edge} edge @param {readonly import("../types.js").Joint[]} joints
 * @param {(id: string) => EntityRef | undefined} named
 */
export async function render(app, edge, joints, named) {
  const [documents, evidence] = await Promise.all([app.api.documents(), app.api.evidence(edge.claim_ids)]);
  const words = app.start.properties[edge.property.id];
  return h("article", { class: "edge bridge" },
    statement(app, named(edge.source), words?.labels ?? { en: edge.property.label }, named(edge.target)),
    h("p", { class: "pills" }, edge.kinds.map((kind) => pill(app, kind)), h("span", null, t("edge.sources", { count: edge.sources }))),
    h("p", { class: "hint-line" }, t("bridge.ours")),
    joints.map(({ via, halves }) => h("section", { class: "joint" },
      h("h3", { class: "joined" }, badge(app.start.types[via.type]),
        h("button", { type: "button", class: "text grow", onclick: () => void app.commands.show(via.id, [edge.source, edge.target]) }, h("bdi", { lang: "en" }, namesOf(via)[0]?.text))),
      halves.map((half) => part(app, half, evidence, documents, (id) => (id === via.id ? undefined : named(id)))))),
    copies(app, evidence.claims),
    h("p", { class: "counted" }, t("entity.counted", { documents: app.start.documents })));
}

/**
 * One half, and what the documents say of it; what both lead to stands above them.
 * @param {App} app @param {Edge} half @param {import("../types.js").EvidenceOf} evidence @param {Documents} documents
 * @param {(id: string) => EntityRef | undefined} named
 */
function part(app, half, evidence, documents, named) {
  const words = app.start.properties[half.property.id];
  const claims = evidence.claims.filter(({ claim }) => half.claim_ids.includes(claim.id)
    || (claim.subject.id === half.source && claim.property.id === half.property.id && claim.object?.id === half.target));
  return h("section", { class: "half", "data-half": half.id },
    h("h4", null, end(app, named(half.source)), " ", h("span", { class: "relation" }, labelOf(words?.labels ?? { en: half.property.label })), " ", end(app, named(half.target))),
    ...said(app, claims, documents));
}
