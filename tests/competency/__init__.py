"""What tests of the competency questions share: the questions, read from the files beside this."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Question:
    """One file; `answer` has the rows sorted, with IRIs as CURIEs."""

    name: str
    question: str
    sort: str
    beside: str | None
    sparql: str
    columns: tuple[str, ...]
    answer: list[list[str]]
    sentences: tuple[tuple[str, str], ...]


def read(path: Path) -> Question:
    found = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    sentences = tuple((each["document"], each["quote"]) for each in found["sentences"])
    answer = found["answer"] or []
    return Question(
        path.stem, found["question"], found["sort"], found.get("beside"), found["sparql"],
        tuple(found["columns"]), sorted(answer), sentences,
    )  # fmt: skip


QUESTIONS = [read(path) for path in sorted(FOLDER.glob("*.yaml"))]
