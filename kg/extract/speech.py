"""Speech: who says which part of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clause import Clause, Group
from kg.extract.item import Item
from kg.extract.items import Row
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, Referent
from kg.extract.subjects import INVERTING
from kg.extract.verb_kinds import DENYING
from kg.extract.words import SOMEBODY, SUBJECT_PRONOUNS, word_set
from kg.model.sentence import Span

_SOURCE = ("according", "to")
_VIEWS = word_set("view opinion eyes judgment judgement estimation")
_PAPERS = ("Plan", "Document")  # "the study found that …"
_RULING = word_set("dismiss reject uphold deny")
_FILED = word_set(
    "appeal appeals application applications bid bids petition petitions lawsuit suit writ request "
    "requests motion bail"
)
_WANTING = word_set("should must ought shouldn't mustn't")
# "proposed that the town …", not "proposed a law".
_WITH_CLAUSE = word_set("propose recommend demand")
_FAR = 3  # paragraphs over which a quotation without a speaker still has the last one


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker and what is said: `content` is a stretch of the text, `lemma` the verb."""

    speaker: Referent
    lemma: str
    content: Span
    group: Group | None
    direct: bool
    denies: bool = False


def _judges(group: Group) -> bool:
    """ "should", "must", "deserves": what is wanted rather than told."""
    past = group.parsed is not None and group.parsed.past
    deserved = group.lemma == "deserve" and not past
    return group.form == "fin" and (bool(_WANTING & set(group.words)) or deserved)


def _rules_on(items: Sequence[Item], group: Group) -> bool:
    """ "dismissed an appeal", "rejected the bid": what is decided, not said."""
    if group.lemma not in _RULING:
        return False
    return any(item.lower in _FILED for item in items[group.end : group.end + 5])


