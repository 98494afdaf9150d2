// Fields of an entry as text that a person edits, and back: a list is lines, a mapping `name: value` lines.

/** @typedef {import("./types.js").Given} Given */

/** The fields that an entry of each form may have. */
export const FIELDS = {
  claims: ["s", "p", "o", "value", "value_max", "unit", "quantifier", "qualifiers", "modality", "polarity", "by", "valid_from", "valid_to", "as_of", "date_basis", "reason", "quote"],
  statements: ["by", "kind", "about", "modality", "polarity", "as_of", "quote"],
  events: ["id", "label", "date", "date_basis", "reason", "held_in", "hosts", "concerns", "participants", "modality", "polarity", "by", "quote"],
  offices: ["person", "post", "of", "acting", "as_of", "from", "to", "modality", "polarity", "by", "quote"],
};
const LISTS = ["about", "hosts", "concerns", "participants"];
const MAPS = ["qualifiers", "cited"];
export const LONG = ["quote", ...LISTS, ...MAPS];

/** A field as text. @param {Given} value @returns {string} */
export function write(value) {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(line).join("\n");
  if ("text" in value) return String(value.text);
  return Object.entries(value).map(([name, each]) => `${name}: ${Array.isArray(each) ? each.join("; ") : each}`).join("\n");
}

/** Words, words with their place, or somebody with a role. @param {unknown} value */
function line(value) {
  if (typeof value === "string") return value;
  const { who, role, text } = /** @type {Record<string, unknown>} */ (value);
  return who ? `${who}${role ? ` (${role})` : ""}` : String(text ?? "");
}

/**
 * The field that the text means; null for none. What nobody changed stays as it was.
 * @param {string} name @param {string} text @param {Given | undefined} before @returns {Given | null}
 */
export function read(name, text, before) {
  if (before !== undefined && write(before) === text) return before;
  const lines = text.split("\n").map((each) => each.trim()).filter(Boolean);
  if (!lines.length) return null;
  if (MAPS.includes(name)) return Object.fromEntries(lines.map(pair));
  if (name === "participants") return lines.map(participant);
  if (LISTS.includes(name)) return lines;
  return lines.length > 1 ? lines : lines.join("");
}

/** @param {string} text @returns {[string, Given]} */
function pair(text) {
  const at = text.indexOf(":"), name = at < 0 ? text : text.slice(0, at).trim(), value = at < 0 ? "" : text.slice(at + 1).trim();
  return [name, value.includes("; ") ? value.split("; ") : value];
}

/** @param {string} text @returns {Given} */
function participant(text) {
  const match = /^(.*\S) \((.+)\)$/.exec(text);
  return match ? { who: match[1] ?? "", role: match[2] ?? "" } : text;
}
