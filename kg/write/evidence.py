"""Evidence of some claims at once: their words in context, who says them, what is beside them."""

from collections.abc import Iterable, Mapping, Sequence

from kg.answers.argument import Argument
from kg.answers.argument_zh import SIMPLIFIED, TRADITIONAL, ChineseArgument
from kg.answers.articles import Articles
from kg.answers.claims import Claims, SeenClaim
from kg.answers.comparer import Comparison, Relation
from kg.answers.documents import DocumentCard
from kg.answers.entity import EntityPage
from kg.answers.knowledge import Knowledge
from kg.answers.origins import said
from kg.model.claim import Polarity, Quote
from kg.model.sentence import Span, sentences
from kg.write import citation
from kg.write.conflicts import Sides
from kg.write.evidence_shapes import (
    EvidenceOfShape,
    FactGroupShape,
    FactsShape,
    PassageShape,
    ShownClaimShape,
)
from kg.write.portrait import ROLES

ASKED, SAME, AGAINST = "asked", "same", "against"
# of an event, what its edges tell without the role
_PARTS = frozenset({*ROLES, "hasParticipant", "heldIn"})


class Library:
    """What claims are shown with: documents, and their texts where they are here."""

    def __init__(
        self, knowledge: Knowledge, documents: Mapping[str, DocumentCard], articles: Articles,
        newest: str | None,
    ) -> None:  # fmt: skip
        self.knowledge = knowledge
        self.documents = documents
        self.articles = articles
        self.newest = newest


def evidence(ids: Sequence[str], found: Iterable[Comparison], library: Library) -> EvidenceOfShape:
    """The claims of these ids, those that say the same or otherwise, and the pairs among `found`
    in which those that are asked for stand."""
    claims = Claims(library.knowledge)
    asked = claims.these(set(ids))
    subjects = {seen.claim.subject for seen in asked.values()}
    pairs = _pairs(found, asked)
    backed = said(library.knowledge, list(asked), subjects)
    same = {name for each in backed.values() for name in each.claims} - asked.keys()
    stances = dict.fromkeys(same, SAME) | _against(pairs, asked) | _denied(asked)
    others = claims.these(stances.keys() - asked.keys())
    everything = {**asked, **others}
    teller = _Teller(pairs, everything.values(), library)
    told = [teller.claim(seen, stances.get(name, ASKED)) for name, seen in everything.items()]
    told.sort(key=lambda each: (each.claim.document, each.passages[0].start, each.claim.id))
    told.sort(key=lambda each: each.source.issued, reverse=True)
    return EvidenceOfShape(
        claims=told,
        pairs=[teller.sides.pair(each) for each in pairs],
        missing=[name for name in dict.fromkeys(ids) if name not in asked],
    )


def facts(
    page: EntityPage, found: Iterable[Comparison], library: Library, *, most: int
) -> FactsShape:
    """Values, states and offices of the entity of a page, at most `most` claims, by property."""
    slug, properties = page.card.slug, library.knowledge.ontology.properties
    chosen = [seen for seen in page.claims if _is_fact(seen, slug, page)]
    kept = sorted(chosen[:most], key=_moment)
    pairs = _pairs(found, {seen.claim.id: seen for seen in kept})
    teller = _Teller(pairs, kept, library)
    groups: dict[str, list[SeenClaim]] = {}
    for seen in kept:
        groups.setdefault(seen.claim.property, []).append(seen)
    return FactsShape(
        entity=slug,
        groups=[
            FactGroupShape(
                property=name, labels=dict(properties[name].labels),
                lines=[teller.claim(seen, ASKED) for seen in some],
            )
            for name, some in groups.items()
        ],
        pairs=[teller.sides.pair(each) for each in pairs],
        left_out=len(chosen) - len(kept),
    )  # fmt: skip


def _is_fact(seen: SeenClaim, slug: str, page: EntityPage) -> bool:
    claim = seen.claim
    if claim.statement or slug not in (claim.subject, claim.object):
        return False
    if claim.object is None or claim.object not in page.others:
        return claim.subject == slug
    return claim.property in _PARTS


