// What these documents leave open: stale plans, open questions, single sources, what has no date.

import { h, show } from "../dom.js";
import { today } from "../panel/facts.js";
import { count, t } from "../words.js";
import { item } from "./item.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Unknowns} Unknowns */

const PARTS = ["stale-plans", "open-questions", "possibly-same", "single-source", "undated"];
const PAGE = 20;

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  let turn = 0;
  const dayOf = () => app.store.get().on ?? today();
  const chosen = () => PARTS.find((each) => each === app.store.get().part) ?? PARTS[0] ?? "";
  const choices = h("div", { class: "parts", role: "tablist" });
  const day = h("input", { type: "date", required: true });
  const label = h("label", null);
  const list = h("ul", { class: "unknown-list" });
  const more = h("p", { class: "actions" });
  const heading = h("h1", null), lead = h("p", { class: "lead" });
  element.append(h("div", { class: "unknowns-page" }, heading, lead, choices, label, list, more));
  element.tabIndex = 0;

  /** @param {string | null} cursor */
  const load = async (cursor = null) => {
    const mine = ++turn, part = chosen();
    try {
      const found = await app.api.unknowns({ part, on: dayOf(), limit: PAGE, cursor });
      if (mine === turn) draw(found, cursor !== null);
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      if (mine !== turn) return;
      app.store.dispatch({ type: "failed", text: error.status ? error.message : t(`problem.${error.message}`), retry: () => void load(cursor) });
    }
  };

  /** @param {Unknowns} found @param {boolean} isMore */
  const draw = (found, isMore) => {
    const part = chosen();
    lead.textContent = t("unknowns.lead", { documents: found.documents });
    show(choices, ...PARTS.map((each) => h("button", {
      type: "button", role: "tab", "aria-selected": each === part, onclick: () => {
        app.store.dispatch({ type: "parted", part: each });
      },
    }, t(`unknown.${each}`), " ", h("span", { class: "number" }, count(found.counts.find((one) => one.part === each)?.total ?? 0)))));
    label.hidden = part !== "stale-plans";
    const items = found.items.map((each) => item(app, each));
    if (isMore) list.append(...items);
    else show(list, ...items.length ? items : [h("li", { class: "hint-line" }, t("unknowns.none"))]);
    show(more, found.next ? h("button", { type: "button", onclick: () => void load(found.next) }, t("unknowns.more", { n: found.total - list.children.length })) : null);
  };

  day.addEventListener("change", () => {
    if (day.value) app.store.dispatch({ type: "arranged", how: { on: day.value } });
  });
  app.store.watch(["lang", "part", "on"], () => {
    if (day.value !== dayOf()) day.value = dayOf();
    heading.textContent = t("unknowns");
    choices.setAttribute("aria-label", t("unknowns"));
    show(label, t("unknowns.on"), " ", day);
    void load();
  });
}
