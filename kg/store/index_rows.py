"""Claims as the side index keeps them: what a filter looks at, and nothing to show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.model.claim import Kind, Modality, Polarity, Rank
from kg.model.origin import document_origin, outlet_origin
from kg.model.period import Period, Validity
from kg.model.term import Term, Text
from kg.store.index_parts import Fields, Parts
from kg.vocab import EDTF, SLUG, Names


@dataclass(frozen=True, slots=True)
class IndexedClaim:
    """One claim; entities, documents and properties by slug or name.

    `is_edge` says whether its object is an entity. `said` is the same for claims that corroborate
    one another. `dates` are the bounds of what it is about, which are not always those of validity.
    """

    id: str
    subject: str
    property: str
    object: str | None
    is_edge: bool
    document: str
    publisher: str | None
    origin: str
    said: str
    kind: Kind
    modality: Modality
    negative: bool
    is_statement: bool
    validity: Validity
    dates: tuple[date | None, date | None]
    issued: Period


@dataclass(frozen=True, slots=True)
class BrokenClaim:
    """A claim that cannot be read: what it lacks, or else what is wrong with it."""

    iri: str
    ends: tuple[str, ...]
    missing: str | None
    wrong: str | None


class IndexRows:
    """Turns parts into claims. Deprecated ones are left out: no filter ever allows them."""

    def __init__(self, parts: Parts, names: Names) -> None:
        self._parts = parts
        self._names = names
        self._entity = names.entity("")
        self._outlets = {
            name.casefold(): names.local(outlet)
            for outlet, found in parts.outlets.items() for name in found
        }  # fmt: skip

    def read(self) -> Iterator[IndexedClaim | BrokenClaim]:
        """Every claim, by IRI."""
        for iri, own in self._parts.claims.items():
            try:
                if self._word(own, "rank") != Rank.DEPRECATED:
                    yield self._claim(iri, own)
            except KeyError as missing:
                yield BrokenClaim(iri, self._ends(own), str(missing.args[0]), None)
            except ValueError as wrong:
                yield BrokenClaim(iri, self._ends(own), None, str(wrong))

    def _claim(self, iri: str, own: Fields) -> IndexedClaim:
        subject, document = self._slug(own, "subject"), str(_one(own, "document"))
        target = str(_one(own, "object")) if "object" in own else None
        is_edge = target is not None and target.startswith(self._entity)
        polarity = Polarity(self._word(own, "polarity"))
        catalogued = self._parts.documents.get(document, {})
        publisher = _text(catalogued, "publisher")
        validity = _validity(own)
        name = self._word(own, "property")
        what = target or f"={list(_said(own))}"
        return IndexedClaim(
            id=iri.removeprefix(self._names.claim("")),
            subject=subject,
            property=name,
            object=self._slug(own, "object") if is_edge else target and self._names.local(target),
            is_edge=is_edge,
            document=self._names.local(document),
            publisher=publisher,
            origin=self._origin(own, self._names.local(document), catalogued),
            said=f"{subject} {name} {polarity} {what}",
            kind=Kind(self._word(own, "kind").removeprefix("kind-")),
            modality=Modality(self._word(own, "modality")),
            negative=polarity is Polarity.NEGATIVE,
            is_statement="statement" in own,
            validity=validity,
            dates=_dates(own, validity),
            issued=_period(str(_one(catalogued, "issued", "issued of its document"))),
        )

    def _origin(self, own: Fields, document: str, catalogued: Mapping[str, list[Term]]) -> str:
        if "cited" in own:
            citation = self._parts.citations.get(str(_one(own, "cited")), {})
            outlet = _one(citation, "outlet", "citedOutlet of what it cites")
            return outlet_origin(self._names.local(str(outlet)))
        wire, publisher = (_text(catalogued, name) for name in ("wire", "publisher"))
        return document_origin(document, wire, publisher, self._outlets)

    def _word(self, own: Fields, name: str) -> str:
        return self._names.local(str(_one(own, name)))

    def _slug(self, own: Fields, name: str) -> str:
        iri = str(_one(own, name))
        slug = iri.removeprefix(self._entity)
        if slug == iri or not SLUG.match(slug):
            raise ValueError(f"<{iri}> where {self._entity} and a slug is due")
        return slug

    def _ends(self, own: Fields) -> tuple[str, ...]:
        """The entities at which it stands, however broken it is."""
        terms = [str(term) for name in ("subject", "object") for term in own.get(name, ())]
        return tuple(t.removeprefix(self._entity) for t in terms if t.startswith(self._entity))


def _one(own: Mapping[str, list[Term]], name: str, called: str | None = None) -> Term:
    """The one value; raise KeyError where there is none, ValueError where there are several."""
    if name not in own:
        raise KeyError(called or name)
    values = own[name]
    if len(values) > 1 and len(set(values)) > 1:
        raise ValueError(f"{name} {len(set(values))} times")
    return values[0]


def _text(own: Mapping[str, list[Term]], name: str) -> str | None:
    return str(_one(own, name)) if name in own else None


def _validity(own: Fields) -> Validity:
    texts = (_text(own, name) for name in ("validFrom", "validTo", "asOf"))
    return Validity(*(None if text is None else _period(text) for text in texts))


def _dates(own: Fields, validity: Validity) -> tuple[date | None, date | None]:
    value = _one(own, "value") if "value" in own else None
    if isinstance(value, Text) and value.datatype == EDTF:
        period = _period(value.value)
        return period.earliest, period.latest
    return validity.earliest, validity.latest


def _said(own: Fields) -> Iterator[str]:
    for name in ("value", "valueMax", "unit", "quantifier"):
        yield str(_one(own, name)) if name in own else "-"


@lru_cache(maxsize=4096)
def _period(text: str) -> Period:
    return Period.parse(text)
