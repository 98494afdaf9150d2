"""A graph that a CONSTRUCT made, as SVG: entities on an ellipse, a line for each relation.

A direct triple between two entities is a fact; a claim is drawn by its kind. Entities that belong
together stand side by side: in the order in which they are reached from the best linked one.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import networkx as nx

from kg.answers.entity import Cards
from kg.answers.knowledge import Knowledge
from kg.answers.wording import shortened
from kg.model.claim import Kind
from kg.model.term import Iri
from kg.store.rdf import Triple
from kg.write.outlines import outline
from kg.write.picture import Looks

WIDTH, HEIGHT = 960, 640  # pixels
RADIUS, REACH = 11, (270, 235)  # of a node, and of the ellipse
MOST = 30  # entities that stay readable
LABELLED = 16  # relations whose names still have room beside their lines
INK, PAPER = "#1d232b", "#fcfbf9"


@dataclass(frozen=True, slots=True)
class Line:
    """A relation between two entities (slugs)."""

    subject: str
    property: str
    object: str
    kind: Kind


def lines(triples: Iterable[Triple], knowledge: Knowledge, cards: Cards) -> list[Line]:
    """The relations between entities that the triples say, each once."""
    names = knowledge.names
    found: dict[Line, None] = {}
    claims: dict[str, dict[str, str]] = {}
    for s, p, o in triples:
        name, subject = names.local(p.value), names.local(s.value)
        if s.value == names.claim(subject):
            claims.setdefault(subject, {})[name] = names.local(str(o))
        elif isinstance(o, Iri) and name in knowledge.ontology.properties:
            found[Line(subject, name, names.local(o.value), Kind.FACT)] = None
    for own in claims.values():
        if {"subject", "property", "object", "kind"} <= own.keys():
            kind = Kind(own["kind"].removeprefix("kind-"))
            found[Line(own["subject"], own["property"], own["object"], kind)] = None
    return [each for each in found if each.subject in cards and each.object in cards]


def graph_svg(
    title: str, found: Sequence[Line], knowledge: Knowledge, cards: Cards, looks: Looks, link: str
) -> str | None:
    """The picture; `link` is the address before a slug. None where no two entities are related."""
    if not found:
        return None
    order = _order(found)
    shown = order[:MOST]
    places = {slug: _place(number, len(shown)) for number, slug in enumerate(shown)}
    drawn = [each for each in found if each.subject in places and each.object in places]
    labelled = len(drawn) <= LABELLED
    parts = [_line(each, places, knowledge, looks, labelled=labelled) for each in drawn]
    parts += [_node(slug, places[slug], cards, looks, link) for slug in shown]
    if len(order) > MOST or len(drawn) < len(found):
        left = f"{len(shown)} of {len(order)} entities, {len(drawn)} of {len(found)} relations"
        parts.append(f'<text x="24" y="{HEIGHT - 14}" fill="#46505f">{left}; all are below</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="{PAPER}"/>{"".join(parts)}</svg>\n'
    )


def _order(found: Iterable[Line]) -> list[str]:
    graph = nx.Graph()
    graph.add_edges_from(sorted({(each.subject, each.object) for each in found}))
    order: list[str] = []
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    for part in parts:
        first = max(sorted(part), key=graph.degree)
        order += list(nx.dfs_preorder_nodes(graph, first))
    return order


def _place(number: int, count: int) -> tuple[float, float]:
    angle = -math.pi / 2 + 2 * math.pi * number / max(count, 1)
    return WIDTH / 2 + REACH[0] * math.cos(angle), HEIGHT / 2 + REACH[1] * math.sin(angle)


def _line(
    each: Line,
    places: dict[str, tuple[float, float]],
    knowledge: Knowledge,
    looks: Looks,
    *,
    labelled: bool,
) -> str:
    (x1, y1), (x2, y2) = places[each.subject], places[each.object]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    x1, y1, x2, y2 = x1 + ux * 14, y1 + uy * 14, x2 - ux * 16, y2 - uy * 16
    look = looks.kinds[each.kind]
    colour = look["light"]
    name = knowledge.ontology.properties[each.property].label
    kind = knowledge.ontology.concepts["kinds"][each.kind].label
    dash = f' stroke-dasharray="{look["dash"]}"' if look["dash"] else ""
    head = (
        f"M{x2:.1f} {y2:.1f}L{x2 - 8 * ux - 4 * uy:.1f} {y2 - 8 * uy + 4 * ux:.1f}"
        f"L{x2 - 8 * ux + 4 * uy:.1f} {y2 - 8 * uy - 4 * ux:.1f}z"
    )
    fill = colour if look["arrow"] == "filled" else PAPER
    text = ""
    if labelled:
        lx, ly = (x1 + x2) / 2, (y1 + y2) / 2
        half = len(name) * 2.9 + 4
        text = (
            f'<rect x="{lx - half:.1f}" y="{ly - 8:.1f}" width="{2 * half:.1f}" height="15" '
            f'rx="7" fill="{PAPER}"/><text x="{lx:.1f}" y="{ly + 3.5:.1f}" font-size="10.5" '
            f'text-anchor="middle" fill="{colour}">{escape(name)}</text>'
        )
    return (
        f"<g><title>{escape(f'{name} ({kind})')}</title>"
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" '
        f'stroke-width="{look["width"]}"{dash}/><path d="{head}" fill="{fill}" stroke="{colour}"/>'
        f"{text}</g>"
    )


def _node(slug: str, place: tuple[float, float], cards: Cards, looks: Looks, link: str) -> str:
    """A node, its label on the outer side."""
    x, y = place
    card = cards[slug]
    look = looks.of_type(card)
    right = x >= WIDTH / 2
    anchor, lx = ("start", x + 17) if right else ("end", x - 17)
    middle = abs(x - WIDTH / 2) < 20
    if middle:
        anchor, lx = "middle", x
    ly = y + 4 if not middle else y + (-18 if y < HEIGHT / 2 else 26)
    return (
        f'<a href="{escape(link + slug)}"><title>{escape(card.label)} ({escape(card.type)})</title>'
        f'<path d="{outline(look["shape"], x, y, RADIUS)}" fill="{look["colour"]}" '
        f'stroke="#ffffff" stroke-width="2"/><text x="{lx:.1f}" y="{ly:.1f}" '
        f'text-anchor="{anchor}" fill="{INK}" stroke="{PAPER}" stroke-width="4" '
        f'paint-order="stroke">{escape(shortened(card.label, 30))}</text></a>'
    )
