"""The port of the label index: names of entities, found by what they share with a query.

It is small, so that another engine can stand behind it, and it can always be made again from the
store. What a key or a term means is the caller's; the index only finds rows by terms.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label: whose it is, how it is written, and the keys under which it is compared.

    `keys` have no control characters.
    """

    entity: str
    lang: str
    kind: str
    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """A row to be indexed, under its `terms` and with `marks` by which rows are chosen."""

    row: LabelRow
    terms: Sequence[str]
    marks: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows may come: of each group one mark, and one of the entities where they are named."""

    marks: tuple[frozenset[str], ...] = ()
    entities: frozenset[str] | None = None


ANY = Choice()


@dataclass(frozen=True, slots=True)
class Asked:
    """Terms, and how far to go for them.

    At most `limit` rows come. A row that has a term of `sure` comes before all that have none. Of
    `terms` the rarest are followed, at least eight and more until they stand in `effort` rows, so
    that a great index answers as fast as a small one.
    """

    terms: Collection[str]
    sure: Collection[str]
    limit: int
    effort: int


class LabelIndex(Protocol):
    """Rows, open for reading. Safe to use from several threads and processes."""

    def near(self, asked: Asked, choice: Choice = ANY) -> list[LabelRow]:
        """The rows that share terms, those that share most and rarest first."""
        ...

    def __len__(self) -> int:
        """The number of rows."""
        ...
