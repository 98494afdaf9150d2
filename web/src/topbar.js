// The top bar: brand, search, tools, tabs, languages, theme, undo, link and export.

import { write } from "./address.js";
import { h, show } from "./dom.js";
import { EXPORTS, TOOLS, VIEWS, hasTab, part } from "./features.js";
import { icon } from "./glyphs.js";
import { mountHelp } from "./help.js";
import { nextNames, nextTheme } from "./keys.js";
import { mountSearch } from "./search.js";
import { FIRST } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./types.js").App} App */

/** @param {App} app @param {HTMLElement} element */
export function mountTopbar(app, element) {
  const brand = h("a", { class: "brand", href: "./" });
  const search = h("div", { class: "search", role: "search" });
  const tools = h("div", { class: "tools" });
  const tabs = h("div", { class: "tabs", role: "tablist" });
  const buttons = h("div", { class: "buttons" });
  const more = h("button", { type: "button", class: "icon-button more", "aria-expanded": "false", onclick: () => unfold(!buttons.classList.contains("open")) }, icon("more"));
  const filters = h("button", { type: "button", class: "icon-button rail", onclick: () => app.actions.get("rail")?.(app) }, icon("rail"));
  element.append(brand, search, tools, more, tabs, filters, buttons);
  /** On a phone the buttons are a menu. @param {boolean} isOpen */
  const unfold = (isOpen) => {
    buttons.classList.toggle("open", isOpen);
    more.setAttribute("aria-expanded", String(isOpen));
  };
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !buttons.contains(target) && !more.contains(target)) unfold(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !buttons.classList.contains("open")) return;
    event.preventDefault();
    unfold(false);
    more.focus();
  });
  brand.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    app.store.dispatch({ type: "left" });
  });
  mountSearch(app, search);
  mountHelp(app);
  for (const load of TOOLS) void load().then((part) => part.mount(app, tools));
  app.store.watch(["lang"], () => show(brand, h("span", { class: "spoken" }, t("brand")), h("span", { class: "mark", lang: "zh-Hant", "aria-hidden": "true" }, "粵"), h("span", { class: "name", "aria-hidden": "true" }, t("brand"))));
  app.store.watch(["view", "lang"], ({ view }) => {
    tabs.setAttribute("aria-label", t("views"));
    for (const [button, key] of /** @type {const} */ ([[more, "more"], [filters, "rail"]])) {
      button.title = t(key);
      button.setAttribute("aria-label", t(key));
    }
    show(tabs, ...VIEWS.filter((each) => hasTab(each) || each.id === view).map(({ id }) => h("button", {
      type: "button", role: "tab", "aria-selected": id === view, "data-view": id, title: `${t(`view.${id}`)} (${id.charAt(0).toUpperCase()})`,
      onclick: () => app.store.dispatch({ type: "viewed", view: id }),
    }, t(`view.${id}`))));
  });
  app.store.watch(["lang", "names", "theme", "canUndo", "canRedo"], (state) => {
    const name = buttons.contains(document.activeElement) ? document.activeElement?.className : null;
    show(buttons, ...controls(app, state));
    // whoever pressed a button of these is still at it
    if (name) /** @type {HTMLElement | undefined} */ ([...buttons.children].find((each) => each.className === name))?.focus();
  });
  app.actions.set("undo", () => step(app, "undone"));
}

/** @param {App} app @param {"undone" | "redone"} type */
function step(app, type) {
  app.store.dispatch({ type });
  void app.commands.complete();
}

/** @param {App} app @param {import("./types.js").State} state */
function controls(app, state) {
  /** @param {Parameters<typeof icon>[0]} name @param {string} key @param {(pressed: HTMLElement) => void} act @param {boolean} [disabled] */
  const button = (name, key, act, disabled = false) =>
    h("button", { type: "button", class: `icon-button ${name}`, title: t(key), "aria-label": t(key), disabled, onclick: (/** @type {MouseEvent} */ event) => act(/** @type {HTMLElement} */ (event.currentTarget)) }, icon(name));
  const names = t(`names.${state.names}`);
  return [
    button("undo", "undo", () => step(app, "undone"), !state.canUndo),
    button("redo", "redo", () => step(app, "redone"), !state.canRedo),
    h("button", { type: "button", class: "names", title: t("names.switch", { now: names }), "aria-label": t("names.switch", { now: names }), onclick: () => nextNames(app) }, names),
    h("button", {
      type: "button", class: "lang", title: t("lang.switch"), "aria-label": t("lang.switch"), lang: t("lang.code"),
      onclick: () => app.commands.speak(state.lang === "en" ? "zh-Hant" : "en"),
    }, t("lang.name")),
    button("theme", `theme.${state.theme}`, () => nextTheme(app)),
    button("link", "share.copy", (pressed) => void copyLink(app, pressed)),
    exportMenu(app),
    button("help", "help", () => app.actions.get("help")?.(app)),
  ];
}

/** Without what only views that are not open have. @param {import("./types.js").State} state @returns {import("./types.js").State} */
function seen(state) {
  const { q, query, args, as, by, sort, doc, part, on } = FIRST, { view } = state;
  return {
    ...state, ...(view === "query" ? {} : { q, query, args, as, by }), ...(view === "table" ? {} : { sort }),
    ...(view === "document" ? {} : { doc }), ...(view === "unknowns" ? {} : { part, on }),
  };
}

const SAID = 2400; // milliseconds that a button says what it did

/** Copy the address of what is shown, with the version of the data. @param {App} app @param {HTMLElement} button */
async function copyLink(app, button) {
  const url = new URL(location.pathname + write(seen(app.store.get())), location.href);
  url.searchParams.set("version", app.start.version.slice(0, 12)); // so that who opens it learns of newer data
  try {
    await navigator.clipboard.writeText(url.href);
    app.announce(t("share.copied"));
    button.classList.add("done");
    button.setAttribute("aria-label", t("share.copied"));
    setTimeout(() => {
      button.classList.remove("done");
      button.setAttribute("aria-label", t("share.copy"));
    }, SAID);
  } catch {
    window.prompt(t("share.copy"), url.href);
  }
}

/** @param {App} app */
function exportMenu(app) {
  const menu = h("details", { class: "menu" },
    h("summary", { title: t("export"), "aria-label": t("export") }, icon("download")),
    h("div", { class: "entries" }, EXPORTS.map(({ key, load }) => h("button", { type: "button", onclick: async () => {
      menu.open = false;
      try {
        await (await part(load)).save(app);
      } catch (error) {
        if (!(error instanceof app.api.Problem)) throw error;
        app.store.dispatch({ type: "failed", text: error.status ? error.message : t("problem.unreachable"), retry: null });
      }
    } }, t(key)))));
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && menu.contains(event.relatedTarget)) return;
    setTimeout(() => (menu.open = menu.contains(document.activeElement) && menu.open), 150);
  });
  return menu;
}
