"""Checking: evidence must stand in the document, whatever engine proposed it."""

from kg.errors import EngineFailed
from kg.extract.extractor import Extraction
from kg.model.sentence import Span


def checked(text: str, extraction: Extraction) -> Extraction:
    """The same extraction; raise EngineFailed where evidence is not content of `text`."""
    noise = [each.span for each in extraction.reading.noise]
    if extraction.reading.text != text:
        raise EngineFailed("the extractor read another text than it was given; use another one.")
    for candidate in extraction.candidates:
        span = candidate.evidence
        if not 0 <= span.start < span.end <= len(text) or not text[span.start : span.end].strip():
            raise EngineFailed(_told(candidate.rule, span, "is not in the document"))
        if any(span.overlaps(each) for each in noise):
            raise EngineFailed(_told(candidate.rule, span, "touches boilerplate"))
    for sentence in extraction.reading.sentences:
        for mention in sentence.mentions:
            if not mention.span.within(Span(0, len(text))):
                raise EngineFailed(_told("mention", mention.span, "is not in the document"))
    return extraction


def _told(rule: str, span: Span, what: str) -> str:
    return (
        f"evidence of the rule '{rule}' at {span.start}-{span.end} {what}; "
        "the extractor is to blame, not the document."
    )
