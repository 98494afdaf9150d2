"""A document's text with its claims, mentions and noise: as JSON, and as pieces for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kg.answers.articles import Article
from kg.model.claim import Kind
from kg.model.sentence import Span
from kg.write.article_shapes import ClaimSpanShape, MentionSpanShape, NoiseSpanShape, TextShape
from kg.write.marking import Mark, Piece, paragraphs
from kg.write.shapes import ClaimShape, EntityRef
from kg.write.shaping import Shaping

MISSING = (
    "Article texts stay in the repository, and this server has not the text that was read for this "
    "graph (KG_TEXTS). The quotes stand here in the order of the text."
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that one claim or several rest on."""

    what: ClassVar[str] = "passage"
    number: int
    span: Span
    quote: str
    claims: tuple[ClaimShape, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Each kind of its claims once, the firmest first."""
        order = [kind.value for kind in Kind]
        return tuple(sorted({claim.kind for claim in self.claims}, key=order.index))

    @property
    def supports(self) -> bool:
        """Whether these words say no claim themselves: all that rest on them have others."""
        return not any(self.opens(claim) for claim in self.claims)

    @property
    def groups(self) -> tuple[tuple[ClaimShape, ...], ...]:
        """Claims that differ in nothing but their object, together: one line of a list."""
        found: dict[object, list[ClaimShape]] = {}
        for claim in self.claims:
            speaker = claim.attributed_to.id if claim.attributed_to else None
            said = (
                claim.kind, claim.subject.id, claim.property.id, claim.statement, speaker,
                claim.valid_from, claim.valid_to, claim.as_of, str(claim.qualifiers),
                self.opens(claim),
            )  # fmt: skip
            found.setdefault(said if claim.object else claim.id, []).append(claim)
        return tuple(map(tuple, found.values()))

    def opens(self, claim: ClaimShape) -> bool:
        """Whether the claim's main evidence is this: where its place in a list is."""
        return any(each.main and self.span == Span(each.start, each.end) for each in claim.evidence)


@dataclass(frozen=True, slots=True)
class Named:
    """What a name in the text is known as."""

    what: ClassVar[str] = "name"
    refs: tuple[EntityRef, ...]


@dataclass(frozen=True, slots=True)
class NotRead:
    """Noise, and why it is that."""

    what: ClassVar[str] = "noise"
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What a page shows: passages, and the text in pieces; no paragraphs where it is missing."""

    passages: tuple[Passage, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    missing: str | None
    types: tuple[str, ...]
    has_noise: bool

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for each in self.passages for kind in each.kinds)


def marked(article: Article | None, claims: Sequence[ClaimShape], shaping: Shaping) -> Marked:
    """The text with everything that is marked in it."""
    found = passages(claims)
    if article is None:
        return Marked(found, (), MISSING, (), has_noise=False)
    named = _named(article, shaping)
    marks = [
        *(Mark(each.span, 0, NotRead(each.reason)) for each in article.noise),
        *(Mark(each.span, 1, each) for each in found),
        *(Mark(span, 2, name, whole=False) for span, name in named.items()),
    ]
    types = sorted({ref.type for name in named.values() for ref in name.refs})
    return Marked(
        found, paragraphs(article.text, marks), None, tuple(types), has_noise=bool(article.noise)
    )


def passages(claims: Sequence[ClaimShape]) -> tuple[Passage, ...]:
    """The pieces of evidence in the order of the text, each with all claims that rest on it."""
    places: dict[tuple[int, int, str], list[ClaimShape]] = {}
    for claim in claims:
        for piece in claim.evidence:
            places.setdefault((piece.start, piece.end, piece.quote), []).append(claim)
    return tuple(
        Passage(number, Span(start, end), quote, tuple(places[start, end, quote]))
        for number, (start, end, quote) in enumerate(sorted(places), start=1)
    )


def _named(article: Article, shaping: Shaping) -> Mapping[Span, Named]:
    """The mentions of entities that the graph has; it may lack some that the curators have."""
    found = {}
    for each in article.mentions:
        refs = tuple(shaping.ref(slug) for slug in each.entities if slug in shaping.cards)
        if refs:
            found[each.span] = Named(refs)
    return found


def as_json(
    document: str, article: Article | None, claims: Sequence[ClaimShape], shaping: Shaping
) -> TextShape:
    """The same as spans."""
    return TextShape(
        document=document,
        text=article.text if article else None,
        missing=None if article else MISSING,
        noise=[
            NoiseSpanShape(start=each.span.start, end=each.span.end, reason=each.reason)
            for each in (article.noise if article else ())
        ],
        mentions=[
            MentionSpanShape(start=span.start, end=span.end, entities=list(name.refs))
            for span, name in (_named(article, shaping) if article else {}).items()
        ],
        claims=[
            _claim_span(claim, passage) for passage in passages(claims) for claim in passage.claims
        ],
    )


def _claim_span(claim: ClaimShape, passage: Passage) -> ClaimSpanShape:
    return ClaimSpanShape(
        start=passage.span.start, end=passage.span.end, claim=claim.id, kind=claim.kind,
        sentence=claim.sentence, subject=claim.subject, property=claim.property.id,
        object=claim.object, object_text=claim.object_text, quote=passage.quote,
        main=passage.opens(claim),
    )  # fmt: skip
