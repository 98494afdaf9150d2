// The claims of what is seen, with their evidence, as Turtle from the server.

import { visible } from "../filter.js";
import { fileName, saveFile } from "./file.js";

/** @param {import("../types.js").App} app */
export async function save(app) {
  const seen = visible(app.store.get());
  if (seen.length === 0) return;
  const text = await app.api.claimGraph([...new Set(seen.flatMap((link) => link.claim_ids))].sort());
  saveFile(new Blob([text], { type: "text/turtle" }), fileName(app, "ttl"));
}
