// The one door to the data. Every answer is kept for as long as the page is open: the data of a
// version never change.

/** @typedef {import("./types.js").Neighbourhood} Neighbourhood */

export const ROOT = new URL("../../", import.meta.url);
const ANSWER_SECONDS = 20;
/** @type {Map<string, Promise<unknown>>} */
const kept = new Map();

/** What went wrong, in words that may be shown. */
export class Problem extends Error {
  /** @param {string} detail @param {number} status 0 where no answer of the server came; detail is a key of strings/ then */
  constructor(detail, status) {
    super(detail);
    this.status = status;
  }
}

/**
 * The address of a resource of this server, behind whatever proxy.
 * @param {string} path without a leading slash
 * @param {Record<string, string | number | boolean | readonly string[] | null | undefined>} [query]
 * @returns {string}
 */
export function address(path, query = {}) {
  const url = new URL(path, ROOT);
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(each));
  }
  return url.href;
}

/**
 * The answer of a resource as JSON; raises a Problem.
 * @param {string} path
 * @param {Parameters<typeof address>[1]} [query]
 * @param {{signal?: AbortSignal, keep?: boolean}} [options]
 * @returns {Promise<any>}
 */
export function get(path, query = {}, { signal, keep = true } = {}) {
  const url = address(path, query);
  const known = kept.get(url);
  if (known) return known;
  const answer = request(url, signal);
  if (keep) {
    kept.set(url, answer);
    answer.catch(() => kept.delete(url));
  }
  return answer;
}

/** @param {string} url @param {AbortSignal | undefined} signal @returns {Promise<unknown>} */
async function request(url, signal) {
  const late = AbortSignal.timeout(ANSWER_SECONDS * 1000);
  let response;
  try {
    response = await fetch(url, {
      headers: { Accept: "application/json" },
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(late.aborted ? "late" : "unreachable", 0);
  }
  const body = await response.json().catch(() => null);
  // what is no JSON is cut, or comes from something that stands before the server
  if (body === null || (!response.ok && !body.detail)) {
    if (signal?.aborted) throw signal.reason;
    throw new Problem(late.aborted ? "late" : "broken", 0);
  }
  if (!response.ok) throw new Problem(body.detail, response.status);
  return body;
}

/** Words, looks and where to begin. @returns {Promise<import("./types.js").Start>} */
export const start = () => get("start");

/**
 * A page of what surrounds an entity.
 * @param {string} id @param {string | null} [cursor] @returns {Promise<Neighbourhood>}
 */
export const neighbourhood = (id, cursor) =>
  get(`entities/${encodeURIComponent(id)}/neighbourhood`, { limit: 100, cursor });

/**
 * The best few entities for what somebody types.
 * @param {string} q @param {AbortSignal} signal @returns {Promise<import("./types.js").Hits>}
 */
export const suggest = (q, signal) =>
  get("entities", { q, suggest: true, limit: 8 }, { signal, keep: false });

/** @param {string} id @returns {Promise<import("./types.js").Claim>} */
export const claim = (id) => get(`claims/${encodeURIComponent(id)}`);

/** Every document by id. @returns {Promise<Map<string, import("./types.js").DocumentCard>>} */
export const documents = async () => {
  const found = await get("documents");
  return new Map(found.items.map((/** @type {import("./types.js").DocumentCard} */ each) => [each.id, each]));
};