class SpeechReader:
    """Reads the sentences of one document; a quotation goes on with its speaker."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = frozenset(
            text.split()[1]
            for text in lexicon.phrases.frames.get("commentsOn", ())
            if "'s" not in text.split()
        )

    def read(
        self,
        rows: Sequence[Row],
        groups: Sequence[Sequence[Group]],
        author: Referent | None = None,
    ) -> list[tuple[Speech, ...]]:
        """The sayings of each sentence; what `author` thinks, where the text is an opinion."""
        told = [self._told(row, each) for row, each in zip(rows, groups, strict=True)]
        named = {
            quote: speech.speaker
            for row, found in zip(rows, told, strict=True)
            for quote in row.sentence.quoted
            for speech in found
            if speech.content.overlaps(quote)
        }
        speaker: Referent | None = None
        paragraph = -1
        read = []
        for row, found, each in zip(rows, told, groups, strict=True):
            speaker = found[-1].speaker if found else speaker
            if not found and self._is_nobody(row, each):
                speaker = None  # "Another man said": who goes on has no name
            more = []
            for quote in row.sentence.quoted:
                near = speaker if row.sentence.paragraph - paragraph <= _FAR else None
                who = named.get(quote, speaker if found else near)
                if who is not None and not any(s.content.overlaps(quote) for s in found):
                    more.append(self._quoted(row, quote, who))
            if found or more:
                paragraph = row.sentence.paragraph
            elif author is not None and self._is_judged(each):
                more.append(Speech(author, "think", row.sentence.span, None, False))
            read.append((*found, *more))
        return read

    def _is_judged(self, groups: Sequence[Group]) -> bool:
        """Whether a clause says what should be, and none that others say so: "some say"."""
        says = any(g.lemma in self.verbs and g.form == "fin" and not g.passive for g in groups)
        return not says and any(_judges(group) for group in groups)

    def _is_nobody(self, row: Row, groups: Sequence[Group]) -> bool:
        """Whether somebody speaks of whom only a noun tells."""
        return any(
            # "another man bemoaned"
            (group.lemma in self.verbs or bool(SOMEBODY & set(group.subject_words[-1:])))
            and group.form == "fin" and not group.passive
            and group.parsed is not None and not group.subject
            and bool(set(group.subject_words[-1:]) - SUBJECT_PRONOUNS)
            and not any(self._at(row.items, group).within(q) for q in row.sentence.quoted)
            for group in groups
        )  # fmt: skip

    def _quoted(self, row: Row, quote: Span, speaker: Referent) -> Speech:
        whole = row.sentence.span
        content = Span(max(quote.start, whole.start), min(quote.end, whole.end))
        return Speech(speaker, "say", content, None, True)

    def _told(self, row: Row, groups: Sequence[Group]) -> list[Speech]:
        """The sayings that the sentence itself gives a speaker, outside of quotations."""
        sentence = row.sentence
        found: list[Speech] = []
        for number, group in enumerate(groups):
            if _rules_on(row.items, group):
                continue
            if group.lemma in self.verbs and group.form in ("fin", "ing") and not group.passive:
                if group.parsed is not None:
                    speech = self._of_clause(row.items, group, group.parsed, sentence.quoted)
                else:
                    speech = self._of_verb(
                        row.items, groups, number, sentence.span, sentence.quoted
                    )
                if speech is None and found:
                    speech = self._going_on(row.items, group, found[-1])
                if speech:
                    found.append(speech)
        if not any(each.speaker.cls == "Person" for each in found):
            found += self._by_source(row.items, sentence.span)
        return [
            s
            for s in found
            if s.group is None
            or not any(self._at(row.items, s.group).within(quote) for quote in sentence.quoted)
        ]

    def _of_clause(
        self, items: Sequence[Item], group: Group, clause: Clause, quoted: Sequence[Span]
    ) -> Speech | None:
        """What a parse gives the verb of saying for its object."""
        if group.lemma == "point" and clause.particle != "out":
            return None  # "pointed the way"
        content = clause.content
        told = _quoted(group.governor) or group.subject
        speakers = [
            m.referent
            for m in told
            if self._may_speak(m.referent) or (content and m.referent.cls in _PAPERS)
        ]
        if not speakers or (group.lemma in _WITH_CLAUSE and content is None):
            return None
        verb = self._at(items, group)
        if content is None and verb.end < clause.around.end:
            content = Span(verb.end, clause.around.end)
        if content is None:
            return None
        direct = any(content.overlaps(quote) for quote in quoted)
        denies = group.lemma in DENYING or group.negated
        return Speech(speakers[0], group.lemma, content, group, direct, denies)

    def _going_on(self, items: Sequence[Item], group: Group, before: Speech) -> Speech | None:
        """ "urged the firms to come, adding that": who has spoken goes on."""
        content = group.parsed.content if group.parsed else None
        if group.form != "ing" or content is None or items[group.start - 1].text != ",":
            return None
        return Speech(before.speaker, group.lemma, content, group, False, group.lemma in DENYING)

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
        that = any(item.lower == "that" for item in items[group.end : group.end + 1])
        if not speakers or (group.lemma in _WITH_CLAUSE and not that):
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
            group.lemma in DENYING or group.negated,
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
        source = named_source(items)
        if source is None or not self._may_speak(source.referent):
            return []
        at = next(n for n, item in enumerate(items) if item.mention is source)
        stops = [item.span for item in items if item.text == ";"]
        start = max((s.end for s in stops if s.end <= items[at].span.start), default=whole.start)
        end = min((s.start for s in stops if s.start >= items[at].span.end), default=whole.end)
        return [Speech(source.referent, "say", Span(start, end), None, False)]

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


def _quoted(group: Group | None) -> Sequence[Mention]:
    """ "quoted Lee Mei as saying": whose words they are."""
    if group is None or group.lemma != "quote" or group.passive or group.parsed is None:
        return ()
    return [
        t.mention for t in group.parsed.things if not t.path and t.mention.referent.cls == "Person"
    ][:1]  # fmt: skip


def named_source(items: Sequence[Item]) -> Mention | None:
    """Whom "according to" names, or whose view it is: "in Lee Mei's view", "in my opinion"."""
    for at in range(len(items) - 2):
        if items[at].lower == "in" and items[at + 1].referent is not None:
            owned = at + 2 + (items[at + 2].text in ("'s", "’s"))
            view = owned < len(items) and items[owned].lower in _VIEWS
            if view and (items[at + 1].possessive or owned > at + 2):
                return items[at + 1].mention
        if (items[at].lower, items[at + 1].lower) == _SOURCE:
            return next((i.mention for i in items[at + 2 : at + 8] if i.mention), None)
    return None


def speaker_of(speeches: Sequence[Speech], span: Span) -> Speech | None:
    """Who says what stands at `span`: the outermost speaker, by the innermost of his verbs.

    "Speaking at a forum in Hill Town" says nothing of the forum.
    """
    found = [s for s in speeches if span.within(s.content) and s.lemma != "speak"]
    own = [s for s in found if s.speaker is found[0].speaker]
    return min(own, key=lambda s: s.content.end - s.content.start, default=None)
