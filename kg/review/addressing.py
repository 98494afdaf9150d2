"""Addressing: where a document was published, if its text tells exactly one such address."""

import re
from urllib.parse import urlsplit

from kg.extract.reading import Reading

_URL = re.compile(r"https?://[^\s<>\"“”‘’]+")
_AFTER = ".,;:!?)]}'"  # what follows an address and is not a part of it


def address_of(reading: Reading) -> str | None:
    """The one http(s) address of the text that is more than a host, if it stands in the noise.

    None where there are several, or the one is a part of the content: that is of something else.
    """
    found: dict[str, int] = {}
    for match in _URL.finditer(reading.text):
        url = match.group().rstrip(_AFTER)
        if _is_page(url):
            found.setdefault(url, match.start())
    if len(found) != 1:
        return None
    ((url, start),) = found.items()
    inside = any(each.span.start <= start < each.span.end for each in reading.noise)
    return url if inside else None


def _is_page(url: str) -> bool:
    """Whether it leads to more than the front page of a host."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a host in brackets that is no address
        return False
    return bool(parts.hostname and (parts.path.strip("/") or parts.query))
