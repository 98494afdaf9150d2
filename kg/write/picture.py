"""A neighbourhood as an SVG picture: what a page shows without JavaScript, and a README too.

Shape and colour tell the class, the line tells the kind; both come from web/looks.json, which the
page's own drawing reads as well.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kg.answers.entity import EntityCard
from kg.answers.expansion import Edge
from kg.answers.knowledge import Knowledge
from kg.answers.neighbourhood import Neighbourhood
from kg.answers.wording import shortened
from kg.model.claim import Kind
from kg.write.labelling import Box, Room
from kg.write.outlines import outline

WIDTH, HEIGHT, MARGIN = 960, 620, 40  # pixels
RADIUS, FOCUS_RADIUS = 17, 26
MOST = 14  # neighbours that stay readable
LINE = 22  # characters of a label line
# how far towards the neighbour the words of an edge stand: first where lines are far apart
_ALONG = (0.62, 0.5, 0.72, 0.42, 0.8, 0.34, 0.88, 0.27)


@dataclass(frozen=True, slots=True)
class Looks:
    """How kinds and classes look."""

    kinds: Mapping[str, Mapping[str, str]]
    types: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, web: Path) -> "Looks":
        content = json.loads((web / "looks.json").read_text(encoding="utf-8"))
        return cls(content["kinds"], content["types"])

    def of_type(self, card: EntityCard) -> Mapping[str, str]:
        """The look of the narrowest class that has one."""
        return self.types[self.name_of(card.types)]

    def name_of(self, types: Iterable[str]) -> str:
        """The first of these classes, the narrowest first, that has a look."""
        return next(name for name in types if name in self.types)


def neighbourhood_svg(
    found: Neighbourhood, knowledge: Knowledge, looks: Looks, *, link: str | None = None
) -> str:
    """The focus in the middle and its best supported neighbours around it.

    `link` is the address before a slug; None draws no links.
    """
    return _Drawing(found, knowledge, looks, link).svg()


class _Drawing:
    def __init__(
        self, found: Neighbourhood, knowledge: Knowledge, looks: Looks, link: str | None
    ) -> None:
        self.found = found
        self.ontology = knowledge.ontology
        self.looks = looks
        self.link = link
        around = dict.fromkeys(edge.other(found.focus) for edge in found.edges)
        self.neighbours = list(around)[:MOST]
        self.places = self._places()

    def _places(self) -> dict[str, tuple[float, float]]:
        """An ellipse; the same input gives the same picture."""
        places = {self.found.focus: (WIDTH / 2, HEIGHT / 2 - 6)}
        count = max(len(self.neighbours), 1)
        for index, slug in enumerate(self.neighbours):
            angle = -math.pi / 2 + 2 * math.pi * index / count
            reach = 1.0 if index % 2 == 0 or count < 9 else 0.74
            x = WIDTH / 2 + (WIDTH / 2 - MARGIN - 70) * reach * math.cos(angle)
            y = HEIGHT / 2 - 6 + (HEIGHT / 2 - MARGIN - 36) * reach * math.sin(angle)
            places[slug] = (x, y)
        return places

    def svg(self) -> str:
        focus = self.found.cards[self.found.focus]
        shown = [edge for edge in self.found.edges if edge.other(focus.slug) in self.places]
        parts = [*self._defs(), *self._edges(shown)]
        parts += [self._node(slug) for slug in (*self.neighbours, focus.slug)]
        parts += self._legend(shown)
        title = f"Neighbourhood of {focus.label}"
        role = "img" if self.link is None else "group"  # an image has nothing to be followed
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="{role}" '
            f'font-family="system-ui, sans-serif" font-size="12">'
            f"<title>{escape(title)}</title>"
            f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#fcfbf9"/>'
            f"{''.join(parts)}</svg>\n"
        )

    def _defs(self) -> list[str]:
        markers = []
        for kind, look in self.looks.kinds.items():
            fill = look["light"] if look["arrow"] == "filled" else "#fcfbf9"
            markers.append(
                f'<marker id="arrow-{kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" '
                f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
                f'<path d="M1 1 9 5 1 9z" fill="{fill}" stroke="{look["light"]}"/></marker>'
            )
        return ["<defs>", *markers, "</defs>"]

    def _edges(self, shown: list[Edge]) -> list[str]:
        lanes: dict[str, int] = {}
        totals: dict[str, int] = {}
        for edge in shown:
            other = edge.other(self.found.focus)
            totals[other] = totals.get(other, 0) + 1
        parts = []
        room = Room(box for slug in self.places for box in self._boxes(slug))
        for edge in shown:
            other = edge.other(self.found.focus)
            lane = lanes.get(other, 0)
            lanes[other] = lane + 1
            parts.append(self._edge(edge, lane - (totals[other] - 1) / 2, room))
        return parts

    def _boxes(self, slug: str) -> list[Box]:
        """Where a node and its label stand."""
        (x, y), lines, top = (
            self.places[slug],
            _lines(self.found.cards[slug].label),
            self._top(slug),
        )
        radius, half = self._gap(slug) - 3, max(map(len, lines)) * 3.3
        return [
            (x - radius, y - radius, x + radius, y + radius),
            (x - half, top - 11, x + half, top + 14 * len(lines) - 11),
        ]

    def _top(self, slug: str) -> float:
        """The line on which the label of a node begins: edges come from the middle, so it stands
        on the far side of its node."""
        _, y = self.places[slug]
        focus = slug == self.found.focus
        radius, lines = self._gap(slug) - 3, _lines(self.found.cards[slug].label)
        above = not focus and y < HEIGHT / 2 - 30
        return y - radius - 8 - 14 * (len(lines) - 1) if above else y + radius + 15

    def _edge(self, edge: Edge, lane: float, room: Room) -> str:
        """A line bent by its lane, so that several between two ends fan out."""
        (x1, y1), (x2, y2) = self.places[edge.subject], self.places[edge.object]
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        sign = 1 if (edge.subject < edge.object) else -1  # both directions bend apart
        bend = 72 * lane * sign
        cx, cy = (x1 + x2) / 2 - uy * bend, (y1 + y2) / 2 + ux * bend
        start, end = self._gap(edge.subject), self._gap(edge.object)
        x1, y1, x2, y2 = x1 + ux * start, y1 + uy * start, x2 - ux * end, y2 - uy * end
        kind = edge.kinds[0]
        look = self.looks.kinds[kind]
        label = self.ontology.properties[edge.property].label
        if len(edge.claims) > 1:
            label += f" ·{len(edge.claims)}"
        dash = f' stroke-dasharray="{look["dash"]}"' if look["dash"] else ""
        half = len(label) * 2.9 + 4

        def box(along: float) -> Box:
            t = along if edge.subject == self.found.focus else 1 - along
            lx = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t**2 * x2
            ly = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t**2 * y2
            return lx - half, ly - 8, lx + half, ly + 7

        free = room.first_free(map(box, _ALONG))
        line = (
            f'd="M{x1:.1f} {y1:.1f} Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" fill="none" '
            f'stroke="{look["light"]}" stroke-width="{look["width"]}"{dash} '
            f'marker-end="url(#arrow-{kind})"'
        )
        if free is None:  # no room for its words, which are in the list and under the pointer
            return f"<path {line}><title>{escape(label)}</title></path>"
        return (
            f"<path {line}/>"
            f'<rect x="{free[0]:.1f}" y="{free[1]:.1f}" width="{2 * half:.1f}" height="15" '
            f'rx="7" fill="#fcfbf9" opacity="0.92"/>'
            f'<text x="{free[0] + half:.1f}" y="{free[1] + 11.5:.1f}" text-anchor="middle" '
            f'font-size="10.5" fill="{look["light"]}">{escape(label)}</text>'
        )

    def _gap(self, slug: str) -> float:
        return FOCUS_RADIUS + 3 if slug == self.found.focus else RADIUS + 3

    def _node(self, slug: str) -> str:
        x, y = self.places[slug]
        card = self.found.cards[slug]
        look = self.looks.of_type(card)
        focus = slug == self.found.focus
        radius = FOCUS_RADIUS if focus else RADIUS
        lines = _lines(card.label)
        top = self._top(slug)
        text = "".join(
            f'<text x="{x:.1f}" y="{top + 14 * n:.1f}" text-anchor="middle" '
            f'fill="#1d232b" stroke="#fcfbf9" stroke-width="4" paint-order="stroke" '
            f'font-weight="{600 if focus else 400}">{escape(line)}</text>'
            for n, line in enumerate(lines)
        )
        drawn = (
            f"<title>{escape(card.label)} ({escape(card.type)})</title>"
            f'<path d="{outline(look["shape"], x, y, radius)}" fill="{look["colour"]}" '
            f'stroke="#ffffff" stroke-width="2"/>{text}'
        )
        if self.link is None:
            return f"<g>{drawn}</g>"
        return f'<a href="{escape(self.link + slug)}">{drawn}</a>'

    def _legend(self, shown: list[Edge]) -> list[str]:
        kinds = [kind for kind in Kind if any(edge.kinds[0] is kind for edge in shown)]
        parts, x, y = [], 24.0, HEIGHT - 16
        for kind in kinds:
            look = self.looks.kinds[kind]
            dash = f' stroke-dasharray="{look["dash"]}"' if look["dash"] else ""
            name = self.ontology.concepts["kinds"][kind].label
            parts.append(
                f'<path d="M{x:.0f} {y - 4} h30" stroke="{look["light"]}" stroke-width="2"{dash}/>'
                f'<text x="{x + 36:.0f}" y="{y}" font-size="11" fill="#46505f">'
                f"{escape(name)}</text>"
            )
            x += 56 + 6.2 * len(name)
        hidden = self.found.total - len(shown)
        if hidden > 0:
            parts.append(
                f'<text x="{WIDTH - 24}" y="{y}" text-anchor="end" font-size="11" '
                f'fill="#46505f">+{hidden} more below</text>'
            )
        return parts


def _lines(label: str) -> list[str]:
    """The label in at most two lines."""
    words, lines = shortened(label, 2 * LINE).split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) + 1 > LINE and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
