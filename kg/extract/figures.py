"""Figures: which thing a number is a number of, and by which measure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.extract.candidate import Candidate, Measured
from kg.extract.clause import Group
from kg.extract.item import FIGURE, WORD
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, Referent
from kg.extract.modality import modality, polarity
from kg.extract.quantities import Figure
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.words import PREPOSITIONS, word_set
from kg.model.claim import DateBasis, Modality, Polarity
from kg.model.quantity import Quantifier

_BY_KIND = {
    "unit-kind-area": "area",
    "unit-kind-length": "length",
    "unit-kind-time": "duration",
    "unit-kind-money": "cost",
    "unit-kind-ratio": "share",
}
_MONEY_WORDS = {
    "invest": "investment",
    "investment": "investment",
    "fund": "funding",
    "funding": "funding",
    "raise": "funding",
    "grant": "funding",
    "revenue": "revenue",
    "earn": "revenue",
    "income": "revenue",
    "capital": "registeredCapital",
    "earmark": "investment",
    "allocate": "investment",
    "inject": "investment",
}
_CHANGE = word_set(
    "rise rose risen increase increased up fall fell drop dropped down decrease grew grow growth "
    "surge surged jumped"
)
_TRIPS = word_set("trips passengers travellers arrivals visits crossings journeys")
_SIZED = (
    "Zone",
    "Facility",
    "Port",
    "Project",
    "Plan",
    "Programme",
    "Event",
    "Company",
    "AcademicInstitution",
)
_LANDED = ("Zone", "Facility", "Port", "Project")  # what has an area or a length
_ACTING = ("Person", "GovernmentBody", "Organisation", "MediaOutlet")
_PREPS = PREPOSITIONS | {"to"}
_SCORE, _PER_STEP = 0.75, 0.1


class FigureReader:
    """Proposes figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.often: Counter[Referent] = Counter()  # of one document

    def read(self, scenes: Sequence[Scene]) -> Iterator[Candidate]:
        """The figures of a document."""
        self.often = Counter(m.referent for s in scenes for m in s.row.sentence.mentions)
        sized = [each for each, _ in self.often.most_common() if each.cls in _SIZED]
        topic: Referent | None = sized[0] if sized and self.often[sized[0]] > 2 else None
        for scene in scenes:
            topic = self._topic(scene, topic) or topic
            for number, figure in enumerate(scene.row.sentence.figures):
                found = self._subject(scene, number, figure, topic)
                if found is not None:
                    yield self._candidate(scene, number, figure, *found)
            yield from self._years(scene, topic)

    def _years(self, scene: Scene, topic: Referent | None) -> Iterator[Candidate]:
        """ "completed in 2030": a year is a figure of what the verb is about."""
        items = scene.row.items
        for date in scene.row.sentence.dates:
            if (
                date.basis is not DateBasis.STATED
                or date.period is None
                or len(date.period.text) > 7
            ):
                continue
            before = [g for g in scene.groups if items[g.start].span.start < date.span.start]
            group = before[-1] if before else None
            named = [
                *(group.subject if group else ()),
                *(m for a in (group.arguments if group else ()) for m in a.mentions),
            ]
            fitting = [
                m.referent
                for m in named
                if m.referent.cls not in ("Person", "Topic", "Territory", "Place")
            ]
            sized = [each for each in fitting if each.cls in _SIZED]
            subject = (sized or fitting)[0] if fitting else topic
            if subject is None:
                continue
            speech = speaker_of(scene.speeches, date.span)
            held = modality(group, self.lexicon, speech, "date") if group else Modality.ASSERTED
            measured = Measured(
                subject,
                "date",
                Decimal(date.period.text[:4]),
                None,
                None,
                "year",
                "year",
                Quantifier.EXACT,
            )
            yield Candidate(
                measured,
                scene.row.sentence.span,
                "year of a clause",
                0.5,
                held,
                attributed_to=speech.speaker if speech else None,
                when=date.period,
            )

    def _topic(self, scene: Scene, before: Referent | None) -> Referent | None:
        """What the sentence is about that may have a size or a price: its subject first."""
        plain = [g for g in scene.groups if g.form in ("fin", "inf") and not g.relative]
        subjects = [m for group in (*plain, *scene.groups) for m in group.subject]
        done = [m for g in plain for a in g.arguments[:1] if not a.path for m in a.mentions]
        for mention in (*subjects, *done):
            if mention.referent.cls in _SIZED:
                return mention.referent
        others = [m.referent for m in scene.row.sentence.mentions if m.referent.cls in _SIZED]
        if before is not None and before in others:
            return before
        most = max((n for each, n in self.often.items() if each.cls in _SIZED), default=0)
        told = [each for each in others if self.often[each] > 1 and self.often[each] * 2 >= most]
        return told[0] if told else None

    def _candidate(
        self, scene: Scene, number: int, figure: Figure, subject: Referent, steps: int
    ) -> Candidate:
        group = self._group(scene, number, figure)
        speech = speaker_of(scene.speeches, figure.span)
        held = modality(group, self.lexicon, speech, "count") if group else Modality.ASSERTED
        denied = polarity(group, None) if group else Polarity.POSITIVE
        measured = Measured(
            subject,
            self._measure(scene, figure),
            figure.value,
            figure.value_max,
            figure.unit,
            figure.words,
            figure.counted,
            figure.quantifier,
        )
        return Candidate(
            measured,
            scene.row.sentence.span,
            f"figure, {steps} steps",
            max(0.3, _SCORE - _PER_STEP * steps),
            held,
            denied,
            speech.speaker if speech else None,
        )

    def _group(self, scene: Scene, number: int, figure: Figure) -> Group | None:
        """The verb that the figure belongs to: it follows it, or is its subject."""
        items = scene.row.items
        near = None
        for group in scene.groups:
            if number in group.figures:
                return group
            if items[group.start].span.start <= figure.span.start:
                near = group
        follows = next(
            (
                g
                for g in scene.groups
                if items[g.start].span.start >= figure.span.end and g.form == "fin"
            ),
            None,
        )
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
            return next(
                (_MONEY_WORDS[w.strip(",.")] for w in near if w.strip(",.") in _MONEY_WORDS), "cost"
            )
        if unit.kind == "unit-kind-ratio":
            return "change" if _CHANGE & set(near) else "share"
        return _BY_KIND.get(unit.kind, "count")

    def _subject(
        self, scene: Scene, number: int, figure: Figure, topic: Referent | None
    ) -> tuple[Referent, int] | None:
        """The thing and how many guesses lie between."""
        found = (
            self._modified(scene, figure)
            or self._inside(scene, figure)
            or self._of(scene, figure)
            or self._by_verb(scene, number, figure)
        )
        if found and not (
            (found[0].cls in _ACTING or found[1] > 3) and topic is not None and found[1] > 0
        ):
            return found
        unit = self.lexicon.ontology.units.get(figure.unit) if figure.unit else None
        spatial = unit is not None and unit.kind in ("unit-kind-area", "unit-kind-length")
        if spatial and topic is not None and topic.cls not in _LANDED:
            topic = next((r for r, _ in self.often.most_common() if r.cls in _LANDED), topic)
        if topic is not None:
            return topic, 2
        return found or self._nearest(scene, figure)

    def _inside(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """ "two million Hill Town residents": of the city."""
        for mention in scene.row.sentence.mentions:
            within = figure.span.start < mention.span.start and mention.span.end < figure.span.end
            if within and mention.referent.cls == "Territory":
                return mention.referent, 1
        return None

    def _modified(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """What a figure stands in front of, or in the name of: "the one-year scheme"."""
        if not figure.modifies:  # "the 20 million yuan fund"
            return next(
                (
                    (m.referent, 0)
                    for m in scene.row.sentence.mentions
                    if figure.unit and m.span.start - figure.span.end == 1
                    and m.referent.cls in _SIZED
                ),
                None,
            )  # fmt: skip
        for mention in scene.row.sentence.mentions:
            if mention.span.start <= figure.span.start < mention.span.end:
                return mention.referent, 0
            if 0 <= mention.span.start - figure.span.end <= 30:
                return mention.referent, 1
        return None

    def _of(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """ "20 hectares of the town", "three buildings in the park": the first preposition."""
        items = scene.row.items
        at = next(
            (
                n
                for n, i in enumerate(items)
                if i.kind == FIGURE and i.span.start == figure.span.start
            ),
            None,
        )
        if at is None:
            return None
        prep = next(
            (n for n in range(at + 1, min(len(items), at + 6)) if items[n].lower in _PREPS), None
        )
        if prep is None or any(i.kind != WORD for i in items[at + 1 : prep]):
            return None
        if any(at < g.start < prep for g in scene.groups) or items[prep].lower not in (
            "of",
            "in",
            "at",
        ):
            return None
        found = None
        for ahead in range(prep + 1, min(len(items), prep + 6)):
            item = items[ahead]
            if item.mention is not None:
                found = item.mention.referent
                owner = ahead + 1 < len(items) and items[ahead + 1].text in ("'s", "’s")
                if not owner:
                    break
            elif (
                item.lower in _PREPS
                or item.kind not in (WORD, "mark")
                or (found and item.text not in ("'s", "’s"))
            ):
                break
        if found is None or (items[prep].lower != "of" and found.cls in ("Territory", "Place")):
            return None
        return found, 0 if items[prep].lower == "of" else 1

    def _by_verb(self, scene: Scene, number: int, figure: Figure) -> tuple[Referent, int] | None:
        group = self._group(scene, number, figure)
        if group is None:
            return None
        behind = scene.row.items[group.start].span.start < figure.span.start
        if behind:
            unit = self.lexicon.ontology.units.get(figure.unit) if figure.unit else None
            if unit is not None and unit.kind == "unit-kind-money":
                purpose = self._purpose(scene, group, figure) or self._spent_on(
                    scene, group, figure
                )
                if purpose:
                    return purpose, 1
            changed = self._changed(scene, group, figure)
            if changed is not None:
                return changed, 1
            usable = [m for m in group.subject if m.referent.cls not in ("Person",)]
            if usable:
                return usable[0].referent, 1
            return (group.subject[0].referent, 2) if group.subject else None
        for argument in group.arguments:  # "150 people attended the reception"
            if argument.mentions[0].referent.cls != "Topic":
                place = argument.mentions[0].referent.cls in ("Territory", "Place")
                return argument.mentions[0].referent, 4 if place else 1
        return None

    def _changed(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """ "raise the allowance to 9,000 yuan": the allowance."""
        for argument in group.arguments[:1]:
            ahead = scene.row.items[argument.at].span.end <= figure.span.start
            one = argument.mentions[0].referent
            if ahead and not argument.path and one.cls in _SIZED and "'s" not in argument.words:
                return one
        return None

    def _spent_on(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """ "invest a sum in the park": the park."""
        for argument in group.arguments:
            behind = scene.row.items[argument.at].span.start > figure.span.end
            if (
                behind
                and argument.path[:1]
                and argument.path[0] in ("in", "into", "for", "on", "to")
            ):
                return argument.mentions[0].referent
        return None

    def _purpose(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """ "earmark a sum to build the park": the sum is the park's."""
        for other in scene.groups:
            if other.governor is group and other.arguments:
                mentions = other.arguments[0].mentions
                if mentions and scene.row.items[other.start].span.start > figure.span.end:
                    return mentions[0].referent
        return None

    def _nearest(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        usable: list[Mention] = [
            m
            for m in scene.row.sentence.mentions
            if m.referent.cls not in ("Person", "Topic", "MediaOutlet")
        ]
        usable = usable or [m for m in scene.row.sentence.mentions if m.referent.cls == "Person"]
        if not usable:
            return None
        before = [m for m in usable if m.span.end <= figure.span.start]
        best = before[-1] if before else usable[0]
        return best.referent, 2
