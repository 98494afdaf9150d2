"""Settings: the only reader of the environment; each is also a flag of `kg serve`."""

import os
import re
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import InvalidRequest
from kg.vocab import DEFAULT_BASE

SECRETS = ("write_token", "store_token")
_USER = re.compile(r"//\S*@")
# An allowed target: scheme, host, port (none: the usual one of the scheme; *: any), path.
TARGET = re.compile(
    r"(https?)://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)(?::([1-9][0-9]{0,4}|\*))?"
    r"(/[^?#%\\\s]*)?",
    re.IGNORECASE | re.ASCII,
)


class Isolation(StrEnum):
    """Whether query workers must be cut off from the network."""

    REQUIRED = "required"
    WHEN_POSSIBLE = "when-possible"
    OFF = "off"


class ExtractReader(StrEnum):
    """Who reads the clauses of a text: a parser, rules, or the parser where it is installed."""

    ANY = "any"
    PARSER = "parser"
    RULES = "rules"


class LogFormat(StrEnum):
    """How log lines look; auto: as text on a terminal, else as JSON."""

    AUTO = "auto"
    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """From which weight on a line is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """Everything that can be set, with a safe default. `KG_STORE`, `KG_QUERY_SECONDS` and so on."""

    model_config = SettingsConfigDict(env_prefix="KG_", frozen=True, extra="ignore")

    base: str = Field(DEFAULT_BASE, description="base IRI of the graph that is built")
    store: str = Field(
        "build/store",
        description="folder of the built graph, or the URL at which a SPARQL engine takes queries",
    )
    store_profile: str = Field(
        "sparql11",
        description="what the engine at the URL can do: sparql11, oxigraph, virtuoso, or a file",
    )
    store_token: SecretStr | None = Field(
        None, description="what opens the engine at the URL: a bearer token, or user:password"
    )
    cache: Path = Field(
        default_factory=lambda: _caches() / "gba-kg",
        description="where an installed package unpacks the graph that it carries",
    )
    query_seconds: float = Field(10.0, gt=0, description="deadline of a query, from its receipt")
    max_query_bytes: int = Field(100_000, gt=0, description="length of a query")
    max_query_depth: int = Field(100, gt=0, description="nesting of braces and brackets")
    max_query_operators: int = Field(
        1_000, gt=0, description="operators of a query: + ! || / UNION OPTIONAL and the like"
    )
    max_query_terms: int = Field(
        1_500, gt=0, description="terms and brackets of a query; a list of VALUES or IN is one"
    )
    max_rows: int = Field(100_000, gt=0, description="rows or triples of a result; more is cut")
    max_result_bytes: int = Field(100_000_000, gt=0, description="length of a result")
    max_spool_bytes: int = Field(
        1_000_000_000, gt=0, description="length of all results that are on their way in files"
    )
    max_kept_bytes: int = Field(
        32_000_000, ge=0, description="results of saved queries that are kept for their next pages"
    )
    slow_query_seconds: float = Field(1.0, ge=0, description="from here on a query is logged")
    allowed_targets: str = Field(
        "",
        description="where SERVICE and LOAD may reach, by commas: https://host[:port or :*]/path",
    )
    worker_megabytes: int = Field(2_048, gt=0, description="memory of one worker")
    isolation: Isolation = Field(
        Isolation.WHEN_POSSIBLE, description="workers without network: required, when-possible, off"
    )
    workers: int = Field(4, gt=0, description="queries that run at the same time")
    spare_workers: int = Field(2, ge=0, description="workers kept warm to replace killed ones")
    queue: int = Field(64, ge=0, description="queries that may wait for a worker")
    update_seconds: float = Field(60.0, gt=0, description="deadline of an update or upload")
    max_update_bytes: int = Field(
        64_000_000, gt=0, description="length of an update or of an uploaded graph"
    )
    max_update_operations: int = Field(10_000, gt=0, description="operations of an update")
    max_parameters: int = Field(100, gt=0, description="parameters of a request")
    max_header_bytes: int = Field(65_536, gt=0, description="length of the head of a request")
    request_seconds: float = Field(
        30.0, gt=0, description="how long a client may take to send head and body of a query"
    )
    max_connections: int = Field(512, gt=0, description="open connections")
    log_format: LogFormat = Field(
        LogFormat.AUTO, description="log lines: json, text, or auto: text on a terminal, else json"
    )
    log_level: LogLevel = Field(
        LogLevel.INFO, description="from here on it is logged: debug, info, warning, error"
    )
    state: Path = Field(Path("build/state"), description="folder of what this server writes")
    texts: str = Field(
        "checkout",
        description="where article texts are shown from: checkout, none, or a folder with data/",
    )
    page_size: int = Field(50, gt=0, description="entries of a page where none is asked for")
    max_page_size: int = Field(
        500, gt=0, validate_default=True, description="entries that a page may have"
    )
    max_search_length: int = Field(200, gt=0, description="letters of a name that is searched for")
    max_reconcile_batch: int = Field(
        100, gt=0, description="names that are reconciled, or entities that are extended, at once"
    )
    max_reconcile_properties: int = Field(
        20, gt=0, description="properties of one of them, types of it, and values of a property"
    )
    max_depth: int = Field(3, gt=0, description="steps of a neighbourhood")
    max_expanded: int = Field(
        200, gt=0, description="entities from which one step of a neighbourhood goes on"
    )
    max_branch: int = Field(20, gt=0, description="edges that each of these entities adds")
    max_compared: int = Field(
        100,
        gt=1,
        description="claims of one entity and property that are compared with one another",
    )
    max_hops: int = Field(6, gt=0, description="hops of a path between two entities")
    max_paths: int = Field(100, gt=0, description="paths that are found at once")
    path_seconds: float = Field(2.0, gt=0, description="time to look for paths")
    path_edges: int = Field(200_000, gt=0, description="edges that a search for paths explores")
    path_graph_edges: int = Field(
        1_000_000, ge=0, description="edges of a release that are held in memory to look for paths"
    )
    max_joined: int = Field(8, gt=1, description="entities that are joined at once")
    analysis_wait_seconds: float = Field(
        0.5, ge=0, description="how long a request waits for an analysis before it is told where"
    )
    analysis_at_once: int = Field(
        1_000_000, ge=0, description="steps of 0.2 µs of an analysis that is done without a process"
    )
    analysis_seconds: float = Field(300.0, gt=0, description="time of an analysis in a process")
    analysis_runs: int = Field(2, gt=0, description="analyses in processes at the same time")
    analysis_sources: int = Field(
        1_000, gt=1, description="entities from which an analysis counts paths; more are sampled"
    )
    analysis_keep_seconds: float = Field(
        600.0, gt=0, description="how long it is told what became of an analysis"
    )
    analysis_kept_bytes: int = Field(
        64_000_000, gt=0, description="answers of analyses that are kept to be asked for again"
    )
    extract_seconds: float = Field(10.0, gt=0, description="time to read one document for claims")
    extract_reader: ExtractReader = Field(
        ExtractReader.ANY,
        description="who reads clauses: parser, rules, or any: the parser where it is installed",
    )
    max_document_bytes: int = Field(
        2_000_000, gt=0, description="length of a document that is read for claims"
    )
    max_decision_bytes: int = Field(100_000, gt=0, description="length of a reviewer's decision")
    reviewer: str = Field("", description="your name in decisions; none: your login")
    max_document_pages: int = Field(300, gt=0, description="pages of a PDF that is read for claims")
    writable: bool = Field(False, description="serve a copy of the graph that may be changed")
    empty: bool = Field(False, description="serve an empty graph that may be changed, then forget")
    strict_dataset: bool = Field(
        False, description="the default graph is the unnamed one, not the union of all graphs"
    )
    write_token: SecretStr | None = Field(
        None, description="bearer token for writing; none: read-only"
    )

    @property
    def is_remote(self) -> bool:
        """Whether the store is a URL."""
        return _is_url(self.store)

    @property
    def shown_store(self) -> str:
        """The store for people: without the parameters of a URL, which may be secrets."""
        address, mark, _ = self.store.partition("?") if self.is_remote else (self.store, "", "")
        return f"{address}?…" if mark else address

    @property
    def store_path(self) -> Path:
        """The folder of the built graph; raise InvalidRequest where the store is a URL."""
        if self.is_remote:
            raise InvalidRequest(
                f"KG_STORE={self.shown_store} is a URL, and a graph is built into a folder. Build "
                "with KG_STORE=build/store, then load build/store/current/graph.nq into the engine."
            )
        return Path(self.store)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no log line: the tokens, and the password in one."""
        tokens = (getattr(self, name) for name in SECRETS)
        texts = [token.get_secret_value() for token in tokens if token]
        return tuple(part for text in texts for part in (text, text.partition(":")[2]) if part)

    def export(self) -> None:
        """Put what differs from the defaults by wish into the environment, for a server to read."""
        for name, value in self.model_dump(exclude_unset=True).items():
            if isinstance(value, SecretStr):
                value = value.get_secret_value()
            if value is not None:
                os.environ[f"KG_{name.upper()}"] = str(value)

    @model_validator(mode="after")
    def _one_graph(self) -> Self:
        if self.writable and self.empty:
            raise ValueError(
                "KG_WRITABLE (--writable) serves a copy of the built graph and KG_EMPTY (--empty) "
                "an empty one; set one of them"
            )
        if self.is_remote and (self.writable or self.empty):
            name = "writable" if self.writable else "empty"
            raise ValueError(
                f"KG_{name.upper()} (--{name}) takes changes to a graph of this server, and "
                f"KG_STORE={self.shown_store} is elsewhere: change it there, or set KG_STORE "
                "(--store) to a folder"
            )
        return self

    @field_validator("base")
    @classmethod
    def _slash(cls, base: str) -> str:
        if not base.startswith(("http://", "https://")) or not base.endswith("/"):
            raise ValueError("a base IRI starts with http:// or https:// and ends with a slash")
        return base

    @field_validator("max_page_size")
    @classmethod
    def _holds_a_page(cls, most: int, info: ValidationInfo) -> int:
        usual = info.data.get("page_size", most)
        if usual > most:
            raise ValueError(f"it is less than KG_PAGE_SIZE={usual}; raise it or lower that")
        return most

    @field_validator("allowed_targets")
    @classmethod
    def _targets(cls, targets: str) -> str:
        for entry in targets.split(","):
            if entry.strip() and not TARGET.fullmatch(entry.strip()):
                raise ValueError(f"'{entry.strip()}' is not scheme://host[:port or :*][/path]")
        return targets

    @field_validator("cache", "state")
    @classmethod
    def _home(cls, path: Path) -> Path:
        return _at_home(path)

    @field_validator("store", mode="before")
    @classmethod
    def _path_or_url(cls, store: object) -> str:
        text = str(store)
        if "://" not in text:
            return str(_at_home(Path(text)))
        try:
            parts = urlsplit(text)
            usable = bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not (usable and _is_url(text)):
            raise ValueError("neither a folder nor a URL http(s)://host[:port]/path")
        if "@" in parts.netloc:  # a URL is shown in errors and logs
            raise ValueError("user and password do not belong into the URL; set KG_STORE_TOKEN")
        if parts.fragment:
            raise ValueError("the address of an engine has no #fragment")
        return text


