"""The gate before the workers: what can be refused by a look at the tokens.

Six kilobytes of braces overflow the stack of whatever parses them, so nothing here parses.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kg.config import Settings
from kg.errors import RefusedQuery, TooLarge
from kg.sparql.tokens import Token, readings, tokens, unescape

_SERVICE = "SERVICE"
_FROM = ("FROM", "FROMNAMED")
_UPDATES = ("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


class Form(StrEnum):
    """What a query answers with."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


_FORMS = {
    "SELECT": Form.SOLUTIONS,
    "ASK": Form.BOOLEAN,
    "CONSTRUCT": Form.GRAPH,
    "DESCRIBE": Form.GRAPH,
}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may go to a worker; `has_dataset` is whether it has a FROM clause."""

    text: str
    form: Form
    has_dataset: bool


def examine(text: str, settings: Settings) -> Query:
    """Look at the tokens; raise RefusedQuery or TooLarge, naming the setting."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > settings.max_query_bytes:
        raise TooLarge(
            f"the query has {size:,} bytes, and KG_MAX_QUERY_BYTES allows "
            f"{settings.max_query_bytes:,}. Shorten it, or raise the setting."
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise RefusedQuery("the query has a lone surrogate, which no text encoding allows.")
    found = list(tokens(unescape(text)))
    _depth(found, settings.max_query_depth)
    # Escapes may hide a word, and an escaped quotation mark may seem to: look at both readings.
    if any(_reaches_out(each) for raw in (unescape(text), text) for each in readings(raw)):
        raise RefusedQuery("SERVICE reaches out of this machine, and no target is allowed.")
    return Query(text, _form(found), _has_dataset(found))


def _reaches_out(found: list[Token]) -> bool:
    """Whether the engine may read SERVICE somewhere: it takes keywords without space around them.

    A prefix may be called service, unless a brace follows the name, as it would a SERVICE.
    """
    for token, following in pairwise([*found, None]):
        if token is None or _SERVICE not in token.text.upper():
            continue
        if token.kind == "word" and not token.text.startswith("@"):
            return True
        prefix = token.text.partition(":")[0].upper()
        if token.kind == "name" and _SERVICE in prefix and following and following.text == "{":
            return True
    return False


def _has_dataset(found: list[Token]) -> bool:
    """Whether there is a FROM clause: outside all brackets, also close to a name."""
    depth = 0
    for before, token in pairwise([None, *found]):
        if token is None:
            continue
        depth += (token.kind == "open") - (token.kind == "close")
        prefix = token.text.partition(":")[0].upper() if token.kind == "name" else ""
        declared = before is not None and before.is_word("PREFIX")
        if depth == 0 and (token.is_word("FROM") or (prefix in _FROM and not declared)):
            return True
    return False


def _depth(found: list[Token], limit: int) -> None:
    depth = 0
    for token in found:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > limit:
            raise RefusedQuery(
                f"the query nests deeper than KG_MAX_QUERY_DEPTH allows ({limit}). "
                "Flatten it, or raise the setting."
            )


def _form(found: list[Token]) -> Form:
    for token in found:
        if token.kind == "word" and token.text.upper() in _FORMS:
            return _FORMS[token.text.upper()]
        if token.is_word(*_UPDATES):
            raise RefusedQuery(
                f"{token.text.upper()} is an update; the published graph is read-only. "
                "It changes by `kg build`."
            )
    raise RefusedQuery("no SELECT, ASK, CONSTRUCT or DESCRIBE in the query.")
