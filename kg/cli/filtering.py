"""The words of a ClaimFilter as flags of commands: `valid_on` of HTTP is --valid-on here."""

import inspect
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

import typer

from kg.answers.documents import documents
from kg.answers.entity import Entities, Moved
from kg.answers.filter import ABOUT, ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.search import Search
from kg.errors import InvalidRequest, NotFound

_PANEL = "Which claims count"


def with_filter(
    command: Callable[..., None], words: Collection[str] = tuple(ABOUT)
) -> Callable[..., None]:
    """The command, whose `**given` are flags for the words; each may be given several times."""
    signature = inspect.signature(command)
    own = [each for each in signature.parameters.values() if each.kind is not each.VAR_KEYWORD]
    flags = [_flag(word) for word in words]
    command.__signature__ = signature.replace(parameters=[*own, *flags])  # type: ignore[attr-defined]
    return command


def _flag(word: str) -> inspect.Parameter:
    about = f"{ABOUT[word][:1].upper()}{ABOUT[word][1:]}."
    flag = f"--{word.replace('_', '-')}"
    option: Any = typer.Option([], flag, help=about, rich_help_panel=_PANEL)
    return inspect.Parameter(
        word, inspect.Parameter.KEYWORD_ONLY, default=option, annotation=list[str]
    )


def read_filter(given: Mapping[str, list[str]], knowledge: Knowledge) -> ClaimFilter:
    """The filter of the flags; raise InvalidRequest naming every wrong word."""
    if not any(given.values()):
        return ClaimFilter()
    keep = ClaimFilter.parse(given, knowledge.ontology, documents(knowledge))
    return Entities(knowledge).check(keep)


def current(knowledge: Knowledge, slug: str) -> str:
    """The slug under which the entity is now; says so where it was merged or renamed."""
    try:
        Entities(knowledge).card(slug)
    except Moved as moved:
        typer.echo(moved.detail, err=True)
        return moved.slug
    except NotFound as error:
        meant = Search(knowledge).meant(slug)
        if not meant:
            raise
        raise NotFound(f"{error.detail} Did you mean {', '.join(meant)}?") from None
    return slug


def a_day(text: str | None) -> date | None:
    """The day of --on; raise InvalidRequest."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidRequest(f"on '{text[:40]}' is not a day such as 2025-12-22.") from None
