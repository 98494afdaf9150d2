// What a column holds, told by its values: numbers, days or names. Charts are drawn from that.

import { isNumber, textOf } from "./cells.js";

/** @typedef {import("./types.js").Sheet} Sheet */
/** @typedef {import("./types.js").Cell} Cell */
/** @typedef {{at: number, text: string}} Day  the first moment that a date may mean, in seconds, and the date as given */

const DAY = /^(?:\.\.\/|\/)?(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?(?:\/.*)?$/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** @param {Cell | null | undefined} cell @returns {number | null} */
export function numberOf(cell) {
  if (!cell || cell.kind !== "text") return null;
  return isNumber(cell) || (cell.datatype === null && NUMBER.test(cell.value)) ? Number(cell.value) : null;
}

/** @param {Cell | null | undefined} cell @returns {Day | null} */
export function dayOf(cell) {
  if (!cell || cell.kind !== "text" || isNumber(cell)) return null;
  const found = cell.value.match(DAY);
  if (!found) return null;
  const [, year, month = "01", day = "01"] = found;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000;
  return Number.isFinite(at) ? { at, text: cell.value } : null;
}

/** @param {Cell | null | undefined} cell */
const nameOf = (cell) => (cell && cell.kind !== "claim" && numberOf(cell) === null && dayOf(cell) === null ? cell : null);

/**
 * The first column of whose filled cells most fit.
 * @param {Sheet} sheet @param {(cell: Cell | null | undefined) => unknown} fits @param {number} [but]
 */
function first({ columns, rows }, fits, but = -1) {
  for (const place of columns.keys()) {
    if (place === but) continue;
    const filled = rows.map((row) => row[place]).filter((cell) => cell);
    if (filled.length && 2 * filled.filter((cell) => fits(cell) !== null).length > filled.length) return place;
  }
  return -1;
}

/** Which pictures the columns allow, and of what. @param {Sheet} sheet */
export function roles(sheet) {
  const name = first(sheet, nameOf);
  // a date as the text has it says no more than is known
  const given = first(sheet, (cell) => (cell?.datatype === "edtf:EDTF" ? dayOf(cell) : null));
  const when = given >= 0 ? given : first(sheet, dayOf);
  const numbers = sheet.columns.map((_, place) => place).filter((place) => place !== when && isAmount(sheet, place));
  const amount = numbers[0] ?? -1;
  return { when, name, amount };
}

/** @param {Sheet} sheet @param {number} place */
function isAmount({ rows }, place) {
  const filled = rows.map((row) => row[place]).filter((cell) => cell);
  return filled.length > 0 && 2 * filled.filter((cell) => numberOf(cell) !== null).length > filled.length;
}

/** What can be drawn of an answer. @param {Sheet} sheet @returns {string[]} */
export function pictures(sheet) {
  if (sheet.form !== "solutions" || sheet.rows.length < 2) return [];
  const { when, name, amount } = roles(sheet);
  return [
    amount >= 0 && name >= 0 && when < 0 ? "bar" : "",
    when >= 0 && amount >= 0 ? "line" : "",
    when >= 0 && name >= 0 ? "timeline" : "",
  ].filter(Boolean);
}

/** A cell as a short name. @param {Sheet} sheet @param {Cell | null | undefined} cell */
export function short(sheet, cell) {
  const text = textOf(sheet, cell ?? null);
  return text.length > 46 ? `${text.slice(0, 45)}…` : text;
}
