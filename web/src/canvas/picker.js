// Which neighbours to add, where there are many: relations with how many each has.

import { h, show } from "../dom.js";
import { NEXT_COUNT, choices } from "../graph.js";
import { labelOf, namesOf, t } from "../words.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {HTMLElement} element */
export function mountPicker(app, element) {
  const dialog = h("dialog", { class: "picker", "aria-labelledby": "picker-title" });
  element.append(dialog);
  app.commands.pick = (id) => void open(app, dialog, id);
}

/** @param {App} app @param {HTMLDialogElement} dialog @param {string} id */
async function open(app, dialog, id) {
  const { page } = await app.commands.choices(id);
  const { graph } = app.store.get();
  const name = namesOf(graph.nodes.get(id)?.entity ?? page.nodes[0] ?? raise(id))[0]?.text ?? id;
  const rows = choices(graph, page).filter((row) => row.left > 0);
  /** @type {Set<typeof rows[number]>} */
  const chosen = new Set();
  const add = h("button", { type: "button", class: "primary", disabled: true, onclick: () => {
    dialog.close();
    void addChosen(app, id, [...chosen]);
  } }, t("picker.add"));
  show(dialog,
    h("h2", { id: "picker-title" }, t("picker.title", { name })),
    h("div", { class: "choices" }, rows.map((row) => h("label", null,
      h("input", { type: "checkbox", onchange: (/** @type {Event} */ event) => {
        const { checked } = /** @type {HTMLInputElement} */ (event.target);
        chosen[checked ? "add" : "delete"](row);
        add.disabled = chosen.size === 0;
      } }),
      h("span", { class: "arrow" }, row.direction === "out" ? "→" : "←"),
      h("span", { class: "grow" }, labelOf(app.start.properties[row.property.id]?.labels ?? { en: row.property.label })),
      h("span", { class: "number" }, row.left === row.edges ? row.edges : t("picker.left", { left: row.left, n: row.edges }))))),
    h("div", { class: "buttons" },
      h("button", { type: "button", class: "next", onclick: () => {
        dialog.close();
        void app.commands.more(id);
      } }, t("picker.next", { n: Math.min(NEXT_COUNT, graph.more.get(id) ?? NEXT_COUNT) })),
      add,
      h("button", { type: "button", class: "list", onclick: () => {
        dialog.close();
        app.commands.list(id);
      } }, t("picker.table")),
      h("button", { type: "button", onclick: () => dialog.close() }, t("picker.cancel"))));
  if (!dialog.open) dialog.showModal();
  /** @type {HTMLButtonElement | null} */ (dialog.querySelector(".next"))?.focus();
}

/** @param {App} app @param {string} id @param {ReturnType<typeof choices>} rows */
async function addChosen(app, id, rows) {
  for (const row of rows) {
    await app.commands.expand({ id, count: NEXT_COUNT, property: row.property.id, direction: row.direction });
  }
}

/** @param {string} id @returns {never} */
function raise(id) {
  throw new Error(`no page of ${id}`);
}
