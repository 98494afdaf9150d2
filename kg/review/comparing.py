"""Comparing: what a candidate is to the claims that are accepted already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.answers.claims import SeenClaim
from kg.answers.comparer import Comparer, Relation
from kg.answers.wording import Wording
from kg.curate.curation import Curation
from kg.model.claim import Claim, value_key
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.ontology import Ontology
from kg.model.period import Period

MOST = 20  # claims that are told of one candidate


class Beside(StrEnum):
    """What an accepted claim is to a candidate."""

    DUPLICATE = "duplicate"  # the same claim of the same document
    SAME = "same"  # another document, or other words, say it too
    MODALITY = "modality"  # the same, and another is its modality: planned there, asserted here
    CONFLICT = "conflict"
    DIFFERS = "differs"  # a series, a conversion, or not comparable


@dataclass(frozen=True, slots=True)
class Finding:
    """An accepted claim beside a candidate, and why the two are told together; `candidate` is the
    one of this review that says it, if one does."""

    claim: Claim
    what: Beside
    because: str
    candidate: str | None = None


class Accepted:
    """The accepted claims, by subject and property."""

    def __init__(
        self,
        ontology: Ontology,
        documents: Mapping[str, Document],
        entities: Mapping[str, Entity],
        claims: Iterable[Claim],
    ) -> None:
        self._documents = documents
        self._comparer = Comparer(ontology, Wording(ontology, entities))
        self._claims: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._claims[claim.subject, claim.property].append(claim)
        self._symmetric = {name for name, term in ontology.properties.items() if term.symmetric}

    @classmethod
    def of(cls, curation: Curation) -> "Accepted":
        """Those of the curated files."""
        return cls(curation.ontology, curation.documents, curation.entities, curation.claims)

    def beside(self, claims: Iterable[Claim], issued: Period) -> tuple[Finding, ...]:
        """What is to be known of these claims, conflicts first, each accepted claim once."""
        found: dict[str, Finding] = {}
        for claim in claims:
            for other in self._near(claim):
                finding = self._compare(claim, other, issued)
                if finding and other.id not in found:
                    found[other.id] = finding
        return in_order(found.values())

    def _near(self, claim: Claim) -> list[Claim]:
        near = list(self._claims[claim.subject, claim.property])
        if claim.property in self._symmetric and claim.object:
            near += self._claims[claim.object, claim.property]
        return near

    def _compare(self, claim: Claim, other: Claim, issued: Period) -> Finding | None:
        if claim.id == other.id:
            return Finding(other, Beside.DUPLICATE, "the document says so already")
        if claim.statement or other.statement:
            return None  # two people, or one twice, may speak of the same
        seen = SeenClaim(claim, claim.kind(issued))
        theirs = SeenClaim(other, other.kind(self._documents[other.document].issued))
        judged = self._comparer.compare(seen, theirs)
        if judged and judged.relation is Relation.CONFLICT:
            return Finding(other, Beside.CONFLICT, judged.because)
        if claim.polarity is other.polarity and _said(claim) == _said(other):
            where = "this document" if claim.document == other.document else other.document
            if claim.modality is other.modality:
                return Finding(other, Beside.SAME, f"{where} says so too")
            told = f"{other.modality} there, {claim.modality} here"
            return Finding(other, Beside.MODALITY, f"{where} says so too: {told}")
        if judged and judged.relation is Relation.AGREEMENT:
            return Finding(other, Beside.SAME, judged.because)
        return Finding(other, Beside.DIFFERS, judged.because) if judged else None


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Conflicts first; not more than anybody reads."""
    order = [
        Beside.CONFLICT, Beside.DUPLICATE, Beside.SAME, Beside.MODALITY, Beside.DIFFERS
    ]  # fmt: skip
    return tuple(sorted(findings, key=lambda each: order.index(each.what)))[:MOST]


def _said(claim: Claim) -> tuple[object, ...]:
    """What is claimed, without how: of a relation both ends, of a figure also what is counted."""
    ends = {claim.subject, claim.object} if claim.object else {claim.subject}
    counted = [(each.key, each.values) for each in claim.qualifiers if not claim.object]
    return frozenset(ends), value_key(claim.value), tuple(counted)
