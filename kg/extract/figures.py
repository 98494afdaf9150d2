"""Figures: which thing a number is a number of, and by which measure."""

from collections.abc import Iterator, Sequence

from kg.extract.candidate import Candidate, Measured
from kg.extract.clauses import Group
from kg.extract.items import ENTITY, FIGURE, WORD
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, Referent
from kg.extract.modality import modality, polarity
from kg.extract.quantities import Figure
from kg.extract.relations import Scene
from kg.extract.speech import speaker_of
from kg.extract.words import DETERMINERS
from kg.model.claim import Modality, Polarity

_BY_KIND = {
    "unit-kind-area": "area", "unit-kind-length": "length", "unit-kind-time": "duration",
    "unit-kind-money": "cost", "unit-kind-ratio": "share",
}  # fmt: skip
_MONEY_WORDS = {
    "invest": "investment", "investment": "investment", "fund": "funding", "funding": "funding",
    "raise": "funding", "grant": "funding", "revenue": "revenue", "earn": "revenue",
    "income": "revenue", "capital": "registeredCapital", "earmark": "investment",
    "allocate": "investment", "inject": "investment",
}  # fmt: skip
_CHANGE = frozenset("rise rose risen increase increased up fall fell drop dropped down decrease grew grow growth surge surged jumped".split())
_TRIPS = frozenset("trips passengers travellers arrivals visits crossings journeys".split())
_SCORE, _PER_STEP = 0.75, 0.1


class FigureReader:
    """Proposes figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def read(self, scenes: Sequence[Scene]) -> Iterator[Candidate]:
        """The figures of a document."""
        topic: Referent | None = None
        for scene in scenes:
            for number, figure in enumerate(scene.row.sentence.figures):
                found = self._subject(scene, number, figure, topic)
                if found is not None:
                    yield self._candidate(scene, number, figure, *found)
            topic = self._topic(scene) or topic

    def _topic(self, scene: Scene) -> Referent | None:
        for group in scene.groups:
            for mention in group.subject:
                if mention.referent.cls not in ("Person", "Topic", "MediaOutlet"):
                    return mention.referent
        return next((m.referent for m in scene.row.sentence.mentions if m.referent.cls not in (
            "Person", "Topic", "MediaOutlet")), None)  # fmt: skip

    def _candidate(
        self, scene: Scene, number: int, figure: Figure, subject: Referent, steps: int
    ) -> Candidate:
        group = self._group(scene, number, figure)
        speech = speaker_of(scene.speeches, figure.span)
        held = modality(group, self.lexicon, speech, "count") if group else Modality.ASSERTED
        denied = polarity(group, None) if group else Polarity.POSITIVE
        measured = Measured(
            subject, self._measure(scene, figure), figure.value, figure.value_max, figure.unit,
            figure.words, figure.counted, figure.quantifier,
        )  # fmt: skip
        return Candidate(
            measured, scene.row.sentence.span, f"figure, {steps} steps",
            max(0.3, _SCORE - _PER_STEP * steps), held, denied, speech.speaker if speech else None,
        )  # fmt: skip

    def _group(self, scene: Scene, number: int, figure: Figure) -> Group | None:
        """The verb that the figure belongs to: it follows it, or is its subject."""
        items = scene.row.items
        near = None
        for group in scene.groups:
            if number in group.figures:
                return group
            if items[group.start].span.start <= figure.span.start:
                near = group
        follows = next((g for g in scene.groups if items[g.start].span.start >= figure.span.end and g.form == "fin"), None)
        return follows if near is None or follows is None else near

    def _measure(self, scene: Scene, figure: Figure) -> str:
        unit = self.lexicon.ontology.units.get(figure.unit) if figure.unit else None
        sentence = scene.row.sentence
        start = figure.span.start - sentence.span.start
        near = sentence.text[max(0, start - 60) : start + 80].lower().split()
        if unit is None:
            words = figure.counted.lower().split()
            if words and words[-1] in _TRIPS:
                return "passengerTrips" if words[-1] == "trips" else "count"
            return "count"
        if unit.kind == "unit-kind-money":
            return next((_MONEY_WORDS[w.strip(",.")] for w in near if w.strip(",.") in _MONEY_WORDS), "cost")
        if unit.kind == "unit-kind-ratio":
            return "change" if _CHANGE & set(near) else "share"
        return _BY_KIND.get(unit.kind, "count")

    def _subject(
        self, scene: Scene, number: int, figure: Figure, topic: Referent | None
    ) -> tuple[Referent, int] | None:
        """The thing and how many guesses lie between."""
        return (
            self._modified(scene, figure)
            or self._of(scene, figure)
            or self._by_verb(scene, number, figure)
            or self._nearest(scene, figure)
            or ((topic, 3) if topic is not None else None)
        )

    def _modified(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """"the one-year scheme": what the figure stands in front of, or within the name of which."""
        if not figure.modifies:
            return None
        for mention in scene.row.sentence.mentions:
            if mention.span.start <= figure.span.start < mention.span.end:
                return mention.referent, 0
            if 0 <= mention.span.start - figure.span.end <= 30:
                return mention.referent, 1
        return None

    def _of(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """"20 hectares of the town", "three buildings in the park"."""
        items = scene.row.items
        at = next((n for n, i in enumerate(items) if i.kind == FIGURE and i.span.start == figure.span.start), None)
        if at is None:
            return None
        for ahead in range(at + 1, min(len(items), at + 9)):
            item = items[ahead]
            if item.kind == ENTITY and item.mention and items[ahead - 1].lower in ("of", "in", "at", "for", *DETERMINERS):
                prep = self._prep(scene, ahead)
                if prep in ("of", "in", "at", "for") and item.mention.referent.cls not in ("Topic",):
                    if prep == "in" and item.mention.referent.cls in ("Territory", "Place"):
                        return None
                    return item.mention.referent, 0 if prep == "of" else 1
                return None
            if item.kind != WORD and item.kind != ENTITY:
                return None
            if any(g.start == ahead for g in scene.groups):
                return None
        return None

    def _prep(self, scene: Scene, at: int) -> str:
        items = scene.row.items
        back = at - 1
        while back > 0 and items[back].lower in DETERMINERS:
            back -= 1
        return items[back].lower

    def _by_verb(self, scene: Scene, number: int, figure: Figure) -> tuple[Referent, int] | None:
        group = self._group(scene, number, figure)
        if group is None:
            return None
        behind = scene.row.items[group.start].span.start < figure.span.start
        if behind:
            usable = [m for m in group.subject if m.referent.cls not in ("Person",)]
            if usable:
                return usable[0].referent, 1
            purpose = self._purpose(scene, group, figure)
            if purpose:
                return purpose, 1
            return (group.subject[0].referent, 2) if group.subject else None
        for argument in group.arguments:  # "150 people attended the reception"
            if argument.mentions and argument.mentions[0].referent.cls != "Topic":
                return argument.mentions[0].referent, 1
        return None

    def _purpose(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """"earmark a sum to build the park": the sum is the park's."""
        for other in scene.groups:
            if other.governor is group and other.arguments:
                mentions = other.arguments[0].mentions
                if mentions and scene.row.items[other.start].span.start > figure.span.end:
                    return mentions[0].referent
        return None

    def _nearest(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        usable: list[Mention] = [
            m for m in scene.row.sentence.mentions if m.referent.cls not in ("Person", "Topic", "MediaOutlet")
        ]  # fmt: skip
        if not usable:
            return None
        before = [m for m in usable if m.span.end <= figure.span.start]
        best = before[-1] if before else usable[0]
        return best.referent, 2
