"""Weights: how likely something is to be what a reader of the text would note, by its features."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
LINKS, FIGURES = _HERE / "link_weights.tsv", _HERE / "figure_weights.tsv"
BIAS = "any"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log odds; what has no weight adds nothing.

    `kg bench fit --write` fits them to annotated news and writes them: classes, roles and counts,
    no word of any text but prepositions.
    """

    of: Mapping[str, float]

    def odds(self, features: Mapping[str, float]) -> float:
        """The logarithm of the odds."""
        return sum(self.of.get(name, 0) * value for name, value in features.items())

    def likely(self, features: Mapping[str, float]) -> float:
        """The probability that one thing is noted, 0 to 1."""
        return 1 / (1 + math.exp(-self.of.get(BIAS, 0) - self.odds(features)))


def read(file: Path) -> Weights:
    """The weights of a file: a line a feature, its name and its weight."""
    lines = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return Weights({name: float(weight) for name, weight in lines})


def written(weights: Weights) -> str:
    """The text of a file of weights, the heaviest first."""
    ordered = sorted(weights.of.items(), key=lambda each: (-abs(each[1]), each[0]))
    return "".join(f"{name}\t{weight:.2f}\n" for name, weight in ordered)
