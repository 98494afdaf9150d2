"""PDF: the text of a document with the page of each stretch; lines joined into paragraphs."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence

from kg.errors import InvalidRequest, TooLarge, TooLong, Unsupported
from kg.extract.origin import Source

MEMORY = 1_000_000_000  # bytes of the process that reads a PDF
_REPEATED = 3  # pages with the same first or last line: it is a running head
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "!", "?", "”", '"', ":", "。")


def read_pdf(content: bytes, name: str, seconds: float, most_pages: int) -> Source:
    """The text of a PDF.

    Raise TooLong after `seconds`, TooLarge over `most_pages`, Unsupported for a broken or locked
    file, InvalidRequest for one that has pictures of text only.
    """
    command = [sys.executable, "-m", "kg.extract.pdf_reader", str(MEMORY), str(int(seconds) + 1),
               str(most_pages)]  # fmt: skip
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise TooLong(
            f"{name} took longer than KG_EXTRACT_SECONDS ({seconds:g} s) to open; "
            "give its text, or raise the setting."
        ) from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise Unsupported(
            f"{name} could not be opened within {MEMORY:,} bytes of memory; give its text in UTF-8."
        ) from None
    if told.get("error") == "pages":
        raise TooLarge(
            f"{name} has {told['pages']:,} pages, over KG_MAX_DOCUMENT_PAGES ({most_pages:,}); "
            "cut it into documents, or raise the setting."
        )
    if "error" in told:
        raise Unsupported(f"{name} {told['error']}; give its text in UTF-8.")
    return _joined([str(page) for page in told["pages"]], name)


def _joined(pages: Sequence[str], name: str) -> Source:
    lines = [_lines(page) for page in pages]
    ends = Counter(_level(each) for page in lines for each in {*page[:1], *page[-1:]})
    text, starts = "", []
    for page in lines:
        starts.append(len(text))
        kept = [
            each for number, each in enumerate(page)
            if not (number in (0, len(page) - 1) and ends[_level(each)] >= _REPEATED)
        ]  # fmt: skip
        for line in kept:
            text = _after(text, line)
    if not text.strip():
        raise InvalidRequest(
            f"{name} has no text, only pictures of it; read it with OCR and give the text."
        )
    return Source(f"{text}\n", pages=tuple(starts))


def _lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.splitlines() if line.strip()]


def _level(line: str) -> str:
    """A running head without its page number."""
    return _DIGITS.sub("#", line)


def _after(text: str, line: str) -> str:
    """`text` with the next line: of the same paragraph where its sentence goes on."""
    if not text:
        return line
    if text.endswith("-") and line[0].islower() and text[-2:-1].isalpha():
        return text[:-1] + line
    goes_on = not text.endswith(_ENDS) and (line[0].islower() or len(text.rsplit("\n", 1)[-1]) > 50)
    return f"{text} {line}" if goes_on else f"{text}\n{line}"
