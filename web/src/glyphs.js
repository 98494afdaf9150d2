// A glyph per type, drawn by us on a grid of 24: together with shape and colour it tells the type.

import { s } from "./dom.js";

/** @type {Record<string, string>} strokes of each glyph, as an SVG path */
const PATHS = {
  Person: "M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM4.8 20c.6-4 3.5-6 7.2-6s6.6 2 7.2 6",
  Group: "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 19c.5-3.5 2.8-5 6-5s5.5 1.5 6 5M15.5 5.3a3 3 0 0 1 0 5.5M17 14.3c2.3.5 3.6 2 4 4.7",
  GovernmentBody: "M4 9.5 12 4.5l8 5ZM6.5 10v7M10.2 10v7M13.8 10v7M17.5 10v7M4 19.5h16",
  Organisation: "M6 20V4.5h12V20M4 20h16M9.5 8.5h1.5M13.5 8.5H15M9.5 12h1.5M13.5 12H15M10.5 20v-4h3v4",
  Territory: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c3 2.6 3.8 5.2 3.8 8.5s-.8 5.9-3.8 8.5c-3-2.6-3.8-5.2-3.8-8.5S9 6.1 12 3.5Z",
  Zone: "M12 21c4.6-4.7 6.8-8 6.8-11a6.8 6.8 0 1 0-13.6 0c0 3 2.2 6.3 6.8 11ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  Port: "M12 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM12 7.5v13M8 11h8M4.5 13.5c.3 4.3 3.2 7 7.5 7s7.2-2.7 7.5-7",
  Facility: "M4 20V10l5 3.5V10l5 3.5V5h5v15ZM8 17h1.5M12.5 17H14",
  Place: "M6 21V4M6 5h11.5l-2.5 3.8 2.5 3.7H6",
  Project: "M5 20v-6.5h6V20M13 20V9h6v11M8 13.5V5l8-1v5M3.5 20h17",
  Programme: "M10 6.5h10M10 12h10M10 17.5h10M4 6.5l1.2 1.2L7.5 5.2M4 12l1.2 1.2 2.3-2.5M4 17.5l1.2 1.2 2.3-2.5",
  Plan: "M6 3.5h8.5L18.5 8v12.5H6ZM14 3.5V8.5h4.5M9 12.5h6.5M9 16h6.5",
  Agreement: "M5 20h14M7 16.5 15.8 6l2.7 2.3L9.8 18.6 6.5 19.5ZM14 8.2l2.6 2.3",
  Event: "M4.5 6.5h15V20h-15ZM4.5 10.5h15M8.5 4v4M15.5 4v4M12 12.8v4.4M9.8 15h4.4",
  Post: "M4 8h16v11.5H4ZM9 8V5h6v3M4 13h16",
  Topic: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  Entity: "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
};

/** @param {string} name */
const path = (name) => PATHS[name] ?? PATHS.Entity ?? "";

/** The glyph as the address of a picture, for the canvas. @param {string} name */
export function address(name) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"><path d="${path(name)}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The strokes themselves, for an SVG. @param {string} name */
export const strokes = (name) => path(name);

/** A small square in the colour of a type with its glyph. @param {import("./types.js").TypeLook | undefined} look */
export function badge(look) {
  return s("svg", { class: "badge", viewBox: "0 0 32 32", "aria-hidden": "true" },
    s("rect", { width: 32, height: 32, rx: 8, fill: look?.colour ?? "#66707f" }),
    s("path", {
      d: path(look?.glyph ?? "Entity"), transform: "translate(5.6 5.6) scale(.867)", fill: "none", stroke: "#fff",
      "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round",
    }));
}

/** Icons of buttons. */
const ICONS = {
  turn: "M7 10l5 5 5-5", route: "M6.500 17.500a2.500 2.500 0 1 0 0 .1M17.500 6.500a2.500 2.500 0 1 0 0 .1M9 17.500h6a3.500 3.500 0 0 0 0-7H9.500a3.500 3.500 0 0 1 0-7H12", compare: "M4 5h6.500v14H4ZM13.500 5H20v14h-6.500Z", swap: "M4 8.500h14M14.500 5 18 8.500 14.500 12M20 15.500H6M9.500 12 6 15.500 9.500 19",
  more: "M12 5.500v.1M12 12v.1M12 18.500v.1",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16.2 16.2 20.5 20.5",
  plus: "M12 5v14M5 12h14", minus: "M5 12h14", close: "M6 6l12 12M18 6 6 18",
  fit: "M4 9V4h5M20 15v5h-5M15 4h5v5M9 20H4v-5", arrange: "M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5",
  undo: "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3", redo: "M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h3",
  theme: "M12 20a8 8 0 1 0 0-16ZM12 4a8 8 0 0 0 0 16Z", link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14", rail: "M4 5h16v14H4ZM9 5v14", panel: "M4 5h16v14H4ZM15 5v14", help: "M9 9.2a3 3 0 1 1 4.6 2.5c-1 .7-1.6 1.3-1.6 2.6M12 17.8v.1",
  down: "M7 10l5 5 5-5", up: "M7 14l5-5 5 5", play: "M8 5.5v13l10-6.5Z", pause: "M8.500 6v12M15.500 6v12",
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  return s("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
    s("path", {
      d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round",
    }));
}
