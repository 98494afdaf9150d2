// Buttons that put a text on the clipboard, and say so.

import { h } from "../dom.js";
import { t } from "../words.js";

/** @typedef {import("../types.js").App} App */

/**
 * @param {App} app @param {string} key  of its label
 * @param {() => string | Promise<string>} make
 */
export function copyButton(app, key, make) {
  const button = h("button", { type: "button", class: "small", onclick: async () => {
    try {
      await put(await make());
      button.textContent = t("copy.done");
      app.announce(t("copy.done"));
      setTimeout(() => (button.textContent = t(key)), 1600);
    } catch (error) {
      if (!(error instanceof app.api.Problem)) throw error;
      app.store.dispatch({ type: "failed", text: error.status ? error.message : t(`problem.${error.message}`), retry: () => button.click() });
    }
  } }, t(key));
  return button;
}

/** @param {string} text */
async function put(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return;
    } catch { /* forbidden: the old way */ }
  }
  // a page that is not on https has no clipboard
  const area = h("textarea", { class: "spoken", value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** A query for all that the graph has of these claims and of their evidence. @param {readonly string[]} iris */
export const graphOf = (iris) => `PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
CONSTRUCT { ?s ?p ?o }
WHERE {
  VALUES ?claim { ${iris.map((iri) => `<${iri}>`).join(" ")} }
  { ?claim ?p ?o . BIND(?claim AS ?s) }
  UNION { ?claim prov:wasDerivedFrom ?s . ?s ?p ?o }
  UNION { ?claim prov:wasDerivedFrom ?evidence . ?evidence oa:hasSelector ?s . ?s ?p ?o }
}`;
