// Dialogs of the review: one at a time, closed by Escape.

import { h } from "../dom.js";
import { t } from "../words.js";

/**
 * Show a dialog with this content; what it answers closes it.
 * @param {string} title @param {(close: () => void) => (Node | null | false | undefined)[]} content
 * @param {string | null} [lang] of the title, where it is not ours
 */
export function dialog(title, content, lang = null) {
  const element = h("dialog", { class: "review-dialog", "aria-label": title });
  const close = () => element.close();
  element.append(
    h("h2", { lang }, title),
    h("button", { type: "button", class: "close", "aria-label": t("review.close"), onclick: close }, "×"),
    ...content(close).filter((each) => each instanceof Node));
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  const first = element.querySelector("[data-first]") ?? element.querySelector("form input, form textarea, form select, .choices button");
  if (first instanceof HTMLElement) first.focus();
  return element;
}

/** Ask for a line that may stay empty; null where the person thinks better of it. @param {string} title @param {string} question @param {string} [given] @returns {Promise<string | null>} */
export function ask(title, question, given = "") {
  return new Promise((resolve) => {
    /** @type {string | null} */
    let answer = null;
    const input = h("input", { maxlength: 400, value: given });
    const shown = dialog(title, (close) => [h("form", { onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      answer = input.value.trim();
      close();
    } }, h("label", null, question, input), h("button", { class: "primary" }, title))]);
    shown.addEventListener("close", () => resolve(answer));
  });
}
