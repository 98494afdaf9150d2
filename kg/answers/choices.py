"""Choices: what the parameters of a saved query may take, as the data have it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.answers.entity import Cards
from kg.answers.knowledge import Knowledge
from kg.model.term import Iri, Term, Text
from kg.sparql.parameter import Context, Parameter, ParameterType
from kg.sparql.saved import SavedQueries, SavedQuery

LISTED = (ParameterType.PROPERTY, ParameterType.CONCEPT, ParameterType.ENUM)


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a parameter may have, and how it is shown."""

    value: str
    label: str


@dataclass(frozen=True)
class Choices:
    """The choices of every saved query over one state of the graph.

    `read_cards` reads the entities, when a parameter takes one.
    """

    knowledge: Knowledge
    queries: SavedQueries
    read_cards: Callable[[], Cards]
    _enumerations: dict[tuple[str, str], dict[str, Term]] = field(default_factory=dict)

    @cached_property
    def cards(self) -> Cards:
        """Every entity by slug."""
        return self.read_cards()

    def context(self, query: SavedQuery) -> Context:
        """What the arguments of the query are looked up in."""
        parameters = query.header.parameters
        choices = {
            name: self._enumeration(parameter)
            for name, parameter in parameters.items()
            if parameter.query is not None
        }
        takes_entity = any(each.type is ParameterType.ENTITY for each in parameters.values())
        entities = self.cards if takes_entity else None
        return Context(self.knowledge.names, self.knowledge.ontology, entities, choices)

    def bind(self, query: SavedQuery, arguments: Mapping[str, str]) -> str:
        """The query with its arguments; raise InvalidParameters with every problem."""
        return query.bind(arguments, self.context(query))

    def options(self, query: SavedQuery) -> dict[str, list[Option]]:
        """The options of the parameters that do not take just anything, by parameter."""
        found = {
            name: list(self._options(parameter))
            for name, parameter in query.header.parameters.items()
        }
        return {name: options for name, options in found.items() if options}

    def values(self, query: SavedQuery) -> dict[str, list[str]]:
        """The values of parameters that have few, so not of entities, by parameter."""
        return {
            name: [option.value for option in self._options(parameter)]
            for name, parameter in query.header.parameters.items()
            if parameter.type in LISTED
        }

    def _options(self, parameter: Parameter) -> Iterable[Option]:
        ontology = self.knowledge.ontology
        match parameter.type:
            case ParameterType.ENTITY:
                wanted = parameter.entity_class
                cards = [c for c in self.cards.values() if not wanted or wanted in c.types]
                cards.sort(key=lambda card: (not card.named, card.label.casefold(), card.slug))
                return [Option(card.slug, card.label) for card in cards]
            case ParameterType.PROPERTY:
                terms = sorted(ontology.properties.values(), key=lambda term: term.label)
                return [Option(term.name, term.label) for term in terms]
            case ParameterType.CONCEPT:
                scheme = ontology.concepts[parameter.scheme or ""]
                return [Option(notation, term.label) for notation, term in scheme.items()]
            case ParameterType.BOOLEAN:
                return [Option("true", "yes"), Option("false", "no")]
            case ParameterType.ENUM if parameter.query is None:
                return [Option(value, label) for value, label in parameter.values.items()]
            case ParameterType.ENUM:
                values = self._enumeration(parameter)
                return [Option(text, self._label(term)) for text, term in values.items()]
        return []

    def _enumeration(self, parameter: Parameter) -> dict[str, Term]:
        """The values of a column of another saved query: slugs and names for IRIs of ours."""
        key = parameter.query or "", parameter.column or ""
        if key not in self._enumerations:
            other = self.queries[key[0]]
            columns, rows = self.knowledge.store.table(self.bind(other, {}))
            place = columns.index(key[1])
            found = {row[place]: self._term(row[place]) for row in rows if row[place]}
            self._enumerations[key] = {self._short(term): term for term in found.values()}
        return self._enumerations[key]

    def _term(self, text: str) -> Term:
        """The term of a cell, which is an IRI of ours or a plain text."""
        return Iri(text) if text.startswith(self.knowledge.names.base) else Text(text)

    def _short(self, term: Term) -> str:
        return self.knowledge.names.local(term.value) if isinstance(term, Iri) else term.value

    def _label(self, term: Term) -> str:
        short = self._short(term)
        if isinstance(term, Text):
            return short
        if term.value == self.knowledge.names.entity(short) and short in self.cards:
            return self.cards[short].label
        return self.knowledge.ontology.label(short)
