// Folds of an entity that are fetched when they are opened: its figures, and what is not known of it.

import { h, show } from "../dom.js";
import { count, labelOf, t } from "../words.js";
import { passage, when } from "./evidence.js";
import { sideBySide } from "./pair.js";
import { pill } from "./pill.js";
import { item } from "../unknowns/item.js";

/** @typedef {import("../types.js").App} App */

/** Folds that a person opened stay open for the next entity. @type {Set<string>} */
const opened = new Set();
/** What was shown once, and shows at once from then on. @type {Set<string>} */
const filled = new Set();
const MOST_UNKNOWN = 12;
const PAUSE = 300; // milliseconds: a second click may follow, and what it asks for comes first

/**
 * @param {App} app @param {string} key  of its title
 * @param {() => Promise<(Node | null)[]>} load
 * @param {string | null} [openFor]  of whom it stands open by itself: it is filled when somebody stays there
 */
export function lateFold(app, key, load, openFor = null) {
  const body = h("div", { class: "late" });
  let isLoaded = false;
  const fill = async () => {
    if (isLoaded) return;
    isLoaded = true;
    show(body, h("p", { class: "hint-line" }, t("canvas.loading")));
    try {
      show(body, ...await load());
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      isLoaded = false;
      show(body, h("p", { class: "hint-line", role: "alert" }, error.status ? error.message : t(`problem.${error.message}`)),
        h("button", { type: "button", class: "small", onclick: () => void fill() }, t("problem.retry")));
    }
  };
  const isFirst = openFor !== null && !filled.has(`${key} ${openFor}`) && !opened.has(key);
  const fold = h("details", { class: "fold", "data-fold": key, open: openFor !== null || opened.has(key), ontoggle: () => {
    if (!fold.open) opened.delete(key);
    else if (openFor === null) opened.add(key);
    if (fold.open && !isFirst) void fill();
  } }, h("summary", null, h("span", { class: "grow" }, t(key))), body);
  if (isFirst) {
    void stayed(app, fold).then((isThere) => {
      if (!isThere) return;
      filled.add(`${key} ${openFor}`);
      void fill();
    });
  }
  if (fold.open && !isFirst) void fill();
  return fold;
}

/** Whether a fold is still there when somebody may have clicked twice, and the picture has grown. @param {App} app @param {HTMLElement} fold */
async function stayed(app, fold) {
  await new Promise((done) => setTimeout(done, PAUSE));
  await app.commands.settled();
  return fold.isConnected;
}

/** Open a fold of the entity that is shown. @param {string} key */
export function openFold(key) {
  const fold = document.querySelector(`.panel [data-fold="${key}"]`);
  if (fold instanceof HTMLDetailsElement) fold.open = true;
}

/** Figures, dates, states and offices. @param {App} app @param {string} id @param {boolean} [isOpen]  of an event: who came in which role */
export const facts = (app, id, isOpen = false) => lateFold(app, "facts", async () => {
  const found = await app.api.facts(id);
  if (!found.groups.length) return [h("p", { class: "hint-line" }, t("facts.none"))];
  return [
    sideBySide(app, found.pairs),
    ...found.groups.map((group) => h("section", { class: "facts" },
      h("h3", null, labelOf(group.labels)), h("ul", null, group.lines.map((line) => fact(app, line, id))))),
    found.left_out ? h("p", { class: "hint-line" }, t("edge.left", { n: found.left_out })) : null,
  ];
}, isOpen ? id : null);

/** A line that unfolds to its words. @param {App} app @param {import("../types.js").Shown} shown @param {string} id */
function fact(app, shown, id) {
  const { claim } = shown;
  const said = claim.object && claim.object.id === id ? claim.subject.label : claim.object_text;
  return h("li", null, h("details", null,
    h("summary", null, h("bdi", { class: "grow", lang: "en" }, said, shown.qualifiers.length ? h("small", { dir: "auto" }, shown.qualifiers.join("; ")) : null),
      claim.kind === "fact" ? null : pill(app, claim.kind), h("time", null, when(claim))),
    passage(app, shown, "")));
}

/** What these documents leave open of it. @param {App} app @param {string} id */
export const unknown = (app, id) => lateFold(app, "unknowns", async () => {
  const found = await app.api.unknowns({ entity: id, on: today(), limit: MOST_UNKNOWN });
  const told = found.counts.filter((each) => each.total);
  return [
    h("p", { class: "hint-line" }, told.length
      ? told.map((each) => `${t(`unknown.${each.part}`)} ${count(each.total ?? 0)}`).join(" · ")
      : t("unknowns.none")),
    h("ul", { class: "unknown-list" }, found.items.map((each) => item(app, each))),
    found.next ? h("button", { type: "button", class: "small", onclick: () => app.store.dispatch({ type: "viewed", view: "unknowns" }) }, t("unknowns.all")) : null,
  ];
});

/** The server has no clock: plans are stale as of the reader's day. */
export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
};
