"""Corroboration: how many independent origins say the same.

Two claims say the same where subject, property, object or value, and polarity are the same. An
origin is what a document itself cites for the claim, else the wire that carried the document, else
its publisher, else the document: copies of one wire report, and two papers that cite a third, are
one origin.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.answers.claims import SeenClaim
from kg.answers.documents import DocumentCard
from kg.answers.filter import ClaimFilter
from kg.model.claim import Claim, Polarity, content_id, value_key
from kg.model.origin import document_origin, outlet_origin

Said = tuple[str, str, str, bool]


def said(claim: Claim) -> Said:
    """What the claim says: the same for two claims that corroborate one another."""
    what = claim.object if claim.object is not None else f"={content_id(value_key(claim.value))}"
    return claim.subject, claim.property, what, claim.polarity is Polarity.NEGATIVE


class Origins:
    """Tells the origin of claims; `outlets` has the names of each cited outlet, by slug."""

    def __init__(
        self, documents: Mapping[str, DocumentCard], outlets: Mapping[str, Iterable[str]]
    ) -> None:
        self._documents = documents
        self._outlets = {
            name.casefold(): outlet for outlet, names in outlets.items() for name in names
        }

    def of(self, claim: Claim) -> str:
        """The origin of the claim."""
        if claim.cited:
            return outlet_origin(claim.cited.outlet)
        card = self._documents[claim.document]
        return document_origin(card.slug, card.wire, card.publisher, self._outlets)


def kept(
    claims: Iterable[SeenClaim],
    keep: ClaimFilter,
    documents: Mapping[str, DocumentCard],
    origins: Origins,
) -> tuple[SeenClaim, ...]:
    """The claims that the filter allows, in their order.

    How many origins say the same is counted among `claims`, after the rest of the filter.
    """
    allowed = [
        seen for seen in claims
        if keep.allows(seen.claim, seen.kind, documents[seen.claim.document])
    ]  # fmt: skip
    if keep.min_sources == 1:
        return tuple(allowed)
    found: dict[Said, set[str]] = defaultdict(set)
    for seen in allowed:
        found[said(seen.claim)].add(origins.of(seen.claim))
    return tuple(seen for seen in allowed if len(found[said(seen.claim)]) >= keep.min_sources)