def _moment(seen: SeenClaim) -> tuple[str, str, str]:
    dates = seen.claim.validity
    when = dates.as_of or dates.valid_from or dates.valid_to
    return seen.claim.property, str(when or "~"), seen.claim.id


def _pairs(found: Iterable[Comparison], asked: Mapping[str, SeenClaim]) -> list[Comparison]:
    return [each for each in found if each.first.claim.id in asked or each.second.claim.id in asked]


def _against(pairs: Iterable[Comparison], asked: Mapping[str, SeenClaim]) -> dict[str, str]:
    """What conflicts with a claim that is asked for, and is not itself asked for."""
    ends = {
        seen.claim.id for each in pairs if each.relation is Relation.CONFLICT
        for seen in (each.first, each.second)
    }  # fmt: skip
    return dict.fromkeys(ends - asked.keys(), AGAINST)


def _denied(asked: Mapping[str, SeenClaim]) -> dict[str, str]:
    """Denials among the asked, where others of them affirm the same."""
    denials = [name for name, seen in asked.items() if seen.claim.polarity is Polarity.NEGATIVE]
    return dict.fromkeys(denials, AGAINST) if len(denials) < len(asked) else {}


class _Teller:
    """Shapes claims as people read them."""

    def __init__(
        self, pairs: Iterable[Comparison], claims: Iterable[SeenClaim], library: Library
    ) -> None:
        knowledge = library.knowledge
        self.library = library
        self.sides = Sides(pairs, knowledge, library.documents, claims)
        self.shaping = self.sides.shaping
        self.english = Argument(self.shaping.words)
        self.chinese = {
            each.lang: ChineseArgument(knowledge.ontology, self.shaping.cards, each)
            for each in (TRADITIONAL, SIMPLIFIED)
        }
        self._texts: dict[str, tuple[str, tuple[Span, ...]] | None] = {}

    def claim(self, seen: SeenClaim, stance: str) -> ShownClaimShape:
        shape, card = self.shaping.claim(seen), self.library.documents[seen.claim.document]
        knowledge, words = self.library.knowledge, self.shaping.words
        is_edge = shape.object is not None
        return ShownClaimShape(
            claim=shape,
            stance=stance,
            sentences={
                "en": self.english.sentence(seen) if is_edge else words.sentence(seen),
                **{lang: argument.sentence(seen) for lang, argument in self.chinese.items()},
            },
            qualifiers=[words.qualifier(each) for each in seen.claim.qualifiers],
            source=self.sides.source(seen),
            passages=[
                self._passage(card, quote, main=not place)
                for place, quote in enumerate(seen.claim.evidence)
            ],
            citation=citation.claim(shape, card, knowledge, self.library.newest),
            report=citation.report(shape, card, knowledge),
        )

    def _passage(self, card: DocumentCard, quote: Quote, *, main: bool) -> PassageShape:
        text, span = self._text(card), quote.span
        if text is None:
            return PassageShape(
                quote=quote.text, start=span.start, end=span.end, main=main,
                before="", after="", paragraph=None,
            )  # fmt: skip
        whole, around = text
        near = [each for each in around if each.overlaps(span)]
        start = min([span.start, *(each.start for each in near)])
        end = max([span.end, *(each.end for each in near)])
        lines = whole[: span.start].split("\n")
        return PassageShape(
            quote=quote.text, start=span.start, end=span.end, main=main,
            before=whole[start : span.start], after=whole[span.end : end],
            paragraph=max(sum(bool(line.strip()) for line in lines[:-1]) + 1, 1),
        )  # fmt: skip

    def _text(self, card: DocumentCard) -> tuple[str, tuple[Span, ...]] | None:
        if card.slug not in self._texts:
            text = self.library.articles.text(card)
            self._texts[card.slug] = None if text is None else (text, sentences(text))
        return self._texts[card.slug]
