"""What the commands print: Markdown tables, and bars with their verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the project, what was measured, and whether that is enough."""

    name: str
    measured: str
    wanted: str
    met: bool

    @property
    def row(self) -> tuple[str, str, str, str]:
        return self.name, self.measured, self.wanted, "pass" if self.met else "FAIL"


def at_least(name: str, measured: float, wanted: float, unit: str) -> Bar:
    return Bar(name, f"{measured:.3g}{unit}", f"≥ {wanted:g}{unit}", measured >= wanted)


def at_most(name: str, measured: float, wanted: float, unit: str) -> Bar:
    return Bar(name, f"{measured:.3g}{unit}", f"≤ {wanted:g}{unit}", measured <= wanted)


def say(text: str = "") -> None:
    """A line for whoever waits."""
    print(text, flush=True)  # noqa: T201


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A Markdown table."""
    say(f"| {' | '.join(headings)} |")
    say(f"|{'---|' * len(headings)}")
    for row in rows:
        say(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |")
    say()


def bars(found: Sequence[Bar]) -> bool:
    """Print the bars; whether all are met."""
    table(("bar", "measured", "wanted", ""), (bar.row for bar in found))
    return all(bar.met for bar in found)
