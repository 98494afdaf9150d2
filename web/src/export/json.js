// The view as data: what the API said, of what is drawn and not filtered out.

import { visible } from "../filter.js";
import { fileName, saveFile } from "./file.js";

/** @param {import("../types.js").App} app */
export async function save(app) {
  const { graph, faded, focus, off, t } = app.store.get();
  const nodes = [...graph.nodes].filter(([id]) => !faded.nodes.has(id));
  const content = {
    version: app.start.version, address: location.href, focus, off, t,
    nodes: nodes.map(([, { entity, parent }]) => ({ ...entity, parent })),
    edges: visible(app.store.get()),
  };
  saveFile(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }), fileName(app, "json"));
}
