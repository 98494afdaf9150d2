// The form of a new entity: its names as the text has them, class and slug.

import { h } from "../dom.js";
import { labelOf, t } from "../words.js";

/** @typedef {import("./types.js").Desk} Desk */

/**
 * @param {Desk} desk @param {{names: string[], proposed: import("./types.js").NewEntity}} what the names that were found, and what is proposed
 * @param {(data: object) => void} send
 */
export function made(desk, { names, proposed }, send) {
  const bare = (/** @type {string} */ text) => text.trim().replace(/^\[(.*)\]$/, "$1");
  const ticks = (proposed.named ? names : []).map((name) => ({ name, box: h("input", { type: "checkbox", checked: true }) }));
  const spare = proposed.labels.filter((each) => !names.includes(each));
  const label = h("input", { name: "label", value: spare[0] ?? "", autocomplete: "off", lang: "en", "data-first": proposed.slug ? null : "", oninput: () => guess() });
  const more = h("input", { name: "more", value: spare.slice(1).join("; "), autocomplete: "off", lang: "en" });
  const slug = h("input", { name: "slug", required: true, value: proposed.slug, autocomplete: "off", oninput: () => (own = slug.value !== "") });
  const type = h("select", { name: "type", required: true },
    h("option", { value: "" }, ""),
    desk.words.classes.map((each) => h("option", { value: each.name, selected: each.name === proposed.types[0] }, labelOf(each.labels))));
  const named = h("input", { type: "checkbox", checked: proposed.named, onchange: () => {
    if (!label.value) label.value = ticks.find(({ box }) => box.checked)?.name ?? names[0] ?? "";
    if (label.value) label.value = named.checked ? bare(label.value) : `[${bare(label.value)}]`;
    found.hidden = !named.checked || !ticks.length;
    only.hidden = !found.hidden;
    guess();
  } });
  const note = h("input", { name: "note", autocomplete: "off" });
  const found = h("fieldset", { hidden: !ticks.length }, h("legend", null, t("review.names")), ticks.map(({ name, box }) => h("label", { class: "tick" }, box, h("bdi", { lang: "en" }, name))));
  const only = h("label", { hidden: !found.hidden }, t("review.label"), label);
  let own = proposed.slug !== "";
  /** Until somebody writes a slug it follows the name; what has no name says of which document it is. */
  const guess = () => {
    if (own) return;
    const words = slugOf(bare(label.value) || names[0] || "");
    slug.value = words && !named.checked ? `${words}-${desk.review.id}` : words;
  };
  guess();
  /** @returns {string[]} */
  const labels = () => {
    const ticked = named.checked ? ticks.filter(({ box }) => box.checked).map(({ name }) => name) : [];
    return [...new Set([...ticked, only.hidden ? "" : label.value.trim(), ...more.value.split(";").map((each) => each.trim())])].filter(Boolean);
  };
  return h("form", { class: "review-fields new-entity", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = note.value.trim();
    send({ slug: slug.value.trim(), types: [type.value], labels: labels(), named: named.checked, ...(said ? { note: said } : {}) });
  } },
  h("h3", null, t("review.make")), found,
  only, h("label", null, t("review.label.more"), more),
  h("label", null, t("review.type"), type), h("label", null, t("review.slug"), slug),
  h("label", { class: "tick" }, named, t("review.named")), h("label", null, t("review.note"), note),
  h("button", { class: "primary" }, t("review.make")));
}

/** Lower case, digits and hyphens. @param {string} words */
function slugOf(words) {
  const plain = words.normalize("NFKD").replace(/\p{M}|[’']/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").replace(/^(the|an?)-/, "");
}