def _caches() -> Path:
    """Where caches belong; a user without a home, as in some containers, has them for a while."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given)
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return Path(tempfile.gettempdir()) / f"cache-{os.getuid()}"


def _at_home(path: Path) -> Path:
    """The path with its ~ resolved; raise ValueError where there is no such home."""
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("~ means a home, and there is none; give a whole path") from None


def load(**given: object) -> Settings:
    """The settings of the environment, those `given` (flags) before it; None is not given.

    Raise InvalidRequest that names the wrong variables.
    """
    flags: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**flags)
    except ValidationError as error:
        wrong = (_wrong(each["loc"], each["input"], each["msg"]) for each in error.errors())
        raise InvalidRequest(f"{'; '.join(wrong)}.") from None


def _wrong(place: tuple[int | str, ...], given: object, said: str) -> str:
    """What is wrong with a setting, or with several together; what was given has secrets then."""
    said = said.removeprefix("Value error, ")
    return f"KG_{'_'.join(map(str, place)).upper()}={_shown(given)}: {said}" if place else said


def _is_url(store: str) -> bool:
    return store.lower().startswith(("http://", "https://"))


def _shown(given: object) -> str:
    """What was given, without the user, password and parameters of a URL."""
    return _USER.sub("//…@", re.sub(r"(://[^?]*\?).*", r"\1…", str(given)))


def child_environment() -> dict[str, str]:
    """The environment of a child process that needs no secret."""
    secrets = {f"KG_{name.upper()}" for name in SECRETS}
    return {name: value for name, value in os.environ.items() if name not in secrets}
