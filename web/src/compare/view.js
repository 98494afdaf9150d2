// Two entities side by side: what is said of both, and of each alone; each row leads to its claims.

import { h, show } from "../dom.js";
import { badge, icon } from "../glyphs.js";
import { read, having, one, write } from "../paths/question.js";
import { searchBox } from "../search.js";
import { labelOf, namesOf, t } from "../words.js";
import { section } from "./section.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Compared} Compared */
/** @typedef {import("../types.js").Question} Question */

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  let turn = 0;
  const draw = async () => {
    const { view, compare } = app.store.get(), question = read(compare);
    if (view !== "compare") return;
    Object.assign(window, { __ready: false });
    const mine = ++turn;
    if (!question) {
      show(element, h("p", { class: "hint" }, t("paths.ends")));
      Object.assign(window, { __ready: true });
      return;
    }
    element.setAttribute("aria-busy", "true");
    try {
      const found = await app.api.compare(question, null);
      if (mine !== turn) return;
      show(element, ...drawn(app, question, found));
      const [a, b] = [found.a, found.b].map((each) => namesOf(each)[0]?.text ?? each.id);
      document.title = `${t("compare.title", { a: a ?? "", b: b ?? "" })} – ${t("brand")}`;
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      if (mine === turn) app.store.dispatch({ type: "failed", text: error.status ? error.message : t(`problem.${error.message}`), retry: () => void draw() });
    }
    if (mine !== turn) return;
    element.removeAttribute("aria-busy");
    Object.assign(window, { __ready: true });
  };
  app.store.watch(["compare", "view", "lang", "names"], () => void draw());
  app.store.watch(["sel"], ({ sel }) => {
    for (const row of element.querySelectorAll("tr[data-row]")) {
      row.classList.toggle("chosen", sel?.kind === "row" && row.getAttribute("data-row") === sel.id);
    }
  });
}

/** @param {App} app @param {Question} question @param {Compared} found */
function drawn(app, question, found) {
  const ask = (/** @type {Question} */ next) => app.store.dispatch({ type: "compared", compare: write(next) });
  const names = { a: namesOf(found.a)[0]?.text ?? "", b: namesOf(found.b)[0]?.text ?? "" };
  const where = one(question, "where");
  const tables = h("div", { class: "tables" }, sections(app, found, names));
  const more = h("p", { class: "further" });
  continued(app, question, found, names, tables, more);
  return [
    h("header", { class: "two" },
      head(app, question, found, "a", ask),
      h("div", { class: "between" },
        h("button", { type: "button", title: t("compare.swap"), "aria-label": t("compare.swap"), onclick: () => ask({ ...question, ends: [...question.ends].reverse() }) }, icon("swap")),
        h("button", { type: "button", title: t("compare.paths"), "aria-label": t("compare.paths"), onclick: () => void app.commands.connect(question.ends.join("..")) }, icon("route"))),
      head(app, question, found, "b", ask)),
    summary(found, names),
    h("div", { class: "where", role: "group", "aria-label": t("compare.where") }, ["", "both", "a", "b"].map((value) =>
      h("button", { type: "button", "aria-pressed": value === where, onclick: () => ask(having(question, "where", value ? [value] : [])) },
        value === "a" || value === "b" ? t("compare.where.only", { name: names[value] }) : t(`compare.where.${value || "all"}`)))),
    found.items.length ? null : h("p", { class: "hint" }, t("compare.none")),
    tables, more,
    h("p", { class: "counted" }, t("entity.counted", { documents: app.start.documents })),
  ].filter((each) => each !== null);
}

/** @param {App} app @param {Compared} found @param {{a: string, b: string}} names */
function sections(app, found, names) {
  return found.counts.map(({ part }) => ({ part, rows: found.items.filter((row) => row.part === part) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ part, rows }) => section(app, part, rows, found.counts.find((each) => each.part === part), names));
}

/**
 * Further rows, one request each time.
 * @param {App} app @param {Question} question @param {Compared} found @param {{a: string, b: string}} names
 * @param {HTMLElement} tables @param {HTMLElement} more
 */
function continued(app, question, found, names, tables, more) {
  if (!found.next) {
    show(more);
    return;
  }
  show(more, h("button", { type: "button", onclick: async () => {
    const next = await app.api.compare(question, found.next);
    const whole = { ...next, items: [...found.items, ...next.items] };
    show(tables, ...sections(app, whole, names));
    continued(app, question, whole, names, tables, more);
  } }, t("compare.more", { n: found.total - found.items.length })));
}

/** One of the two, with a box for another in its place. @param {App} app @param {Question} question @param {Compared} found @param {"a" | "b"} side @param {(next: Question) => void} ask */
function head(app, question, found, side, ask) {
  const entity = found[side], look = app.start.types[entity.type];
  const [first, second] = namesOf(entity);
  const box = h("div", { class: "search end" });
  searchBox(app, box, { placeholder: "compare.change", label: `compare.change.${side}`, choose: (id) => {
    const [a = "", b = ""] = question.ends;
    const ends = side === "a" ? [id, b] : [a, id];
    if (ends[0] !== ends[1]) ask({ ...question, ends });
  } });
  return h("section", { class: `one ${side}` },
    h("div", { class: "who" }, badge(look), h("div", null,
      h("h2", null, h("button", { type: "button", class: "text", onclick: () => void app.commands.focus(entity.id) }, h("bdi", { lang: first?.lang }, first?.text))),
      h("p", { class: "second" }, second ? h("bdi", { lang: second.lang }, second.text) : null, second ? " · " : null, look ? labelOf(look.labels) : entity.type))),
    box);
}

/** How much of each part they share. @param {Compared} found @param {{a: string, b: string}} names */
function summary({ counts }, names) {
  const rows = counts.filter((each) => each.both + each.a + each.b > 0);
  return h("ul", { class: "summary" }, rows.map(({ part, both, a, b }) => {
    const text = [t("compare.count", { both }), `${t("compare.where.only", { name: names.a })}: ${a}`, `${t("compare.where.only", { name: names.b })}: ${b}`].join(" · ");
    return h("li", { title: text }, h("a", { href: `#part-${part}`, onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      document.getElementById(`part-${part}`)?.scrollIntoView({ block: "start" });
    } }, t(`compare.${part}`)),
    part === "between" ? h("span", { class: "shares" }, h("b", null, both)) : h("span", { class: "shares" }, h("span", { class: "a" }, a), h("b", null, both), h("span", { class: "b" }, b)),
    h("span", { class: "spoken" }, text));
  }));
}
