"""Coverage as a table, JSON and a page."""

from collections.abc import Mapping

from kg.curate.catalogue import FILE
from kg.curate.coverage import Coverage, Open, Signal, totals
from kg.model.problem import Problem

_HEAD = """# Coverage

Numbers, dates, names and speech verbs of content, found by form alone, and how many of them no
claim cites. Noise is not content. Made by `make pages` from the curated files; do not edit.

"""


def table(found: tuple[Coverage, ...]) -> tuple[list[str], list[list[str]]]:
    """Columns and rows: a document a row, `found / not cited` a cell, the sum last."""
    columns = ["document", *(signal.value for signal in Signal)]
    rows = [
        [each.document, *(_cell(each.found[s], _missing(each, s)) for s in Signal)]
        for each in found
    ]
    summed = totals(found)
    rows.append(["all", *(_cell(*summed[signal]) for signal in Signal)])
    return columns, rows


def _missing(each: Coverage, signal: Signal) -> int:
    return sum(open.signal is signal for open in each.open)


def _cell(number: int, missing: int) -> str:
    return f"{number} / {missing}"


def line(signal: Open) -> str:
    """One signal that no claim cites, and why."""
    reason = signal.reason or "no reason given"
    return f"{signal.document}, {signal.span.start}: {signal.signal} “{signal.text}”: {reason}"


def problem(signal: Open) -> Problem:
    """The same as a problem of the catalogue."""
    return Problem(
        FILE, 0, signal.document,
        f"no claim cites the {signal.signal} “{signal.text}” at {signal.span.start}",
        "Add the claim, or the words and the reason under left_out.",
    )  # fmt: skip


def as_json(found: tuple[Coverage, ...]) -> Mapping[str, object]:
    """Counts, and every signal that no claim cites."""
    return {
        each.document: {
            "found": {signal.value: number for signal, number in each.found.items()},
            "not_cited": [
                {
                    "signal": open.signal.value, "text": open.text, "start": open.span.start,
                    "end": open.span.end, "reason": open.reason,
                }
                for open in each.open
            ],
        }
        for each in found
    }  # fmt: skip


def as_markdown(found: tuple[Coverage, ...]) -> str:
    """The page docs/coverage.md."""
    columns, rows = table(found)
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    lines += ["", "Each cell: found / not cited.", "", "## Not cited, and why", ""]
    lines += [f"- {line(signal)}" for each in found for signal in each.open]
    return _HEAD + "\n".join(lines) + "\n"
