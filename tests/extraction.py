"""What the tests of kg/extract share: an extractor over the real ontology and invented names."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache

from kg.config import ExtractReader
from kg.curate import ontology
from kg.extract.candidate import Candidate, Happening, Measured, Relation
from kg.extract.engine import engine
from kg.extract.extractor import Extraction, RuleExtractor
from kg.extract.gazetteer import Gazetteer, Known
from kg.extract.lexicon import Lexicon
from tests.conftest import ROOT

_READERS = [ExtractReader.PARSER]
DAY = date(2025, 3, 21)  # a Friday
NAMES = (
    ("East Port", Known("east-port", "East Port", ("Port",), ("East Port",))),
    ("Harbour City", Known("harbour-city", "Harbour City", ("Territory",))),
    ("Hill Town", Known("hill-town", "Hill Town", ("Territory",))),
    ("finance", Known("finance", "finance", ("Topic",))),
    ("Harbour Office", Known("harbour-office", "Harbour Office", ("GovernmentBody",))),
)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of the real ontology."""
    return Lexicon(ontology.read(ROOT / "ontology"), ontology.phrases(ROOT / "ontology"))


@contextmanager
def reading_by(reader: ExtractReader) -> Iterator[None]:
    """Let the engine of these tests read clauses so, where it would do it by the parser."""
    _READERS.append(reader)
    yield
    _READERS.pop()


def extractor() -> RuleExtractor:
    """The engine; it knows the names above and nothing else."""
    return _extractor(_READERS[-1])


@lru_cache(maxsize=2)
def _extractor(reader: ExtractReader) -> RuleExtractor:
    return engine(lexicon(), Gazetteer(NAMES), reader)


def read(*paragraphs: str) -> Extraction:
    """What is read of a document that was issued on DAY."""
    return extractor().extract("\n\n".join(paragraphs), DAY)


def relations(*paragraphs: str) -> dict[tuple[str, str, str], Candidate]:
    """The relations by subject, property and object, as they are shown."""
    return dict(_relations(read(*paragraphs)))


def _relations(found: Extraction) -> Iterator[tuple[tuple[str, str, str], Candidate]]:
    for each in found.candidates:
        content = each.content
        if isinstance(content, Relation):
            target = content.object.shown if content.object else content.post or content.state
            yield (content.subject.shown, content.predicate, str(target)), each


def figures(*paragraphs: str) -> list[tuple[str, str, str | None]]:
    """Value, what it is a figure of, and the unit."""
    contents = [each.content for each in read(*paragraphs).candidates]
    return [
        (f"{c.value:f}".rstrip("0").rstrip(".") if "." in f"{c.value:f}" else f"{c.value:f}",
         c.subject.shown, c.unit)
        for c in contents if isinstance(c, Measured)
    ]  # fmt: skip


def events(*paragraphs: str) -> dict[str, Candidate]:
    """The events by label."""
    return {e.content.label: e for e in read(*paragraphs).candidates
            if isinstance(e.content, Happening)}  # fmt: skip


def entities(*paragraphs: str) -> dict[str, str | None]:
    """The named things with their class."""
    return {e.name: e.cls for e in read(*paragraphs).reading.referents if e.named}
