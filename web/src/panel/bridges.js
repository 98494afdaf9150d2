// Who is joined with a person by an event or an office, as the server reads the claims.

import { h } from "../dom.js";
import { badge } from "../glyphs.js";
import { namesOf, t } from "../words.js";
import { lateFold } from "./facts.js";
import { pill } from "./pill.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app @param {string} id */
export const bridges = (app, id) => lateFold(app, "bridge", async () => {
  const page = await app.api.neighbourhood(id, null, "folded");
  const known = new Map(page.nodes.map((node) => [node.id, node]));
  if (!page.bridges.length) return [h("p", { class: "hint-line" }, t("bridge.none"))];
  return [
    h("p", { class: "hint-line" }, t("bridge.ours")),
    h("ul", { class: "unknown-list" }, page.bridges.map((bridge) => {
      const other = known.get(bridge.source === id ? bridge.target : bridge.source);
      const claims = bridge.edges.flatMap((edge) => edge.claim_ids);
      return h("li", { class: "unknown" },
        h("p", { class: "joined" }, other ? badge(app.start.types[other.type]) : null, h("bdi", { class: "grow" }, other ? namesOf(other)[0]?.text : bridge.target), bridge.kinds.map((kind) => pill(app, kind))),
        h("p", { class: "hint-line", lang: "en", dir: "auto" }, bridge.label),
        h("p", { class: "actions" },
          other ? h("button", { type: "button", class: "small", onclick: () => void app.commands.focus(other.id) }, t("entity.focus")) : null,
          h("button", { type: "button", class: "small", onclick: () => void app.commands.focus(bridge.via.id) }, t("bridge.via")),
          h("button", { type: "button", class: "small", onclick: () => app.commands.select({ kind: "claim", id: claims.join("-") }) }, t("unknowns.evidence", { count: claims.length }))));
    })),
  ];
});
