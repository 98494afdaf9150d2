"""ClaimFilter: which claims count. Parsed once, for the command line, HTTP and pages alike."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.errors import InvalidRequest
from kg.model.claim import Claim, Kind, Rank
from kg.model.ontology import Ontology
from kg.model.period import Holds


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Empty sets allow everything but deprecated claims. `valid_on` keeps what holds, or may."""

    kinds: frozenset[Kind] = frozenset()
    properties: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    valid_on: date | None = None

    @classmethod
    def parse(
        cls, given: Mapping[str, Iterable[str]], ontology: Ontology, known: Collection[str]
    ) -> "ClaimFilter":
        """Read the words of a request; `known` are the documents there are.

        Raise InvalidRequest naming every wrong word.
        """
        wrong: list[str] = []
        kinds = set()
        for word in given.get("kind", ()):
            if word in set(Kind):
                kinds.add(Kind(word))
            else:
                wrong.append(f"kind '{word}' is not one of {', '.join(Kind)}")
        properties = set(given.get("property", ()))
        for name in sorted(properties - ontology.properties.keys()):
            wrong.append(f"property '{name}' is unknown")
        days = list(given.get("valid_on", ()))
        day = None
        try:
            day = date.fromisoformat(days[-1]) if days else None
        except ValueError:
            wrong.append(f"valid_on '{days[-1]}' is not a day such as 2025-12-22")
        documents = frozenset(given.get("document", ()))
        for name in sorted(documents - set(known)):
            wrong.append(f"document '{name[:80]}' is unknown; there are {', '.join(known)}")
        if wrong:
            raise InvalidRequest(f"{'; '.join(wrong)}.")
        return cls(frozenset(kinds), frozenset(properties), documents, day)

    def allows(self, claim: Claim, kind: Kind) -> bool:
        return (
            claim.rank is not Rank.DEPRECATED
            and (not self.kinds or kind in self.kinds)
            and (not self.properties or claim.property in self.properties)
            and (not self.documents or claim.document in self.documents)
            and (self.valid_on is None or claim.validity.holds_on(self.valid_on) is not Holds.NO)
        )
