"""Refusing: problems of the files as they would be, by the candidates that they come from."""

from collections.abc import Iterable, Iterator, Mapping

from kg.curate import entities, yaml_edit, yaml_places
from kg.model.problem import Problem, told
from kg.review.proposal import Entry, Form, words_in

Wanted = Mapping[str, tuple[Form, Entry]]


def by_candidate(
    problems: Iterable[Problem], wanted: Wanted, file: str, text: str
) -> dict[str, str]:
    """What is wrong, by candidate and field where a candidate is the cause, else by place.

    `wanted` are the entries of the accepted candidates; `text` is what the claims `file` would be.
    """
    lines = list(_lines(wanted, text))

    def place(problem: Problem) -> str:
        if problem.file == file:
            names = [name for name, first, last in lines if first <= problem.line <= last]
        elif problem.file == entities.FILE:
            slug = problem.field.partition(".")[0]
            names = [name for name, (_, entry) in wanted.items() if slug in words_in(entry)]
        else:
            names = []
        return f"{', '.join(names)} {problem.field}".strip() if names else problem.place

    return told(problems, place)


def _lines(wanted: Wanted, text: str) -> Iterator[tuple[str, int, int]]:
    """The first and last line of what each candidate would write, counted from 1."""
    for form in Form:
        for at in yaml_edit.items(text, form):
            entry = yaml_places.plain(at.node)
            first, last = (text.count("\n", 0, offset) + 1 for offset in (at.start, at.end))
            for name, its in wanted.items():
                if its == (form, entry):
                    yield name, first, last
