"""Tokens: the words and marks of a text with their places."""

import re
from dataclasses import dataclass

from kg.model.sentence import Span

_TOKEN = re.compile(
    r"(?:HK|US|MOP|NT|A|S)\$|(?:RMB|MOP|HKD|USD|CNY)(?=\d)|[$€£¥%]"  # money
    r"|(?<![\d.,] )\d{1,3}(?: \d{3})+(?![\w.,]?\d| \d)"  # "50 000"
    r"|\d+(?:,\d{3})*(?:\.\d+)?(?:(?:st|nd|rd|th)?(?![A-Za-z\d])"
    r"|(?=(?:[kcm]?m|kg|ha|sqm|[kMG]Wh?|[mbt]n)(?![A-Za-z\d])))"  # "230km", "3.5bn"
    r"|Co\.,? Ltd\.?"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Hon|Mdm)\.(?=\s)"
    r"|(?!(?:U\.[SKN]|D\.C|P\.R)\.)(?:[A-Z]\.){2,3}(?= [A-Z][a-z])"  # "C.Y. Leung"
    r"|(?<=[a-z] )[A-Z]\.(?= [A-Z\u00c0-\u00de][a-z])"  # "Conde S. Januário", "John F. Lee"
    r"|(?:[’']s|[’'](?:ll|re|ve|d|m))(?![A-Za-z])"  # what a word may lean on
    r"|[A-Za-z]+n[’']t(?![A-Za-z])"
    r"|[A-Za-z\u00c0-\u024f]+"
    r"(?:(?:[-\u2010\u2011](?![A-Z])|(?<=[A-Za-z])-(?=(?:General|Chancellor|President|Premier|Chairman|Mayor|Minister)\b)|(?<=[A-Z])&(?=[A-Z])"
    r"|[’'](?!(?:s|ll|re|ve|d|m|t)(?![A-Za-z])))[A-Za-z0-9\u00c0-\u024f]+)*"
    r"|\d+[A-Za-z]+|[^\W\d_A-Za-z]+|[^\w\s]|\d+|_"
)
_NOT = re.compile(r"([A-Za-z]+)(n[’']t)\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `lower` is its text in lower case."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The tokens of `text`, or of `span` of it; offsets are those of the whole."""
    within = span or Span(0, len(text))
    found: list[Token] = []
    for match in _TOKEN.finditer(text, within.start, within.end):
        word, start = match.group(), match.start()
        split = _NOT.match(word) if "'" in word or "’" in word else None
        if split:
            middle = start + len(split[1])
            found.append(Token(split[1], split[1].lower(), start, middle))
            found.append(Token(split[2], split[2].lower(), middle, match.end()))
        else:
            found.append(Token(word, word.lower(), start, match.end()))
    return tuple(found)
