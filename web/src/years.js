// Time in years: which of them a window has, what an edge is about, and how many of each year there are.

import { isUndated as lacksDate } from "./backing.js";

/** @typedef {import("./types.js").Edge} Edge */
/** @typedef {{from: number | null, to: number | null}} Span  years; null is open */
/** @typedef {{dated: number, undated: number}} Bar */
/** @typedef {{first: number, last: number, bars: ReadonlyMap<number, Bar>, undated: number}} Histogram */

const OPEN = "..";

/** The years of `2021/2026`, `../2021` or `2021/..`; null where nothing is left out. @param {string | null} t @returns {Span | null} */
export function span(t) {
  const [from, to] = (t ?? "").split("/").map(year);
  return from || to ? { from: from ?? null, to: to ?? null } : null;
}

/** @param {string} text */
const year = (text) => (/^\d{4}$/.test(text) ? Number(text) : null);

/** @param {Span} window */
export const written = ({ from, to }) => (from === null && to === null ? null : `${from ?? OPEN}/${to ?? OPEN}`);

/** @param {string | null} day */
const yearOf = (day) => (day ? Number(day.slice(0, 4)) : null);

/** @param {Span} a @param {Span} b */
const overlap = (a, b) => (a.from === null || b.to === null || a.from <= b.to) && (b.from === null || a.to === null || b.from <= a.to);

/** What has no date of its own. @param {Edge} edge */
export const isUndated = (edge) => edge.dates.length === 0;

/**
 * Whether a claim holds at some time of the window: by its own dates, else by when its document came
 * out, unless undated ones are left out.
 * @param {import("./types.js").Backing} claim @param {Span | null} window @param {boolean} hasUndated
 */
export function meets(claim, window, hasUndated) {
  if (!lacksDate(claim)) return !window || overlap({ from: yearOf(claim.earliest), to: yearOf(claim.latest) }, window);
  if (!hasUndated) return false;
  return !window || (claim.first_seen !== null && overlap({ from: yearOf(claim.first_seen), to: yearOf(claim.last_seen) }, window));
}

/** How many edges begin in each year, those without a date by when they were published. @param {Iterable<Edge>} edges @returns {Histogram} */
export function histogram(edges) {
  /** @type {Map<number, Bar>} */
  const bars = new Map();
  let first = Infinity, last = -Infinity, undated = 0;
  /** @param {number | null} at @param {keyof Bar} what */
  const add = (at, what) => {
    if (at === null) return;
    const bar = bars.get(at) ?? { dated: 0, undated: 0 };
    bars.set(at, { ...bar, [what]: bar[what] + 1 });
    [first, last] = [Math.min(first, at), Math.max(last, at)];
  };
  for (const edge of edges) {
    if (isUndated(edge)) {
      add(yearOf(edge.first_seen), "undated");
      undated += 1;
    }
    for (const at of new Set(edge.dates.map(({ earliest, latest }) => yearOf(earliest ?? latest)))) add(at, "dated");
    for (const { latest } of edge.dates) last = Math.max(last, yearOf(latest) ?? last);
  }
  return bars.size ? { first, last, bars, undated } : { first: 0, last: 0, bars, undated };
}
