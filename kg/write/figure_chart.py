"""Bars of figures of one unit, as SVG under the page's policy: what is no fact is hollow."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kg.answers.wording import shortened
from kg.write.chart import number

WIDTH, ROW, LENGTH = 480, 44, 280  # pixels
MOST = 12  # bars that stay readable
_FILLED = ("fact", "reported")


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure: what it counts and when, itself in words, its bounds, and its kind."""

    label: str
    text: str
    low: str | None
    high: str | None
    kind: str


def bars(title: str, given: Sequence[Bar]) -> str | None:
    """Bars from nought; None where fewer than two figures have a number, or one is below nought."""
    drawn = [
        (bar, low, high)
        for bar in given
        if (low := number(bar.low or "")) is not None
        and (high := number(bar.high or "")) is not None
    ][:MOST]
    if len(drawn) < 2 or any(low < 0 for _, low, _ in drawn):
        return None
    most = max(high for _, _, high in drawn) or 1
    parts = []
    for place, (bar, low, high) in enumerate(drawn):
        y = place * ROW + 4
        end = float(high / most) * LENGTH
        parts += [
            f'<text x="0" y="{y + 12}" class="what">{_words(bar.label or "–", 72)}</text>',
            f'<rect x="1" y="{y + 18}" width="{max(end, 2):.1f}" height="14" rx="3" '
            f'class="bar k-{bar.kind}{"" if bar.kind in _FILLED else " hollow"}"/>',
            f'<text x="{end + 8:.1f}" y="{y + 30}">{_words(bar.text, 26)}</text>',
        ]
        if low != high:  # a range: its lower end is marked
            start = float(low / most) * LENGTH
            parts.append(f'<path d="M{start:.1f} {y + 16}v18" class="least"/>')
    height = ROW * len(drawn) + 8
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" class="bars">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _words(text: str, most: int) -> str:
    return escape(shortened(text, most))
