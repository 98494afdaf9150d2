// What the page's state is, and the only ways in which it changes.

import { fade } from "./filter.js";
import { build } from "./graph.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Step} Step */
/** @typedef {import("./types.js").Neighbourhood} Neighbourhood */
/** @typedef {{past: readonly Moment[], future: readonly Moment[]}} History */
/** @typedef {Pick<View, "focus" | "open" | "sel" | "off" | "t" | "bridges" | "path">} Moment */

/**
 * Every action. `address` (address.js) says which of them make an entry of the browser's history.
 * @typedef {{type: "restored", view: View}
 *   | {type: "focused", id: string}
 *   | {type: "left"}
 *   | {type: "expanded", step: Step}
 *   | {type: "collapsed", id: string}
 *   | {type: "undone"} | {type: "redone"}
 *   | {type: "bridged", bridges: import("./types.js").Bridges}
 *   | {type: "fetched", pages: Readonly<Record<string, Neighbourhood>>, bridges: import("./types.js").Bridges}
 *   | {type: "selected", sel: import("./types.js").Selection | null}
 *   | {type: "switched", off: readonly string[], goesOn?: boolean}
 *   | {type: "viewed", view: string}
 *   | {type: "timed", t: string | null, goesOn?: boolean}
 *   | {type: "pathed", path: string | null}
 *   | {type: "answered", path: string, answer: import("./types.js").Paths}
 *   | {type: "lit", lit: number | null}
 *   | {type: "compared", compare: string | null}
 *   | {type: "read", doc: string | null}
 *   | {type: "asked", q: string | null, query?: string | null, args?: import("./types.js").Args}
 *   | {type: "parted", part: string | null}
 *   | {type: "arranged", how: Partial<Pick<View, "as" | "by" | "sort" | "on">>}
 *   | {type: "spoken", lang: import("./types.js").Lang}
 *   | {type: "named", names: import("./types.js").Names}
 *   | {type: "themed", theme: import("./types.js").Theme}
 *   | {type: "loading", what: string | null}
 *   | {type: "failed", text: string, retry: (() => void) | null}
 *   | {type: "dismissed"}} Action
 */

/** @type {View} */
export const FIRST = Object.freeze({
  view: "graph", focus: null, open: [], off: [], t: null, bridges: "nodes", lang: "en", names: "both",
  theme: "auto", sel: null, path: null, compare: null, q: null, query: null, args: Object.freeze({}), as: null, by: null, sort: null, doc: null, part: null, on: null,
});
const MOST_UNDO = 100;
/** What undo takes back. @type {readonly string[]} */
const MOVES = ["focused", "expanded", "collapsed", "left", "switched", "timed", "bridged", "pathed"];
/** @type {WeakMap<State, History>} what can be undone, beside each state */
const histories = new WeakMap();

/** @param {View} view @returns {State} */
export function initial(view) {
  return finished(
    { ...view, shelves: { nodes: {}, folded: {} }, pages: {}, answers: {}, graph: build(null, [], {}), faded: fade(build(null, [], {}), [], null), lit: null, loading: null, problem: null, canUndo: false, canRedo: false },
    null, { past: [], future: [] },
  );
}

/** The state after an action. @param {State} state @param {Action} action @returns {State} */
export function reduce(state, action) {
  const history = histories.get(state) ?? { past: [], future: [] };
  if (action.type === "undone") return stepped(state, history.past, history.future, -1);
  if (action.type === "redone") return stepped(state, history.future, history.past, 1);
  const changed = change(state, action);
  if (changed === state) return state;
  const goesOn = "goesOn" in action && action.goesOn; // a slider that is still in somebody's hand
  const after = MOVES.includes(action.type) && !goesOn
    ? { past: [...history.past, moment(state)].slice(-MOST_UNDO), future: [] }
    : history;
  return finished(changed, state, after);
}

