"""Holders: whom "the harbour chief", "the Secretary for Works" or "the CE" mean in one document."""

from collections.abc import Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.tokens import Token
from kg.extract.words import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, word_set
from kg.model.sentence import Span

NUMBERS = word_set(
    "one two three four five six seven eight nine ten hundred thousand million billion trillion"
)
COUNTS = NUMBERS | word_set("only first second deputy vice other")
MAX_MODIFIERS = 4
_LINKING = word_set("of for to in at and ,")
_MINISTERS = word_set("chief minister secretary commissioner boss")
_ANYWHERE = word_set(
    "top senior veteran local city sar party government new former acting outgoing incoming and "
    "regional mainland territory"
)
_NEAR = 90  # code points from an office to the name of who holds it
_CLOSE = 3  # code points from a name to the office that follows it
_OPENING = word_set("that and but while when")
_NEWLY = word_set("newly appointed new current incumbent outgoing then acting elected")
_STEM = 5  # letters by which "finance" is a word of "Financial Secretary"


class HolderReader:
    """Tells who holds an office in one document."""

    def __init__(self, lexicon: Lexicon, mentions: Sequence[Mention], text: str) -> None:
        self.lexicon = lexicon
        self.titles: dict[Referent, str] = {}  # what stands before each person, lower case
        for each in mentions:
            if each.title is not None:
                words = text[each.title.start : each.title.end].lower()
                self.titles[each.referent] = f"{self.titles.get(each.referent, '')} {words}"
        self.mentions = sorted(mentions, key=lambda each: each.span)
        self.person: Referent | None = None
        self.author: Referent | None = None  # who says "I" outside of quotations

    def _holder(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "the harbour chief", "the city leader": the person who was spoken of last."""
        if tokens[at].lower == "partner":
            return None  # "the island partner" is a firm as often
        begin = at
        while (
            begin
            and at - begin < MAX_MODIFIERS
            and tokens[begin - 1].text[0].isalpha()
            and (tokens[begin - 1].lower not in DETERMINERS)
        ):
            begin -= 1
        told = self._in_charge([t.lower for t in tokens[begin:at] if t.lower != "and"])
        person = told or self._titled(tokens[at]) or self.person or self._later(tokens[at].start)
        if told is None and person is self.author:
            return None  # who writes is not the minister of whom he writes
        if told is None and person is not None and self._has_other(person, tokens, begin, at):
            return None  # "the health chief" is not the Secretary for Works
        if not begin or tokens[begin - 1].lower != "the" or person is None:
            return None
        words = [t.lower for t in tokens[begin:at]]
        if set(words) & (PREPOSITIONS | COUNTS | (CONJUNCTIONS - {"and"})):
            return None
        after = tokens[at + 1 : at + 3]
        aside = len(after) == 2 and after[0].text == "," and after[1].text.islower()
        if after and not aside and (after[0].capital or after[0].lower in _LINKING):
            return None  # "the works chief, Lee Mei"
        seat = len(after) == 2 and after[0].text in ("'s", "’s") and after[1].lower == "office"
        if seat or (after and after[0].text == "("):
            return None  # "the Privacy Commissioner's office", "the Commissioner (Works), Ms Lau"
        span = Span(tokens[begin].start, tokens[at].end)
        text = " ".join(t.text for t in tokens[begin : at + 1])
        return Mention(span, text, person, MentionKind.NOMINAL)

    def _in_charge(self, words: Sequence[str]) -> Referent | None:
        """ "the health chief": the one person whose title has the word."""
        if not words:
            return None
        found = [
            each for each, title in self.titles.items()
            if all(is_word_of(word, title) for word in words)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _has_other(self, person: Referent, tokens: Sequence[Token], begin: int, at: int) -> bool:
        """Whether a person is in charge of something else than a minister that is spoken of."""
        title = self.titles.get(person, "")
        wanted = [
            t.lower for t in tokens[begin:at] if t.text.islower() and t.lower not in _ANYWHERE
        ]
        return tokens[at].lower in _MINISTERS and bool(title and wanted) and not any(
            is_word_of(word, title) for word in wanted
        )  # fmt: skip

    def _office(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "The Secretary for Works", "the chairman of the Harbour Council": who is called so, or
        the one person whom the document names."""
        end = at + 1
        if end >= len(tokens) or tokens[end].lower not in ("for", "of"):
            return None
        lead = at - 1
        while lead > 0 and tokens[lead].lower in _NEWLY:
            lead -= 1
        before = tokens[lead - 1] if lead > 0 else None
        opens = before is None or not before.text[0].isalnum() or before.lower in _OPENING
        if lead < 0 or tokens[lead].lower != "the" or not opens:
            return None  # "is the director of the Council": it is told that somebody is
        portfolio = tokens[end].lower == "for" and tokens[at].capital
        while portfolio and end < len(tokens) and (
            tokens[end].capital or tokens[end].lower in ("for", "and", "the", ",")
        ):  # fmt: skip
            end += 1
        while tokens[end - 1].lower in ("for", "and", "the", ","):
            end -= 1
        end = end if portfolio else at + 1
        text = " ".join(t.text for t in tokens[at:end])
        who = {each for each, title in self.titles.items() if portfolio and text.lower() in title}
        who = who or {m.referent for m in self.mentions if m.referent.cls == "Person"}
        if len(who) != 1:
            return None
        person = who.pop()
        title = self.titles.get(person, "")
        beside = any(
            m.referent is person
            and (
                (0 <= m.span.start - tokens[at].end <= _NEAR and m.span.end <= tokens[-1].end)
                or 0 <= tokens[lead].start - m.span.end <= _CLOSE
            )
            for m in self.mentions
        )  # "the chairman of the Council, Lee Mei", "Lee Mei, the Secretary for Works"
        if beside or (title and (not portfolio or text.lower() not in title)):
            return None
        span = Span(tokens[at].start, tokens[end - 1].end)
        return Mention(span, text, person, MentionKind.NOMINAL)

    def _titled(self, noun: Token) -> Referent | None:
        """The one person whose title has the word: "the CE" is Chief Executive Lee Mei."""
        wanted = "chief executive" if noun.text == "CE" else noun.lower
        if wanted in ("chief", "official", "leader", "head"):
            return None  # said of whoever leads something
        found = [each for each, title in self.titles.items() if wanted in title]
        if not found and wanted == "minister":  # a "Secretary for Works" may be called so
            found = [each for each, title in self.titles.items() if "secretary" in title]
        return found[0] if len(found) == 1 else None

    def _later(self, start: int) -> Referent | None:
        """ "The works minister said …": who opens a text by the office is named soon after."""
        people = [m for m in self.mentions if m.referent.cls == "Person"]
        later = [m for m in people if m.span.start > start]
        return later[0].referent if later and len(later) == len(people) else None


def is_word_of(word: str, title: str) -> bool:
    """Whether a title has the word, or one of the same stem."""
    stem = word[:_STEM]
    return any(
        each == word or (len(stem) == _STEM and each[:_STEM] == stem) for each in title.split()
    )
