// New entities that come with a decision: nothing that is known has a name like theirs.

/** @typedef {import("./types.js").Desk} Desk */

const WORDS = new Set(["quote", "text", "label", "reason", "role"]); // the document's, not ours

/** The thing, where it may become a new entity with whatever names it. @param {Desk} desk @param {string} id */
export const newcomer = (desk, id) => desk.review.things.find((each) => each.id === id && each.newcomer);

/** What a decision on these things brings along; nothing where all of them are entities. @param {Desk} desk @param {string[]} ids */
export function brought(desk, ids) {
  const found = ids.map((id) => newcomer(desk, id)).filter((each) => each !== undefined);
  return found.length ? { new: Object.fromEntries(found.map((each) => [each.id, each.proposed])) } : {};
}

/** The things that an entry names. @param {unknown} entry @returns {string[]} */
export function thingsIn(entry) {
  if (typeof entry === "string") return entry.startsWith("@") ? [entry.slice(1)] : [];
  if (Array.isArray(entry)) return entry.flatMap(thingsIn);
  return Object.entries(entry ?? {}).flatMap(([name, each]) => (WORDS.has(name) ? [] : thingsIn(each)));
}
