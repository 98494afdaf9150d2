// How types and kinds look, from /start (web/looks.json): one source for page, pictures and server.

import { s } from "./dom.js";

/** @typedef {import("./types.js").KindLook} KindLook */

/** The firmest kinds first; an edge is drawn as its firmest. */
export const KINDS = ["fact", "reported", "planned", "projected", "proposed", "opinion", "denied", "ended"];
/** Colours of the page that the canvas needs too; the rest is in page.css. */
export const PALETTES = {
  light: { ink: "#1d232b", muted: "#5b6673", paper: "#fcfbf9", accent: "#c2410c", alarm: "#dc2626" },
  dark: { ink: "#e6e9ee", muted: "#a2adbb", paper: "#14181e", accent: "#fb923c", alarm: "#f87171" },
};

/** @returns {"light" | "dark"} the theme that is seen */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** @param {KindLook} look */
export const colourOf = (look) => (theme() === "dark" ? look.dark : look.light);

/** @param {string} kind */
const isHollow = (kind) => !["fact", "reported", "denied", "ended"].includes(kind);

/** A line as edges of this kind have, with its arrow. @param {string} kind @param {KindLook} look */
export function line(kind, look) {
  const colour = colourOf(look);
  return s("svg", { class: "line", viewBox: "0 0 30 10", "aria-hidden": "true" },
    s("path", {
      d: "M1 5h21", fill: "none", stroke: colour, "stroke-width": look.width, "stroke-dasharray": look.dash || null,
      "stroke-linecap": kind === "opinion" ? "round" : "butt",
    }),
    kind === "denied" || kind === "ended" ? s("path", { d: "M11 1v8", stroke: colour, "stroke-width": 1.5 }) : null,
    s("path", { d: "M22.500 1.800 28.500 5l-6 3.200Z", fill: isHollow(kind) ? "none" : colour, stroke: colour, "stroke-width": 1.2 }));
}

/** The line of an event or an office that is folded. */
export const double = () => s("svg", { class: "line", viewBox: "0 0 30 10", "aria-hidden": "true" },
  s("path", { d: "M1 3.200h28M1 6.800h28", fill: "none", stroke: PALETTES[theme()].muted, "stroke-width": 1.3 }));
