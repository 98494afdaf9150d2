// Types of the entities of this view.

import { h } from "../dom.js";
import { badge } from "../glyphs.js";
import { labelOf } from "../words.js";
import { mountFacet } from "./facet.js";

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mount(app, element) {
  /** @param {string} type */
  const name = (type) => labelOf(app.start.types[type]?.labels ?? { en: type });
  mountFacet(app, element, {
    word: "type", title: "rail.types", name,
    content: (type) => [badge(app.start.types[type]), h("span", { class: "grow" }, name(type))],
  });
}
