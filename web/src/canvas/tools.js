// What lies on the canvas: how much is drawn, what lines mean, zoom, and what stands in for an empty one.

import { h, show } from "../dom.js";
import { shown } from "../filter.js";
import { icon } from "../glyphs.js";
import { MANY } from "../graph.js";
import { KINDS, double, line } from "../looks.js";
import { labelOf, t } from "../words.js";
import { kindOf } from "./elements.js";
import { mountEmpty } from "./empty.js";

/** @typedef {import("../types.js").App} App */

const PATIENCE = 2000; // milliseconds after which waiting can be given up

/** @param {App} app @param {HTMLElement} element @param {import("./drawing.js").Drawing} drawing */
export function mountTools(app, element, drawing) {
  const chips = h("div", { class: "chips" });
  const legend = h("div", { class: "legend", role: "img" });
  const buttons = h("div", { class: "zoom", role: "group" });
  const waiting = h("div", { class: "chip waiting", role: "status", hidden: true });
  const ghost = h("div", { class: "ghost", hidden: true }, ...[0, 1, 2, 3, 4].map(() => h("span")));
  element.append(chips, legend, buttons, ghost, waiting);
  mountEmpty(app, element);

  app.store.watch(["graph", "off", "lang"], ({ graph, open }) => {
    const expanded = new Set(open.map((step) => step.id)).size;
    show(chips,
      graph.nodes.size ? h("span", { class: "chip" }, `${t("canvas.entities", { count: graph.nodes.size })} · ${t("canvas.links", { count: graph.edges.size })}`) : null,
      expanded ? h("span", { class: "chip" }, t("canvas.expanded", { n: expanded })) : null,
      graph.nodes.size > MANY ? h("span", { class: "chip warn" }, t("canvas.many", { many: MANY })) : null);
  });
  app.store.watch(["faded", "lang", "theme"], ({ graph, faded }) => {
    const kinds = new Set([...graph.edges.values()].map((edge) => kindOf(shown(faded, edge))));
    const isDisputed = [...graph.edges.values()].some((edge) => edge.contested);
    legend.hidden = kinds.size === 0;
    legend.setAttribute("aria-label", t("legend"));
    show(legend,
      ...KINDS.filter((kind) => kinds.has(kind)).map((kind) => {
        const look = app.start.kinds[kind];
        return look ? h("span", null, line(kind, look), labelOf(look.labels)) : null;
      }),
      [...graph.edges.values()].some((edge) => edge.joints) ? h("span", null, double(), t("legend.bridge")) : null,
      isDisputed ? h("span", { class: "alarm" }, "⚠ ", t("legend.disputed")) : null);
  });
  app.store.watch(["lang"], () => {
    /** @param {Parameters<typeof icon>[0]} name @param {string} key @param {() => void} act */
    const button = (name, key, act) => h("button", { type: "button", class: name, title: t(key), "aria-label": t(key), onclick: act }, icon(name));
    show(buttons,
      button("plus", "zoom.in", () => app.actions.get("zoom-in")?.(app)),
      button("minus", "zoom.out", () => app.actions.get("zoom-out")?.(app)),
      button("fit", "zoom.fit", () => drawing.fitWhole()),
      button("arrange", "arrange", async () => (await import("./arranging.js")).arrange(drawing)));
  });
  let slow = 0;
  app.store.watch(["loading"], ({ loading, graph }) => {
    ghost.hidden = loading === null || graph.nodes.size > 0;
    clearTimeout(slow);
    waiting.hidden = loading === null;
    show(waiting, t("canvas.loading"));
    if (loading !== null) {
      slow = window.setTimeout(() => show(waiting, t("canvas.loading"), h("button", { type: "button", onclick: () => app.commands.cancel() }, t("canvas.cancel"))), PATIENCE);
    }
  });
}
