"""The fields that claims, statements, events and offices share."""

from dataclasses import dataclass
from typing import TypeVar

from kg.curate.claim_check import ClaimCheck
from kg.curate.quotes import QuoteRefused, locate
from kg.curate.record import Record
from kg.model.claim import (
    Citation,
    DateBasis,
    Modality,
    Polarity,
    Quote,
    Rank,
    StatementKind,
    Value,
)
from kg.model.document import Document
from kg.model.period import Validity
from kg.model.quantity import Quantifier

Word = TypeVar("Word", Modality, Polarity, Rank, StatementKind, DateBasis, Quantifier)


@dataclass(frozen=True, slots=True)
class Common:
    """The fields that all forms have."""

    by: str | None
    modality: Modality
    polarity: Polarity
    basis: DateBasis | None
    reason: str | None
    cited: Citation | None
    rank: Rank


class ClaimFields:
    """Reads the shared fields of entries about one document."""

    def __init__(self, document: Document, check: ClaimCheck) -> None:
        self.document = document
        self.check = check

    def common(self, item: Record, default: Modality) -> Common | None:
        """Speaker, modality, polarity, dates' basis, citation and rank; None where they fail."""
        by = item.word("by")
        if by is not None:
            by = self.check.entity(item, "by", by, "Agent")
        reason = item.text("reason")
        basis = self.word(item, "date_basis", DateBasis, None)
        rank = self.word(item, "rank", Rank, Rank.NORMAL)
        if basis is DateBasis.INFERRED and not reason:
            item.problem("date_basis", "inferred without a reason", "Say in reason from what.")
        if rank is Rank.DEPRECATED and not reason:
            item.problem("rank", "deprecated without a reason", "Say in reason why.")
        modality = self.word(item, "modality", Modality, default)
        polarity = self.word(item, "polarity", Polarity, Polarity.POSITIVE)
        if modality is None or polarity is None or rank is None:
            return None
        return Common(by, modality, polarity, basis, reason, self._citation(item), rank)

    def _citation(self, item: Record) -> Citation | None:
        cited = item.mapping("cited")
        if cited is None:
            return None
        outlet = self.check.entity(
            cited, "outlet", cited.word("outlet", required=True), "MediaOutlet"
        )
        page = cited.word("page")
        date = cited.period("date", self.document.issued)
        cited.finish()
        return Citation(outlet, date, page) if outlet else None

    def validity(self, item: Record, start: str | None = None, end: str | None = None) -> Validity:
        """The dates of the claim, from the fields of these names."""
        issued = self.document.issued
        since, until = (item.period(name, issued) if name else None for name in (start, end))
        seen = item.period("as_of", issued)
        for name, periods in ((end, (since, until)), ("as_of", (since, until, seen))):
            try:
                validity = Validity(*periods)
            except ValueError as error:
                item.problem(name or "as_of", str(error), "Mend the one that is wrong.")
                return Validity()
        return validity

    def value(self, item: Record, name: str | None) -> Value | None:
        """The value in the form that the range of the property asks for."""
        term = self.check.ontology.properties.get(name or "")
        low, high = item.word("value"), item.word("value_max")
        unit = item.word("unit")
        quantifier = self.word(item, "quantifier", Quantifier, Quantifier.EXACT)
        if term is None or term.is_relation:
            if low or high or unit or "quantifier" in item:
                field = next(n for n in ("value", "value_max", "unit", "quantifier") if n in item)
                if term:
                    item.problem(field, f"'{name}' takes an object", "Write o: instead.")
            return None
        if term.is_measure:
            return self.check.figure(item, term, unit, quantifier)
        for extra in ("value_max", "unit", "quantifier"):
            if extra in item:
                item.problem(extra, f"'{name}' is not a figure", f"Remove {extra}.")
        if low is None:
            if "o" not in item:
                item.problem("value", f"'{name}' takes a value", "Write value: instead of o:.")
            return None
        if term.range == "EDTF":
            return item.period("value", self.document.issued)
        return item.text("value")

    def evidence(self, item: Record) -> tuple[Quote, ...]:
        """The quotes, the one that says it first; () where none stands."""
        if "quote" not in item:
            item.problem("quote", "the field is missing", "Quote the words that say it.")
        found = []
        for piece in item.items("quote", text=True):
            start: int | None = None
            if isinstance(piece, Record):
                words, start = piece.text("text", required=True), piece.integer("start")
                piece.finish()
            else:
                words = piece
            if not words:
                continue
            try:
                quote = locate(self.document, words, start)
            except QuoteRefused as refused:
                item.problem("quote", refused.message, refused.remedy)
                continue
            if quote in found:
                item.problem("quote", "the same quote twice", "Remove one.")
            else:
                found.append(quote)
        # the first piece is the one that says it; the others stand in the order of the text
        return (*found[:1], *sorted(found[1:], key=lambda quote: quote.span))

    def word(self, item: Record, name: str, kind: type[Word], default: Word | None) -> Word | None:
        """One word of a closed vocabulary."""
        value = item.choice(name, [str(member) for member in kind], default)
        return kind(value) if value is not None else None
