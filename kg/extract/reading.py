"""Reading: a document cut into sentences with their tokens, mentions, dates and figures."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.content import lines, noise
from kg.extract.coreference import Resolver
from kg.extract.counting import with_counts
from kg.extract.dates import DateMention, dates
from kg.extract.figure import Figure
from kg.extract.header import header
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.mentions import MentionFinder
from kg.extract.opinions import is_opinion
from kg.extract.quantities import quantities
from kg.extract.quotations import quotations
from kg.extract.tokens import Token, tokens
from kg.model.document import Noise
from kg.model.sentence import Span, sentences

LONGEST = 2_000  # characters of a sentence; nobody writes longer ones
_HEAD, _TITLE = 14, 4  # lines in which a column is signed; words before the name
LONGEST_PROSE = 250  # tokens of a sentence whose clauses are read
_PROSE = re.compile(r"[.!?。][\"”’')\]]*\Z|[,;:\"”’][\"”’]?\Z")
# What opens a point of a list, at the start of a line.
_BULLET = re.compile(
    r"(?:[-*+•●▪◦■·–—]{1,2}|\([a-z]{1,4}\)|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[ivx]{1,4}\.)"
    r"[ \t\u3000]+"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `prose` is False of a headline or a heading; `quoted` lies within it."""

    span: Span
    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    quoted: tuple[Span, ...]
    dates: tuple[DateMention, ...]
    figures: tuple[Figure, ...]
    paragraph: int
    prose: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a document that was read."""

    text: str
    title: str | None
    issued: date | None
    noise: tuple[Noise, ...]
    sentences: tuple[Sentence, ...]
    referents: tuple[Referent, ...]
    author: Referent | None = None  # who wrote it, where it is an opinion


def read(
    text: str,
    finder: MentionFinder,
    issued: date | None = None,
    check: Callable[[], None] = lambda: None,
) -> Reading:
    """Read `text`; `issued`, where it is given, is trusted before what the text says of itself.

    `check` is called again and again; it raises what is to end the reading.
    """
    boilerplate = noise(text)
    spans = tuple(each.span for each in boilerplate)
    head = header(text, spans)
    day = issued or head.issued
    pairs = []
    points = set()
    for whole in _bounded(text, _cut(sentences(text), spans)):
        check()
        span = _without_bullet(text, whole)
        words = tokens(text, span)
        if words:
            pairs.append((span, words))
            if span != whole:
                points.add(span)
    names = finder.find(text, [each for _, each in pairs], spans)
    resolver, opinion = Resolver(finder.lexicon, names, text), is_opinion(text)
    resolver.author = _author(names, head.author) or (_signed(names, text) if opinion else None)
    said = quotations(text)
    found = []
    for span, each in pairs:
        check()
        found.append(_sentence(text, span, each, resolver, said, day, span in points))
    referents = dict.fromkeys(m.referent for sentence in found for m in sentence.mentions)
    return Reading(
        text,
        head.title.text if head.title else None,
        day,
        boilerplate,
        tuple(found),
        tuple(referents),
        resolver.author if opinion else None,
    )


def _author(names: Sequence[Mention], span: Span | None) -> Referent | None:
    """The person whose name stands at `span`, who says "I" outside of quotations."""
    who = next((m.referent for m in names if span is not None and m.span.within(span)), None)
    if who is None or who.cls not in ("Person", None):
        return None
    who.cls = "Person"
    return who


def _signed(names: Sequence[Mention], text: str) -> Referent | None:
    """The person whose name has a line of its own at the head of a column."""
    alone: list[Mention] = []
    for line in lines(text)[:_HEAD]:
        for mention in names:
            ends = mention.span.within(line.span) and mention.span.end == line.span.end
            before = text[line.span.start : mention.span.start].split()
            if ends and len(before) < _TITLE and all(word[0].isupper() for word in before):
                alone.append(mention)
    people = [m for m in alone if m.referent.cls == "Person"]
    likely = [m for m in alone if m.referent.cls is None and not m.text.isupper()]
    signed = next(iter(people or [m for m in likely if 1 < len(m.text.split()) < _TITLE]), None)
    if signed is not None:
        signed.referent.cls = "Person"
    return signed.referent if signed is not None else None


def _sentence(
    text: str,
    span: Span,
    words: tuple[Token, ...],
    resolver: Resolver,
    said: Sequence[Span],
    day: date | None,
    point: bool,
) -> Sentence:
    quoted = tuple(each for each in said if each.overlaps(span))
    mentions = resolver.read(words, quoted)
    shift = span.start
    piece = text[span.start : span.end]
    when = tuple(
        DateMention(Span(d.span.start + shift, d.span.end + shift), d.period, d.basis)
        for d in dates(piece, day)
    )
    names = [m.span for m in mentions if m.kind in (MentionKind.NAME, MentionKind.SHORT)]
    figures = with_counts(words, quantities(words, [*(d.span for d in when), *names]))
    prose = (point or bool(_PROSE.search(piece))) and 3 < len(words) <= LONGEST_PROSE
    paragraph = text.count("\n", 0, span.start)
    return Sentence(span, piece, words, mentions, quoted, when, figures, paragraph, prose)


def _without_bullet(text: str, span: Span) -> Span:
    """The sentence without the mark of a list before it."""
    line = text.rfind("\n", 0, span.start) + 1
    opens = not text[line : span.start].strip()
    mark = _BULLET.match(text, span.start, span.end) if opens else None
    return Span(mark.end(), span.end) if mark and mark.end() < span.end else span


def _bounded(text: str, every: Sequence[Span]) -> Iterator[Span]:
    """The spans, none longer than LONGEST: an endless line is cut, at a space if it has one."""
    for span in every:
        start = span.start
        while span.end - start > LONGEST:
            space = text.rfind(" ", start, start + LONGEST)
            end = space if space > start else start + LONGEST
            yield Span(start, end)
            start = end
        if text[start : span.end].strip():
            yield Span(start, span.end)


def _cut(every: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """The sentences without their boilerplate."""
    found = []
    for sentence in every:
        start = sentence.start
        for span in spans:
            if span.overlaps(sentence):
                if span.start > start:
                    found.append(Span(start, span.start))
                start = max(start, span.end)
        if start < sentence.end:
            found.append(Span(start, sentence.end))
    return found
