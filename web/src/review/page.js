// A document under review: its text, the candidates beside it, the things they name, what was decided.

import { h, show } from "../dom.js";
import { t } from "../words.js";
import { cardOf } from "./card.js";
import { editEntity, typeName } from "./entity.js";
import { help } from "./keys.js";
import { mark, offer } from "./marked.js";
import { textOf } from "./text.js";

/** @typedef {import("./types.js").Desk} Desk */

/** @param {Desk} desk @param {HTMLElement} place */
export function drawReview(desk, place) {
  const { review } = desk;
  const shown = review.candidates.filter((each) => desk.all || each.status === "pending" || each.id === desk.at);
  const inside = place.contains(document.activeElement) || document.activeElement === document.body;
  const scrolled = place.querySelector(".review-text")?.scrollTop ?? 0;
  show(place,
    h("h1", null, h("bdi", { lang: "en" }, review.title)),
    bar(desk),
    noteOf(desk),
    h("div", { class: "review-columns" },
      h("div", { class: "review-left" },
        h("section", { class: "review-text", tabindex: 0, "aria-label": t("review.text") }, textOf(desk)),
        h("div", { class: "marked", role: "group", "aria-label": t("review.marked") })),
      h("section", { class: "review-list", "aria-label": t("review.candidates") },
        h("h2", null, t("review.candidates"), " ", h("span", null, t("review.left", { count: review.candidates.filter((each) => each.status === "pending").length }))),
        finished(desk),
        h("ol", null, shown.map((each) => cardOf(desk, each)))),
      h("section", { class: "review-side", "aria-label": t("review.things") }, gaps(desk), things(desk), decisions(desk))));
  offer(desk);
  const text = place.querySelector(".review-text");
  if (text) text.scrollTop = scrolled;
  const current = place.querySelector("[aria-current=true]");
  if (current instanceof HTMLElement) {
    if (inside) current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest" });
    place.querySelector(".passage.on")?.scrollIntoView({ block: "nearest" });
  }
}

/** @param {Desk} desk */
function bar(desk) {
  const { review } = desk;
  return h("div", { class: "review-bar" },
    h("span", { class: "note" }, h("bdi", { lang: "en" }, [review.publisher, review.issued].filter(Boolean).join(" · "))),
    h("label", { class: "tick" }, h("input", { type: "checkbox", checked: desk.all, onchange: () => {
      desk.all = !desk.all;
      desk.draw();
    } }), t("review.all")),
    button(t("review.undo"), "u", () => void desk.decide("undo", "")),
    h("button", { type: "button", class: review.unwritten ? "primary" : null, "aria-keyshortcuts": "w", onclick: () => void desk.write() },
      t("review.write", { count: review.unwritten }), " ", h("kbd", null, "w")),
    button(t("review.keys"), "?", () => help()),
    h("span", { class: "note" }, t("review.as"), " ", h("bdi", null, desk.by)));
}

/** What a decision was on: a thing by its name, else as the decisions have it. @param {import("./types.js").Review} review @param {string} of */
export const nameOf = (review, of) => (review.things.find((each) => each.id === of)?.name ?? review.left.find((each) => each.id === of)?.text) ?? of;

/** @param {string} text @param {string} key @param {() => void} act */
export function button(text, key, act) {
  return h("button", { type: "button", "aria-keyshortcuts": key, onclick: act }, text, " ", h("kbd", null, key));
}

/** What was just done or refused; read out as it comes. @param {Desk} desk */
function noteOf(desk) {
  const { note } = desk;
  return h("div", { class: note?.wrong ? "said wrong" : "said", role: note?.wrong ? "alert" : "status" },
    note && h("p", { lang: note.wrong ? "en" : null }, note.text),
    note && Object.keys(note.errors).length > 0 && h("ul", { lang: "en" },
      Object.entries(note.errors).map(([name, text]) => h("li", null, h("code", null, name), " ", text))));
}

