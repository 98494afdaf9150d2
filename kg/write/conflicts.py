"""Comparisons and open identities as JSON and as a page of docs/."""

from collections.abc import Iterable, Mapping

from kg.answers.claims import SeenClaim
from kg.answers.conflicts import Comparison, Relation
from kg.answers.entity import EntityCard, OpenIdentity
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording
from kg.write import shapes
from kg.write.shaping import Shaping

_HEAD = """# Figures side by side, and identities that are open

Two figures conflict only when property, unit, qualifiers and time match and they cannot both be
right; the same at two dates is a series; a conversion restates; a difference in what is counted is
not comparable. In these documents only. Made by `make pages`; do not edit.
"""


def conflicts(
    found: Iterable[Comparison],
    identities: Iterable[OpenIdentity],
    knowledge: Knowledge,
    cards: Mapping[str, EntityCard],
) -> shapes.ConflictsShape:
    """As JSON."""
    shaping = Shaping(knowledge, cards)
    items = [
        shapes.ComparisonShape(
            relation=each.relation,
            sentence=sentence(each, shaping.words),
            first=shaping.claim(each.first),
            second=shaping.claim(each.second),
        )
        for each in found
    ]
    unsettled = [
        shapes.UnsettledShape(
            first=shaping.ref(each.first), second=shaping.ref(each.second), reason=each.reason
        )
        for each in identities
    ]
    return shapes.ConflictsShape(total=len(items), comparisons=items, identities=unsettled)


def sentence(each: Comparison, words: Wording) -> str:
    """What the two are to each other, with both figures."""
    claim = each.first.claim
    name = words.ontology.properties[claim.property].label
    figures = " / ".join(_figure(seen, words) for seen in (each.first, each.second))
    return f"{words.label(claim.subject)}, {name}: {figures}: {each.because}."


def _figure(seen: SeenClaim, words: Wording) -> str:
    when = words.when(seen.claim)
    return f"{words.object(seen.claim)}{f' {when}' if when else ''}"


def as_markdown(shape: shapes.ConflictsShape) -> str:
    """The page docs/comparisons.md."""
    lines = [_HEAD]
    for relation in Relation:
        group = [each for each in shape.comparisons if each.relation == relation]
        lines += [f"## {relation.capitalize()}: {len(group)}", ""]
        for each in group:
            lines += [
                f"- {each.sentence}",
                f"  - {_quote(each.first)}",
                f"  - {_quote(each.second)}",
            ]
        lines.append("")
    lines += [f"## Possibly the same: {len(shape.identities)}", ""]
    lines += [
        f"- {each.first.label} / {each.second.label}: {each.reason}" for each in shape.identities
    ]
    return "\n".join(lines) + "\n"


def _quote(claim: shapes.ClaimShape) -> str:
    words = " ".join(claim.evidence[0].quote.split())
    return f"“{words}” ({claim.document})"
