"""What a client takes: the Accept header and `format=` against what is on offer.

Source: RFC 9110, section 12.5.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from kg.sparql.formats import SYNONYMS

HTML = "text/html"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header."""

    type: str
    subtype: str
    quality: float

    def matches(self, media_type: str) -> int:
        """How exactly it matches: 0 not at all, 1 */*, 2 type/*, 3 the type itself."""
        kind, _, subtype = media_type.partition("/")
        if self.type == "*" and self.subtype == "*":
            return 1
        if self.type != kind:
            return 0
        if self.subtype == "*":
            return 2
        return 3 if self.subtype == subtype else 0


def ranges(header: str) -> list[Range]:
    """The ranges of an Accept header; what cannot be read is left out."""
    found = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, subtype = name.lower().partition("/")
        if not slash:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        found.append(Range(kind, subtype, quality))
    return found


def choose(header: str | None, offered: Sequence[str]) -> str | None:
    """The best of the offered media types, the first among equals; None if none will do."""
    if not header or not header.strip():
        return offered[0]
    accepted = ranges(header)
    best, best_quality = None, 0.0
    for media_type in offered:
        aliases = [media_type, *(alias for alias, name in SYNONYMS.items() if name == media_type)]
        quality = max(_quality(accepted, alias, alias != media_type) for alias in aliases)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def _quality(accepted: list[Range], media_type: str, alias: bool) -> float:
    """The quality of the most exact range; an alias counts only where it is named itself."""
    matched = [(each.matches(media_type), each.quality) for each in accepted]
    exactness, quality = max(matched, default=(0, 0.0))
    return quality if exactness == 3 or (exactness and not alias) else 0.0


def prefers_html(request: Request) -> bool:
    """Whether a page is wanted rather than JSON: what browsers ask for, and no `format=`."""
    if "format" in request.query_params:
        return request.query_params["format"] == "html"
    return choose(request.headers.get("accept"), [JSON, HTML]) == HTML
