"""Binding: parameters enter a saved query as terms, never as text.

Each group of the query that mentions a parameter gets a VALUES block with the serialised term.
The engine's own substitution leaves a variable free in a sub-SELECT that does not project it; this
binds the variable wherever it stands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from kg.errors import InvalidRequest
from kg.model.term import Iri, Term
from kg.sparql.tokens import Token, kept, unescape
from kg.vocab import DEFAULT_BASE, XSD_STRING

_BAD_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_LANG = re.compile(r"[a-zA-Z]+(-[a-zA-Z0-9]+)*\Z")


class Unserialisable(InvalidRequest):
    """What no term of RDF can have in it."""


def serialise(term: Term) -> str:
    """The term in SPARQL; raise Unserialisable for what no term can have."""
    if isinstance(term, Iri):
        if _BAD_IRI.search(term.value) or ":" not in term.value:
            raise Unserialisable(f"'{term.value[:100]}' is not an absolute IRI.")
        return f"<{term.value}>"
    if any("\ud800" <= character <= "\udfff" for character in term.value):
        raise Unserialisable("a lone surrogate cannot be part of a text.")
    text = '"' + "".join(_ESCAPES.get(character, character) for character in term.value) + '"'
    if term.lang:
        if not _LANG.match(term.lang):
            raise Unserialisable(f"'{term.lang[:40]}' is not a language tag.")
        return f"{text}@{term.lang}"
    return text if term.datatype == XSD_STRING else f"{text}^^<{term.datatype}>"


def rebase(query: str, base: str) -> str:
    """The query with every IRI under the default base moved to `base`."""
    if base == DEFAULT_BASE:
        return query
    text = unescape(query)
    for token in reversed(kept(text)):
        if token.kind == "iri" and token.text.startswith(f"<{DEFAULT_BASE}"):
            moved = f"<{base}{token.text.removeprefix(f'<{DEFAULT_BASE}')}"
            text = text[: token.start] + moved + text[token.end :]
    return text


class _Kind(Enum):
    """What a pair of braces holds."""

    PATTERN = auto()
    SUBSELECT = auto()
    OTHER = auto()  # a template, or a block of data


@dataclass(slots=True)
class _Group:
    """A pair of braces: where it opens, and which variables stand directly in it."""

    opened: int
    kind: _Kind
    variables: set[str] = field(default_factory=set)


def bind(query: str, values: Mapping[str, Term]) -> str:
    """The query with the variables bound; names come without the question mark."""
    text = _with_template(unescape(query))
    rows = {name: serialise(term) for name, term in values.items()}
    insertions: dict[int, str] = {}
    for group in _groups(text):
        mentioned = sorted(group.variables & rows.keys())
        block = "".join(f" VALUES ?{name} {{ {rows[name]} }}" for name in mentioned)
        if block:
            insertions[group.opened] = block
    for position in sorted(insertions, reverse=True):
        text = text[:position] + insertions[position] + text[position:]
    return text


def _with_template(text: str) -> str:
    """CONSTRUCT WHERE written out, because its short form takes no VALUES."""
    found = kept(text)
    for index, token in enumerate(found[:-1]):
        if token.is_word("CONSTRUCT") and found[index + 1].text != "{":
            opened = next((t for t in found[index:] if t.text == "{"), None)
            closed = next((t for t in reversed(found) if t.text == "}"), None)
            if opened and closed:
                body = text[opened.start : closed.end]
                return f"{text[: token.end]} {body} {text[token.end :]}"
    return text


def bindable(text: str) -> set[str]:
    """The variables that stand in some group, where `bind` can reach them."""
    plain = _with_template(unescape(text))
    return {name for group in _groups(plain) for name in group.variables}


def _groups(text: str) -> list[_Group]:
    """The group graph patterns of an unescaped query, in the order in which they close."""
    found: list[_Group] = []
    stack: list[_Group] = []
    before: list[Token] = []
    for token in kept(text):
        if token.text == "{":
            stack.append(_Group(token.end, _kind(before, stack)))
        elif token.text == "}" and stack:
            group = stack.pop()
            if group.kind is _Kind.PATTERN:
                found.append(group)
        elif token.is_word("SELECT") and before and before[-1].text == "{" and stack:
            stack[-1].kind = _Kind.SUBSELECT
        elif token.kind == "variable" and stack:
            stack[-1].variables.add(token.text[1:])
        before.append(token)
    return found


def _kind(before: list[Token], stack: list[_Group]) -> _Kind:
    """What the brace that comes next opens."""
    if stack and stack[-1].kind is _Kind.OTHER:
        return _Kind.OTHER
    last = before[-1] if before else None
    if last and last.is_word("CONSTRUCT"):
        return _Kind.OTHER
    if last and last.kind == "variable" and len(before) > 1 and before[-2].is_word("VALUES"):
        return _Kind.OTHER
    if last and last.text == ")":
        depth = 0
        for position in range(len(before) - 1, -1, -1):
            depth += (before[position].text == ")") - (before[position].text == "(")
            if depth == 0:
                values = position > 0 and before[position - 1].is_word("VALUES")
                return _Kind.OTHER if values else _Kind.PATTERN
    return _Kind.PATTERN


def assigned(text: str) -> set[str]:
    """The variables of an unescaped query that something is assigned to: `AS ?x`, `VALUES ?x`."""
    found: set[str] = set()
    before: Token | None = None
    listed = False  # within the parentheses after VALUES
    for token in kept(text):
        follows = before is not None and before.is_word("AS", "VALUES")
        if token.kind == "variable" and (follows or listed):
            found.add(token.text[1:])
        listed = (token.text == "(" and before is not None and before.is_word("VALUES")) or (
            listed and token.kind == "variable"
        )
        before = token
    return found


def subselects(text: str) -> list[tuple[set[str] | None, set[str]]]:
    """Of each sub-SELECT: the variables that it projects (None for *) and those inside it."""
    found = kept(text)
    return [
        (_projected(found, index), _inside(found, index))
        for index, token in enumerate(found)
        if token.is_word("SELECT") and index and found[index - 1].text == "{"
    ]


def _projected(found: Sequence[Token], select: int) -> set[str] | None:
    projected: set[str] = set()
    depth = 0
    for token in found[select + 1 :]:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "{":
            break
        if token.text == "*" and not depth:
            return None
        if token.kind == "variable" and not depth:
            projected.add(token.text[1:])
    return projected


def _inside(found: Sequence[Token], select: int) -> set[str]:
    """The variables of the group of the sub-SELECT, as far as it goes."""
    inside: set[str] = set()
    depth = 0
    for token in found[select + 1 :]:
        depth += (token.text == "{") - (token.text == "}")
        if token.kind == "variable" and depth > 0:
            inside.add(token.text[1:])
        if token.text == "}" and depth <= 0:
            break
    return inside
