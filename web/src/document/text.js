// The text of a document: passages underlined by kind, names coloured by type, noise greyed.

import { h } from "../dom.js";
import { KINDS, colourOf } from "../looks.js";
import { labelOf, namesOf, t } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./pieces.js").Piece} Piece */
/** @typedef {import("./pieces.js").Rest} Rest */

/**
 * @param {App} app @param {Piece[][]} paragraphs
 * @param {(rest: Rest) => void} choose
 */
export function textOf(app, paragraphs, choose) {
  return paragraphs.map((line) => h("p", { lang: "en", dir: "auto" }, line.flatMap((piece) => [
    wordsOf(app, piece, choose),
    ...piece.rests.filter((rest) => rest.end === piece.end).map((rest) => marker(rest, choose)),
  ])));
}

/** @param {App} app @param {Piece} piece @param {(rest: Rest) => void} choose */
function wordsOf(app, piece, choose) {
  if (piece.noise !== null) return h("span", { class: "noise", title: t("document.noise", { reason: piece.noise }) }, piece.text);
  const content = piece.names ? nameOf(app, piece.text, piece.names) : piece.text;
  const [rest] = piece.rests;
  if (!rest) return content;
  const kinds = new Set(rest.claims.map((each) => each.kind));
  const kind = KINDS.find((each) => kinds.has(each)) ?? "fact", look = app.start.kinds[kind];
  const element = h("span", {
    class: `rest ${kind}`, "data-rests": piece.rests.map((each) => each.number).join(" "),
    title: rest.claims.slice(0, 3).map((each) => each.sentence).join("\n"), onclick: () => choose(rest),
  }, content);
  if (look) element.style.textDecorationColor = colourOf(look);
  return element;
}

/** @param {App} app @param {string} text @param {import("../types.js").EntityRef[]} names */
function nameOf(app, text, names) {
  const [entity] = names;
  const look = entity ? app.start.types[entity.type] : undefined;
  const title = names.length > 1
    ? t("document.several", { names: names.map((each) => each.label).join(", ") })
    : `${namesOf(/** @type {import("../types.js").EntityRef} */ (entity))[0]?.text} (${look ? labelOf(look.labels) : entity?.type})`;
  const element = h("span", { class: "name", title }, text);
  if (look) element.style.setProperty("--type", look.colour);
  return element;
}

/** The number of a passage, after its last word: a button for those who use keys. @param {Rest} rest @param {(rest: Rest) => void} choose */
const marker = (rest, choose) =>
  h("button", { type: "button", class: "marker", "data-marker": rest.number, "aria-label": t("document.passage", { n: rest.number }), onclick: () => choose(rest) }, rest.number);
