// A candidate: what it would claim, the words that say it, what keeps it, what stands beside it.

import { h } from "../dom.js";
import { t } from "../words.js";
import { accept, reject } from "./acts.js";
import { correct } from "./correct.js";
import { editEntity, typeName } from "./entity.js";
import { wordsAt } from "./marked.js";
import { newcomer } from "./newcomers.js";
import { IN_FILE } from "./text.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Candidate} Candidate */

/** @param {Desk} desk @param {Candidate} candidate */
export function cardOf(desk, candidate) {
  const current = candidate.id === desk.at;
  const names = new Map(desk.review.things.map((each) => [each.id, each.name]));
  return h("li", {
    class: `candidate ${candidate.status}`, tabindex: -1, "data-id": candidate.id, "aria-current": current ? "true" : null,
    onclick: (/** @type {Event} */ event) => {
      if (!current && !(event.target instanceof Element && event.target.closest("button"))) desk.go(candidate.id);
    },
  },
  h("div", { class: "pills" },
    h("code", null, candidate.id),
    h("span", { class: "status" }, t(`review.status.${candidate.status}`)),
    candidate.status !== "added" && h("span", { title: t("review.score") }, candidate.score.toFixed(2)),
    candidate.status !== "added" && h("span", { class: "rule" }, h("bdi", { lang: "en" }, candidate.rule)),
    candidate.written && h("span", null, t(!candidate.due ? "review.written" : IN_FILE.includes(candidate.status) ? "review.written.again" : "review.written.out"))),
  candidate.sentences.map((each) => h("p", { class: "sentence", lang: "en" }, each)),
  candidate.outline !== null && h("p", { class: "sentence outline" }, t("review.outline"), " ", h("bdi", { lang: "en" }, candidate.outline)),
  quoted(desk, candidate).map((each) => h("blockquote", { lang: "en" }, each)),
  candidate.missing.filter((id) => !names.has(id)).map((id) => h("p", { class: "problem" }, t("review.gone", { id }))),
  candidate.missing.filter((id) => names.has(id)).map((id) => openOf(desk, candidate, id, names.get(id) ?? id)),
  Object.entries(candidate.problems).map(([name, text]) => h("p", { class: "problem", lang: "en" }, h("code", null, name), " ", text)),
  candidate.beside.length > 0 && h("ul", { class: "beside" }, candidate.beside.map((each) => h("li", { class: each.what },
    h("strong", null, t(`review.beside.${each.what}`)), " ",
    h("span", { lang: "en" }, each.because), " ", h("q", { lang: "en" }, each.quote),
    each.candidate && h("button", { type: "button", class: "small", onclick: () => desk.go(each.candidate ?? "") }, t("review.show", { id: each.candidate }))))),
  decided(desk, candidate),
  h("div", { class: "acts" },
    act(t("review.accept"), "a", current, () => void accept(desk, candidate)),
    act(t("review.correct"), "c", current, () => correct(desk, candidate)),
    act(t("review.reject"), "r", current, () => void reject(desk, candidate))));
}

/** A thing that is no entity yet: which one it is asked for, or which new one it will be. @param {Desk} desk @param {Candidate} candidate @param {string} id @param {string} name */
function openOf(desk, candidate, id, name) {
  const thing = newcomer(desk, id), edit = () => editEntity(desk, id), label = `new-${candidate.id}-${id}`;
  if (!thing) return h("p", { class: "open" }, h("button", { type: "button", onclick: edit }, t("review.which"), " ", h("bdi", { lang: "en" }, name)));
  return h("p", { class: "open newcomer" }, h("span", { class: "plus" }, t("review.brings")), " ", h("bdi", { id: label, lang: "en" }, thing.proposed.labels.join(" · ")), " ",
    h("small", null, "· ", typeName(desk, thing.proposed.types[0] ?? "")), " ",
    h("button", { type: "button", class: "small", id: `change-${label}`, "aria-labelledby": `change-${label} ${label}`, onclick: edit }, t("review.change")));
}

/** The words of the text that say it, piece by piece. @param {Desk} desk @param {Candidate} candidate @returns {string[]} */
function quoted(desk, candidate) {
  const { quote } = candidate.entry;
  if (quote === undefined) return [wordsAt(desk, candidate)];
  return (Array.isArray(quote) ? quote : [quote]).map((each) => (typeof each === "string" ? each : String(/** @type {{text: string}} */ (each).text)));
}

/** Who decided, and when. @param {Desk} desk @param {Candidate} candidate */
function decided(desk, candidate) {
  const decision = desk.review.decisions.find((each) => each.number === candidate.decision);
  return decision && h("p", { class: "note" }, h("bdi", null, decision.by), ", ", h("time", { datetime: decision.at }, decision.at.replace("T", " ").replace("Z", "")), decision.reason && [": ", h("q", null, decision.reason)]);
}

/** @param {string} text @param {string} key @param {boolean} current @param {() => void} does */
function act(text, key, current, does) {
  return h("button", { type: "button", "aria-keyshortcuts": current ? key : null, onclick: does }, text, current && [" ", h("kbd", null, key)]);
}
