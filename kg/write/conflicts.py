"""Claims side by side and open identities: as JSON, as CSV, as a page of docs/."""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.answers.claims import Claims, SeenClaim
from kg.answers.comparer import Comparison, Relation
from kg.answers.conflicts import Standing, comparisons
from kg.answers.differences import Difference, difference, told
from kg.answers.documents import DocumentCard
from kg.answers.entity import Entities, OpenIdentity, mentioned
from kg.answers.knowledge import Knowledge
from kg.answers.origins import Said, said
from kg.answers.wording import Wording
from kg.model.quantity import plain
from kg.write import conflict_shapes as shapes
from kg.write.export import Line, write_csv
from kg.write.shapes import ClaimShape
from kg.write.shaping import Shaping

_HEAD = """# Claims side by side, and identities that are open

Two figures conflict only when property, unit, qualifiers and time match and they cannot both be
right; the same at two dates is a series; a conversion restates; a difference in what is counted is
not comparable. In these documents only. Made by `make pages`; do not edit.
"""
_COLUMNS = (
    "id", "relation", "about", "subject", "label", "property", "because", "difference",
)  # fmt: skip
_SIDE = (
    "said", "kind", "date", "document", "publisher", "speaker", "origin", "sources", "claim",
    "quote",
)  # fmt: skip


class Sides:
    """Shapes pairs of claims with who says them."""

    def __init__(
        self,
        found: Iterable[Comparison],
        knowledge: Knowledge,
        documents: Mapping[str, DocumentCard],
        others: Iterable[SeenClaim] = (),
    ) -> None:
        """`others` are claims that are shaped beside those of the pairs."""
        claims = [seen for each in found for seen in (each.first, each.second)]
        claims += others
        named = {slug for seen in claims for slug in mentioned(seen, knowledge)}
        subjects = {seen.claim.subject for seen in claims}
        self.said = said(knowledge, {seen.claim.id for seen in claims}, subjects)
        cited = {each.origin.removeprefix("outlet ") for each in self.said.values()}
        self.shaping = Shaping(knowledge, Entities(knowledge).cards(named | cited))
        self.documents = documents

    def pair(self, each: Comparison) -> shapes.ComparisonShape:
        """One comparison."""
        ontology, claim = self.shaping.knowledge.ontology, each.first.claim
        apart = difference(each, ontology.units)
        return shapes.ComparisonShape(
            id=each.id,
            relation=each.relation,
            about=each.about,
            subject=self.shaping.ref(claim.subject),
            property=self.shaping.property(claim.property),
            sentence=sentence(each, self.shaping.words),
            because=each.because,
            difference=_difference(apart, told(apart, ontology.units)) if apart else None,
            first=self.shaping.claim(each.first),
            second=self.shaping.claim(each.second),
            first_source=self.source(each.first),
            second_source=self.source(each.second),
        )

    def source(self, seen: SeenClaim) -> shapes.SourceShape:
        """Who says it."""
        claim, card = seen.claim, self.documents[seen.claim.document]
        backed = self.said.get(claim.id)
        return shapes.SourceShape(
            document=claim.document,
            title=card.title,
            publisher=card.publisher,
            issued=str(card.issued),
            speaker=self.shaping.ref(claim.attributed_to) if claim.attributed_to else None,
            origin=self._origin(seen, backed, card),
            sources=backed.sources if backed else 1,
        )

    def _origin(self, seen: SeenClaim, backed: Said | None, card: DocumentCard) -> str:
        outlet = (backed.origin if backed else "").removeprefix("outlet ")
        if outlet in self.shaping.cards:
            return self.shaping.cards[outlet].label
        if seen.claim.cited:
            return self.shaping.words.label(seen.claim.cited.outlet)
        return card.wire or card.publisher or card.title


def conflicts(
    page: Sequence[Comparison],
    counts: Mapping[Relation, int],
    total: int,
    following: str | None,
    identities: Iterable[OpenIdentity],
    knowledge: Knowledge,
    documents: Mapping[str, DocumentCard],
    *,
    left_out: int = 0,
) -> shapes.ConflictsShape:
    """A page of pairs, of `total` that were asked for."""
    sides, open_ones = Sides(page, knowledge, documents), list(identities)
    ends = {slug for each in open_ones for slug in (each.first, each.second)}
    refs = Shaping(knowledge, Entities(knowledge).cards(ends))
    return shapes.ConflictsShape(
        counts=[
            shapes.RelationCountShape(relation=each, total=counts.get(each, 0)) for each in Relation
        ],
        total=total,
        left_out=left_out,
        comparisons=[sides.pair(each) for each in page],
        identities=[
            shapes.UnsettledShape(
                first=refs.ref(each.first), second=refs.ref(each.second), reason=each.reason
            )
            for each in open_ones
        ],
        next=following,
    )


