"""Answers into their JSON shapes."""

from collections.abc import Iterable, Mapping
from datetime import date

from kg.answers.claim_list import ClaimPage
from kg.answers.claims import SeenClaim
from kg.answers.conflicts import Standing, standing
from kg.answers.documents import DocumentCard
from kg.answers.entity import EntityCard, EntityPage, label_kind
from kg.answers.finder import Hit
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording
from kg.model.claim import Claim
from kg.model.period import Holds, Period
from kg.model.quantity import Quantity, plain
from kg.write import shapes


class Shaping:
    """Shapes answers of one release; `cards` has every entity that they name.

    Claims tell the comparisons in which they stand where `standing` is given, and whether they hold
    on `valid_on` where that is.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        cards: Mapping[str, EntityCard],
        standing: Standing | None = None,
        valid_on: date | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.cards = cards
        self.standing = standing
        self.valid_on = valid_on
        self.words = Wording(knowledge.ontology, cards)

    def ref(self, slug: str) -> shapes.EntityRef:
        card = self.cards[slug]
        iri = self.knowledge.names.entity(slug)
        return shapes.EntityRef(
            id=slug, iri=iri, label=card.label, type=card.type, named=card.named,
            labels=in_other_languages(card),
        )  # fmt: skip

    def property(self, name: str) -> shapes.PropertyRef:
        return shapes.PropertyRef(id=name, label=self.knowledge.ontology.properties[name].label)

    def claim(self, seen: SeenClaim) -> shapes.ClaimShape:
        claim, names = seen.claim, self.knowledge.names
        is_entity = claim.object is not None and claim.object in self.cards
        dates = (str(period) if period else None for period in _dates(claim))
        valid_from, valid_to, as_of = dates
        return shapes.ClaimShape(
            id=claim.id,
            iri=names.claim(claim.id),
            sentence=self.words.sentence(seen),
            kind=seen.kind,
            subject=self.ref(claim.subject),
            property=self.property(claim.property),
            object=self.ref(claim.object) if is_entity and claim.object else None,
            concept=None if is_entity else claim.object,
            value=value(claim),
            object_text=self.words.object(claim),
            qualifiers={each.key: list(each.values) for each in claim.qualifiers},
            modality=claim.modality,
            polarity=claim.polarity,
            attributed_to=self.ref(claim.attributed_to) if claim.attributed_to else None,
            valid_from=valid_from,
            valid_to=valid_to,
            as_of=as_of,
            date_basis=claim.date_basis,
            reason=claim.reason,
            cited=self._citation(claim),
            rank=claim.rank,
            statement=names.statement(claim.statement.id) if claim.statement else None,
            statement_kind=claim.statement.kind if claim.statement else None,
            document=claim.document,
            evidence=[
                shapes.EvidenceShape(
                    quote=quote.text, start=quote.span.start, end=quote.span.end, main=not place
                )
                for place, quote in enumerate(claim.evidence)
            ],
            comparisons=None if self.standing is None else self.stands([claim.id]),
            holds=None if self.valid_on is None else claim.validity.holds_on(self.valid_on),
        )

    def stands(self, ids: Iterable[str]) -> list[shapes.StandsShape]:
        """The comparisons in which these claims stand, each once."""
        if self.standing is None:
            return []
        found = {each.id: each for name in ids for each in self.standing.claims.get(name, ())}
        return [shapes.StandsShape(id=name, relation=each.relation) for name, each in found.items()]

    def _citation(self, claim: Claim) -> shapes.CitationShape | None:
        if claim.cited is None:
            return None
        date = str(claim.cited.date) if claim.cited.date else None
        outlet = self.ref(claim.cited.outlet)
        return shapes.CitationShape(outlet=outlet, date=date, page=claim.cited.page)


def claim_page(page: ClaimPage, following: str | None, shaping: Shaping) -> shapes.ClaimsShape:
    """A page of claims; `shaping` knows every entity that they name."""
    items = [
        shaping.claim(each.seen).model_copy(update={"holds": each.holds}) for each in page.claims
    ]
    return shapes.ClaimsShape(total=page.total, items=items, next=following)


def best_of(claims: Iterable[Claim], day: date | None) -> Holds | None:
    """The best answer among the claims for a day; None without a day, or without claims."""
    found = {claim.validity.holds_on(day) for claim in claims} if day else set[Holds]()
    return next((each for each in (Holds.YES, Holds.UNKNOWN, Holds.NO) if each in found), None)


def _dates(claim: Claim) -> tuple[Period | None, Period | None, Period | None]:
    return claim.validity.valid_from, claim.validity.valid_to, claim.validity.as_of


def value(claim: Claim) -> shapes.ValueShape | None:
    """The value of a claim; None where it has an object."""
    if claim.value is None:
        return None
    if not isinstance(claim.value, Quantity):
        return shapes.ValueShape(value=str(claim.value))
    low, high = claim.value.value, claim.value.value_max
    return shapes.ValueShape(
        value=None if low is None else plain(low),
        value_max=None if high is None else plain(high),
        unit=claim.value.unit,
        quantifier=claim.value.quantifier,
    )


def in_other_languages(card: EntityCard) -> dict[str, str]:
    """The shortest name of each language but English, by tag in lower case."""
    found: dict[str, str] = {}
    for name in sorted(card.names, key=lambda name: (name.lang, len(name.text), name.text)):
        if name.lang != "en":
            found.setdefault(name.lang.lower(), name.text)
    return found


def labels(card: EntityCard) -> list[shapes.LabelShape]:
    return [
        shapes.LabelShape(value=name.text, lang=name.lang, kind=label_kind(card, name))
        for name in card.names
    ]


def entity(
    page: EntityPage, knowledge: Knowledge, stands: Standing | None = None
) -> shapes.EntityShape:
    """An entity with its claims; where these stand is looked for where it is not given."""
    card = page.card
    if stands is None:
        stands = standing(knowledge, page.claims)
    shaping = Shaping(knowledge, page.others, stands)
    return shapes.EntityShape(
        id=card.slug,
        iri=knowledge.names.entity(card.slug),
        label=card.label,
        type=card.type,
        types=list(card.types),
        named=card.named,
        labels=labels(card),
        documents=list(card.documents),
        note=card.note,
        possibly_same_as=[
            shapes.IdentityShape(entity=shaping.ref(each.entity), reason=each.reason)
            for each in page.identities
        ],
        claims=[shaping.claim(seen) for seen in page.claims],
    )


def hits(
    found: Iterable[Hit], total: int, following: str | None, knowledge: Knowledge
) -> shapes.HitsShape:
    page = list(found)
    shaping = Shaping(knowledge, {hit.card.slug: hit.card for hit in page})
    items = [
        shapes.HitShape(
            entity=shaping.ref(hit.card.slug),
            matched=hit.matched,
            lang=hit.lang,
            kind=hit.kind,
            why=hit.why,
            score=round(hit.score, 3),
        )
        for hit in page
    ]
    return shapes.HitsShape(total=total, items=items, next=following)


def document(card: DocumentCard, knowledge: Knowledge) -> shapes.DocumentShape:
    return shapes.DocumentShape(
        id=card.slug,
        iri=knowledge.names.document(card.slug),
        title=card.title,
        issued=str(card.issued),
        issued_reason=card.reason,
        kind=card.kind,
        publisher=card.publisher,
        author=card.author,
        wire=card.wire,
        url=card.url,
        rights=card.rights,
        claim_count=card.claims,
    )
