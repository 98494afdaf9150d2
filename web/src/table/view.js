// The Table tab: the links of the picture as rows, the equal of the graph for ears and for keys.

import { h, show } from "../dom.js";
import { emptied } from "../canvas/empty.js";
import { focused } from "../rail/facet.js";
import { icon } from "../glyphs.js";
import { other } from "../graph.js";
import { searchBox } from "../search.js";
import { count, namesOf, t } from "../words.js";
import { COLUMNS, hidden, rows } from "./rows.js";
import { fetchQuotes } from "./quotes.js";
import { tableRow } from "./row.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./rows.js").Hidden} Hidden */

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  const heading = h("h2", null), save = h("button", { type: "button", class: "csv" });
  const head = h("tr", null), body = h("tbody", null), caption = h("caption", { class: "spoken" });
  const table = h("table", null, caption, h("thead", null, head), body);
  const empty = h("div", { class: "empty" });
  const scroll = h("div", { class: "scroll" }, table);
  element.append(h("div", { class: "head" }, heading, save), empty, scroll);
  const search = h("div", { class: "search large" });
  searchBox(app, search, { choose: (id) => void app.commands.focus(id).then(() => app.store.dispatch({ type: "viewed", view: "table" })) });

  const draw = () => {
    const state = app.store.get();
    if (state.view !== "table") {
      element.closest(".app")?.classList.remove("unasked");
      return;
    }
    const key = focused(element), found = rows(app, orderOf(state)), away = hidden(app, orderOf(state));
    const isFiltered = state.off.length > 0 || state.t !== null;
    element.closest(".app")?.classList.toggle("unasked", state.graph.nodes.size === 0 && !state.focus);
    show(heading, state.graph.nodes.size ? t("table.title", { count: found.length }) : t("view.table"));
    show(save, icon("download"), t("export.csv"));
    save.onclick = async () => (await import("../export/csv.js")).save(app);
    save.hidden = found.length === 0;
    caption.textContent = t("table.title", { count: found.length });
    show(head, ...COLUMNS.map((column) => header(column)));
    body.replaceChildren(...found.map((row) => line(row)));
    for (const old of table.querySelectorAll("tbody.hidden-links")) old.remove();
    table.append(...away.map((each) => section(each)));
    table.hidden = found.length + away.length === 0;
    show(empty, ...nothing(state, found.length, isFiltered));
    if (key) /** @type {HTMLElement | null} */ (table.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
    reach();
    void quotes([...found, ...away.flatMap((each) => each.rows)]);
  };

  /** @param {import("../types.js").State} state @param {number} number @param {boolean} isFiltered */
  const nothing = (state, number, isFiltered) => {
    if (state.graph.nodes.size === 0) return state.focus ? [h("p", null, t("canvas.loading"))] : [h("p", null, t("table.start")), search];
    if (number > 0) return [];
    return [h("p", null, isFiltered ? emptied(state) : t("entity.none")), isFiltered ? h("button", { type: "button", onclick: () => app.actions.get("clear")?.(app) }, t("rail.clear")) : null];
  };

  /** @param {import("./rows.js").Column} column */
  function header(column) {
    const order = orderOf(app.store.get()), isHere = order?.column === column;
    return h("th", { scope: "col", class: `col-${column}`, "aria-sort": isHere ? (order?.isDown ? "descending" : "ascending") : "none" },
      h("button", { type: "button", "data-key": column, onclick: () => {
        const isDown = isHere ? !order?.isDown : column === "dates" || column === "evidence";
        app.store.dispatch({ type: "arranged", how: { sort: `${column}:${isDown ? "down" : "up"}` } });
        app.announce(t("table.sorted", { column: t(`table.${column}`), way: t(isDown ? "table.down" : "table.up") }));
      } }, t(`table.${column}`), isHere ? icon(order?.isDown ? "down" : "up") : null));
  }

  /** @param {Row} row */
  function line(row) {
    const { sel } = app.store.get();
    return tableRow(app, row, { isSelected: sel?.kind === "edge" && sel.id === row.edge.id, choose: () => choose(row), add: null });
  }

  /** Select the link, of which a fold is opened first. @param {Row} row */
  function choose({ edge, drawn }) {
    const fold = drawn && drawn !== edge.id ? app.store.get().graph.edges.get(drawn) : undefined;
    if (fold) app.commands.unfold(app.store.get().graph.nodes.get(fold.source)?.entity.members ? fold.source : fold.target);
    app.commands.select({ kind: "edge", id: edge.id });
  }

  /** What an entity has beside what is drawn. @param {Hidden} hub */
  function section({ id, entity, rows: found, left, next }) {
    const name = namesOf(entity)[0]?.text ?? entity.label;
    return h("tbody", { class: "hidden-links", "data-hub": id },
      h("tr", { class: "hub" }, h("th", { colspan: COLUMNS.length, scope: "rowgroup" },
        h("span", { class: "plus" }, `+${count(left)}`), h("span", null, t("table.hidden", { name, count: left })),
        found.length < left ? h("span", { class: "second" }, t("table.listed", { n: found.length })) : null)),
      found.map((row) => tableRow(app, row, { isSelected: false, choose: () => {}, add: () => void add(id, row) })),
      next ? h("tr", { class: "hub" }, h("td", { colspan: COLUMNS.length }, h("button", { type: "button", "data-key": `next ${id}`, onclick: () => void app.commands.further(id) }, t("table.next")))) : null);
  }

  /** Draw one link of a hub, and select it. @param {string} id @param {Row} row */
  async function add(id, { edge }) {
    await app.commands.expand({ id, count: 1, only: other(edge, id) });
    if (!app.store.get().graph.edges.has(edge.id)) return;
    app.commands.select({ kind: "edge", id: edge.id });
    /** @type {HTMLElement | null} */ (table.querySelector(`button[data-key="${edge.id}"]`))?.focus();
  }

  /** @param {Row[]} found */
  async function quotes(found) {
    try {
      if (await fetchQuotes(app, found.map((row) => row.edge))) draw();
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      app.store.dispatch({ type: "failed", text: error.status ? error.message : t(`problem.${error.message}`), retry: draw });
    }
  }

  /** Bring the list of a hub into sight, and again when its quotes have come. */
  function reach() {
    const { listed } = app.commands;
    const hub = listed ? table.querySelector(`[data-hub="${CSS.escape(listed)}"]`) : null;
    if (!hub) return;
    if (!table.querySelector(".waiting")) app.commands.listed = null;
    scroll.scrollTop += hub.getBoundingClientRect().top - scroll.getBoundingClientRect().top - head.offsetHeight;
    /** @type {HTMLElement | null} */ (hub.querySelector("button"))?.focus({ preventScroll: true });
  }

  // up and down lead from row to row
  table.addEventListener("keydown", (event) => {
    const way = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!way || !(event.target instanceof HTMLElement)) return;
    const buttons = [...table.querySelectorAll("tbody button")];
    const next = buttons[buttons.indexOf(event.target) + way];
    if (!(next instanceof HTMLElement) || !buttons.includes(event.target)) return;
    next.focus();
    event.preventDefault();
  });
  app.store.watch(["faded", "pages", "sel", "lang", "view", "theme", "sort"], draw);
}

/** @param {import("../types.js").State} state @returns {import("./rows.js").Order | null} */
function orderOf({ sort }) {
  const [name, way] = sort?.split(":") ?? [], column = COLUMNS.find((each) => each === name);
  return column ? { column, isDown: way === "down" } : null;
}
