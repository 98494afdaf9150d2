"""Figures: which thing a number is a number of, and by which measure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.extract.candidate import Candidate, Measured
from kg.extract.figure import Figure
from kg.extract.figure_options import Guess, Options, chosen, options
from kg.extract.figure_subjects import FigureSubjects, is_age
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.modality import modality, polarity
from kg.extract.money import FOREIGN, UNTOLD
from kg.extract.parsed_counts import recounted
from kg.extract.parsed_figures import SIZED, ends_way
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.weights import Weights
from kg.extract.words import word_set
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
_SCORE, _PER_STEP, _LEAST = 0.75, 0.1, 0.3
# What the text speaks of in a sentence, the sentence, and each of its figures with its place.
_Told = tuple[Referent | None, Scene, Sequence[tuple[int, Options, Guess]]]


class FigureReader:
    """Proposes figures."""

    def __init__(self, lexicon: Lexicon, weights: Weights) -> None:
        self.lexicon = lexicon
        self.weights = weights
        self.subjects = FigureSubjects(lexicon)
        self.often: Counter[Referent] = Counter()  # of one document

    def read(self, scenes: Sequence[Scene]) -> Iterator[Candidate]:
        """The figures of a document, sentence by sentence."""
        for topic, scene, figures in self._told(scenes):
            for number, found, guess in figures:
                subject = self._subject(found, guess)
                if subject is not None:
                    yield self._candidate(scene, number, found.figure, *subject)
            yield from self._years(scene, topic)

    def options(self, scenes: Sequence[Scene]) -> Iterator[Options]:
        """What each figure of a document may be of: what weights are fitted to."""
        for _, _, figures in self._told(scenes):
            yield from (found for _, found, _ in figures)

    def _told(self, scenes: Sequence[Scene]) -> Iterator[_Told]:
        """Each sentence with what the text speaks of there and its figures."""
        self.often = Counter(
            m.referent for s in scenes for m in s.row.sentence.mentions
            if m.kind is not MentionKind.DESCRIBED
        )  # fmt: skip
        sized = [each for each, _ in self.often.most_common() if each.cls in SIZED]
        topic: Referent | None = sized[0] if sized and self.often[sized[0]] > 2 else None
        last: tuple[int, Figure] | None = None
        for at, scene in enumerate(scenes):
            topic = self._topic(scene, topic) or topic
            figures = []
            for number, each in enumerate(scene.row.sentence.figures):
                near = last is not None and at - last[0] <= 1
                figure = recounted(scene, each, last[1] if last and near else None)
                if figure.counted or figure.unit:
                    last = (at, figure)
                found = self.subjects.find(scene, number, figure, topic, self.often)
                guess = Guess(found, topic)
                several = options(scenes, at, number, figure, guess, self.often)
                figures.append((number, several, guess))
            yield topic, scene, figures

    def _subject(self, found: Options, guess: Guess) -> tuple[Referent, str, float] | None:
        """Whose a figure is, by which rule, and how surely."""
        told = guess.found
        if told is not None and told[1] == 0 and is_age(found.scene, found.figure):
            return told[0], "age", _SCORE
        best = chosen(found, self.weights)
        if best is not None and (told is None or best[0] is not told[0]):
            return best[0], "figure, weighed", max(_LEAST, best[1])
        if told is None:
            return None
        return told[0], f"figure, {told[1]} steps", max(_LEAST, _SCORE - _PER_STEP * told[1])

    def _years(self, scene: Scene, topic: Referent | None) -> Iterator[Candidate]:
        """ "completed in 2030": a year is a figure of what the verb is about."""
        items = scene.row.items
        for date in scene.row.sentence.dates:
            if (
                date.basis is not DateBasis.STATED
                or date.period is None
                or len(date.period.text) > 7
                or scene.names_year(date.span)
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
            sized = [each for each in fitting if each.cls in SIZED]
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
            if _is_told(mention):
                return mention.referent
        named = (m for m in scene.row.sentence.mentions if _is_told(m))
        others = [m.referent for m in named if not ends_way(scene, m)]
        if before is not None and before in others:
            return before
        most = max((n for each, n in self.often.items() if each.cls in SIZED), default=0)
        told = [each for each in others if self.often[each] > 1 and self.often[each] * 2 >= most]
        return told[0] if told else None

    def _candidate(
        self,
        scene: Scene,
        number: int,
        figure: Figure,
        subject: Referent,
        rule: str,
        score: float,
    ) -> Candidate:
        group = self.subjects.group(scene, number, figure)
        speech = speaker_of(scene.speeches, figure.span)
        held = modality(group, self.lexicon, speech, "count") if group else Modality.ASSERTED
        denied = polarity(group, None) if group else Polarity.POSITIVE
        name = self._measure(scene, figure)
        measured = Measured(
            subject,
            name,
            figure.value,
            figure.value_max,
            figure.unit or ("years" if name == "age" else None),
            f"{figure.words} {figure.rate}".strip() or ("years" if name == "age" else ""),
            figure.counted,
            figure.quantifier,
        )
        return Candidate(
            measured,
            scene.row.sentence.span,
            rule,
            score,
            held,
            denied,
            speech.speaker if speech else None,
        )

    def _measure(self, scene: Scene, figure: Figure) -> str:
        if is_age(scene, figure):
            return "age"
        unit = self.lexicon.ontology.units.get(figure.unit) if figure.unit else None
        sentence = scene.row.sentence
        start = figure.span.start - sentence.span.start
        near = sentence.text[max(0, start - 60) : start + 80].lower().split()
        if unit is None:
            if figure.words in (*FOREIGN, UNTOLD):
                return "cost"
            counted = figure.counted.lower()
            if counted == "percentage points":  # no per cent: the ontology has no unit for them
                return "change"
            return "passengerTrips" if counted.split()[-1:] == ["trips"] else "count"
        if unit.kind == "unit-kind-money":
            return next(
                (_MONEY_WORDS[w.strip(",.")] for w in near if w.strip(",.") in _MONEY_WORDS), "cost"
            )
        if unit.kind == "unit-kind-ratio":
            return "change" if _CHANGE & set(near) else "share"
        return _BY_KIND.get(unit.kind, "count")


def _is_told(mention: Mention) -> bool:
    """Whether a text may go on to speak of it: it has a size, and is more than described."""
    return mention.referent.cls in SIZED and mention.kind is not MentionKind.DESCRIBED
