// The Query tab, in short: to be built.

import { h } from "../dom.js";
import { t } from "../words.js";

/** @param {import("../types.js").App} _app @param {HTMLElement} element */
export function mount(_app, element) {
  element.append(h("p", { class: "soon" }, t("soon")));
}
