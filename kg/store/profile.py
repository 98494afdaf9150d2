"""Engine profile: what a SPARQL engine behind a URL does in its own way, as data.

Measured on Oxigraph 0.5.13 and Virtuoso 7.2.5; other engines are described in a file of their own,
a YAML or JSON map with the fields of EngineProfile.
"""

from enum import StrEnum
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.config import Settings
from kg.errors import InvalidRequest


class TimeUnit(StrEnum):
    """In what the engine counts its time limit."""

    SECONDS = "s"
    MILLISECONDS = "ms"


class EngineProfile(BaseModel):
    """One engine at one URL. The defaults are what SPARQL 1.1 promises, and no more.

    `union`: a query without a dataset sees the union of the named graphs; else they are named to
    it. `row_cap` and `truncation_headers`: how an answer is cut with status 200. `max_values`: how
    many terms a VALUES block may have. `timeout_parameter`: where the engine takes a time limit
    with the query. `digest`: user and password go by HTTP Digest. `query_path` completes a URL
    that names only a host.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = ""
    query_path: str = ""
    union: bool = False
    row_cap: int | None = Field(None, gt=0)
    truncation_headers: tuple[str, ...] = ()
    max_values: int = Field(200, gt=0)
    timeout_parameter: str | None = None
    timeout_unit: TimeUnit = TimeUnit.SECONDS
    connect_seconds: float = Field(5.0, gt=0)
    digest: bool = False

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The profile of KG_STORE after KG_STORE_PROFILE; raise InvalidRequest."""
        name = settings.store_profile
        quirks = BUILT_IN[name] if name in BUILT_IN else _read(name)
        try:
            return cls(**{"url": settings.store, **quirks})
        except ValidationError as error:
            wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise InvalidRequest(f"KG_STORE_PROFILE={name}: {'; '.join(wrong)}.") from None

    @property
    def query_url(self) -> str:
        """Where queries go."""
        parts = urlsplit(self.url)
        return (
            urlunsplit(parts._replace(path=self.query_path)) if _is_bare(parts.path) else self.url
        )

    @property
    def shown(self) -> str:
        """The URL for people: without user, password and parameters, which may be secrets."""
        return without_secrets(self.query_url)

    def time_limit(self, seconds: float) -> dict[str, str]:
        """The parameter that tells the engine to stop by itself, if it takes one."""
        if self.timeout_parameter is None:
            return {}
        factor = 1000 if self.timeout_unit is TimeUnit.MILLISECONDS else 1
        return {self.timeout_parameter: str(max(1, round(seconds * factor)))}


BUILT_IN: dict[str, dict[str, Any]] = {
    "sparql11": {},
    "oxigraph": {"query_path": "/query", "max_values": 1000},
    "virtuoso": {
        "query_path": "/sparql",
        "union": True,
        "row_cap": 10_000,
        # the first where ResultSetMaxRows cut the answer, the second where the time limit did
        "truncation_headers": ("x-sparql-maxrows", "x-sql-state"),
        "max_values": 40,
        "timeout_parameter": "timeout",
        "timeout_unit": TimeUnit.MILLISECONDS,
        "digest": True,
    },
}


def without_secrets(url: str) -> str:
    """Scheme, host, port and path of a URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that cannot be read"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _is_bare(path: str) -> bool:
    return path in ("", "/")


def _read(name: str) -> dict[str, Any]:
    """The map in a file."""
    known = ", ".join(BUILT_IN)
    try:
        found = yaml.safe_load(Path(name).expanduser().read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise InvalidRequest(
            f"KG_STORE_PROFILE={name} is neither one of {known} nor a file that can be read."
        ) from None
    except yaml.YAMLError as error:
        raise InvalidRequest(f"KG_STORE_PROFILE={name} is not YAML: {error}") from None
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise InvalidRequest(f"KG_STORE_PROFILE={name} is not a map of fields.")
    if "url" in found:
        raise InvalidRequest(f"KG_STORE_PROFILE={name}: the url is KG_STORE, not part of a file.")
    return found
