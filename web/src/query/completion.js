// What the editor offers as somebody types: variables, keywords, terms and entities in any language.

import { labelOf, chinese, count, namesOf } from "../words.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Workbench} Workbench */
/** @typedef {import("./types.js").Word} Word */
/** @typedef {import("../../vendor/codemirror.js").Completion} Completion */
/** @typedef {import("../../vendor/codemirror.js").CompletionContext} Context */
/** @typedef {import("../../vendor/codemirror.js").CompletionResult} Result */

const PAUSE = 150; // milliseconds before the server is asked for entities
const MOST_WORDS = 14, MOST_KEYWORDS = 5;
const TYPED = /[?$][\w]*|[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?::[\p{L}\p{N}_.-]*)?/u;
const KEYWORDS = [
  "SELECT", "SELECT DISTINCT", "CONSTRUCT", "ASK", "DESCRIBE", "WHERE", "FILTER", "OPTIONAL", "UNION", "GRAPH", "BIND", "VALUES", "MINUS", "FILTER NOT EXISTS",
  "FILTER EXISTS", "ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "PREFIX", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "STR", "LANG",
  "BOUND", "COALESCE", "CONTAINS", "LCASE", "REGEX", "STRSTARTS", "SUBSTR", "YEAR", "DESC", "AS", "IN",
];

/** Sources of completions; each is asked at every letter. @param {App} app @param {Workbench} bench */
export function sources(app, bench) {
  /** @param {Context} context @returns {{from: number, text: string} | null} */
  function typed(context) {
    if (context.tokenBefore(["comment", "string"])) return null;
    const found = context.matchBefore(TYPED);
    if (found) return { from: found.from, text: found.text };
    return context.explicit ? { from: context.pos, text: "" } : null;
  }

  /** @param {Context} context @returns {Result | null} */
  function local(context) {
    const found = typed(context);
    if (!found) return null;
    if (/^[?$]/.test(found.text)) return variables(context, found);
    const [prefix, rest] = split(found.text);
    if (prefix !== null && prefix !== "gbo") return null;
    const options = [...words(bench, rest, prefix !== null), ...(prefix === null && rest ? [...keywords(rest), ...prefixes(bench, rest)] : [])];
    return options.length ? { from: found.from, options, filter: false } : null;
  }

  /** @param {Context} context @returns {Promise<Result | null>} */
  async function entities(context) {
    const found = typed(context);
    if (!found || /^[?$]/.test(found.text)) return null;
    const [prefix, rest] = split(found.text);
    if ((prefix !== null && prefix !== "id") || rest.length < (/\p{Script=Han}/u.test(rest) ? 1 : 2)) return null;
    const controller = new AbortController();
    context.addEventListener("abort", () => controller.abort(), { onDocChange: true });
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (context.aborted) return null;
    try {
      const { items } = await app.api.suggest(rest, controller.signal);
      return { from: found.from, filter: false, options: items.filter(({ entity }) => entity.named).map(({ entity }) => {
        const look = app.start.types[entity.type];
        return {
          label: `id:${entity.id}`, displayLabel: namesOf(entity).map(({ text }) => text).join(" "), detail: look ? labelOf(look.labels) : entity.type,
          type: "constant", boost: -1, apply: insert(bench, `id:${entity.id}`),
        };
      }) };
    } catch (error) {
      if (controller.signal.aborted || error instanceof app.api.Problem) return null; // the editor works without
      throw error;
    }
  }
  return [local, entities];
}

/** @param {string} text @returns {[string | null, string]} */
function split(text) {
  const at = text.indexOf(":");
  return at < 0 ? [null, text] : [text.slice(0, at), text.slice(at + 1)];
}

/** @param {Context} context @param {{from: number, text: string}} found @returns {Result} */
function variables(context, found) {
  const names = new Map();
  for (const [name] of context.state.doc.toString().matchAll(/[?$]\w+/g)) names.set(name, (names.get(name) ?? 0) + 1);
  if (names.get(found.text) === 1) names.delete(found.text); // the one that is being typed
  return { from: found.from, options: [...names.keys()].map((label) => ({ label, type: "variable" })) };
}

/** @param {string} rest @returns {Completion[]} */
const keywords = (rest) =>
  KEYWORDS.filter((each) => each.startsWith(rest.toUpperCase())).slice(0, MOST_KEYWORDS).map((label) => ({ label, type: "keyword", boost: 2 }));

/** @param {Workbench} bench @param {string} rest @returns {Completion[]} */
const prefixes = (bench, rest) =>
  Object.entries(bench.prefixes).filter(([name]) => name.startsWith(rest)).map(([name, iri]) => ({ label: `${name}:`, detail: iri, type: "namespace", apply: insert(bench, `${name}:`) }));

/** Terms whose name or label has what was typed, the best and the most used first. @param {Workbench} bench @param {string} rest @param {boolean} isOurs @returns {Completion[]} */
function words(bench, rest, isOurs) {
  if (!rest && !isOurs) return [];
  const typed = rest.toLocaleLowerCase();
  return bench.words
    .map((word) => ({ word, fit: fit(word, typed) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || (b.word.uses ?? 0) - (a.word.uses ?? 0))
    .slice(0, MOST_WORDS)
    .map(({ word, fit }) => ({
      label: `gbo:${word.name}`, detail: described(word), type: word.kind === "class" ? "class" : word.kind === "property" ? "property" : "enum",
      boost: fit, apply: insert(bench, `gbo:${word.name}`),
    }));
}

/** How well a term fits: its name before its labels, beginnings before the middle. @param {Word} word @param {string} typed */
function fit(word, typed) {
  const name = word.name.toLocaleLowerCase(), labels = Object.values(word.labels).map((label) => label.toLocaleLowerCase());
  if (name.startsWith(typed)) return 4;
  if (labels.some((label) => label.startsWith(typed))) return 3;
  if (labels.some((label) => label.includes(` ${typed}`))) return 2;
  return name.includes(typed) || labels.some((label) => label.includes(typed)) ? 1 : 0;
}

/** @param {Word} word */
function described({ labels, uses }) {
  return [labels.en, chinese(labels), uses === null ? null : `×${count(uses)}`].filter(Boolean).join(" ");
}

/** Puts a name in, and its prefix at the top where it is not declared. @param {Workbench} bench @param {string} text */
function insert(bench, text) {
  /** @param {import("../../vendor/codemirror.js").EditorView} view @param {Completion} _completion @param {number} from @param {number} to */
  return (view, _completion, from, to) => {
    const [prefix = ""] = text.split(":"), iri = bench.prefixes[prefix];
    const isKnown = new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(view.state.doc.toString());
    const line = iri && !isKnown ? `PREFIX ${prefix}: <${iri}>\n` : "";
    view.dispatch({
      changes: [...(line ? [{ from: 0, insert: line }] : []), { from, to, insert: text }],
      selection: { anchor: from + line.length + text.length }, userEvent: "input.complete", scrollIntoView: true,
    });
  };
}
