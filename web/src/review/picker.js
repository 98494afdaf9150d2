// A field for an entity: things of the document and known entities, by their names.

import { h, show } from "../dom.js";
import { Problem } from "../api.js";
import { labelOf } from "../words.js";

/** @typedef {import("./types.js").Desk} Desk */

let lists = 0;

/**
 * A name with what the file has for it in brackets: `East Pier (@t3)`, `Harbour City (harbour-city)`.
 * @param {Desk} desk @param {string} given a slug or a thing @param {boolean} states whether it may be a state
 * @param {string | null} [label] where nothing around it names it
 * @returns {{element: HTMLElement, value: () => string | null}}
 */
export function picker(desk, given, states, label = null) {
  const own = new Map(desk.review.things.map((each) => [`@${each.id}`, each.name]));
  for (const { entity } of desk.review.things) if (entity) own.set(entity.id, entity.label);
  if (states) for (const each of desk.words.words.lifecycleStates ?? []) own.set(each.name, labelOf(each.labels));
  const id = `review-things-${++lists}`, options = h("datalist", { id });
  /** @param {Iterable<[string, string]>} found */
  const offer = (found) => show(options, [...found].map(([value, name]) => h("option", { value: shown(value, name) })));
  const first = desk.review.things.map((each) => /** @type {[string, string]} */ ([`@${each.id}`, each.name]));
  if (states) first.push(...(desk.words.words.lifecycleStates ?? []).map((each) => /** @type {[string, string]} */ ([each.name, labelOf(each.labels)])));
  offer(first);
  /** @type {Map<string, string>} what the names that were found stand for */
  const named = new Map(first.map(([value, name]) => [name, value]));
  let latest = 0;
  const input = h("input", { value: shown(given, own.get(given)), list: id, autocomplete: "off", lang: "en", "aria-label": label, oninput: async () => {
    const mine = ++latest, q = input.value.trim();
    if (q.length < 2 || q.endsWith(")")) return;
    try {
      const found = await desk.search(q);
      for (const each of found) if (!named.has(each.label)) named.set(each.label, each.id);
      if (mine === latest) offer([...first, ...found.map((each) => /** @type {[string, string]} */ ([each.id, each.label]))]);
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // the server says it when the entry is sent
    }
  } });
  return { element: h("div", { class: "picker" }, input, options), value: () => {
    const text = input.value.trim();
    return named.get(text) ?? (idOf(text) || null);
  } };
}

/** @param {string} value @param {string | undefined} name */
const shown = (value, name) => (name && value ? `${name} (${value})` : value);

/** What the file has: the words in brackets at the end, or all of it. @param {string} text */
export function idOf(text) {
  return /\((@?[\w-]+)\)$/.exec(text)?.[1] ?? text;
}
