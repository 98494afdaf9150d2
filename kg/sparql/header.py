"""The header of a saved query: its `#+ ` lines, YAML with grlc's keys where they fit."""

from enum import StrEnum
from typing import Annotated, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from kg.model.problem import Problems
from kg.sparql.parameter import Labels, Parameter

MARK = "#+"
LANGUAGE = "en"  # of the summary and of every description
PREFIX = "_"  # the variable of the parameter zone is ?_zone
CLAIM = "claim"  # the column of the claim on which a row rests
# What every saved query takes besides its own parameters.
RESERVED = frozenset(("cursor", "format", "known_on", "limit", "valid_on"))


class View(StrEnum):
    """How a result is best shown."""

    TABLE = "table"
    GRAPH = "graph"
    BAR = "bar"
    LINE = "line"
    TIMELINE = "timeline"
    MAP = "map"


class Header(BaseModel):
    """The header. With the defaults of its parameters a query must have `minimum_rows`.

    `labels` have the summary in other languages; those languages that are `drafted` were written
    by a machine, and nobody who speaks them has read them yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    summary: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    labels: Labels = {}
    drafted: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: dict[
        Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")], Parameter
    ] = {}
    columns: dict[str, str] = {}
    view: View = View.TABLE
    minimum_rows: int = Field(1, ge=0)

    @model_validator(mode="after")
    def _languages_are_there(self) -> Self:
        """A label stands in another language than the header, and a draft is one of the labels."""
        named = {*self.labels, *(tag for each in self.parameters.values() for tag in each.labels)}
        if LANGUAGE in named:
            raise ValueError(f"a label in '{LANGUAGE}': the summary and descriptions are in it")
        if unknown := sorted({*self.drafted} - named):
            raise ValueError(f"drafted: no label is in '{unknown[0]}'")
        return self

    @property
    def summaries(self) -> dict[str, str]:
        """The summary by language."""
        return {LANGUAGE: self.summary, **self.labels}

    @property
    def defaults(self) -> dict[str, str]:
        """The defaults of the parameters that have one."""
        return {
            name: parameter.default
            for name, parameter in self.parameters.items()
            if parameter.default is not None
        }

    @property
    def variables(self) -> frozenset[str]:
        """Every variable that the parameters bind."""
        return frozenset(
            PREFIX + name + suffix
            for name, parameter in self.parameters.items()
            for suffix in parameter.suffixes
        )


def read(file: str, text: str, problems: Problems) -> Header | None:
    """The header of a query's text; None where it cannot be used, which `problems` then say."""
    lines = [line for line in text.splitlines() if line.startswith(MARK)]
    source = "\n".join(line.removeprefix(f"{MARK} ").removeprefix(MARK) for line in lines)
    try:
        return Header.model_validate(yaml.load(source, yaml.CBaseLoader) or {})
    except yaml.YAMLError as error:
        problems.add(file, 1, "", f"the header is not YAML: {error}", "Mend the '#+ ' lines.")
    except ValidationError as error:
        for each in error.errors():
            place = ".".join(map(str, each["loc"]))
            remedy = "docs/saved-queries.md has the header's form."
            problems.add(file, 1, place, each["msg"], remedy)
    return None
