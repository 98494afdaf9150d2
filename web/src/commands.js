// What a person can do: each fetches what it needs, in one request, and then changes the state.

import { FIRST_COUNT, FOLD, NEXT_COUNT, MOST, fits, other } from "./graph.js";
import { Problem } from "./api.js";
import { speak, t } from "./words.js";

/** @typedef {import("./types.js").Step} Step */
/** @typedef {import("./types.js").Neighbourhood} Neighbourhood */
/** @typedef {ReturnType<typeof createCommands>} Commands */

const SHOWN_AFTER = 200; // milliseconds of waiting before the page says so

/**
 * @param {import("./store.js").Store} store
 * @param {typeof import("./api.js")} api
 */
export function createCommands(store, api) {
  let turn = 0;
  /** Which entity was asked for last: an answer that comes late may not undo a later wish. */
  let wish = 0;

  /**
   * Run what needs the server: says so when it takes long, and what failed, with a way to try again.
   * What was overtaken by a later one ends without effect.
   * @param {string} what @param {() => Promise<void>} work @param {() => void} retry
   */
  async function run(what, work, retry) {
    const mine = ++turn;
    const slow = setTimeout(() => mine === turn && store.dispatch({ type: "loading", what }), SHOWN_AFTER);
    try {
      await work();
    } catch (error) {
      if (mine === turn) store.dispatch({ type: "failed", text: said(error), retry });
      if (!(error instanceof Problem)) throw error;
    } finally {
      clearTimeout(slow);
      if (mine === turn && store.get().loading) store.dispatch({ type: "loading", what: null });
    }
  }

  /** The page of an entity, fetched once. @param {string} id @returns {Promise<Neighbourhood>} */
  async function page(id) {
    const known = store.get().pages[id];
    if (known) return known;
    const found = await api.neighbourhood(id);
    store.dispatch({ type: "fetched", id, page: found });
    return found;
  }

  /** The page, grown until `step` has what it asks for or there is no more. @param {Step} step */
  async function enough(step) {
    let found = await page(step.id);
    while (found.next && left(found, step) < step.count) {
      const further = await api.neighbourhood(step.id, found.next);
      found = joined(found, further);
      store.dispatch({ type: "fetched", id: step.id, page: found });
    }
    return found;
  }

  /** @param {Neighbourhood} found @param {Step} step */
  function left(found, step) {
    const { nodes } = store.get().graph;
    const ids = found.edges.filter((edge) => fits(edge, step)).map((edge) => other(edge, step.id));
    return new Set(ids.filter((id) => !nodes.has(id))).size;
  }

  const commands = {
    page,
    /** Draw what surrounds an entity. @param {string} id */
    focus: (id) => run("entity", async () => {
      const mine = ++wish;
      await page(id);
      if (mine === wish) store.dispatch({ type: "focused", id });
    }, () => commands.focus(id)),

    /** Add neighbours of an entity that is drawn. @param {Step} step */
    expand: (step) => run("expand", async () => {
      const before = store.get().focus;
      await enough(step);
      const { graph, focus } = store.get();
      if (focus !== before) return;
      if (graph.nodes.size >= MOST) {
        store.dispatch({ type: "failed", text: t("graph.full", { most: MOST }), retry: null });
        return;
      }
      store.dispatch({ type: "expanded", step });
    }, () => commands.expand(step)),

    /** How many neighbours an entity has that are not drawn: before it is expanded. @param {string} id */
    async choices(id) {
      const found = await page(id);
      return { page: found, left: left(found, { id, count: 0 }) + Math.max(found.total - found.edges.length, 0) };
    },

    /** What a double click does: few neighbours come at once, of many some are chosen. @param {string} id */
    open: (id) => id.startsWith(FOLD) ? Promise.resolve(commands.unfold(id)) : run("expand", async () => {
      const before = store.get().focus;
      const { left: away } = await commands.choices(id);
      if (away === 0 || store.get().focus !== before) return;
      if (away <= FIRST_COUNT) store.dispatch({ type: "expanded", step: { id, count: FIRST_COUNT } });
      else commands.pick(id);
    }, () => commands.open(id)),

    /** Ask which neighbours to add; the picker takes its place when there is a canvas. */
    pick: (/** @type {string} */ id) => void commands.more(id),

    /** Add the next neighbours, best supported first. @param {string} id */
    more: (id) => commands.expand({ id, count: NEXT_COUNT }),

    /** Show the members of a group that is folded. @param {string} id */
    unfold(id) {
      const node = store.get().graph.nodes.get(id);
      if (node?.parent) store.dispatch({ type: "expanded", step: { id: node.parent, count: 100, group: id.slice(FOLD.length) } });
    },

    /** Take away what an expansion brought. @param {string} id */
    collapse: (id) => store.dispatch({ type: "collapsed", id }),

    /** @param {import("./types.js").Selection | null} sel */
    select: (sel) => store.dispatch({ type: "selected", sel }),

    /** Change the language before anything hears of it. @param {import("./types.js").Lang} lang */
    speak(lang) {
      speak(lang);
      store.dispatch({ type: "spoken", lang });
    },

    /** Fetch what the state names and does not have: after a URL was opened or restored. */
    complete: () => run("entity", async () => {
      wish++;
      const { focus, open } = store.get();
      if (!focus) return;
      await Promise.all([...new Set([focus, ...open.map((step) => step.id)])].map(page));
      for (const step of open) await enough(step);
    }, () => commands.complete()),
  };
  return commands;
}

/** Two pages of one entity as one. @param {Neighbourhood} a @param {Neighbourhood} b @returns {Neighbourhood} */
function joined(a, b) {
  const nodes = new Map([...a.nodes, ...b.nodes].map((each) => [each.id, each]));
  return { ...b, nodes: [...nodes.values()], edges: [...a.edges, ...b.edges], groups: [...a.groups, ...b.groups] };
}

/** @param {unknown} error */
function said(error) {
  if (!(error instanceof Problem)) return t("problem.unexpected");
  return error.status === 0 ? t(`problem.${error.message}`) : error.message;
}
