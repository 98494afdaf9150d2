"""Updates: their operations one by one, and the USING clauses that the protocol adds to them.

Source: SPARQL 1.1 Update, section 3; SPARQL 1.1 Protocol, section 2.2.3.
"""

from dataclasses import dataclass

import regex as re

from kg.config import Settings
from kg.errors import InvalidRequest, RefusedQuery, TooLarge
from kg.sparql.expression import Expression
from kg.sparql.surface import TERMS
from kg.sparql.tokens import COMMENT, GAP, IRI, STRINGS, Token, tokens

# At a time: the expressions keep a state for each repetition, and data have millions of terms.
_STRETCH = "{0,20000}+"
_DATA_WORDS = rf"(?:(?i:INSERT|DELETE)){GAP}(?i:DATA){GAP}\{{"
_OUTSIDE = Expression(
    rf"""(?:{TERMS}|{COMMENT}|[^<"'\#?$:\\DdIi{{}};0-9VvIi]++
          |(?!{_DATA_WORDS})[DdIi]|[Vv<?$:\\]|[0-9]){_STRETCH}"""
)
_DATA = re.compile(_DATA_WORDS, re.VERBOSE)
_FIRST_OF_DATA = frozenset("DdIi")
_INSIDE = Expression(
    rf"""(?:[^{{}}()\[\]<>"'\#\\]++|{IRI}|{"|".join(STRINGS)}|{COMMENT}|\\.|>(?!>)|<(?!<))
         {_STRETCH}(<<|>>|[{{}}()\[\]])?"""
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with its prologue, from `start` to `end` of the text.

    `outline` is it without the data of INSERT DATA or DELETE DATA.
    """

    start: int
    end: int
    outline: str


def operations(text: str, settings: Settings) -> list[Operation]:
    """The operations of an update, the empty one after the last semicolon included.

    Raise RefusedQuery for more of them than may be, and for data that nest too deep; TooLarge for
    an operation that is longer than a query may be, its data left out.
    """
    found: list[Operation] = []
    outside = _OUTSIDE.compiled
    start = position = kept = depth = 0
    outline = ""
    while True:
        while (match := outside.match(text, position)) and match.end() > position:
            position = match.end()
            _check_length(len(outline) + position - kept, settings)
        _check_length(len(outline) + position - kept, settings)  # of braces alone, too
        mark = text[position : position + 1]
        # its brace would be looked for in the whole text, so only where it may begin
        if mark in _FIRST_OF_DATA and (data := _DATA.match(text, position)):
            outline += text[kept : data.end()]
            position = kept = _end_of_data(text, data.end(), settings.max_query_depth)
        elif mark == "" or (mark == ";" and depth == 0):
            last = outline + text[kept:position]
            if len(found) == settings.max_update_operations and (mark or last.strip()):
                raise RefusedQuery(
                    "the update has more operations than KG_MAX_UPDATE_OPERATIONS allows "
                    f"({settings.max_update_operations:,}). Put triples into one INSERT DATA, "
                    "send several updates, or raise the setting."
                )
            found.append(Operation(start, position, last))
            start = kept = position + 1
            outline = ""
            if not mark:
                return found
        else:
            depth = max(depth + (mark == "{") - (mark == "}"), 0)
        position += 1


def _check_length(characters: int, settings: Settings) -> None:
    if characters > settings.max_query_bytes:
        raise TooLarge(
            "an operation of the update has, beside the data of INSERT DATA and DELETE DATA, more "
            f"bytes than KG_MAX_QUERY_BYTES allows ({settings.max_query_bytes:,}). Split it, or "
            "raise the setting."
        )


def _end_of_data(text: str, position: int, most_depth: int) -> int:
    """Where the brace closes that opened before `position`; the end of a text without it."""
    inside = _INSIDE.compiled
    depth = 1
    while (match := inside.match(text, position)) and match.end() > position:
        position = match.end()
        if not match[1]:
            continue
        depth += 1 if match[1] in ("{", "(", "[", "<<") else -1
        if depth > most_depth:
            raise RefusedQuery(
                f"the data nest deeper than KG_MAX_QUERY_DEPTH allows ({most_depth}). "
                "Flatten them, or raise the setting."
            )
        if depth == 0:
            return position - 1
    return len(text)


def insert_using(text: str, found: list[Operation], clauses: str) -> str:
    """The text with the clauses before the WHERE of each DELETE and INSERT.

    `DELETE WHERE` takes no clause: it is written out. Raise InvalidRequest where the text has
    USING or WITH of its own.
    """
    for operation in reversed(found):
        body = text[operation.start : operation.end]
        if "WHERE" in operation.outline.upper():
            body = _with_using(body, clauses)
        text = text[: operation.start] + body + text[operation.end :]
    return text


def _with_using(body: str, clauses: str) -> str:
    depth = 0
    before: Token | None = None  # the token at depth 0 before this one, a brace among them
    for token in tokens(body):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth:
            continue
        if token.is_word("WHERE", "DELETEWHERE"):
            return _insert(body, token, before, clauses)
        declared = before is not None and before.is_word("PREFIX")
        if token.text.upper().startswith(("USING", "WITH")) and not declared:
            raise InvalidRequest(
                "the update has USING or WITH, and so no using-graph-uri or "
                "using-named-graph-uri may come with it (SPARQL 1.1 Protocol, 2.2.3)."
            )
        before = token
    return body


def _insert(body: str, where: Token, before: Token | None, clauses: str) -> str:
    if where.is_word("DELETEWHERE"):
        start = where.start
    elif before is not None and before.is_word("DELETE"):
        start = before.start
    else:
        return f"{body[: where.start]} {clauses} {body[where.start :]}"
    pattern = body[where.end :]
    return f"{body[:start]}DELETE {pattern}\n{clauses} WHERE {pattern}"  # a comment may end it
