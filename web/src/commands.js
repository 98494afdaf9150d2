// What a person can do: each fetches what it needs, in one request, and then changes the state.

import { FIRST_COUNT, FOLD, NEXT_COUNT, MOST, edgeOf, meant, unread } from "./graph.js";
import { Problem } from "./api.js";
import { read } from "./paths/question.js";
import { speak, t } from "./words.js";

/** @typedef {import("./types.js").Step} Step */
/** @typedef {import("./types.js").Neighbourhood} Neighbourhood */
/** @typedef {ReturnType<typeof createCommands>} Commands */

const NOT_FOUND = 404;
const SHOWN_AFTER = 200; // milliseconds of waiting before the page says so

/**
 * @param {import("./store.js").Store} store
 * @param {typeof import("./api.js")} api
 */
export function createCommands(store, api) {
  let turn = 0;
  /** Which picture somebody waits for: an answer for an older one has no effect. */
  let era = 0;

  /**
   * Run what needs the server: says so when it takes long, and what failed, with a way to try again.
   * `isStill` tells `work` whether its answer is still waited for.
   * @param {string} what @param {(isStill: () => boolean) => Promise<void>} work @param {() => void} retry
   */
  async function run(what, work, retry) {
    const mine = ++turn, since = era;
    const slow = setTimeout(() => mine === turn && store.dispatch({ type: "loading", what }), SHOWN_AFTER);
    try {
      await work(() => era === since);
    } catch (error) {
      if (mine === turn && era === since) store.dispatch({ type: "failed", text: said(error), retry: isGone(error) ? null : retry });
      if (!(error instanceof Problem)) throw error;
    } finally {
      clearTimeout(slow);
      if (mine === turn && store.get().loading) store.dispatch({ type: "loading", what: null });
    }
  }

  /** Have what an expansion brings, where the picture has room. @param {Step} step */
  function grow(step) {
    if (store.get().graph.nodes.size < MOST) store.dispatch({ type: "expanded", step });
    else store.dispatch({ type: "failed", text: t("graph.full", { most: MOST }), retry: null });
  }

  /**
   * The page of an entity, fetched once, with events and offices as the picture has them.
   * @param {string} id @param {import("./types.js").Bridges} [bridges] @returns {Promise<Neighbourhood>}
   */
  async function page(id, bridges = store.get().bridges) {
    const known = store.get().shelves[bridges][id];
    if (known) return known;
    const found = await api.neighbourhood(id, null, bridges).catch((error) => {
      // the server tells developers where to look; here is a box to search in
      throw isGone(error) ? new Problem(t("problem.gone", { id }), NOT_FOUND) : error;
    });
    store.dispatch({ type: "fetched", pages: { [id]: found }, bridges });
    return found;
  }

  /** Pages of several, which come into the state together: a picture of many is made once. @param {readonly string[]} ids @param {import("./types.js").Bridges} bridges */
  async function fetchAll(ids, bridges) {
    const lacking = ids.filter((id) => !store.get().shelves[bridges][id]);
    const found = await Promise.allSettled(lacking.map((id) => api.neighbourhood(id, null, bridges)));
    const pages = found.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    if (pages.length) store.dispatch({ type: "fetched", pages: Object.fromEntries(pages.map((each) => [each.focus, each])), bridges });
    for (const each of found) if (each.status === "rejected") throw each.reason;
  }

  /** What the server answers about paths, asked once. @param {string} path @returns {Promise<import("./types.js").Paths>} */
  async function answer(path) {
    const known = store.get().answers[path];
    if (known) return known;
    const question = read(path);
    if (!question) throw new Problem(t("paths.ends"), 400);
    const found = await api.paths(question);
    store.dispatch({ type: "answered", path, answer: found });
    return found;
  }

  /** The page, grown until `step` has what it asks for or there is no more. @param {Step} step */
  async function enough(step) {
    const { bridges } = store.get();
    let found = await page(step.id, bridges);
    while (found.next && left(found, step) < step.count) found = await longer(found, bridges);
    return found;
  }

  /** A page with the next one. @param {Neighbourhood} found @param {import("./types.js").Bridges} bridges */
  async function longer(found, bridges) {
    const page = joined(found, await api.neighbourhood(found.focus, found.next, bridges));
    store.dispatch({ type: "fetched", pages: { [found.focus]: page }, bridges });
    return page;
  }

  /** @param {Neighbourhood} found @param {Step} step */
  function left(found, step) {
    const { nodes } = store.get().graph;
    return [...meant(found, step)].filter((id) => !nodes.has(id)).length;
  }

  /** Whose pages the picture is made of. */
  function drawn() {
    const { focus, open, path } = store.get();
    return [...new Set([...(path === null && focus ? [focus] : []), ...open.map((step) => step.id)])];
  }

  const commands = {
    page: (/** @type {string} */ id) => page(id),
    /** Draw what surrounds an entity. @param {string} id */
    focus(id) {
      era++;
      return run("entity", async (isStill) => {
        await page(id);
        if (isStill()) store.dispatch({ type: "focused", id });
      }, () => commands.focus(id));
    },

    /** Wait no longer for what is on its way. */
    cancel() {
      era++;
      store.dispatch({ type: "loading", what: null });
    },

    /** Add neighbours of an entity that is drawn. @param {Step} step */
    expand: (step) => run("expand", async (isStill) => {
      await enough(step);
      if (!isStill()) return;
      grow(step);
    }, () => commands.expand(step)),

    /** How many neighbours an entity has that are not drawn: before it is expanded. @param {string} id */
    async choices(id) {
      const found = await page(id);
      return { page: found, left: left(found, { id, count: 0 }) + unread(found) };
    },

    /** What a double click does: few neighbours come at once, of many some are chosen. @param {string} id */
    open: (id) => id.startsWith(FOLD) ? Promise.resolve(commands.unfold(id)) : run("expand", async (isStill) => {
      const { left: away } = await commands.choices(id);
      if (!isStill()) return;
      if (away === 0) {
        commands.nothing(id);
        return;
      }
      if (away <= FIRST_COUNT) grow({ id, count: FIRST_COUNT });
      else commands.pick(id);
    }, () => commands.open(id)),

    /** An entity has no more to show; the canvas says so when there is one. */
    nothing: /** @type {(id: string) => void} */ (() => {}),

    /** Ask which neighbours to add; the picker takes its place when there is a canvas. */
    pick: (/** @type {string} */ id) => void commands.more(id),

    /** Lead the keyboard to the canvas, or to the one that comes. */
    land: /** @type {() => void} */ (() => {
      commands.isAwaited = true;
    }),
    isAwaited: false,

    /** When nothing of the picture is on its way any more; the canvas says so when there is one. */
    settled: () => Promise.resolve(),

    /** Add the next neighbours, best supported first. @param {string} id */
    more: (id) => commands.expand({ id, count: NEXT_COUNT }),

    /** Fetch the next links of an entity, to be listed: they are not drawn. @param {string} id */
    further: (id) => run("further", async () => {
      const { bridges } = store.get(), found = await page(id, bridges);
      if (found.next) await longer(found, bridges);
    }, () => commands.further(id)),

    /** List what an entity has that is not drawn: in the table, which shows it in its place. @param {string} id */
    list(id) {
      commands.listed = id;
      store.dispatch({ type: "viewed", view: "table" });
    },
    /** Whose list is to be brought into sight. */
    listed: /** @type {string | null} */ (null),

    /** Show the members of a group that is folded. @param {string} id */
    unfold(id) {
      const node = store.get().graph.nodes.get(id);
      if (node?.parent) store.dispatch({ type: "expanded", step: { id: node.parent, count: 100, group: id.slice(FOLD.length) } });
    },

    /**
     * Show events and offices as entities, or fold each into an edge between those whom it joins.
     * @param {import("./types.js").Bridges} bridges
     */
    bridge: (bridges) => run("entity", async (isStill) => {
      await fetchAll(drawn(), bridges);
      if (isStill()) store.dispatch({ type: "bridged", bridges });
      await commands.complete(); // expansions may need more of the other pages
    }, () => commands.bridge(bridges)),

    /**
     * Bring an event or office that is folded into the picture, beside one of those whom it joins.
     * @param {string} id @param {readonly string[]} ends
     */
    async show(id, ends) {
      const { nodes } = store.get().graph, from = drawn().find((each) => ends.includes(each)) ?? ends[0];
      if (!nodes.has(id) && from) await commands.expand({ id: from, count: 1, only: id });
      commands.select({ kind: "entity", id });
    },

    /** Take away what an expansion brought. @param {string} id */
    collapse: (id) => store.dispatch({ type: "collapsed", id }),

    /** @param {import("./types.js").Selection | null} sel */
    select: (sel) => store.dispatch({ type: "selected", sel }),

    /** Look for paths; what is drawn stays until they are found. @param {string} path */
    connect: (path) => run("path", async (isStill) => {
      await answer(path);
      if (!isStill()) return;
      store.dispatch({ type: "pathed", path });
    }, () => commands.connect(path)),
    answer,

    /** Go back from paths or a comparison to what was there before. */
    leave() {
      const { path, compare, view } = store.get();
      if (view === "compare" && compare !== null) store.dispatch({ type: "compared", compare: null });
      else if (view === "document") store.dispatch({ type: "read", doc: null });
      else if (path !== null) store.dispatch({ type: "pathed", path: null });
      else return;
      void commands.complete();
    },

    /**
     * Select the link that a claim is about, and bring it into the picture first; a claim about no
     * other entity is selected itself.
     * @param {{claim: string, subject: {id: string}, object: {id: string} | null}} span
     */
    locate: (span) => run("entity", async () => {
      const { subject, object } = span;
      if (object && !edgeOf(store.get().graph, span.claim)) {
        const { nodes } = store.get().graph;
        if (!nodes.has(subject.id) && !nodes.has(object.id)) {
          await page(subject.id);
          store.dispatch({ type: "focused", id: subject.id });
        }
        const [id, only] = store.get().graph.nodes.has(subject.id) ? [subject.id, object.id] : [object.id, subject.id];
        await enough({ id, count: 1, only });
        if (!store.get().graph.nodes.has(only)) store.dispatch({ type: "expanded", step: { id, count: 1, only } });
      }
      const edge = edgeOf(store.get().graph, span.claim);
      commands.select(edge ? { kind: "edge", id: edge.id } : { kind: "claim", id: span.claim });
    }, () => commands.locate(span)),

    /** Read a document, at what is selected. @param {string | null} doc */
    read: (doc) => store.dispatch({ type: "read", doc }),

    /** Change the language before anything hears of it. @param {import("./types.js").Lang} lang */
    speak: (lang) => run("language", async () => {
      await speak(lang);
      store.dispatch({ type: "spoken", lang });
    }, () => void commands.speak(lang)),

    /** Fetch what the state names and does not have: after a URL was opened or restored. */
    complete() {
      era++;
      return run("entity", async () => {
        const { open, path, bridges } = store.get();
        await Promise.all([fetchAll(drawn(), bridges), ...(path === null ? [] : [answer(path)])]);
        for (const step of open) await enough(step);
      }, () => commands.complete());
    },
  };
  return commands;
}

/** Two pages of one entity as one. @param {Neighbourhood} a @param {Neighbourhood} b @returns {Neighbourhood} */
function joined(a, b) {
  const nodes = new Map([...a.nodes, ...b.nodes].map((each) => [each.id, each]));
  return { ...b, nodes: [...nodes.values()], edges: [...a.edges, ...b.edges], groups: [...a.groups, ...b.groups], bridges: [...a.bridges, ...b.bridges] };
}

/** Whether trying again would be of no use. @param {unknown} error */
const isGone = (error) => error instanceof Problem && error.status === NOT_FOUND;

/** @param {unknown} error */
function said(error) {
  if (!(error instanceof Problem)) return t("problem.unexpected");
  return error.status === 0 ? t(`problem.${error.message}`) : error.message;
}
