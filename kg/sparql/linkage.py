"""Linkage: whether an answer may be streamed, as far as the text of its query tells.

What is streamed cannot become a 503 any more once its first byte is sent, and a cross product
streams for ever. So an answer is streamed at once only if all its patterns are linked. Whatever is
not understood here counts as not linked, which only means that the answer is kept until it is
whole: nothing here needs to be complete.
"""

from functools import cache

import regex as re

from kg.sparql.links import (
    ANONYMOUS,
    Multiplicity,
    Part,
    Unlinked,
    names,
    pattern,
    require_links,
)
from kg.sparql.tokens import COMMENT, IRI, LOCAL, PREFIX, STRINGS

_LONGEST = 20_000  # characters; nothing that anybody wrote by hand is longer
_DEEPEST = 12
_COMPUTED = "AS"  # what BIND and expressions make may be larger than anything in the data
_KEYWORDS = {
    "OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES", "SERVICE", "LATERAL", "UNION",
}  # fmt: skip


def is_bounded(body: str) -> bool:
    """Whether a query, its prologue left out, may be streamed from its first row on."""
    if len(body) > _LONGEST:
        return False
    tokens = [token for token in _token().findall(body) if token]
    if any(token.upper() == _COMPUTED for token in tokens):
        return False
    try:
        _Reader(tokens).query()
    except (Unlinked, IndexError):  # the end of the text where more was due
        return False
    return True


@cache
def _token() -> re.Pattern[str]:
    # made when first needed: its classes of letters take a tenth of a second
    return re.compile(
        rf"""{COMMENT}|((?:{"|".join(STRINGS)})(?:@[\w-]+|\^\^(?:{IRI}|{PREFIX}{LOCAL}))?+|{IRI}
            |[?$]\w++|_:[\w.-]*\w|{PREFIX}{LOCAL}|[+-]?[0-9][\w.]*(?<!\.)|\w++|<<|>>|\{{\||\|\}}|\S)""",
        re.VERBOSE,
    )


