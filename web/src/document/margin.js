// The claims of a document in the order of its text, beside the words that they rest on.

import { h } from "../dom.js";
import { pill } from "../panel/pill.js";
import { namesOf, labelOf, t } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").ClaimSpan} ClaimSpan */
/** @typedef {import("./pieces.js").Rest} Rest */

/**
 * @param {App} app @param {readonly Rest[]} rests @param {boolean} isAlone  there is no text: the quotes stand here
 * @param {(rest: Rest) => void} choose @param {(claim: ClaimSpan) => void} take
 */
export function marginOf(app, rests, isAlone, choose, take) {
  return h("ol", { class: "margin-list" }, rests.map((rest) => h("li", { "data-rest": rest.number },
    h("button", { type: "button", class: "marker", "aria-label": t("document.to-passage", { n: rest.number }), onclick: () => choose(rest) }, rest.number),
    h("div", null,
      isAlone ? h("blockquote", null, h("p", { lang: "en", dir: "auto" }, rest.quote)) : null,
      rest.claims.map((claim) => h("button", { type: "button", class: "claim-line", "data-claim": claim.claim, onclick: () => take(claim) },
        pill(app, claim.kind), " ", h("bdi", null, namesOf(claim.subject)[0]?.text), " ",
        h("span", { class: "relation" }, labelOf(app.start.properties[claim.property]?.labels ?? { en: claim.property })), " ",
        claim.object ? h("bdi", null, namesOf(claim.object)[0]?.text) : h("bdi", { lang: "en" }, claim.object_text)))))));
}
