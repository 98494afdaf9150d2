"""Source: a file of a curator as text, or a clear word why it is none."""

from pathlib import Path

from kg.errors import InvalidRequest, NotFound, TooLarge, Unsupported

_HTML = ("<!doctype html", "<html", "<?xml")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
_MARK = "\ufeff"


def read_source(path: Path, max_bytes: int) -> str:
    """The text of `path`, in UTF-8, nothing normalised.

    Raise NotFound, TooLarge (over `max_bytes`), Unsupported (a format that is not text) or
    InvalidRequest (empty, or in another encoding).
    """
    if not path.is_file():
        raise NotFound(f"{path} is no file.")
    size = path.stat().st_size
    if size > max_bytes:
        raise TooLarge(
            f"{path} has {size:,} bytes, over KG_MAX_DOCUMENT_BYTES ({max_bytes:,}); "
            "cut it into documents, or raise the setting."
        )
    return decode(path.read_bytes(), str(path))


def decode(content: bytes, name: str) -> str:
    """The text of a document called `name`; raise Unsupported or InvalidRequest."""
    if content.startswith(b"%PDF"):
        raise Unsupported(
            f"{name} is a PDF; save its text as UTF-8 (pdftotext does) and give that."
        )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InvalidRequest(f"{name} is in UTF-16; save it as UTF-8.")
    control = sum(byte in _CONTROL for byte in content[:4096])
    if control > len(content[:4096]) // 100:
        raise Unsupported(f"{name} is no text: it has control bytes; give a text in UTF-8.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            f"{name} is not UTF-8: byte 0x{content[error.start]:02x} at {error.start}; "
            "save it as UTF-8."
        ) from None
    text = text.removeprefix(_MARK)
    if not text.strip():
        raise InvalidRequest(f"{name} is empty; give a document with words.")
    if text.lstrip()[:15].lower().startswith(_HTML):
        raise Unsupported(f"{name} is HTML or XML; save the text of the page and give that.")
    return text
