// The Query tab: saved queries to fill in, an editor to write one's own, and the answer below.

import { h, show } from "../dom.js";
import { part } from "../features.js";
import { language, t, wordsOf } from "../words.js";
import { mountAnswer } from "./answer.js";
import { createAsking } from "./asking.js";
import { form } from "./form.js";
import { mountList } from "./list.js";
import { draft, keepDraft, remember } from "./past.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Workbench} Workbench */
/** @typedef {import("./editor.js").Editor} Editor */

const HEADER = /^#\+.*\n/gm; // lines that describe a saved query
const SHOWN_AFTER = 200; // milliseconds of waiting before the page says so

/** @param {App} app @param {HTMLElement} element */
export function mount(app, element) {
  void open();

  async function open() {
    show(element, h("div", { class: "ghosts", "aria-busy": "true" }, ...[0, 1, 2, 3].map(() => h("span"))));
    try {
      const bench = await app.api.workbench();
      show(element);
      mountDesk(app, element, bench);
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      show(element, h("div", { class: "desk" }, h("div", { class: "wrong", role: "alert" }, h("p", null, error.status ? error.message : t(`problem.${error.message}`)),
        h("button", { type: "button", onclick: () => void open() }, t("problem.retry")))));
    }
  }
}

/** @param {App} app @param {HTMLElement} element @param {Workbench} bench */
function mountDesk(app, element, bench) {
  const asking = createAsking(app);
  const list = h("nav", { class: "list" });
  const title = h("summary");
  const listing = h("details", { class: "lists", open: true }, title, list);
  app.store.watch(["lang"], () => (title.textContent = t("query.saved")));
  const head = h("header"), ask = h("div", { class: "ask" }), own = h("div", { class: "own", hidden: true });
  const wrong = h("div", { class: "wrong", role: "alert", hidden: true });
  const waiting = h("div", { class: "waiting", hidden: true });
  const answer = h("section", { class: "answer" });
  element.append(listing, h("div", { class: "desk" }, head, ask, own, wrong, waiting, answer));
  if (innerWidth < 760 && app.store.get().q !== null) listing.open = false;

  const { drawPast } = mountList(app, list, bench, choose);
  const shown = mountAnswer(app, answer, bench, { more: () => void asking.more(), edit: (text) => {
    app.store.dispatch({ type: "asked", q: null, query: text.replaceAll(HEADER, "") });
    element.scrollTop = 0;
    withEditor((found) => found.focus());
  } });
  /** @type {import("./form.js").Form | null} */
  let filled = null;
  /** @type {Promise<Editor> | null} */
  let made = null;
  /** @type {string | null} */
  let formOf = null;
  let timer = 0;

  /** The editor, fetched when it is first needed. @returns {Promise<Editor>} */
  function editor() {
    made ??= part(() => import("./editor.js")).then(({ createEditor }) => createEditor(app, /** @type {HTMLElement} */ (own.querySelector(".editor")), bench, {
      text: app.store.get().query ?? draft() ?? example(bench), run: runText, changed: keepDraft,
    }));
    return made;
  }

  /** Do something with the editor; where it cannot be fetched, say so. @param {(editor: Editor) => void} act */
  function withEditor(act) {
    editor().then(act, (error) => {
      made = null;
      if (!(error instanceof app.api.Problem)) throw error;
      app.store.dispatch({ type: "failed", text: t(`problem.${error.message}`), retry: () => withEditor(act) });
    });
  }

  /** @param {string} text */
  const runText = (text) => app.store.dispatch({ type: "asked", q: null, query: text });

  /** @param {Asked} asked */
  function choose(asked) {
    app.store.dispatch({ type: "asked", ...asked });
    if (innerWidth < 760) listing.open = false;
    element.scrollTop = 0;
    if (asked.q === null) withEditor((found) => found.focus());
    else head.querySelector("h1")?.focus();
  }

  function drawHead() {
    const { q, args } = app.store.get();
    const saved = bench.queries.find(({ name }) => name === q);
    ask.hidden = own.hidden = true;
    formOf = q;
    filled = null;
    if (q !== null && !saved) {
      show(head, h("h1", { tabindex: -1 }, t("query.unknown", { name: q })));
      return;
    }
    if (saved) {
      const { text, lang } = wordsOf(saved.labels);
      show(head, h("h1", { tabindex: -1, lang }, text), saved.description ? h("p", { class: "lead", lang: "en" }, saved.description) : null,
        saved.drafted.includes(language()) ? h("p", { class: "number" }, t("query.drafted")) : null);
      const entities = { ...bench.entities, ...asking.told().sheet?.entities };
      filled = form(app, bench, saved, args, entities);
      show(ask, filled.element);
      filled.element.addEventListener("input", () => answer.classList.toggle("old", isOther()));
      ask.hidden = false;
      return;
    }
    show(head, h("h1", { tabindex: -1 }, t("query.own")), h("p", { class: "lead" }, limits(bench)));
    own.hidden = false;
    if (!own.firstChild) own.append(h("div", { class: "editor" }), h("div", { class: "acts" }));
    show(/** @type {HTMLElement} */ (own.lastElementChild),
      h("button", { type: "button", class: "primary", onclick: () => withEditor((found) => runText(found.text())) }, t("query.run")),
      h("kbd", { "aria-hidden": "true" }, /Mac|iPhone/.test(navigator.platform) ? "⌘ ⏎" : "Ctrl ⏎"),
      h("span", { class: "number" }, t("query.completion")));
    withEditor(() => undefined);
  }

  /** Whether the form asks something else than what is answered. */
  const isOther = () => filled !== null && JSON.stringify(filled.values()) !== JSON.stringify(app.store.get().args);

  app.store.watch(["q", "lang"], drawHead);
  app.store.watch(["query"], ({ query }) => {
    if (query !== null) withEditor((found) => found.write(query));
  });
  /** @type {string} */
  let last = "";
  app.store.watch(["q", "query", "args", "view"], ({ q, query, args, view }) => {
    const now = JSON.stringify([q, query, args]);
    if (view !== "query" || (now === last && asking.told().asked?.args === args)) return;
    last = now;
    if (q !== null && !bench.queries.some(({ name }) => name === q)) return;
    if (filled && formOf === q && JSON.stringify(filled.values()) !== JSON.stringify(args)) drawHead();
    const asked = { q, query, args };
    if (q !== null || query !== null) {
      remember(asked);
      drawPast();
    }
    void asking.ask(asked);
  });
  asking.watch((told) => follow(told));

  /** Say that the answer takes its time, and how to do without it. */
  function wait() {
    waiting.hidden = false;
    show(waiting, h("span", { class: "turning", "aria-hidden": "true" }), h("span", { role: "status" }, t("query.running")),
      h("button", { type: "button", onclick: () => asking.cancel() }, t("query.cancel")));
  }

  /** @param {import("./asking.js").Told} told */
  function follow({ asked, isRunning, sheet, wrong: problem }) {
    clearTimeout(timer);
    answer.classList.toggle("old", isRunning);
    answer.setAttribute("aria-busy", String(isRunning));
    waiting.hidden = true;
    if (isRunning) timer = window.setTimeout(wait, SHOWN_AFTER);
    else shown.show(sheet, asked);
    Object.assign(window, { __asking: isRunning });
    tell(problem, asked);
    if (filled && sheet && asked?.q === formOf && needsNames(sheet)) drawHead();
  }

  /** Whether the form shows a slug whose name has come. @param {import("./types.js").Sheet} sheet */
  const needsNames = (sheet) => [...ask.querySelectorAll(".entity input")].some((input) => input !== document.activeElement && /** @type {HTMLInputElement} */ (input).value in sheet.entities);

  /** @param {import("./asking.js").Wrong | null} problem @param {Asked | null} asked */
  function tell(problem, asked) {
    wrong.hidden = true;
    if (asked?.q !== null) {
      const others = filled?.wrong(problem?.errors ?? {}) ?? {};
      const isTold = problem !== null && Object.keys(problem.errors).length > 0;
      const words = isTold ? Object.entries(others).map(([name, text]) => `${name}: ${text}`).join("; ") : problem?.text ?? "";
      wrong.hidden = words === "";
      wrong.classList.toggle("mild", problem?.isCancelled ?? false);
      show(wrong, h("p", null, words));
      return;
    }
    if (asked.query === null) return;
    const place = problem ? placeOf(problem.text) : null;
    withEditor((found) => found.mark(place));
    wrong.hidden = problem === null;
    wrong.classList.toggle("mild", problem?.isCancelled ?? false);
    if (problem) show(wrong, place ? h("strong", null, t("query.line", { line: place.line, column: place.column })) : null, ...words(problem.text));
  }
}

