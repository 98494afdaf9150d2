// The answer: how much there is, in which views and formats it can be had, and the view itself.

import { h, show } from "../dom.js";
import { part } from "../features.js";
import { icon } from "../glyphs.js";
import { labelOf, t } from "../words.js";
import { pictures } from "./columns.js";
import { table } from "./table.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Saved} Saved */
/** @typedef {import("./types.js").Sheet} Sheet */
/** @typedef {import("./types.js").Workbench} Workbench */

const FORMATS = {
  solutions: ["csv", "json", "xml", "tsv"],
  boolean: ["json", "xml"],
  graph: ["turtle", "jsonld", "ntriples"],
};
/** @type {Record<string, string>} */
const NAMES = { csv: "CSV", json: "JSON", xml: "XML", tsv: "TSV", turtle: "Turtle", jsonld: "JSON-LD", ntriples: "N-Triples" };
/** @type {Record<string, string>} ends of files */
const ENDS = { csv: "csv", json: "srj", xml: "srx", tsv: "tsv", turtle: "ttl", jsonld: "jsonld", ntriples: "nt" };

/** The views of an answer, the best first. @param {Sheet} sheet @param {Saved | undefined} saved @returns {string[]} */
function viewsOf(sheet, saved) {
  if (sheet.form === "boolean") return [];
  if (sheet.form === "graph") return [...(sheet.lines?.length ? ["graph", "table"] : []), "text"];
  const drawn = pictures(sheet), lines = sheet.lines?.length ? ["graph"] : [];
  const all = ["table", ...lines, ...drawn];
  const isTriples = sheet.columns.length === 3 && lines.length > 0;
  const hint = saved ? saved.view : isTriples ? "graph" : "table";
  return all.includes(hint) ? [hint, ...all.filter((each) => each !== hint)] : all;
}

/**
 * @param {App} app @param {HTMLElement} element @param {Workbench} bench
 * @param {{more: () => void, edit: (text: string) => void}} acts
 */
