"""Saved queries: one file of queries/ is one query, one form, one API operation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kg.errors import InvalidData, InvalidParameters, NotFound
from kg.model.ontology import Ontology
from kg.model.problem import Problems
from kg.model.term import Term
from kg.sparql import binding, header, soundness
from kg.sparql.gate import Form
from kg.sparql.header import CLAIM, PREFIX, Header
from kg.sparql.parameter import Context
from kg.store.engine import Malformed, projected
from kg.vocab import Names


class SavedQuery(BaseModel):
    """A header and its query; `form` is what it answers with."""

    model_config = ConfigDict(frozen=True)

    name: str
    header: Header
    text: str
    form: Form = Form.SOLUTIONS

    @property
    def has_claims(self) -> bool:
        """Whether each row names the claim on which it rests."""
        return CLAIM in self.header.columns

    def bind(self, arguments: Mapping[str, str], context: Context) -> str:
        """The query with every parameter bound; raise InvalidParameters with every problem."""
        parameters = self.header.parameters
        known = ", ".join(parameters) or "none"
        wrong = {
            name: f"no such parameter; there are: {known}"
            for name in arguments
            if name not in parameters
        }
        # a default may name what only another graph has: the result is then empty
        known_defaults = {
            name: choices
            for name, choices in context.choices.items()
            if parameters[name].default in choices
        }
        loose = replace(context, entities=None, choices=known_defaults)
        values: dict[str, Term] = {}
        for name, parameter in parameters.items():
            text = arguments.get(name, parameter.default)
            if text is None:
                continue  # it is optional, and its variable stays free
            try:
                terms = parameter.terms(name, text, context if name in arguments else loose)
                for suffix, term in zip(parameter.suffixes, terms, strict=True):
                    binding.serialise(term)
                    values[PREFIX + name + suffix] = term
            except ValueError as error:
                wrong[name] = str(error)
            except binding.Unserialisable as error:
                wrong[name] = error.detail
        if wrong:
            raise InvalidParameters(f"the saved query '{self.name}' cannot be asked so", wrong)
        return binding.bind(binding.rebase(self.text, context.names.base), values)


class SavedQueries:
    """The folder of saved queries, read once and checked whole."""

    def __init__(self, folder: Path, ontology: Ontology) -> None:
        problems = Problems()
        context = Context(Names(), ontology)
        found = {}
        for path in sorted(folder.glob("*.rq")):
            if query := _read(path, context, problems):
                found[path.stem] = query
        for query in found.values():
            _check_references(query, found, problems)
        if len(problems):
            raise InvalidData(tuple(problems))
        self._queries = found

    def __iter__(self) -> Iterator[SavedQuery]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)

    def __getitem__(self, name: str) -> SavedQuery:
        if name not in self._queries:
            raise NotFound(f"no saved query '{name[:80]}'. There are: {', '.join(self._queries)}.")
        return self._queries[name]


def _read(path: Path, context: Context, problems: Problems) -> SavedQuery | None:
    file, text = f"queries/{path.name}", path.read_text(encoding="utf-8")
    head = header.read(file, text, problems)
    if head is None:
        return None
    before = len(problems)
    soundness.check(file, text, head, context, problems)
    if len(problems) > before:
        return None
    query = SavedQuery(name=path.stem, header=head, text=text)
    try:
        columns = projected(query.bind({}, context))
    except Malformed as error:
        remedy = "Mend it; its defaults must work."
        problems.add(file, 1, "", f"not SPARQL: {error}", remedy)
        return None
    if columns is None:
        if head.columns:
            problems.add(file, 1, "columns", "a graph has no columns", "Remove them.")
        return query.model_copy(update={"form": Form.GRAPH})
    for name in sorted(set(columns) - head.columns.keys()):
        problems.add(file, 1, name, "a column without a meaning", "Describe it in `columns`.")
    for name in sorted(head.columns.keys() - set(columns)):
        problems.add(file, 1, name, "a column that is not projected", "Add it to the SELECT.")
    return query


def _check_references(
    query: SavedQuery, found: Mapping[str, SavedQuery], problems: Problems
) -> None:
    """Enumerations that come from another query need one that has the column and needs nothing."""
    for name, parameter in query.header.parameters.items():
        if parameter.query is None:
            continue
        file, other = f"queries/{query.name}.rq", found.get(parameter.query)
        if other is None:
            problems.add(file, 1, name, f"no query {parameter.query}", "Mend `query`.")
        elif parameter.column not in other.header.columns:
            columns = ", ".join(other.header.columns)
            problems.add(
                file, 1, name, f"{other.name} has no column {parameter.column}",
                f"It has {columns}.",
            )  # fmt: skip
        elif any(each.query for each in other.header.parameters.values()):
            problems.add(
                file, 1, name, f"{other.name} has an enumeration from a query itself",
                "Take the values from a query that has none.",
            )  # fmt: skip
