// Whether events and offices are entities of the picture, or edges between those whom they join.

import { h, show } from "../dom.js";
import { t } from "../words.js";
import { focused } from "./facet.js";

const WAYS = /** @type {const} */ (["nodes", "folded"]);

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mount(app, element) {
  const section = h("fieldset", { class: "facet sources bridges" });
  element.append(section);
  app.store.watch(["bridges", "graph", "path", "lang"], ({ bridges, graph, path }) => {
    const key = focused(section);
    section.hidden = path !== null || graph.nodes.size === 0;
    show(section, h("legend", { title: t("rail.bridges.why") }, t("rail.bridges")), h("div", { class: "choices" }, WAYS.map((way) => h("label", { title: t(`rail.bridges.${way}.why`) },
      h("input", { type: "radio", name: "bridges", value: way, checked: way === bridges, "data-key": `bridges:${way}`, onchange: () => void app.commands.bridge(way) }),
      h("span", null, t(`rail.bridges.${way}`))))));
    if (key) /** @type {HTMLElement | null} */ (section.querySelector(`[data-key="${key}"]`))?.focus();
  });
  app.actions.set("bridges", () => {
    const { bridges, path } = app.store.get();
    if (path === null) void app.commands.bridge(bridges === "folded" ? "nodes" : "folded");
  });
}
