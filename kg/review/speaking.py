"""Speaking: where the text names who speaks words that stand wholly in quotation marks."""

from collections.abc import Iterator

from kg.extract.mention import MentionKind, Referent
from kg.extract.reading import Reading, Sentence
from kg.model.sentence import Span

FAR = 3  # paragraphs between the words and the name of who says them
_NAMING = (MentionKind.NAME, MentionKind.SHORT)
_EDGE = " \t,.;:“”\"'‘’"


def naming(reading: Reading, speaker: Referent, evidence: Span) -> Span | None:
    """The words nearest to the evidence, outside of quotations, that name the speaker.

    None where the evidence is not wholly quoted, names the speaker itself, or nobody does nearby.
    """
    here = [each for each in reading.sentences if each.span.overlaps(evidence)]
    core = _bare(reading.text, evidence)
    quotes = [quote for each in here for quote in each.quoted]
    if core is None or not any(core.within(quote) for quote in quotes):
        return None
    if any(name.within(evidence) for each in here for name in _names(each, speaker)):
        return None
    found: list[tuple[tuple[int, bool, int], Span]] = []
    for sentence in reading.sentences:
        far = abs(sentence.paragraph - here[0].paragraph)
        for name in _names(sentence, speaker) if far <= FAR else ():
            place = _around(reading.text, sentence, name)
            if place and not place.overlaps(evidence):
                distance = max(place.start - evidence.end, evidence.start - place.end)
                found.append(((far, not sentence.quoted, distance), place))
    return min(found)[1] if found else None


def _names(sentence: Sentence, speaker: Referent) -> Iterator[Span]:
    """Where the sentence names the speaker."""
    for mention in sentence.mentions:
        if mention.referent is speaker and mention.kind in _NAMING:
            yield mention.span


def _around(text: str, sentence: Sentence, name: Span) -> Span | None:
    """The stretch of the sentence around the name up to the nearest quotations."""
    if any(name.overlaps(quote) for quote in sentence.quoted):
        return None
    starts = [quote.end for quote in sentence.quoted if quote.end <= name.start]
    ends = [quote.start for quote in sentence.quoted if quote.start >= name.end]
    start, end = max([sentence.span.start, *starts]), min([sentence.span.end, *ends])
    while start < name.start and text[start] in _EDGE:
        start += 1
    while end > name.end and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


def _bare(text: str, span: Span) -> Span | None:
    """The span without the marks and stops at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end) if start < end else None
