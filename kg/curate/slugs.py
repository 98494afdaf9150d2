"""Slugs: names of documents and entities in files and addresses."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 60  # letters of a slug that is made from a title
_LITTLE = re.compile(r"^(the|an?)-")


def slug_of(text: str, taken: Container[str] = ()) -> str:
    """`text` in lower case, digits and hyphens, cut at a word; with a number where it is taken.

    Letters that have no plain form, Chinese ones for example, are left out: the slug may be empty.
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    slug = _LITTLE.sub("", re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-"))
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
