// Time: how many links begin in each year, and a window of years with two thumbs.

import { h, s, show } from "../dom.js";
import { UNDATED, facets } from "../filter.js";
import { icon } from "../glyphs.js";
import { count, t } from "../words.js";
import { span, written } from "../years.js";
import { toggle } from "./facet.js";
import { HIGH, bars, share } from "./histogram.js";
import { player } from "./player.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../years.js").Histogram} Histogram */
/** @typedef {import("../years.js").Span} Span */

const GESTURE = 1000; // milliseconds in which changes are one step of undo

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  const told = h("output", { class: "years" }), title = h("span", null);
  const slider = h("div", { class: "slider" }), row = h("div", { class: "row undated" });
  const section = h("fieldset", { class: "facet time" }, h("legend", null, title, told), slider, row);
  element.append(section);
  const playing = player(app);
  const drawSlider = mountSlider(app, slider, playing), drawUndated = mountUndated(app, row);
  const draw = () => {
    const state = app.store.get(), { range } = facets(state), window = span(state.t);
    section.hidden = range.bars.size === 0;
    slider.hidden = range.first === range.last;
    title.textContent = t("rail.time");
    told.textContent = window ? shown(window) : t("rail.years.all");
    drawSlider();
    drawUndated();
  };
  playing.watch(draw);
  app.store.watch(["faded", "lang"], draw);
}

/** Bars, and under them two thumbs. @param {App} app @param {HTMLElement} element @param {ReturnType<typeof player>} playing */
function mountSlider(app, element, playing) {
  const chart = s("svg", { class: "histogram", "aria-hidden": "true", height: HIGH });
  const [from, to] = [thumb(), thumb()], part = h("span", { class: "part" });
  const [first, last] = [h("span", null), h("span", null)], play = h("button", { type: "button", class: "play" });
  element.append(h("div", { class: "chart" }, chart), h("div", { class: "track" }, h("div", { class: "rule" }, part), from, to),
    h("div", { class: "below" }, first, play, last));
  let moved = 0;

  /** Thumbs do not pass each other; at its end each is open. @param {boolean} isFrom */
  const move = (isFrom) => {
    playing.stop();
    const { range } = facets(app.store.get());
    let [a, b] = [from.valueAsNumber, to.valueAsNumber];
    if (a > b) [a, b] = isFrom ? [b, b] : [a, a];
    const now = Date.now(), goesOn = now - moved < GESTURE;
    moved = now;
    app.store.dispatch({ type: "timed", t: written({ from: a <= range.first ? null : a, to: b >= range.last ? null : b }), goesOn });
    draw();
  };
  from.addEventListener("input", () => move(true));
  to.addEventListener("input", () => move(false));

  const draw = () => {
    const state = app.store.get(), { years, range } = facets(state), window = span(state.t);
    const a = clamp(window?.from ?? range.first, range), b = clamp(window?.to ?? range.last, range);
    set(from, a, range, t("rail.from"), window === null || window.from === null);
    set(to, b, range, t("rail.to"), window === null || window.to === null);
    from.classList.toggle("above", a > (range.first + range.last) / 2); // else two thumbs at the end could not be parted
    part.style.left = `${share(a, range)}%`;
    part.style.right = `${100 - share(b, range)}%`;
    show(chart, bars(years, range, a, b));
    [first.textContent, last.textContent] = [String(range.first), String(range.last)];
    const isPlaying = playing.isPlaying();
    show(play, icon(isPlaying ? "pause" : "play"), t(isPlaying ? "rail.pause" : "rail.play"));
    play.onclick = () => (isPlaying ? playing.stop() : playing.start(range, window));
    play.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
  };
  return draw;
}

const thumb = () => h("input", { type: "range", step: 1 });

/** @param {HTMLInputElement} thumb @param {number} year @param {Histogram} range @param {string} name @param {boolean} isOpen */
function set(thumb, year, range, name, isOpen) {
  [thumb.min, thumb.max] = [String(range.first), String(range.last)];
  thumb.value = String(year);
  thumb.setAttribute("aria-label", name);
  thumb.setAttribute("aria-valuetext", isOpen ? t("rail.years.open", { year: String(year) }) : String(year));
}

/** The box of links without a date. @param {App} app @param {HTMLElement} element */
function mountUndated(app, element) {
  const box = h("input", { type: "checkbox", "data-key": UNDATED, onchange: () => toggle(app, UNDATED) });
  const name = h("span", { class: "grow" }), number = h("span", { class: "number" });
  element.append(h("label", null, box, name, number));
  return () => {
    const state = app.store.get(), { range } = facets(state);
    element.hidden = range.undated === 0;
    box.checked = !state.off.includes(UNDATED);
    name.textContent = t("rail.undated");
    element.title = t("rail.undated.why");
    number.textContent = count(range.undated);
  };
}

/** @param {number} year @param {Histogram} range */
const clamp = (year, { first, last }) => Math.min(Math.max(year, first), last);

/** A window in words. @param {Span} window */
function shown({ from, to }) {
  if (from === to) return String(from);
  if (from === null) return t("rail.years.to", { year: String(to) });
  return to === null ? t("rail.years.from", { year: String(from) }) : `${from} – ${to}`;
}
