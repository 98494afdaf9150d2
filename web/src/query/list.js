// The saved queries, found by words and subjects, and what was asked before.

import { h, show } from "../dom.js";
import { language, t, wordsOf } from "../words.js";
import { named } from "./names.js";
import { forget, past } from "./past.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Workbench} Workbench */
/** @typedef {import("./types.js").Saved} Saved */
/** @typedef {import("./types.js").Asked} Asked */

/**
 * @param {App} app @param {HTMLElement} element @param {Workbench} bench
 * @param {(asked: Asked) => void} choose
 */
export function mountList(app, element, bench, choose) {
  const tags = [...new Set(bench.queries.flatMap((each) => each.tags))].sort();
  const search = h("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const subject = h("select");
  const own = h("button", { type: "button", class: "own", onclick: () => choose({ q: null, query: null, args: {} }) });
  const found = h("p", { class: "number", role: "status" });
  const list = h("div", { class: "saved" });
  const before = h("details", { class: "past" });
  element.append(h("div", { class: "finds" }, own, search, subject, found), list, before);

  function drawList() {
    const { q } = app.store.get();
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fits = bench.queries.filter((each) => (!subject.value || each.tags.includes(subject.value)) && words.every((word) => said(each).includes(word)));
    const groups = subject.value ? [subject.value] : tags.filter((tag) => fits.some((each) => each.tags[0] === tag));
    if (!subject.value && fits.some((each) => each.tags.length === 0)) groups.push("");
    show(list, ...groups.map((tag) => h("section", null,
      tag ? h("h2", { lang: named(tag).lang }, named(tag).text) : null,
      h("ul", null, fits.filter((each) => subject.value || (each.tags[0] ?? "") === tag).map((each) => entry(each, q))))));
    found.textContent = t("query.found", { count: fits.length });
  }

  /** @param {Saved} saved @param {string | null} q */
  const entry = (saved, q) => h("li", null, h("a", {
    href: `?view=query&q=${saved.name}`, lang: wordsOf(saved.labels).lang, "aria-current": saved.name === q ? "true" : null, title: language() === "en" ? saved.description : null,
    onclick: (/** @type {MouseEvent} */ event) => take(event, { q: saved.name, query: null, args: about(saved) }),
  }, wordsOf(saved.labels).text));

  /** What is in focus is what is asked about, where a question takes its class. @param {Saved} saved @returns {import("../types.js").Args} */
  function about({ parameters }) {
    const { focus, graph } = app.store.get(), first = parameters.find(({ type }) => type === "entity");
    const entity = focus === null ? undefined : graph.nodes.get(focus)?.entity;
    if (!entity || !first || ![null, entity.type].includes(first.entity_class) || first.default === entity.id) return {};
    return { [first.name]: entity.id };
  }

  /** @param {MouseEvent} event @param {Asked} asked */
  function take(event, asked) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(asked);
  }

  function drawPast() {
    const asked = past();
    before.hidden = asked.length === 0;
    show(before, h("summary", null, t("query.past")), h("ul", null, asked.map((each) => {
      const saved = bench.queries.find(({ name }) => name === each.q);
      const values = Object.values(each.args).join(", ");
      return h("li", null, h("a", { href: "?view=query", lang: saved ? wordsOf(saved.labels).lang : "en", onclick: (/** @type {MouseEvent} */ event) => take(event, each) },
        each.query ? h("code", null, each.query.replaceAll(/^\s*PREFIX.*$/gim, "").trim().slice(0, 90)) : saved ? wordsOf(saved.labels).text : each.q,
        values ? h("small", null, values) : null));
    })), h("button", { type: "button", onclick: () => {
      forget();
      drawPast();
    } }, t("query.forget")));
  }

  search.addEventListener("input", drawList);
  subject.addEventListener("change", drawList);
  app.store.watch(["lang"], () => {
    const chosen = subject.value;
    element.setAttribute("aria-label", t("query.saved"));
    search.placeholder = t("query.search");
    search.setAttribute("aria-label", t("query.search"));
    subject.setAttribute("aria-label", t("query.subject"));
    show(subject, h("option", { value: "" }, t("query.subjects")), ...tags.map((tag) => h("option", { value: tag }, `${named(tag).text} (${bench.queries.filter((each) => each.tags.includes(tag)).length})`)));
    subject.value = chosen;
    own.textContent = t("query.own");
    drawList();
    drawPast();
  });
  app.store.watch(["q"], drawList);
  return { drawPast };
}

/** Everything that a saved query can be found by. @type {Map<string, string>} */
const texts = new Map();
/** @param {Saved} saved */
function said(saved) {
  const key = `${language()} ${saved.name}`, known = texts.get(key);
  if (known) return known;
  const text = [saved.name, ...Object.values(saved.labels), saved.description, ...saved.tags, ...saved.tags.map((tag) => named(tag).text), ...Object.values(saved.columns), ...saved.parameters.flatMap((each) => [each.description, ...Object.values(each.labels)])].join(" ").toLocaleLowerCase();
  texts.set(key, text);
  return text;
}
