// What claims rest on: every passage in its sentence, one fold a document, the newest first.

import { h } from "../dom.js";
import { days, namesOf, t } from "../words.js";
import { copyButton, graphOf } from "./copy.js";
import { known } from "./known.js";
import { sentences } from "./saying.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Shown} Shown */
/** @typedef {import("../types.js").DocumentCard} DocumentCard */

const OPEN = 3; // documents that are unfolded

/**
 * Everything said, in two groups where somebody says otherwise.
 * @param {App} app @param {Shown[]} claims @param {Map<string, DocumentCard>} documents
 * @returns {(Node | null)[]}
 */
export function said(app, claims, documents) {
  const against = claims.filter((each) => each.stance === "against");
  const pro = claims.filter((each) => each.stance !== "against");
  if (!against.length) return folds(app, pro, documents, "");
  return [
    h("p", { class: "hint-line" }, t("edge.nobody")),
    h("section", { class: "stance pro" },
      h("h3", { class: "side pro" }, t("edge.says", { n: pro.length })), folds(app, pro, documents, "pro")),
    h("section", { class: "stance against" },
      h("h3", { class: "side against" }, t("edge.denies", { n: against.length })), folds(app, against, documents, "against")),
  ];
}

/** @param {App} app @param {Shown[]} claims @param {Map<string, DocumentCard>} documents @param {string} side */
function folds(app, claims, documents, side) {
  /** @type {Map<string, Shown[]>} */
  const groups = new Map();
  for (const each of claims) groups.set(each.claim.document, [...(groups.get(each.claim.document) ?? []), each]);
  return [...groups].map(([id, some], index) => {
    const source = some[0]?.source, card = documents.get(id);
    return h("details", { class: "fold source-fold", open: index < OPEN },
      h("summary", null,
        h("span", { class: "grow" }, h("bdi", { class: "publisher" }, source?.publisher ?? source?.title ?? id), " ", h("time", null, days(source?.issued ?? "")),
          source?.publisher ? h("small", null, h("bdi", null, source.title)) : null),
        h("span", { class: "number" }, t("edge.passages", { count: some.length }))),
      some.map((each) => passage(app, each, side)),
      h("p", { class: "actions" },
        h("button", { type: "button", class: "small", onclick: () => app.commands.read(id) }, t("document.read")),
        original(card), copyButton(app, "document.cite", () => some.map((each) => each.citation).join("\n\n"))));
  });
}

/** Where a document came from; only what a browser fetches as a page. @param {DocumentCard | undefined} card */
export function original(card) {
  const url = card?.url ?? "";
  return /^https?:\/\//.test(url) ? h("a", { class: "button small", href: url, rel: "noreferrer noopener", target: "_blank" }, t("document.original")) : null;
}

/** One claim with its words. @param {App} app @param {Shown} shown @param {string} side */
export function passage(app, shown, side) {
  const { claim } = shown;
  return h("section", { class: `passage ${side}`, "data-claim": claim.id },
    ...shown.passages.map((each) => h("blockquote", null, h("p", { lang: "en", dir: "auto" }, each.before, h("mark", null, each.quote), each.after))),
    h("p", { class: "words" }, pill(app, claim.kind), shown.stance === "same" ? h("span", { class: "kind" }, t("edge.same")) : null, " ", ...sentences(app, shown.sentences)),
    h("p", { class: "source" },
      claim.attributed_to ? h("span", null, t("claim.by", { name: namesOf(claim.attributed_to)[0]?.text ?? "" })) : null,
      h("span", null, when(claim) || t("claim.undated")),
      shown.passages[0]?.paragraph ? h("span", null, t("document.paragraph", { n: shown.passages[0].paragraph })) : null),
    known(app, shown));
}

/** The dates of a claim. @param {import("../types.js").Claim} claim */
export const when = (claim) => [
  claim.valid_from ? t("claim.from", { date: days(claim.valid_from) }) : null,
  claim.valid_to ? t("claim.to", { date: days(claim.valid_to) }) : null,
  claim.as_of ? t("claim.on", { date: days(claim.as_of) }) : null,
].filter((each) => each !== null).join(", ");

/** What may be copied of all of them. @param {App} app @param {Shown[]} claims */
export function copies(app, claims) {
  const iris = claims.map((each) => each.claim.iri);
  return h("section", { class: "copies", "aria-label": t("copy") }, h("h3", null, t("copy")),
    h("p", { class: "actions" },
      copyButton(app, "copy.citation", () => claims.map((each) => each.citation).join("\n\n")),
      copyButton(app, "copy.turtle", () => app.api.written(graphOf(iris), "text/turtle")),
      copyButton(app, "copy.jsonld", () => app.api.written(graphOf(iris), "application/ld+json"))));
}
