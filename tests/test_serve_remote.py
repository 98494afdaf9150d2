"""`kg serve` over the URL of a real engine: all of it works, also while the engine does not."""

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx2
import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from api.turns import MOST
from kg.answers.claims import Claims
from kg.answers.entity import Entities
from kg.answers.knowledge import REMOTE, Knowledge, open_knowledge
from kg.config import Settings
from kg.errors import RemoteTooLong
from kg.store.deadline import until
from tests.api_client import client_of, is_alive, real_server
from tests.engines import Oxigraph
from tests.servers import PATIENCE_SECONDS

pytestmark = pytest.mark.slow  # servers and engines of its own

SECRET = "a-secret-of-mine"
SECONDS = 5.0
FACTS = "https://gba.example/graph/facts"
HTML = {"Accept": "text/html"}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
PAGES = [
    "/", "/entities", "/entities?q=port", "/entities/east-port", "/documents",
    "/documents/island-post-3", "/conflicts", "/queries", "/queries/figures?entity=east-port",
    "/sparql",
]  # fmt: skip
DATA = [
    "/entities", "/entities?q=port&limit=2", "/entities/east-port", "/entities/hill-town",
    "/entities/east-port/neighbourhood?claims=true", "/documents", "/documents/island-post-3",
    "/conflicts", "/queries", "/queries/offices?format=csv", "/entities/nobody", "/claims/nothing",
    "/queries/figures?entity=east-port", "/queries/nothing", f"/sparql?query={COUNT}",
    "/analysis/bridges", "/analysis/common-neighbours?a=east-port&b=harbour-office",
]  # fmt: skip
READ_ONCE = ("/entities", "/entities?q=port", "/documents", "/queries")  # for half a minute
OF_THE_STORE = [*PAGES, "/ontology", f"/sparql?query={COUNT}", f"/graphs?graph={FACTS}"]


@dataclass(frozen=True, slots=True)
class Served:
    """A `kg serve` process and the engine behind it."""

    client: httpx2.Client
    pid: int
    engine: Oxigraph

    def get(self, path: str, **headers: str) -> httpx2.Response:
        return self.client.get(path, headers=headers)


@contextmanager
def serving(engine: Oxigraph, url: str, *flags: str, **settings: str) -> Iterator[Served]:
    with (
        real_server(url, *flags, **settings) as found,
        httpx2.Client(
            base_url=f"http://127.0.0.1:{found.port}", timeout=PATIENCE_SECONDS,
            limits=httpx2.Limits(max_connections=None),
        ) as client,
    ):  # fmt: skip
        yield Served(client, found.pid, engine)


