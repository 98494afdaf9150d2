"""Proposal: what the extractor found in a document, as entries of the curated files would say it.

In an entry `@t3` stands for a thing of the document; who reviews it says which entity that is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.curate.yaml_write import Given
from kg.model.sentence import Span

Entry = Mapping[str, Given]
MARK = "@"  # no slug starts with it
OTHER = "o"  # how the id of a thing begins that no candidate names
CURATOR = "curator"  # the rule of what no rule found
_WORDS = frozenset(("quote", "text", "label", "reason", "role"))  # the document's words, not ours


class Form(StrEnum):
    """The list of a claims file to which an entry belongs."""

    CLAIM = "claims"
    STATEMENT = "statements"
    EVENT = "events"
    OFFICE = "offices"


@dataclass(frozen=True, slots=True)
class Thing:
    """What the document speaks of. `entity` is the slug that the extractor links it to, if any.

    `forms` are the names that stand in the document, the fullest first; `spans` are where it is
    meant, pronouns included. A thing without a name has none but what it is called here.
    """

    id: str
    name: str
    cls: str | None
    entity: str | None
    named: bool
    forms: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate: the entry that it would be, where the text says so, how sure, by which rule."""

    id: str
    form: Form
    entry: Entry
    span: Span
    score: float
    rule: str

    @property
    def by_curator(self) -> bool:
        """Whether a person added it."""
        return self.rule == CURATOR


def words_in(value: Given) -> Iterator[str]:
    """Every word of an entry, those of the document left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key not in _WORDS:
                yield from words_in(each)
    else:
        for each in value:
            yield from words_in(each)


def things_in(value: Given) -> Iterator[str]:
    """The ids of the things that an entry names."""
    for word in words_in(value):
        if word.startswith(MARK):
            yield word.removeprefix(MARK)


def changed(entry: Entry, change: Callable[[str], str]) -> Entry:
    """The entry with every word of it changed, those of the document left as they are."""
    return {
        key: value if key in _WORDS else _changed(value, change) for key, value in entry.items()
    }


def _changed(value: Given, change: Callable[[str], str]) -> Given:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return changed(value, change)
    return [_changed(each, change) for each in value]


def with_slugs(entry: Entry, slugs: Mapping[str, str]) -> Entry:
    """The same with the slug of an entity in place of each thing; KeyError where one has none."""
    return changed(
        entry, lambda word: slugs[word.removeprefix(MARK)] if word.startswith(MARK) else word
    )


def quoted(entry: Entry) -> tuple[str, ...]:
    """The quotes of an entry, each as its words."""
    quote = entry.get("quote", ())
    pieces = (quote,) if isinstance(quote, str | Mapping) else tuple(quote)
    return tuple(
        str(each.get("text", "")) if isinstance(each, Mapping) else str(each) for each in pieces
    )
