// The view as data: what the API said, of what is drawn.

import { fileName, saveFile } from "./file.js";

/** @param {import("../types.js").App} app */
export async function save(app) {
  const { graph, focus } = app.store.get();
  const content = {
    version: app.start.version, address: location.href, focus,
    nodes: [...graph.nodes.values()].map(({ entity, parent }) => ({ ...entity, parent })), edges: [...graph.edges.values()],
  };
  saveFile(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }), fileName(app, "json"));
}
