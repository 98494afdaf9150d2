"""Saved queries: one file of queries/ is one query, one form, one API operation."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kg.errors import InvalidData, InvalidRequest, NotFound
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.problem import Problems
from kg.model.term import Iri, Term, Text
from kg.sparql import binding
from kg.sparql.tokens import tokens, unescape
from kg.store.engine import syntax_error
from kg.vocab import SLUG, XSD_DATE, XSD_INTEGER, Names

HEADER = "#+ "
PREFIX = "_"  # the variable of the parameter zone is ?_zone


class ParameterType(StrEnum):
    """What a parameter takes."""

    ENTITY = "entity"
    PROPERTY = "property"
    CONCEPT = "concept"
    DATE = "date"
    INTEGER = "integer"
    TEXT = "text"
    LANGUAGE = "language"


class View(StrEnum):
    """How a result is best shown."""

    TABLE = "table"
    GRAPH = "graph"
    BAR = "bar"
    LINE = "line"
    TIMELINE = "timeline"
    MAP = "map"


class Parameter(BaseModel):
    """One parameter; `class` narrows an entity, `scheme` a concept. The default must work."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    type: ParameterType
    default: str
    description: str = ""
    entity_class: str | None = Field(None, alias="class")
    scheme: str | None = None


class Header(BaseModel):
    """The `#+ ` lines of a saved query."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    summary: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: dict[str, Parameter] = {}
    columns: dict[str, str] = {}
    view: View = View.TABLE


class SavedQuery(BaseModel):
    """A header and its query."""

    model_config = ConfigDict(frozen=True)

    name: str
    header: Header
    text: str

    def bind(self, arguments: Mapping[str, str], names: Names, ontology: Ontology) -> str:
        """The query with every parameter bound; raise InvalidRequest that tells every problem."""
        unknown = sorted(arguments.keys() - self.header.parameters.keys())
        wrong = [f"no parameter '{name}'" for name in unknown]
        values: dict[str, Term] = {}
        for name, parameter in self.header.parameters.items():
            text = arguments.get(name, parameter.default)
            try:
                values[PREFIX + name] = _term(parameter, text, names, ontology)
            except ValueError as error:
                wrong.append(f"{name}: {error}")
        if wrong:
            known = ", ".join(self.header.parameters) or "none"
            raise InvalidRequest(f"{'; '.join(wrong)}. Parameters of {self.name}: {known}.")
        return binding.bind(binding.rebase(self.text, names.base), values)


def _term(parameter: Parameter, text: str, names: Names, ontology: Ontology) -> Term:
    if parameter.type is ParameterType.ENTITY:
        return Iri(text if text.startswith(names.base) else names.entity(_slug(text)))
    if parameter.type is ParameterType.PROPERTY:
        if text not in ontology.properties:
            raise ValueError(f"'{text[:80]}' is not a property")
        return Iri(names.term(text))
    if parameter.type is ParameterType.CONCEPT:
        concepts = ontology.concepts[parameter.scheme or ""]
        if text not in concepts:
            raise ValueError(f"'{text[:80]}' is not one of {', '.join(concepts)}")
        return Iri(names.term(concepts[text].name))
    if parameter.type is ParameterType.INTEGER:
        if not (text.lstrip("-").isdigit() and text.isascii() and len(text) <= 15):
            raise ValueError(f"'{text[:80]}' is not a whole number")
        return Text(str(int(text)), datatype=XSD_INTEGER)
    if parameter.type is ParameterType.DATE:
        period = Period.parse(text)
        day = period.earliest or date.min
        return Text(day.isoformat(), datatype=XSD_DATE)
    return Text(text)


def _slug(text: str) -> str:
    if not SLUG.match(text):
        raise ValueError(f"'{text[:80]}' is neither a slug nor an IRI of an entity")
    return text


class SavedQueries:
    """The folder of saved queries, read once and checked whole."""

    def __init__(self, folder: Path, ontology: Ontology) -> None:
        problems = Problems()
        found = {
            path.stem: query
            for path in sorted(folder.glob("*.rq"))
            if (query := _read(path, ontology, problems))
        }
        if not len(problems):
            for query in found.values():
                if error := syntax_error(query.bind({}, Names(), ontology)):
                    remedy = "Mend it; its defaults must work."
                    problems.add(f"queries/{query.name}.rq", 1, "", f"not SPARQL: {error}", remedy)
        if len(problems):
            raise InvalidData(tuple(problems))
        self._queries = found

    def __iter__(self) -> Iterator[SavedQuery]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)

    def __getitem__(self, name: str) -> SavedQuery:
        if name not in self._queries:
            raise NotFound(f"no saved query '{name}'. There are: {', '.join(self._queries)}.")
        return self._queries[name]


def _read(path: Path, ontology: Ontology, problems: Problems) -> SavedQuery | None:
    name, text = f"queries/{path.name}", path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("#+")]
    source = "\n".join(line.removeprefix(HEADER).removeprefix("#+") for line in lines)
    try:
        header = Header.model_validate(yaml.load(source, yaml.CBaseLoader) or {})
    except yaml.YAMLError as error:
        problems.add(name, 1, "", f"the header is not YAML: {error}", "Mend the '#+ ' lines.")
        return None
    except ValidationError as error:
        for each in error.errors():
            place = ".".join(map(str, each["loc"]))
            problems.add(name, 1, place, each["msg"], "docs/curation.md has the header's form.")
        return None
    _check(name, text, header, ontology, problems)
    return SavedQuery(name=path.stem, header=header, text=text)


def _check(name: str, text: str, header: Header, ontology: Ontology, problems: Problems) -> None:
    plain = unescape(text)
    found = list(tokens(plain))
    used = {token.text[1:] for token in found if token.kind == "variable"}
    wanted = {PREFIX + parameter for parameter in header.parameters}
    for extra in sorted({variable for variable in used if variable.startswith(PREFIX)} - wanted):
        problems.add(name, 1, extra, "a variable without a parameter", "Declare it in the header.")
    for missing in sorted(wanted - used):
        problems.add(name, 1, missing, "a parameter that is not used", "Use or remove it.")
    for unreached in sorted((wanted & used) - binding.bindable(text)):
        problems.add(name, 1, unreached, "stands in no group", "Use it in the WHERE clause.")
    for projected, inside in binding.subselects(plain):
        for variable in sorted((wanted & inside) - (projected or inside)):
            problems.add(
                name, 1, variable, "used in a sub-SELECT that does not project it",
                f"Add ?{variable} to the SELECT; engines leave it free otherwise.",
            )  # fmt: skip
    for parameter, declared in header.parameters.items():
        if declared.entity_class and declared.entity_class not in ontology.classes:
            problems.add(name, 1, parameter, f"no class {declared.entity_class}", "Mend the class.")
        if declared.type is ParameterType.CONCEPT and declared.scheme not in ontology.concepts:
            schemes = ", ".join(ontology.concepts)
            problems.add(name, 1, parameter, f"no scheme {declared.scheme}", f"One of {schemes}.")
