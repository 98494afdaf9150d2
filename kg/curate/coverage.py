"""Coverage: the numbers, dates, names and speech verbs of content that no claim cites.

The signals are found by form alone, so that what a curator overlooked is found as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.curate.curation import Curation
from kg.curate.quotes import level
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.period import Period
from kg.model.quantity import Quantity
from kg.model.sentence import Span


class Signal(StrEnum):
    """What in a text usually deserves a claim."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    SPEECH = "speech verb"


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
)
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    "thousand|million|billion|half|one-\\w+|two-\\w+|few|many"
)
_SPEECH = (
    "sa(?:id|ys|ying)|t(?:old|ells)|not(?:ed|es)|added|adds|believes?|expects?|predicts?|hopes?|"
    "hoped|emphasi[sz](?:ed|es|ing)|reveal(?:ed|s)|unveiled|remark(?:ed|s)|mention(?:ed|s)|"
    "encourag(?:ed|es)|highlight(?:ed|s)|comment(?:ed|s)|echo(?:ed|es)|according to|referred to|"
    "praised?|vow(?:ed|s)|report(?:ed|s)|outlined|asked|citing|stress(?:ed|es)|urged|announced|"
    "critics"
)
_CAPITAL = r"(?!I(?![\w-]))[A-Z][\w’-]*"  # the pronoun is no name, nor part of one
_PATTERNS: dict[Signal, re.Pattern[str]] = {
    Signal.DATE: re.compile(
        rf"\b\d{{1,2}} (?:{_MONTHS})(?=\W)(?: (?:19|20)\d\d)?"
        rf"|\b(?:mid-|late |early |end of )?(?:{_MONTHS})(?=\W)"
        rf"(?: \d{{1,2}}(?!\d))?(?:,? (?:19|20)\d\d)?"
        rf"|\b(?:19|20)\d\d\b|\bthis year\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    ),
    Signal.NUMBER: re.compile(
        rf"(?<![\w.])(?:HK\$|US\$|\$)?\d+(?:[.,]\d+)*(?:%|th\b)?"
        rf"(?: (?:million|billion|thousand))?|\b(?:{_WORDS})\b",
        re.IGNORECASE,
    ),
    Signal.SPEECH: re.compile(rf"\b(?:{_SPEECH})\b", re.IGNORECASE),
    Signal.NAME: re.compile(
        rf"\b{_CAPITAL}(?:[ \xa0](?:(?:of|and|for|the|in|to)[ \xa0])*{_CAPITAL})*"
    ),
}


@dataclass(frozen=True, slots=True)
class Open:
    """A signal that no claim cites; `reason` is why, if somebody has written it."""

    document: str
    signal: Signal
    text: str
    span: Span
    reason: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """One document: how many signals of each sort it has, and those that no claim cites."""

    document: str
    found: dict[Signal, int]
    open: tuple[Open, ...]

    @property
    def unexplained(self) -> tuple[Open, ...]:
        return tuple(each for each in self.open if each.reason is None)


def coverage(curation: Curation) -> tuple[Coverage, ...]:
    """The coverage of every document."""
    return tuple(_Cover(curation, document).coverage() for document in curation.documents.values())


def of_document(curation: Curation, slug: str) -> Coverage:
    """The coverage of one document."""
    return _Cover(curation, curation.documents[slug]).coverage()


class _Cover:
    """What the claims of one document cite."""

    def __init__(self, curation: Curation, document: Document) -> None:
        self.document = document
        self.claims = [claim for claim in curation.claims if claim.document == document.slug]
        outlets = {claim.cited.outlet for claim in self.claims if claim.cited}
        self.outlets = [label.text for slug in outlets for label in curation.entities[slug].labels]

    def coverage(self) -> Coverage:
        found = dict.fromkeys(Signal, 0)
        missing = []
        for signal, span in signals(self.document):
            found[signal] += 1
            if not self._is_cited(signal, span):
                text = self.document.text[span.start : span.end]
                missing.append(Open(self.document.slug, signal, text, span, self._reason(span)))
        return Coverage(self.document.slug, found, tuple(missing))

    def _is_cited(self, signal: Signal, span: Span) -> bool:
        citing = [
            claim for claim in self.claims
            if any(span.within(quote.span) for quote in claim.evidence)
        ]  # fmt: skip
        if signal is Signal.NUMBER:  # a sentence with two figures is not covered by one of them
            word = self.document.text[span.start : span.end]
            return any(_gives_a_number(claim, word) for claim in citing)
        return bool(citing) or self._in_citation(span)

    def _in_citation(self, span: Span) -> bool:
        """Whether it stands in brackets with an outlet that some claim has under `cited`."""
        for brackets in re.finditer(r"\([^()\n]*\)", self.document.text):
            if span.within(Span(*brackets.span())):
                return any(outlet in brackets.group() for outlet in self.outlets)
        return False

    def _reason(self, span: Span) -> str | None:
        left = self.document.left_out
        return next((each.reason for each in left if span.within(each.span)), None)


def _gives_a_number(claim: Claim, word: str) -> bool:
    """Whether the claim has a figure or a date, a statement's words, or the number in a text."""
    texts = [text for qualifier in claim.qualifiers for text in qualifier.values]
    texts += [claim.value] if isinstance(claim.value, str) else []
    dated = claim.validity.valid_from or claim.validity.valid_to
    figure = isinstance(claim.value, (Quantity, Period))
    return bool(figure or dated or claim.statement or any(word in text for text in texts))


def signals(document: Document) -> Iterator[tuple[Signal, Span]]:
    """The signals of the content in the order of the text; none overlaps a noise span.

    The title stands above the text and says in short what the text says: it has none.
    """
    taken = list(_title(document))
    found = []
    for signal, pattern in _PATTERNS.items():
        for match in pattern.finditer(document.text):
            span = Span(*match.span())
            if document.noise_at(span) or any(span.overlaps(other) for other in taken):
                continue
            if signal is Signal.NAME and _only_opens_a_sentence(document, span):
                continue
            taken.append(span)
            found.append((signal, span))
    return iter(sorted(found, key=lambda each: each[1]))


def _title(document: Document) -> Iterator[Span]:
    """The line of the title at the head of the text, if it stands there."""
    head = next(re.finditer(r"\S.*", document.text), None)
    if head and level(head.group()) == level(document.title):
        yield Span(*head.span())


def _only_opens_a_sentence(document: Document, span: Span) -> bool:
    """Whether a capital may be there only because a sentence or quotation starts."""
    word = document.text[span.start : span.end]
    if " " in word or "\xa0" in word:
        return False
    quoted = document.text[: span.start].rstrip(" \xa0")
    before = quoted.rstrip(" “‘\"'\xa0")
    opens = not before or before[-1] in ".!?:\n…”" or quoted[-1] in "“‘\"'"
    return opens and bool(re.search(rf"\b{re.escape(word.lower())}\b", _COMMON + document.text))


# Words that open sentences of news; a capital there does not make them a name.
_COMMON = (
    " a additionally after all also although and another any apart are as at because before both "
    "building but by can capital critics currently despite do does during each efforts even every "
    "experts first for from furthermore he her here his how however if in instead is it its just "
    "last leading let leveraging looking mainland many maybe meanwhile more moreover most much my "
    "nevertheless next no not notably nothing now numerous obviously of official on once one only "
    "or other our over people perhaps pioneering second she shortly since situated so some "
    "sometimes startups still such that the their then there these they third this those though "
    "through to today under until we what when where whether which while who why will with yes "
    "yet you your "
)


def totals(found: Iterable[Coverage]) -> dict[Signal, tuple[int, int]]:
    """Of each sort of signal: how many there are, and how many no claim cites."""
    counted = dict.fromkeys(Signal, (0, 0))
    for each in found:
        for signal, number in each.found.items():
            missing = sum(open.signal is signal for open in each.open)
            counted[signal] = (counted[signal][0] + number, counted[signal][1] + missing)
    return counted
