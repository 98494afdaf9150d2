// Types, kinds and relations of this view, each with a box that fades it out.

import { h, show } from "../dom.js";
import { badge } from "../glyphs.js";
import { KINDS, line } from "../looks.js";
import { kindOf } from "../canvas/elements.js";
import { count, labelOf, t } from "../words.js";

/** @typedef {import("../types.js").App} App */

const FEW = 8; // relations that are listed at first

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  let isWhole = false;
  const draw = () => {
    const state = app.store.get(), { graph } = state;
    const types = tally([...graph.nodes.values()].map((node) => node.entity.type));
    const kinds = tally([...graph.edges.values()].map(kindOf));
    const properties = tally([...graph.edges.values()].map((edge) => edge.property.id));
    const listed = isWhole ? properties : properties.slice(0, FEW);
    show(element,
      state.off.length ? h("button", { type: "button", class: "clear", onclick: () => app.store.dispatch({ type: "switched", off: [] }) }, t("rail.clear")) : null,
      section("rail.types", types.map(([type, number]) => {
        const look = app.start.types[type];
        return row(`type:${type}`, [badge(look), h("span", { class: "grow" }, look ? labelOf(look.labels) : type)], number);
      })),
      section("rail.kinds", KINDS.filter((kind) => kinds.some(([each]) => each === kind)).map((kind) => {
        const look = app.start.kinds[kind];
        return row(`kind:${kind}`, look ? [line(kind, look), h("span", { class: "grow" }, labelOf(look.labels))] : [kind], new Map(kinds).get(kind) ?? 0);
      })),
      section("rail.properties", listed.map(([property, number]) => {
        const words = app.start.properties[property];
        return row(`property:${property}`, [h("span", { class: "grow" }, words ? labelOf(words.labels) : property)], number);
      })),
      properties.length > FEW ? h("button", { type: "button", class: "all", onclick: () => {
        isWhole = !isWhole;
        draw();
      } }, isWhole ? t("rail.fewer") : t("rail.all", { n: properties.length })) : null);
  };

  /** @param {string} key @param {HTMLElement[]} rows */
  const section = (key, rows) =>
    rows.length ? h("fieldset", null, h("legend", null, t(key)), rows) : null;

  /** @param {string} word @param {(Node | string)[]} content @param {number} number */
  function row(word, content, number) {
    const { off } = app.store.get();
    return h("label", null,
      h("input", { type: "checkbox", checked: !off.includes(word), "data-off": word, onchange: () => {
        const now = app.store.get().off;
        app.store.dispatch({ type: "switched", off: now.includes(word) ? now.filter((each) => each !== word) : [...now, word] });
        /** @type {HTMLElement | null} */ (element.querySelector(`[data-off="${CSS.escape(word)}"]`))?.focus();
      } }), content, h("span", { class: "number" }, count(number)));
  }
  app.store.watch(["graph", "off", "lang", "theme"], draw);
}

/** How often each stands there, the most frequent first. @param {string[]} words @returns {[string, number][]} */
export function tally(words) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
