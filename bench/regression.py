"""Regressions with a ridge, fitted by steps of Adam over all cases: small, and the same each time.

Sources: Kingma and Ba, "Adam" (2015); McFadden, "Conditional logit analysis" (1974).
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.extract.weights import BIAS, Weights

FEWEST = 30  # times that a feature is seen, to have a weight
LINKS_RIDGE, FIGURES_RIDGE = 3.0, 5.0  # pull weights to zero
STEPS, PACE = 200, 0.1
_MEAN, _SPREAD, _TINY = 0.9, 0.999, 1e-8

Seen = Mapping[str, float]
_Row = list[tuple[int, float]]
_Slope = Callable[[list[float], list[float]], None]


def logistic(cases: Sequence[tuple[Seen, bool]]) -> Weights:
    """Weights that tell whether a case is noted."""
    names = [BIAS, *_names(row for row, _ in cases)]
    rows = [([(0, 1.0), *row], noted) for row, noted in _placed(names, cases)]

    def add(found: list[float], slope: list[float]) -> None:
        for row, noted in rows:
            error = 1 / (1 + math.exp(-_odds(found, row))) - noted
            for at, value in row:
                slope[at] += error * value

    return Weights(dict(zip(names, _fitted(len(names), len(rows), LINKS_RIDGE, add), strict=True)))


def choosing(cases: Sequence[tuple[Sequence[Seen], Sequence[bool]]]) -> Weights:
    """Weights that tell which of several is noted."""
    names = _names(row for rows, _ in cases for row in rows)
    sets = [list(_placed(names, zip(rows, noted, strict=True))) for rows, noted in cases]

    def add(found: list[float], slope: list[float]) -> None:
        for several in sets:
            odds = [_odds(found, row) for row, _ in several]
            most = max(odds)
            sizes = [math.exp(each - most) for each in odds]
            noted = sum(
                size for size, (_, is_noted) in zip(sizes, several, strict=True) if is_noted
            )  # fmt: skip
            for size, (row, is_noted) in zip(sizes, several, strict=True):
                error = size / sum(sizes) - (size / noted if is_noted else 0)
                for at, value in row:
                    slope[at] += error * value

    return Weights(
        dict(zip(names, _fitted(len(names), len(sets), FIGURES_RIDGE, add), strict=True))
    )


def _names(rows: Iterable[Seen]) -> list[str]:
    counts = Counter(name for row in rows for name, value in row.items() if value)
    return sorted(name for name, count in counts.items() if count >= FEWEST)


def _placed(
    names: Sequence[str], cases: Iterable[tuple[Seen, bool]]
) -> Iterable[tuple[_Row, bool]]:
    places = {name: at for at, name in enumerate(names)}
    for row, noted in cases:
        yield [(places[n], v) for n, v in row.items() if n in places and v], noted


def _odds(found: Sequence[float], row: _Row) -> float:
    return sum(found[at] * value for at, value in row)


def _fitted(size: int, cases: int, ridge: float, add: _Slope) -> list[float]:
    """The weights at which `add`, which adds the slope of all cases, and the ridge are level."""
    found, mean, spread = ([0.0] * size for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = [ridge * each for each in found]
        add(found, slope)
        for at, each in enumerate(slope):
            mean[at] = _MEAN * mean[at] + (1 - _MEAN) * each / cases
            spread[at] = _SPREAD * spread[at] + (1 - _SPREAD) * (each / cases) ** 2
            level = math.sqrt(spread[at] / (1 - _SPREAD**step)) + _TINY
            found[at] -= PACE * mean[at] / (1 - _MEAN**step) / level
    return found
