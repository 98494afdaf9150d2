"""Documents of other kinds than a broadcaster's news, invented and annotated (forms/README.md).

Each has a text and the lines of its reader, of which those of kind "noise" tell its boilerplate.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from bench.extraction import Scored, annotated, scored

FORMS = Path(__file__).parent / "forms"
SETS = ("first", "second", "third", "fourth")  # in the order in which they were scored
KINDS = ("mention", "relation", "figure", "event")


def score(name: str) -> Scored:
    """Run the engine and the scorer over the documents of one set."""
    folder = FORMS / name
    texts = {n: (folder / f"{n}.txt").read_text("utf-8") for n in annotated(folder)}
    noise = {n: boilerplate(text, folder / f"{n}.jsonl") for n, text in texts.items()}
    return scored(texts, [folder / f"{n}.jsonl" for n in texts], noise)


def rows(file: Path) -> list[dict[str, str]]:
    """What the reader of a document noted, a line each."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def boilerplate(text: str, file: Path) -> Sequence[Sequence[int]]:
    """Where what a reader took for boilerplate stands in a text: start and end in code points."""
    told = (row["text"] for row in rows(file) if row["kind"] == "noise")
    return sorted(match.span() for each in told for match in re.finditer(re.escape(each), text))
