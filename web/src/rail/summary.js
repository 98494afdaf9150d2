// How much the filters leave of this view, and the way back.

import { h, show } from "../dom.js";
import { facets } from "../filter.js";
import { t } from "../words.js";

/** @param {import("../types.js").App} app @param {HTMLElement} element */
export function mount(app, element) {
  const line = h("p", { class: "left", hidden: true });
  element.append(line);
  app.store.watch(["faded", "lang"], (state) => {
    const { all, left } = facets(state), isFiltered = state.off.length > 0 || state.t !== null;
    const hadFocus = line.contains(document.activeElement);
    line.hidden = all === 0; // there from the start, so that nothing moves when somebody filters
    show(line, h("span", null, t("rail.left", { left, count: all })), h("button", { type: "button", class: "clear", disabled: !isFiltered, onclick: () => clear(app) }, t("rail.clear")));
    if (hadFocus && isFiltered) line.querySelector("button")?.focus();
  });
  app.store.subscribe((now, before) => {
    if (now.faded === before.faded || now.graph !== before.graph) return;
    const { all, left } = facets(now);
    app.announce(t("rail.left", { left, count: all }));
  });
  app.actions.set("clear", () => clear(app));
}

/** Leave out nothing, as one step of undo. @param {import("../types.js").App} app */
function clear({ store }) {
  const isTimed = store.get().t !== null;
  if (isTimed) store.dispatch({ type: "timed", t: null });
  if (store.get().off.length) store.dispatch({ type: "switched", off: [], goesOn: isTimed });
}
