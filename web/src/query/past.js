// What somebody has asked before, kept in this browser only.

/** @typedef {import("./types.js").Asked} Asked */

const KEY = "kg-asked", DRAFT = "kg-query-draft", MOST = 20;

/** @returns {Asked[]} the newest first */
export function past() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isAsked) : [];
  } catch {
    return []; // storage may be forbidden, or another's
  }
}

/** @param {any} each @returns {each is Asked} */
const isAsked = (each) =>
  typeof each === "object" && each !== null && [each.q, each.query].some((text) => typeof text === "string") && typeof each.args === "object" && each.args !== null;

/** @param {Asked} asked */
export function remember({ q, query, args }) {
  const now = JSON.stringify({ q, query, args });
  const others = past().filter((each) => JSON.stringify({ q: each.q, query: each.query, args: each.args }) !== now);
  keep(KEY, JSON.stringify([{ q, query, args }, ...others].slice(0, MOST)));
}

export const forget = () => keep(KEY, "[]");

/** The text that was last in the editor. @returns {string | null} */
export function draft() {
  try {
    return localStorage.getItem(DRAFT);
  } catch {
    return null;
  }
}

/** @param {string} text */
export const keepDraft = (text) => keep(DRAFT, text);

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch { /* storage may be forbidden, or full */ }
}
