"""The store is a URL: every product answer is the same from a folder and from an engine."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.answers.claims import Claims
from kg.answers.conflicts import comparisons
from kg.answers.documents import document, documents
from kg.answers.entity import Entities, Moved
from kg.answers.extension import Column, Extension
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import REMOTE, Knowledge, open_knowledge
from kg.answers.neighbourhood import neighbourhood
from kg.answers.projection import graph as projected
from kg.answers.reconciliation import Reconciliation
from kg.answers.search import EntityFilter, Search
from kg.answers.unknowns import Unknowns
from kg.answers.wish import Given, GivenValue, Wish, link
from kg.config import Settings
from kg.errors import NoStore, NotFound, RemoteFailed
from kg.model.period import Period
from kg.store.engine import Answer
from kg.write import conflicts as comparing
from kg.write import export, shaping
from kg.write.network import network
from tests.engines import oxigraph
from tests.relays import raised, relayed

pytestmark = pytest.mark.slow  # servers and engines of its own

STRICT, UNION = (), ("--union-default-graph",)


def written(name: str) -> Callable[[Knowledge], str]:
    def dump(known: Knowledge) -> str:
        buffer = io.BytesIO()
        known.store.dump(buffer, name, known.names.prefixes())
        return buffer.getvalue().decode()

    return dump


def shown(known: Knowledge) -> str:
    entities = Entities(known)
    return shaping.entity(entities.page("east-port"), known).model_dump_json()


def reconciled(known: Knowledge) -> object:
    given = (Given(link(known.ontology, "locatedIn"), (GivenValue("Harbour City"),)),)
    wish = Wish("East Port", 5, given=given)
    return Reconciliation(known, Search(known)).batch({"a": wish, "b": Wish("", 5, given=given)})


def extended(known: Knowledge) -> object:
    columns = [Column(link(known.ontology, each)) for each in ("locatedIn", "locationOf")]
    extension = Extension(known, {card.slug: card for card in Search(known).cards})
    return extension.rows(["east-port", "harbour-city"], columns), extension.proposed("Port")


def compared(known: Knowledge) -> str:
    found, identities = comparisons(known).found, Entities(known).open_identities()
    counts = comparing.counted(found)
    return comparing.as_markdown(
        comparing.conflicts(found, counts, len(found), None, identities, known, documents(known))
    )


PRODUCTS: dict[str, Callable[[Knowledge], object]] = {
    "all claims": lambda known: Claims(known).all(),
    "claims of an entity": lambda known: Claims(known).of_entity("east-port"),
    "claims between entities": lambda known: Claims(known).between("east-port"),
    "claims of a document": lambda known: Claims(known).of_document("harbour-weekly-12"),
    "one claim": lambda known: Claims(known).one(Claims(known).all()[3].claim.id),
    "no claim": lambda known: raised(NotFound, lambda: Claims(known).one("x")).split(" in ")[0],
    "all entities": lambda known: Entities(known).all(),
    "some entities": lambda known: Entities(known).cards(["lee-mei", "old-ferry", "nobody"]),
    "no entity": lambda known: raised(NotFound, lambda: Entities(known).card("nobody")),
    "a moved entity": lambda known: raised(Moved, lambda: Entities(known).card("east-harbour")),
    "an entity with its claims": lambda known: Entities(known).page("east-port"),
    "open identities": lambda known: Entities(known).open_identities(),
    "search": lambda known: Search(known).find("port"),
    "reconciliation": reconciled,
    "extension": extended,
    "search in Chinese": lambda known: Search(known).find("東港"),
    "search in a period": lambda known: Search(known).find(
        "port", keep=EntityFilter(period=Period.parse("2026"))
    ),
    "documents": documents,
    "a document": lambda known: document(known, "harbour-weekly-12"),
    "neighbourhood": lambda known: neighbourhood(
        known, "east-port", ClaimFilter(), start=0, size=3
    ),
    "claims side by side": comparisons,
    "conflicts as Markdown": compared,
    "unknowns": lambda known: Unknowns(known, ClaimFilter(), on=date(2028, 1, 1)).all(),
    "unknowns under a filter": lambda known: Unknowns(known, ClaimFilter(min_sources=2)).all(),
    "an entity as JSON": shown,
    "claims as lines": lambda known: [
        export.claim_line(seen, known) for seen in Claims(known).all()
    ],
    "entities as lines": lambda known: [
        export.entity_line(card, known) for card in Entities(known).all().values()
    ],
    "network": lambda known: network(projected(known), "graphml"),
    "counts": lambda known: replace(known.release, version=""),
    "number of quads": lambda known: len(known.store),
    "N-Quads": lambda known: known.nquads(),
    "N-Quads of the store": written("nquads"),
    "Turtle": written("turtle"),
    "JSON-LD": lambda known: json.loads(written("jsonld")(known)),
    "table over the union": lambda known: known.store.table(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?s ?label ?nothing "
        "{ ?s a ?t OPTIONAL { ?s rdfs:label ?label } OPTIONAL { ?s <urn:x> ?nothing } } "
        "ORDER BY STR(?s) STR(?t) STR(?label)"
    ),
}


@pytest.fixture(scope="module", params=[STRICT, UNION], ids=["strict", "union"])
def address(
    request: pytest.FixtureRequest, release_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An engine with the graph of the invented harbour; its own default graph is no matter."""
    folder = tmp_path_factory.mktemp("engine")
    with oxigraph(release_folder / "graph.nq", folder, *request.param) as url:
        yield url


