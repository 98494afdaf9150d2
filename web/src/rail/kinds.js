// Kinds of the claims of this view, with their lines.

import { h } from "../dom.js";
import { KINDS, line } from "../looks.js";
import { labelOf } from "../words.js";
import { mountFacet } from "./facet.js";

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mount(app, element) {
  /** @param {string} kind */
  const name = (kind) => labelOf(app.start.kinds[kind]?.labels ?? { en: kind });
  mountFacet(app, element, {
    word: "kind", title: "rail.kinds", name, order: (a, b) => KINDS.indexOf(a) - KINDS.indexOf(b),
    content: (kind) => {
      const look = app.start.kinds[kind];
      return [look ? line(kind, look) : null, h("span", { class: "grow" }, name(kind))];
    },
  });
}
