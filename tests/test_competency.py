"""Competency questions: what an analyst would ask, with the exact answer and its sentences."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.publish import release
from kg.vocab import Names

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "competency"
SORTS = {
    "lookup", "join", "aggregate", "series", "statement", "planned", "compare", "differ", "path",
    "unknown",
}  # fmt: skip


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
NAMES = {question.name for question in QUESTIONS}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    store = tmp_path_factory.mktemp("real") / "store"
    release.build(ROOT, store, Names(), lambda _: None)
    return open_knowledge(Settings(store=store))


def test_there_are_sixty_and_ten_that_the_documents_do_not_answer() -> None:
    assert len(QUESTIONS) >= 60
    assert {question.sort for question in QUESTIONS} == SORTS
    unknown = [question for question in QUESTIONS if question.sort == "unknown"]
    assert len(unknown) >= 10
    assert all(question.answer == [] for question in unknown)
    assert all(question.beside in NAMES for question in unknown)
    assert all(question.answer for question in QUESTIONS if question.sort != "unknown")
    assert len({question.question for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_graph_answers_exactly_what_the_documents_say(
    question: Question, real: Knowledge
) -> None:
    columns, rows = real.store.table(question.sparql)
    assert columns == list(question.columns)
    found = [[real.names.shorten(cell) for cell in row] for row in rows]
    assert sorted(found) == question.answer


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_sentences_of_an_answer_stand_in_the_documents(question: Question) -> None:
    assert question.sentences
    for slug, quote in question.sentences:
        text = (ROOT / f"data/documents/{slug}.txt").read_bytes().decode("utf-8")
        assert quote in text
