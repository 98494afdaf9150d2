// What of the picture is in sight: the fit that can be read, and pans to what is asked for.

import { FOCUS_FONT } from "./elements.js";
import { isStill } from "./light.js";

/** @typedef {{x: number, y: number}} Point */

export const LEAST_ZOOM = 0.92; // below it labels are under 11 px, and hidden
const LEAST_FONT = 11.5; // pixels on the screen
const MOST_ZOOM = 1.15; // of a fit
const SPACE = 8, LEGEND = 48; // pixels around a fit, and of what lies at the bottom
const NEARLY = 0.86; // of what would fit
/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/** @param {import("cytoscape").Core} cy */
export function viewport(cy) {
  /** The canvas when it was last seen, and where the last fit left it. */
  let known = { width: 0, height: 0 }, fitted = "";

  /** What of the picture is in sight. */
  const where = () => JSON.stringify([cy.zoom(), cy.pan()]);

  /** Pan to what is selected, where it is out of sight. */
  function see() {
    const found = cy.elements(".selected");
    if (!found.length) return;
    const seen = cy.extent(), box = found.union(found.connectedNodes()).boundingBox();
    if (box.x1 >= seen.x1 && box.x2 <= seen.x2 && box.y1 >= seen.y1 && box.y2 <= seen.y2) return;
    cy.animate({ center: { eles: found }, duration: isStill() ? 0 : 250 });
  }

  /** Labels under 11 px are noise: only what the picture is about keeps its name, as large as it can be read. */
  function far() {
    const zoom = cy.zoom(), isFar = zoom < LEAST_ZOOM - 0.001, wrong = isFar ? cy.elements().not(".focus, .far") : cy.elements(".far");
    const font = Math.max(FOCUS_FONT, LEAST_FONT / zoom);
    if (wrong.nonempty()) cy.batch(() => void wrong.toggleClass("far", isFar));
    cy.nodes(".focus").filter((node) => node.data("font") !== font).data("font", font);
  }

  /** Show everything, however small; who asks again sees it at a size that can be read. */
  function fitWhole() {
    const before = where();
    fit(0);
    if (where() === before) fit();
  }

  /** What was fit to a canvas that has another size is fit again; else its middle stays in the middle. */
  function followSize() {
    const before = known, now = { width: cy.width(), height: cy.height() };
    if (!now.width || (now.width === before.width && now.height === before.height)) return;
    known = now;
    if (!before.width || where() === fitted) fit();
    else cy.panBy({ x: (now.width - before.width) / 2, y: (now.height - before.height) / 2 });
    see();
  }

  /** Show everything, as long as it can be read; else the focus in the middle. @param {number} [least] zoom */
  function fit(least = LEAST_ZOOM) {
    if (!cy.nodes().length || !cy.width()) return;
    cy.stop(); // a pan that is on its way
    const all = cy.elements().boundingBox({ includeOverlays: false });
    const legend = cy.width() > 500 ? LEGEND : 0;
    const across = (cy.width() - 2 * SPACE) / all.w, down = (cy.height() - legend - 2 * SPACE) / all.h;
    const zoom = Math.max(Math.min(across, down, MOST_ZOOM), least);
    const focus = centre(zoom);
    // what nearly fits is in the middle, of what does not the focus is
    const x = across > least * NEARLY ? all.x1 + all.w / 2 : focus.x;
    const y = down > least * NEARLY ? all.y1 + all.h / 2 : focus.y;
    cy.viewport({ zoom, pan: { x: cy.width() / 2 - x * zoom, y: (cy.height() - legend) / 2 - y * zoom } });
    fitted = where();
    known = { width: cy.width(), height: cy.height() };
  }

  /** What is in the middle of a picture that is too large: the focus, or where paths begin. @param {number} zoom */
  function centre(zoom) {
    const main = cy.nodes(".focus"), start = main[0]?.position() ?? { x: 0, y: 0 };
    if (main.length < 2) return start;
    const { x1, y1, w, h } = cy.elements().boundingBox({ includeOverlays: false });
    const across = (cy.width() / 2 - SPACE) / zoom, down = (cy.height() / 2 - SPACE) / zoom;
    return { x: w / 2 < across ? x1 + w / 2 : Math.max(x1 + across, start.x), y: h / 2 < down ? y1 + h / 2 : clamp(start.y, y1 + down, y1 + h - down) };
  }

  /** Pan to what came, where it is out of sight. @param {{id: string, parent: string}[]} arrived */
  function reveal(arrived) {
    const came = cy.nodes().filter((node) => arrived.some(({ id, parent }) => id === node.id() || parent === node.id()));
    const seen = cy.extent(), box = came.boundingBox();
    if (box.x1 >= seen.x1 && box.x2 <= seen.x2 && box.y1 >= seen.y1 && box.y2 <= seen.y2) return;
    const all = cy.elements().boundingBox();
    const zoom = Math.min(cy.width() / (all.w + 60), cy.height() / (all.h + 100));
    if (zoom >= LEAST_ZOOM) cy.animate({ fit: { eles: cy.elements(), padding: 40 }, duration: isStill() ? 0 : 250 });
    else cy.animate({ center: { eles: came }, duration: isStill() ? 0 : 250 });
  }

  /** What is left after an expansion was taken back is in sight. */
  function recover() {
    cy.stop(); // a pan to what is gone
    const seen = cy.extent(), box = cy.nodes(".focus").boundingBox();
    if (box.x1 < seen.x1 || box.x2 > seen.x2 || box.y1 < seen.y1 || box.y2 > seen.y2) fit();
  }

  return { see, far, fit, fitWhole, followSize, reveal, recover };
}
