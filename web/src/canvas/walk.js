// Keys on the canvas: arrows walk to the neighbour in that direction, and each step is spoken.

import { labelOf, namesOf, t } from "../words.js";
import { edgeWords } from "./saying.js";

/** @typedef {import("../types.js").App} App */

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const WIDEST = 0.35; // cosine of how far off the direction a neighbour may be
const SLANT = 2.2; // how much straightness counts against nearness

/** @param {App} app @param {HTMLElement} area @param {import("./drawing.js").Drawing} drawing */
export function followKeys(app, area, { cy, fitWhole, isMore }) {
  const { commands, store } = app;
  /** Which edge of the entity `E` came to. */
  let turn = -1;

  const here = () => {
    const { sel, focus, graph } = store.get();
    if (sel?.kind === "entity" && graph.nodes.has(sel.id)) return sel.id;
    const edge = sel?.kind === "edge" ? graph.edges.get(sel.id) : undefined;
    if (edge) return walked ?? edge.source;
    return focus && graph.nodes.has(focus) ? focus : [...graph.nodes.keys()][0] ?? null;
  };
  /** @type {string | null} */
  let walked = null;

  /** @param {string} id */
  function go(id) {
    walked = id;
    turn = -1;
    cy.nodes().removeClass("walked");
    const node = cy.getElementById(id).addClass("walked");
    commands.select({ kind: "entity", id });
    app.announce(spoken(id));
    const at = node.renderedPosition();
    if (at.x < 40 || at.y < 40 || at.x > cy.width() - 40 || at.y > cy.height() - 40) cy.animate({ center: { eles: node }, duration: 150 });
  }

  /** @param {string} id */
  function spoken(id) {
    const { graph } = store.get();
    const entity = graph.nodes.get(id)?.entity;
    if (!entity) return "";
    const look = app.start.types[entity.type];
    return t("canvas.walked", {
      name: namesOf(entity)[0]?.text ?? id, type: look ? labelOf(look.labels) : entity.type, links: t("entity.links", { count: entity.edges }),
    });
  }

  /** @param {[number, number]} way */
  function walk([x, y]) {
    const id = here();
    if (!id) return;
    const from = cy.getElementById(id).position();
    /** @param {import("cytoscape").NodeCollection} nodes */
    const best = (nodes) => {
      let found = "", least = Infinity;
      nodes.forEach((node) => {
        if (node.id() === id || isMore(node.id()) || node.hasClass("off")) return;
        const at = node.position(), dx = at.x - from.x, dy = at.y - from.y, far = Math.hypot(dx, dy) || 1;
        const straight = (dx * x + dy * y) / far;
        if (straight < WIDEST) return;
        const cost = far * (1 + SLANT * (1 - straight));
        if (cost < least) [found, least] = [node.id(), cost];
      });
      return found;
    };
    const next = best(cy.getElementById(id).neighborhood().nodes()) || best(cy.nodes());
    if (next) go(next);
  }

  function nextEdge() {
    const id = here();
    if (!id) return;
    const { graph, faded } = store.get();
    const edges = [...graph.edges.values()].filter((edge) => (edge.source === id || edge.target === id) && !faded.edges.has(edge.id));
    const edge = edges[(turn = (turn + 1) % Math.max(edges.length, 1))];
    if (!edge) return;
    walked = id;
    commands.select({ kind: "edge", id: edge.id });
    app.announce(edgeWords(app, edge));
  }

  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = here(), arrow = ARROWS[event.key];
    if (arrow) walk(arrow);
    else if (event.key === "Enter" && id) void commands.open(id);
    else if (event.key === " " && id) app.actions.get("details")?.(app);
    else if (event.key === "Backspace" && id) commands.collapse(id);
    else if (event.key === "e" || event.key === "E") nextEdge();
    else if (event.key === "f" || event.key === "F") fitWhole();
    else if (event.key === "+" || event.key === "=") zoom(1.2);
    else if (event.key === "-") zoom(1 / 1.2);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  area.addEventListener("focus", () => {
    const id = here();
    if (id && area.matches(":focus-visible")) app.announce(spoken(id));
  });
  area.addEventListener("blur", () => cy.nodes().removeClass("walked"));

  /** @param {number} factor */
  const zoom = (factor) =>
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  app.actions.set("zoom-in", () => zoom(1.2));
  app.actions.set("zoom-out", () => zoom(1 / 1.2));
}
