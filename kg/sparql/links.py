"""Links: when the patterns of a query hang together, so that its answer may be streamed.

A pattern is linked to another one by a variable that both have, if one of the two has it as its
subject: an entity has few properties, but is the object of many. Links by object or predicate alone
are many-to-many, and count for nothing.
"""

from collections import Counter
from dataclasses import dataclass, field

_MOST_ROWS = 10_000  # that the VALUES of a query may multiply to
_MOST_USES = {"?": 2}  # of a variable as predicate; of a constant one:
_MOST_USES_OF_ONE = 4
ANONYMOUS = "[]"


class Unlinked(Exception):
    """Something may multiply, or is not understood."""


@dataclass(slots=True)
class Part:
    """A pattern, or a group seen from outside: its variables, and which of them are subjects."""

    variables: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)


def require_links(parts: list[Part]) -> None:
    """Raise Unlinked unless all parts that have variables hang together."""
    parts = [part for part in parts if part.variables]
    reached: set[str] = set()  # variables by which a further part may hang on
    known: set[str] = set()
    waiting = parts[1:]
    for part in parts[:1]:
        known, reached = set(part.variables), set(part.subjects)
    while waiting:
        linked = [p for p in waiting if p.variables & reached or p.subjects & known]
        if not linked:
            raise Unlinked
        waiting = [p for p in waiting if p not in linked]
        for part in linked:
            known |= part.variables
            reached |= part.subjects


class Multiplicity:
    """What may multiply though it is linked: rows of VALUES, and a predicate over and over."""

    def __init__(self) -> None:
        self._rows = 1
        self._uses: Counter[str] = Counter()

    def add_rows(self, rows: int) -> None:
        self._rows *= max(rows, 1)
        if self._rows > _MOST_ROWS:
            raise Unlinked

    def add_use(self, predicate: str) -> None:
        self._uses[predicate] += 1
        if self._uses[predicate] > _MOST_USES.get(predicate, _MOST_USES_OF_ONE):
            raise Unlinked


def names(token: str) -> set[str]:
    """The variable that a token is, blank nodes among them."""
    if token[0] in "?$" and len(token) > 1:
        return {token[1:]}
    return {token} if token.startswith(("_:", ANONYMOUS)) else set()


def pattern(subject: str, predicate: str, value: str, *, turned: bool) -> Part:
    """A triple pattern; `turned` where the path is the inverse of one predicate."""
    if turned:
        subject, value = value, subject
    elif "^" in predicate:
        return Part(names(subject) | names(value))
    closure = predicate.split()[-1] in ("*", "+") or " * " in predicate or " + " in predicate
    if closure and names(subject) and names(value):
        raise Unlinked
    return Part(names(subject) | names(value), names(subject))
