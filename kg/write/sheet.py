"""A sheet: the answer to a query with the names of all that it names, as the page shows it."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from kg.answers.documents import DocumentCard
from kg.answers.entity import EntityCard
from kg.answers.knowledge import Knowledge
from kg.store.table import Row
from kg.vocab import XSD_STRING
from kg.write.graph_picture import Line
from kg.write.shapes import EntityRef, Shape
from kg.write.shaping import Shaping

ENTITY, DOCUMENT, CLAIM, TERM, IRI, TEXT = "entity", "document", "claim", "term", "iri", "text"
# columns that say what is what, where a row is a statement
TRIPLES = (("subject", "property", "object"), ("s", "p", "o"))


class SheetCell(Shape):
    """A value of a row."""

    kind: str = Field(description="entity, document, claim, term of the ontology, iri or text")
    value: str = Field(description="slug, id or name of what is ours; else the IRI or the text")
    lang: str | None = Field(None, description="language of a text, if it says one")
    datatype: str | None = Field(None, description="datatype of a text, short; null: a string")


class SheetLine(Shape):
    """A relation between two entities of a graph."""

    source: str
    property: str
    target: str
    kind: str


class SheetShape(Shape):
    """The answer to a query, with what its cells are called."""

    form: str = Field(description="solutions, boolean or graph")
    columns: list[str]
    rows: list[list[SheetCell | None]]
    claims: list[str | None] = Field(
        description="of each row the claims on which it rests: `claims/{id}`, "
        "`claims?subject=…&property=…&object=…` or null"
    )
    entities: dict[str, EntityRef]
    documents: dict[str, str] = Field(description="titles by slug")
    terms: dict[str, dict[str, str]] = Field(description="labels of the ontology's terms")
    boolean: bool | None = None
    lines: list[SheetLine] | None = Field(None, description="of a graph, or of ?s ?p ?o")
    turtle: str | None = None
    total: int = Field(description="rows or triples that there are, as far as they were counted")
    cut: int | None = Field(description="after how many the answer was cut; null: it is whole")
    next: str | None = Field(None, description="cursor of the next page")
    version: str
    seconds: float
    text: str = Field(description="the query that was run")


class Sheet:
    """Writes cells and remembers what they name."""

    def __init__(
        self,
        knowledge: Knowledge,
        cards: Mapping[str, EntityCard],
        documents: Mapping[str, DocumentCard],
        labels: Mapping[str, Mapping[str, str]],
    ) -> None:
        """`labels` are those of the ontology's terms by name."""
        self._names = knowledge.names
        self._cards, self._documents, self._labels = cards, documents, labels
        self._shaping = Shaping(knowledge, cards)
        self.entities: dict[str, EntityRef] = {}
        self.documents: dict[str, str] = {}
        self.terms: dict[str, dict[str, str]] = {}

    def row(self, row: Row, columns: Sequence[str]) -> list[SheetCell | None]:
        """The cells of a row, None where one is unbound."""
        return [self._cell(row.bindings.get(column)) for column in columns]

    def _cell(self, term: object) -> SheetCell | None:
        if not isinstance(term, dict):
            return None
        value = term.get("value")
        if not isinstance(value, str):  # a triple
            return SheetCell(kind=TEXT, value=str(value))
        if term.get("type") == "uri":
            return self._iri(value)
        datatype = term.get("datatype")
        return SheetCell(
            kind=TEXT,
            value=value,
            lang=term.get("xml:lang"),
            datatype=self._names.shorten(datatype) if datatype not in (None, XSD_STRING) else None,
        )

    def _iri(self, iri: str) -> SheetCell:
        names, local = self._names, self._names.local(iri)
        if iri == names.entity(local) and local in self._cards:
            self.name(local)
            return SheetCell(kind=ENTITY, value=local)
        if iri == names.document(local) and local in self._documents:
            self.documents[local] = self._documents[local].title
            return SheetCell(kind=DOCUMENT, value=local)
        if iri == names.claim(local):
            return SheetCell(kind=CLAIM, value=local)
        if iri == names.term(local):
            self.terms[local] = dict(self._labels.get(local, {}))
            return SheetCell(kind=TERM, value=local)
        return SheetCell(kind=IRI, value=names.shorten(iri))

    def name(self, slug: str) -> None:
        """Send the names of this entity along."""
        if slug not in self.entities:
            self.entities[slug] = self._shaping.ref(slug)

    def line(self, line: Line) -> SheetLine:
        """A relation, with the names of its ends."""
        self.name(line.subject)
        self.name(line.object)
        self.terms[line.property] = dict(self._labels.get(line.property, {}))
        return SheetLine(
            source=line.subject, property=line.property, target=line.object, kind=line.kind
        )


def evidence(columns: Sequence[str], cells: Sequence[SheetCell | None]) -> str | None:
    """Where the claims of a row are: its own claim, or those of the fact that it states."""
    found = dict(zip(columns, cells, strict=True))
    for cell in (found.get(CLAIM), *found.values()):
        if cell and cell.kind == CLAIM:
            return f"claims/{cell.value}"
    for names in TRIPLES:
        fact = [cell for name in names if (cell := found.get(name))]
        if len(fact) == len(names) and all(cell.kind in (ENTITY, TERM) for cell in fact):
            asked = zip(TRIPLES[0], fact, strict=True)
            return "claims?" + "&".join(f"{name}={cell.value}" for name, cell in asked)
    return None
