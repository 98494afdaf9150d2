// Days and periods as short as they can be told: 2021, 2021-09, from 2021-09-06.

import { t } from "./words.js";

/** @typedef {import("./types.js").Edge} Edge */
/** @typedef {import("./types.js").Dates} Dates */

/** A period from its first and last possible day. @param {Dates} dates */
export function period({ earliest, latest }) {
  if (earliest === null) return latest === null ? "" : t("claim.to", { date: end(latest) });
  if (latest === null) return t("claim.from", { date: start(earliest) });
  return short(earliest, latest);
}

/** Never more exact than a document may have been: the first of January may stand for a year. @param {string} day */
const start = (day) => (day.endsWith("-01-01") ? day.slice(0, 4) : day.endsWith("-01") ? day.slice(0, 7) : day);

/** @param {string} day */
const end = (day) => (day.endsWith("-12-31") ? day.slice(0, 4) : Number(day.slice(8)) === lastDay(day) ? day.slice(0, 7) : day);

/** @param {string} earliest @param {string} latest */
function short(earliest, latest) {
  if (earliest === latest) return earliest;
  const [year, month] = [earliest.slice(0, 4), earliest.slice(0, 7)];
  if (earliest === `${year}-01-01` && latest === `${year}-12-31`) return year;
  if (latest.startsWith(month) && earliest.endsWith("-01") && Number(latest.slice(8)) === lastDay(latest)) return month;
  if (earliest.endsWith("-01-01") && latest.endsWith("-12-31")) return `${year} – ${latest.slice(0, 4)}`;
  return `${earliest} – ${latest}`;
}

/** @param {string} day */
const lastDay = (day) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();

/** When the documents of an edge came out, marked as what stands in for its own dates. @param {Edge} edge */
export function published({ first_seen: first, last_seen: last }) {
  if (first === null) return "";
  if (last === null || last === first) return `~${first}`;
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
  return from === to ? `~${from}` : `~${from} – ${to}`;
}

/** What an edge is about, in the order of its days; of one without dates when it was published. @param {Edge} edge @returns {string[]} */
export const datesOf = (edge) => (edge.dates.length ? edge.dates.map(period) : [published(edge)]).filter(Boolean);

/** The day by which an edge stands in a list; "" is unknown. @param {Edge} edge */
export const dayOf = (edge) => edge.dates.map((each) => each.earliest ?? each.latest ?? "").filter(Boolean).sort()[0] ?? edge.first_seen ?? "";
