// From and to: two boxes in the top bar that find paths, or set two entities side by side.

import { h } from "../dom.js";
import { icon } from "../glyphs.js";
import { searchBox } from "../search.js";
import { namesOf, t } from "../words.js";
import { having, read, write } from "./question.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").EntityRef} EntityRef */
/** @typedef {{input: HTMLInputElement, box: HTMLElement, id: string | null}} End */

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  const open = h("button", { type: "button", class: "open-form", "aria-expanded": "false", onclick: () => unfold(!form.classList.contains("open")) });
  const go = h("button", { type: "submit", class: "go" });
  const compare = h("button", { type: "button", class: "side", onclick: () => void act(sideBySide) });
  const from = end("from"), to = end("to");
  const form = h("form", { class: "ends", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void act(find);
  } }, from.box, h("span", { class: "way", "aria-hidden": "true" }, "→"), to.box, h("div", { class: "acts" }, go, compare));
  element.append(open, form);

  /** @param {"from" | "to"} name @returns {End} */
  function end(name) {
    const box = h("div", { class: `search end ${name}` });
    /** @type {End} */
    const made = { box, id: null, input: searchBox(app, box, {
      keep: true, placeholder: `paths.${name}`, label: `paths.${name}.label`, choose: (id) => {
        made.id = id;
        if (name === "from" && !to.id) to.input.focus();
        else if (from.id && to.id && name === "to") void act(find);
      },
    }) };
    made.input.addEventListener("input", () => (made.id = null));
    return made;
  }

  /** @param {boolean} isOpen */
  function unfold(isOpen) {
    form.classList.toggle("open", isOpen);
    open.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) (from.id ? to : from).input.focus();
  }

  /** Do something with both ends, or ask for the one that is missing. @param {(from: string, to: string) => unknown} what */
  async function act(what) {
    const missing = [from, to].find((each) => !each.id);
    if (missing || !from.id || !to.id) {
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
  const find = async (a, b) => {
    const words = read(app.store.get().path)?.words ?? {};
    await app.commands.connect(write(having({ ends: [a, b], words }, "without", [])));
    app.actions.get("details")?.(app);
  };
  /** @param {string} a @param {string} b */
  const sideBySide = (a, b) => app.store.dispatch({ type: "compared", compare: `${a}..${b}` });

  /** @param {End} at @param {EntityRef | undefined} entity */
  function fill(at, entity) {
    at.id = entity?.id ?? null;
    at.input.value = entity ? namesOf(entity)[0]?.text ?? "" : "";
  }
  app.actions.set("path", () => {
    const start = hereOf(app);
    if (start) fill(from, start);
    if (start && to.id === start.id) fill(to, undefined);
    unfold(true);
    (from.id ? to : from).input.focus();
    to.input.select();
  });
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
  app.store.watch(["lang"], () => {
    open.replaceChildren(icon("route"));
    go.replaceChildren(icon("route"), h("span", null, t("paths.find")));
    compare.replaceChildren(icon("compare"), h("span", null, t("paths.compare")));
    for (const [button, key] of /** @type {const} */ ([[open, "paths.open"], [go, "paths.find"], [compare, "paths.compare"]])) {
      button.title = t(key);
      button.setAttribute("aria-label", t(key));
    }
    form.setAttribute("aria-label", t("paths.form"));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !form.classList.contains("open")) return;
    unfold(false);
    open.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !element.contains(event.target)) unfold(false);
  });
}

/** The entity that somebody looks at. @param {App} app @returns {EntityRef | undefined} */
function hereOf(app) {
  const { sel, graph, focus } = app.store.get();
  const id = sel?.kind === "entity" ? sel.id : sel?.kind === "edge" ? graph.edges.get(sel.id)?.source : focus;
  return id ? graph.nodes.get(id)?.entity : undefined;
}