export function mountAnswer(app, element, bench, acts) {
  /** @type {Sheet | null} */
  let sheet = null;
  /** @type {Asked | null} */
  let asked = null;
  let turn = 0;

  async function draw() {
    const mine = ++turn;
    if (!sheet || !asked) {
      show(element);
      return;
    }
    const saved = bench.queries.find(({ name }) => name === asked?.q);
    const views = viewsOf(sheet, saved);
    const { as } = app.store.get();
    const view = as && views.includes(as) ? as : views[0] ?? "";
    const content = await body(app, sheet, saved, view).catch((error) => {
      if (!(error instanceof app.api.Problem)) throw error;
      app.store.dispatch({ type: "failed", text: t(`problem.${error.message}`), retry: () => void draw() });
      return null;
    });
    if (mine !== turn) return;
    const shown = sheet;
    show(element,
      h("div", { class: "told" },
        h("p", { role: "status" }, amount(shown, bench)),
        views.length > 1 ? h("div", { class: "views", role: "group", "aria-label": t("views") }, order(views).map((each) => h("button", {
          type: "button", "aria-pressed": String(each === view), onclick: () => app.store.dispatch({ type: "arranged", how: { as: each === views[0] ? null : each } }),
        }, t(`query.view.${each}`)))) : null,
        asked.q !== null ? h("button", { type: "button", onclick: () => acts.edit(shown.text) }, t("query.edit")) : null,
        downloads(app, shown, asked, view === "bar" || view === "line")),
      content,
      shown.next ? h("p", { class: "more" }, h("button", { type: "button", onclick: acts.more }, t("query.more", { left: shown.total - shown.rows.length }))) : null);
  }
  app.store.watch(["lang", "names", "theme", "as"], () => void draw());
  app.store.watch(["by"], ({ by }) => {
    // a table that was sorted by hand has it already
    const shown = element.querySelector("table");
    if (shown && shown.dataset.by !== (by ?? "")) void draw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => void draw());
  return {
    /** @param {Sheet | null} found @param {Asked | null} by */
    show(found, by) {
      sheet = found;
      asked = by;
      void draw();
    },
  };
}

/** Always in the same order. @param {string[]} views */
const order = (views) => ["table", "graph", "bar", "line", "timeline", "text"].filter((each) => views.includes(each));

/** @param {App} app @param {Sheet} sheet @param {Saved | undefined} saved @param {string} view @returns {Promise<Node>} */
async function body(app, sheet, saved, view) {
  if (sheet.form === "boolean") return h("p", { class: "boolean" }, t(sheet.boolean ? "query.yes" : "query.no"));
  if (sheet.total === 0) return h("p", { class: "empty" }, t("query.empty"));
  const title = saved ? labelOf(saved.labels) : t("query.result");
  if (view === "graph") return (await part(() => import("./picture.js"))).picture(app, sheet, title);
  if (view === "bar") return (await part(() => import("./chart.js"))).bars(app, sheet, title);
  if (view === "line") return (await part(() => import("./chart.js"))).lines(app, sheet, title);
  if (view === "timeline") return (await part(() => import("./timeline.js"))).timeline(app, sheet, title);
  if (view === "text") return h("pre", { class: "turtle", tabindex: 0 }, sheet.turtle);
  return table(app, sheet.form === "graph" ? related(sheet) : sheet, saved?.columns ?? {});
}

/** A graph's lines as rows. @param {Sheet} sheet @returns {Sheet} */
function related(sheet) {
  const lines = sheet.lines ?? [];
  /** @param {"entity" | "term"} kind @param {string} value @returns {import("./types.js").Cell} */
  const cell = (kind, value) => ({ kind, value, lang: null, datatype: null });
  return {
    ...sheet, columns: ["subject", "property", "object"],
    rows: lines.map(({ source, property, target }) => [cell("entity", source), cell("term", property), cell("entity", target)]),
    claims: lines.map(({ source, property, target }) => `claims?subject=${source}&property=${property}&object=${target}`),
  };
}

/** How much was found, and which limit was met. @param {Sheet} sheet @param {Workbench} bench */
function amount(sheet, bench) {
  if (sheet.form === "boolean") return "";
  const words = t(sheet.form === "graph" ? "query.triples" : "query.amount", { count: sheet.total });
  const time = sheet.seconds < 0.01 ? t("query.quick") : t("query.seconds", { seconds: sheet.seconds.toLocaleString(document.documentElement.lang) });
  const limit = (/** @type {string} */ setting) => bench.limits.find((each) => each.setting === setting)?.value ?? 0;
  const isPage = sheet.cut !== null && sheet.form === "solutions" && sheet.cut === limit("KG_MAX_PAGE_SIZE");
  const cut = sheet.cut === null ? "" : isPage
    ? t("query.cut.page", { n: sheet.cut, most: limit("KG_MAX_ROWS") })
    : t("query.cut", { n: sheet.cut });
  const part = sheet.next ? t("query.part", { n: sheet.rows.length }) : "";
  return [isPage ? cut : words, isPage ? "" : cut, part, time].filter(Boolean).join(" · ");
}

/** @param {App} app @param {Sheet} sheet @param {Asked} asked @param {boolean} isChart */
function downloads(app, sheet, { q, query, args }, isChart) {
  const menu = h("details", { class: "menu" },
    h("summary", null, icon("download"), h("span", null, t("query.download"))),
    h("div", { class: "entries" }, FORMATS[sheet.form].map((format) => h("a", {
      class: "button", download: `${q ?? "answer"}.${ENDS[format]}`,
      href: q !== null ? app.api.address(`queries/${q}`, { ...args, format }) : app.api.address("sparql", { query, format }),
    }, NAMES[format] ?? format)),
    isChart ? h("button", { type: "button", onclick: async () => {
      const figure = /** @type {HTMLElement | null | undefined} */ (menu.closest(".answer")?.querySelector("figure.chart"));
      menu.open = false;
      if (figure) await (await part(() => import("../export/chart.js"))).save(app, figure, document.querySelector(".query .desk h1")?.textContent ?? "", q ?? "answer");
    } }, t("export.png")) : null));
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && menu.contains(event.relatedTarget)) return;
    setTimeout(() => (menu.open = menu.contains(document.activeElement) && menu.open), 150);
  });
  return menu;
}
