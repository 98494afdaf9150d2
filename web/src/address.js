// The URL is the state: what is in it, and which changes make an entry of the browser's history.
// ?focus&open&off&t&bridges&view&lang&names&theme&sel&path&compare&sort&doc&part&on&q&query&as&by, and _name of each argument of q

import { VIEWS } from "./features.js";
import * as questions from "./paths/question.js";
import { FIRST } from "./state.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Step} Step */

const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/;
const KINDS = { e: "entity", r: "edge", c: "claim", d: "document", g: "group", p: "path", w: "row" };
const LETTERS = { entity: "e", edge: "r", claim: "c", document: "d", group: "g", path: "p", row: "w" };
const MANY_OF_ONE = 100; // members of a group come all together
const ARGUMENT = /^_[a-z]\w{0,60}$/;
const MOST_QUERY = 8_000; // letters of a query that a URL can hold; a longer one is in nobody's link
const PAUSE = 100; // milliseconds between two changes of a URL: browsers refuse many at once
const COMMA = ",", PART = "~";

/** What a URL's query asks for; what makes no sense is left out. @param {string} query @returns {View} */
export function read(query) {
  const given = new URLSearchParams(query);
  const focus = given.get("focus");
  return Object.freeze({
    view: VIEWS.find(({ id }) => id === given.get("view"))?.id ?? FIRST.view,
    focus: focus && SLUG.test(focus) ? focus : null,
    open: list(given.get("open")).map(step).filter((each) => each !== null),
    off: list(given.get("off")).filter((each) => /^((type|kind|property|document):[\w-]+|sources:\d{1,3}|date:none)$/.test(each)),
    t: word(given.get("t"), /^(\d{4}|\.\.)\/(\d{4}|\.\.)$/),
    bridges: given.get("bridges") === "folded" ? "folded" : FIRST.bridges,
    lang: given.get("lang") === "zh-Hant" ? "zh-Hant" : "en",
    names: /** @type {View["names"]} */ (word(given.get("names"), /^(both|en|zh)$/) ?? FIRST.names),
    theme: /** @type {View["theme"]} */ (word(given.get("theme"), /^(light|dark)$/) ?? FIRST.theme),
    sel: selection(given.get("sel")) ?? selection(given.has("claim") ? `c:${given.get("claim")}` : null)
      ?? (given.has("path") || given.has("compare") ? null : whole(focus)),
    path: asked(given.get("path")),
    compare: asked(given.get("compare")),
    q: word(given.get("q"), /^[\w-]{1,120}$/),
    query: given.get("query"),
    args: Object.freeze(Object.fromEntries([...given].filter(([name]) => ARGUMENT.test(name)).map(([name, value]) => [name.slice(1), value]))),
    as: word(given.get("as"), /^(table|graph|bar|line|timeline|text)$/),
    by: word(given.get("by"), /^[\p{L}\w]{1,60}:(up|down)$/u),
    sort: word(given.get("sort"), /^(subject|relation|object|kind|dates|evidence):(up|down)$/),
    doc: slug(given.get("doc")),
    part: word(given.get("part"), /^[a-z-]+$/),
    on: word(given.get("on"), /^\d{4}-\d\d-\d\d$/),
  });
}

/** @param {string | null} text @param {RegExp} form */
const word = (text, form) => (text !== null && form.test(text) ? text : null);

/** @param {string | null} text */
const slug = (text) => (text !== null && SLUG.test(text) ? text : null);

/** @param {string | null} text */
const list = (text) => (text ? text.split(COMMA).filter(Boolean) : []);

/** @param {string} text @returns {Step | null} */
function step(text) {
  const [id = "", count = "", property, direction] = text.split(PART);
  if (!SLUG.test(id)) return null;
  if (count.startsWith("*")) return /^\*[0-9a-f]+$/.test(count) ? { id, count: MANY_OF_ONE, group: count.slice(1) } : null;
  if (count.startsWith("+")) return SLUG.test(count.slice(1)) ? { id, count: 1, only: count.slice(1) } : null;
  if (!/^\d{1,3}$/.test(count)) return null;
  if (!property) return { id, count: Number(count) };
  return { id, count: Number(count), property, direction: direction === "in" ? "in" : "out" };
}

/** What is selected where nothing is said. @param {string | null} focus @returns {View["sel"]} */
const whole = (focus) => (focus && SLUG.test(focus) ? { kind: "entity", id: focus } : null);

/** A question as it is always written, so that one question is one address. @param {string | null} text */
function asked(text) {
  const question = questions.read(text);
  return question && questions.write(question);
}

/** @param {string | null} text @returns {View["sel"]} */
function selection(text) {
  const found = text?.match(/^([ercdgpw]):([\w-]+)$/);
  if (!found) return null;
  const kind = KINDS[/** @type {keyof typeof KINDS} */ (found[1])];
  return /** @type {View["sel"]} */ ({ kind, id: found[2] });
}

/** The query of a state, "" for the first one. @param {View} view @returns {string} */
export function write(view) {
  const query = new URLSearchParams();
  if (view.focus) query.set("focus", view.focus);
  if (view.open.length) query.set("open", view.open.map(written).join(COMMA));
  if (view.off.length) query.set("off", view.off.join(COMMA));
  const isAbout = view.path !== null || view.compare !== null;
  if (view.sel && (isAbout || !(view.sel.kind === "entity" && view.sel.id === view.focus))) {
    query.set("sel", `${LETTERS[view.sel.kind]}:${view.sel.id}`);
  }
  for (const name of /** @type {const} */ (["t", "bridges", "view", "lang", "names", "theme", "path", "compare", "q", "query", "as", "by", "sort", "doc", "part", "on"])) {
    const value = view[name];
    if (value !== null && value !== FIRST[name] && !(name === "query" && value.length > MOST_QUERY)) query.set(name, value);
  }
  for (const [name, value] of Object.entries(view.args)) query.set(`_${name}`, value);
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2A", "*");
  return text ? `?${text}` : "";
}

/** @param {Step} each */
function written(each) {
  if (each.group) return `${each.id}${PART}*${each.group}`;
  if (each.only) return `${each.id}${PART}+${each.only}`;
  const over = each.property ? `${PART}${each.property}${PART}${each.direction}` : "";
  return `${each.id}${PART}${each.count}${over}`;
}

/** Keep the URL and the state alike. @param {import("./store.js").Store} store @param {() => void} restored */
export function follow(store, restored) {
  let isRestoring = false, last = 0, later = 0;
  const replace = () => {
    last = Date.now();
    history.replaceState(null, "", location.pathname + write(store.get()));
  };
  store.subscribe((now, before) => {
    const query = write(now);
    if (isRestoring || query === location.search) return;
    const enters = now.focus !== before.focus || now.path !== before.path || now.compare !== before.compare || now.view !== before.view
      || now.doc !== before.doc || now.q !== before.q || now.query !== before.query || now.args !== before.args;
    clearTimeout(later);
    if (enters) history.pushState(null, "", location.pathname + query);
    else if (Date.now() - last > PAUSE) replace();
    else later = window.setTimeout(replace, PAUSE);
  });
  window.addEventListener("popstate", () => {
    const { lang, theme } = store.get();
    clearTimeout(later);
    isRestoring = true;
    store.dispatch({ type: "restored", view: { ...read(location.search), lang, theme } });
    isRestoring = false;
    restored();
  });
}