@pytest.fixture(scope="module")
def engine(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    folder = tmp_path_factory.mktemp("engine")
    with Oxigraph(release_folder / "graph.nq", folder, command="serve") as found:
        yield found


@pytest.fixture(scope="module")
def served(engine: Oxigraph) -> Iterator[Served]:
    settings = {"store_token": f"me:{SECRET}", "query_seconds": str(SECONDS), "max_rows": "50000"}
    with serving(engine, f"{engine.url}?key={SECRET}", **settings) as found:
        yield found


@pytest.fixture(scope="module")
def strict(engine: Oxigraph) -> Iterator[Served]:
    with serving(engine, engine.url, "--strict-dataset", "--max-rows", "2") as found:
        yield found


@pytest.fixture(scope="module")
def here(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    """The same graph, served from a folder."""
    with client_of(settings, knowledge) as client:
        yield client


def number(served: Served, query: str, **parameters: str) -> int:
    """The one number that a query answers with."""
    params = {"query": query, "format": "csv", **parameters}
    answer = served.client.get("/sparql", params=params)
    assert answer.status_code == 200, answer.text
    return int(answer.text.split()[1])


def test_a_process_analyses_the_graph_of_an_engine(engine: Oxigraph, here: TestClient) -> None:
    patient = {"analysis_at_once": "0", "analysis_wait_seconds": "60"}
    with serving(engine, engine.url, **patient) as served:
        for measure in ("degree", "articulation-points"):
            answer = served.get(f"/analysis/{measure}")
            assert answer.status_code == 200, answer.text
            assert answer.json() == here.get(f"/analysis/{measure}").json()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_shown_and_has_no_tag(path: str, served: Served) -> None:
    answer = served.get(path, **HTML)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["kg-version"] == REMOTE
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", DATA)
def test_data_are_the_same_as_from_a_folder(
    path: str, served: Served, here: TestClient, knowledge: Knowledge
) -> None:
    there, expected = served.get(path), here.get(path)
    assert there.status_code == expected.status_code
    assert there.text == expected.text.replace(knowledge.version[:12], REMOTE)
    assert there.headers["content-type"] == expected.headers["content-type"]


def test_every_claim_and_every_identifier_leads_to_the_same(
    served: Served, here: TestClient, knowledge: Knowledge
) -> None:
    claim = Claims(knowledge).all()[5].claim.id
    assert served.get(f"/claims/{claim}").json() == here.get(f"/claims/{claim}").json()
    for path in (f"/claim/{claim}", "/id/east-port", "/document/island-post-3", "/id/east-harbour"):
        there, expected = served.get(path), here.get(path, follow_redirects=False)
        assert there.status_code in (301, 303)
        assert (there.status_code, there.headers["location"]) == (
            expected.status_code, expected.headers["location"],
        )  # fmt: skip


def test_the_ontology_is_the_same(served: Served, here: TestClient) -> None:
    there, expected = (
        set(ox.parse(each.get("/ontology?format=ntriples").content, ox.RdfFormat.N_TRIPLES))
        for each in (served, here)
    )
    assert there == expected
    assert len(there) > 100


def test_a_query_can_be_sent_in_every_way(served: Served, knowledge: Knowledge) -> None:
    quads = knowledge.release.quads
    assert number(served, COUNT) == quads
    csv = {"Accept": "text/csv"}
    form = served.client.post("/sparql", data={"query": COUNT}, headers=csv)
    direct = served.client.post(
        "/sparql", content=COUNT, headers=csv | {"Content-Type": "application/sparql-query"}
    )
    assert form.text.split() == direct.text.split() == ["n", str(quads)]


def test_the_dataset_is_the_union_unless_one_is_named(
    served: Served, strict: Served, knowledge: Knowledge
) -> None:
    facts, quads = knowledge.release.facts, knowledge.release.quads
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    for each, whole in ((served, quads), (strict, 0)):
        assert number(each, COUNT) == whole
        assert number(each, named) == quads
        assert number(each, COUNT, **{"default-graph-uri": FACTS}) == facts
        assert number(each, COUNT, **{"named-graph-uri": FACTS}) == 0
        assert number(each, named, **{"named-graph-uri": FACTS}) == facts
        assert number(each, COUNT.replace("WHERE", f"FROM <{FACTS}> WHERE")) == facts
        assert number(each, COUNT.replace("WHERE", f"FROM NAMED <{FACTS}> WHERE")) == 0


@pytest.mark.parametrize("flags", [(), ("--union-default-graph",)], ids=["plain", "union"])
def test_the_description_names_every_graph(
    flags: tuple[str, ...], here: TestClient, release_folder: Path, tmp_path: Path
) -> None:
    accept = {"Accept": "application/n-triples"}
    with (
        Oxigraph(release_folder / "graph.nq", tmp_path, *flags, command="serve") as engine,
        serving(engine, engine.url) as found,
    ):
        there = found.get("/sparql", **accept)
    assert there.status_code == 200, there.text
    assert named_graphs(there.content) == named_graphs(here.get("/sparql", headers=accept).content)
    assert FACTS in named_graphs(there.content)


def named_graphs(description: bytes) -> set[str]:
    name = "http://www.w3.org/ns/sparql-service-description#name"
    triples = ox.parse(description, ox.RdfFormat.N_TRIPLES)
    return {each.object.value for each in triples if each.predicate.value == name}


def test_a_graph_can_be_had_whole_whatever_a_query_may_have(
    strict: Served, here: TestClient
) -> None:
    path = f"/graphs?graph={FACTS}&format=ntriples"
    there = strict.get(path)
    assert sorted(there.text.splitlines()) == sorted(here.get(path).text.splitlines())
    assert there.text.count("\n") > 2
    inside = f"{{ ?s ?p ?o }} WHERE {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}"
    cut = strict.get(f"/sparql?format=ntriples&query=CONSTRUCT {inside}")
    assert cut.headers["kg-truncated"] == "rows=2"


def test_a_graph_that_is_not_there_is_not_found(served: Served) -> None:
    assert served.get("/graphs?graph=urn:none").status_code == 404
    assert "named graphs" in served.get("/graphs").json()["detail"]


def test_nothing_can_be_written_here(served: Served) -> None:
    for answer in (
        served.client.post("/update", data={"update": "DROP ALL"}),
        served.client.put("/graphs?graph=urn:x", content=b""),
        served.client.delete(f"/graphs?graph={FACTS}"),
    ):
        assert answer.status_code == 403
        assert served.engine.url in answer.json()["detail"]
        assert SECRET not in answer.text


@pytest.mark.parametrize("path", OF_THE_STORE)
def test_head_has_no_body_and_no_tag(path: str, served: Served) -> None:
    answer = served.client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["kg-version"] == REMOTE
    assert "etag" not in answer.headers


def test_it_says_that_the_store_is_elsewhere_and_answers(
    served: Served, knowledge: Knowledge
) -> None:
    assert served.get("/healthz").json() == {"status": "alive"}
    assert served.get("/readyz").json() == {
        "status": "ready", "version": REMOTE, "quads": knowledge.release.quads, "store": "remote",
        "engine": served.engine.url,
    }  # fmt: skip
    assert f'version="{REMOTE}"' in served.get("/metrics").text


def test_queries_are_counted_by_how_they_end(strict: Served) -> None:
    def counted() -> dict[str, float]:
        lines = strict.get("/metrics").text.splitlines()
        found = (re.fullmatch(r'kg_queries_total\{outcome="(\w+)"\} (.+)', each) for each in lines)
        return {each[1]: float(each[2]) for each in found if each}

    before = counted()
    many = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"  # here two rows are too many already
    for query, outcome in ((COUNT, "answered"), ("SELECT {", "refused"), (many, "cut")):
        strict.get(f"/sparql?query={query}&format=csv")
        assert counted()[outcome] == before[outcome] + 1, query
    assert sum(counted().values()) == sum(before.values()) + 3


def without_the_store(served: Served) -> None:
    """What does not need the engine is answered."""
    assert is_alive(served.pid)
    for path in ("/healthz", "/metrics", "/static/app.css", "/openapi.json"):
        assert served.get(path).status_code == 200, path


def test_a_dead_engine_is_named_and_used_again_when_it_is_back(served: Served) -> None:
    with served.engine.dead():
        for path in [*OF_THE_STORE, "/readyz", "/entities/east-port/neighbourhood"]:
            answer = served.get(path)
            if path in READ_ONCE and answer.status_code == 200:
                continue
            assert answer.status_code == 502, (path, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
            assert served.engine.url in answer.json()["detail"]
            assert "cannot be reached" in answer.json()["detail"]
            assert SECRET not in answer.text
        page = served.get("/entities/east-port", **HTML)
        assert page.status_code == 502
        assert served.engine.url in page.text
        without_the_store(served)
    for path in [*OF_THE_STORE, "/readyz"]:
        assert served.get(path).status_code == 200, path


def test_a_hanging_engine_takes_no_thread_from_others_and_no_request_past_the_deadline(
    served: Served,
) -> None:
    """More requests than threads, and all of them end when their time is up."""
    first = date(2026, 1, 1)
    paths = [f"/entities/east-port?valid_on={first + timedelta(n)}" for n in range(2 * MOST)]
    paths += ["/conflicts", "/documents/island-post-3", "/"] * 10
    paths += [f"/sparql?query={COUNT}", "/queries/offices", "/ontology"] * 10
    with served.engine.hanging(), ThreadPoolExecutor(len(paths)) as clients:
        began = time.monotonic()
        asked = [clients.submit(served.get, path) for path in paths]
        time.sleep(SECONDS / 3)
        without_the_store(served)
        assert not any(each.done() for each in asked)
        ready = served.get("/readyz")
        assert ready.status_code == 502
        assert "does not answer within" in ready.json()["detail"]
        done, late = wait(asked, timeout=PATIENCE_SECONDS)
        seconds = time.monotonic() - began
    assert not late
    assert seconds < 2 * SECONDS  # three turns of 32 threads would take three times as long
    answers = [each.result() for each in done]
    assert {answer.status_code for answer in answers} <= {503, 504}
    for answer in answers:
        detail = answer.json()["detail"]
        assert "KG_QUERY_SECONDS" in detail or "busy" in detail
        assert SECRET not in answer.text
    assert sum(answer.status_code == 504 for answer in answers) >= MOST
    for path in [*OF_THE_STORE, "/readyz"]:
        assert served.get(path).status_code == 200, path


def test_a_query_ends_with_the_request_that_asks_it(engine: Oxigraph) -> None:
    known = open_knowledge(Settings(store=engine.url, query_seconds=PATIENCE_SECONDS))
    assert Entities(known).card("east-port")
    began = time.monotonic()
    with engine.hanging(), until(began + 0.2):
        with pytest.raises(RemoteTooLong):
            Entities(known).card("east-port")
        with pytest.raises(RemoteTooLong):  # the time is up: it is not even asked
            Entities(known).card("east-port")
    assert time.monotonic() - began < PATIENCE_SECONDS / 2
    assert Entities(known).card("east-port")


def test_what_is_changed_elsewhere_is_seen_and_what_it_lacks_is_told(served: Served) -> None:
    port, named = "<https://gba.example/id/east-port>", "<https://gba.example/ontology#named>"
    inside = f"GRAPH <https://gba.example/graph/entities> {{ {port} {named} "
    served.engine.update(f"DELETE WHERE {{ {inside} ?named }} }}")
    try:
        answer = served.get("/entities/east-port")
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/BrokenGraph")
        assert served.get(f"/sparql?query={COUNT}").status_code == 200
    finally:
        served.engine.update(f"INSERT DATA {{ {inside} true }} }}")
    assert served.get("/entities/east-port").status_code == 200


def test_an_engine_that_was_emptied_is_named(release_folder: Path, tmp_path: Path) -> None:
    with Oxigraph(release_folder / "graph.nq", tmp_path, command="serve") as engine:
        settings = Settings(store=engine.url)
        with client_of(settings, open_knowledge(settings)) as client:
            engine.update("DROP ALL")
            asked = client.get("/sparql", params={"query": COUNT})
            assert (asked.status_code, asked.json()["type"]) == (503, "/problems/NoStore")
            assert engine.url in json.dumps(asked.json())
            assert client.get("/entities/east-port").status_code == 404
            assert client.get("/").status_code == client.get("/conflicts").status_code == 200
