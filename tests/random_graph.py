"""Small random graphs of claims, through the writer of the real ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from hypothesis import strategies as st

from kg.model.claim import Citation, Claim, Modality, Polarity, Quote, Rank
from kg.model.document import Document
from kg.model.entity import Entity, Label, LabelKind
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.sentence import Span
from kg.publish import nquads
from kg.publish.claim_quads import ClaimQuads
from kg.publish.quads import document_quads, entity_quads
from kg.publish.terms import Terms
from kg.vocab import Names

TYPES = ("Person", "Company", "Port", "Event")
PROPERTIES = ("locatedIn", "cooperatesWith", "hasParticipant", "operates")
PERIODS = ("2024", "2025-06", "2025-06-15", "../2024-12", "2025-03/2025-09", "2026/..")
ISSUED = ("2025-06-30", "2025", "2024-12/2025-02", "2026-01-05")
PUBLISHERS = (None, "Harbour Weekly", "Island Post")
WIRES = (None, None, "Bay Wire")
OUTLETS = ("e0", "e1")


@dataclass(frozen=True, slots=True, repr=False)
class RandomGraph:
    """Claims between entities, and the documents that make them."""

    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        """What tells one failure from another, in few words."""
        claims = [
            f"{c.document}: {c.subject} {c.property} {c.object or c.value} {c.modality} "
            f"{c.polarity} {c.rank} {c.validity} cites {c.cited and c.cited.outlet}"
            for c in self.claims
        ]
        told = [(d.issued.text, d.publisher, d.wire) for d in self.documents.values()]
        return "\n".join([str([e.types for e in self.entities.values()]), str(told), *claims])

    def nquads(self, ontology: Ontology) -> str:
        """The graph as a build would write it."""
        terms = Terms(Names())
        writer = ClaimQuads(terms, ontology)
        quads = [q for each in self.documents.values() for q in document_quads(each, terms)]
        quads += [q for e in self.entities.values() for q in entity_quads(e, ontology, terms)]
        quads += [q for c in self.claims for q in writer.quads(c, self.documents[c.document])]
        return nquads.canonical(quads)


def _entity(number: int, kind: str) -> Entity:
    # an outlet may be called as a publisher is: then it is the same origin
    label = "Harbour Weekly" if number == 0 else f"Thing {number}"
    return Entity(f"e{number}", (kind,), (Label(label, "en", LabelKind.PREFERRED, ("d0",)),))


def _document(number: int, issued: str, publisher: str | None, wire: str | None) -> Document:
    day = Period.parse(issued)
    return Document(
        f"d{number}", f"Document {number}", "Words.", "0" * 64, day, "news", "none",
        publisher=publisher, wire=wire,
    )  # fmt: skip


@st.composite
def _claims(draw: st.DrawFn, entities: Iterable[str], documents: Iterable[str]) -> Claim:
    ends, told = st.sampled_from(sorted(entities)), partial(st.sampled_from, sorted(PERIODS))
    start, end, seen = (draw(st.none() | told().map(Period.parse)) for _ in range(3))
    try:
        validity = Validity(start, end, seen)
    except ValueError:  # dates that contradict one another are refused, rightly
        validity = Validity(start)
    is_figure = draw(st.integers(0, 5)) == 0
    return Claim(
        document=draw(st.sampled_from(sorted(documents))),
        subject=draw(ends),
        property="designation" if is_figure else draw(st.sampled_from(PROPERTIES)),
        object=None if is_figure else draw(ends),
        value=draw(st.sampled_from(["a gateway", "a hub"])) if is_figure else None,
        modality=draw(st.sampled_from(Modality)),
        polarity=draw(st.sampled_from([*Polarity, Polarity.POSITIVE])),
        attributed_to=draw(st.none() | ends),
        validity=validity,
        cited=draw(st.none() | st.sampled_from(OUTLETS).map(Citation)),
        rank=draw(st.sampled_from([Rank.NORMAL] * 5 + [Rank.DEPRECATED])),
        evidence=(Quote("Words.", Span(0, 6)),),
    )


@st.composite
def random_graphs(draw: st.DrawFn, most: int = 25, least: int = 0) -> RandomGraph:
    """Few entities and documents, so that claims meet, and `least` to `most` claims."""
    kinds = draw(st.lists(st.sampled_from(TYPES), min_size=3, max_size=7))
    entities = {f"e{n}": _entity(n, kind) for n, kind in enumerate(kinds)}
    about = st.tuples(*map(st.sampled_from, (ISSUED, PUBLISHERS, WIRES)))
    told = draw(st.lists(about, min_size=1, max_size=4))
    documents = {f"d{n}": _document(n, *each) for n, each in enumerate(told)}
    found = draw(st.lists(_claims(entities, documents), min_size=least, max_size=most))
    return RandomGraph(entities, documents, tuple({each.id: each for each in found}.values()))


WORDS: Mapping[str, st.SearchStrategy[list[str]]] = {
    "kind": st.lists(st.sampled_from(["fact", "planned", "denied", "reported"]), max_size=2),
    "modality": st.lists(st.sampled_from(list(Modality)), max_size=2).map(list),
    "subject": st.lists(st.sampled_from(["e0", "e1", "e2"]), max_size=2),
    "property": st.lists(st.sampled_from(PROPERTIES), max_size=2),
    "object": st.lists(st.sampled_from(["e0", "e1", "e2"]), max_size=2),
    "direction": st.lists(st.sampled_from(["in", "out", "both"]), max_size=1),
    "neighbour_type": st.lists(st.sampled_from([*TYPES, "Agent", "Place"]), max_size=2),
    "document": st.lists(st.just("d0"), max_size=1),
    "publisher": st.lists(st.sampled_from(PUBLISHERS[1:]), max_size=1).map(
        lambda found: [each for each in found if each]
    ),
    "known_on": st.lists(st.sampled_from(["2025-02-28", "2025-12-31"]), max_size=1),
    "valid_in": st.lists(st.sampled_from(["2025", "2024-12/2025-03", "../2024"]), max_size=1),
    "known_in": st.lists(st.sampled_from(["2025", "2026"]), max_size=1),
    "min_sources": st.lists(st.sampled_from(["1", "2", "3"]), max_size=1),
}


@st.composite
def filter_words(draw: st.DrawFn) -> dict[str, list[str]]:
    """Words of a filter, of which few are given at a time: else nothing is left."""
    names = draw(st.lists(st.sampled_from([*WORDS, "valid_on"]), max_size=3, unique=True))
    found = {name: draw(WORDS[name]) for name in names if name != "valid_on"}
    if "valid_on" in names:
        found["valid_on"] = [draw(st.sampled_from(["2024-06-01", "2025-06-15", "2026-06-01"]))]
        found["holds"] = draw(st.lists(st.sampled_from(["yes", "no", "unknown"]), max_size=3))
    return found
