"""What the query tab of the page needs once: saved queries, words to write with, limits."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from kg.answers.choices import Option
from kg.answers.vocabulary import Word
from kg.config import Settings
from kg.sparql.parameter import ParameterType
from kg.sparql.saved import SavedQuery
from kg.write import saved
from kg.write.service import limits
from kg.write.shapes import EntityRef, SavedQueryShape, Shape
from kg.write.shaping import Shaping

_SHOWN = ("query_seconds", "max_rows", "max_page_size", "max_query_bytes")


class WordShape(Shape):
    """A term of the ontology, as it is completed."""

    name: str = Field(description="follows the prefix `gbo:`")
    kind: str = Field(description="class, property, concept or unit")
    labels: dict[str, str]
    uses: int | None = Field(
        description="claims that state the property, or entities of the class; null: not counted"
    )


class LimitShape(Shape):
    """What a query may not exceed."""

    setting: str
    value: float
    description: str


class WorkbenchShape(Shape):
    """Everything that the query tab needs before a query is asked."""

    queries: list[SavedQueryShape] = Field(
        description="without the options of entities, of which there may be many: "
        "/entities?suggest=true finds them"
    )
    prefixes: dict[str, str]
    words: list[WordShape]
    limits: list[LimitShape]
    entities: dict[str, EntityRef] = Field(description="those that are defaults, by slug")


def workbench(
    queries: Iterable[SavedQuery],
    options: Mapping[str, Mapping[str, Sequence[Option]]],
    words: Iterable[Word],
    prefixes: dict[str, str],
    settings: Settings,
    shaping: Shaping,
) -> WorkbenchShape:
    """The shape; `options` are those of each saved query's parameters."""
    shapes: list[SavedQueryShape] = []
    named: dict[str, EntityRef] = {}
    for query in queries:
        given = options.get(query.name, {})
        for parameter in query.header.parameters.values():
            slug = parameter.default
            # a default may name what only another graph has
            if parameter.type is ParameterType.ENTITY and slug and slug in shaping.cards:
                named[slug] = shaping.ref(slug)
        few = {
            name: each
            for name, each in given.items()
            if query.header.parameters[name].type is not ParameterType.ENTITY
        }
        shapes.append(saved.saved_query(query, few))
    return WorkbenchShape(
        queries=shapes,
        prefixes=prefixes,
        words=[
            WordShape(name=word.name, kind=word.kind, labels=word.labels, uses=word.uses)
            for word in words
        ],
        limits=[
            LimitShape(setting=each.setting, value=each.value, description=each.description)
            for each in limits(settings, _SHOWN)
        ],
        entities=named,
    )
