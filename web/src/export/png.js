// The canvas as a picture, at twice its size, on the colour of the page.

import { PALETTES, theme } from "../looks.js";
import { fileName, saveFile } from "./file.js";

/** @param {import("../types.js").App} app */
export async function save(app) {
  /** @type {import("cytoscape").Core | undefined} */
  const cy = Reflect.get(window, "cy");
  if (!cy) return;
  const picture = await cy.png({ output: "blob-promise", full: true, scale: 2, bg: PALETTES[theme()].paper });
  saveFile(picture, fileName(app, "png"));
}
