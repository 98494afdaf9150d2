"""The surface of a SPARQL text: what is left of it without its terms and comments.

Whoever counts words or brackets on the surface counts none that is only data. One pass of a
compiled expression makes it, and no token becomes an object: a hundred kilobytes take
milliseconds, and a text with too many terms is given up early.

The engine has no lexer: its parser takes `<` for the operator wherever an operator may stand, and
for the begin of an IRI elsewhere. The expressions here do not know the place and always take the
IRI. `doubtful` finds where that may be wrong, which is within the parentheses of an expression,
after an operand; everywhere else both read alike.
"""

import regex as re

from kg.errors import RefusedQuery
from kg.sparql.expression import Expression
from kg.sparql.tokens import COMMENT, GAP, IRI, IRI_INSIDE, LOCAL, PREFIX, STRINGS

_SUFFIX = rf"(?:@[A-Za-z]++(?:-{{1,2}}[A-Za-z0-9]++)*+|{GAP}\^\^{GAP}(?:{IRI}|{PREFIX}{LOCAL}))?+"
_LITERALS = [text + _SUFFIX for text in STRINGS]
_NUMBER = r"[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+"
_DATUM = rf"(?:{IRI}|[+-]?{_NUMBER}|(?i:UNDEF|true|false)|{'|'.join(_LITERALS)}|{PREFIX}{LOCAL})"
# Data by the thousand, and no deeper for it: a block of VALUES, a list after IN.
_LISTS = (
    rf"(?i:ALUES){GAP}(?:[?$]\w++|\((?:{GAP}[?$]\w++)*+{GAP}\)){GAP}"
    rf"\{{(?:[ \t\r\n()]++|{COMMENT}|{_DATUM})*+\}}",
    rf"[Nn]{GAP}\({GAP}{_DATUM}{GAP}(?:,{GAP}{_DATUM}{GAP})*+\)",
)
_IN_LISTS = [letter + _LISTS["Ii".find(letter) >= 0] for letter in "VvIi"]
# Of a name only the local part is data: before the colon may stand a keyword, close to a name.
_LOCAL_PART = r""":(?:(?!-)(?:[^\s()\[\]{}<>"'`,;|/^+*=!&?$\#@~\\]++|\\.)*+)"""
_COMMENTS = rf"{COMMENT}(?:[ \t\r\n]++{COMMENT})*+"
TERMS = "|".join(  # each begins with one fixed character, which makes the search fast
    [IRI, *_LITERALS, r"\?\w++", r"\$\w++", _LOCAL_PART, r"\\.", *_IN_LISTS]
    + [first + r"[0-9]*+(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+" for first in "0123456789"]
)
_HIDDEN = Expression(rf"(?:{TERMS}|{_COMMENTS})")
_CODE = rf"""(?:[^<"'\#\\]++|{IRI}|<|\\.)"""
_NO_CODE = Expression(rf"(?:{'|'.join(STRINGS)}|{_COMMENTS})|({_CODE}{_CODE}*+|.)")
# After `<`, a scheme with `//` can be no operand: that is an IRI, or the text is no SPARQL.
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]{0,30}://"
_OPAQUE_IRI = rf"<(?!{_SCHEME}){IRI_INSIDE}>"
_OPAQUE = re.compile(_OPAQUE_IRI, re.VERBOSE)
# Brackets, and opaque IRIs that do not follow an operator, a comma or an opening parenthesis.
_AFTER_OPERATOR = r"(?:(?<=[^\\][=,!&|*/+])|(?<=[^\\][=,!&|*/+][ ]))"
_PLACES = Expression(
    rf"""(?:{"|".join((*STRINGS, COMMENT, *_IN_LISTS))}|<{_SCHEME}{IRI_INSIDE}>|\\.|["'\\VvIi]
          |[^(){{}}\[\]<"'\#\\VvIi]++(?:{_AFTER_OPERATOR}{_OPAQUE_IRI})?+
        )*+
        (<{_OPAQUE_IRI}|<<\(|{_OPAQUE_IRI}|\({GAP}(?:{_OPAQUE_IRI})?|[{{\[)}}\]<]|\Z)"""
)
_BRACKETS = re.compile(r"<<|>>|[(){}\[\]]")
_STEP = {"(": 1, "[": 1, "{": 1, "<<": 1, ")": -1, "]": -1, "}": -1, ">>": -1}
_MEANS_MORE = re.compile(r"[#'()\[\]]")  # outside an IRI: a comment, a string, a bracket


class Unended(RefusedQuery):
    """A string does not end."""


def prepare() -> None:
    """Compile what is used for each query, so that the first one need not wait for it."""
    for expression in (_HIDDEN, _NO_CODE, _PLACES):
        expression.prepare()


def read(text: str, most_terms: int) -> tuple[str, int]:
    """The surface in capitals, and how many terms and brackets the text has, as far as counted.

    Lists of VALUES and IN count as one. Beyond `most_terms` the surface is only begun.
    Raise Unended for a string that does not end.
    """
    surface, terms = _HIDDEN.compiled.subn(" ", text, most_terms + 1)
    if terms > most_terms:
        return surface, terms
    surface = surface.upper()
    if '"' in surface or "'" in surface:
        raise Unended("a string does not end, or has an escape that SPARQL does not know.")
    return surface, terms + sum(map(surface.count, ("(", "[", "{", "~", "TRUE", "FALSE")))


def without_strings(text: str) -> str:
    """The text without strings and comments; IRIs and names stay. Offsets are not kept."""
    return " ".join(_NO_CODE.compiled.findall(text))


def nests_deeper(surface: str, limit: int) -> bool:
    """Whether brackets nest deeper than `limit`, `<<` and `{|` among them."""
    if sum(map(surface.count, ("(", "[", "{", "<<"))) <= limit:
        return False
    depth = 0
    for bracket in _BRACKETS.findall(surface):
        depth = max(depth + _STEP[bracket], 0)
        if depth > limit:
            return True
    return False


def doubtful(text: str) -> str:
    """What is within IRIs that the engine may read as an operator `<` and operands after it.

    Raise RefusedQuery where those operands may begin a string or comment, or have brackets: the
    rest of the text would then mean something else.
    """
    if not _OPAQUE.search(text):
        return ""
    open_brackets: list[str] = []
    found: list[str] = []
    for place in _PLACES.compiled.findall(text):
        first = place[:1]
        if first in (")", "]", "}"):
            if open_brackets:
                open_brackets.pop()
        elif place == "<<(":
            open_brackets.append(place)
        elif first and first != "<":
            open_brackets.append(first)
        elif len(place) > 1 and (place[1] == "<" or open_brackets[-1:] == ["("]):
            if _MEANS_MORE.search(place):
                raise RefusedQuery(
                    f"'{place[:60]}' may be an IRI, or a comparison and what follows. "
                    "Put a space after '<', or write the IRI as a prefixed name."
                )
            found.append(place[1:-1])
    return " ".join(found)
