// Words that somebody has marked in the text: where they stand, and what may be made of them.

import { h, show } from "../dom.js";
import { t } from "../words.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {{start: number, end: number}} Place */

/** The words of a place. @param {Desk} desk @param {Place} place */
export const wordsAt = (desk, { start, end }) => Array.from(desk.review.text).slice(start, end).join("");

/** A quote as an entry has it: with its place, where the words occur twice. @param {Desk} desk @param {Place} place */
export function quoteAt(desk, place) {
  const text = wordsAt(desk, place);
  return desk.review.text.split(text).length > 2 ? { text, start: String(place.start) } : text;
}

/** Follow what is marked in the text. @param {() => Desk | null} current */
export function follow(current) {
  document.addEventListener("selectionchange", () => {
    const desk = current(), selection = getSelection(), text = document.querySelector(".review-text");
    if (!desk || !selection?.anchorNode || !text?.contains(selection.anchorNode)) return;
    desk.marked = selection.isCollapsed ? null : placeOf(desk, selection.getRangeAt(0), text);
    offer(desk);
  });
}

/** Show what may be made of the marked words. @param {Desk} desk */
export function offer(desk) {
  const bar = document.querySelector(".marked");
  if (!(bar instanceof HTMLElement)) return;
  const { marked } = desk;
  bar.classList.toggle("some", marked !== null);
  const button = (/** @type {string} */ text, /** @type {string} */ key, /** @type {() => void} */ act) =>
    h("button", { type: "button", "aria-keyshortcuts": key, onclick: act }, text, " ", h("kbd", null, key));
  show(bar,
    marked ? h("q", { lang: "en" }, short(wordsAt(desk, marked))) : h("span", { class: "note" }, t("review.mark")),
    button(t("review.missed"), "m", () => desk.missed()), button(t("review.missed.thing"), "t", () => desk.missedThing()),
    marked && button(t("review.leave"), "l", () => desk.leave(marked)));
}

/** Something was made of the marked words: they are marked no more. @param {Desk} desk */
export function used(desk) {
  desk.marked = null;
  getSelection()?.removeAllRanges();
  offer(desk);
}

/** Mark words as a person would, and show where they stand. @param {Desk} desk @param {Place} place */
export function mark(desk, place) {
  const selection = getSelection(), range = document.createRange();
  const from = nodeAt(place.start, false), to = nodeAt(place.end, true);
  if (!selection || !from || !to) return;
  range.setStart(...from);
  range.setEnd(...to);
  selection.removeAllRanges();
  selection.addRange(range);
  from[0].parentElement?.scrollIntoView({ block: "center" });
  desk.marked = place;
  offer(desk);
}

/** @param {string} words */
const short = (words) => (words.length > 70 ? `${words.slice(0, 66)} …` : words);

/** The place of a range without white space at its ends; null for nothing but that. @param {Desk} desk @param {Range} range @param {Element} text @returns {Place | null} */
function placeOf(desk, range, text) {
  const pieces = [...text.querySelectorAll("[data-start]")].filter((each) => range.intersectsNode(each));
  const [first] = pieces, last = pieces.at(-1);
  if (!first || !last) return null;
  let start = first.contains(range.startContainer) ? offsetOf(first, range.startContainer, range.startOffset) : offsetOf(first, first, 0);
  let end = last.contains(range.endContainer) ? offsetOf(last, range.endContainer, range.endOffset) : offsetOf(last, last, last.childNodes.length);
  const points = Array.from(desk.review.text);
  while (start < end && !points[start]?.trim()) start += 1;
  while (start < end && !points[end - 1]?.trim()) end -= 1;
  return start < end ? { start, end } : null;
}

/** Code points of the text before a point of a piece. @param {Element} piece @param {Node} node @param {number} offset */
function offsetOf(piece, node, offset) {
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return Number(piece.getAttribute("data-start")) + Array.from(before.toString()).length;
}

/** The point of the page at an offset; at an edge that of the piece that ends there, if asked for. @param {number} at @param {boolean} ends @returns {[Node, number] | null} */
function nodeAt(at, ends) {
  for (const piece of document.querySelectorAll(".review-text [data-start]")) {
    const start = Number(piece.getAttribute("data-start")), points = Array.from(piece.textContent ?? "");
    const node = piece.firstChild, end = start + points.length;
    if (node && (ends ? start < at && at <= end : start <= at && at < end)) return [node, points.slice(0, at - start).join("").length];
  }
  return null;
}
