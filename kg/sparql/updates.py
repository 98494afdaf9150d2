"""Updates: their operations one by one, and the USING clauses that the protocol adds to them.

Source: SPARQL 1.1 Update, section 3; SPARQL 1.1 Protocol, section 2.2.3.
"""

from dataclasses import dataclass

import regex as re

from kg.errors import InvalidRequest, RefusedQuery
from kg.sparql.surface import TERMS
from kg.sparql.tokens import COMMENT, GAP, IRI, STRINGS, Token, tokens

_DATA_WORDS = rf"(?:(?i:INSERT|DELETE)){GAP}(?i:DATA){GAP}\{{"
_OUTSIDE = re.compile(
    rf"""(?:{TERMS}|{COMMENT}|[^<"'\#?$:\\DdIi{{}};0-9VvIi]++
          |(?!{_DATA_WORDS})[DdIi]|[Vv<?$:\\]|[0-9])*+""",
    re.VERBOSE,
)
_DATA = re.compile(_DATA_WORDS, re.VERBOSE)
_INSIDE = re.compile(
    rf"""(?:[^{{}}()\[\]<>"'\#\\]++|{IRI}|{"|".join(STRINGS)}|{COMMENT}|\\.|>(?!>)|<(?!<))*+
         (<<|>>|[{{}}()\[\]])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with its prologue, from `start` to `end` of the text.

    `outline` is it without the data of INSERT DATA or DELETE DATA.
    """

    start: int
    end: int
    outline: str


def operations(text: str, most_depth: int) -> list[Operation]:
    """The operations of an update, the empty one after the last semicolon included.

    Raise RefusedQuery for data that nest deeper than `most_depth`.
    """
    found: list[Operation] = []
    start = position = kept = depth = 0
    outline = ""
    while True:
        match = _OUTSIDE.match(text, position)
        position = match.end() if match else position
        mark = text[position : position + 1]
        if data := _DATA.match(text, position):
            outline += text[kept : data.end()]
            position = kept = _end_of_data(text, data.end(), most_depth)
        elif mark == "" or (mark == ";" and depth == 0):
            found.append(Operation(start, position, outline + text[kept:position]))
            start = kept = position + 1
            outline = ""
            if not mark:
                return found
        else:
            depth = max(depth + (mark == "{") - (mark == "}"), 0)
        position += 1


def _end_of_data(text: str, position: int, most_depth: int) -> int:
    """Where the brace closes that opened before `position`; the end of a text without it."""
    depth = 1
    while match := _INSIDE.match(text, position):
        depth += 1 if match[1] in ("{", "(", "[", "<<") else -1
        if depth > most_depth:
            raise RefusedQuery(
                f"the data nest deeper than KG_MAX_QUERY_DEPTH allows ({most_depth}). "
                "Flatten them, or raise the setting."
            )
        if depth == 0:
            return match.end() - 1
        position = match.end()
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
