// The first visit: what this is, where to start, what to ask, and how much there is.

import { h, show } from "./dom.js";
import { badge } from "./glyphs.js";
import { lead, searchBox } from "./search.js";
import { labelOf, namesOf, t, wordsOf } from "./words.js";

/** @typedef {import("./types.js").App} App */

/** @param {App} app @param {HTMLElement} stage */
export function mountFirst(app, stage) {
  const { start } = app;
  const section = h("section", { class: "welcome" });
  stage.append(section);
  app.store.watch(["lang", "focus", "view", "path"], ({ focus, view, path }) => {
    section.hidden = focus !== null || view !== "graph" || path !== null;
    if (section.hidden) return;
    const search = h("div", { class: "search large" });
    searchBox(app, search, { choose: (id) => void lead(app, id) });
    show(section,
      h("h1", null, t("first.title")), h("p", { class: "lead" }, t("first.lead")), search,
      h("div", { class: "columns" },
        h("div", null, h("h2", null, t("first.start")), h("ul", { class: "examples" }, start.examples.map((each) => example(app, each)))),
        h("div", null, h("h2", null, t("first.questions")), h("ul", { class: "questions" }, start.questions.map(({ name, labels }) =>
          h("li", null, h("a", { href: `queries/${name}`, onclick: (/** @type {MouseEvent} */ event) => {
            if (event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            app.store.dispatch({ type: "asked", q: name });
          } }, h("span", { lang: wordsOf(labels).lang }, labelOf(labels)))))))),
      h("p", { class: "data" }, [
        t("first.data", { claims: start.claims, entities: start.entities, documents: start.documents }),
        start.newest ? t("first.newest", { date: start.newest }) : null, t("first.version", { version: start.version.slice(0, 12) }),
      ].filter(Boolean).join(" · ")));
  });
}

/** @param {App} app @param {import("./types.js").EntityRef} entity */
function example(app, entity) {
  const look = app.start.types[entity.type];
  const [first, second] = namesOf(entity);
  return h("li", null, h("a", { href: `?focus=${entity.id}`, onclick: (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void app.commands.focus(entity.id);
  } },
  badge(look),
  h("span", { class: "grow" }, h("bdi", { lang: first?.lang }, first?.text), h("small", null,
    second ? h("bdi", { lang: second.lang }, second.text) : null, h("span", null, look ? labelOf(look.labels) : entity.type)))));
}
