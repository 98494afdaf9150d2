"""Graphs that were changed past the build: what they lack is told, and nothing falls over."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from kg.answers.claims import Claims
from kg.answers.entity import Entities, Moved
from kg.answers.knowledge import Knowledge, at
from kg.config import Settings
from kg.errors import BrokenGraph
from kg.store.embedded import load
from kg.vocab import RDF_TYPE
from tests.api_client import client_of
from tests.rounds import ROUNDS

pytestmark = [pytest.mark.slow, pytest.mark.long]  # servers and engines of its own

TOKEN = "a-token-of-32-characters-or-more"
HTML = {"Accept": "text/html"}
EVERYWHERE = ["/", "/entities?q=port", "/conflicts", "/documents", "/queries"]
ODD = [
    ox.BlankNode("b"), ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o")),
    ox.Literal(""), ox.Literal("NaN"), ox.Literal("1e5"), ox.Literal("x", language="zh"),
    ox.Literal("9999-99-99"), ox.NamedNode("urn:x"), ox.NamedNode("https://gba.example/id/"),
]  # fmt: skip
Lines = list[str]


@pytest.fixture(scope="module")
def lines(knowledge: Knowledge) -> Lines:
    """The graph of the invented harbour, a quad a line."""
    return knowledge.nquads().splitlines()


@pytest.fixture(scope="module")
def paths(knowledge: Knowledge) -> Lines:
    """Addresses of single things."""
    slugs = list(Entities(knowledge).all())
    return [
        *(f"/entities/{slug}" for slug in slugs),
        *(f"/entities/{slug}/neighbourhood?claims=true" for slug in slugs),
        *(f"/claims/{seen.claim.id}" for seen in Claims(knowledge).all()),
        "/documents/island-post-3", "/documents/harbour-weekly-12", "/id/east-harbour",
    ]  # fmt: skip


@pytest.fixture
def changed(knowledge: Knowledge, tmp_path: Path) -> Callable[[Lines], Knowledge]:
    """Makes a store of other quads."""

    def make(quads: Lines) -> Knowledge:
        folder = tmp_path / "changed"
        shutil.rmtree(folder, ignore_errors=True)
        load(folder, "".join(f"{quad}\n" for quad in quads).encode())
        return at(knowledge, folder, "changed")

    return make


def without(lines: Lines, *words: str) -> Lines:
    """All quads but those that have all of the words, of which there is at least one."""
    kept = [line for line in lines if not all(word in line for word in words)]
    assert len(kept) < len(lines)
    return kept


def damaged(lines: Lines, chance: random.Random) -> Lines:
    """Some quads left out; in every other round others have a second object, or another one."""
    share = chance.choice([1 / 2000, 1 / 300, 1 / 30, 1 / 5])
    if chance.random() < 0.5:
        return [line for line in lines if chance.random() > share]
    quads = list(ox.parse("\n".join(lines), ox.RdfFormat.N_QUADS))
    objects = [*ODD, *chance.choices([quad.object for quad in quads], k=len(ODD))]
    found = []
    for line, quad in zip(lines, quads, strict=True):
        if chance.random() > share:
            found.append(line)
            continue
        other = ox.Quad(quad.subject, quad.predicate, chance.choice(objects), quad.graph_name)
        found += [f"{other} ."] + [line] * chance.randrange(2)
    return found


def test_of_any_damaged_graph_every_route_answers_or_says_what_is_wrong(
    lines: Lines, paths: Lines, settings: Settings, changed: Callable[[Lines], Knowledge]
) -> None:
    seen = Counter[int]()
    for seed in range(15 * ROUNDS):
        chance = random.Random(seed)
        client = TestClient(create_app(settings, changed(damaged(lines, chance))))
        for path in [chance.choice(EVERYWHERE), *chance.choices(paths, k=2)]:
            headers = HTML if chance.random() < 0.5 else {}
            answer = client.get(path, headers=headers, follow_redirects=False)
            assert answer.status_code in (200, 301, 303, 404, 409), f"{seed} {path} {answer.text}"
            if answer.status_code == 409:
                assert "mend it there" in answer.text or "Give it a name" in answer.text
            seen[answer.status_code] += 1
    assert min(seen[200], seen[409]) > 7 * ROUNDS  # both sides are tried


@pytest.mark.parametrize(
    ("gone", "path", "said"),
    [
        (("ontology#named>",), "/entities", "without 'named'"),
        (("hill-town>", RDF_TYPE), "/entities/hill-town", "without 'type'"),
        (("oa#exact",), "/conflicts", "without 'oa:exact of its main evidence'"),
        (("ontology#modality>",), "/entities/east-port", "without 'modality'"),
        (("ontology#unit>",), "/conflicts", "without 'unit'"),
        (("dc/terms/title>",), "/documents", "without 'title'"),
        (("id/east-port>", "ontology#firstType>"), "/conflicts", "no such entity"),
        (("document/island-post-3>", RDF_TYPE), "/documents/harbour-weekly-12", None),
        (("document/island-post-3>", RDF_TYPE), "/documents/island-post-3", None),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(
    gone: tuple[str, ...],
    path: str,
    said: str | None,
    lines: Lines,
    settings: Settings,
    changed: Callable[[Lines], Knowledge],
) -> None:
    client = TestClient(create_app(settings, changed(without(lines, *gone))))
    answer = client.get(path)
    if said is None:  # a document that is not there takes nothing with it
        assert answer.status_code == (404 if "island" in path else 200)
        return
    assert answer.status_code == 409, answer.text
    assert answer.json()["type"] == "/problems/BrokenGraph"
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("target", ["https://gba.example/id/", "urn:elsewhere"])
def test_what_was_moved_to_nowhere_is_not_followed(
    target: str, lines: Lines, changed: Callable[[Lines], Knowledge]
) -> None:
    with pytest.raises(Moved):
        Entities(changed(lines)).card("east-harbour")
    moved = [
        f"{line.rsplit(' <', 2)[0]} <{target}> <{line.rsplit(' <', 1)[1]}"
        if "isReplacedBy" in line else line for line in lines
    ]  # fmt: skip
    with pytest.raises(BrokenGraph, match="east-harbour"):
        Entities(changed(moved)).card("east-harbour")


@pytest.fixture(scope="module")
def writable(
    settings: Settings, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    wanted = {
        "writable": True, "write_token": SecretStr(TOKEN), "query_seconds": 10, "workers": 1,
        "state": tmp_path_factory.mktemp("state"),
    }  # fmt: skip
    with client_of(settings.model_copy(update=wanted), knowledge) as client:
        yield client


def update(client: TestClient, text: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    answer = client.post("/update", content=text.encode(), headers=headers)
    assert answer.status_code == 204, answer.text


def test_a_graph_broken_by_an_update_is_served_and_can_be_mended(writable: TestClient) -> None:
    graph = "<https://gba.example/graph/entities>"
    broken = f"{graph} {{ <https://gba.example/id/east-port> <https://gba.example/ontology#named>"
    update(writable, f"DELETE WHERE {{ GRAPH {broken} ?named }} }}")
    for path in ("/", "/entities", "/entities/east-port", "/conflicts"):
        assert writable.get(path).status_code == 409, path
    for path in (
        "/healthz", "/readyz", "/metrics", "/ontology", "/documents", "/openapi.json",
        "/sparql?query=ASK%7B%7D", "/queries/offices?format=csv", f"/graphs?graph={graph[1:-1]}",
    ):  # fmt: skip
        assert writable.get(path).status_code == 200, path
    update(writable, f"INSERT DATA {{ GRAPH {broken} true }} }}")
    for path in ("/", "/entities", "/entities/east-port", "/conflicts"):
        assert writable.get(path).status_code == 200, path


def test_a_blank_node_where_a_name_is_due_is_told(writable: TestClient) -> None:
    claim = "https://gba.example/ontology#Claim"
    inside = f"GRAPH <urn:mine> {{ [] a <{claim}> ; <urn:says> 'x' }}"
    update(writable, f"INSERT DATA {{ {inside} }}")
    answer = writable.get("/conflicts")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/BrokenGraph")
    assert "blank node" in answer.json()["detail"]
    update(writable, "DROP GRAPH <urn:mine>")
    assert writable.get("/conflicts").status_code == 200


def test_a_hint_that_cannot_be_given_takes_no_answer_along(
    lines: Lines, settings: Settings, changed: Callable[[Lines], Knowledge]
) -> None:
    """Who asks for an unknown entity is told so, though the names cannot be searched."""
    broken = [line for line in lines if "ontology#named>" not in line]
    client = TestClient(create_app(settings, changed(broken)), raise_server_exceptions=False)
    answer = client.get("/entities/nobody-at-all")
    assert answer.status_code == 404
    assert "no entity 'nobody-at-all'" in answer.json()["detail"]
