// How the canvas looks, in Cytoscape's words; sizes are pixels.

import { PALETTES, theme } from "../looks.js";
import { FONTS, FONT_SIZE, LINE_HEIGHT } from "./text.js";

/** Pixels between two lines that join the same two. */
export const BETWEEN = 54;

/** @returns {any[]} */
export function style() {
  const { ink, muted, paper, accent, alarm } = PALETTES[theme()];
  return [
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0, "outside-texture-bg-color": paper } },
    {
      selector: "node",
      style: {
        width: "data(size)", height: "data(size)", shape: "data(shape)", "shape-polygon-points": "data(points)",
        "background-color": "data(colour)", "background-image": "data(glyph)", "background-width": "data(glyphSize)",
        "background-height": "data(glyphSize)", "background-clip": "none", "background-image-containment": "over",
        label: "data(label)", color: ink, "font-family": FONTS, "font-size": FONT_SIZE, "line-height": LINE_HEIGHT,
        "text-wrap": "wrap", "text-max-width": "400px", "text-valign": "bottom", "text-halign": "center", "text-margin-y": 5,
        "text-outline-color": paper, "text-outline-width": 2.5, "text-outline-opacity": 1,
        "overlay-opacity": 0, "transition-property": "opacity", "transition-duration": 150, "z-index": 10,
      },
    },
    { selector: "node[side = 'top']", style: { "text-valign": "top", "text-margin-y": -5 } },
    { selector: "node.focus", style: { "font-size": "data(font)", "font-weight": 600, "z-index": 20 } },
    { selector: "node.fold", style: { ghost: "yes", "ghost-offset-x": 6, "ghost-offset-y": -6, "ghost-opacity": 0.4 } },
    { selector: "node.selected", style: { "border-width": 3, "border-color": accent, "border-opacity": 1 } },
    { selector: "node.walked", style: { "outline-width": 3, "outline-color": accent, "outline-offset": 4 } },
    {
      selector: "node.more",
      style: {
        shape: "ellipse", "background-color": paper, "background-opacity": 1, "background-image": "none", "border-width": 1.5, "border-style": "dashed",
        "border-color": muted, color: muted, "text-valign": "center", "text-margin-y": 0, "font-size": FONT_SIZE, "text-outline-width": 0,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(line)", "line-color": "data(colour)", "line-style": "data(style)", "line-dash-pattern": "data(pattern)",
        "curve-style": "bezier", "control-point-step-size": BETWEEN, "target-arrow-shape": "triangle", "arrow-scale": 0.95,
        "target-arrow-color": "data(colour)", "target-arrow-fill": "data(fill)", "mid-target-arrow-shape": "data(bar)",
        "mid-target-arrow-color": "data(colour)", "target-distance-from-node": 3, "source-distance-from-node": 2,
        color: "data(textColour)", "font-family": FONTS, "font-size": FONT_SIZE, "line-height": LINE_HEIGHT, label: "",
        "text-background-color": paper, "text-background-opacity": 1, "text-background-padding": 2,
        "text-background-shape": "round-rectangle", "text-margin-x": "data(lx)", "text-margin-y": "data(ly)",
        "underlay-color": alarm, "underlay-opacity": "data(halo)", "underlay-padding": 5,
        "overlay-opacity": 0, "transition-property": "opacity", "transition-duration": 150, "z-index": 1,
      },
    },
    { selector: "edge[bow]", style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bow)", "control-point-weights": 0.5 } },
    { selector: "edge[kind = 'denied'], edge[kind = 'ended']", style: { "line-opacity": 0.45 } },
    { selector: "edge[bridge]", style: { width: 3.4, "line-color": paper, "line-outline-width": 2.6, "line-outline-color": "data(colour)" } },
    { selector: "edge[bridge = 'attended-together']", style: { "target-arrow-shape": "none" } },
    { selector: "edge.named", style: { label: "data(label)", "z-index": 5 } },
    { selector: "edge.pointed, edge.selected", style: { label: "data(label)", width: 3, color: ink, "z-index": 30 } },
    { selector: "edge.selected", style: { "line-color": accent, "target-arrow-color": accent } },
    {
      selector: "edge.more",
      style: { "line-color": muted, "line-style": "dashed", "line-dash-pattern": [2, 4], width: 1, "target-arrow-shape": "none", label: "", "underlay-opacity": 0, "curve-style": "straight", "mid-target-arrow-shape": "none" },
    },
    { selector: ".off", style: { opacity: 0.08, events: "no", "text-opacity": 0 } },
    { selector: ".far", style: { "text-opacity": 0, "text-background-opacity": 0 } },
    { selector: ".dim", style: { opacity: 0.1 } },
    { selector: "node.lit", style: { "border-width": 3, "border-color": accent, "z-index": 40 } },
    { selector: "edge.lit", style: { label: "data(label)", width: 3, color: ink, "line-color": accent, "target-arrow-color": accent, "z-index": 35 } },
    { selector: "edge.plain", style: { "curve-style": "straight", label: "" } },
    { selector: "edge.plain.pointed, edge.plain.selected", style: { label: "data(label)" } },
  ];
}
