"""Settings: the only reader of the environment; each is also a flag of the same name."""

import os
import tempfile
from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import InvalidRequest
from kg.vocab import DEFAULT_BASE


class Isolation(StrEnum):
    """Whether query workers must be cut off from the network."""

    REQUIRED = "required"
    WHEN_POSSIBLE = "when-possible"
    OFF = "off"


class Settings(BaseSettings):
    """Everything that can be set, with a safe default. `KG_STORE`, `KG_QUERY_SECONDS` and so on."""

    model_config = SettingsConfigDict(env_prefix="KG_", frozen=True, extra="ignore")

    base: str = Field(DEFAULT_BASE, description="base IRI of the graph that is built")
    store: Path = Field(Path("build/store"), description="folder of the built graph")
    cache: Path = Field(
        Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")) / "gba-kg",
        description="where an installed package unpacks the graph that it carries",
    )
    query_seconds: float = Field(10.0, gt=0, description="deadline of a query, from its receipt")
    max_query_bytes: int = Field(100_000, gt=0, description="length of a query")
    max_query_depth: int = Field(100, gt=0, description="nesting of braces and brackets")
    max_query_operators: int = Field(
        1_000, gt=0, description="operators of a query: + ! || / UNION OPTIONAL and the like"
    )
    max_rows: int = Field(100_000, gt=0, description="rows or triples of a result; more is cut")
    max_result_bytes: int = Field(100_000_000, gt=0, description="length of a result")
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
    max_parameters: int = Field(100, gt=0, description="parameters of a request")
    max_header_bytes: int = Field(65_536, gt=0, description="length of the head of a request")
    request_seconds: float = Field(
        30.0, gt=0, description="how long a client may take to send head and body of a query"
    )
    state: Path = Field(Path("build/state"), description="folder of what this server writes")
    page_size: int = Field(50, gt=0, description="entries of a page where none is asked for")
    max_page_size: int = Field(
        500, gt=0, validate_default=True, description="entries that a page may have"
    )
    write_token: SecretStr | None = Field(
        None, description="bearer token for writing; none: read-only"
    )

    def export(self) -> None:
        """Put what differs from the defaults by wish into the environment, for a server to read."""
        for name, value in self.model_dump(exclude_unset=True).items():
            if isinstance(value, SecretStr):
                value = value.get_secret_value()
            if value is not None:
                os.environ[f"KG_{name.upper()}"] = str(value)

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

    @field_validator("store", "cache")
    @classmethod
    def _home(cls, path: Path) -> Path:
        return path.expanduser()


def load() -> Settings:
    """The settings of the environment; raise InvalidRequest that names the wrong variables."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [
            f"KG_{'_'.join(map(str, each['loc'])).upper()}={each['input']}: {each['msg']}"
            for each in error.errors()
        ]
        raise InvalidRequest(f"{'; '.join(wrong)}.") from None


def child_environment() -> dict[str, str]:
    """The environment of a child process that needs no secret."""
    return {name: value for name, value in os.environ.items() if name != "KG_WRITE_TOKEN"}


def scratch() -> Path:
    """A folder of our own where nothing else can be written."""
    return Path(tempfile.mkdtemp(prefix="gba-kg-"))
