// The text of the document: sentences with candidates are marked by how far those are, noise is grey.

import { h } from "../dom.js";
import { paragraphs } from "../document/pieces.js";
import { t } from "../words.js";

/** @typedef {import("./types.js").Desk} Desk */

/** @param {Desk} desk */
export function textOf(desk) {
  const { review } = desk;
  const rests = review.candidates.map((each, at) => ({ number: at, start: each.start, end: each.end, quote: "", claims: [] }));
  const lines = paragraphs({ ...EMPTY, text: review.text, noise: review.noise }, rests);
  return lines.map((line) => h("p", { lang: "en", dir: "auto" }, line.map((piece) => {
    const start = { "data-start": piece.end - Array.from(piece.text).length };
    if (piece.noise !== null) return h("span", { ...start, class: "noise", title: t("document.noise", { reason: piece.noise }) }, piece.text);
    const here = piece.rests.map((rest) => review.candidates[rest.number]).filter((each) => each !== undefined);
    if (!here.length) return h("span", start, piece.text);
    const on = here.some((each) => each.id === desk.at);
    const pending = here.some((each) => each.status === "pending");
    const accepted = here.some((each) => IN_FILE.includes(each.status));
    return h("span", {
      ...start, class: `passage ${pending ? "pending" : accepted ? "accepted" : "rejected"}${on ? " on" : ""}`,
      onclick: () => {
        if (!getSelection()?.isCollapsed) return; // words are being marked
        desk.marked = null;
        desk.go((here.find((each) => each.status === "pending") ?? here[0])?.id ?? "");
      },
    }, piece.text);
  })));
}

const EMPTY = { document: "", text: "", missing: null, noise: [], mentions: [], claims: [] };
/** What is written, or is to be. */
export const IN_FILE = ["accepted", "corrected", "added"];
