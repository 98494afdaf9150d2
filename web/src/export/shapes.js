// The shapes of looks.json as SVG paths.

/** @type {Record<string, number[]>} corners on a square from -1 to 1 */
const CORNERS = {
  diamond: [0, -1, 1, 0, 0, 1, -1, 0],
  hexagon: [-0.5, -0.9, 0.5, -0.9, 1, 0, 0.5, 0.9, -0.5, 0.9, -1, 0],
  pentagon: [0, -1, 0.98, -0.28, 0.6, 0.85, -0.6, 0.85, -0.98, -0.28],
  octagon: [-0.42, -1, 0.42, -1, 1, -0.42, 1, 0.42, 0.42, 1, -0.42, 1, -1, 0.42, -1, -0.42],
  trapezium: [-0.62, -0.8, 0.62, -0.8, 1, 0.8, -1, 0.8],
  cut: [-0.6, -1, 0.6, -1, 1, -0.6, 1, 0.6, 0.6, 1, -0.6, 1, -1, 0.6, -1, -0.6],
  star: [0, -1, 0.24, -0.3, 0.98, -0.28, 0.4, 0.14, 0.6, 0.85, 0, 0.43, -0.6, 0.85, -0.4, 0.14, -0.98, -0.28, -0.24, -0.3],
};

/** @param {string} shape @param {number} x @param {number} y @param {number} r */
export function corners(shape, x, y, r) {
  const points = CORNERS[shape];
  if (points) {
    const at = points.map((value, index) => Math.round(((index % 2 ? y : x) + value * r) * 10) / 10);
    return `M${at.join(" ")}Z`;
  }
  if (shape === "square") return square(x, y, r, r * 0.35);
  if (shape === "barrel") return square(x, y, r, r * 0.2);
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

/** @param {number} x @param {number} y @param {number} r @param {number} c of a corner */
const square = (x, y, r, c) =>
  `M${x - r + c} ${y - r}h${2 * (r - c)}q${c} 0 ${c} ${c}v${2 * (r - c)}q0 ${c} ${-c} ${c}h${-2 * (r - c)}q${-c} 0 ${-c} ${-c}v${-2 * (r - c)}q0 ${-c} ${c} ${-c}Z`;
