// Keys that work everywhere but where somebody types; those of the canvas are in canvas/walk.js.

import { VIEWS, hasTab } from "./features.js";

/** @typedef {import("./types.js").App} App */

const NAMES = /** @type {const} */ (["both", "en", "zh"]);
const THEMES = /** @type {const} */ (["auto", "light", "dark"]);

/** @param {App} app */
export function nextNames(app) {
  const { names } = app.store.get();
  app.store.dispatch({ type: "named", names: NAMES[(NAMES.indexOf(names) + 1) % NAMES.length] ?? "both" });
}

/** @param {App} app */
export function nextTheme(app) {
  const { theme } = app.store.get();
  app.store.dispatch({ type: "themed", theme: THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto" });
}

/** @param {App} app */
export function followKeys(app) {
  /** @type {Record<string, () => void>} */
  const keys = {
    "/": () => app.actions.get("search")?.(app),
    "[": () => app.actions.get("rail")?.(app),
    "]": () => app.actions.get("panel")?.(app),
    l: () => nextNames(app),
    d: () => nextTheme(app),
    f: () => app.actions.get("fit")?.(app),
    p: () => app.actions.get("path")?.(app),
    b: () => app.actions.get("bridges")?.(app),
    "?": () => app.actions.get("help")?.(app),
    "+": () => app.actions.get("zoom-in")?.(app),
    "-": () => app.actions.get("zoom-out")?.(app),
    Escape: () => {
      if (closeMenu()) return;
      if (app.store.get().problem) app.store.dispatch({ type: "dismissed" });
      else if (app.store.get().sel) app.commands.select(null);
      else app.commands.leave();
    },
  };
  for (const { id } of VIEWS.filter(hasTab)) keys[id.charAt(0)] = () => app.store.dispatch({ type: "viewed", view: id });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event.composedPath()[0] ?? null)) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      app.store.dispatch({ type: key === "y" || event.shiftKey ? "redone" : "undone" });
      void app.commands.complete();
      event.preventDefault();
      return;
    }
    if (event.altKey) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || document.querySelector("dialog[open]")) return;
    act();
    event.preventDefault();
  });
}

/** Close the menu that is open; whether there was one. */
function closeMenu() {
  const menu = document.querySelector("details.menu[open]");
  if (!(menu instanceof HTMLDetailsElement)) return false;
  menu.open = false;
  menu.querySelector("summary")?.focus();
  return true;
}

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName) || (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(target.type)));
