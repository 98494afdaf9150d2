// The left side: what is filtered, with counts of this view.

import { h } from "./dom.js";
import { RAIL } from "./features.js";
import { icon } from "./glyphs.js";
import { t } from "./words.js";

/** A screen on which the sides are sheets at the bottom. */
export const isPhone = () => innerWidth < 760;

/** @param {import("./types.js").App} app @param {HTMLElement} element */
export function mountRail(app, element) {
  const sections = RAIL.map(() => h("div", { class: "sections" }));
  const toggle = h("button", { type: "button", class: "side-button", onclick: () => turn() }, icon("rail"));
  element.append(toggle, ...sections);
  RAIL.forEach(async (load, index) => (await load()).mount(app, /** @type {HTMLElement} */ (sections[index])));
  const turn = () => {
    const page = element.closest(".app");
    if (isPhone()) say(!page?.classList.toggle("rail-sheet"));
    else say(page?.classList.toggle("no-rail") ?? false);
  };
  /** @param {boolean} isClosed */
  const say = (isClosed) => {
    const text = t(isClosed ? "rail.show" : "rail.hide");
    toggle.setAttribute("aria-label", text);
    toggle.title = `${text} ([)`;
    toggle.setAttribute("aria-expanded", String(!isClosed));
  };
  app.actions.set("rail", turn);
  app.store.watch(["lang"], () => {
    element.setAttribute("aria-label", t("rail"));
    say(element.closest(".app")?.classList.contains("no-rail") ?? false);
  });
}
