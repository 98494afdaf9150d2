// Which entity a thing is: a known one, a new one, another thing of the document, or two.

import { Problem } from "../api.js";
import { h, show } from "../dom.js";
import { labelOf, t } from "../words.js";
import { dialog } from "./dialog.js";
import { tell } from "./fields.js";
import { used, wordsAt } from "./marked.js";
import { made } from "./new_entity.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Thing} Thing */

/**
 * @param {Desk} desk @param {string} id
 * @param {() => void} [then] what follows when it is said
 * @param {boolean} [unknown] whether even its name is not known yet
 */
export function editEntity(desk, id, then = () => {}, unknown = false) {
  const thing = desk.review.things.find((each) => each.id === id);
  if (!thing) return;
  const said = h("div", { class: "said", role: "alert", lang: "en" });
  dialog(unknown ? t("review.who") : thing.name, (close) => {
    /** @param {string} act @param {object} data */
    const decide = async (act, data) => {
      const before = new Set(desk.review.things.map((each) => each.id));
      if (!(await desk.decide(act, id, data))) return tell(said, desk.refused);
      close();
      const parted = act === "split" && desk.review.things.find((each) => !before.has(each.id));
      if (parted) editEntity(desk, parted.id, then, true);
      else then();
    };
    const what = { names: unknown ? [] : thing.forms, proposed: unknown ? { ...thing.proposed, slug: "", labels: [] } : thing.proposed };
    return [
      thing.entity && h("p", { class: "note" }, t("review.is"), " ", h("bdi", { lang: "en" }, thing.entity.label)),
      unknown && h("p", { class: "note", lang: "en" }, t("review.who.where"), " ", h("q", null, around(desk, thing))),
      said, unknown && made(desk, what, (data) => void decide("new", data)), known(desk, thing, decide, said),
      !unknown && made(desk, what, (data) => void decide("new", data)), merged(desk, thing, decide), split(desk, thing, decide),
    ];
  }, unknown ? null : "en");
}

/** A thing that the extractor did not find, of the marked words. @param {Desk} desk */
export function introduce(desk) {
  const { marked } = desk, words = marked ? wordsAt(desk, marked).replace(/\s+/g, " ") : "";
  const said = h("div", { class: "said", role: "alert", lang: "en" });
  const cls = marked ? classOf(desk, words, marked) : null;
  const proposed = { slug: "", types: cls ? [cls] : [], labels: words ? [words] : [], named: true, note: null };
  dialog(t("review.missed.thing"), (close) => [said, made(desk, { names: [], proposed }, async (data) => {
    const spans = marked ? [[marked.start, marked.end]] : [];
    if (!(await desk.decide("introduce", "", { ...data, spans }))) return tell(said, desk.refused);
    used(desk);
    close();
  })]);
}

/** The class of the thing whose name these words are, or of which they are a part. @param {Desk} desk @param {string} words @param {import("./marked.js").Place} place */
function classOf(desk, words, place) {
  const named = desk.review.things.filter((each) => each.type && each.named);
  const same = named.find((each) => each.forms.includes(words));
  const within = named.find((each) => each.spans.some(([start, end]) => (start <= place.start && place.end <= end) || (place.start <= start && end <= place.end)));
  return (same ?? within)?.type ?? null;
}

/** Words around the first place of a thing. @param {Desk} desk @param {Thing} thing */
function around(desk, thing) {
  const [[start, end] = [0, 0]] = thing.spans;
  return wordsAt(desk, { start: Math.max(0, start - 50), end: end + 50 }).replace(/\s+/g, " ");
}

/** @typedef {(act: string, data: object) => Promise<void>} Decide */

/** @param {Desk} desk @param {Thing} thing @param {Decide} decide @param {HTMLElement} said what went wrong */
function known(desk, thing, decide, said) {
  const results = h("ul", { class: "choices" });
  /** @param {import("./types.js").Option[]} options */
  const offer = (options) => show(results, options.map((each) => h("li", null, h("button", { type: "button", onclick: () => void decide("link", { entity: each.id }) },
    h("bdi", { lang: "en" }, each.label), " ", h("small", { lang: "en" }, `${typeName(desk, each.type)} · ${each.id}`)))));
  offer(thing.suggestions);
  let latest = 0;
  const input = h("input", { type: "search", autocomplete: "off", oninput: async () => {
    const mine = ++latest, q = input.value.trim();
    try {
      const found = q ? await desk.search(q) : thing.suggestions;
      if (mine === latest) offer(found);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      show(said, h("p", null, error.status ? error.message : t(`problem.${error.message}`)));
    }
  } });
  return h("section", null, h("h3", null, t("review.link")), h("label", null, t("review.find"), input), results);
}

/** @param {Desk} desk @param {Thing} thing @param {Decide} decide */
function merged(desk, thing, decide) {
  const others = desk.review.things.filter((each) => each.id !== thing.id);
  const into = h("select", { required: true }, h("option", { value: "" }, ""), others.map((each) => h("option", { value: each.id }, each.name)));
  return others.length > 0 && h("form", { onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void decide("merge", { into: into.value });
  } }, h("h3", null, t("review.merge")), h("label", null, t("review.into"), into), h("button", null, t("review.merge")));
}

/** @param {Desk} desk @param {Thing} thing @param {Decide} decide */
function split(desk, thing, decide) {
  if (thing.spans.length < 2) return null;
  const points = Array.from(desk.review.text);
  const ticks = thing.spans.map((span) => ({ span, box: h("input", { type: "checkbox" }) }));
  return h("details", null, h("summary", null, t("review.split")), h("form", { onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void decide("split", { spans: ticks.filter((each) => each.box.checked).map((each) => each.span) });
  } }, h("p", { class: "note" }, t("review.split.how")), ticks.map(({ span: [start, end], box }) => h("label", { class: "tick", lang: "en" }, box,
    h("span", null, points.slice(Math.max(0, start - 40), start).join(""), h("mark", null, points.slice(start, end).join("")), points.slice(end, end + 40).join("")))),
  h("button", null, t("review.split"))));
}

/** The class in words. @param {Desk} desk @param {string} name */
export function typeName(desk, name) {
  const found = desk.words.classes.find((each) => each.name === name);
  return found ? labelOf(found.labels) : name;
}
