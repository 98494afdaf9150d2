"""Reach: where SERVICE and LOAD would go, and whether that is allowed.

The engine sends one request to the IRI that stands in the text and refuses every redirect, so the
IRI is all there is to look at. It takes keywords close to their neighbours and gives up the local
part of a name that makes no IRI, which then is read as something else; so the letters of SERVICE
count wherever they stand outside strings and comments, as soon as a target and a brace follow.
FROM only selects graphs of the store: nothing is fetched, and nothing needs to be allowed.
"""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin

import regex as re

from kg.config import TARGET
from kg.errors import Forbidden
from kg.sparql.tokens import GAP, IRI, LOCAL, PREFIX, STRINGS, unescape

_DECLARATION = re.compile(
    rf"""(?:(?i:BASE){GAP}({IRI})|(?i:PREFIX){GAP}({PREFIX}){GAP}({IRI})
        |(?i:VERSION){GAP}(?:{STRINGS[2]}|{STRINGS[3]})){GAP}""",
    re.VERBOSE,
)
_GAP = re.compile(GAP, re.VERBOSE)
_WORD = re.compile(r"[?$]\w++|(SERVICE)", re.IGNORECASE)
_RUN = re.compile(r'[^ \t\r\n<>{}"]*+')
_REFERENCE = r'(<[^<>]*+>|[?$]\w++|[^ \t\r\n<>{}"?$:]*+:[^ \t\r\n<>{}"]*+)'
_SILENT = r"(?:(?i:SILENT)(?:[ \t\r\n]++|(?=[<?$])))?+"
_END = re.compile(rf"[ \t\r\n]*+(?:{_SILENT}{_REFERENCE}[ \t\r\n]*+)?\{{")
_CLAUSE = re.compile(rf"[ \t\r\n]*+{_SILENT}{_REFERENCE}[ \t\r\n]*+\{{")
_LOAD = re.compile(rf"(?i:LOAD)[ \t\r\n]*+{_SILENT}{_REFERENCE}")
_NAME = re.compile(rf"({PREFIX})({LOCAL})", re.VERBOSE)
_ADDRESS = re.compile(rf"({TARGET.pattern})(?:\?[^#\\\s]*)?", TARGET.flags)
_PORTS = {"http": 80, "https": 443}
NOWHERE = "urn:not-allowed"  # of a scheme that the engine does not fetch


@dataclass(slots=True)
class Prologue:
    """The base and the prefixes in force, each as written and with the base of its place."""

    base: str | None = None
    prefixes: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def read(self, text: str) -> int:
        """Take over the declarations at the beginning of `text`; where they end."""
        match = _GAP.match(text)
        position = match.end() if match else 0
        while match := _DECLARATION.match(text, position):
            base, prefix, iri = match.groups()
            if base:
                self.base = _whole(base, self.base)
            elif prefix:
                self.prefixes[prefix] = (iri, self.base)
            position = match.end()
        return position

    def resolve(self, reference: str) -> str | None:
        """The IRI that `<iri>` or `prefix:name` stands for; None where that is not certain."""
        if reference.startswith("<"):
            return _whole(reference, self.base)
        match = _NAME.fullmatch(reference)
        if not match or match[1] not in self.prefixes:
            return None
        start = _whole(*self.prefixes[match[1]])
        return None if start is None else start + match[2].replace("\\", "")


def _whole(reference: str, base: str | None) -> str | None:
    """The absolute IRI of `<iri>`; None without a base, or where the path has dots."""
    iri = unescape(reference[1:-1])
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri):
        return iri
    odd = re.search(r"(?:^|/)\.\.?(?:/|$)|;|^//", iri)
    return urljoin(base, iri) if base and not odd else None


@lru_cache(maxsize=8)
def _targets(allowed: str) -> tuple[tuple[str, str, str | None, str], ...]:
    """Scheme, host, port and path of each entry."""
    entries = [TARGET.fullmatch(entry.strip()) for entry in allowed.split(",")]
    return tuple(
        (entry[1].lower(), _host(entry[2]), entry[3], entry[4] or "/") for entry in entries if entry
    )


def _host(written: str) -> str:
    if not written.startswith("["):
        return written.lower()
    try:
        return ipaddress.IPv6Address(written[1:-1]).compressed
    except ValueError:
        return ""


def is_allowed(iri: str, allowed: str) -> bool:
    """Whether an entry of KG_ALLOWED_TARGETS names the IRI; a path of an entry is a folder."""
    match = _ADDRESS.fullmatch(iri)
    if not match:
        return False
    _, scheme, host, port, path = match.groups()
    path = path or "/"
    number = port or str(_PORTS[scheme.lower()])
    if port == "*" or re.search(r"//|/\.\.?(?:/|$)", path):
        return False
    return any(
        (scheme.lower(), _host(host)) == (known_scheme, known_host)
        and known_host
        and (known_port == "*" or number == (known_port or str(_PORTS[known_scheme])))
        and (path == folder or path.startswith(folder if folder[-1] == "/" else f"{folder}/"))
        for known_scheme, known_host, known_port, folder in _targets(allowed)
    )


def check_services(code: str, prologue: Prologue, allowed: str) -> None:
    """Raise Forbidden for a SERVICE that is not allowed; `code` has no strings and comments."""
    for reference in _services(code):
        _check("SERVICE", reference, prologue, allowed)


def check_load(code: str, prologue: Prologue, allowed: str) -> None:
    """The same for the operation of an update, if it is a LOAD."""
    if code[:4].upper() == "LOAD":
        match = _LOAD.match(code)
        uncertain = not match or match[1][:6].upper() == "SILENT"
        _check("LOAD", match[1] if match and not uncertain else "", prologue, allowed)


def _check(word: str, reference: str, prologue: Prologue, allowed: str) -> None:
    iri = prologue.resolve(reference) if reference else None
    if iri is None:
        raise Forbidden(
            f"{word} reaches out of this machine, and its target is not certain. Write the target "
            "as a whole IRI that KG_ALLOWED_TARGETS names, or leave it out."
        )
    if iri != NOWHERE and not is_allowed(iri, allowed):
        raise Forbidden(
            f"{word} reaches out of this machine, and KG_ALLOWED_TARGETS does not name "
            f"<{iri[:200]}>. Leave it out, or ask who runs this service to allow the target."
        )


def _services(code: str) -> Iterator[str]:
    """What stands for a target after each SERVICE; nothing where there is no telling."""
    position = 0
    while match := _WORD.search(code, position):
        position = match.end()
        if not match[1]:
            continue
        if run := _RUN.match(code, position):
            position = run.end()
        if _WORD.search(code[match.end() : position]):  # a name with several: which is it?
            if _END.match(code, position):
                yield ""
        elif clause := _CLAUSE.match(code, match.end()):
            uncertain = clause[1][0] in "?$" or clause[1][:6].upper() == "SILENT"
            yield "" if uncertain else clause[1]
