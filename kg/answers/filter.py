"""ClaimFilter: which claims count. Parsed once, for the command line, HTTP and pages alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from kg.answers.documents import DocumentCard
from kg.answers.filter_words import Words
from kg.errors import InvalidRequest
from kg.model.claim import Claim, Kind, Modality, Rank
from kg.model.ontology import Ontology
from kg.model.period import Holds, Period


class Direction(StrEnum):
    """Which end of a claim the entity is that is looked at."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


MAY_HOLD = frozenset({Holds.YES, Holds.UNKNOWN})


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Empty sets and None allow everything but deprecated claims.

    `direction` and `neighbour_types` look from an entity, and say nothing where there is none.
    `valid_on` keeps what `holds` on that day: by default what does or may. `known_on` keeps what
    was surely known then: the document's latest possible day of issue is not later. `valid_in`
    keeps claims with dates of their own that meet the period, `known_in` those of documents that
    may have been issued within it. `min_sources` counts origins, not documents (see corroboration).
    """

    kinds: frozenset[Kind] = frozenset()
    modalities: frozenset[Modality] = frozenset()
    subjects: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    direction: Direction = Direction.BOTH
    neighbour_types: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    valid_on: date | None = None
    holds: frozenset[Holds] = MAY_HOLD
    known_on: date | None = None
    valid_in: Period | None = None
    known_in: Period | None = None
    min_sources: int = 1

    @classmethod
    def parse(
        cls,
        given: Mapping[str, Iterable[str]],
        ontology: Ontology,
        known: Mapping[str, DocumentCard],
    ) -> "ClaimFilter":
        """Read the words of a request; `known` are the documents there are.

        Raise InvalidRequest naming every wrong word.
        """
        words = Words(given)
        found = cls(
            kinds=frozenset(map(Kind, words.among("kind", Kind))),
            modalities=frozenset(map(Modality, words.among("modality", Modality))),
            subjects=words.slugs("subject"),
            properties=words.known("property", ontology.properties),
            objects=words.slugs("object"),
            direction=Direction(words.one("direction", Direction) or Direction.BOTH),
            neighbour_types=words.known("neighbour_type", ontology.classes),
            documents=words.known("document", known, listed=True),
            publishers=words.known("publisher", _publishers(known), listed=True),
            valid_on=words.day("valid_on"),
            holds=frozenset(map(Holds, words.among("holds", Holds))) or MAY_HOLD,
            known_on=words.day("known_on"),
            valid_in=words.period("valid_in"),
            known_in=words.period("known_in"),
            min_sources=words.count("min_sources"),
        )
        words.end(WORDS)
        if found.holds != MAY_HOLD and found.valid_on is None:
            words.wrong.append("holds asks about a day; give valid_on, too")
        if words.wrong:
            raise InvalidRequest(f"{'; '.join(words.wrong)}.")
        return found

    @property
    def is_plain(self) -> bool:
        """Whether it allows every claim that is not deprecated, wherever it leads."""
        return self == ClaimFilter()

    @property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """What tells it from other filters, in one order: for cursors and caches."""
        return tuple(
            (field.name, *_texts(getattr(self, field.name)))
            for field in fields(self)
            if getattr(self, field.name) != field.default
        )

    def allows(self, claim: Claim, kind: Kind, document: DocumentCard) -> bool:
        """Whether it allows the claim, seen by itself: not how many say the same, nor from where.

        `document` is the claim's own.
        """
        return (
            claim.rank is not Rank.DEPRECATED
            and _in(kind, self.kinds)
            and _in(claim.modality, self.modalities)
            and _in(claim.subject, self.subjects)
            and _in(claim.property, self.properties)
            and _in(claim.object, self.objects)
            and _in(claim.document, self.documents)
            and _in(document.publisher, self.publishers)
            and (self.valid_on is None or claim.validity.holds_on(self.valid_on) in self.holds)
            and (self.known_on is None or _known_on(document.issued, self.known_on))
            and (self.valid_in is None or _meet(dates(claim), self.valid_in))
            and (self.known_in is None or _meet(document.issued, self.known_in))
        )


# The words of requests and what each asks for, in the order in which they are told. They are
# parameters of HTTP (valid_on=…) and flags of the command line (--valid-on …) alike.
ABOUT = {
    "kind": "only claims of these kinds: fact, reported, planned …",
    "modality": "only claims held in this way: asserted, planned, projected, proposed, opinion",
    "subject": "only claims about these entities, by slug",
    "property": "only claims of these properties",
    "object": "only claims that lead to these entities or states, by slug",
    "direction": "only what leaves the entity (out) or reaches it (in); else both",
    "neighbour_type": "only neighbours of these classes or narrower ones",
    "document": "only claims of these documents",
    "publisher": "only claims of documents of these publishers",
    "valid_on": "only what holds on this day, or may",
    "holds": "with valid_on: yes, no or unknown; else yes and unknown",
    "known_on": "only what was surely published by this day",
    "valid_in": "only claims whose dates meet this period, such as 2025-12 or 2024/2026",
    "known_in": "only claims of documents that may have come out in this period",
    "min_sources": "only what at least so many independent sources say",
}
WORDS = tuple(ABOUT)
FROM_AN_ENTITY = frozenset({"direction", "neighbour_type"})


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day; None is open."""

    earliest: date | None
    latest: date | None


def dates(claim: Claim) -> Span | None:
    """The days that the claim is about: its value where that is a date, else when it holds.

    None where no date is told. The same bounds stand in the graph as earliest and latest.
    """
    told = claim.value if isinstance(claim.value, Period) else claim.validity
    found = Span(told.earliest, told.latest)
    return None if found == Span(None, None) else found


def _meet(span: Span | Period | None, period: Period) -> bool:
    if span is None:
        return False
    begins = not span.earliest or not period.latest or span.earliest <= period.latest
    return begins and (not span.latest or not period.earliest or span.latest >= period.earliest)


def _known_on(issued: Period, day: date) -> bool:
    return issued.latest is not None and issued.latest <= day


def _in(value: str | None, wanted: frozenset[str]) -> bool:
    return not wanted or value in wanted


def _publishers(known: Mapping[str, DocumentCard]) -> list[str]:
    return sorted({card.publisher for card in known.values() if card.publisher})


def _texts(value: object) -> list[str]:
    return sorted(map(str, value)) if isinstance(value, frozenset) else [str(value)]
