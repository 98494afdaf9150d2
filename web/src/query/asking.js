// One question at a time: asks the server, can be cancelled, and tells how it went.

import { Problem } from "../api.js";
import { t } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Sheet} Sheet */
/** @typedef {{text: string, errors: Record<string, string>, isCancelled: boolean}} Wrong */
/** @typedef {{asked: Asked | null, isRunning: boolean, sheet: Sheet | null, wrong: Wrong | null}} Told */
/** @typedef {ReturnType<typeof createAsking>} Asking */

/** @param {App} app */
export function createAsking(app) {
  /** @type {Told} */
  let told = { asked: null, isRunning: false, sheet: null, wrong: null };
  /** @type {Set<(told: Told) => void>} */
  const watchers = new Set();
  /** @type {AbortController | null} */
  let controller = null;
  let size = 0; // rows of a page

  /** @param {Partial<Told>} change */
  function tell(change) {
    told = { ...told, ...change };
    for (const watch of watchers) watch(told);
  }

  /** @param {(signal: AbortSignal) => Promise<Sheet>} fetched @param {Partial<Told>} before */
  async function run(fetched, before) {
    controller?.abort();
    controller = new AbortController();
    const mine = controller;
    tell({ ...before, isRunning: true, wrong: null });
    try {
      const sheet = await fetched(mine.signal);
      if (mine === controller) tell({ isRunning: false, sheet });
    } catch (error) {
      if (mine !== controller) return;
      const isCancelled = mine.signal.aborted;
      if (!isCancelled && !(error instanceof Problem)) throw error;
      tell({ isRunning: false, wrong: { text: isCancelled ? t("query.cancelled") : said(error), errors: error instanceof Problem ? error.errors : {}, isCancelled } });
    }
  }

  return {
    /** @returns {Told} */
    told: () => told,
    /** @param {(told: Told) => void} watch */
    watch(watch) {
      watchers.add(watch);
      watch(told);
    },
    /** @param {Asked} asked */
    ask(asked) {
      const { q, query, args } = asked;
      if (told.isRunning && JSON.stringify(asked) === JSON.stringify(told.asked)) {
        told = { ...told, asked }; // its answer is on its way
        return undefined;
      }
      if (q !== null) {
        return run(async (signal) => {
          const found = await app.api.sheet(q, args, signal);
          size = found.rows.length;
          return found;
        }, { asked, sheet: null });
      }
      if (query !== null) return run((signal) => app.api.sheetOf(query, signal), { asked, sheet: null });
      controller?.abort();
      controller = null;
      return tell({ asked, isRunning: false, sheet: null, wrong: null });
    },
    /** The next rows, after those that are there. */
    more() {
      const { asked, sheet } = told;
      if (!asked?.q || !sheet?.next) return undefined;
      const { q, args } = asked, { next, rows } = sheet;
      return run(async (signal) => {
        const page = await app.api.sheet(q, { ...args, limit: String(size), cursor: next }, signal);
        return {
          ...page, rows: [...rows, ...page.rows], claims: [...sheet.claims, ...page.claims], lines: sheet.lines || page.lines ? [...(sheet.lines ?? []), ...(page.lines ?? [])] : null,
          entities: { ...sheet.entities, ...page.entities }, documents: { ...sheet.documents, ...page.documents }, terms: { ...sheet.terms, ...page.terms },
        };
      }, {});
    },
    cancel() {
      controller?.abort();
    },
  };
}

/** @param {unknown} error */
function said(error) {
  if (!(error instanceof Problem)) return t("problem.unexpected");
  return error.status === 0 ? t(`problem.${error.message}`) : error.message;
}