def counted(found: Iterable[Comparison]) -> Counter[Relation]:
    """How many there are of each relation."""
    return Counter(each.relation for each in found)


def claim_sides(
    seen: SeenClaim, knowledge: Knowledge, documents: Mapping[str, DocumentCard]
) -> shapes.ClaimSidesShape:
    """A claim with those that say so and those that say otherwise."""
    own = seen.claim
    standing = comparisons(knowledge, [own.subject]).standing
    pairs = standing.claims.get(own.id, ())
    backed = said(knowledge, [own.id], [own.subject]).get(own.id)
    same = Claims(knowledge).some(set(backed.claims) - {own.id}) if backed else ()
    sides = Sides(pairs, knowledge, documents, (seen, *same))
    against = [
        other for each in pairs if each.relation is Relation.CONFLICT
        for other in (each.first, each.second) if other.claim.id != own.id
    ]  # fmt: skip
    shape = stood(sides.shaping, standing).claim(seen)
    return shapes.ClaimSidesShape(
        **shape.model_dump(),
        source=sides.source(seen),
        says_so=[sides.shaping.claim(each) for each in same],
        says_otherwise=[sides.shaping.claim(each) for each in against],
        side_by_side=[sides.pair(each) for each in pairs],
    )


def stood(shaping: Shaping, standing: Standing) -> Shaping:
    """The same shaping, which also tells in which comparisons a claim stands."""
    return Shaping(shaping.knowledge, shaping.cards, standing)


def _difference(each: Difference, text: str) -> shapes.DifferenceShape:
    absolute, relative, gap = (
        None if number is None else plain(number)
        for number in (each.absolute, each.relative, each.gap)
    )
    return shapes.DifferenceShape(
        text=text, unit=each.unit, absolute=absolute, relative=relative, rough=each.rough,
        gap=gap, days=each.days,
    )  # fmt: skip


def sentence(each: Comparison, words: Wording) -> str:
    """What the two are to each other, with both of what they say."""
    claim = each.first.claim
    name = words.ontology.properties[claim.property].label
    both = " / ".join(_told(seen, words) for seen in (each.first, each.second))
    return f"{words.label(claim.subject)}, {name}: {both}: {each.because}."


def _told(seen: SeenClaim, words: Wording) -> str:
    when, denied = words.when(seen.claim), "not " if seen.claim.polarity == "negative" else ""
    return f"{denied}{words.object(seen.claim)}{f' {when}' if when else ''}"


def as_csv(shape: shapes.ConflictsShape) -> str:
    """The pairs as a table, one a line, both sides with their sources and words."""
    sink = io.StringIO(newline="")
    write_csv((_line(each) for each in shape.comparisons), sink)
    sides = [f"{side}_{name}" for side in ("first", "second") for name in _SIDE]
    return sink.getvalue() or ",".join([*_COLUMNS, *sides]) + "\r\n"


def _line(each: shapes.ComparisonShape) -> Line:
    cells: tuple[object, ...] = (
        each.id, each.relation, each.about, each.subject.id, each.subject.label, each.property.id,
        each.because, each.difference.text if each.difference else None,
    )  # fmt: skip
    line = dict(zip(_COLUMNS, cells, strict=True))
    for side, claim, source in (
        ("first", each.first, each.first_source), ("second", each.second, each.second_source),
    ):  # fmt: skip
        told = zip(_SIDE, _side(claim, source), strict=True)
        line |= {f"{side}_{name}": cell for name, cell in told}
    return line


def _side(claim: ClaimShape, source: shapes.SourceShape) -> tuple[object, ...]:
    return (
        claim.object_text, claim.kind, claim.as_of or claim.valid_from or claim.valid_to,
        claim.document, source.publisher, source.speaker.label if source.speaker else None,
        source.origin, source.sources, claim.id, claim.evidence[0].quote,
    )  # fmt: skip


def as_markdown(shape: shapes.ConflictsShape) -> str:
    """The page docs/comparisons.md."""
    lines = [_HEAD]
    for relation in Relation:
        group = [each for each in shape.comparisons if each.relation == relation]
        lines += [f"## {relation.capitalize()}: {len(group)}", ""]
        for each in group:
            apart = f" Difference: {each.difference.text}." if each.difference else ""
            lines += [
                f"- {each.sentence}{apart}",
                f"  - {_quote(each.first)}",
                f"  - {_quote(each.second)}",
            ]
        lines.append("")
    lines += [f"## Possibly the same: {len(shape.identities)}", ""]
    lines += [
        f"- {each.first.label} / {each.second.label}: {each.reason}" for each in shape.identities
    ]
    return "\n".join(lines) + "\n"


def _quote(claim: ClaimShape) -> str:
    words = " ".join(claim.evidence[0].quote.split())
    return f"“{words}” ({claim.document})"
