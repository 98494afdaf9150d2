"""Outlines: the shapes of classes, as SVG path data."""

import math


def outline(shape: str, x: float, y: float, r: float) -> str:
    """The outline of a shape of radius `r` around a point, as SVG path data."""
    if shape == "circle":
        return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    if shape == "barrel":
        w, h = r, r * 0.82
        return (
            f"M{x - w:.1f} {y - h:.1f}q{w:.1f} -{r * 0.36:.1f} {2 * w:.1f} 0v{2 * h:.1f}"
            f"q-{w:.1f} {r * 0.36:.1f} -{2 * w:.1f} 0z"
        )
    points = _POINTS.get(shape) or _polygon(*_REGULAR.get(shape, (4, 45)))
    return "M" + "L".join(f"{x + px * r:.1f} {y + py * r:.1f}" for px, py in points) + "z"


def _polygon(corners: int, turn: float) -> list[tuple[float, float]]:
    angles = (math.radians(turn + 360 * corner / corners) for corner in range(corners))
    return [(math.cos(angle), math.sin(angle)) for angle in angles]


def _star() -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        angle, reach = math.radians(-90 + 36 * corner), 1.05 if corner % 2 == 0 else 0.52
        points.append((reach * math.cos(angle), reach * math.sin(angle)))
    return points


_REGULAR = {
    "square": (4, 45), "hexagon": (6, 0), "octagon": (8, 22.5), "diamond": (4, 0),
    "pentagon": (5, -90),
}  # fmt: skip
_POINTS = {
    "trapezium": [(-0.62, -0.8), (0.62, -0.8), (1.0, 0.8), (-1.0, 0.8)],
    "cut": [(-0.9, -0.75), (0.5, -0.75), (0.9, -0.35), (0.9, 0.75), (-0.9, 0.75)],
    "star": _star(),
}
