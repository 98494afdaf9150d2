"""Competency questions: what an analyst would ask, with the exact answer and its sentences."""

from pathlib import Path

import pytest

from kg.answers.knowledge import Knowledge
from tests.competency import QUESTIONS, Question

ROOT = Path(__file__).parents[1]
SORTS = {
    "lookup", "join", "aggregate", "series", "statement", "planned", "compare", "differ", "path",
    "unknown",
}  # fmt: skip
NAMES = {question.name for question in QUESTIONS}


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