class _Reader:
    """Reads tokens from left to right; the grammar is that of SPARQL 1.1, section 19.8."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.multiplicity = Multiplicity()
        self.blanks = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def word(self) -> str:
        return self.peek().upper()

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def query(self) -> None:
        if self.next().upper() == "CONSTRUCT" and self.peek() == "{":
            self.skip_block()
        while self.peek() not in ("{", ""):
            self.skip_block()
        if not self.peek():
            return  # DESCRIBE of names
        self.next()
        parts = [self.group()]
        while self.peek():
            if self.word() == "VALUES":
                parts.append(self.values())
            else:
                self.skip_block()
        require_links(parts)

    def skip_block(self) -> None:
        """One token, or all of a pair of brackets; a group inside parentheses is not looked at."""
        depth = 0
        while True:
            token = self.next()
            if depth and token == "{" and self.tokens[self.at - 2] != "{":
                raise Unlinked
            depth += (token in ("(", "{", "[")) - (token in (")", "}", "]"))
            if depth <= 0:
                return

    def group(self) -> Part:
        """What stands between braces; the first is read already."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unlinked
        if self.word() == "SELECT":
            whole = self.subselect()
        else:
            parts: list[Part] = []
            beside: list[Part] = []
            while self.peek() != "}":
                self.element(parts, beside)
            require_links(parts)
            whole = Part(
                {name for part in parts for name in part.variables},
                {name for part in parts for name in part.subjects},
            )
            for part in beside:
                require_links([whole, part])
        self.next()
        self.depth -= 1
        return whole

    def element(self, parts: list[Part], beside: list[Part]) -> None:
        word = self.word()
        if word == "{":
            parts.append(self.union())
        elif word == ".":
            self.next()
        elif word in ("OPTIONAL", "MINUS"):
            self.next()
            beside.append(self.braces())
        elif word == "GRAPH":
            self.next()
            name = self.next()
            inside = self.braces()
            parts.append(Part(inside.variables | names(name), inside.subjects))
        elif word in ("FILTER", "BIND"):
            self.next()
            self.expression(beside)
        elif word == "VALUES":
            parts.append(self.values())
        elif word in ("SERVICE", "LATERAL", "UNION"):
            raise Unlinked
        else:
            self.triples(self.node(parts), parts)

    def braces(self) -> Part:
        if self.next() != "{":
            raise Unlinked
        return self.group()

    def union(self) -> Part:
        """Groups joined by UNION: only what every branch has can link them to what is outside."""
        whole = self.braces()
        while self.word() == "UNION":
            self.next()
            other = self.braces()
            whole = Part(whole.variables & other.variables, whole.subjects & other.subjects)
            if not whole.variables:
                whole = self.loose()
        return whole

    def loose(self) -> Part:
        """A part that nothing can be linked to."""
        self.blanks += 1
        return Part({f"{ANONYMOUS}{self.blanks}"})

    def subselect(self) -> Part:
        self.next()
        projected: set[str] | None = set()
        while self.peek() != "{":
            if self.peek() == "*":
                projected = None
            elif projected is not None:
                projected |= names(self.peek())
            self.skip_block()
        inside = self.braces()
        while self.peek() != "}":
            if self.word() == "VALUES":
                raise Unlinked
            self.skip_block()
        if projected is None:
            return inside
        if not projected & inside.variables:
            return self.loose()
        return Part(inside.variables & projected, inside.subjects & projected)

    def expression(self, beside: list[Part]) -> None:
        """What follows FILTER or BIND; groups after EXISTS must hang on what is around them."""
        while self.peek() not in ("(", "{"):
            self.next()
        depth = 0
        while True:
            if self.peek() == "{":
                beside.append(self.braces())
            else:
                token = self.next()
                depth += (token == "(") - (token == ")")
            if depth == 0:
                return

    def values(self) -> Part:
        self.next()
        bound: set[str] = set()
        width = 1
        if self.next() == "(":
            while (token := self.next()) != ")":
                bound |= names(token)
            width = len(bound)
        else:
            bound = names(self.tokens[self.at - 1])
        if self.next() != "{" or not width:
            raise Unlinked
        terms = 0
        while (token := self.next()) != "}":
            if token.upper() == "UNDEF" or token == "<<":
                raise Unlinked
            terms += token not in ("(", ")")
        self.multiplicity.add_rows(terms // width)
        return Part(bound, set(bound)) if terms > width else Part()

    def triples(self, subject: str, parts: list[Part]) -> None:
        """Predicates and objects of a subject, up to what no longer belongs to them."""
        while self.peek() not in (".", "]", "}", ")", ""):
            if self.peek() == ";":
                self.next()
                continue
            if self.peek() == "{" or self.word() in _KEYWORDS:
                return
            predicate, turned = self.path()
            self.multiplicity.add_use(predicate)
            while True:
                value = self.node(parts)
                parts.append(pattern(subject, predicate, value, turned=turned))
                if self.peek() != ",":
                    break
                self.next()
                self.multiplicity.add_use(predicate)

    def node(self, parts: list[Part]) -> str:
        """A subject or object; brackets are read, and stand for a variable of their own."""
        token = self.next()
        if token in ("<<", "{|", "{", "}", ")", "]", "~"):
            raise Unlinked
        if token not in ("[", "("):
            return token
        self.depth += 1
        if self.depth > _DEEPEST or token == "(":
            raise Unlinked
        self.blanks += 1
        name = f"{ANONYMOUS}{self.blanks}"
        self.triples(name, parts)
        if self.next() != "]":
            raise Unlinked
        self.depth -= 1
        return name

    def path(self) -> tuple[str, bool]:
        """A predicate, `?` for a variable, and whether it is the inverse of one name."""
        start = self.at
        if names(self.next()):
            return "?", False
        self.at = start
        while True:
            while self.peek() in ("^", "!"):
                self.next()
            self.skip_block()
            while self.peek() in ("*", "+", "?"):
                self.next()
            if self.peek() not in ("/", "|"):
                break
            self.next()
        found = self.tokens[start : self.at]
        return " ".join(found), len(found) == 2 and found[0] == "^"
