// From and to: two boxes in the top bar that find paths, or set two entities side by side. On a
// phone they stand under the search box, in one sheet.

import { h } from "../dom.js";
import { icon } from "../glyphs.js";
import { searchBox } from "../search.js";
import { namesOf, t } from "../words.js";
import { having, read, write } from "./question.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").EntityRef} EntityRef */
const PHONE = matchMedia("(max-width: 759px)");
/** @typedef {{input: HTMLInputElement, box: HTMLElement, id: string | null}} End */

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  const bar = /** @type {HTMLElement} */ (element.closest(".top"));
  const open = h("button", { type: "button", class: "open-form", "aria-expanded": "false", onclick: () => unfold(!form.classList.contains("open")) });
  const go = h("button", { type: "submit", class: "go" });
  const compare = h("button", { type: "button", class: "side", onclick: () => void act(sideBySide) });
  const from = end("from"), to = end("to");
  const form = h("form", { class: "ends", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void act(find);
  } }, from.box, h("span", { class: "way", "aria-hidden": "true" }, "→"), to.box, h("div", { class: "acts" }, go, compare));
  const close = h("button", { type: "button", class: "sheet-close", onclick: () => unfold(false) }, icon("close"));
  element.append(open, form, close);
  /** What is done once both ends are known. @type {(from: string, to: string) => unknown} */
  let purpose = find;

  /** @param {"from" | "to"} name @returns {End} */
  function end(name) {
    const box = h("div", { class: `search end ${name}` });
    /** @type {End} */
    const made = { box, id: null, input: searchBox(app, box, {
      keep: true, placeholder: `paths.${name}`, label: `paths.${name}.label`, choose: (id) => {
        made.id = id;
        if (name === "from" && !to.id) to.input.focus();
        else if (from.id && to.id && name === "to") void act(purpose);
      },
    }) };
    made.input.addEventListener("input", () => (made.id = null));
    return made;
  }

  /** @param {boolean} isOpen */
  function unfold(isOpen) {
    spread(isOpen);
    if (isOpen) (from.id ? to : from).input.focus();
  }

  /** @param {boolean} isOpen */
  function spread(isOpen) {
    form.classList.toggle("open", isOpen);
    bar.classList.toggle("finding", isOpen);
    open.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) intend(find);
  }

  /** @param {typeof purpose} what */
  function intend(what) {
    purpose = what;
    form.classList.toggle("comparing", what === sideBySide);
    form.setAttribute("aria-label", t(what === sideBySide ? "paths.side" : "paths.form"));
    to.input.placeholder = t(what === sideBySide ? "paths.with" : "paths.to");
  }

  /** Do something with both ends, or ask for the one that is missing. @param {(from: string, to: string) => unknown} what */
  async function act(what) {
    const here = hereOf(app);
    if (!from.id && here && here.id !== to.id) fill(from, here);
    const missing = [from, to].find((each) => !each.id);
    if (missing || !from.id || !to.id) {
      if (missing === to) intend(what);
      missing?.input.focus();
      if (missing) app.announce(t(missing === from ? "paths.from.label" : "paths.to.label"));
      return;
    }
    if (from.id === to.id) {
      app.store.dispatch({ type: "failed", text: t("paths.same"), retry: null });
      return;
    }
    unfold(false);
    await what(from.id, to.id);
  }

  /** @param {string} a @param {string} b */
  async function find(a, b) {
    const words = read(app.store.get().path)?.words ?? {};
    await app.commands.connect(write(having({ ends: [a, b], words }, "without", [])));
    app.actions.get("details")?.(app);
  }
  /** @param {string} a @param {string} b */
  function sideBySide(a, b) {
    app.store.dispatch({ type: "compared", compare: `${a}..${b}` });
  }

  /** @param {End} at @param {EntityRef | undefined} entity */
  function fill(at, entity) {
    at.id = entity?.id ?? null;
    at.input.value = entity ? namesOf(entity)[0]?.text ?? "" : "";
  }
  /** @param {typeof purpose} what */
  const begin = (what) => {
    const start = hereOf(app);
    if (start) fill(from, start);
    if (start && to.id === start.id) fill(to, undefined);
    unfold(true);
    intend(what);
    to.input.select();
  };
  app.actions.set("path", () => begin(find));
  app.actions.set("compare", () => begin(sideBySide));
  app.store.watch(["path", "answers", "lang"], ({ path, answers }) => {
    const answer = path === null ? undefined : answers[path];
    if (!answer) return;
    fill(from, answer.source);
    fill(to, answer.target);
  });
  app.store.watch(["compare", "lang"], async ({ compare }) => {
    const question = read(compare);
    if (!question) return;
    const found = await app.api.compare(question).catch(() => null); // the view says what went wrong
    if (!found || app.store.get().compare !== compare) return;
    fill(from, found.a);
    fill(to, found.b);
  });
  app.store.watch(["focus", "path", "compare"], ({ focus, path, compare }) => {
    if (focus === null && path === null && compare === null) for (const each of [from, to]) fill(each, undefined);
  });
  app.store.watch(["lang"], () => {
    open.replaceChildren(icon("route"));
    go.replaceChildren(icon("route"), h("span", null, t("paths.find")));
    compare.replaceChildren(icon("compare"), h("span", null, t("paths.compare")));
    for (const [button, key] of /** @type {const} */ ([[open, "paths.open"], [go, "paths.find"], [compare, "paths.compare"]])) {
      button.title = t(key);
      button.setAttribute("aria-label", t(key));
    }
    form.setAttribute("aria-label", t("paths.form"));
    close.setAttribute("aria-label", t("panel.close"));
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !form.classList.contains("open")) return;
    event.preventDefault();
    spread(false);
    open.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element) || element.contains(event.target)) return;
    if (!(PHONE.matches && event.target.closest(".top > .search"))) spread(false);
  });
  bar.addEventListener("focusin", (event) => {
    if (PHONE.matches && event.target instanceof Element && event.target.closest(".top > .search")) spread(true);
  });
  app.store.watch(["focus", "open", "path", "compare", "view"], () => spread(false));
}

/** The entity that somebody looks at. @param {App} app @returns {EntityRef | undefined} */
function hereOf(app) {
  const { sel, graph, focus } = app.store.get();
  const id = sel?.kind === "entity" ? sel.id : sel?.kind === "edge" ? graph.edges.get(sel.id)?.source : focus;
  return id ? graph.nodes.get(id)?.entity : undefined;
}
