// A saved query: what it answers, its form, and what is wrong with what was filled in.

import { h } from "../dom.js";
import { t } from "../words.js";
import { day, field } from "./field.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Saved} Saved */
/** @typedef {import("./types.js").Workbench} Workbench */
/** @typedef {{element: HTMLElement, values: () => import("../types.js").Args, wrong: (errors: Record<string, string>) => Record<string, string>}} Form */

const DAYS = ["valid_on", "known_on"];

/**
 * @param {App} app @param {Workbench} bench @param {Saved} saved
 * @param {import("../types.js").Args} args @param {Record<string, import("./types.js").EntityRef>} entities
 * @returns {Form}
 */
export function form(app, bench, saved, args, entities) {
  const own = saved.parameters.map((each) => field(app, bench, each, args[each.name], entities));
  const days = saved.has_claims ? DAYS.map((name) => day(name, args[name])) : [];
  const fields = [...own, ...days];
  /** What differs from the defaults, so that a URL says no more than it must. */
  const values = () => {
    const defaults = new Map(saved.parameters.map((each) => [each.name, each.default ?? ""]));
    return Object.fromEntries(fields.map((each) => [each.name, each.value()]).filter(([name, value]) => value !== "" && value !== (defaults.get(name ?? "") ?? "")));
  };
  const element = h("form", { class: "parameters", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    app.store.dispatch({ type: "asked", q: saved.name, args: values() });
  } },
  own.length ? h("div", { class: "fields" }, own.map((each) => each.element)) : null,
  days.length ? h("details", { class: "days", open: DAYS.some((name) => args[name]) }, h("summary", null, t("query.days")), h("div", { class: "fields" }, days.map((each) => each.element))) : null,
  fields.length ? h("button", { class: "primary" }, t("query.ask")) : null);
  return {
    element, values,
    wrong(errors) {
      const others = { ...errors };
      for (const each of [...fields].reverse()) {
        each.wrong(errors[each.name] ?? null);
        if (days.includes(each) && errors[each.name]) element.querySelector("details")?.setAttribute("open", "");
        delete others[each.name];
      }
      return others;
    },
  };
}
