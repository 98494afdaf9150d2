// The last line: how much there is, how recent it is, and the way to what is not known.

import { h, show } from "./dom.js";
import { days, t } from "./words.js";

/** @param {import("./types.js").App} app @param {HTMLElement} element */
export function mountFoot(app, element) {
  const { start } = app;
  app.store.watch(["lang", "view"], ({ view }) => show(element,
    h("span", { class: "grow" }, [
      t("first.data", { claims: start.claims, entities: start.entities, documents: start.documents }),
      start.newest ? t("first.newest", { date: days(start.newest) }) : null,
    ].filter(Boolean).join(" · ")),
    h("span", { class: "version" }, t("first.version", { version: start.version.slice(0, 12) })),
    h("a", { href: "?view=unknowns", "aria-current": view === "unknowns" ? "page" : null, onclick: (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      app.store.dispatch({ type: "viewed", view: "unknowns" });
    } }, t("unknowns"))));
}
