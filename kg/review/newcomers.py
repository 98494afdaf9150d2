"""Newcomers: new entities that are accepted together with the entry that names them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from kg.errors import InvalidParameters
from kg.review.decisions import Act
from kg.review.given import Data
from kg.review.proposal import Thing
from kg.review.review import Review
from kg.review.state import NewEntity
from kg.review.suggesting import Suggester, likeness

_SAME = 0.75  # the likeness of names from which two may be one
_ACCEPTING = (Act.ACCEPT, Act.CORRECT, Act.ADD)
_NEW = "new"
_POST = "Post"


def newcomer(review: Review, thing: Thing, suggester: Suggester) -> NewEntity | None:
    """The new entity that the thing is to be, where nothing is in doubt: it has a class, and
    neither a known entity nor another thing of the document has a like name.

    None where somebody has said which entity it is, or a reviewer should look first.
    """
    state, new = review.state, suggester.new(thing, review.slug)
    if state.choice(thing.id) or not new.types or thing.rivals or new.slug in review.entities:
        return None
    for slug, like, fits in suggester.alike(thing, review.slug):
        apart = _is_of_post(thing.cls, review.entities[slug].types)
        if fits or (like >= _SAME and not apart):
            return None
    own = state.root(thing.id)
    others = (each for each in state.things.values() if state.root(each.id) != own)
    return None if any(_may_be_one(thing, each) for each in others) else new


def _may_be_one(one: Thing, other: Thing) -> bool:
    return not _is_of_post(one.cls, (other.cls,)) and likeness(one, other) >= _SAME


def _is_of_post(cls: str | None, others: Collection[str | None]) -> bool:
    """Whether one of two is a post and one is not: a post has the name of its body in it."""
    return (cls == _POST) is not (_POST in others)


def newcomers(review: Review, things: Iterable[str]) -> dict[str, NewEntity]:
    """Those of the things that may become new entities with whatever names them."""
    suggester = Suggester(review.entities, review.curation.ontology)
    known = (review.state.things[each] for each in things if each in review.state.things)
    found = {each.id: newcomer(review, each, suggester) for each in known}
    return {thing: new for thing, new in found.items() if new is not None}


def brought(act: Act, data: Data) -> Iterator[tuple[str, Data]]:
    """The new entities that come with a decision: each thing, and which entity it is to be; raise
    InvalidParameters."""
    given = data.get(_NEW) if act in _ACCEPTING else None
    if not given:
        return
    if not isinstance(given, Mapping) or not all(isinstance(e, Mapping) for e in given.values()):
        told = "give a mapping: the id of each thing, and slug, types and labels of its entity."
        raise InvalidParameters("new entities come by their things", {_NEW: told})
    yield from given.items()


@contextmanager
def naming(thing: str) -> Iterator[None]:
    """Tell of a refusal inside of which of the new entities it is."""
    try:
        yield
    except InvalidParameters as error:
        named = {f"{_NEW}.{thing}.{field}": told for field, told in error.errors.items()}
        raise InvalidParameters(error.lead, named) from None
