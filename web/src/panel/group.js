// Neighbours that differ in nothing but their name, as one.

import { h } from "../dom.js";
import { badge } from "../glyphs.js";
import { FOLD, groupNamed } from "../graph.js";
import { count, labelOf, namesOf, t } from "../words.js";
import { link } from "./entity.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {import("../types.js").Group} group */
export function titleOf(app, group) {
  const look = app.start.types[group.type];
  return `${look ? labelOf(look.labels) : group.type} ×${count(group.members.length)}`;
}

/** @param {App} app @param {string} id */
export async function render(app, id) {
  const group = groupNamed(app.store.get().pages, id);
  const page = Object.values(app.store.get().pages).find((each) => each.groups.some((one) => one.id === id));
  if (!group || !page) return h("p", { class: "hint" }, t("group.gone"));
  const entities = new Map(page.nodes.map((node) => [node.id, node]));
  const focus = entities.get(page.focus);
  const isFolded = app.store.get().graph.nodes.has(FOLD + id);
  return h("article", { class: "entity group" },
    h("header", null, badge(app.start.types[group.type]), h("h2", null, titleOf(app, group))),
    isFolded ? h("p", { class: "actions" }, h("button", { type: "button", onclick: () => app.commands.unfold(FOLD + id) }, t("entity.unfold"))) : null,
    h("p", { class: "hint-line" }, t("group.members", { name: focus ? namesOf(focus)[0]?.text ?? "" : "" })),
    h("ul", { class: "links" }, group.edges.map((name) => {
      const edge = page.edges.find((each) => each.id === name);
      const member = edge ? entities.get(edge.source === page.focus ? edge.target : edge.source) : undefined;
      return edge && member ? link(app, edge, member) : null;
    })),
    h("p", { class: "counted" }, t("entity.counted", { documents: app.start.documents })));
}
