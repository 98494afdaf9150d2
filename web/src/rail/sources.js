// How many independent sources a link must have at least.

import { h, show } from "../dom.js";
import { facets, read } from "../filter.js";
import { count, t } from "../words.js";
import { focused, isolate } from "./facet.js";

const MOST = 5; // choices

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mount(app, element) {
  const section = h("fieldset", { class: "facet sources" });
  element.append(section);
  app.store.watch(["faded", "lang"], (state) => {
    const { sources } = facets(state), least = read(state.off, null).sources + 1, key = focused(section);
    const choices = Array.from({ length: Math.min(Math.max(sources.length, least), MOST) }, (_, index) => index + 1);
    section.hidden = choices.length < 2;
    show(section, h("legend", null, t("rail.sources")), h("div", { class: "choices" }, choices.map((n) => h("label", null,
      h("input", {
        type: "radio", name: "sources", value: String(n), checked: n === least, "data-key": `sources:${n}`,
        "aria-label": t("rail.least", { n, links: sources[n - 1] ?? 0 }), onchange: () => isolate(app, "sources", n > 1 ? [String(n - 1)] : []),
      }), h("span", { class: "least" }, n === 1 ? t("rail.any") : `${n}+`), h("span", { class: "number" }, count(sources[n - 1] ?? 0))))));
    if (key) /** @type {HTMLElement | null} */ (section.querySelector(`[data-key="${key}"]`))?.focus();
  });
}
