"""Markup: the tags and texts of HTML in order, in one pass that no input slows down."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.sentence import Span

_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]{0,40}")
_ATTRIBUTE = re.compile(
    r"""([A-Za-z_:][\w:.-]{0,60})\s{0,20}=\s{0,20}("[^"]*"|'[^']*'|[^\s"'>]+)"""
)
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
MAX_TAG = 4_000  # characters of one tag; a longer one is read no further


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or a closing tag; names in small letters."""

    name: str
    closing: bool
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text between tags; `raw` is of a script, a style or the title."""

    span: Span
    raw: str = ""


def parts(text: str) -> Iterator[Tag | Text]:
    """The tags and texts of `text`; comments and declarations are left out."""
    at, size = 0, len(text)
    while at < size:
        opens = text.find("<", at)
        if opens < 0:
            yield Text(Span(at, size))
            return
        if opens > at:
            yield Text(Span(at, opens))
        if text.startswith("<!--", opens):
            end = text.find("-->", opens + 4)
            at = size if end < 0 else end + 3  # what is never closed hides the rest
            continue
        match = _NAME.match(text, opens + 1)
        if match is None:
            if text[opens + 1 : opens + 2] in ("!", "?"):
                end = text.find(">", opens)
                at = size if end < 0 else end + 1
            else:
                yield Text(Span(opens, opens + 1))
                at = opens + 1
            continue
        end = _close(text, match.end())
        if end < 0:
            return
        name = match.group().lower()
        closing = name.startswith("/")
        inside = text[match.end() : min(end, match.end() + MAX_TAG)]
        yield Tag(name.lstrip("/"), closing, {} if closing else _attributes(inside))
        at = end + 1
        if not closing and name in _RAW and not inside.endswith("/"):
            stop = _raw_end(text, name, at)
            if stop > at:
                yield Text(Span(at, stop), raw=name)
            at = stop


def _close(text: str, at: int) -> int:
    """The ">" of a tag; one in quotation marks is none."""
    end = text.find(">", at)
    while end >= 0 and end - at < MAX_TAG:
        inside = text[at:end]
        if inside.count('"') % 2 == 0 or "=" not in inside:
            return end
        end = text.find(">", end + 1)
    return text.find(">", at)


def _raw_end(text: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


def _attributes(inside: str) -> dict[str, str]:
    found = {
        match[1].lower(): html.unescape(match[2].strip("\"'"))
        for match in _ATTRIBUTE.finditer(inside)
    }
    for word in inside.split():  # those without a value
        if word.lower() in ("hidden", "inert"):
            found.setdefault(word.lower(), "")
    return found
