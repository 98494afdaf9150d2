// The claims of what is seen, with their evidence, as Turtle from the server.

import { links } from "../filter.js";
import { fileName, saveFile } from "./file.js";

/** @param {import("../types.js").App} app */
export async function save(app) {
  const { graph, faded } = app.store.get();
  const seen = [...graph.edges.values()].flatMap(links).filter((link) => !faded.links.has(link.id));
  if (seen.length === 0) return;
  const text = await app.api.claimGraph([...new Set(seen.flatMap((link) => link.claim_ids))].sort());
  saveFile(new Blob([text], { type: "text/turtle" }), fileName(app, "ttl"));
}
