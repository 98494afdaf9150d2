// A section of the rail: values with a box that fades them out, and how many of each are in this view.

import { h, show } from "../dom.js";
import { words } from "../filter.js";
import { icon } from "../glyphs.js";
import { count, t } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../filter.js").Word} Word */
/** @typedef {import("../filter.js").Tally} Tally */

/**
 * @param {App} app @param {HTMLElement} element
 * @param {{
 *   word: Word, title: string, few?: number, isFolded?: boolean,
 *   content: (value: string) => (Node | string | null)[], name: (value: string) => string,
 *   order?: (a: string, b: string) => number, opened?: () => void,
 * }} options  `few` of them are listed at first; `opened` is called before a folded section is shown
 * @returns {() => void} draws it again
 */
export function mountFacet(app, element, options) {
  const { word, title, few = Infinity, isFolded = false } = options;
  let isWhole = false, isOpen = !isFolded;
  const section = h("fieldset", { class: "facet", "data-word": word });
  element.append(section);

  const draw = () => {
    const state = app.store.get(), key = focused(section);
    const rows = words(state, word);
    if (options.order) rows.sort((a, b) => options.order?.(a[0], b[0]) ?? 0);
    const isOff = (/** @type {string} */ value) => state.off.includes(`${word}:${value}`);
    if (!isOpen && rows.some(([value]) => isOff(value))) open();
    const listed = isWhole ? rows : rows.filter(([value], index) => index < few || isOff(value));
    section.hidden = rows.length === 0;
    show(section, h("legend", null, isFolded ? folder(rows.length) : t(title)),
      isOpen ? listed.map(([value, tally]) => row(value, tally, rows, isOff)) : null,
      isOpen && rows.length > few ? h("button", { type: "button", class: "all", "data-key": "all", onclick: () => {
        isWhole = !isWhole;
        draw();
      } }, isWhole ? t("rail.less") : t("rail.more", { n: rows.length })) : null);
    if (key) /** @type {HTMLElement | null} */ (section.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
  };

  const open = () => {
    isOpen = true;
    options.opened?.();
  };

  /** @param {number} number */
  const folder = (number) => h("button", { type: "button", class: "folder", "data-key": "folder", "aria-expanded": isOpen, onclick: () => {
    if (isOpen) isOpen = false;
    else open();
    draw();
  } }, icon("down"), t(title), h("span", { class: "number" }, count(number)));

  /** @param {string} value @param {Tally} tally @param {[string, Tally][]} rows @param {(value: string) => boolean} isOff */
  function row(value, tally, rows, isOff) {
    const isOnly = !isOff(value) && rows.length > 1 && rows.every(([each]) => each === value || isOff(each));
    const key = `${word}:${value}`;
    return h("div", { class: `row${tally.left === 0 || isOff(value) ? " none" : ""}` },
      h("label", null,
        h("input", { type: "checkbox", checked: !isOff(value), "data-key": key, onchange: () => toggle(app, key) }),
        options.content(value),
        h("span", { class: "number" }, tally.left === tally.all ? count(tally.all) : t("rail.of", { left: tally.left, n: tally.all }))),
      rows.length > 1 ? h("button", {
        type: "button", class: "only", "data-key": `${key} only`,
        "aria-label": isOnly ? t("rail.every", { what: t(title) }) : t("rail.just", { name: options.name(value) }),
        onclick: () => isolate(app, word, isOnly ? [] : rows.map(([each]) => each).filter((each) => each !== value)),
      }, isOnly ? t("rail.any") : t("rail.only")) : null);
  }

  app.store.watch(["faded", "lang", "theme"], draw);
  return draw;
}

/** Which of its parts has the focus, by key. @param {HTMLElement} element */
export const focused = (element) =>
  document.activeElement instanceof HTMLElement && element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;

/** Switch one word of the filter. @param {App} app @param {string} key */
export function toggle(app, key) {
  const { off } = app.store.get();
  app.store.dispatch({ type: "switched", off: off.includes(key) ? off.filter((each) => each !== key) : [...off, key] });
}

/** Leave out exactly these values. @param {App} app @param {Word | "sources"} word @param {readonly string[]} values */
export function isolate(app, word, values) {
  const others = app.store.get().off.filter((each) => !each.startsWith(`${word}:`));
  app.store.dispatch({ type: "switched", off: [...others, ...values.map((value) => `${word}:${value}`)] });
}
