// The paths that were found, each as an argument; what the question leaves out; what would give one.

import { h } from "../dom.js";
import { icon } from "../glyphs.js";
import { searchBox } from "../search.js";
import { labelOf, namesOf, t } from "../words.js";
import { card, mark } from "./card.js";
import { options } from "./options.js";
import { arguments_, endsOf } from "./picture.js";
import { PATHS, having, one, read, relaxed, write } from "./question.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Paths} Paths */
/** @typedef {import("../types.js").Question} Question */

const USUAL_HOPS = 4;
/** The list that is shown, so that choosing a path does not make it anew. @type {{key: string, list: HTMLElement} | null} */
let shown = null;

/** @param {App} app @param {string} id the question */
export async function render(app, id) {
  const [answer, documents] = await Promise.all([app.commands.answer(id), app.api.documents()]);
  const question = read(id) ?? { ends: endsOf(answer), words: {} };
  const { lang, names, theme, sel } = app.store.get();
  const key = [id, lang, names, theme].join(" ");
  if (shown?.key !== key) shown = { key, list: listOf(app, question, answer, documents) };
  mark(shown.list, sel?.kind === "path" ? Number(sel.id) : null);
  return shown.list;
}

/** @param {App} app @param {Question} question @param {Paths} answer @param {Map<string, import("../types.js").DocumentCard>} documents */
function listOf(app, question, answer, documents) {
  const found = arguments_(answer), isJoined = answer.targets.length > 1;
  const ask = (/** @type {Question} */ next) => void app.commands.connect(write(next));
  const title = found.length === 0 ? t(isJoined ? "paths.apart" : "paths.none")
    : isJoined ? t("paths.joined", { count: found.length }) : t("paths.found", { count: found.length });
  const cards = found.map((argument, index) => card({ app, question, documents, ask }, argument, index + 1));
  const list = h("article", { class: "paths" },
    h("h2", { tabindex: -1 }, title),
    h("p", { class: "about" }, named(answer), h("span", null, ` · ${told(question, isJoined)}`, found.length === PATHS ? ` · ${t("paths.limit", { n: PATHS })}` : "")),
    h("p", { class: "actions" },
      isJoined ? null : h("button", { type: "button", "data-keep": "swap", onclick: () => ask({ ...question, ends: [...question.ends].reverse() }) }, icon("swap"), t("paths.swap")),
      isJoined ? null : h("button", { type: "button", onclick: () => app.store.dispatch({ type: "compared", compare: question.ends.join("..") }) }, icon("compare"), t("paths.compare")),
      h("button", { type: "button", onclick: () => app.commands.leave() }, icon("close"), t("paths.leave"))),
    ends(app, question, answer, ask),
    options(app, question, isJoined, ask),
    excluded(app, question, answer, ask),
    answer.partial ? h("p", { class: "partial", role: "note" }, h("strong", null, t("paths.partial")), " ", t("paths.partial.why")) : null,
    answer.apart.length ? h("p", { class: "partial" }, t("paths.not.joined", { names: answer.apart.map((id) => nameOf(answer, id)).join(", ") })) : null,
    found.length ? null : nothing(question, answer, ask),
    h("ol", { class: "cards", onmouseleave: () => app.store.dispatch({ type: "lit", lit: null }) }, cards),
    isJoined && found.length ? h("p", { class: "counted" }, t("paths.approximate")) : null,
    found.length ? h("p", { class: "counted" }, t("paths.wording")) : null,
    h("p", { class: "counted" }, t("entity.counted", { documents: app.start.documents })));
  app.announce(title);
  return list;
}

/** @param {Paths} answer @param {string} id */
function nameOf(answer, id) {
  const entity = answer.nodes.find((node) => node.id === id);
  return entity ? namesOf(entity)[0]?.text ?? id : id;
}

/** Who is connected with whom. @param {Paths} answer */
function named({ source, targets }) {
  const names = [source, ...targets].map((each) => h("bdi", null, namesOf(each)[0]?.text));
  return h("strong", null, names.flatMap((name, index) => (index ? [targets.length > 1 ? ", " : " → ", name] : [name])));
}

/** How it was looked for. @param {Question} question @param {boolean} isJoined */
function told(question, isJoined) {
  const hops = t("paths.upto", { count: Number(one(question, "hops")) || USUAL_HOPS });
  if (isJoined) return hops;
  const weight = one(question, "weight");
  return [hops, t(weight ? `paths.weight.${weight}` : "paths.shortest.first")].join(", ");
}

/** The ends, and a further one. @param {App} app @param {Question} question @param {Paths} answer @param {(next: Question) => void} ask */
function ends(app, question, answer, ask) {
  const all = endsOf(answer), box = h("div", { class: "search end" });
  searchBox(app, box, { placeholder: "paths.another", label: "paths.another.label", choose: (id) => {
    if (!question.ends.includes(id)) ask({ ends: [...question.ends, id], words: simple(question.words) });
  } });
  return h("details", { class: "further", open: all.length > 2 },
    h("summary", { "data-keep": "further" }, t("paths.further")),
    all.length > 2 ? h("ul", { class: "chips" }, all.map((id) => h("li", null, h("bdi", null, nameOf(answer, id)),
      h("button", { type: "button", "aria-label": t("paths.end.remove", { name: nameOf(answer, id) }), title: t("paths.end.remove", { name: nameOf(answer, id) }),
        onclick: () => ask({ ...question, ends: all.filter((each) => each !== id) }) }, icon("close"))))) : null,
    box);
}

/** What may be asked of more than two. @param {Question["words"]} words */
const simple = (words) => Object.fromEntries(Object.entries(words).filter(([name]) => !["directed", "shortest", "overlapping"].includes(name)));

/** Entities and relations that paths avoid, each with a way back. @param {App} app @param {Question} question @param {Paths} answer @param {(next: Question) => void} ask */
function excluded(app, question, answer, ask) {
  const known = new Map(answer.without.map((entity) => [entity.id, namesOf(entity)[0]?.text]));
  const words = /** @type {const} */ (["without", "without_property"]);
  const left = words.flatMap((word) => (question.words[word] ?? []).map((value) => ({ word, value })));
  if (!left.length) return null;
  return h("div", { class: "without" }, h("span", null, t("paths.without")), h("ul", { class: "chips" }, left.map(({ word, value }) => {
    const text = word === "without" ? known.get(value) ?? value : labelOf(app.start.properties[value]?.labels ?? { en: value });
    return h("li", null, h("bdi", null, text), h("button", {
      type: "button", title: t("paths.admit", { name: text }), "aria-label": t("paths.admit", { name: text }),
      onclick: () => ask(having(question, word, (question.words[word] ?? []).filter((each) => each !== value))),
    }, icon("close")));
  })));
}

/** @param {Question} question @param {Paths} answer @param {(next: Question) => void} ask */
function nothing(question, answer, ask) {
  const { relaxations, partial, trees, targets } = answer;
  if (targets.length > 1 || trees.length) return h("p", { class: "none" }, t("paths.apart.why"));
  return h("div", { class: "none" },
    h("p", null, t(relaxations.length ? "paths.none.but" : partial ? "paths.none.partial" : "paths.none.at.all")),
    h("p", { class: "actions" }, relaxations.map((change) =>
      h("button", { type: "button", class: "relax", onclick: () => ask(relaxed(question, change)) }, change_(change)))));
}

/** A change of the server in words. @param {string} change */
function change_(change) {
  const hops = change.match(/^hops=(\d)$/);
  if (hops) return t("relax.hops", { count: Number(hops[1]) });
  return t(`relax.${change.replace(/^no /, "").replace(/=.*/, "")}`);
}