@pytest.fixture(scope="module")
def remote(address: str) -> Knowledge:
    return open_knowledge(Settings(store=address))


@pytest.mark.parametrize("name", PRODUCTS)
def test_an_answer_is_the_same_from_a_folder_and_from_a_url(
    name: str, knowledge: Knowledge, remote: Knowledge
) -> None:
    here = PRODUCTS[name](knowledge)
    assert PRODUCTS[name](remote) == here
    assert here or name == "no claim"


def test_every_store_has_the_same_port(knowledge: Knowledge, remote: Knowledge) -> None:
    assert type(knowledge.store) is not type(remote.store)
    assert knowledge.store.max_values > remote.store.max_values > 0


def test_trig_has_the_same_quads(knowledge: Knowledge, remote: Knowledge) -> None:
    here, there = (
        set(ox.parse(written("trig")(each), ox.RdfFormat.TRIG)) for each in (knowledge, remote)
    )
    assert here == there
    assert len(here) == knowledge.release.quads


def test_a_url_has_no_version_of_which_an_etag_could_be_made(
    knowledge: Knowledge, remote: Knowledge
) -> None:
    assert (remote.version, remote.versioned) == (REMOTE, False)
    assert knowledge.versioned
    for gone in (lambda: remote.database, lambda: remote.canonical):
        assert "KG_STORE" in raised(NoStore, gone)


def test_names_are_asked_for_in_as_many_queries_as_the_engine_takes(
    address: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    profile = tmp_path / "few.yaml"
    profile.write_text("max_values: 3\n")
    few = open_knowledge(Settings(store=address, store_profile=str(profile)))
    assert few.store.max_values == 3
    wanted = list(Entities(knowledge).all())
    assert Entities(few).cards(wanted) == Entities(knowledge).cards(wanted)
    assert len(wanted) > 9


def test_a_graph_under_another_base_is_said_to_be_missing(address: str) -> None:
    said = raised(
        NoStore, lambda: open_knowledge(Settings(store=address, base="https://other.example/"))
    )
    assert "KG_BASE" in said
    assert address in said


def test_an_empty_engine_is_said_to_be_empty(tmp_path: Path) -> None:
    empty = tmp_path / "empty.nq"
    empty.write_text("")
    with oxigraph(empty, tmp_path / "engine") as url:
        said = raised(NoStore, lambda: open_knowledge(Settings(store=url)))
        assert "0 claims" in said
        wanted = Answer("SELECT * { ?s ?p ?o }", "text/csv", union=True)
        assert "no named graph" in raised(NoStore, lambda: relayed(url, wanted))


def test_a_row_cap_that_is_met_is_an_error_and_no_short_answer(
    address: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    profile = tmp_path / "capped.yaml"
    profile.write_text(f"row_cap: {len(documents(knowledge))}\n")
    capped = Settings(store=address, store_profile=str(profile))
    known = open_knowledge(capped)
    with pytest.raises(RemoteFailed, match="row_cap"):
        known.store.select(
            f"SELECT DISTINCT ?d {{ GRAPH ?g {{ ?d a <{known.names.term('Document')}> }} }}"
        )
