"""Speaking: where the text names who speaks words in quotation marks that do not name them."""

from collections.abc import Iterator

from kg.extract.mention import MentionKind, Referent
from kg.extract.reading import Reading, Sentence
from kg.model.sentence import Span

FAR = 3  # paragraphs between the words and the name of who says them
_NAMING = (MentionKind.NAME, MentionKind.SHORT)
_EDGE = ",.;:“”\"'‘’"


def naming(reading: Reading, speaker: Referent, evidence: Span) -> Span | None:
    """The words nearest to the evidence, outside of quotations, that name the speaker; those with
    the whole name come first.

    None where nothing of the evidence is quoted, where it names the speaker itself (a pronoun does
    not), or no sentence nearby does.
    """
    here = [each for each in reading.sentences if each.span.overlaps(evidence)]
    if not any(quote.overlaps(evidence) for each in here for quote in each.quoted):
        return None
    if any(name.within(evidence) for each in here for name, _ in _names(each, speaker)):
        return None
    found: list[tuple[tuple[bool, int, bool, int], Span]] = []
    for sentence in reading.sentences:
        far = abs(sentence.paragraph - here[0].paragraph)
        for name, whole in _names(sentence, speaker) if far <= FAR else ():
            place = _around(reading.text, sentence, name)
            if place and not place.overlaps(evidence):
                distance = max(place.start - evidence.end, evidence.start - place.end)
                found.append(((not whole, far, not sentence.quoted, distance), place))
    return min(found)[1] if found else None


def _names(sentence: Sentence, speaker: Referent) -> Iterator[tuple[Span, bool]]:
    """Where the sentence names the speaker, and whether by the whole name."""
    for mention in sentence.mentions:
        if mention.referent is speaker and mention.kind in _NAMING:
            yield mention.span, mention.kind is MentionKind.NAME


def _around(text: str, sentence: Sentence, name: Span) -> Span | None:
    """The stretch of the sentence around the name up to the nearest quotations."""
    if any(name.overlaps(quote) for quote in sentence.quoted):
        return None
    starts = [quote.end for quote in sentence.quoted if quote.end <= name.start]
    ends = [quote.start for quote in sentence.quoted if quote.start >= name.end]
    start, end = max([sentence.span.start, *starts]), min([sentence.span.end, *ends])
    while start < name.start and _is_edge(text[start]):
        start += 1
    while end > name.end and _is_edge(text[end - 1]):
        end -= 1
    return Span(start, end)


def _is_edge(letter: str) -> bool:
    """Whether a stretch of words does not begin or end with it."""
    return letter.isspace() or letter in _EDGE
