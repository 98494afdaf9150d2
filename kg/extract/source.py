"""Source: a file of a curator as text, or a clear word why it is none."""

import codecs
import re
from pathlib import Path

from kg.errors import InvalidRequest, NotFound, TooLarge, Unsupported
from kg.extract.origin import Source
from kg.extract.page import read_page
from kg.extract.pdf import read_pdf

_HTML = ("<!doctype html", "<html")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
_MARK = "\ufeff"
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def open_source(path: Path, max_bytes: int, seconds: float, max_pages: int) -> Source:
    """The text of `path`: of a plain text in UTF-8, nothing normalised, of HTML or of a PDF.

    Raise NotFound, TooLarge (over `max_bytes` or `max_pages`), TooLong (a PDF after `seconds`),
    Unsupported (another format) or InvalidRequest (empty, or in another encoding).
    """
    if not path.is_file():
        raise NotFound(f"{path} is no file.")
    size = path.stat().st_size
    if size > max_bytes:
        raise TooLarge(
            f"{path} has {size:,} bytes, over KG_MAX_DOCUMENT_BYTES ({max_bytes:,}); "
            "cut it into documents, or raise the setting."
        )
    content = path.read_bytes()
    if content.startswith(b"%PDF"):
        return read_pdf(content, str(path), seconds, max_pages)
    return read(content, str(path))


def read(content: bytes, name: str) -> Source:
    """The text of a document called `name`; raise Unsupported or InvalidRequest."""
    text = decode(content, name)
    if text.lstrip()[:15].lower().startswith(_HTML):
        return read_page(text, name)
    if text.lstrip()[:5].lower() == "<?xml":
        raise Unsupported(f"{name} is XML; save its text as UTF-8 and give that.")
    return Source(text)


def decode(content: bytes, name: str) -> str:
    """The characters of a document called `name`; raise Unsupported or InvalidRequest."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InvalidRequest(f"{name} is in UTF-16; save it as UTF-8.")
    control = sum(byte in _CONTROL for byte in content[:4096])
    if control > len(content[:4096]) // 100:
        raise Unsupported(f"{name} is no text: it has control bytes; give a text in UTF-8.")
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            f"{name} is not UTF-8: byte 0x{content[error.start]:02x} at {error.start}; "
            "save it as UTF-8."
        ) from None
    text = text.removeprefix(_MARK)
    if not text.strip():
        raise InvalidRequest(f"{name} is empty; give a document with words.")
    return text


def _encoding(content: bytes) -> str:
    """UTF-8, or what a page of HTML says of itself."""
    head = content[:2048].lstrip().lower()
    told = (
        _CHARSET.search(content[:2048]) if head.startswith((b"<!doctype html", b"<html")) else None
    )
    if told is None:
        return "utf-8"
    try:
        found = codecs.lookup(told[1].decode("ascii"))
    except LookupError:
        return "utf-8"
    return found.name if getattr(found, "_is_text_encoding", True) else "utf-8"
