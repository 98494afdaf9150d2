import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["node_modules/**", "vendor/**"] },
  js.configs.recommended,
  { files: ["*.mjs"], languageOptions: { globals: globals.node } },
  {
    files: ["src/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    rules: {
      eqeqeq: "error", "no-var": "error", "prefer-const": "error", curly: ["error", "multi-line"],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      // whatever comes from a document is text, never markup
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "use h() of dom.js" },
        { property: "outerHTML", message: "use h() of dom.js" },
        { property: "insertAdjacentHTML", message: "use h() of dom.js" }],
      // one door to the data
      "no-restricted-globals": ["error", { name: "fetch", message: "use api.js" }],
    },
  },
  { files: ["src/api.js"], rules: { "no-restricted-globals": "off" } },
];
