// Which entity a thing is: a known one, a new one, another thing of the document, or two.

import { Problem } from "../api.js";
import { h, show } from "../dom.js";
import { labelOf, t } from "../words.js";
import { dialog } from "./dialog.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Thing} Thing */

/**
 * @param {Desk} desk @param {string} id
 * @param {() => void} [then] what follows when it is said
 */
export function editEntity(desk, id, then = () => {}) {
  const thing = desk.review.things.find((each) => each.id === id);
  if (!thing) return;
  const said = h("div", { class: "said", role: "alert", lang: "en" });
  dialog(thing.name, (close) => {
    /** @param {string} act @param {object} data */
    const decide = async (act, data) => {
      if (await desk.decide(act, id, data)) {
        close();
        then();
      } else {
        show(said, h("p", null, desk.note?.text ?? ""), h("ul", null, Object.entries(desk.note?.errors ?? {}).map(([name, text]) => h("li", null, h("code", null, name), " ", text))));
      }
    };
    return [
      thing.entity && h("p", { class: "note" }, t("review.is"), " ", h("bdi", { lang: "en" }, thing.entity.label)),
      said, known(desk, thing, decide, said), made(desk, thing, decide), merged(desk, thing, decide), split(desk, thing, decide),
    ];
  });
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
function made(desk, thing, decide) {
  const { proposed } = thing;
  const slug = h("input", { name: "slug", required: true, value: proposed.slug, autocomplete: "off" });
  const types = desk.words.words.filter((each) => each.kind === "class");
  const type = h("select", { name: "type", required: true },
    h("option", { value: "" }, ""),
    types.map((each) => h("option", { value: each.name, selected: each.name === proposed.types[0] }, labelOf(each.labels))));
  const label = h("input", { name: "label", required: true, value: proposed.labels[0] ?? "", autocomplete: "off" });
  const named = h("input", { type: "checkbox", checked: proposed.named, onchange: () => {
    const bare = label.value.replace(/^\[(.*)\]$/, "$1");
    label.value = named.checked ? bare : `[${bare}]`;
  } });
  const note = h("input", { name: "note", autocomplete: "off" });
  return h("form", { class: "review-fields", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void decide("new", { slug: slug.value.trim(), types: [type.value], labels: [label.value.trim()], named: named.checked, ...(note.value.trim() ? { note: note.value.trim() } : {}) });
  } },
  h("h3", null, t("review.make")),
  h("label", null, t("review.label"), label), h("label", null, t("review.type"), type), h("label", null, t("review.slug"), slug),
  h("label", { class: "tick" }, named, t("review.named")), h("label", null, t("review.note"), note),
  h("button", { class: "primary" }, t("review.make")));
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

/** @param {Desk} desk @param {string} name */
function typeName(desk, name) {
  const found = desk.words.words.find((each) => each.kind === "class" && each.name === name);
  return found ? labelOf(found.labels) : name;
}
