// A document as text beside the graph: a highlight leads to the link, a link to its highlight.

import { h, show } from "../dom.js";
import { icon } from "../glyphs.js";
import { line } from "../looks.js";
import { edgeNamed } from "../panel/edge.js";
import { original } from "../panel/evidence.js";
import { days, labelOf, t } from "../words.js";
import { marginOf } from "./margin.js";
import { paragraphs, passages } from "./pieces.js";
import { textOf } from "./text.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("./pieces.js").Rest} Rest */

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  const head = h("header", { class: "reader-head" });
  const text = h("section", { class: "reader-text", tabindex: 0 });
  const margin = h("section", { class: "reader-margin", tabindex: 0 });
  const elsewhere = h("p", { class: "elsewhere", role: "status", hidden: true });
  const body = h("div", { class: "reader-body" }, text, margin);
  element.append(head, elsewhere, body);
  /** @type {Rest[]} */
  let rests = [];
  /** What was chosen in here is in sight already. @type {string | null} */
  let chosenHere = null;
  /** @type {string | null} */
  let shown = null;

  /** @param {Rest} rest */
  const choose = async (rest) => {
    const claim = rest.claims.find((each) => marked(app.store.get()).has(each.claim))
      ?? rest.claims.find((each) => each.object) ?? rest.claims[0];
    if (claim) await take(claim);
    reveal(margin.querySelector(`[data-rest="${rest.number}"]`), margin);
    reveal(text.querySelector(`[data-marker="${rest.number}"]`), text);
  };
  /** @param {import("../types.js").ClaimSpan} claim */
  const take = async (claim) => {
    chosenHere = claim.claim;
    await app.commands.locate(claim);
    chosenHere = null;
    app.actions.get("see")?.(app);
  };

  const draw = async () => {
    const { doc, view } = app.store.get();
    if (!doc || view !== "document") return;
    const key = `${doc} ${app.store.get().lang} ${app.store.get().theme} ${document.documentElement.lang}`;
    if (key === shown) return mark(app.store.get());
    shown = key;
    try {
      const [found, documents] = await Promise.all([app.api.article(doc), app.api.documents()]);
      if (app.store.get().doc !== doc) return;
      rests = passages(found.claims);
      const card = documents.get(doc), isAlone = found.text === null;
      show(head, ...headOf(app, card, doc, found));
      body.classList.toggle("alone", isAlone);
      text.hidden = isAlone;
      text.setAttribute("aria-label", t("document.text"));
      margin.setAttribute("aria-label", t("document.margin"));
      show(text, ...(isAlone ? [] : textOf(app, paragraphs(found, rests), (rest) => void choose(rest))));
      show(margin, h("h2", null, t("document.margin")), isAlone ? h("p", { class: "hint-line" }, t("document.missing")) : null,
        rests.length ? marginOf(app, rests, isAlone, (rest) => void choose(rest), (claim) => void take(claim)) : h("p", { class: "hint-line" }, t("document.unread")));
      mark(app.store.get());
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      shown = null;
      show(head, closing(app));
      show(text);
      show(margin, h("p", { class: "hint-line", role: "alert" }, error.status ? error.message : t(`problem.${error.message}`)),
        h("button", { type: "button", onclick: () => void draw() }, t("problem.retry")));
    }
  };

  /** Which claims are selected. @param {State} state @returns {Set<string>} */
  const marked = ({ sel }) => {
    if (sel?.kind === "claim") return new Set(sel.id.split("-"));
    if (sel?.kind === "edge") return new Set(edgeNamed(app, sel.id)?.claim_ids);
    return new Set();
  };

  /** @param {State} state */
  function mark(state) {
    const claims = marked(state);
    const on = new Set(rests.filter((rest) => rest.claims.some((each) => claims.has(each.claim))).map((rest) => String(rest.number)));
    for (const each of element.querySelectorAll("[data-rests]")) {
      each.classList.toggle("on", (each.getAttribute("data-rests") ?? "").split(" ").some((number) => on.has(number)));
    }
    for (const each of element.querySelectorAll("[data-marker], [data-rest]")) {
      each.classList.toggle("on", on.has(each.getAttribute("data-marker") ?? each.getAttribute("data-rest") ?? ""));
    }
    for (const each of element.querySelectorAll(".claim-line")) {
      const isOn = claims.has(each.getAttribute("data-claim") ?? "");
      each.classList.toggle("on", isOn);
      each.setAttribute("aria-pressed", String(isOn));
    }
    tellElsewhere(state, claims.size > 0 && on.size === 0);
    if (chosenHere) return;
    reveal(text.querySelector("[data-rests].on"), text);
    reveal(margin.querySelector("[data-rest].on"), margin);
  }

  /** A link that other documents tell of. @param {State} state @param {boolean} isElsewhere */
  async function tellElsewhere({ sel, doc }, isElsewhere) {
    const edge = sel?.kind === "edge" ? edgeNamed(app, sel.id) : undefined;
    elsewhere.hidden = !isElsewhere || !edge;
    if (elsewhere.hidden || !edge) return;
    const documents = await app.api.documents();
    show(elsewhere, t("document.elsewhere"), " ", ...edge.documents.filter((id) => id !== doc).map((id) =>
      h("button", { type: "button", class: "small", onclick: () => app.commands.read(id) }, h("bdi", null, documents.get(id)?.title ?? id))));
  }
  app.store.watch(["doc", "view", "lang", "theme"], () => void draw());
  app.store.subscribe((now, before) => {
    if (now.view === "document" && (now.sel !== before.sel || now.graph !== before.graph)) mark(now);
  });
}

/** Scroll only what holds it, never the page. @param {Element | null} element @param {HTMLElement} box */
function reveal(element, box) {
  if (!element) return;
  const at = element.getBoundingClientRect(), around = box.getBoundingClientRect();
  if (at.top >= around.top + 8 && at.bottom <= around.bottom - 8) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.scrollTo({ top: box.scrollTop + at.top - around.top - around.height / 3, behavior: isStill ? "auto" : "smooth" });
}

/** @param {App} app */
const closing = (app) => h("button", { type: "button", class: "close", title: t("document.close"), "aria-label": t("document.close"), onclick: () => app.commands.read(null) }, icon("close"));

/**
 * @param {App} app @param {import("../types.js").DocumentCard | undefined} card @param {string} doc
 * @param {import("../types.js").TextOf} found
 */
function headOf(app, card, doc, found) {
  const kinds = Object.entries(app.start.kinds).filter(([kind]) => found.claims.some((each) => each.kind === kind));
  return [
    closing(app),
    h("h2", null, h("bdi", null, card?.title ?? doc)),
    h("p", { class: "pills" },
      card ? h("span", null, card.kind) : null, card?.publisher ? h("span", null, h("bdi", null, card.publisher)) : null,
      card?.author ? h("span", null, h("bdi", null, card.author)) : null, card ? h("span", null, h("time", null, days(card.issued))) : null,
      h("span", null, t("document.claims", { count: card?.claim_count ?? 0 })), original(card),
      h("a", { class: "button small", href: app.api.address(`documents/${doc}`) }, t("entity.page"))),
    found.text === null ? null : h("p", { class: "reader-legend" }, kinds.map(([kind, look]) => h("span", null, line(kind, look), labelOf(look.labels))),
      found.noise.length ? h("span", { class: "noise" }, t("document.not-read")) : null, h("span", { class: "hint-line" }, t("document.names"))),
  ];
}
