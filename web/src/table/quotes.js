// The words that a row rests on: of each link the first passage, fetched together and kept.

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../types.js").Edge} Edge */
/** @typedef {import("../types.js").Claim} Claim */

/** @type {Map<string, Claim>} */
const known = new Map();
/** @type {Set<string>} those that are on their way */
const asked = new Set();

/** The claim that stands for a link. @param {Edge} edge */
const first = (edge) => edge.claim_ids[0] ?? "";

/** What is known of it; undefined while it is on its way. @param {Edge} edge */
export const quoted = (edge) => known.get(first(edge));

/** Fetch what these links lack, in one request. Raises a Problem. @param {App} app @param {readonly Edge[]} edges @returns {Promise<boolean>} whether there is anything new */
export async function fetchQuotes(app, edges) {
  const lacking = [...new Set(edges.map(first))].filter((id) => id && !known.has(id) && !asked.has(id));
  if (lacking.length === 0) return false;
  for (const id of lacking) asked.add(id);
  try {
    for (const claim of await app.api.claims(lacking)) known.set(claim.id, claim);
  } finally {
    for (const id of lacking) asked.delete(id);
  }
  return true;
}
