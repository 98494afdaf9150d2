// The page at /review: who reviews, then what waits, then a document.

import * as api from "../api.js";
import { find, h, show } from "../dom.js";
import { speak, t } from "../words.js";
import { leave } from "./acts.js";
import { missed } from "./correct.js";
import { introduce } from "./entity.js";
import { follow } from "./marked.js";
import { drawReview, nameOf } from "./page.js";
import { listen } from "./keys.js";

/** @typedef {import("./types.js").Desk} Desk */

const KEPT = "kg-review"; // for this tab only
const place = find("#review");
const asked = new URLSearchParams(location.search);
/** @type {Desk | null} */
let desk = null;

/** Ask who reviews. @param {string | null} problem */
function door(problem) {
  const by = h("input", { name: "by", required: true, maxlength: 80, autocomplete: "name" });
  const token = h("input", { name: "token", type: "password", required: true, autocomplete: "off" });
  show(place,
    heading(),
    problem && h("p", { class: "wrong", role: "alert", lang: "en" }, problem),
    h("form", { class: "door", onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      void open(token.value, by.value.trim());
    } },
    h("p", { class: "note" }, t("review.door")),
    h("label", null, t("review.by"), by),
    h("label", null, t("review.token"), token),
    h("button", { class: "primary" }, t("review.enter"))));
  ready();
}

/** @param {string} token @param {string} by */
async function open(token, by) {
  try {
    const doc = asked.get("doc");
    if (!doc) {
      const inbox = await api.reviewing("review", token);
      sessionStorage.setItem(KEPT, JSON.stringify({ token, by }));
      return list(inbox.items);
    }
    const path = `review/${encodeURIComponent(doc)}`;
    const [review, words] = await Promise.all([api.reviewing(path, token), api.reviewing(`${path}/vocabulary`, token)]);
    sessionStorage.setItem(KEPT, JSON.stringify({ token, by }));
    desk = begin(token, by, review, words);
    desk.draw();
    ready();
  } catch (error) {
    if (!(error instanceof api.Problem)) throw error;
    if (error.status === 401) sessionStorage.removeItem(KEPT);
    door(said(error));
  }
}

/** @param {import("./types.js").Waiting[]} items */
function list(items) {
  show(place, heading(), items.length
    ? h("ul", { class: "cards inbox" }, items.map((each) => h("li", null,
      h("a", { href: here({ doc: each.id }), lang: "en" }, each.title),
      h("span", null, t("review.counts", { ...each.counts })),
      h("span", null, h("bdi", null, [each.publisher, each.issued].filter(Boolean).join(" · "))))))
    : h("p", { class: "note" }, t("review.empty"), " ", h("code", null, "kg add")));
  ready();
}

/** @returns {Desk} */
function begin(/** @type {string} */ token, /** @type {string} */ by, /** @type {import("./types.js").Review} */ review, /** @type {Desk["words"]} */ words) {
  const path = `review/${encodeURIComponent(review.id)}`;
  const first = review.candidates.find((each) => each.status === "pending") ?? review.candidates[0];
  /** @type {Desk} */
  const made = {
    token, by, review, words, at: first?.id ?? "", all: false, note: null, refused: null, gaps: null, marked: null,
    draw: () => drawReview(made, place),
    search: async (q) => (await api.reviewing(`${path}/entities`, token, null, { q })).items,
    go: (id) => {
      made.at = id;
      made.draw();
    },
    decide: (act, of, data = {}) => attempt(made, async () => {
      made.review = await api.reviewing(`${path}/decisions`, token, { by, act, of, data, seen: made.review.number });
      const [last] = made.review.decisions;
      const taken = act === "undo" ? made.review.decisions.find((each) => String(each.number) === last?.of) : last;
      if (act === "undo" && taken) goTo(made, taken.of);
      const { instead } = /** @type {{instead?: string}} */ (data); // of another form: the candidate is corrected
      const [done, what] = instead ? ["correct", instead] : [act, taken?.of ?? of];
      made.note = { text: t(`review.done.${done}`, { what: nameOf(made.review, what) }), wrong: false, errors: {} };
    }),
    write: async () => void (await attempt(made, async () => {
      const done = await api.reviewing(`${path}/write`, token, { by });
      made.review = done.review;
      made.gaps = done.gaps;
      const text = t("review.wrote", { added: done.added.length, removed: done.removed.length, entities: done.entities.length });
      made.note = { text: done.by_hand.length ? `${text} ${t("review.byhand", { names: done.by_hand.join(", ") })}` : text, wrong: false, errors: {} };
    })),
    missed: () => missed(made),
    missedThing: () => introduce(made),
    leave: (place, reason) => void leave(made, place, reason),
  };
  return made;
}

/** Look at what a decision was on: a candidate, or the first one that names the thing. @param {Desk} made @param {string} of */
function goTo(made, of) {
  const { candidates } = made.review;
  const found = candidates.find((each) => each.id === of) ?? candidates.find((each) => each.things.includes(of)) ?? candidates.find((each) => each.id === made.at) ?? candidates[0];
  made.at = found?.id ?? "";
}

/** Do it; on a refusal say why, and after somebody else's decision look at it anew. @param {Desk} made @param {() => Promise<void>} act */
async function attempt(made, act) {
  try {
    await act();
    made.refused = null;
    return true;
  } catch (error) {
    if (!(error instanceof api.Problem)) throw error;
    made.refused = { text: leadOf(error), errors: error.errors };
    // a dialog that is open tells it itself
    made.note = document.querySelector("dialog[open]") ? null : { ...made.refused, wrong: true };
    if (error.status === 409) {
      await api.reviewing(`review/${encodeURIComponent(made.review.id)}`, made.token).then((found) => (made.review = found), () => null);
    }
    return false;
  } finally {
    made.draw();
  }
}

/** What was refused, without the fields that are told apart. @param {import("../api.js").Problem} error */
function leadOf(error) {
  const [first] = Object.keys(error.errors);
  return first === undefined ? said(error) : said(error).split(`: ${first}: `)[0] ?? "";
}

/** @param {import("../api.js").Problem} error */
const said = (error) => (error.status ? error.message : t(`problem.${error.message}`));
const heading = () => h("h1", null, t("review.title"));

/** The address of this page with another query. @param {Record<string, string>} query */
function here(query) {
  const url = new URL(location.href);
  url.search = new URLSearchParams({ ...(asked.has("lang") ? { lang: asked.get("lang") ?? "" } : {}), ...query }).toString();
  return url.href;
}

/** @param {string} name */
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage may be forbidden
  }
}

function ready() {
  Object.assign(window, { __ready: true });
}

await speak(asked.get("lang") === "zh-Hant" || (!asked.has("lang") && kept("kg-lang") === "zh-Hant") ? "zh-Hant" : "en");
for (const each of document.querySelectorAll("body > header, body > footer, body > .skip")) each.setAttribute("lang", "en");
listen(() => desk);
follow(() => desk);
const known = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
if (known) void open(known.token, known.by);
else door(null);
