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
  element.append(bar, body);
  let turn = 0;
  app.store.watch(["sel", "lang", "names", "pages", "graph", "theme"], async (state) => {
    const mine = ++turn;
    const { sel } = state;
    const load = sel ? PANELS[sel.kind] : undefined;
    if (!sel || !load) {
      show(body, h("p", { class: "hint" }, t("panel.nothing")));
      return;
    }
    const key = `${sel.kind}:${sel.id}`;
    const waiting = setTimeout(() => mine === turn && show(body, ghost()), body.dataset.of === key ? 2000 : 200);
    try {
      const content = await (await part(load)).render(app, sel.id);
      if (mine !== turn) return;
      if (body.dataset.of !== key) body.scrollTop = 0;
      body.dataset.of = key;
      show(body, content);
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      if (mine === turn) show(body, h("p", { class: "hint" }, error.status ? error.message : t(`problem.${error.message}`)));
    } finally {
      clearTimeout(waiting);
    }
  });
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
      h("button", { type: "button", class: "close", title: `${t("panel.close")} (Esc)`, "aria-label": t("panel.close"), onclick: () => app.commands.select(null) }, icon("close")));
  });
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
