// The right side: what is selected, in full. Which module shows it is said in features.js.

import { h, show } from "./dom.js";
import { PANELS, part } from "./features.js";
import { icon } from "./glyphs.js";
import { t } from "./words.js";

/** @typedef {import("./types.js").App} App */

/** @param {App} app @param {HTMLElement} element */
export function mountPanel(app, element) {
  const bar = h("div", { class: "bar" });
  const body = h("div", { class: "body", tabindex: -1 });
  const back = h("button", { type: "button", class: "back", hidden: true, onclick: () => app.commands.select(null) });
  element.append(bar, back, body);
  let turn = 0;
  const draw = async (/** @type {import("./types.js").State} */ state) => {
    const mine = ++turn, kept = keptIn(body);
    const shown = shownIn(state);
    const load = shown ? PANELS[shown.kind] : undefined;
    back.hidden = state.path === null || shown?.kind === "path";
    if (!shown || !load) {
      show(body, h("p", { class: "hint" }, t(state.view === "compare" ? "compare.hint" : "panel.nothing")));
      return;
    }
    const key = `${shown.kind}:${shown.id}`;
    const waiting = setTimeout(() => mine === turn && show(body, ghost()), body.dataset.of === key ? 2000 : 200);
    try {
      const content = await (await part(load)).render(app, shown.id);
      if (mine !== turn) return;
      if (body.dataset.of !== key) body.scrollTop = 0;
      body.dataset.of = key;
      put(body, content, kept);
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      if (mine !== turn) return;
      show(body, h("p", { class: "hint" }, error.status ? error.message : t(`problem.${error.message}`)),
        ...(error.status === 404 ? [] : [h("button", { type: "button", onclick: () => void draw(app.store.get()) }, t("problem.retry"))]));
    } finally {
      clearTimeout(waiting);
    }
  };
  app.store.watch(["sel", "lang", "names", "pages", "graph", "theme", "path", "view"], (state) => void draw(state));
  const handle = h("button", { type: "button", class: "handle", onclick: () => grow(!element.classList.contains("full")) });
  /** @param {boolean} isFull */
  const grow = (isFull) => {
    element.classList.toggle("full", isFull);
    handle.setAttribute("aria-expanded", String(isFull));
  };
  followDrag(handle, grow, () => app.commands.select(null));
  element.prepend(handle);
  const turnSide = () => element.closest(".app")?.classList.toggle("no-panel");
  app.actions.set("panel", turnSide);
  app.actions.set("details", () => {
    element.closest(".app")?.classList.remove("no-panel");
    body.focus();
  });
  app.store.watch(["lang"], () => {
    element.setAttribute("aria-label", t("panel"));
    handle.setAttribute("aria-label", t("panel.full"));
    show(bar,
      h("button", { type: "button", class: "side-button", title: `${t("panel.hide")} (])`, "aria-label": t("panel.hide"), onclick: turnSide }, icon("panel")),
      h("button", { type: "button", class: "close", title: `${t("panel.close")} (Esc)`, "aria-label": t("panel.close"), onclick: () => (app.store.get().sel ? app.commands.select(null) : app.commands.leave()) }, icon("close")));
    back.textContent = `‹ ${t("paths.back")}`;
  });
}

/** What is selected; of paths and a comparison what they found. @param {import("./types.js").State} state */
function shownIn({ sel, path, view }) {
  const isPaths = path !== null && view !== "compare";
  return isPaths && (!sel || sel.kind === "path") ? { kind: "path", id: path } : sel;
}

/** What the keyboard is at, if that can be found again. @param {HTMLElement} body */
function keptIn(body) {
  const active = document.activeElement;
  return active instanceof HTMLElement && body.contains(active) ? active.dataset.keep ?? null : null;
}

/** Show it, with the keyboard where it was. @param {HTMLElement} body @param {Node} content @param {string | null} kept */
function put(body, content, kept) {
  if (body.firstChild === content && body.childNodes.length === 1) return;
  show(body, content);
  if (!kept || document.activeElement !== document.body) return;
  /** @type {HTMLElement | null} */ (body.querySelector(`[data-keep="${CSS.escape(kept)}"]`))?.focus();
}

/**
 * On a phone the sheet is drawn up to fill the screen, and down to be put away.
 * @param {HTMLElement} handle @param {(isFull: boolean) => void} grow @param {() => void} close
 */
function followDrag(handle, grow, close) {
  const FAR = 40; // pixels
  let from = 0;
  handle.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointerup", (event) => {
    const way = event.clientY - from;
    if (Math.abs(way) < FAR) return;
    if (way < 0) grow(true);
    else if (handle.getAttribute("aria-expanded") === "true") grow(false);
    else close();
  });
}

/** What stands there while it is fetched. */
const ghost = () => h("div", { class: "ghosts", "aria-busy": "true" }, ...[0, 1, 2, 3].map(() => h("span")));
