"""The pages of a PDF as JSON, read in a process of its own: `python -m kg.extract.pdf_reader`.

A hostile file can take memory and time without end; here both are bounded by the system.
"""

import json
import logging
import resource
import sys
from io import BytesIO


def main() -> None:
    """Read the PDF on the standard input; arguments: bytes of memory, seconds, most pages."""
    memory, seconds, most = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            told: dict[str, object] = {"error": "needs a password"}
        elif len(reader.pages) > most:
            told = {"error": "pages", "pages": len(reader.pages)}
        else:
            told = {"pages": [page.extract_text() for page in reader.pages]}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError,
            RecursionError, MemoryError, ArithmeticError, OSError, AssertionError,
            NotImplementedError) as error:  # fmt: skip
        # pypdf lets what it does not expect in a broken file through as any of these
        told = {"error": f"is broken ({type(error).__name__})"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
