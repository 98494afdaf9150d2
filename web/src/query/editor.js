// The editor: CodeMirror in a shadow root, where it can have its styles under the policy.

import {
  Compartment, Decoration, EditorState, EditorView, HighlightStyle, Prec, StateEffect, StateField, StreamLanguage, autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap,
  completionKeymap, defaultKeymap, drawSelection, highlightActiveLine, history, historyKeymap, keymap, lineNumbers, sparql, syntaxHighlighting, tags,
} from "../../vendor/codemirror.js";
import { t } from "../words.js";
import { sources } from "./completion.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {ReturnType<typeof createEditor>} Editor */

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.atom, tags.link], color: "var(--proposed)" },
  { tag: [tags.string, tags.number], color: "var(--pro)" },
  { tag: [tags.variableName, tags.local(tags.variableName)], color: "var(--link)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.meta, tags.standard(tags.variableName)], color: "var(--projected)" },
]);
const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "13.5px", borderRadius: "10px", border: "1px solid var(--line)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Noto Sans Mono", "DejaVu Sans Mono", monospace', lineHeight: "1.55", minHeight: "180px", maxHeight: "46vh" },
  ".cm-content, .cm-gutter": { minHeight: "180px" }, // a click below the last line is one into the text
  ".cm-content": { padding: "8px 0", caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--muted)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--ink) 4%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--link) 26%, transparent) !important" },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--pro) 24%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "9px", boxShadow: "var(--shadow)", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: 'system-ui, "Noto Sans", "Noto Sans TC", sans-serif', maxHeight: "300px" },
  ".cm-tooltip-autocomplete ul li": { padding: "4px 10px 4px 6px !important", lineHeight: "1.45" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--soft) !important", color: "var(--ink) !important", boxShadow: "inset 3px 0 var(--accent)" },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", fontSize: "12px" },
  ".cm-completionIcon": { color: "var(--muted)", opacity: "1" },
  ".cm-wrong": { textDecoration: "underline wavy var(--alarm) 1.5px", textUnderlineOffset: "3px" },
  ".cm-line.cm-wrong-line": { backgroundColor: "var(--alarm-soft)" },
});

/** Where something is wrong, as [from, to]; null for nowhere. @type {import("../../vendor/codemirror.js").StateEffectType<[number, number] | null>} */
const wrongAt = StateEffect.define();
/** Underlines it until somebody types. The library's own way (lint) sets styles that the policy forbids. */
const wrongs = StateField.define({
  create: () => Decoration.none,
  update(marks, { effects, docChanged, state }) {
    for (const { value } of effects.filter((each) => each.is(wrongAt))) {
      if (value === null) return Decoration.none;
      const [from, to] = value;
      return Decoration.set([Decoration.line({ class: "cm-wrong-line" }).range(state.doc.lineAt(from).from), ...(to > from ? [Decoration.mark({ class: "cm-wrong" }).range(from, to)] : [])]);
    }
    return docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Chromium gives what is typed over coloured text a style attribute, which the policy forbids: so it is put in here. */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event, { from, to, empty } = view.state.selection.main;
    if (inputType !== "insertText" || isComposing || data === null || empty) return false;
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

/**
 * @param {App} app @param {HTMLElement} host @param {import("./types.js").Workbench} bench
 * @param {{text: string, run: (text: string) => void, changed: (text: string) => void}} options
 */
export function createEditor(app, host, bench, { text, run, changed }) {
  const root = host.attachShadow({ mode: "open" });
  const named = new Compartment();
  const naming = () => EditorView.contentAttributes.of({ "aria-label": t("query.editor"), spellcheck: "false", autocapitalize: "off" });
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({ doc: text, extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: ({ state }) => {
        run(state.doc.toString());
        return true;
      } }])),
      lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
      StreamLanguage.define(sparql), syntaxHighlighting(COLOURS), LOOK, EditorView.lineWrapping,
      autocompletion({ override: sources(app, bench), icons: true, maxRenderedOptions: 30 }),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
      named.of(naming()), wrongs, typedOver,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
    ] }),
  });
  app.store.watch(["lang"], () => view.dispatch({ effects: named.reconfigure(naming()) }));

  /** Underline where the server says that something is wrong; null for nothing. @param {{line: number, column: number} | null} problem */
  function mark(problem) {
    if (!problem) {
      view.dispatch({ effects: wrongAt.of(null) });
      return;
    }
    const { doc } = view.state;
    const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines));
    const [begin, end] = word(line.text, problem.column - 1);
    view.dispatch({ effects: wrongAt.of([line.from + begin, line.from + end]), selection: { anchor: line.from + begin }, scrollIntoView: true });
  }

  return {
    text: () => view.state.doc.toString(),
    /** @param {string} text */
    write(text) {
      if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    mark,
    focus: () => view.focus(),
  };
}

/** The word at a place, or the last before it. @param {string} text @param {number} at @returns {[number, number]} */
function word(text, at) {
  const words = [...text.matchAll(/\S+/g)].map((found) => /** @type {[number, number]} */ ([found.index, found.index + found[0].length]));
  return words.find(([begin, end]) => begin <= at && at < end) ?? words.findLast(([begin]) => begin <= at) ?? [0, 0];
}