/** What is left to do when nothing waits any more. @param {Desk} desk */
function finished(desk) {
  const { candidates, unwritten } = desk.review;
  if (candidates.some((each) => each.status === "pending")) return null;
  return h("p", { class: "finished", role: "status" }, unwritten
    ? [t("review.finished", { count: unwritten }), " ", button(t("review.write", { count: unwritten }), "w", () => void desk.write())]
    : t("review.finished.written"));
}

/** What no claim cites since the last writing: each leads to its words, or is left out. @param {Desk} desk */
function gaps(desk) {
  const { left } = desk.review;
  const found = (desk.gaps ?? []).filter((gap) => !left.some((each) => each.start <= gap.start && gap.end <= each.end));
  return found.length > 0 && h("details", { class: "gaps", open: true },
    h("summary", null, h("h2", null, t("review.gaps"), " ", h("span", null, String(found.length)))),
    h("p", { class: "note" }, t("review.gaps.how")),
    h("ul", null, found.map((gap) => h("li", null,
      h("button", { type: "button", class: "small", lang: "en", title: gap.signal, onclick: () => mark(desk, gap) }, gap.text),
      h("button", { type: "button", class: "small quiet", "aria-label": t("review.leave.one", { what: gap.text }), onclick: () => desk.leave(gap, gap.reason) }, t("review.leave")),
      gap.reason && h("q", { lang: "en" }, gap.reason)))));
}

/** Those that wait for an answer first, then the known ones, then what nobody needs. @param {Desk} desk */
function things(desk) {
  const wanted = new Set(desk.review.candidates.filter((each) => each.status !== "rejected").flatMap((each) => each.things));
  const state = (/** @type {import("./types.js").Thing} */ thing) => (!wanted.has(thing.id) && thing.other ? "other" : !wanted.has(thing.id) && !thing.id.startsWith("n") ? "unneeded" : thing.entity ? "known" : "open");
  const order = ["open", "known", "unneeded", "other"];
  const sorted = [...desk.review.things].sort((a, b) => order.indexOf(state(a)) - order.indexOf(state(b)));
  const others = sorted.filter((thing) => state(thing) === "other");
  const row = (/** @type {import("./types.js").Thing} */ thing) => h("li", { class: thing.newcomer ? `${state(thing)} newcomer` : state(thing) },
    h("button", { type: "button", class: "thing", onclick: () => editEntity(desk, thing.id) },
      h("bdi", { lang: "en" }, thing.name)),
    h("span", null, thing.entity
      ? [thing.into ? "= " : "→ ", h("bdi", { lang: "en" }, thing.entity.label), thing.new ? ` (${t("review.new")})` : ""]
      : state(thing) === "open" && thing.newcomer ? [t("review.brings"), " ", typeName(desk, thing.proposed.types[0] ?? "")] : t(state(thing) === "unneeded" ? "review.unneeded" : "review.unknown")));
  return [
    h("h2", null, t("review.things")),
    h("ul", { class: "things" }, sorted.filter((thing) => state(thing) !== "other").map(row)),
    others.length > 0 && h("details", { class: "others" },
      h("summary", null, t("review.others", { count: others.length })),
      h("p", { class: "note" }, t("review.others.how")), h("ul", { class: "things" }, others.map(row))),
  ];
}

/** @param {Desk} desk */
function decisions(desk) {
  const { decisions: taken } = desk.review;
  return taken.length > 0 && h("details", { class: "history" },
    h("summary", null, t("review.history", { count: taken.length })),
    h("ol", null, taken.map((each) => h("li", { class: each.undone ? "undone" : null },
      h("time", { datetime: each.at }, each.at.replace("T", " ").replace("Z", "")), " ",
      h("bdi", null, each.by), ` ${t(`review.did.${each.act}`)} `, h("bdi", { lang: "en" }, nameOf(desk.review, each.of)),
      each.reason && h("q", null, each.reason),
      !each.undone && !["undo", "write", "written"].includes(each.act) && h("button", {
        type: "button", class: "small", "aria-label": t("review.undo.one", { n: each.number }),
        onclick: () => void desk.decide("undo", String(each.number)),
      }, t("review.undo"))))));
}
