// What the canvas says when the filters leave no link of it.

import { h, show } from "../dom.js";
import { entityOf, facets } from "../filter.js";
import { namesOf, t } from "../words.js";
import { span } from "../years.js";

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mountEmpty(app, element) {
  const note = h("div", { class: "nothing", hidden: true });
  element.append(note);
  app.store.watch(["faded", "lang"], (state) => {
    const { all, left } = facets(state);
    note.hidden = all === 0 || left > 0;
    if (note.hidden) return;
    show(note, h("p", null, emptied(state)), h("button", { type: "button", onclick: () => app.actions.get("clear")?.(app) }, t("rail.clear")));
  });
}

/** That nothing is left, of what and when. @param {import("../types.js").State} state */
export function emptied(state) {
  const entity = state.focus ? entityOf(state, state.focus) : undefined, window = span(state.t);
  const name = entity ? namesOf(entity)[0]?.text ?? entity.label : "";
  if (!entity) return t("canvas.empty");
  return window
    ? t("canvas.empty.years", { name, from: String(window.from ?? "…"), to: String(window.to ?? "…") })
    : t("canvas.empty.of", { name });
}
