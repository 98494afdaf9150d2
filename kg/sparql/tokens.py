"""Tokens of a SPARQL text: enough to see its shape without parsing it.

Source: SPARQL 1.1 Query Language, sections 19.2 (codepoint escapes) and 19.8 (grammar).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# PN_CHARS_BASE and PN_CHARS of the grammar, as the inside of a character class.
_LETTER = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = _LETTER + r"_0-9\u00b7\u0300-\u036f\u203f\u2040"
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"\"\"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''
      |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[LETTER](?:[NAME.-]{0,200}[NAME-])?)?:
      (?:[NAME:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]|\.(?=[NAME:%\\.-]))*)
  | (?P<word>@?[^\W\d]\w*(?:-\w+)*)
  | (?P<open>[{(\[])
  | (?P<close>[})\]])
  | (?P<other>\S)
    """.replace("NAME", _NAME).replace("LETTER", _LETTER),
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is a group of the grammar above; offsets are into the unescaped text."""

    kind: str
    text: str
    start: int
    end: int

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


def unescape(text: str) -> str:
    """The text after codepoint escapes, which SPARQL resolves before anything else."""
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else match[0]


def tokens(text: str) -> Iterator[Token]:
    """The tokens of an unescaped text, comments left out."""
    return (token for token in _walk(text, 0) if token.kind != "comment")


def readings(text: str) -> Iterator[list[Token]]:
    """Every way in which the text may be read, the likely one first.

    Within parentheses `<` may be an operator to the engine, and what follows no IRI. A reading
    that meets one that was told before ends there: all of them together are as long as the text.
    """
    todo, told = [(0, 0)], set[int]()
    while todo:
        reading: list[Token] = []
        start, depth = todo.pop()
        for token in _walk(text, start):
            met = token.start in told
            told.add(token.start)
            depth += (token.text == "(") - (token.text == ")")
            if token.kind == "iri" and depth > 0 and not met:
                todo.append((token.start + 1, depth))
            if token.kind != "comment":
                reading.append(token)
            if met and len(reading) > 1:
                break  # one more token, so that neighbours are seen together
        yield reading


def _walk(text: str, start: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start):
        if match.lastgroup:
            yield Token(match.lastgroup, match.group(), match.start(), match.end())
