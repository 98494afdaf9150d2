// Bars and lines of an answer.

import { width as textWidth } from "../canvas/text.js";
import { h } from "../dom.js";
import { colourOf } from "../looks.js";
import { count, t } from "../words.js";
import { dayOf, numberOf, roles, short } from "./columns.js";
import { FONT, colour, date, figure, series as colours, tip, uPlot } from "./plot.js";
import { named } from "./names.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Sheet} Sheet */

const MOST_BARS = 40, MOST_LINES = 10, ROW = 27; // pixels of a bar
const HIGH = 340;
const WHOLE = [1, 2, 5].flatMap((step) => Array.from({ length: 13 }, (_, power) => step * 10 ** power)).sort((a, b) => a - b);

/** @param {App} app @param {Sheet} sheet @param {string} title */
export function bars(app, sheet, title) {
  const { amount, name } = roles(sheet);
  const all = sheet.rows.flatMap((row) => {
    const value = numberOf(row[amount]);
    return value === null ? [] : [{ value, label: short(sheet, row[name]) }];
  });
  const drawn = all.slice(0, MOST_BARS), places = drawn.map((_, place) => place);
  const unit = named(sheet.columns[amount] ?? "").text;
  const left = all.length - drawn.length;
  const words = `${title}. ${drawn.slice(0, 5).map(({ label, value }) => `${label}: ${count(value)}`).join("; ")}`;
  return figure(words, (width) => {
    const room = Math.min(Math.ceil(Math.max(...drawn.map(({ label }) => textWidth(label, false, 12.5)))) + 16, Math.floor(width * 0.48));
    return {
      options: {
        width, height: drawn.length * ROW + 46, legend: { show: false }, padding: [0, 56, 8, 0],
        cursor: { show: false },
        scales: {
          x: { time: false, ori: 1, dir: -1, range: [-0.5, drawn.length - 0.5] },
          y: { ori: 0, dir: 1, range: (_, least, most) => [Math.min(0, least), Math.max(most, least + 1)] },
        },
        axes: [
          {
            scale: "x", side: 3, size: room, gap: 8, font: FONT, stroke: colour("--ink"), grid: { show: false }, ticks: { show: false },
            splits: () => places, values: () => drawn.map(({ label }) => cut(label, room - 14)),
          },
          { scale: "y", side: 0, size: 34, label: unit, labelSize: 0, font: FONT, stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, incrs: drawn.every(({ value }) => Number.isInteger(value)) ? WHOLE : undefined, values: (_, splits) => splits.map((value) => count(value)) },
        ],
        series: [{}, { scale: "y", fill: colours()[0], width: 0, points: { show: false }, paths: uPlot.paths.bars?.({ size: [0.66, 20], radius: 0.12 }) }],
        hooks: { draw: [(plot) => values(plot, drawn.map(({ value }) => value))] },
      },
      data: [places, drawn.map(({ value }) => value)],
    };
  }, [h("figcaption", null, unit, ` · ${t("query.counted", { documents: app.start.documents })}`, left > 0 ? ` · ${t("query.chart.left", { count: left })}` : "")]);
}

/** Write each value at the end of its bar. @param {uPlot} plot @param {number[]} amounts */
function values(plot, amounts) {
  const { ctx } = plot, ratio = devicePixelRatio;
  ctx.save();
  ctx.font = FONT.replace("12.5px", `${12.5 * ratio}px`);
  ctx.fillStyle = colour("--muted");
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  amounts.forEach((value, place) => ctx.fillText(count(value), plot.valToPos(Math.max(value, 0), "y", true) + 6 * ratio, plot.valToPos(place, "x", true)));
  ctx.restore();
}

/** @param {string} text @param {number} most pixels */
function cut(text, most) {
  if (textWidth(text, false, 12.5) <= most) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, false, 12.5) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** @param {App} app @param {Sheet} sheet @param {string} title */
