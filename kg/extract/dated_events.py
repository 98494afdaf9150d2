"""Dated events: what is done on a day, whatever it is."""

from collections.abc import Iterator

from kg.extract.candidate import Candidate
from kg.extract.clause import Group
from kg.extract.happenings import HappeningMaker
from kg.extract.lexicon import Lexicon
from kg.extract.scene import Scene
from kg.extract.words import word_set

_OPENERS = word_set("said says that which who and but while when after before added")
_DATED_SCORE, _DATED_WORDS = 0.4, 9
_ANNOUNCING = word_set("announce unveil reveal declare")
# What is so, but does not happen on a day.
_STATIVE = word_set(
    "be have remain continue seem appear include involve contain know believe think hope want need "
    "expect mean total stand consist comprise say tell note add stress think become rise fall "
    "increase decrease grow drop reach exceed account cost serve live see show"
)


class DatedEventReader(HappeningMaker):
    """Reads what a verb says of a day."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.said = frozenset(lexicon.phrases.frames.get("commentsOn", ()))

    def _dated(self, scene: Scene) -> Iterator[Candidate]:
        """What a verb says was or will be done on a day: "the rule will apply from June 1"."""
        items = scene.row.items
        saying = [s.group for s in scene.speeches]
        told: list[Group] = []
        days: set[object] = set()
        for date in scene.row.sentence.dates:
            if scene.names_year(date.span):
                continue
            near = sorted(
                (g for g in scene.groups if g.form in ("fin", "inf")),
                key=lambda g: abs(items[g.start].span.start - date.span.start),
            )
            near = [g for g in near if g.lemma not in _STATIVE or g in saying]
            near = [g for g in near if g in saying or f"S {g.lemma}" not in self.said]
            if near and near[0] in saying and near[0].lemma not in _ANNOUNCING:
                if self._is_date_of(scene, near[0], date.span):
                    continue  # "said on Friday" dates the saying
                near = [g for g in near if g not in saying]
            if not near or date.period is None or near[0].negated or date.period in days:
                continue
            days.add(date.period)
            group = near[0]
            shift = scene.row.sentence.span.start
            verb = scene.row.sentence.text[items[group.end - 1].span.start - shift :].split()
            doers = tuple(m.referent for m in group.subject)
            about = tuple(m.referent for a in group.arguments[:1] for m in a.mentions)
            who = self._who(scene, group)
            if who is None:
                continue
            words = " ".join(verb[:_DATED_WORDS]).rstrip('.,;:”"')
            if group in told:  # another day of the same doing: "and elsewhere from August 1"
                ahead = scene.row.sentence.text[: date.span.start - shift].split()
                words = f"{verb[0]} {' '.join(ahead[-_DATED_WORDS // 2 :])}"
            if not who and not about:
                continue
            told.append(group)
            label = f"{who} {words}".strip()
            yield self._candidate(
                scene, label, None, doers, group, _DATED_SCORE, "event: date", about
            )

    def _unnamed(self, scene: Scene, group: Group, noun: str) -> Iterator[Candidate]:
        """A dated start or opening of something that the text only describes."""
        items, begin = scene.row.items, group.start
        if (
            begin > 2
            and items[begin - 1].lower in ("which", "that")
            and items[begin - 2].text == ","
        ):
            begin -= 2
        last = begin
        while (
            begin
            and last - begin < 9
            and items[begin - 1].lower not in _OPENERS
            and items[begin - 1].kind != "mark"
        ):
            begin -= 1
        if begin == last:
            return
        start, end = items[begin].span.start, items[last - 1].span.end
        shift = scene.row.sentence.span.start
        words = scene.row.sentence.text[start - shift : end - shift]
        tail = scene.row.sentence.text[items[group.end - 1].span.end - shift :].split()[:8]
        rest = (
            f" {' '.join(tail).rstrip('.,')}"
            if tail and tail[0] in ("for", "of", "on", "in")
            else ""
        )
        yield self._candidate(
            scene, f"{noun} of {words}{rest}", None, (), group, 0.5, f"event: {group.lemma}"
        )
