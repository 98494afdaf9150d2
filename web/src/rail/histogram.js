// How many links begin in each year, as bars: dated ones, and above them those without a date.

import { s } from "../dom.js";

/** @typedef {import("../years.js").Histogram} Histogram */

export const HIGH = 42; // pixels of the tallest bar
const LEAST = 2; // and of the lowest
const ACROSS = 184, WIDEST = 14; // pixels of the whole, and of a bar

/** Where a year is, in percent. @param {number} year @param {Histogram} range */
export const share = (year, { first, last }) => (last > first ? ((year - first) / (last - first)) * 100 : 50);

/**
 * The bars of these years, as high as those of the whole view would make them.
 * @param {Histogram} years @param {Histogram} range @param {number} from @param {number} to
 */
export function bars(years, range, from, to) {
  const most = Math.max(1, ...[...range.bars.values()].map((bar) => bar.dated + bar.undated));
  const wide = Math.max(2, Math.min(WIDEST, (0.72 * ACROSS) / Math.max(1, range.last - range.first)));
  /** @param {number} number */
  const high = (number) => (number ? Math.max(LEAST, (number / most) * HIGH) : 0);
  return [...years.bars].map(([year, { dated, undated }]) => {
    const own = high(dated), all = Math.max(high(dated + undated), own + (undated ? LEAST : 0));
    return s("g", { class: year >= from && year <= to ? "in" : "out", transform: `translate(${-wide / 2} 0)` },
      s("title", null, `${year}: ${dated}${undated ? ` + ~${undated}` : ""}`),
      s("rect", { class: "undated", x: `${share(year, range)}%`, y: HIGH - all, width: wide, height: all - own, rx: 1 }),
      s("rect", { class: "dated", x: `${share(year, range)}%`, y: HIGH - own, width: wide, height: own, rx: 1 }));
  });
}
