"""Figure options: the things that a figure may be of, and what tells for each."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.figure import Figure
from kg.extract.figure_subjects import Often
from kg.extract.mention import Mention, Referent
from kg.extract.parsed_figures import SIZED
from kg.extract.scene import Scene
from kg.extract.weights import Weights

BY_RULE = "by rule"
_BACK = 3  # sentences before the one of the figure in which it may be named
_NEAR = 40  # code points over which nearness falls to a third
_MARGIN = 0.1  # of probability, by which another goes before what the rules say
_OFTEN = 4  # things that a document names most


@dataclass(frozen=True, slots=True)
class Guess:
    """What the rules say: whose the figure is and over how many steps; what the text speaks of."""

    found: tuple[Referent, int] | None
    topic: Referent | None


@dataclass(frozen=True, slots=True)
class Options:
    """The things that a figure of a sentence may be of, with their features."""

    scene: Scene
    figure: Figure
    of: Mapping[Referent, Mapping[str, float]]


@dataclass(slots=True)
class _Features:
    """The features of one thing while a document is read."""

    of: dict[str, float] = field(default_factory=dict)

    def see(self, *names: str) -> None:
        self.of.update(dict.fromkeys(names, 1.0))

    def most(self, name: str, value: float) -> None:
        self.of[name] = max(self.of.get(name, 0.0), value)


def options(
    scenes: Sequence[Scene], at: int, number: int, figure: Figure, guess: Guess, often: Often
) -> Options:
    """What a figure may be of: what its sentence and those before it name, the topic, and what the
    document names most. `number` is its place in the sentence, `at` that of the sentence; where no
    parse tells subjects there are none."""
    found: dict[Referent, _Features] = {}
    if scenes[at].parse is None:
        return Options(scenes[at], figure, {})
    for mention in scenes[at].row.sentence.mentions:
        _here(found.setdefault(mention.referent, _Features()), scenes[at], number, figure, mention)
    for back in range(1, min(_BACK, at) + 1):
        for mention in scenes[at - back].row.sentence.mentions:
            features = found.setdefault(mention.referent, _Features())
            _earlier(features, scenes[at - back], back, mention)
    told = [referent for referent, _ in often.most_common(_OFTEN)]
    for referent in (guess.topic, guess.found[0] if guess.found else None, *told):
        if referent is not None:
            found.setdefault(referent, _Features())
    opening = {m.referent for scene in scenes[:2] for m in scene.row.sentence.mentions}
    for referent, features in found.items():
        _anywhere(features, referent, guess, often, referent in opening)
    _most_named(found, often)
    return Options(scenes[at], figure, {each: features.of for each, features in found.items()})


def chosen(found: Options, weights: Weights) -> tuple[Referent, float] | None:
    """The likeliest option, or what the rules say where that is hardly less likely, with its
    probability; None where there is no option."""
    if not found.of:
        return None
    at, likely = choice(list(found.of.values()), weights)
    return list(found.of)[at], likely


def choice(rows: Sequence[Mapping[str, float]], weights: Weights) -> tuple[int, float]:
    """The place of the chosen one among the features of all options, and its probability."""
    odds = [weights.odds(features) for features in rows]
    sizes = [math.exp(each - max(odds)) for each in odds]
    best = sizes.index(max(sizes))
    told = next((at for at, features in enumerate(rows) if BY_RULE in features), best)
    if sizes[best] - sizes[told] < _MARGIN * sum(sizes):
        best = told
    return best, sizes[best] / sum(sizes)


def _here(features: _Features, scene: Scene, number: int, figure: Figure, mention: Mention) -> None:
    """What the sentence of the figure tells of a thing."""
    ahead = mention.span.end <= figure.span.start
    behind = mention.span.start >= figure.span.end
    side = "before it" if ahead else "behind it" if behind else "within it"
    features.see("here", f"here {side}", f"here as {mention.kind}")
    gap = min(
        abs(mention.span.start - figure.span.end), abs(figure.span.start - mention.span.end)
    )  # fmt: skip
    features.most("near", math.exp(-gap / _NEAR))
    for place, group in enumerate(scene.groups):
        if mention in group.subject:
            features.see("a subject", *(("first subject",) if not place else ()))
        if number in group.figures:
            if mention in group.subject:
                features.see("subject of its verb")
            if any(mention in argument.mentions for argument in group.arguments):
                features.see("behind its verb")
            if group.parsed and mention in group.parsed.inside:
                features.see("in the subject of its verb")
    if any(speech.speaker is mention.referent for speech in scene.speeches):
        features.see("speaks here")


def _earlier(features: _Features, scene: Scene, back: int, mention: Mention) -> None:
    """What a sentence before that of the figure tells of a thing."""
    features.most("earlier", 1 / back)
    features.see(f"{back} back", f"earlier as {mention.kind}")
    if any(mention in group.subject for group in scene.groups):
        features.see(f"subject {min(back, 2)} back")
    if any(speech.speaker is mention.referent for speech in scene.speeches):
        features.see("spoke before")


def _anywhere(
    features: _Features, referent: Referent, guess: Guess, often: Often, opening: bool
) -> None:
    """What rules and the document as a whole tell of a thing."""
    if guess.found is not None and guess.found[0] is referent:
        features.see(BY_RULE, f"{BY_RULE}, {guess.found[1]} steps")
    if referent is guess.topic:
        features.see("topic")
    features.see(str(referent.cls))
    features.most("often", math.log1p(often[referent]))
    features.most("named", float(referent.named))
    features.most("in the opening", float(opening))
    features.most("sized", float(referent.cls in SIZED))


def _most_named(found: Mapping[Referent, _Features], often: Often) -> None:
    """Mark what the document names most of all, and most of what has a size."""
    for name, among in (
        ("most named", list(found)),
        ("most named with a size", [each for each in found if each.cls in SIZED]),
    ):
        most = max((often[each] for each in among), default=0)
        for each in among:
            if often[each] == most:
                found[each].see(name)
