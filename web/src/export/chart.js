// A chart as a picture, with its question above and its source below.

import { FONTS } from "../canvas/text.js";
import { h } from "../dom.js";
import { PALETTES, theme } from "../looks.js";
import { sourceOf } from "./caption.js";
import { saveFile } from "./file.js";

const SIDE = 24, ABOVE = 54, BELOW = 62; // pixels of the page around a chart

/** @param {import("../types.js").App} app @param {HTMLElement} figure @param {string} title @param {string} name of the file */
export async function save(app, figure, title, name) {
  const chart = figure.querySelector("canvas"), colours = PALETTES[theme()];
  if (!chart) return;
  const wide = chart.clientWidth, high = chart.clientHeight, scale = Math.max(chart.width / wide, 1);
  const width = wide + 2 * SIDE, height = high + ABOVE + BELOW;
  const canvas = h("canvas", { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(scale, scale);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(chart, SIDE, ABOVE, wide, high);
  pen.fillStyle = colours.ink;
  pen.font = `600 18px ${FONTS}`;
  pen.fillText(title, SIDE, 34, wide);
  pen.fillStyle = colours.muted;
  pen.font = `12.5px ${FONTS}`;
  pen.fillText([...figure.querySelectorAll(".keys li, figcaption")].map((each) => each.textContent).join(" · "), SIDE, height - 38, wide);
  pen.font = `11px ${FONTS}`;
  pen.fillText(sourceOf(app), SIDE, height - 16, wide);
  const file = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (file) saveFile(file, `${name}.png`);
}