/** @param {State} state @param {Action} action @returns {State} */
function change(state, action) {
  switch (action.type) {
    case "restored": return { ...state, ...action.view, lit: null };
    case "focused":
      return {
        ...state, view: beside(state), focus: action.id, open: [], path: null, compare: null,
        sel: { kind: "entity", id: action.id }, problem: null,
      };
    case "left": return { ...state, view: "graph", focus: null, open: [], sel: null, path: null, compare: null };
    case "expanded": return { ...state, open: [...state.open, action.step] };
    case "collapsed": {
      const open = without(state.open, action.id);
      return open.length === state.open.length ? state : { ...state, open };
    }
    case "fetched": {
      const shelf = { ...state.shelves[action.bridges], ...action.pages };
      return { ...state, shelves: { ...state.shelves, [action.bridges]: shelf } };
    }
    case "bridged": return state.bridges === action.bridges ? state : { ...state, bridges: action.bridges };
    case "selected": return same(state.sel, action.sel) ? state : { ...state, sel: action.sel };
    case "switched": return { ...state, off: Object.freeze([...action.off].sort()) };
    case "viewed": return { ...state, view: action.view };
    case "timed": return state.t === action.t ? state : { ...state, t: action.t };
    case "pathed":
      return {
        ...state, view: beside(state), path: action.path, compare: null, open: [], lit: null, problem: null,
        sel: action.path === null && state.focus ? { kind: "entity", id: state.focus } : null,
      };
    case "answered": return { ...state, answers: { ...state.answers, [action.path]: action.answer } };
    case "lit": return { ...state, lit: action.lit };
    case "compared": return { ...state, view: action.compare === null ? "graph" : "compare", compare: action.compare, sel: null };
    case "read": return action.doc ? { ...state, view: "document", doc: action.doc } : { ...state, view: "graph", doc: null };
    case "asked": return {
      ...state, view: "query", q: action.q, query: action.query ?? null, args: Object.freeze({ ...action.args }),
      ...(action.q !== null && action.q === state.q ? {} : { as: null, by: null }), // another question has other columns
    };
    case "arranged": return { ...state, ...action.how };
    case "parted": return { ...state, part: action.part };
    case "spoken": return { ...state, lang: action.lang };
    case "named": return { ...state, names: action.names };
    case "themed": return { ...state, theme: action.theme };
    case "loading": return { ...state, loading: action.what };
    case "failed": return { ...state, loading: null, problem: { text: action.text, retry: action.retry } };
    case "dismissed": return { ...state, problem: null };
    default: return state;
  }
}

/** The tab that shows the graph: a document that is read beside it stays. @param {State} state */
const beside = ({ view }) => (view === "document" ? view : "graph");

/** Steps without those of an entity. @param {readonly Step[]} open @param {string} id */
const without = (open, id) => open.filter((step) => step.id !== id);

/** @param {View["sel"]} a @param {View["sel"]} b */
const same = (a, b) => a === b || (a?.kind === b?.kind && a?.id === b?.id);

/** @param {State} state @returns {Moment} */
const moment = ({ focus, open, sel, off, t, bridges, path }) => ({ focus, open, sel, off, t, bridges, path });

/**
 * @param {State} state @param {readonly Moment[]} from @param {readonly Moment[]} to
 * @param {-1 | 1} way @returns {State}
 */
function stepped(state, from, to, way) {
  const goal = from.at(-1);
  if (!goal) return state;
  const less = from.slice(0, -1), more = [...to, moment(state)];
  const history = way < 0 ? { past: less, future: more } : { past: more, future: less };
  return finished({ ...state, ...goal }, state, history);
}

/** @param {State} changed @param {State | null} before @param {History} history @returns {State} */
function finished(changed, before, history) {
  const next = { ...changed, pages: changed.shelves[changed.bridges] };
  const isSame = before && next.focus === before.focus && next.open === before.open && next.pages === before.pages
    && next.path === before.path && next.answers === before.answers;
  const answer = next.path === null ? null : next.answers[next.path] ?? null;
  const graph = isSame ? before.graph : build(next.path === null ? next.focus : null, next.open, next.pages, answer);
  const isFaded = before && graph === before.graph && next.off === before.off && next.t === before.t;
  const state = Object.freeze({
    ...next, graph,
    faded: isFaded ? before.faded : fade(graph, next.off, next.t),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  });
  histories.set(state, history);
  return state;
}
