"""Binding: parameters enter a saved query as terms, never as text.

Each group of the query that mentions a parameter gets a VALUES block with the serialised term.
The engine's own substitution leaves a variable free in a sub-SELECT that does not project it; this
binds the variable wherever it stands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import InvalidRequest
from kg.model.term import Iri, Term
from kg.sparql.tokens import Token, tokens, unescape
from kg.vocab import DEFAULT_BASE, XSD_STRING

_BAD_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_LANG = re.compile(r"[a-zA-Z]+(-[a-zA-Z0-9]+)*\Z")


def serialise(term: Term) -> str:
    """The term in SPARQL; raise InvalidRequest for what no term can have."""
    if isinstance(term, Iri):
        if _BAD_IRI.search(term.value) or ":" not in term.value:
            raise InvalidRequest(f"'{term.value[:100]}' is not an absolute IRI.")
        return f"<{term.value}>"
    if any("\ud800" <= character <= "\udfff" for character in term.value):
        raise InvalidRequest("a lone surrogate cannot be part of a text.")
    text = '"' + "".join(_ESCAPES.get(character, character) for character in term.value) + '"'
    if term.lang:
        if not _LANG.match(term.lang):
            raise InvalidRequest(f"'{term.lang[:40]}' is not a language tag.")
        return f"{text}@{term.lang}"
    return text if term.datatype == XSD_STRING else f"{text}^^<{term.datatype}>"


def rebase(query: str, base: str) -> str:
    """The query with every IRI under the default base moved to `base`."""
    if base == DEFAULT_BASE:
        return query
    text = unescape(query)
    for token in reversed(list(tokens(text))):
        if token.kind == "iri" and token.text.startswith(f"<{DEFAULT_BASE}"):
            moved = f"<{base}{token.text.removeprefix(f'<{DEFAULT_BASE}')}"
            text = text[: token.start] + moved + text[token.end :]
    return text


@dataclass(slots=True)
class _Group:
    """A group graph pattern: where it opens and which variables stand directly in it."""

    opened: int
    pattern: bool
    variables: set[str] = field(default_factory=set)


def bind(query: str, values: Mapping[str, Term]) -> str:
    """The query with the variables bound; names come without the question mark."""
    text = unescape(query)
    rows = {name: serialise(term) for name, term in values.items()}
    insertions: dict[int, str] = {}
    for group in groups(text):
        mentioned = sorted(group.variables & rows.keys())
        block = "".join(f" VALUES ?{name} {{ {rows[name]} }}" for name in mentioned)
        if block:
            insertions[group.opened] = block
    for position in sorted(insertions, reverse=True):
        text = text[:position] + insertions[position] + text[position:]
    return text


def groups(text: str) -> list[_Group]:
    """The group graph patterns of an unescaped query, in the order in which they close."""
    found: list[_Group] = []
    stack: list[_Group] = []
    before: list[Token] = []
    for token in tokens(text):
        if token.text == "{":
            stack.append(_Group(token.end, _opens_pattern(before, stack)))
        elif token.text == "}" and stack:
            group = stack.pop()
            if group.pattern:
                found.append(group)
        elif token.kind == "variable" and stack and stack[-1].pattern:
            stack[-1].variables.add(token.text[1:])
        before.append(token)
    return found


def _opens_pattern(before: list[Token], stack: list[_Group]) -> bool:
    """Whether the brace that comes next opens a pattern, not a template or a block of data."""
    if not before:
        return True
    last = before[-1]
    if last.is_word("CONSTRUCT"):
        return False
    if last.kind == "variable" and len(before) > 1 and before[-2].is_word("VALUES"):
        return False
    if last.text == ")":
        depth = 0
        for position in range(len(before) - 1, -1, -1):
            depth += (before[position].text == ")") - (before[position].text == "(")
            if depth == 0:
                return not (position and before[position - 1].is_word("VALUES"))
    return not (stack and not stack[-1].pattern)


def subselects(text: str) -> list[tuple[set[str] | None, set[str]]]:
    """Of each sub-SELECT: the variables that it projects (None for *) and those inside it."""
    found: list[tuple[set[str] | None, set[str]]] = []
    all_tokens = list(tokens(text))
    for index, token in enumerate(all_tokens):
        if not token.is_word("SELECT") or not index or all_tokens[index - 1].text != "{":
            continue
        projected: set[str] | None = set()
        position, depth = index + 1, 0
        while all_tokens[position].text != "{" or depth:
            current = all_tokens[position]
            depth += (current.text == "(") - (current.text == ")")
            if current.text == "*" and not depth:
                projected = None
            elif current.kind == "variable" and not depth and projected is not None:
                projected.add(current.text[1:])
            position += 1
        inside: set[str] = set()
        braces = 0
        for current in all_tokens[position:]:
            braces += (current.text == "{") - (current.text == "}")
            if current.kind == "variable":
                inside.add(current.text[1:])
            if braces == 0:
                break
        found.append((projected, inside))
    return found
