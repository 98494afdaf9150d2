// Documents of this view; their titles are fetched when somebody opens the section.

import { h } from "../dom.js";
import { mountFacet } from "./facet.js";

const FEW = 6; // that are listed at first

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mount(app, element) {
  /** @type {Map<string, import("../types.js").DocumentCard> | null} */
  let known = null;
  const load = async () => {
    try {
      known ??= await app.api.documents();
      draw();
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error; // without titles the ids stand there
    }
  };
  /** @param {string} id */
  const name = (id) => known?.get(id)?.title ?? id;
  const draw = mountFacet(app, element, {
    word: "document", title: "rail.documents", name, few: FEW, isFolded: true, opened: () => void load(),
    content: (id) => {
      const card = known?.get(id);
      return [h("span", { class: "grow document" }, h("bdi", null, name(id)),
        card ? h("small", null, h("bdi", null, [card.issued.replace("/", " – "), card.publisher].filter(Boolean).join(", "))) : null)];
    },
  });
}
