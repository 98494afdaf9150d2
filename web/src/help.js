// The list of keys.

import { h, show } from "./dom.js";
import { t } from "./words.js";

/** @type {[string, string][]} keys and what they do */
const KEYS = [
  ["/", "help.search"], ["← ↑ → ↓", "help.walk"], ["Space", "help.details"], ["Enter", "help.expand"],
  ["Backspace", "help.collapse"], ["E", "help.edge"], ["P", "help.path"], ["B", "help.bridges"], ["F", "help.fit"], ["+ −", "help.zoom"],
  ["G T Q", "help.views"], ["L", "help.names"], ["D", "help.theme"], ["[ ]", "help.sides"],
  ["Ctrl+Z Ctrl+Y", "help.undo"], ["Esc", "help.close"],
];

/** Words of the page that need one more. @type {[string, string][]} */
const WORDS = [["help.counted", "help.counted.why"], ["help.undated", "rail.undated.why"], ["help.unnamed", "help.unnamed.why"]];

/** @param {import("./types.js").App} app */
export function mountHelp(app) {
  const dialog = h("dialog", { class: "help", "aria-labelledby": "help-title" });
  document.body.append(dialog);
  app.actions.set("help", () => {
    show(dialog,
      h("h2", { id: "help-title" }, t("help.title")),
      h("dl", null, KEYS.flatMap(([keys, what]) => [h("dt", null, keys.split(" ").map((key) => h("kbd", null, key))), h("dd", null, t(what))])),
      h("h2", { class: "words" }, t("help.words")),
      h("dl", null, WORDS.flatMap(([word, why]) => [h("dt", null, t(word)), h("dd", null, t(why, { documents: app.start.documents }))])),
      h("form", { method: "dialog", class: "buttons" }, h("button", null, t("panel.close"))));
    if (!dialog.open) dialog.showModal();
  });
}
