// Time: how many links begin in each year, and a window of years with two thumbs.

import { h, s, show } from "../dom.js";
import { UNDATED, facets } from "../filter.js";
import { icon } from "../glyphs.js";
import { count, t } from "../words.js";
import { span, written } from "../years.js";
import { toggle } from "./facet.js";
import { player } from "./player.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../years.js").Histogram} Histogram */
/** @typedef {import("../years.js").Span} Span */

const HIGH = 42; // pixels of the tallest bar
const LEAST = 2; // and of the lowest
const GESTURE = 1000; // milliseconds in which changes are one step of undo

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  const told = h("output", { class: "years" });
  const title = h("span", null);
  const chart = s("svg", { class: "histogram", "aria-hidden": "true", height: HIGH });
  const [from, to] = [thumb("from"), thumb("to")];
  const ends = h("div", { class: "ends" }, h("span", null), h("span", null));
  const play = h("button", { type: "button", class: "play" });
  const box = h("input", { type: "checkbox", "data-key": UNDATED, onchange: () => toggle(app, UNDATED) });
  const undated = h("span", { class: "grow" }), number = h("span", { class: "number" });
  const slider = h("div", { class: "slider" }, h("div", { class: "chart" }, chart), h("div", { class: "track" }, h("span", { class: "part" }), from, to),
    h("div", { class: "below" }, ends.firstElementChild, play, ends.lastElementChild));
  const row = h("div", { class: "row undated" }, h("label", null, box, undated, number));
  const section = h("fieldset", { class: "facet time" }, h("legend", null, title, told), slider, row);
  element.append(section);
  const { start, stop, isPlaying, watch } = player(app);
  let last = 0;

  /** @param {"from" | "to"} which */
  function thumb(which) {
    return h("input", { type: "range", step: 1, class: which, oninput: () => moved(which), onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && reset() });
  }

  const reset = () => {
    stop();
    app.store.dispatch({ type: "timed", t: null });
  };

  /** Thumbs do not pass each other; at its end each is open. @param {"from" | "to"} which */
  function moved(which) {
    stop();
    const { first, last: end } = facets(app.store.get()).range;
    let [a, b] = [from.valueAsNumber, to.valueAsNumber];
    if (a > b) [a, b] = which === "from" ? [b, b] : [a, a];
    const now = Date.now(), goesOn = now - last < GESTURE;
    last = now;
    app.store.dispatch({ type: "timed", t: written({ from: a <= first ? null : a, to: b >= end ? null : b }), goesOn });
    draw();
  }

  const draw = () => {
    const state = app.store.get(), { years, range } = facets(state), window = span(state.t);
    const a = clamp(window?.from ?? range.first, range), b = clamp(window?.to ?? range.last, range);
    section.hidden = range.bars.size === 0;
    slider.hidden = range.first === range.last;
    title.textContent = t("rail.time");
    told.textContent = window ? shown(window) : t("rail.years.all");
    for (const [each, value, name] of /** @type {const} */ ([[from, a, "rail.from"], [to, b, "rail.to"]])) {
      each.min = String(range.first);
      each.max = String(range.last);
      each.value = String(value);
      each.setAttribute("aria-label", t(name));
      const isOpen = name === "rail.from" ? !window?.from : !window?.to;
      each.setAttribute("aria-valuetext", isOpen ? t("rail.years.open", { year: String(value) }) : String(value));
    }
    from.classList.toggle("above", a > (range.first + range.last) / 2);
    const part = /** @type {HTMLElement} */ (section.querySelector(".part"));
    part.style.left = `${share(a, range)}%`;
    part.style.right = `${100 - share(b, range)}%`;
    show(chart, bars(years, range, a, b));
    ends.replaceChildren();
    for (const [each, year] of /** @type {const} */ ([[slider.querySelector(".below > :first-child"), range.first], [slider.querySelector(".below > :last-child"), range.last]])) {
      if (each) each.textContent = String(year);
    }
    show(play, icon(isPlaying() ? "pause" : "play"), t(isPlaying() ? "rail.pause" : "rail.play"));
    play.onclick = () => (isPlaying() ? stop() : start(range, window));
    play.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
    row.hidden = range.undated === 0;
    box.checked = !state.off.includes(UNDATED);
    undated.textContent = t("rail.undated");
    undated.title = t("rail.undated.why");
    number.textContent = count(range.undated);
  };
  watch(draw);
  app.store.watch(["faded", "lang"], draw);
}

/** @param {number} year @param {Histogram} range */
const clamp = (year, { first, last }) => Math.min(Math.max(year, first), last);

/** Where a year is, in percent. @param {number} year @param {Histogram} range */
const share = (year, { first, last }) => (last > first ? ((year - first) / (last - first)) * 100 : 50);

/** A window in words. @param {Span} window */
export function shown({ from, to }) {
  if (from === to) return String(from);
  if (from === null) return t("rail.years.to", { year: String(to) });
  return to === null ? t("rail.years.from", { year: String(from) }) : `${from} – ${to}`;
}

/** @param {Histogram} years @param {Histogram} range @param {number} a @param {number} b */
function bars({ bars: found }, range, a, b) {
  const most = Math.max(1, ...[...range.bars.values()].map((bar) => bar.dated + bar.undated));
  const wide = Math.max(2, Math.min(14, (0.72 * 184) / Math.max(1, range.last - range.first)));
  /** @param {number} number */
  const high = (number) => (number ? Math.max(LEAST, (number / most) * HIGH) : 0);
  return [...found].map(([year, { dated, undated }]) => {
    const own = high(dated), all = Math.max(high(dated + undated), own + (undated ? LEAST : 0));
    return s("g", { class: year >= a && year <= b ? "in" : "out", transform: `translate(${-wide / 2} 0)` },
      s("title", null, `${year}: ${dated}${undated ? ` + ~${undated}` : ""}`),
      s("rect", { class: "undated", x: `${share(year, range)}%`, y: HIGH - all, width: wide, height: all - own, rx: 1 }),
      s("rect", { class: "dated", x: `${share(year, range)}%`, y: HIGH - own, width: wide, height: own, rx: 1 }));
  });
}
