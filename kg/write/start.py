"""What the page needs once: words and looks of classes, properties and kinds; where to start."""

from collections.abc import Iterable, Mapping

from kg.answers.bridges import ATTENDED, OFFICE
from kg.answers.entity import EntityCard
from kg.answers.knowledge import Knowledge
from kg.model.ontology import ClassTerm, Term
from kg.sparql.saved import SavedQuery
from kg.write import shaping
from kg.write.picture import Looks
from kg.write.shapes import EntityRef, Shape

_ROOT = "Entity"
# What two entities have in common where events and offices are folded: our words, no properties.
_BRIDGES = {
    ATTENDED: {"en": "attended together", "zh-Hant": "一同出席", "zh-Hans": "一同出席"},
    OFFICE: {"en": "holds office in", "zh-Hant": "任職於", "zh-Hans": "任职于"},
}


class TypeShape(Shape):
    """A class of entities as pictures show it."""

    labels: dict[str, str]
    shape: str
    colour: str
    glyph: str


class KindShape(Shape):
    """A kind of claim as pictures draw its line."""

    labels: dict[str, str]
    dash: str
    arrow: str
    width: float
    light: str
    dark: str


class PropertyShape(Shape):
    """A property in every language; `inverse` reads it from its object."""

    labels: dict[str, str]
    inverse: dict[str, str]


class QuestionShape(Shape):
    """A saved query by name."""

    name: str
    summary: str
    labels: dict[str, str]


class StartShape(Shape):
    """Everything that does not depend on what is looked at."""

    version: str
    documents: int
    entities: int
    claims: int
    newest: str | None
    types: dict[str, TypeShape]
    kinds: dict[str, KindShape]
    properties: dict[str, PropertyShape]
    bridges: dict[str, PropertyShape]
    examples: list[EntityRef]
    questions: list[QuestionShape]


def start(
    knowledge: Knowledge,
    looks: Looks,
    examples: Iterable[EntityCard],
    questions: Iterable[SavedQuery],
    newest: str | None,
) -> StartShape:
    """The page's words and looks; `newest` is when the latest document came out."""
    ontology, release = knowledge.ontology, knowledge.release
    cards = {card.slug: card for card in examples}
    refs = shaping.Shaping(knowledge, cards)
    kinds = ontology.concepts["kinds"]
    return StartShape(
        version=knowledge.version,
        documents=release.documents,
        entities=release.entities,
        claims=release.claims,
        newest=newest,
        types={
            name: _type(term, looks)
            for name, term in ontology.classes.items()
            if _ROOT in (name, *term.ancestors)
        },
        kinds={name: _kind(kinds[name], look) for name, look in looks.kinds.items()},
        properties={
            name: PropertyShape(labels=dict(term.labels), inverse=dict(term.inverse_labels))
            for name, term in ontology.properties.items()
        },
        bridges={
            name: PropertyShape(labels=labels, inverse={}) for name, labels in _BRIDGES.items()
        },
        examples=[refs.ref(slug) for slug in cards],
        questions=[
            QuestionShape(
                name=query.name, summary=query.header.summary, labels=query.header.summaries
            )
            for query in questions
        ],
    )


def _type(term: ClassTerm, looks: Looks) -> TypeShape:
    """The class with the look of the narrowest class that has one."""
    named = next(name for name in (term.name, *term.ancestors) if name in looks.types)
    look = looks.types[named]
    return TypeShape(
        labels=dict(term.labels), shape=look["shape"], colour=look["colour"], glyph=named
    )


def _kind(term: Term, look: Mapping[str, str]) -> KindShape:
    return KindShape(
        labels=dict(term.labels), dash=look["dash"], arrow=look["arrow"],
        width=float(look["width"]), light=look["light"], dark=look["dark"],
    )  # fmt: skip
