r"""Tokens of a SPARQL text: enough to see its shape without parsing it.

The patterns below say what the grammar and the engine's parser say, no more and no less: a string
that only one of both took for a string could hide a word from whoever looks at the other reading.
Source: SPARQL 1.1 Query Language, sections 19.2 (codepoint escapes) and 19.8 (grammar).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex as re  # the re of Python 3.11.2 runs away on possessive groups (CPython gh-106052)

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# PN_CHARS_BASE and PN_CHARS of the grammar, as the inside of a character class.
_LETTER = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = _LETTER + r"_0-9\u00b7\u0300-\u036f\u203f\u2040"
# UCHAR of a character, so of no surrogate: the engine takes no other.
_UCHAR = (
    r"\\u(?![dD][89abABcdefCDEF])[0-9A-Fa-f]{4}"
    r"|\\U(?!0000[dD][89abABcdefCDEF])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}"
)
_CHARACTER = rf"(?:\\[tbnrf\"'\\]|{_UCHAR})"
# What stands between the angle brackets of an IRI. Possessive, as everything here: linear.
IRI_INSIDE = rf'(?:[^<>"{{}}|^`\\\x00-\x20]++|{_UCHAR})*+'
IRI = f"<{IRI_INSIDE}>"
STRINGS = (
    rf'"""(?:(?:""?)?+(?:[^"\\]++|{_CHARACTER}))*+"""',
    rf"'''(?:(?:''?)?+(?:[^'\\]++|{_CHARACTER}))*+'''",
    rf'"(?:[^"\\\n\r]++|{_CHARACTER})*+"',
    rf"'(?:[^'\\\n\r]++|{_CHARACTER})*+'",
)
COMMENT = r"\#[^\n\r]*+"
GAP = rf"(?:[ \t\r\n]++|{COMMENT})*+"
PREFIX = rf"(?:[{_LETTER}](?:[{_NAME}.-]{{0,200}}[{_NAME}-])?)?:"
LOCAL = rf"(?:[{_NAME}:-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]|\.(?=[{_NAME}:%\\.-]))*+"
_TOKEN = re.compile(
    rf"""
    (?P<comment>{COMMENT})
  | (?P<iri>{IRI})
  | (?P<string>{"|".join(STRINGS)})
  | (?P<variable>[?$]\w+)
  | (?P<name>{PREFIX}{LOCAL})
  | (?P<word>@?[^\W\d]\w*(?:-\w+)*)
  | (?P<open>[{{(\[])
  | (?P<close>[}})\]])
  | (?P<other>\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is a group of the grammar above; offsets are into the text that was read."""

    kind: str
    text: str
    start: int
    end: int

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


def unescape(text: str) -> str:
    """The text after codepoint escapes, which SPARQL resolves before anything else."""
    return _ESCAPE.sub(_character, text) if "\\u" in text or "\\U" in text else text


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else match[0]


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, comments left out."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind and kind != "comment":
            yield Token(kind, match.group(), match.start(), match.end())


@lru_cache(maxsize=256)
def kept(text: str) -> tuple[Token, ...]:
    """The same of a query of our own: it is looked at seven times before its first answer."""
    return tuple(tokens(text))
