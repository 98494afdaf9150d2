// The one door to the data. Every answer is kept for as long as the page is open: the data of a
// version never change.

import { asked } from "./paths/question.js";

/** @typedef {import("./types.js").Neighbourhood} Neighbourhood */

export const ROOT = new URL("../../", import.meta.url);
const ANSWER_SECONDS = 20;
export const MOST_CLAIMS = 100; // that are asked for at once
/** @type {Map<string, Promise<unknown>>} */
const kept = new Map();

/** What went wrong, in words that may be shown. */
export class Problem extends Error {
  /**
   * @param {string} detail @param {number} status 0 where no answer of the server came; `detail` is a key of strings/ then
   * @param {Record<string, string>} [errors] what is wrong with each parameter
   */
  constructor(detail, status, errors = {}) {
    super(detail);
    this.status = status;
    this.errors = errors;
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

/** The answer as text, in a format that the query asks for. @param {string} path @param {Parameters<typeof address>[1]} query @returns {Promise<string>} */
export async function text(path, query) {
  const response = await answered(address(path, query), "*/*", undefined);
  const found = await response.text().catch(() => null);
  if (!response.ok || found === null) throw new Problem("broken", 0);
  return found;
}

/** @param {string} url @param {AbortSignal | undefined} signal @param {URLSearchParams} [form] is posted @returns {Promise<any>} */
async function request(url, signal, form) {
  return parsed(await answered(url, "application/json", signal, form), signal);
}

/** @param {Response} response @param {AbortSignal} [signal] @returns {Promise<any>} */
async function parsed(response, signal) {
  const body = await response.json().catch(() => null);
  if (signal?.aborted) throw signal.reason;
  // what is no JSON is cut, or comes from something that stands before the server
  if (body === null || (!response.ok && !body.detail)) throw new Problem("broken", 0);
  if (!response.ok) throw new Problem(body.detail, response.status, body.errors);
  return body;
}

/** @param {string} url @param {string} accept @param {AbortSignal | undefined} signal @param {URLSearchParams} [form] @returns {Promise<Response>} */
const answered = (url, accept, signal, form) =>
  sent(url, { headers: { Accept: accept }, ...(form ? { method: "POST", body: form } : {}) }, signal);

/**
 * What only a reviewer may ask. The token goes in a header, never in an address, and is not kept here.
 * @param {string} path @param {string} token @param {object | null} [body] is posted as JSON
 * @param {Parameters<typeof address>[1]} [query]
 * @returns {Promise<any>}
 */
export async function reviewing(path, token, body = null, query = {}) {
  const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
  const post = { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return parsed(await sent(address(path, query), { ...(body ? post : { headers }), cache: "no-store", credentials: "omit" }));
}

/** @param {string} url @param {RequestInit} options @param {AbortSignal} [signal] @returns {Promise<Response>} */
async function sent(url, options, signal) {
  const late = AbortSignal.timeout(ANSWER_SECONDS * 1000);
  try {
    return await fetch(url, { ...options, signal: signal ? AbortSignal.any([signal, late]) : late });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(late.aborted ? "late" : "unreachable", 0);
  }
}

/** Words, looks and where to begin. @returns {Promise<import("./types.js").Start>} */
export const start = () => get("start");

/**
 * A page of what surrounds an entity; events and offices may be folded into bridges.
 * @param {string} id @param {string | null} [cursor] @param {import("./types.js").Bridges} [bridges] @returns {Promise<Neighbourhood>}
 */
export const neighbourhood = (id, cursor, bridges = "nodes") =>
  get(`entities/${encodeURIComponent(id)}/neighbourhood`, { limit: 100, cursor, bridges: bridges === "folded" ? bridges : null });

/**
 * The best few entities for what somebody types.
 * @param {string} q @param {AbortSignal} signal @param {string | null} [type] only of this class
 * @returns {Promise<import("./types.js").Hits>}
 */
export const suggest = (q, signal, type = null) =>
  get("entities", { q, suggest: true, limit: 8, type }, { signal, keep: false });

/** How entities are connected. @param {import("./types.js").Question} question @returns {Promise<import("./types.js").Paths>} */
export const paths = (question) => get("paths", asked(question));

/**
 * Two entities side by side.
 * @param {import("./types.js").Question} question @param {string | null} [cursor]
 * @returns {Promise<import("./types.js").Compared>}
 */
export const compare = ({ ends: [a = "", b = ""], words }, cursor) =>
  get("compare", { a, b, where: words.where, limit: 200, cursor });

/** @param {string} id @returns {Promise<import("./types.js").Claim>} */
export const claim = (id) => get(`claims/${encodeURIComponent(id)}`);

/**
 * What a person reads of claims: quotes in context, sources, what stands beside them.
 * @param {readonly string[]} ids @returns {Promise<import("./types.js").EvidenceOf>}
 */
export const evidence = (ids) => get("evidence", { claim: ids.slice(0, MOST_CLAIMS) });

/** Figures, states and offices of an entity. @param {string} id @returns {Promise<import("./types.js").Facts>} */
export const facts = (id) => get(`entities/${encodeURIComponent(id)}/facts`);

/** A document's text and what is marked in it. @param {string} id @returns {Promise<import("./types.js").TextOf>} */
export const article = (id) => get(`documents/${encodeURIComponent(id)}/text`);

/**
 * What these documents leave open.
 * @param {Parameters<typeof address>[1]} query @returns {Promise<import("./types.js").Unknowns>}
 */
export const unknowns = (query) => get("unknowns", query);

/**
 * The graph that a query of ours makes, written in a format of RDF.
 * @param {string} query @param {string} type  text/turtle or application/ld+json
 * @returns {Promise<string>}
 */
export async function written(query, type) {
  const response = await answered(address("sparql", { query }), type, undefined);
  if (!response.ok) throw new Problem((await response.json().catch(() => null))?.detail ?? response.statusText, response.status);
  return response.text();
}

const MOST_IDS = 300; // in one address: many proxies refuse one of over 8 KB

/** Claims with their quotes, by id, in one request or as many as the addresses need. @param {readonly string[]} ids @returns {Promise<import("./types.js").Claim[]>} */
export const claims = async (ids) =>
  (await Promise.all(parts(ids).map((id) => get("claims", { id })))).flatMap((each) => each.items);

/** The same as Turtle, with the entities that they link. @param {readonly string[]} ids @returns {Promise<string>} */
export const claimGraph = async (ids) =>
  (await Promise.all(parts(ids).map((id) => text("claims", { id, format: "turtle" })))).join("\n");

/** @param {readonly string[]} ids */
const parts = (ids) =>
  Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, part) => ids.slice(part * MOST_IDS, (part + 1) * MOST_IDS).join(","));

/** Every document by id. @returns {Promise<Map<string, import("./types.js").DocumentCard>>} */
export const documents = async () => {
  const found = await get("documents");
  return new Map(found.items.map((/** @type {import("./types.js").DocumentCard} */ each) => [each.id, each]));
};

/** What the query tab needs once. @returns {Promise<import("./query/types.js").Workbench>} */
export const workbench = () => get("workbench");

/**
 * The answer to a saved query.
 * @param {string} name @param {Readonly<Record<string, string>>} args @param {AbortSignal} signal
 * @returns {Promise<import("./query/types.js").Sheet>}
 */
export const sheet = (name, args, signal) => get(`sheet/${encodeURIComponent(name)}`, args, { signal });

/**
 * The first rows of the answer to any query.
 * @param {string} query @param {AbortSignal} signal @returns {Promise<import("./query/types.js").Sheet>}
 */
export const sheetOf = (query, signal) => request(address("sheet"), signal, new URLSearchParams({ query }));
