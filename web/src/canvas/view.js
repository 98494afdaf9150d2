// The Graph tab: the canvas with what lies on it, and what mouse, touch and keys do there.

import { h } from "../dom.js";
import { FOLD } from "../graph.js";
import { namesOf, t } from "../words.js";
import { createDrawing } from "./drawing.js";
import { MORE } from "./elements.js";
import { mountPicker } from "./picker.js";
import { edgeWords } from "./saying.js";
import { mountTools } from "./tools.js";
import { followKeys } from "./walk.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  const area = h("div", {
    class: "area", tabindex: 0, role: "application", id: "graph",
  });
  element.append(area);
  const drawing = createDrawing(app, area);
  const { cy } = drawing;
  Object.assign(window, { cy });
  mountTools(app, element, drawing);
  mountPicker(app, element);
  const hideTip = point(app, drawing);
  followKeys(app, area, drawing);

  /** Drawing waits for the drawing before; what has changed by then is drawn at once. */
  let queue = Promise.resolve();
  let isQueued = false;
  const draw = () => {
    Object.assign(window, { __ready: false });
    if (isQueued) return queue;
    isQueued = true;
    queue = queue.then(async () => {
      isQueued = false;
      const state = app.store.get();
      if (waits(state)) return;
      hideTip();
      await drawing.draw(state);
      element.classList.toggle("bare", !state.graph.nodes.size);
      Object.assign(window, { __ready: !isQueued });
    });
    return queue;
  };
  app.store.watch(["graph", "names", "lang"], draw);
  app.store.watch(["problem"], ({ problem }) => problem && void draw()); // of what came, if not all did
  app.store.watch(["lang"], () => {
    area.setAttribute("aria-label", t("canvas.label"));
    area.setAttribute("aria-roledescription", t("view.graph"));
  });
  app.store.watch(["sel", "faded", "lit"], (state) => drawing.mark(state));
  app.store.watch(["theme"], () => {
    drawing.restyle();
    void draw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawing.restyle();
    void draw();
  });
  app.store.subscribe((now, before) => tellWhatCame(app, now, before));
  app.store.subscribe((now, before) => now.bridges !== before.bridges && app.announce(t(now.bridges === "folded" ? "bridge.folded" : "bridge.unfolded")));
  // a canvas that is hidden has no size: what was drawn meanwhile finds its places when it is seen
  app.store.subscribe((now, before) => now.view !== before.view && void draw());
  new ResizeObserver(() => area.clientWidth && void draw()).observe(area);
  app.commands.nothing = (id) => app.announce(t("graph.nothing", { name: nameOf(app, id) }));
  app.commands.land = () => area.focus({ preventScroll: true });
  if (app.commands.isAwaited) app.commands.land();
  app.commands.settled = async () => {
    for (let last; last !== queue;) await (last = queue);
  };
  app.actions.set("fit", () => drawing.fitWhole());
  app.actions.set("see", () => drawing.see());
}

/**
 * Whether the state names an entity whose page is still to come: places follow the order of the
 * expansions, so that all of them are placed together.
 * @param {import("../types.js").State} state
 */
const waits = ({ path, answers, focus, open, pages, problem }) =>
  (path === null ? focus !== null && !pages[focus] : !answers[path] && !problem)
  || (problem === null && open.some((step) => !pages[step.id]));

/** @param {App} app @param {import("../types.js").State} now @param {import("../types.js").State} before */
function tellWhatCame(app, now, before) {
  if (now.graph === before.graph || now.focus !== before.focus || !now.focus) return;
  const more = now.graph.nodes.size - before.graph.nodes.size;
  const last = now.open.at(-1)?.id ?? now.focus;
  if (more > 0 && now.graph.nodes.has(last)) app.announce(t("graph.expanded", { count: more, name: nameOf(app, last) }));
  if (more < 0) app.announce(t("graph.removed", { n: -more }));
}

/** What an entity that is drawn is called. @param {App} app @param {string} id */
function nameOf(app, id) {
  const entity = app.store.get().graph.nodes.get(id)?.entity;
  return entity ? namesOf(entity)[0]?.text ?? entity.label : id;
}

/** What a pointer does; the answer takes away what it shows. @param {App} app @param {import("./drawing.js").Drawing} drawing */
function point(app, { cy, isMore }) {
  const { commands } = app;
  let before = "", latest = "";
  cy.on("tap", "node", ({ target }) => {
    const id = target.id();
    [before, latest] = [latest, id];
    if (isMore(id)) commands.list(target.data("of"));
    else if (id.startsWith(FOLD)) commands.unfold(id);
    else commands.select({ kind: "entity", id });
  });
  cy.on("tap", "edge", ({ target }) => {
    if (target.hasClass("more")) commands.list(target.data("source"));
    else commands.select({ kind: "edge", id: target.id() });
  });
  /** @param {string} id */
  const open = (id) => void (isMore(id) || commands.open(id));
  cy.on("taphold", "node", ({ target }) => open(target.id()));
  cy.on("dbltap", "node", ({ target }) => {
    const isOnTwo = latest === target.id() && before !== latest; // quick clicks, each on another
    if (!isOnTwo) open(target.id());
  });
  const container = /** @type {HTMLElement} */ (cy.container());
  // whoever clicked goes on with keys: the canvas keeps the browser from doing so
  cy.on("tapstart", () => container.focus({ preventScroll: true }));
  const tip = h("div", { class: "tip", "aria-hidden": "true", hidden: true });
  container.append(tip);
  /** What the pointer is on. @type {string | null} */
  let at = null;
  cy.on("mouseover mousemove", "node, edge", ({ target, renderedPosition }) => {
    if (at === target.id()) return;
    at = target.id();
    container.style.cursor = "pointer";
    target.addClass("pointed");
    if (target.isNode()) target.connectedEdges().addClass("pointed");
    tip.textContent = said(app, target.id());
    tip.hidden = !tip.textContent;
    const { x, y } = target.isNode() ? target.renderedPosition() : renderedPosition;
    tip.style.left = `${Math.min(x + 14, container.clientWidth - 260)}px`;
    tip.style.top = `${y + 18}px`;
  });
  const hide = () => {
    at = null;
    container.style.cursor = "";
    tip.hidden = true;
    cy.elements(".pointed").removeClass("pointed");
  };
  cy.on("mouseout", "node, edge", hide);
  cy.on("viewport", hide);
  container.addEventListener("mouseleave", hide); // nothing else tells of a pointer that leaves in one leap
  return hide;
}

/** What stands in full, where the canvas shows it cut. @param {App} app @param {string} id */
function said(app, id) {
  const { graph } = app.store.get();
  const edge = graph.edges.get(id), node = graph.nodes.get(id)?.entity;
  const of = id.startsWith(MORE) ? id.slice(MORE.length) : "";
  if (of) return t("canvas.more", { n: graph.more.get(of) ?? 0, name: nameOf(app, of) });
  if (node) return node.label.length > 40 ? node.label : "";
  return edge ? edgeWords(app, edge) : "";
}
