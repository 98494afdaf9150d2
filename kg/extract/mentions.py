"""Mentions: the names of one document, known and proposed, the longest of what overlaps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.gazetteer import Gazetteer, Match
from kg.extract.joining import KINDS, Joining, Spot
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention
from kg.extract.name import Name
from kg.extract.names import NameFinder
from kg.extract.tokens import Token
from kg.extract.words import word_set
from kg.model.sentence import Span

_QUOTED = re.compile(r"[\"“‘']([A-Z0-9][^\"“”‘’'\n]{3,60})[\"”’']")
_SMALL = word_set("of and the for in on a to with , - :")
_KIND = re.compile(rf" (?i:{'|'.join(KINDS)})\b(?! [A-Z])")
_COMMON = ("SAR", "the SAR")  # of whichever the text speaks: told as "the zone" is


class MentionFinder:
    """Finds the names of documents."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.names = NameFinder(lexicon)

    def find(
        self, text: str, sentences: Sequence[Sequence[Token]], noise: Sequence[Span]
    ) -> tuple[Mention, ...]:
        """Every name in `sentences`, in order, without overlap."""
        matches = [
            _with_kind(each, text)
            for each in self.gazetteer.find(text)
            if not any(span.overlaps(each.span) for span in noise)
            and text[each.span.start : each.span.end] not in _COMMON
        ]
        known = {each.span: each.entities[0].classes[0] for each in matches}
        proposed = (n for n in self.names.find(text, sentences, known) if n.text not in _COMMON)
        quoted = self._quoted(text, noise)
        chosen = _without_overlap(matches, [*proposed, *quoted])
        return Joining(self.lexicon, text).mentions(chosen)

    def _quoted(self, text: str, noise: Sequence[Span]) -> Iterator[Name]:
        """What stands in quotation marks with capitals is a name: "Two Piers, One Bay"."""
        for match in _QUOTED.finditer(text):
            span = Span(*match.span(1))
            words = match[1].split()
            plain = [word for word in words if word.lower().strip(",") not in _SMALL]
            capital = all(word[0].isupper() or word[0].isdigit() for word in plain)
            clean = match[1][-1] not in ",.!?" and not any(each.overlaps(span) for each in noise)
            if 2 <= len(words) <= 9 and capital and clean:
                yield Name(span, match[1], self.names.class_of(match[1]))


def _with_kind(match: Match, text: str) -> Match:
    """ "Guangdong Province" whole, where "Guangdong" is one known territory and nothing else."""
    kind = _KIND.match(text, match.span.end)
    if kind is None or [each.classes[:1] for each in match.entities] != [("Territory",)]:
        return match
    if match.entities[0].name.islower():
        return match  # "a mainland city"
    return replace(match, span=Span(match.span.start, kind.end()))


def _without_overlap(matches: Sequence[Match], names: Sequence[Name]) -> list[Spot]:
    """The longest of what overlaps; a proposal with no class does not swallow a known name."""
    spots = {each.span: Spot(each.span, each, None) for each in matches}
    inside = Counter(
        name.span
        for name in names
        for each in matches
        if each.span.within(name.span) and each.span != name.span
    )
    for name in names:
        match = spots[name.span].match if name.span in spots else None
        if match or name.cls is not None or not inside[name.span]:
            spots[name.span] = Spot(name.span, match, name)
    chosen: list[Spot] = []
    for spot in sorted(spots.values(), key=lambda s: (s.span.start - s.span.end, s.span.start)):
        if not any(spot.span.overlaps(taken.span) for taken in chosen):
            chosen.append(spot)
    return sorted(chosen, key=lambda spot: spot.span)
