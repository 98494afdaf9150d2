"""Charts of a table as SVG, without JavaScript: bars, lines, a timeline, places.

What a column is, its values tell: the first with numbers is drawn, the first with dates is the
time, the first with neither is the name. Colours are attributes, because the page allows no style.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from html import escape

from kg.answers.wording import shortened
from kg.model.period import Period
from kg.sparql.header import View
from kg.write.citation import days

WIDTH, ROW, LEFT, RIGHT, TOP = 960, 26, 300, 90, 34  # pixels
MOST = 40  # rows that stay readable
INK, MUTED, LINE, PAPER, BAR = "#1d232b", "#5b6673", "#e2ded6", "#fcfbf9", "#2e8ca3"
SERIES = (
    "#2f6db5", "#c2711a", "#23856a", "#b5497a", "#7556bd", "#66707f", "#0e7490", "#8a5406",
    "#b23b3b",
)  # fmt: skip
LATITUDE, LONGITUDE = ("lat", "latitude"), ("long", "lon", "longitude")


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as it is shown: column names and, of each row, the texts."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def first(self, fits: Callable[[str], object], *, but: Sequence[int] = ()) -> int | None:
        """The first column of whose filled cells most fit; None if there is none."""
        for place in range(len(self.columns)):
            filled = [fits(row[place]) is not None for row in self.rows if row[place]]
            if place not in but and 2 * sum(filled) > len(filled):
                return place
        return None

    def named(self, names: Sequence[str]) -> int | None:
        return next((i for i, name in enumerate(self.columns) if name in names), None)


def chart(view: View, title: str, cells: Cells) -> str | None:
    """The table drawn as its view says; None where it has not the columns for that."""
    draw = _DRAW.get(view)
    return draw(title, cells) if draw and cells.rows else None


def number(text: str) -> Decimal | None:
    """The text as a number; None if it is none."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def day(text: str) -> date | None:
    """The first day that a date may mean; None for what is no date."""
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    return period.earliest or period.latest


def _name(text: str) -> str | None:
    return text if number(text) is None and day(text) is None else None


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{height:.0f}" rx="10" fill="{PAPER}"/>{"".join(parts)}'
        "</svg>\n"
    )


def _text(x: float, y: float, text: str, anchor: str = "start", fill: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'
    )


def _more(cells: Cells, height: float) -> list[str]:
    left = len(cells.rows) - MOST
    return [_text(24, height - 12, f"and {left} more in the table", fill=MUTED)] if left > 0 else []


def _bar(title: str, cells: Cells) -> str | None:
    amount, name = cells.first(number), cells.first(_name)
    if amount is None or name is None:
        return None
    drawn = [(row, value) for row in cells.rows if (value := number(row[amount])) is not None]
    drawn = drawn[:MOST]
    most = max(abs(value) for _, value in drawn) or Decimal(1)
    parts = [_text(LEFT, 22, cells.columns[amount], fill=MUTED)]
    for place, (row, value) in enumerate(drawn):
        y = TOP + place * ROW
        length = float(abs(value) / most) * (WIDTH - LEFT - RIGHT)
        parts += [
            _text(LEFT - 10, y + 16, shortened(row[name], 40), "end"),
            f'<rect x="{LEFT}" y="{y + 4}" width="{length:.1f}" height="{ROW - 9}" rx="2" '
            f'fill="{BAR}"/>',
            _text(LEFT + length + 8, y + 16, f"{value:,f}", fill=MUTED),
        ]
    height = TOP + ROW * len(drawn) + (26 if len(cells.rows) > MOST else 10)
    return _svg(title, height, [*parts, *_more(cells, height)])


def _timeline(title: str, cells: Cells) -> str | None:
    when, name = cells.first(day), cells.first(_name)
    if when is None or name is None:
        return None
    dated = [(found, row) for row in cells.rows if (found := day(row[when]))]
    dated.sort(key=lambda each: each[0])
    shown = dated[:MOST]
    if not shown:
        return None
    first, last = shown[0][0].toordinal(), shown[-1][0].toordinal()
    left, right = 130, 520
    parts = [f'<path d="M{left} {TOP - 8}V{TOP + ROW * len(shown)}" stroke="{LINE}"/>']
    for place, (found, row) in enumerate(shown):
        y = TOP + place * ROW + ROW / 2
        x = left + (found.toordinal() - first) / max(last - first, 1) * (right - left)
        words = " · ".join(
            shortened(text, 60)
            for column, text in enumerate(row)
            if column != when and text and text != "claim"
        )
        parts += [
            _text(left - 14, y + 4, days(row[when]), "end", MUTED),
            f'<path d="M{left} {y}H{x:.1f}" stroke="{LINE}"/>',
            f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{SERIES[0]}"/>',
            _text(x + 12, y + 4, shortened(words, int((WIDTH - x - 20) / 7))),
        ]
    height = TOP + ROW * len(shown) + (26 if len(cells.rows) > MOST else 12)
    return _svg(title, height, [*parts, *_more(cells, height)])


