"""Reading: what the store has becomes values, or it is said of what it has that it cannot.

A graph that was changed past `kg build`, or made by somebody else, may lack anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from kg.errors import BrokenGraph
from kg.vocab import SLUG

_T = TypeVar("_T")
_REMEDY = (
    "The graph was changed past `kg build`, or is another's: mend it there, or serve a build. "
    "SPARQL still answers."
)


@contextmanager
def reading(iri: str, noun: str) -> Iterator[None]:
    """Read a thing: whatever its rows lack or have wrong within is a BrokenGraph that names it."""
    try:
        yield
    except KeyError as missing:
        raise BrokenGraph(f"<{iri}> is {noun} without {missing.args[0]!r}. {_REMEDY}") from None
    except ValueError as wrong:
        raise BrokenGraph(f"<{iri}> is {noun} that says {wrong}. {_REMEDY}") from None


def slug_of(iri: str, start: str) -> str:
    """The slug of an IRI that is `start` and a slug; raise ValueError."""
    slug = iri.removeprefix(start)
    if slug == iri or not SLUG.match(slug):
        raise ValueError(f"<{iri}> where {start} and a slug is due")
    return slug


class Shelf(dict[str, _T]):
    """Things by slug; to take one that is named elsewhere and not there raises BrokenGraph."""

    noun: ClassVar[str] = "thing"

    def __missing__(self, slug: str) -> _T:
        raise BrokenGraph(f"'{slug[:80]}' is named, but there is no such {self.noun}. {_REMEDY}")
