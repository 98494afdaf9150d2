"""Speech: who says which part of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clause import Group
from kg.extract.item import Item
from kg.extract.items import Row
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Referent
from kg.extract.subjects import INVERTING
from kg.extract.words import word_set
from kg.model.sentence import Span

_DENYING = word_set("deny dismiss refute reject rule")
_SOURCE = ("according", "to")


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker and what is said: `content` is a stretch of the text, `lemma` the verb."""

    speaker: Referent
    lemma: str
    content: Span
    group: Group | None
    direct: bool
    denies: bool = False


class SpeechReader:
    """Reads sentence after sentence of one document; a quotation goes on with its speaker."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = frozenset(
            text.split()[1] for text in lexicon.phrases.frames.get("commentsOn", ())
        )
        self.speaker: Referent | None = None
        self.paragraph = -1

    def read(self, row: Row, groups: Sequence[Group]) -> tuple[Speech, ...]:
        """The sayings of the next sentence."""
        sentence = row.sentence
        found: list[Speech] = []
        for number, group in enumerate(groups):
            if group.lemma in self.verbs and group.form in ("fin", "ing") and not group.passive:
                speech = self._of_verb(row.items, groups, number, sentence.span, sentence.quoted)
                if speech:
                    found.append(speech)
        found += self._by_source(row.items, sentence.span)
        outside = [
            s
            for s in found
            if s.group is None
            or not any(self._at(row.items, s.group).within(quote) for quote in sentence.quoted)
        ]
        if outside:
            self.speaker = outside[-1].speaker
        for quote in sentence.quoted:
            if (
                not any(s.content.overlaps(quote) for s in outside)
                and self.speaker
                and (sentence.paragraph - self.paragraph <= 3)
            ):
                start = max(quote.start, sentence.span.start)
                content = Span(start, min(quote.end, sentence.span.end))
                outside.append(Speech(self.speaker, "say", content, None, True))
        if outside:
            self.paragraph = sentence.paragraph
        return tuple(outside)

    def _at(self, items: Sequence[Item], group: Group) -> Span:
        return Span(items[group.start].span.start, items[group.end - 1].span.end)

    def _of_verb(
        self,
        items: Sequence[Item],
        groups: Sequence[Group],
        number: int,
        whole: Span,
        quoted: Sequence[Span],
    ) -> Speech | None:
        group = groups[number]
        inverted = self._inverted(items, group)
        if inverted is not None:
            content = Span(whole.start, items[group.start].span.start)
            direct = any(content.overlaps(quote) for quote in quoted)
            return Speech(inverted, group.lemma, content, group, direct)
        speakers = [m for m in group.subject if self._may_speak(m.referent)]
        if not speakers:
            return None
        verb = self._at(items, group)
        inside = any(verb.within(quote) for quote in quoted)
        start = min((m.span.start for m in speakers), default=verb.start)
        behind = items[group.end :]
        closes = self._closes(items, group)
        if closes and start > whole.start + 12 and not inside:
            content = Span(whole.start, min(start, verb.start))
        elif behind:
            content = Span(verb.end, whole.end)
        else:
            return None
        return Speech(
            speakers[0].referent,
            group.lemma,
            content,
            group,
            any(content.overlaps(quote) for quote in quoted),
            group.lemma in _DENYING or group.negated,
        )

    def _inverted(self, items: Sequence[Item], group: Group) -> Referent | None:
        """The speaker of "…,” said Lee Mei"."""
        before = items[group.start - 1].text if group.start else ""
        if group.form != "fin" or before not in INVERTING:
            return None
        after = next((i for i in items[group.end : group.end + 2] if i.mention), None)
        found = after.mention.referent if after and after.mention else None
        return found if found is not None and self._may_speak(found) else None

    def _closes(self, items: Sequence[Item], group: Group) -> bool:
        """Whether nothing is said after the verb: "…, she told reporters on Friday."."""
        rest = items[group.end :]
        words = [i for i in rest if i.text not in '.!?,"”' and i.kind != "date"]
        if group.start and len(words) > 6:
            return False
        verbs = any(i.lower in ("that",) for i in words)
        comma = any(i.text in ',"”' for i in items[max(0, group.start - 12) : group.start])
        named = len(words) <= 3 or (rest and rest[0].lower in ("in", "at", "on", "during", "to"))
        return comma and not verbs and bool(named)

    def _by_source(self, items: Sequence[Item], whole: Span) -> list[Speech]:
        for at in range(len(items) - 2):
            if (items[at].lower, items[at + 1].lower) == _SOURCE:
                after = next((i for i in items[at + 2 : at + 8] if i.mention), None)
                if after and after.mention and self._may_speak(after.mention.referent):
                    return [Speech(after.mention.referent, "say", whole, None, False)]
        return []

    def _may_speak(self, referent: Referent) -> bool:
        return referent.cls in (
            "Person",
            "GovernmentBody",
            "Organisation",
            "Company",
            "AcademicInstitution",
            "MediaOutlet",
            "Group",
        )


def speaker_of(speeches: Sequence[Speech], span: Span) -> Speech | None:
    """Who says what stands at `span`: the outermost speaker."""
    return next((s for s in speeches if span.within(s.content)), None)
