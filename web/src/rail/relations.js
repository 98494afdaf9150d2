// Relations of this view.

import { h } from "../dom.js";
import { labelOf } from "../words.js";
import { mountFacet } from "./facet.js";

const FEW = 8; // that are listed at first

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mount(app, element) {
  /** @param {string} property */
  const name = (property) => labelOf(app.start.properties[property]?.labels ?? { en: property });
  mountFacet(app, element, {
    word: "property", title: "rail.properties", name, few: FEW,
    content: (property) => [h("span", { class: "grow" }, name(property))],
  });
}
