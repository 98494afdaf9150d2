"""The gate before the workers: what can be refused by a look at the text.

Six kilobytes of braces overflow the stack of whatever parses them, so nothing here parses. What
passes may still be no SPARQL; the engine says so. Two readings are looked at where the text has
codepoint escapes: as it stands, since the engine resolves them only in strings and IRIs, and with
all of them resolved, as SPARQL 1.1 (section 19.2) has it.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import regex as re

from kg.config import Settings
from kg.errors import Forbidden, RefusedQuery, TooLarge
from kg.model.term import Iri
from kg.sparql import linkage, surface, updates
from kg.sparql.binding import serialise
from kg.sparql.reach import NOWHERE, Prologue, check_load, check_services
from kg.sparql.tokens import GAP, IRI, LOCAL, PREFIX, STRINGS, tokens, unescape

_HEAD = re.compile(
    rf"""{GAP}(?:(?:(?i:BASE){GAP}{IRI}|(?i:PREFIX){GAP}{PREFIX}{GAP}{IRI}
        |(?i:VERSION){GAP}(?:{STRINGS[2]}|{STRINGS[3]})){GAP})*+(?P<word>[A-Za-z]*+)""",
    re.VERBOSE,
)
_FORM = re.compile(r"(?:SELECT|ASK|CONSTRUCT|DESCRIBE)", re.IGNORECASE)
_UPDATE = re.compile(r"(?:LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)", re.IGNORECASE)
_LOAD_TARGET = re.compile(
    rf"(?i:LOAD){GAP}(?:(?i:SILENT){GAP})?+({IRI}|{PREFIX}{LOCAL})", re.VERBOSE
)
_WORDS = re.compile(rf"(?<![A-Z0-9_])({_FORM.pattern}|{_UPDATE.pattern})(?![A-Z0-9_])")
_SIGNS = ("+", "-", "*", "/", "!", "=", "<", ">", "|", "&", "^")
_DOUBLE_SIGNS = ("||", "&&", "!=", "<=", ">=", "<<", ">>", "{|", "|}", "^^")
_OPERATIONS = (
    "UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "EXISTS", "GRAPH", "SERVICE", "VALUES",
    "LATERAL", "SELECT",
)  # fmt: skip
_FROM_PREFIX = re.compile(r"PREFIX[^:]*\bFROM[^:]*:", re.IGNORECASE)
_MOST_RESOURCES = 5_000  # tokens of a DESCRIBE that are looked at
_DATASET = re.compile(r"FROM|[(){}\[\]]")


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
    """A query that may go to a worker.

    `has_dataset` is whether it has a FROM clause, `body` where its prologue ends.
    """

    text: str
    form: Form
    has_dataset: bool
    body: int = 0

    @property
    def bounded(self) -> bool:
        """Whether its answer may be streamed from the first row on, as its patterns hang together.

        False says only that this is not sure.
        """
        return self.form is Form.BOOLEAN or linkage.is_bounded(self.text[self.body :])


@dataclass(frozen=True, slots=True)
class Update:
    """An update that may go to a store.

    Where it has a LOAD of a target that is not allowed, the target in `text` is one that nobody
    can reach: the engine still tells what is malformed, and a LOAD SILENT is silent. `forbidden`
    is then why the update failed, where it fails.
    """

    text: str
    forbidden: Forbidden | None = None


def examine(text: str, settings: Settings) -> Query:
    """Look at the text; raise RefusedQuery, Forbidden or TooLarge, naming the setting."""
    _check_size("query", text, settings.max_query_bytes, "KG_MAX_QUERY_BYTES")
    head = _HEAD.match(text)
    begin, word = (head.start("word"), head["word"]) if head else (0, "")
    first = _FORM.match(word)
    body = text[begin:] if first else text
    seen = _surface("query", body, settings)
    name = first[0].upper() if first else _first_form(word, seen)
    plain = unescape(text)
    if plain != text:
        with suppress(surface.Unended):  # illegal in this reading, so nobody runs it
            _surface("query", plain, settings)
    if "SERVICE" in plain.upper():
        for reading in {text, plain}:
            _check_reach(reading, seen, settings.allowed_targets)
    dataset = "FROM" in seen and _has_dataset(seen, name)
    if dataset and name == "DESCRIBE" and _FROM_PREFIX.search(text, 0, begin):
        dataset = _has_from(body)
    return Query(text, _FORMS[name], dataset, begin if first else 0)


def examine_update(
    text: str,
    settings: Settings,
    using_default: Collection[str] = (),
    using_named: Collection[str] = (),
) -> Update:
    """Look at an update, and put its protocol dataset (IRIs) into it as USING clauses.

    Raise InvalidRequest where both the protocol and the text give a dataset: SPARQL 1.1 Protocol,
    section 2.2.3; RefusedQuery, Forbidden or TooLarge as for a query. The limits hold for each
    operation; the blocks of INSERT DATA and DELETE DATA are limited by length and depth alone.
    A long update takes a second for 30 MB, in steps of milliseconds: look at it in a thread.
    """
    try:
        return _examined(text, settings, using_default, using_named)
    except MemoryError:  # an expression keeps a state for each escape, each term of a list
        raise TooLarge(
            "the update has a string with millions of escapes, or a list of millions of terms, "
            "which is more than can be looked at. Write the characters themselves, split the "
            "list, or send the graph to /graphs."
        ) from None


def _examined(
    text: str, settings: Settings, using_default: Collection[str], using_named: Collection[str]
) -> Update:
    _check_size("update", text, settings.max_update_bytes, "KG_MAX_UPDATE_BYTES")
    clauses = [f"USING {serialise(Iri(iri))}" for iri in using_default]
    clauses += [f"USING NAMED {serialise(Iri(iri))}" for iri in using_named]
    plain = unescape(text)
    if plain != text:
        with suppress(surface.Unended):
            _check_operations(plain, settings)
    safe, forbidden = _check_operations(text, settings)
    if forbidden and _check_operations(safe, settings)[1]:
        raise forbidden  # what was taken for the target was none
    operations = updates.operations(safe, settings) if clauses else []
    return Update(updates.insert_using(safe, operations, " ".join(clauses)), forbidden)


def _check_operations(text: str, settings: Settings) -> tuple[str, Forbidden | None]:
    """The text without a target of LOAD that is not allowed, and what is said of the last one."""
    operations = updates.operations(text, settings)
    capitals = text.upper()
    reaches = "SERVICE" in capitals or "LOAD" in capitals
    prologue, safe = Prologue(), text
    forbidden: Forbidden | None = None
    for operation in operations:
        seen = _surface("update", operation.outline, settings)
        start = prologue.read(operation.outline)
        body = operation.outline[start:]
        if not body and operation is operations[-1]:
            break  # an update may be empty, and may end with a semicolon
        if not _UPDATE.match(body):
            raise RefusedQuery(
                f"'{body[:40].strip()}' begins no operation of an update. "
                "A query goes to /sparql; an update begins with INSERT, DELETE, LOAD and the like."
            )
        if reaches:
            code = surface.without_strings(body)
            try:
                check_load(code, prologue, settings.allowed_targets)
            except Forbidden as error:
                target = _LOAD_TARGET.match(text, operation.start + start)
                if not target and not set("<:?$") & set(code):
                    raise RefusedQuery("LOAD has no target.") from None
                if not target:
                    raise
                forbidden, moved = error, len(safe) - len(text)
                begin, end = (place + moved for place in target.span(1))
                safe = f"{safe[:begin]}<{NOWHERE}>{safe[end:]}"
            if "SERVICE" in code.upper():
                _check_braces(seen)
                check_services(code, prologue, settings.allowed_targets)
    return safe, forbidden


def _check_size(what: str, text: str, limit: int, setting: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise RefusedQuery(
            f"the {what} has a lone surrogate, which no text encoding allows."
        ) from None
    if size > limit:
        raise TooLarge(
            f"the {what} has {size:,} bytes, and {setting} allows {limit:,}. "
            "Shorten it, or raise the setting."
        )


def _surface(what: str, text: str, settings: Settings) -> str:
    """The surface of the text; raise RefusedQuery for a limit that it passes."""
    seen, terms = surface.read(text, settings.max_query_terms)
    if terms > settings.max_query_terms:
        raise RefusedQuery(
            f"the {what} has more terms and brackets than KG_MAX_QUERY_TERMS allows "
            f"({settings.max_query_terms:,}). Put data into a VALUES block, or raise the setting."
        )
    operators = _operators(seen)
    if operators <= settings.max_query_operators:
        operators += _operators(surface.doubtful(text))
    if operators > settings.max_query_operators:
        raise RefusedQuery(
            f"the {what} has more operators than KG_MAX_QUERY_OPERATORS allows "
            f"({settings.max_query_operators:,}). Simplify it, or raise the setting."
        )
    if surface.nests_deeper(seen, settings.max_query_depth):
        raise RefusedQuery(
            f"the {what} nests deeper than KG_MAX_QUERY_DEPTH allows "
            f"({settings.max_query_depth}). Flatten it, or raise the setting."
        )
    return seen


def _operators(seen: str) -> int:
    """How many operators there are, words among them."""
    if not seen:
        return 0
    signs = sum(map(seen.count, _SIGNS))
    if signs:
        signs -= sum(map(seen.count, _DOUBLE_SIGNS)) + sum(map(seen.count, ("{|", "|}")))
    return max(signs, 0) + sum(map(seen.count, _OPERATIONS))


def _first_form(word: str, seen: str) -> str:
    """The form of a query whose prologue is wrong or missing; the engine tells what is wrong."""
    found = _UPDATE.match(word) or _WORDS.search(seen)
    if not found:
        raise RefusedQuery("no SELECT, ASK, CONSTRUCT or DESCRIBE in the query.")
    name = found[0].upper()
    if name not in _FORMS:
        raise RefusedQuery(
            f"{name} is an update; the published graph is read-only. It changes by `kg build`."
        )
    return name


def _has_from(body: str) -> bool:
    """Whether there is a FROM before the pattern of a DESCRIBE that knows a prefix `from:`."""
    for token in islice(tokens(body), _MOST_RESOURCES):
        if token.text == "{":
            break
        if token.kind == "word" and token.text.upper().startswith("FROM"):
            return True
    return False


def _has_dataset(seen: str, name: str) -> bool:
    """Whether there is a FROM before the pattern of the query: outside all brackets."""
    depth = groups = 0
    for token in _DATASET.findall(seen):
        if token == "FROM":
            if depth == 0:
                return True
            continue
        if token == "{" and depth == 0:
            groups += 1
            if groups > (name == "CONSTRUCT"):
                return False
        depth += 1 if token in "([{" else -1
    return False


def _check_braces(seen: str) -> None:
    """An unbalanced text is illegal before it is forbidden."""
    if seen.count("{") != seen.count("}"):
        raise RefusedQuery("there are not as many closing braces as opening ones.")


def _check_reach(reading: str, seen: str, allowed: str) -> None:
    prologue = Prologue()
    code = surface.without_strings(reading[prologue.read(reading) :])
    if "SERVICE" in code.upper():
        _check_braces(seen)
        check_services(code, prologue, allowed)
