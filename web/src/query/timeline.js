// An answer along time: how much in each year, and each entry under its year.

import { h } from "../dom.js";
import { count, days, t } from "../words.js";
import { element, evidence } from "./cells.js";
import { dayOf, roles } from "./columns.js";
import { FONT, colour, figure, uPlot } from "./plot.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Sheet} Sheet */

const FEW = 8; // entries that need no overview
const SHOWN = 200, HIGH = 130;

/** @param {App} app @param {Sheet} sheet @param {string} title */
export function timeline(app, sheet, title) {
  const { when, name } = roles(sheet);
  const dated = sheet.rows.flatMap((row, at) => {
    const day = dayOf(row[when]);
    return day ? [{ day, row, at }] : [];
  }).sort((a, b) => a.day.at - b.day.at);
  const shown = dated.slice(0, SHOWN);
  const kind = sheet.columns.indexOf("kind");
  const isDates = (/** @type {number} */ place) => sheet.rows.filter((row) => dayOf(row[place])).length * 2 > sheet.rows.length;
  const others = sheet.columns.map((_, place) => place).filter((place) => ![when, name, kind].includes(place) && !isDates(place) && !["claim", "document", "quote"].includes(sheet.columns[place] ?? ""));
  /** @type {Map<string, typeof shown>} */
  const years = new Map();
  for (const each of shown) {
    const year = new Date(each.day.at * 1000).toISOString().slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), each]);
  }
  const list = h("div", { class: "years" }, [...years].map(([year, entries]) => h("section", null, h("h2", null, year), h("ol", null, entries.map(({ day, row, at }) => {
    const cell = kind >= 0 ? row[kind] : null, address = sheet.claims[at];
    const word = cell?.kind === "term" ? cell.value.replace("kind-", "") : "fact";
    return h("li", { class: `entry ${word}` },
      h("time", null, days(day.text)),
      h("div", null,
        h("p", { class: "named" }, element(app, sheet, row[name] ?? null, sheet.columns[name] ?? ""), cell ? element(app, sheet, cell, "kind") : null),
        h("p", { class: "further" }, others.flatMap((place) => {
          const other = row[place];
          return other ? [h("span", null, element(app, sheet, other, sheet.columns[place] ?? ""))] : [];
        }), address ? evidence(app, address) : null)));
  })))));
  const left = dated.length - shown.length, undated = sheet.rows.length - dated.length;
  const notes = [left > 0 ? t("query.chart.left", { count: left }) : "", undated > 0 ? t("query.chart.undated", { count: undated }) : ""].filter(Boolean).join(" · ");
  return h("div", { class: "timeline" },
    dated.length > FEW && years.size > 2 ? overview(dated.map(({ day }) => day.at), title) : null, list, notes ? h("p", { class: "number" }, notes) : null);
}

/** How many entries each year has. @param {number[]} moments seconds, in order @param {string} title */
function overview(moments, title) {
  const all = moments.map((at) => new Date(at * 1000).getUTCFullYear());
  const first = all[0] ?? 0, last = all.at(-1) ?? 0;
  const years = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const amounts = years.map((year) => all.filter((each) => each === year).length);
  const most = Math.max(...amounts);
  const step = Math.ceil(years.length / 14);
  return figure(`${title}. ${years.map((year, place) => `${year}: ${amounts[place]}`).join(", ")}`, (width) => ({
    options: {
      width, height: HIGH, legend: { show: false }, cursor: { show: false }, padding: [18, 8, 0, 8],
      scales: { x: { time: false, range: [first - 0.6, last + 0.6] }, y: { range: [0, most * 1.05] } },
      axes: [
        { font: FONT, stroke: colour("--muted"), size: 30, grid: { show: false }, ticks: { show: false }, splits: () => years.filter((year) => (year - first) % step === 0), values: (_, splits) => splits.map(String) },
        { show: false },
      ],
      series: [{}, { fill: colour("--accent"), width: 0, points: { show: false }, paths: uPlot.paths.bars?.({ size: [0.62, 46], radius: 0.12 }) }],
      hooks: { draw: [({ ctx, valToPos }) => {
        ctx.save();
        ctx.font = FONT.replace("12.5px", `${11.5 * devicePixelRatio}px`);
        ctx.fillStyle = colour("--muted");
        ctx.textAlign = "center";
        ctx.textBaseline = "bottom";
        years.forEach((year, place) => amounts[place] && ctx.fillText(count(amounts[place] ?? 0), valToPos(year, "x", true), valToPos(amounts[place] ?? 0, "y", true) - 3 * devicePixelRatio));
        ctx.restore();
      }] },
    },
    data: [years, amounts],
  }));
}
