// What every chart has: a canvas of uPlot in the colours of the page, as wide as there is room.

import "./tongue.js"; // before the library
import uPlot from "../../vendor/uplot.js";
import { h } from "../dom.js";

export { uPlot };

export const FONT = '12.5px system-ui, "Noto Sans", "Noto Sans TC", "Noto Sans SC", sans-serif';
const LIGHT = ["#2f6db5", "#b45309", "#1f7a5c", "#b5497a", "#6d4fc4", "#5b6673", "#0e7490", "#8a5406", "#b23b3b", "#4d7c0f"];
const DARK = ["#7db5ff", "#fbbf24", "#4ade80", "#f78cc0", "#b8a2ff", "#a2adbb", "#22d3ee", "#d9a55b", "#fca5a5", "#a3e635"];

/** A colour of page.css. @param {string} name */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The colours of series, one after another. */
export const series = () => (getComputedStyle(document.documentElement).colorScheme === "dark" ? DARK : LIGHT);

/**
 * A chart in a figure; `said` tells it to who does not see it.
 * @param {string} said
 * @param {(width: number) => {options: uPlot.Options, data: uPlot.AlignedData}} made
 * @param {(Node | null)[]} [around] what stands under it
 */
export function figure(said, made, around = []) {
  sheet();
  const area = h("div", { class: "plot", role: "img", "aria-label": said });
  const element = h("figure", { class: "chart" }, area, ...around);
  /** @type {uPlot | null} */
  let plot = null;
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.floor(area.clientWidth);
    if (!width || width === drawn) return;
    drawn = width;
    plot?.destroy();
    const { options, data } = made(width);
    plot = new uPlot(options, data, area);
  }).observe(area);
  return element;
}

/** The few styles of the library, once. */
function sheet() {
  if (document.querySelector("link[data-of=uplot]")) return;
  document.head.append(h("link", { rel: "stylesheet", "data-of": "uplot", href: new URL("../../vendor/uplot.css", import.meta.url).href }));
}

/** A note at the pointer. @param {(plot: uPlot) => {text: string, left: number, top: number} | null} say @returns {uPlot.Plugin} */
export function tip(say) {
  const note = h("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  return { hooks: {
    init: (plot) => void plot.over.append(note),
    setCursor: (plot) => {
      const found = say(plot);
      note.hidden = found === null;
      if (!found) return;
      note.textContent = found.text;
      note.style.left = `${Math.min(found.left + 12, Math.max(plot.over.clientWidth - 220, 0))}px`;
      note.style.top = `${found.top + 12}px`;
    },
  } };
}

/** A moment as a date of the precision that its axis needs. @param {number} at seconds @param {number} step seconds */
export function date(at, step) {
  const text = new Date(at * 1000).toISOString();
  const year = 360 * 86_400;
  return text.slice(0, step >= year ? 4 : step >= 28 * 86_400 ? 7 : 10);
}
