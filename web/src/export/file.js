// A file that the browser saves.

import { h } from "../dom.js";

/** @param {Blob} content @param {string} name */
export function saveFile(content, name) {
  const href = URL.createObjectURL(content);
  const link = h("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** A name for a file of this view. @param {import("../types.js").App} app @param {string} ending */
export const fileName = (app, ending) => `${app.store.get().focus ?? "gba"}-${app.start.version.slice(0, 8)}.${ending}`;
