// The search box: suggestions as somebody types, in whatever script; arrows and Enter choose.

import { h, show } from "./dom.js";
import { badge, icon } from "./glyphs.js";
import { namesOf, labelOf, t } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Hit} Hit */

const PAUSE = 60; // milliseconds after a letter
let boxes = 0;

/** The main search. @param {App} app @param {HTMLElement} element */
export function mountSearch(app, element) {
  const input = searchBox(app, element, { choose: (id) => void lead(app, id), key: "/" });
  app.actions.set("search", () => {
    input.focus();
    input.select();
  });
  app.store.watch(["focus", "graph"], ({ focus }) => {
    if (focus && document.activeElement !== input) input.value = "";
  });
}

/** Draw what was chosen; keys walk on from there, unless somebody has gone elsewhere. @param {App} app @param {string} id */
export async function lead(app, id) {
  await app.commands.focus(id);
  if (app.store.get().focus === id && document.activeElement === document.body) app.commands.land();
}

/**
 * A box that finds an entity; `choose` is called with the id of the chosen one.
 * @param {App} app @param {HTMLElement} element
 * @param {{choose: (id: string, hit: Hit) => void, key?: string, keep?: boolean, placeholder?: string, label?: string, type?: string | null}} options
 * @returns {HTMLInputElement}
 */
export function searchBox(app, element, { choose, key, keep = false, placeholder = "search.placeholder", label = "search.label", type = null }) {
  const id = `suggestions-${++boxes}`;
  const input = h("input", {
    type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false",
  });
  const list = h("ul", { id, class: "suggestions", role: "listbox", hidden: true });
  element.append(icon("search"), input, key ? h("kbd", { "aria-hidden": "true" }, key) : "", list);
  app.store.watch(["lang"], () => {
    input.placeholder = t(placeholder);
    input.setAttribute("aria-label", t(label));
    list.setAttribute("aria-label", t(label));
  });
  /** @type {Hit[]} */
  let hits = [];
  let at = 0, timer = 0, told = ""; // `told` is the text that the hits answer
  /** @type {AbortController | null} */
  let asking = null;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = () => {
    [...list.querySelectorAll("[role=option]")].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (hits.length) input.setAttribute("aria-activedescendant", `${id}-${at}`);
  };
  /** @param {Hit} hit */
  const take = (hit) => {
    close();
    input.value = keep ? namesOf(hit.entity)[0]?.text ?? "" : "";
    hits = [];
    choose(hit.entity.id, hit);
    if (!keep) input.blur();
  };
  const draw = () => {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (hits.length === 0) {
      show(list, h("li", { class: "none", role: "presentation" }, t("search.none", { q: input.value.trim() })));
      app.announce(t("search.none", { q: input.value.trim() }));
      return;
    }
    const isNear = hits.every(({ why }) => why === "typo"); // nothing is named so
    show(list, ...(isNear ? [h("li", { class: "none", role: "presentation" }, t("search.nearest", { q: input.value.trim() }))] : []),
      ...hits.map((hit, index) => option(app, hit, `${id}-${index}`, () => take(hit))));
    mark();
    app.announce(t("search.found", { count: hits.length }));
  };
  const ask = async () => {
    asking?.abort();
    const q = input.value.trim();
    if (!q) {
      hits = [];
      close();
      return;
    }
    asking = new AbortController();
    const mine = asking;
    try {
      const found = await app.api.suggest(q, mine.signal, type);
      if (mine !== asking) return;
      hits = found.items;
      told = q;
      at = 0;
      draw();
    } catch (error) {
      if (mine.signal.aborted) return;
      close();
      app.store.dispatch({ type: "failed", text: error instanceof app.api.Problem && error.status ? error.message : t("problem.unreachable"), retry: () => void ask() });
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!hits.length) return;
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      mark();
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(timer);
      // what is shown may answer the letters before the last ones; who chose from it meant it
      if (list.hidden || !hits.length || (at === 0 && told !== input.value.trim())) await ask();
      const hit = hits[at];
      if (hit) take(hit);
    } else if (event.key === "Escape") {
      if (list.hidden) input.blur(); // and whoever holds the box may close too
      else event.preventDefault();
      close();
    }
  });
  // whoever comes back at once to type another name keeps what is found for it
  input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && close(), 120));
  input.addEventListener("focus", () => input.value.trim() && hits.length && draw());
  return input;
}

/** @param {App} app @param {Hit} hit @param {string} id @param {() => void} take */
function option(app, hit, id, take) {
  const look = app.start.types[hit.entity.type];
  const [first, second] = namesOf(hit.entity);
  const isOther = ![first?.text, second?.text, ...Object.values(hit.entity.labels)].includes(hit.matched);
  return h("li", { id, role: "option", "aria-selected": false, onpointerdown: (/** @type {Event} */ event) => {
    event.preventDefault();
    take();
  } },
  badge(look),
  h("span", { class: "grow" },
    h("bdi", { lang: first?.lang }, first?.text), second ? h("bdi", { class: "second", lang: second.lang }, second.text) : null,
    isOther ? h("bdi", { class: "matched", lang: hit.lang }, hit.matched) : null),
  h("span", { class: "type" }, look ? labelOf(look.labels) : hit.entity.type));
}
