"""Given: what comes from outside with a decision, as values; everything else is refused."""

from collections.abc import Mapping
from typing import Any

from kg.curate.yaml_write import Given
from kg.errors import InvalidParameters
from kg.model.sentence import Span
from kg.review.proposal import Entry

Data = Mapping[str, Any]
DEEPEST = 4  # levels of an entry


def entry_of(given: object) -> Entry:
    """An entry as it came from outside; raise InvalidParameters unless it is made of texts."""
    found = _given(given, DEEPEST)
    if not isinstance(found, Mapping) or not found:
        raise InvalidParameters("a correction has an entry", {"entry": "give a mapping of fields."})
    return found


def _given(value: object, deep: int) -> Given:
    if isinstance(value, str):
        return value
    if deep and isinstance(value, list | tuple) and value:
        return [_given(each, deep - 1) for each in value]
    if deep and isinstance(value, Mapping) and value:
        return {_key(key): _given(each, deep - 1) for key, each in value.items()}
    told = f"{str(value)[:40]!r}: write texts, lists of texts and mappings; leave empty fields out."
    raise InvalidParameters("an entry is made of texts", {"entry": told})


def _key(key: object) -> str:
    if isinstance(key, str) and key:
        return key
    raise InvalidParameters("an entry is made of texts", {"entry": "a field has no name."})


def text(data: Data, name: str) -> str:
    """A text, or an empty one where the field is missing; raise InvalidParameters."""
    value = data.get(name) or ""
    if not isinstance(value, str):
        raise InvalidParameters("what is decided is made of texts", {name: "give a text."})
    return value.strip()


def texts(data: Data, name: str) -> tuple[str, ...]:
    """A list of texts, empty ones left out; raise InvalidParameters."""
    value = data.get(name) or ()
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise InvalidParameters("what is decided is made of texts", {name: "give a list of texts."})
    return tuple(each.strip() for each in value if each.strip())


def spans(data: Data, name: str) -> tuple[Span, ...]:
    """Places of the text, `[[start, end]]` in code points; raise InvalidParameters."""
    try:
        return tuple(Span(int(start), int(end)) for start, end in data.get(name, ()))
    except (TypeError, ValueError):
        raise InvalidParameters(
            "places are pairs of code points", {name: "give a list of [start, end]."}
        ) from None
