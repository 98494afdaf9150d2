// Turns each library of the lock into one ES module in ../api/static/vendor, and collects licences.
import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

const OUT = "../api/static/vendor";
const ALLOWED = /^\(?(MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD)\b/;
// only what web/src uses of each package: the rest is left out of the file
const CODEMIRROR = {
  "@codemirror/autocomplete": ["autocompletion", "closeBrackets", "closeBracketsKeymap", "completionKeymap"],
  "@codemirror/commands": ["defaultKeymap", "history", "historyKeymap"],
  "@codemirror/language": ["HighlightStyle", "StreamLanguage", "bracketMatching", "syntaxHighlighting"],
  "@codemirror/legacy-modes/mode/sparql": ["sparql"],
  "@codemirror/state": ["Compartment", "EditorState", "Prec", "StateEffect", "StateField"],
  "@codemirror/view": ["Decoration", "EditorView", "drawSelection", "highlightActiveLine", "keymap", "lineNumbers", "placeholder"],
  "@lezer/highlight": ["tags"],
};
const LIBRARIES = {
  cytoscape: `export { default } from "cytoscape"`,
  "cytoscape-fcose": `export { default } from "cytoscape-fcose"`,
  uplot: `export { default } from "uplot"`,
  codemirror: Object.entries(CODEMIRROR)
    .map(([from, names]) => `export { ${names.join(", ")} } from "${from}"`).join("\n"),
};

/** The folder of the package that a bundled file belongs to. */
function packageOf(file) {
  const parts = file.split("/");
  const at = parts.lastIndexOf("node_modules") + 1;
  return parts.slice(0, at + (parts[at].startsWith("@") ? 2 : 1)).join(sep);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!ALLOWED.test(license ?? "")) throw new Error(`${name}: licence ${license} is not allowed`);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${license} licence`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const used = new Set(["node_modules/uplot"]);
for (const [name, contents] of Object.entries(LIBRARIES)) {
  const { metafile } = await build({
    stdin: { contents, resolveDir: "." }, outfile: join(OUT, `${name}.js`),
    bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none",
    metafile: true, define: { "process.env.NODE_ENV": '"production"' },
  });
  for (const file of Object.keys(metafile.inputs)) {
    if (dirname(file).includes("node_modules")) used.add(packageOf(file));
  }
}
writeFileSync(join(OUT, "uplot.css"), readFileSync("node_modules/uplot/dist/uPlot.min.css"));
const texts = [...used].sort().map(licence);
writeFileSync(join(OUT, "THIRD_PARTY_LICENSES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
