"""Quotes: where words stand in a document, and what to say when they do not."""

import re
from dataclasses import dataclass

from kg.model.claim import Quote
from kg.model.document import Document
from kg.model.sentence import Span

MAX_SENTENCES = 2  # one, or two where the second has a pronoun
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "‚": "'"})
_SPACE = re.compile(r"\s{2,}|[^\S ]")  # what is not one space already


class QuoteRefused(ValueError):
    """The quote cannot be evidence; has the message and the remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def level(text: str) -> str:
    """`text` with runs of white space as one space and quote marks straightened."""
    return _levelled(text).strip()


def _levelled(text: str) -> str:
    return _SPACE.sub(" ", text).translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Levelled:
    """A levelled text that knows where each of its characters stood."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> "Levelled":
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for run in _SPACE.finditer(original):
            starts += range(at, run.start() + 1)
            ends += (*range(at + 1, run.start() + 1), run.end())
            at = run.end()
        starts += range(at, len(original))
        ends += range(at + 1, len(original) + 1)
        return cls(_levelled(original), tuple(starts), tuple(ends))

    def find(self, words: str) -> tuple[Span, ...]:
        """Every place of the original at which `words` stand, spaces and marks levelled."""
        wanted = level(words)
        found, at = [], self.text.find(wanted)
        while wanted and at >= 0:
            found.append(Span(self.starts[at], self.ends[at + len(wanted) - 1]))
            at = self.text.find(wanted, at + 1)
        return tuple(found)

    def agreement(self, words: str) -> tuple[str, Span] | None:
        """The longest opening of `words` that the original has, and where; None for none."""
        wanted = level(words)
        low, high = 0, len(wanted)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if wanted[:middle] in self.text else (low, middle - 1)
        opening = wanted[:low]
        return (opening, self.find(opening)[0]) if opening.strip() else None


def locate(document: Document, words: str, start: int | None = None) -> Quote:
    """The quote with its offsets; raise QuoteRefused if it is not there, twice there, or noise."""
    if not words.strip():
        raise QuoteRefused("a quote of white space", "Quote the words that say it.")
    quote = Quote(words, _span(document, words, start))
    noise = document.noise_at(quote.span)
    if noise:
        raise QuoteRefused(
            f"the quote touches text marked as noise ({noise.reason})",
            "Noise yields no claim; if it is content, mend its span in data/catalogue.yaml.",
        )
    touched = len(document.sentences_of(quote.span))
    if touched > MAX_SENTENCES:
        raise QuoteRefused(
            f"the quote runs over {touched} sentences",
            "Quote one sentence; two where the second has a pronoun; or give a list of quotes.",
        )
    return quote


def _span(document: Document, words: str, start: int | None) -> Span:
    text = document.text
    if start is not None:
        if text.startswith(words, start):
            return Span(start, start + len(words))
        for span in Levelled.of(text).find(words):
            if span.start == start:
                raise _differs(text[span.start : span.end])
        raise QuoteRefused(
            f"the quote does not stand at {start}", f"Places: {_places(text, words) or 'none'}."
        )
    places = _places(text, words)
    if len(places) == 1:
        return Span(places[0], places[0] + len(words))
    if places:
        raise QuoteRefused(
            f"the quote stands {len(places)} times, at {', '.join(map(str, places))}",
            f'Lengthen it, or write {{text: "…", start: {places[0]}}}.',
        )
    raise _missing(document, words)


def _places(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _differs(exact: str) -> QuoteRefused:
    return QuoteRefused(
        "the quote differs from the document in spaces or quote marks", f"Paste: {exact}"
    )


def _missing(document: Document, words: str) -> QuoteRefused:
    levelled = Levelled.of(document.text)
    found = levelled.find(words)
    if found:
        return _differs(document.text[found[0].start : found[0].end])
    agreed = levelled.agreement(words)
    if agreed is None or len(agreed[0]) < 8:
        return QuoteRefused(
            "the quote is not in the document", "Copy it from the text; `kg cite` helps."
        )
    opening, span = agreed
    there = document.text[span.start : span.start + len(words) + 20].split("\n")[0]
    return QuoteRefused(
        f"the quote is not in the document; it agrees up to “{opening[-40:]}” at {span.start}",
        f"The document goes: {there}",
    )
