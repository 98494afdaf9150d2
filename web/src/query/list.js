// The saved queries, found by words and subjects, and what was asked before.

import { h, show } from "../dom.js";
import { t } from "../words.js";
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
    const groups = subject.value ? [subject.value] : [...new Set(fits.map((each) => each.tags[0] ?? ""))].sort();
    show(list, ...groups.map((tag) => h("section", null,
      tag ? h("h2", { lang: "en" }, tag) : null,
      h("ul", null, fits.filter((each) => subject.value || (each.tags[0] ?? "") === tag).map((each) => entry(each, q))))));
    found.textContent = t("query.found", { count: fits.length });
  }

  /** @param {Saved} saved @param {string | null} q */
  const entry = (saved, q) => h("li", null, h("a", {
    href: `?view=query&q=${saved.name}`, lang: "en", "aria-current": saved.name === q ? "true" : null, title: saved.description,
    onclick: (/** @type {MouseEvent} */ event) => take(event, { q: saved.name, query: null, args: {} }),
  }, saved.summary));

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
      return h("li", null, h("a", { href: "?view=query", lang: "en", onclick: (/** @type {MouseEvent} */ event) => take(event, each) },
        each.query ? h("code", null, each.query.replaceAll(/^\s*PREFIX.*$/gim, "").trim().slice(0, 90)) : saved?.summary ?? each.q,
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
    show(subject, h("option", { value: "" }, t("query.subjects")), ...tags.map((tag) => h("option", { value: tag }, `${tag} (${bench.queries.filter((each) => each.tags.includes(tag)).length})`)));
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
  const known = texts.get(saved.name);
  if (known) return known;
  const text = [saved.name, saved.summary, saved.description, ...saved.tags, ...Object.values(saved.columns), ...saved.parameters.map((each) => each.description)].join(" ").toLocaleLowerCase();
  texts.set(saved.name, text);
  return text;
}
