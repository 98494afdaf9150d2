// What the page is made of beside its shell. A new part is one line here and one file there; it is
// fetched when it is first needed.

import { Problem } from "./api.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {{mount: (app: App, element: HTMLElement) => void}} Part */
/** @typedef {{render: (app: App, id: string) => Node | Promise<Node>}} Panel */

/** Tabs: `mount` is called once, when the tab is first opened. `beside` stands next to another, an aside has no tab of its own until it is open. @type {{id: string, load: () => Promise<Part>, beside?: string, isAside?: boolean}[]} */
export const VIEWS = [
  { id: "graph", load: () => import("./canvas/view.js") },
  { id: "table", load: () => import("./table/view.js") },
  { id: "query", load: () => import("./query/view.js") },
  { id: "document", load: () => import("./document/view.js"), beside: "graph" },
  { id: "unknowns", load: () => import("./unknowns/view.js"), isAside: true },
  { id: "compare", load: () => import("./compare/view.js"), isAside: true },
];

/** Whether a view has a tab and a key at all times. @param {(typeof VIEWS)[number]} view */
export const hasTab = (view) => !view.beside && !view.isAside;

/** The right side, by what is selected: `render` is called with its id at each selection. @type {Record<string, () => Promise<Panel>>} */
export const PANELS = {
  entity: () => import("./panel/entity.js"),
  edge: () => import("./panel/edge.js"),
  claim: () => import("./panel/claim.js"),
  document: () => import("./panel/document.js"),
  group: () => import("./panel/group.js"),
  path: () => import("./paths/list.js"),
  row: () => import("./compare/row.js"),
};

/** Sections of the left side, from top to bottom. @type {(() => Promise<Part>)[]} */
export const RAIL = [
  () => import("./rail/summary.js"),
  () => import("./rail/types.js"),
  () => import("./rail/bridges.js"),
  () => import("./rail/kinds.js"),
  () => import("./rail/time.js"),
  () => import("./rail/relations.js"),
  () => import("./rail/documents.js"),
  () => import("./rail/sources.js"),
];

/** What stands in the top bar between search and tabs. @type {(() => Promise<Part>)[]} */
export const TOOLS = [() => import("./paths/form.js")];

/** Entries of the export menu: `save` makes a file. @type {{key: string, load: () => Promise<{save: (app: App) => Promise<void>}>}[]} */
export const EXPORTS = [
  { key: "export.png", load: () => import("./export/png.js") },
  { key: "export.svg", load: () => import("./export/svg.js") },
  { key: "export.json", load: () => import("./export/json.js") },
  { key: "export.turtle", load: () => import("./export/turtle.js") },
  { key: "export.csv", load: () => import("./export/csv.js") },
];

/**
 * The module that a part lives in; a Problem where the server cannot be reached.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
export const part = (load) =>
  load().catch((error) => {
    throw error instanceof TypeError ? new Problem("unreachable", 0) : error;
  });

/** Fetch what will be needed next, once there is time. */
export function fetchAhead() {
  for (const load of [...Object.values(PANELS), ...EXPORTS.map((each) => each.load)]) load().catch(() => null);
}
