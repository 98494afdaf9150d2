// Plays the years: the window grows from its first year on, a year that has something at a time.

import { written } from "../years.js";

const STEP = 1400; // milliseconds a year

/** @param {import("../types.js").App} app */
export function player(app) {
  let timer = 0;
  /** @type {(() => void)[]} */
  const watchers = [];
  const say = () => watchers.forEach((watch) => watch());

  const stop = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    say();
  };

  /** @param {import("../years.js").Histogram} range @param {import("../years.js").Span | null} chosen */
  function start(range, chosen) {
    const from = chosen?.from ?? null;
    const years = [...range.bars.keys()].filter((year) => year >= (from ?? range.first)).sort((a, b) => a - b);
    let at = 0;
    const step = () => {
      const year = years[at], isLast = at >= years.length - 1;
      app.store.dispatch({ type: "timed", t: written({ from, to: isLast || year === undefined ? null : year }), goesOn: at > 0 });
      at += 1;
      timer = isLast ? 0 : window.setTimeout(step, STEP);
      say();
    };
    step();
  }

  return { start, stop, isPlaying: () => timer !== 0, watch: (/** @type {() => void} */ watch) => void watchers.push(watch) };
}
