// The regions of the page: top bar, left rail, the tab that is open, right panel.

import { h, show } from "./dom.js";
import { VIEWS, part } from "./features.js";
import { mountFirst } from "./first.js";
import { mountFoot } from "./foot.js";
import { followKeys } from "./keys.js";
import { mountPanel } from "./panel.js";
import { mountRail } from "./rail.js";
import { mountTopbar } from "./topbar.js";
import { namesOf, t } from "./words.js";

/** @typedef {import("./types.js").App} App */

/** @param {App} app */
export function mountShell(app) {
  const top = h("header", { class: "top" });
  const rail = h("aside", { class: "rail", id: "rail" });
  const stage = h("main", { class: "stage", id: "stage" });
  const panel = h("aside", { class: "panel", id: "panel" });
  const foot = h("footer", { class: "foot" });
  const notice = h("div", { class: "notice", role: "alert", hidden: true });
  const live = h("div", { class: "spoken", id: "live", "aria-live": "polite" });
  const skip = h("a", { class: "skip", href: "#stage", onclick: (/** @type {Event} */ event) => {
    event.preventDefault();
    app.store.dispatch({ type: "viewed", view: "table" });
    stage.focus();
  } });
  const toGraph = h("a", { class: "skip", href: "#stage", onclick: (/** @type {Event} */ event) => {
    event.preventDefault();
    const { focus, path } = app.store.get();
    app.store.dispatch({ type: "viewed", view: "graph" });
    if (focus === null && path === null) app.actions.get("search")?.(app);
    else app.commands.land();
  } });
  stage.tabIndex = -1;
  const page = h("div", { class: "app" }, top, rail, stage, panel, foot, live);
  for (const each of document.querySelectorAll("body > :not(script)")) each.setAttribute("hidden", "");
  // Cytoscape looks for this before it writes a style element, which the policy forbids
  document.body.prepend(h("span", { id: "__________cytoscape_stylesheet", hidden: true }), page);

  top.append(skip, toGraph);
  stage.append(notice);
  mountTopbar(app, top);
  mountRail(app, rail);
  mountPanel(app, panel);
  mountFirst(app, stage);
  mountViews(app, stage);
  mountNotice(app, notice);
  mountFoot(app, foot);
  followKeys(app);
  app.store.watch(["lang"], () => {
    toGraph.textContent = t("skip.graph");
    skip.textContent = t("skip.table");
  });
  app.store.subscribe((now, before) => {
    if (now.theme !== before.theme) setTheme(now.theme);
    if (now.lang !== before.lang) keep("kg-lang", now.lang);
  });
  app.store.watch(["focus", "sel", "view", "path"], (state) => {
    page.classList.toggle("first", state.focus === null && state.view === "graph" && state.path === null);
    page.classList.toggle("chosen", state.sel !== null || (state.path !== null && state.view === "graph"));
    page.classList.toggle("itself", state.sel?.kind === "entity" && state.sel.id === state.focus);
    page.dataset.view = state.view;
  });
  app.store.watch(["graph", "lang", "view"], ({ graph }) => {
    const about = [...graph.ends].flatMap((id) => graph.nodes.get(id)?.entity ?? []).map((entity) => namesOf(entity)[0]?.text);
    document.title = about.length ? `${about.join(" → ")} – ${t("brand")}` : t("brand");
  });
}

/** @param {App} app @param {HTMLElement} stage */
function mountViews(app, stage) {
  /** @type {Map<string, HTMLElement>} */
  const mounted = new Map();
  /** @param {import("./types.js").State} state */
  const draw = async ({ view, focus, path }) => {
    const beside = VIEWS.find((each) => each.id === view)?.beside;
    const open = VIEWS.filter(({ id }) => (id === view || id === beside) && (id !== "graph" || focus !== null || path !== null));
    stage.classList.toggle("split", open.length > 1);
    for (const [id, element] of mounted) element.hidden = !open.some((each) => each.id === id);
    await Promise.all(open.filter(({ id }) => !mounted.has(id)).map(async ({ id, load }) => {
      const element = h("section", { class: `view ${id}` });
      app.store.watch(["lang"], () => element.setAttribute("aria-label", t(`view.${id}`)));
      mounted.set(id, element);
      stage.append(element);
      try {
        (await part(load)).mount(app, element);
      } catch (error) {
        if (!(error instanceof app.api.Problem)) throw error;
        element.remove();
        mounted.delete(id);
        app.store.dispatch({ type: "failed", text: t("problem.unreachable"), retry: () => void draw(app.store.get()) });
      }
    }));
  };
  app.store.watch(["view", "focus", "path"], (state) => void draw(state));
}

/** @param {App} app @param {HTMLElement} notice */
function mountNotice(app, notice) {
  app.store.watch(["problem", "lang"], ({ problem }) => {
    notice.hidden = problem === null;
    if (!problem) return;
    const { retry } = problem;
    show(notice, h("span", null, problem.text),
      retry ? h("button", { type: "button", onclick: () => {
        app.store.dispatch({ type: "dismissed" });
        retry();
      } }, t("problem.retry")) : null,
      h("button", { type: "button", onclick: () => app.store.dispatch({ type: "dismissed" }) }, t("problem.dismiss")));
  });
}

/** @param {import("./types.js").Theme} theme */
function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  keep("kg-theme", theme);
}

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch { /* storage may be forbidden */ }
}
