// One path as an argument: its chain, and opened its sentences with numbered quotes.

import { kindOf } from "../canvas/elements.js";
import { h } from "../dom.js";
import { icon } from "../glyphs.js";
import { pill } from "../panel/pill.js";
import { days, labelOf, namesOf, t } from "../words.js";
import { having } from "./question.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Argument} Argument */
/** @typedef {import("../types.js").Hop} Hop */
/** @typedef {import("../types.js").EntityRef} EntityRef */
/** @typedef {import("../types.js").Question} Question */
/** @typedef {{app: App, question: Question, documents: Map<string, import("../types.js").DocumentCard>, ask: (next: Question) => void}} Asking */

/** @param {Asking} asking @param {Argument} argument @param {number} number from 1 */
export function card(asking, argument, number) {
  const { app } = asking;
  const kinds = [...new Set(argument.edges.map(kindOf))];
  const isFirm = kinds.every((kind) => kind === "fact");
  const toggle = () => {
    const { sel } = app.store.get();
    app.commands.select(sel?.kind === "path" && Number(sel.id) === number ? null : { kind: "path", id: String(number) });
  };
  const light = () => app.store.dispatch({ type: "lit", lit: number - 1 });
  return h("li", { class: "path", "data-number": number, onmouseenter: light, onfocusin: light, onfocusout: () => app.store.dispatch({ type: "lit", lit: null }) },
    h("button", { type: "button", class: "chain", "aria-expanded": "false", "aria-controls": `path-${number}`, "data-keep": `path-${number}`, onclick: toggle },
      h("span", { class: "meta" }, t("paths.steps", { count: argument.edges.length }), " · ", t(isFirm ? "paths.firm" : "paths.mixed"),
        isFirm ? null : kinds.filter((kind) => kind !== "fact").map((kind) => pill(app, kind)), h("span", { class: "turn", "aria-hidden": "true" }, icon("turn"))),
      h("span", { class: "steps" }, argument.ends ? branches(app, argument) : chain(app, argument))),
    h("div", { class: "whole", id: `path-${number}`, hidden: true }, sentences(asking, argument), why(argument), quotes(asking, argument), without(asking, argument)));
}

/** Open the card that is chosen, and the only one. @param {HTMLElement} list @param {number | null} chosen */
export function mark(list, chosen) {
  const cards = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".path"));
  for (const each of cards) {
    const isChosen = Number(each.dataset.number) === chosen;
    const isOpen = isChosen || (chosen === null && cards.length === 1);
    each.classList.toggle("chosen", isChosen);
    each.querySelector(".chain")?.setAttribute("aria-expanded", String(isOpen));
    /** @type {HTMLElement | null} */ (each.querySelector(".whole"))?.toggleAttribute("hidden", !isOpen);
    if (isChosen) each.scrollIntoView({ block: "nearest" });
  }
}

/** @param {EntityRef | undefined} entity */
const name = (entity) => h("bdi", { class: "station" }, entity ? namesOf(entity)[0]?.text : "");

/** @param {App} app @param {Hop} hop */
const relation = (app, hop) => labelOf(app.start.properties[hop.property.id]?.labels ?? { en: hop.property.label });

/** Names and relations in a row, arrows as the claims go. @param {App} app @param {Argument} argument */
function chain(app, { nodes, edges }) {
  return nodes.flatMap((node, index) => {
    const hop = edges[index];
    return hop ? [name(node), " ", link(app, hop, hop.forward), " "] : [name(node)];
  });
}

/** @param {App} app @param {Hop} hop @param {boolean} isForward */
const link = (app, hop, isForward) => h("span", { class: `link ${kindOf(hop)}` }, isForward ? `—${relation(app, hop)}→` : `←${relation(app, hop)}—`);

/** What joins several is no chain: each link is told by itself. @param {App} app @param {Argument} argument */
function branches(app, { nodes, edges }) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  return edges.map((hop) => h("span", { class: "branch" }, name(known.get(hop.source)), " ", link(app, hop, true), " ", name(known.get(hop.target))));
}

/** @param {Asking} asking @param {Argument} argument */
function sentences({ app }, { sentences: told, edges, weakest }) {
  const isChinese = app.store.get().lang === "zh-Hant";
  return h("ol", { class: "told" }, told.map((sentence, index) => {
    const hop = edges[index];
    return h("li", { class: told.length > 1 && sentence.number === weakest ? "weakest" : "" },
      hop ? h("a", { href: "#", role: "button", class: "say", title: t("paths.evidence"), onclick: (/** @type {Event} */ event) => {
        event.preventDefault();
        app.commands.select({ kind: "edge", id: hop.id });
      } },
        h("bdi", { lang: isChinese ? "zh-Hant" : "en" }, isChinese ? sentence.text_zh_hant : sentence.text)) : null,
      sentence.footnotes.map((number) => h("sup", null, h("a", { href: "#", class: "footnote", "aria-label": t("paths.footnote", { n: number }), onclick: (/** @type {MouseEvent} */ event) => {
        event.preventDefault();
        const note = /** @type {HTMLElement} */ (event.currentTarget).closest(".whole")?.querySelector(`[data-note="${number}"]`);
        note?.scrollIntoView({ block: "nearest", behavior: "smooth" });
        /** @type {HTMLElement | null | undefined} */ (note)?.focus();
      } }, number))),
      hop && hop.others > 0 ? h("span", { class: "others" }, " ", t("paths.others", { count: hop.others })) : null);
  }));
}

/** What makes it strong or weak. @param {Argument} argument */
function why({ edges, weakest, weight, together }) {
  if (edges.length < 2) return null;
  const hop = edges[weakest - 1];
  const when = [together.first, together.last].filter(Boolean).join(" – ");
  return h("p", { class: "why" },
    hop ? t("paths.weakest", { n: weakest, count: hop.sources }) : "", " ",
    t(`paths.together.${together.holds}`), when && together.holds === "yes" ? ` (${when})` : "",
    weight !== edges.length ? ` ${t("paths.weight", { weight: Math.round(weight * 100) / 100 })}` : "");
}

/** @param {Asking} asking @param {Argument} argument */
function quotes({ documents }, { footnotes }) {
  return h("ol", { class: "notes" }, footnotes.map((note) => {
    const document = documents.get(note.document);
    return h("li", { value: note.number, "data-note": note.number, tabindex: -1 },
      h("blockquote", null, h("p", null, h("bdi", null, note.quote))),
      h("p", { class: "source" }, h("a", { href: `claims/${note.claim}` }, h("bdi", null, document?.title ?? note.document)),
        document ? h("span", null, [document.publisher, days(document.issued)].filter(Boolean).join(", ")) : null));
  }));
}

/** Buttons that ask again without a stepping stone or a relation. @param {Asking} asking @param {Argument} argument */
function without({ app, question, ask }, { nodes, edges }) {
  const stones = nodes.filter((node) => !question.ends.includes(node.id));
  const relations = [...new Map(edges.map((hop) => [hop.property.id, hop])).values()];
  /** @param {string} word @param {string} value @param {string} text */
  const button = (word, value, text) => h("button", {
    type: "button", "aria-label": t("paths.exclude.label", { name: text }),
    onclick: () => ask(having(question, word, [...(question.words[word] ?? []), value])),
  }, icon("close"), h("bdi", null, text));
  return h("div", { class: "exclude" }, h("span", null, t("paths.exclude")),
    stones.map((node) => button("without", node.id, namesOf(node)[0]?.text ?? node.id)),
    relations.map((hop) => button("without_property", hop.property.id, `“${relation(app, hop)}”`)));
}
