// The canvas as a picture, at twice its size, on the colour of the page, with a title and a legend.

import { FONTS } from "../canvas/text.js";
import { h } from "../dom.js";
import { PALETTES, theme } from "../looks.js";
import { caption } from "./caption.js";
import { fileName, saveFile } from "./file.js";

const SCALE = 2;
const LEAST = 720, SIDE = 24, ABOVE = 56, BELOW = 76; // pixels of the page: the least width, and what is around
const LINE = 30, GAP = 22; // of the legend

/** @param {import("../types.js").App} app */
export async function save(app) {
  /** @type {import("cytoscape").Core | undefined} */
  const cy = Reflect.get(window, "cy");
  if (!cy) return;
  const picture = await createImageBitmap(await cy.png({ output: "blob-promise", full: true, scale: SCALE, bg: PALETTES[theme()].paper }));
  const canvas = framed(app, picture);
  const file = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (file) saveFile(file, fileName(app, "png"));
}

/** @param {import("../types.js").App} app @param {ImageBitmap} picture */
function framed(app, picture) {
  const colours = PALETTES[theme()], { title, kinds, source } = caption(app);
  const width = Math.max(picture.width / SCALE + 2 * SIDE, LEAST), height = picture.height / SCALE + ABOVE + BELOW;
  const canvas = h("canvas", { width: Math.ceil(width * SCALE), height: Math.ceil(height * SCALE) });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(SCALE, SCALE);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, (width - picture.width / SCALE) / 2, ABOVE, picture.width / SCALE, picture.height / SCALE);
  pen.fillStyle = colours.ink;
  pen.font = `600 20px ${FONTS}`;
  pen.fillText(title, SIDE, 36, width - 2 * SIDE);
  pen.font = `12.5px ${FONTS}`;
  let x = SIDE;
  for (const { text, colour, dash } of kinds) {
    pen.strokeStyle = colour;
    pen.lineWidth = 1.8;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(x, height - 50);
    pen.lineTo(x + LINE, height - 50);
    pen.stroke();
    pen.fillText(text, x + LINE + 7, height - 46);
    x += LINE + 7 + pen.measureText(text).width + GAP;
  }
  pen.fillStyle = colours.muted;
  pen.font = `11px ${FONTS}`;
  pen.fillText(source, SIDE, height - 18, width - 2 * SIDE);
  return canvas;
}