def _line(title: str, cells: Cells) -> str | None:
    when = cells.first(day)
    amount = cells.first(number, but=[when] if when is not None else [])
    if when is None or amount is None:
        return None
    name = cells.first(_name)
    series: dict[str, list[tuple[int, Decimal, str]]] = {}
    for row in cells.rows:
        found, value = day(row[when]), number(row[amount])
        if found and value is not None:
            key = row[name] if name is not None else cells.columns[amount]
            series.setdefault(key, []).append((found.toordinal(), value, row[when]))
    if not series:
        return None
    points = [point for each in series.values() for point in each]
    return _lines(title, cells.columns[amount], series, points)


def _lines(
    title: str,
    unit: str,
    series: Mapping[str, Sequence[tuple[int, Decimal, str]]],
    points: Sequence[tuple[int, Decimal, str]],
) -> str:
    height, left, bottom = 380, 90, 330
    first, last = min(p[0] for p in points), max(p[0] for p in points)
    most = max(p[1] for p in points) or Decimal(1)
    least = min(Decimal(0), *(p[1] for p in points))

    def place(point: tuple[int, Decimal, str]) -> tuple[float, float]:
        x = left + (point[0] - first) / max(last - first, 1) * (WIDTH - left - 220)
        return x, bottom - float((point[1] - least) / ((most - least) or 1)) * (bottom - TOP - 10)

    parts = [
        _text(left, 22, unit, fill=MUTED),
        f'<path d="M{left} {TOP}V{bottom}H{WIDTH - 200}" stroke="{LINE}" fill="none"/>',
        _text(left - 10, bottom + 4, f"{least:,f}", "end", MUTED),
        _text(left - 10, TOP + 14, f"{most:,f}", "end", MUTED),
    ]
    dates = {point[0]: (place(point)[0], point[2]) for point in points}
    for x, text in (dates[first], dates[last]):
        parts.append(_text(x, bottom + 22, text, "middle", MUTED))
    for number_, (name, found) in enumerate(sorted(series.items())):
        colour = SERIES[number_ % len(SERIES)]
        spots = [place(point) for point in sorted(found)]
        steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(f'<polyline points="{steps}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in spots]
        if number_ < 12:
            parts.append(
                _text(WIDTH - 190, TOP + 14 + 22 * number_, shortened(name, 26), fill=colour)
            )
    return _svg(title, height, parts)


def _map(title: str, cells: Cells) -> str | None:
    north, east, name = cells.named(LATITUDE), cells.named(LONGITUDE), cells.first(_name)
    if north is None or east is None or name is None:
        return None
    spots = [
        (float(longitude), float(latitude), row[name])
        for row in cells.rows
        if (latitude := number(row[north])) is not None
        and (longitude := number(row[east])) is not None
    ]
    if not spots:
        return None
    height = 560
    xs, ys = [spot[0] for spot in spots], [spot[1] for spot in spots]
    # a degree of longitude is 0.92 of one of latitude at 22.5° N, where all of it lies
    scale = min(
        (WIDTH - 260) / max((max(xs) - min(xs)) * 0.92, 0.05),
        (height - 90) / max(max(ys) - min(ys), 0.05),
    )
    parts = [_text(24, height - 14, "Places by their coordinates; north is up.", fill=MUTED)]

    def at(x: float, y: float) -> tuple[float, float]:
        return 60 + (x - min(xs)) * 0.92 * scale, 40 + (max(ys) - y) * scale

    dots = {at(x, y) for x, y, _ in spots}
    taken: list[tuple[float, float, float]] = []  # left and right end of a name, and its height
    for x, y, label in sorted(spots, key=lambda spot: -spot[1]):
        px, py = at(x, y)
        parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="5" fill="{SERIES[0]}"/>')
        name_ = shortened(label, 28)
        left, right = px + 7, px + 11 + 7.2 * len(name_)
        free = all(abs(py - ty) > 15 or right < tl or left > tr for tl, tr, ty in taken)
        if free and not any(left < dx < right and abs(py - dy) < 9 for dx, dy in dots):
            parts.append(_text(px + 9, py + 4, name_))
            taken.append((left, right, py))
        else:  # no room for its name, which is in the table and under the pointer
            parts.append(
                f'<circle cx="{px:.1f}" cy="{py:.1f}" r="9" fill="transparent">'
                f"<title>{escape(label)}</title></circle>"
            )
    return _svg(title, height, parts)


_DRAW = {View.BAR: _bar, View.TIMELINE: _timeline, View.LINE: _line, View.MAP: _map}