const LONG = 260; // letters of a message that are shown at once
/** The server's words; long ones folded, and the engine's lists of letters. @param {string} text */
function words(text) {
  const list = text.indexOf(", ['");
  const most = list > 0 ? list : LONG;
  if (text.length <= most) return [h("p", null, text)];
  return [h("p", null, `${text.slice(0, most)} …`), h("details", null, h("summary", null, t("query.whole")), h("p", null, text))];
}

/** Where an error of the engine is, of those that say so. @param {string} text */
function placeOf(text) {
  const found = text.match(/error at (\d+):(\d+):?/);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}

/** What a query may not exceed, in words. @param {Workbench} bench */
function limits(bench) {
  const of = (/** @type {string} */ setting) => bench.limits.find((each) => each.setting === setting)?.value ?? 0;
  return t("query.limits", { seconds: of("KG_QUERY_SECONDS"), rows: of("KG_MAX_ROWS"), page: of("KG_MAX_PAGE_SIZE") });
}

/** What stands in the editor at first. @param {Workbench} bench */
function example({ prefixes }) {
  return `PREFIX gbo: <${prefixes.gbo}>
PREFIX rdfs: <${prefixes.rdfs}>

# Where things are, as stated as fact
SELECT ?thing ?place WHERE {
  ?thing gbo:locatedIn ?place .
}
ORDER BY ?place
LIMIT 50
`;
}
