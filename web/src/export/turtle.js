// The claims around what is expanded, with their evidence, as Turtle from the server.

import { fileName, saveFile } from "./file.js";

/** @param {import("../types.js").App} app */
export async function save(app) {
  const { focus, open } = app.store.get();
  if (!focus) return;
  const ids = [...new Set([focus, ...open.map((step) => step.id)])];
  const texts = await Promise.all(ids.map((id) =>
    app.api.text(`entities/${encodeURIComponent(id)}/neighbourhood`, { format: "turtle", limit: 100 })));
  saveFile(new Blob([texts.join("\n")], { type: "text/turtle" }), fileName(app, "ttl"));
}