export function lines(app, sheet, title) {
  const { when, amount, name } = roles(sheet);
  const unit = named(sheet.columns[amount] ?? "").text;
  const measured = sheet.columns.indexOf("unit");
  /** Series by kind are drawn as kinds are everywhere. @type {Map<string, string>} */
  const known = new Map();
  /** @type {Map<string, Map<number, {value: number, text: string}>>} */
  const found = new Map();
  for (const row of sheet.rows) {
    const day = dayOf(row[when]), value = numberOf(row[amount]);
    if (!day || value === null) continue;
    // figures of different units are different series
    const names = [name >= 0 ? short(sheet, row[name]) || t("query.chart.unnamed") : unit, measured >= 0 ? short(sheet, row[measured]) : ""];
    const key = [...new Set(names)].filter(Boolean).join(" · ");
    const cell = row[name], look = cell?.kind === "term" ? app.start.kinds[cell.value.replace("kind-", "")] : undefined;
    if (look) known.set(key, colourOf(look));
    const points = found.get(key) ?? new Map();
    found.set(key, points.set(day.at, { value, text: day.text }));
  }
  const chosen = [...found].sort((a, b) => b[1].size - a[1].size).slice(0, MOST_LINES);
  const days = [...new Set(chosen.flatMap(([, points]) => [...points.keys()]))].sort((a, b) => a - b);
  const palette = chosen.map(([key], place) => known.get(key) ?? colours()[place % MOST_LINES] ?? "");
  const span = (days.at(-1) ?? 0) - (days[0] ?? 0) || 366 * 86_400;
  const legend = h("ul", { class: "keys" }, chosen.map(([key, points], place) => {
    const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = palette[place] ?? "";
    return h("li", null, swatch, h("bdi", null, key), h("span", { class: "number" }, points.size));
  }));
  const left = found.size - chosen.length;
  return figure(`${title}. ${unit}: ${chosen.map(([key]) => key).join(", ")}`, (width) => ({
    options: {
      width, height: HIGH, legend: { show: false }, padding: [14, 18, 0, 0],
      tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
      cursor: { drag: { x: false, y: false }, y: false, points: { size: 9 } },
      scales: {
        x: { time: true, range: (_, least, most) => [(least ?? 0) - span * 0.04, (most ?? 0) + span * 0.04] },
        y: { range: (_, least, most) => [Math.min(0, least ?? 0), (most ?? 1) * 1.06 || 1] },
      },
      axes: [
        { font: FONT, stroke: colour("--muted"), grid: { show: false }, ticks: { stroke: colour("--line") }, values: (_, splits) => splits.map((at, place) => date(at, Math.abs((splits[place + 1] ?? at) - at || at - (splits[place - 1] ?? at)))) },
        { font: FONT, stroke: colour("--muted"), size: 64, grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, values: (_, splits) => splits.map((value) => count(value)) },
      ],
      series: [{}, ...chosen.map(([label], place) => {
        const stroke = palette[place] ?? "";
        return { label, stroke, width: 2, spanGaps: true, points: { show: true, size: 7, fill: stroke } };
      })],
      plugins: [tip((plot) => nearest(plot, chosen, days))],
    },
    data: [days, ...chosen.map(([, points]) => days.map((day) => points.get(day)?.value ?? null))],
  }), [legend, h("figcaption", null, unit, ` · ${t("query.counted", { documents: app.start.documents })}`, left > 0 ? ` · ${t("query.chart.lines", { count: left })}` : "")]);
}

/**
 * What the points under the pointer say.
 * @param {uPlot} plot @param {[string, Map<number, {value: number, text: string}>][]} chosen @param {number[]} days
 */
function nearest(plot, chosen, days) {
  const { idx, left = -1, top = -1 } = plot.cursor;
  const day = idx === null || idx === undefined ? undefined : days[idx];
  if (day === undefined || left < 0) return null;
  const said = chosen.flatMap(([key, points]) => {
    const point = points.get(day);
    return point ? [`${point.text} · ${key}: ${count(point.value)}`] : [];
  });
  return said.length ? { text: said.join("\n"), left, top } : null;
}
