"""Documents: what the catalogue knows of each, read back from the store."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.answers.knowledge import Knowledge
from kg.answers.reading import Shelf, reading, slug_of
from kg.errors import NotFound
from kg.model.period import Period


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document without its text, which stays out of the published graph."""

    slug: str
    title: str
    issued: Period
    kind: str
    rights: str
    publisher: str | None
    author: str | None
    wire: str | None
    url: str | None
    reason: str | None
    claims: int
    sha256: str | None = None  # of the text that was read


class Documents(Shelf[DocumentCard]):
    """Documents by slug."""

    noun = "document"

    @property
    def titles(self) -> "Titles":
        """What a page calls each."""
        return Titles((slug, card.title) for slug, card in self.items())


class Titles(Shelf[str]):
    """Titles of documents by slug."""

    noun = "document"


def documents(knowledge: Knowledge) -> Documents:
    """Every document by slug."""
    names = knowledge.names
    rows = knowledge.store.select(f"""
        SELECT ?document ?p ?o WHERE {{ GRAPH ?g {{
          ?document a <{names.term("Document")}> ; ?p ?o }} }}""")
    counts = knowledge.store.select(f"""
        SELECT ?document (COUNT(?claim) AS ?n) WHERE {{ GRAPH ?g {{
          ?claim a <{names.term("Claim")}> ; <{names.term("document")}> ?document }} }}
        GROUP BY ?document""")
    claims = {str(row["document"]): int(str(row["n"])) for row in counts}
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(str(row["document"]), {})[names.local(str(row["p"]))] = str(row["o"])
    cards = Documents()
    for iri, own in sorted(found.items()):
        with reading(iri, "a document"):
            slug = slug_of(iri, names.document(""))
            cards[slug] = _card(slug, own, claims.get(iri, 0))
    return cards


def _card(slug: str, own: Mapping[str, str], claims: int) -> DocumentCard:
    return DocumentCard(
        slug=slug,
        title=own["title"],
        issued=Period.parse(own["issued"]),
        kind=own["documentKind"],
        rights=own["rights"],
        publisher=own.get("publisher"),
        author=own.get("creator"),
        wire=own.get("wire"),
        url=own.get("source"),
        reason=own.get("reason"),
        claims=claims,
        sha256=own.get("sha256"),
    )


def document(knowledge: Knowledge, slug: str) -> DocumentCard:
    """The document of this slug; raise NotFound."""
    found = documents(knowledge)
    if slug not in found:
        raise NotFound(f"no document '{slug[:80]}'. There are: {', '.join(found)}.")
    return found[slug]
