"""Happenings: the candidate of an event, with its place, its day and the words of who does it."""

from collections.abc import Sequence

from kg.extract.candidate import Candidate, Happening
from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.mention import MentionKind, Referent
from kg.extract.modality import modality, polarity
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.words import word_set
from kg.model.claim import Modality, Polarity
from kg.model.period import Period
from kg.model.sentence import Span

NOBODY = word_set("i we you it they this that who which what there he she")
_BESIDE = 8  # code points between a verb and its own date
_WHO = 60  # code points of a subject in a label


class HappeningMaker:
    """Makes candidates of events."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def _candidate(
        self,
        scene: Scene,
        label: str,
        referent: Referent | None,
        people: tuple[Referent, ...],
        group: Group | None,
        score: float,
        rule: str,
        concerns: tuple[Referent, ...] = (),
        place: Referent | None = None,
    ) -> Candidate:
        sentence = scene.row.sentence
        at = scene.row.items[group.start].span if group else sentence.span
        speech = speaker_of(scene.speeches, at)
        held = modality(group, self.lexicon, speech, "date") if group else Modality.ASSERTED
        denied = polarity(group, None) if group else Polarity.POSITIVE
        when = self._when(scene, group)
        return Candidate(
            Happening(label, referent, people, concerns, place or self._place(group)),
            sentence.span,
            rule,
            score,
            held,
            denied,
            speech.speaker if speech else None,
            when,
        )

    def _place(self, group: Group | None) -> Referent | None:
        """Where the verb says it is: the first "in" or "at" a place."""
        for argument in group.arguments if group else ():
            place = argument.mentions[0].referent
            if (
                argument.path[:1] in (("in",), ("at",))
                and place.cls
                and self.lexicon.fits(place.cls, "Place")
            ):
                return place
        return None

    def _visited(self, things: Sequence[Referent]) -> Referent | None:
        """The first place of what is visited: there a visit is held."""
        places = (each for each in things if each.cls and self.lexicon.fits(each.cls, "Place"))
        return next(places, None)

    def _when(self, scene: Scene, group: Group | None) -> Period | None:
        """The date of the sentence, but of no saying in it; of several the one nearest to the
        verb."""
        saying = [s.group for s in scene.speeches if s.group not in (None, group)]
        dates = [
            d for d in scene.row.sentence.dates
            if not any(self._is_date_of(scene, g, d.span) for g in saying if g is not None)
        ]  # fmt: skip
        if not dates:
            return None
        at = scene.row.items[group.start].span.start if group else scene.row.sentence.span.start
        return min(dates, key=lambda d: abs(d.span.start - at)).period

    def _is_date_of(self, scene: Scene, group: Group, span: Span) -> bool:
        """Whether a date stands at a verb or opens its clause: "said on Friday", "on Friday said",
        "On Friday, Lee said"; not "opened on Friday, Lee said"."""
        items, whole = scene.row.items, scene.row.sentence
        start, end = items[group.start].span.start, items[group.end - 1].span.end
        if span.start >= end:
            return span.start - end <= _BESIDE
        between = whole.text[span.end - whole.span.start : max(0, start - whole.span.start)]
        if "," not in between and len(between) <= _BESIDE:
            return True
        opens = span.start - whole.span.start <= _BESIDE
        others = (items[each.start].span.start for each in scene.groups)
        return opens and not any(span.end <= other < start for other in others)

    def _who(self, scene: Scene, group: Group) -> str | None:
        """The words of the subject; None of a pronoun, which names nobody in a label."""
        words = {word for word in group.subject_words if word not in ("the", "#")}
        if words & NOBODY or any(m.kind is MentionKind.PRONOUN for m in group.subject):
            named = [m.referent.shown for m in group.subject]
            return ", ".join(named) or None
        span = group.parsed.subject if group.parsed is not None else None
        if span is not None and span.end - span.start <= _WHO:
            verb = scene.row.items[group.start].span.start
            if span.start < verb < span.end:  # "a speech held in June"
                span = Span(span.start, verb - 1)
            start = scene.row.sentence.span.start
            who = scene.row.sentence.text[span.start - start : span.end - start]
            if who.lower() not in NOBODY:
                return who
        return ", ".join(m.referent.shown for m in group.subject) or " ".join(group.subject_words)
