// A link: its statement, and every passage that says so or says otherwise.

import { edgesOf } from "../bridges.js";
import { h } from "../dom.js";
import { labelOf, namesOf, t } from "../words.js";
import { copies, said } from "./evidence.js";
import { sideBySide } from "./pair.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").EntityRef} EntityRef */

/** @param {App} app @param {string} id */
export async function render(app, id) {
  const edge = edgeNamed(app, id);
  if (!edge) return h("p", { class: "hint" }, t("panel.nothing"));
  if (edge.joints) return (await import("./bridge.js")).render(app, edge, edge.joints, (each) => entityNamed(app, each));
  const [documents, evidence] = await Promise.all([app.api.documents(), app.api.evidence(edge.claim_ids)]);
  const source = entityNamed(app, edge.source), target = entityNamed(app, edge.target);
  const words = app.start.properties[edge.property.id];
  const left = edge.claim_ids.length - app.api.MOST_CLAIMS;
  return h("article", { class: "edge" },
    statement(app, source, words ? words.labels : { en: edge.property.label }, target),
    h("p", { class: "pills" }, edge.kinds.map((kind) => pill(app, kind)), h("span", null, span(edge) ?? t("claim.undated")),
      h("span", null, t("edge.sources", { count: edge.sources })),
      edge.contested || evidence.claims.some((each) => each.stance === "against") ? h("span", { class: "kind alarm" }, "⚠ ", t("edge.disputed")) : null),
    course(app, evidence.claims),
    ...said(app, evidence.claims, documents),
    left > 0 ? h("p", { class: "hint-line" }, t("edge.left", { n: left })) : null,
    sideBySide(app, evidence.pairs),
    copies(app, evidence.claims),
    h("p", { class: "counted" }, t("entity.counted", { documents: app.start.documents })));
}

const COMMENTS = "commentsOn";
const AHEAD = ["proposed", "planned", "projected"], DONE = ["fact", "reported", "ended"];

/**
 * From a plan to the fact that is told later, where both are told: the first year of each, ~ of its
 * document. What somebody says about a thing is no plan for it.
 * @param {App} app @param {import("../types.js").Shown[]} claims
 */
function course(app, claims) {
  const dated = claims.filter(({ claim }) => claim.property.id !== COMMENTS).map(({ claim, source }) => {
    const own = year(claim.valid_from ?? claim.as_of), at = own ?? year(source.issued) ?? "";
    return { kind: claim.kind, at, text: own ?? `~${at}` };
  }).sort((a, b) => (a.at < b.at ? -1 : 1));
  const plan = dated.find(({ kind }) => AHEAD.includes(kind));
  const deed = plan && dated.find(({ kind, at }) => DONE.includes(kind) && at > plan.at);
  if (!plan || !deed) return null;
  return h("p", { class: "course", "aria-label": t("edge.course") }, [plan, deed].flatMap(({ kind, text }, index) =>
    [index ? h("span", { "aria-hidden": "true" }, "→") : null, pill(app, kind), h("time", null, text)]));
}

/** @param {string | null} date */
const year = (date) => date?.match(/\d{4}/)?.[0] ?? null;

/** The edge of the picture, or of a list that is longer than the picture. @param {App} app @param {string} id */
export function edgeNamed(app, id) {
  const { graph, pages } = app.store.get();
  return graph.edges.get(id) ?? Object.values(pages).flatMap(edgesOf).find((edge) => edge.id === id);
}

/** @param {App} app @param {string} id @returns {EntityRef | undefined} */
function entityNamed(app, id) {
  const { graph, pages } = app.store.get();
  return graph.nodes.get(id)?.entity ?? Object.values(pages).flatMap((page) => page.nodes).find((node) => node.id === id);
}

/**
 * Subject, relation, object; under it the same names in the other language.
 * @param {App} app @param {EntityRef | undefined} source @param {import("../types.js").Labels} labels
 * @param {EntityRef | undefined} target
 */
export function statement(app, source, labels, target) {
  const second = [source, target].map((each) => (each ? namesOf(each)[1] : undefined));
  const other = app.store.get().lang === "en" ? labels["zh-Hant"] : labels.en;
  return h("header", { class: "statement" },
    h("h2", null, end(app, source), " ", h("span", { class: "relation" }, labelOf(labels)), " ", end(app, target)),
    second.some(Boolean) && other ? h("p", { class: "second" },
      h("bdi", { lang: second[0]?.lang }, second[0]?.text ?? source?.label), " ", h("span", { lang: app.store.get().lang === "en" ? "zh-Hant" : "en" }, other), " ", h("bdi", { lang: second[1]?.lang }, second[1]?.text ?? target?.label)) : null);
}

/** @param {App} app @param {EntityRef | undefined} entity */
export function end(app, entity) {
  if (!entity) return null;
  return h("button", { type: "button", class: "text", onclick: () => app.commands.select({ kind: "entity", id: entity.id }) }, h("bdi", null, namesOf(entity)[0]?.text));
}

/** From when to when its claims are dated. @param {import("../types.js").Edge} edge */
function span(edge) {
  const starts = edge.dates.map((each) => each.earliest), ends = edge.dates.map((each) => each.latest);
  const first = starts.includes(null) ? null : starts.sort()[0], last = ends.includes(null) ? null : ends.sort().at(-1);
  if (!edge.dates.length || (!first && !last)) return null;
  if (first && last && first.slice(0, 7) === last.slice(0, 7)) return first === last ? first : first.slice(0, 7);
  if (first && last && first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`) return first.slice(0, 4);
  if (!last) return t("date.after", { date: first ?? "" });
  return first ? `${first} – ${last}` : t("date.before", { date: last });
}
