"""A parameter of a saved query: what it takes, and the terms that a text becomes.

Whatever a text has in it, it enters the query as a term and never as text (kg.sparql.binding).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.term import Iri, Term, Text
from kg.vocab import SLUG, XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, XSD_INTEGER, Names

SHOWN = 80  # characters of a wrong value that its refusal repeats
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"  # what an open end of a period is bound to
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{1,18})?|\.[0-9]{1,18})\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
# A text by the language in which it stands: zh-Hant, pt …
Labels = dict[
    Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")],
    Annotated[str, StringConstraints(min_length=1, max_length=80)],
]
_BOOLEANS = {"true": "true", "1": "true", "yes": "true", "false": "false", "0": "false",
             "no": "false"}  # fmt: skip


class ParameterType(StrEnum):
    """What a parameter takes."""

    ENTITY = "entity"
    PROPERTY = "property"
    CONCEPT = "concept"
    DATE = "date"
    PERIOD = "period"
    INTEGER = "integer"
    DECIMAL = "decimal"
    LANGUAGE = "language"
    TEXT = "text"
    BOOLEAN = "boolean"
    ENUM = "enum"


class Classed(Protocol):
    """An entity as far as a parameter looks at it: the class it is shown under, and all it is."""

    @property
    def type(self) -> str: ...

    @property
    def types(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What the values of parameters are looked up in.

    `entities` are those that there are by slug, None where that is not known yet; `choices` are the
    values of enumerations that come from the data, by parameter: the text and its term.
    """

    names: Names
    ontology: Ontology
    entities: Mapping[str, Classed] | None = None
    choices: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)


class Parameter(BaseModel):
    """One parameter of the header; its variable is `?_` and its name.

    `labels` say in other languages what it is. `class` narrows an entity, `scheme` a concept,
    `minimum` and `maximum` numbers and dates. An enumeration lists its `values`, with labels where
    they are a map, or takes them from the `column` of another saved `query`. Without a default a
    parameter is optional: not given, its variable stays free.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    type: ParameterType
    default: str | None = None
    description: str = ""
    labels: Labels = {}
    entity_class: str | None = Field(None, alias="class")
    scheme: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    values: dict[str, str] = {}
    query: str | None = None
    column: str | None = None

    @field_validator("values", mode="before")
    @classmethod
    def _with_labels(cls, given: Any) -> Any:  # noqa: ANN401
        """A list of values has the values themselves as labels."""
        return {str(each): str(each) for each in given} if isinstance(given, list) else given

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What follows `?_name` in the variables that the parameter binds.

        A period binds its text, and the first and last day that it may mean.
        """
        return ("", "_from", "_to") if self.type is ParameterType.PERIOD else ("",)

    def terms(self, name: str, text: str, context: Context) -> tuple[Term, ...]:
        """The terms of a text, one for each suffix; raise ValueError that says what is wrong."""
        return _READ[self.type](self, name, text, context)

    def check_range(self, value: Any, read: Callable[[str], Any]) -> None:  # noqa: ANN401
        """Raise ValueError for a value outside `minimum` and `maximum`, which `read` reads."""
        if self.minimum is not None and value < read(self.minimum):
            raise ValueError(f"{value} is less than {self.minimum}")
        if self.maximum is not None and value > read(self.maximum):
            raise ValueError(f"{value} is more than {self.maximum}")


def _entity(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    slug = text.removeprefix(context.names.entity(""))
    if not SLUG.match(slug):
        raise ValueError(f"'{text[:SHOWN]}' is neither a slug nor an IRI of an entity")
    if context.entities is not None and slug not in context.entities:
        raise ValueError(f"no entity '{slug[:SHOWN]}'. Search: /entities?q=…")
    wanted = parameter.entity_class
    if context.entities is not None and wanted and wanted not in context.entities[slug].types:
        raise ValueError(
            f"'{slug}' is of class {context.entities[slug].type}, and {wanted} is needed. "
            f"Search: /entities?type={wanted}"
        )
    return (Iri(context.names.entity(slug)),)


def _property(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    if text not in context.ontology.properties:
        raise ValueError(f"'{text[:SHOWN]}' is not a property of the ontology")
    return (Iri(context.names.term(text)),)


def _concept(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    concepts = context.ontology.concepts[parameter.scheme or ""]
    if text not in concepts:
        raise ValueError(f"'{text[:SHOWN]}' is not one of {', '.join(concepts)}")
    return (Iri(context.names.term(concepts[text].name)),)


def _date(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    period = Period.parse(text)
    if period.earliest is None:
        raise ValueError(f"'{text[:SHOWN]}' begins on no day")
    parameter.check_range(period.earliest, lambda limit: Period.parse(limit).earliest)
    return (Text(period.earliest.isoformat(), datatype=XSD_DATE),)


def _period(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    period = Period.parse(text)
    first = period.earliest.isoformat() if period.earliest else FIRST_DAY
    last = period.latest.isoformat() if period.latest else LAST_DAY
    return Text(period.text), Text(first, datatype=XSD_DATE), Text(last, datatype=XSD_DATE)


def _integer(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    if not _INTEGER.match(text):
        raise ValueError(f"'{text[:SHOWN]}' is not a whole number")
    parameter.check_range(int(text), int)
    return (Text(str(int(text)), datatype=XSD_INTEGER),)


def _decimal(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    if not _DECIMAL.match(text):
        raise ValueError(f"'{text[:SHOWN]}' is not a number such as 12.5")
    value = Decimal(text)
    parameter.check_range(value, Decimal)
    return (Text(f"{value:f}", datatype=XSD_DECIMAL),)


def _language(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    if not _LANGUAGE.match(text):
        raise ValueError(f"'{text[:SHOWN]}' is not a language tag such as zh-Hant")
    return (Text(text.lower()),)


def _text(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    return (Text(text),)


def _boolean(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    if text.lower() not in _BOOLEANS:
        raise ValueError(f"'{text[:SHOWN]}' is neither true nor false")
    return (Text(_BOOLEANS[text.lower()], datatype=XSD_BOOLEAN),)


def _enum(parameter: Parameter, name: str, text: str, context: Context) -> tuple[Term, ...]:
    if parameter.query is None:
        if text not in parameter.values:
            raise ValueError(f"'{text[:SHOWN]}' is not one of {', '.join(parameter.values)}")
        return (Text(text),)
    if name not in context.choices:  # the query is only being read
        return (Text(text),)
    known = context.choices[name]
    if text not in known:
        some = ", ".join(list(known)[:20]) + (", …" if len(known) > 20 else "")
        raise ValueError(f"'{text[:SHOWN]}' is not one of {some}")
    return (known[text],)


_READ: dict[ParameterType, Callable[[Parameter, str, str, Context], tuple[Term, ...]]] = {
    ParameterType.ENTITY: _entity,
    ParameterType.PROPERTY: _property,
    ParameterType.CONCEPT: _concept,
    ParameterType.DATE: _date,
    ParameterType.PERIOD: _period,
    ParameterType.INTEGER: _integer,
    ParameterType.DECIMAL: _decimal,
    ParameterType.LANGUAGE: _language,
    ParameterType.TEXT: _text,
    ParameterType.BOOLEAN: _boolean,
    ParameterType.ENUM: _enum,
}
