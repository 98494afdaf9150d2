// An entity: its names, and what it is linked with, by relation.

import { edgesOf } from "../bridges.js";
import { h } from "../dom.js";
import { badge } from "../glyphs.js";
import { kindOf } from "../canvas/elements.js";
import { FOLD, other } from "../graph.js";
import { count, labelOf, namesOf, t } from "../words.js";
import { bridges } from "./bridges.js";
import { facts, openFold, unknown } from "./facts.js";
import { render as groupPanel, titleOf } from "./group.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Edge} Edge */

/** @param {App} app @param {string} id */
export async function render(app, id) {
  const fold = app.store.get().graph.nodes.get(id)?.entity;
  if (fold?.members) return groupPanel(app, id.slice(FOLD.length));
  const page = await app.commands.page(id);
  const entity = page.nodes.find((node) => node.id === id);
  if (!entity) throw new Error(`no entity ${id} in its own page`);
  const look = app.start.types[entity.type];
  const [first, second] = namesOf(entity);
  const { focus, open } = app.store.get();
  const { left } = await app.commands.choices(id);
  const isWhole = left === 0 && app.store.get().graph.nodes.has(id);
  const isOpen = open.some((step) => step.id === id), isEvent = look?.glyph === "Event";
  return h("article", { class: "entity" },
    h("header", null, badge(look), h("div", null,
      h("h2", null, h("bdi", { lang: first?.lang }, first?.text)),
      second ? h("p", { class: "second" }, h("bdi", { lang: second.lang }, second.text)) : null)),
    h("p", { class: "pills" },
      h("span", null, look ? labelOf(look.labels) : entity.type), h("span", null, `${t("entity.links", { count: page.total })} `, h("span", { class: "counted", title: t("help.counted.why", { documents: app.start.documents }) }, t("entity.counted", { documents: app.start.documents }).toLocaleLowerCase())),
      entity.named ? null : h("span", { title: t("help.unnamed.why") }, t("entity.unnamed")),
      entity.conflicts ? h("button", { type: "button", class: "kind alarm", onclick: () => openFold("facts") }, "⚠ ", t("entity.conflicts", { count: entity.conflicts })) : null),
    h("p", { class: "actions" },
      id === focus ? null : h("button", { type: "button", onclick: () => void app.commands.focus(id) }, t("entity.focus")),
      isOpen ? h("button", { type: "button", onclick: () => app.commands.collapse(id) }, t("entity.collapse")) : null,
      isWhole ? null : h("button", { type: "button", onclick: () => void app.commands.open(id) }, t("entity.expand")),
      h("button", { type: "button", onclick: () => app.actions.get("path")?.(app) }, t("entity.path")),
      h("button", { type: "button", onclick: () => app.actions.get("compare")?.(app) }, t("entity.compare")),
      h("a", { class: "button", href: `entities/${id}` }, t("entity.page"))),
    isEvent ? null : facts(app, id), look?.glyph === "Person" ? bridges(app, id) : null, isEvent ? null : unknown(app, id),
    edgesOf(page).length === 0 ? h("p", { class: "hint" }, t("entity.none")) : null,
    ...relations(app, page),
    alike(app, page),
    // what fills itself while somebody reads moves nothing that he is about to click
    ...isEvent ? [facts(app, id, true), unknown(app, id)] : []);
}

/** Neighbours that differ in nothing but their name. @param {App} app @param {import("../types.js").Neighbourhood} page */
function alike(app, page) {
  if (!page.groups.length) return null;
  return h("section", null, h("h3", null, t("group.alike")), h("p", { class: "actions" }, page.groups.map((group) =>
    h("button", { type: "button", class: "small", onclick: () => app.commands.select({ kind: "group", id: group.id }) }, titleOf(app, group)))));
}

/** Sections by relation and direction, as the server counts them. @param {App} app @param {import("../types.js").Neighbourhood} page */
function relations(app, page) {
  const entities = new Map(page.nodes.map((node) => [node.id, node])), all = edgesOf(page);
  return page.counts.map((row) => {
    const isOut = row.direction === "out";
    const edges = all.filter((edge) => edge.property.id === row.property.id && (edge.source === page.focus) === isOut);
    const words = app.start.properties[row.property.id];
    return h("section", null,
      h("h3", null, isOut ? "→ " : "← ", words ? labelOf(words.labels) : row.property.label, " ", h("span", null, `(${count(row.edges)})`)),
      h("ul", { class: "links" }, edges.map((edge) => {
        const entity = entities.get(other(edge, page.focus));
        return entity ? link(app, edge, entity) : null;
      })));
  });
}

/** @param {App} app @param {Edge} edge @param {import("../types.js").EntityNode} entity */
export function link(app, edge, entity) {
  const kind = kindOf(edge);
  const isDrawn = app.store.get().graph.edges.has(edge.id);
  return h("li", null, h("button", {
    type: "button", class: isDrawn ? "" : "away", onclick: async () => {
      if (!isDrawn) await app.commands.expand({ id: other(edge, entity.id), count: 1, only: entity.id });
      app.commands.select({ kind: "edge", id: edge.id });
    },
  },
  badge(app.start.types[entity.type]), h("bdi", { class: "grow" }, namesOf(entity)[0]?.text),
  h("span", { class: "how" }, kind === "fact" ? null : pill(app, kind), edge.contested ? h("span", { class: "kind alarm", title: t("edge.disputed") }, "⚠") : null,
    h("time", null, when(edge)))));
}

/** The day that an edge is about, or when a document first said so. @param {Edge} edge */
export function when(edge) {
  const day = edge.dates.map((each) => each.earliest ?? each.latest).find((each) => each !== null);
  return day ? day.slice(0, 7) : edge.first_seen ? `~${edge.first_seen.slice(0, 4)}` : "";
}
