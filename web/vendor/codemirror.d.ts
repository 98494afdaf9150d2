export * from "@codemirror/autocomplete";
export * from "@codemirror/commands";
export * from "@codemirror/language";
export * from "@codemirror/lint";
export * from "@codemirror/state";
export * from "@codemirror/view";
export { sparql } from "@codemirror/legacy-modes/mode/sparql";
