"""Parse: a sentence as a tree of words; who parsed it does not matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `tag` is of the Penn Treebank, `role` a ClearNLP dependency of the word `head`.

    `at` and `head` count the words of the sentence; the root is its own head.
    """

    at: int
    head: int
    text: str
    tag: str
    role: str

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True)
class Parse:
    """The words of a sentence in their order."""

    words: tuple[Word, ...]

    @cached_property
    def _below(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.at:
                found[word.head].append(word.at)
        return tuple(tuple(each) for each in found)

    def below(self, word: Word) -> Iterator[Word]:
        """The words that hang on `word` itself."""
        return (self.words[at] for at in self._below[word.at])

    def role(self, word: Word, *roles: str) -> Word | None:
        """The first word below `word` in one of `roles`."""
        return next((each for each in self.below(word) if each.role in roles), None)

    def above(self, word: Word) -> Word | None:
        """The word that `word` hangs on; None of the root."""
        return self.words[word.head] if word.head != word.at else None

    def tree(self, word: Word, without: Sequence[str] = ()) -> list[Word]:
        """`word` and all that hangs on it, in order, without what hangs in a role of `without`."""
        found, waiting = [], [word]
        while waiting:
            each = waiting.pop()
            found.append(each)
            waiting += [other for other in self.below(each) if other.role not in without]
        return sorted(found, key=lambda each: each.at)


def with_gaps(words: Sequence[str | None], parse: Parse) -> Parse:
    """The parse of the words that are given, with words that hang on nothing for the others."""
    places = [at for at, word in enumerate(words) if word is not None]
    kept = {places[w.at]: replace(w, at=places[w.at], head=places[w.head]) for w in parse.words}
    return Parse(tuple(kept.get(at) or Word(at, at, "", "", "") for at in range(len(words))))


class Parser(Protocol):
    """Parses sentences; `name` tells which one it is."""

    @property
    def name(self) -> str: ...

    def parse(self, sentences: Sequence[Sequence[str]]) -> Iterator[Parse]:
        """The parse of each sentence, given as its words; word for word."""
        ...
