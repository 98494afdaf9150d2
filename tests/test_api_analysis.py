"""/analysis: each answer with its documents and claims; what takes long is told of and ended."""

import csv
import hashlib
import io
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import networkx as nx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from kg.answers.analysis_runs import WORKER
from kg.answers.claims import Claims
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, at, open_knowledge
from kg.answers.projection import graph
from kg.config import Settings
from kg.model.ontology import Ontology
from kg.publish import release
from kg.publish.release import Release
from kg.store.embedded import load
from kg.vocab import Names
from tests.api_client import (
    PATIENCE_SECONDS,
    children,
    client_of,
    eventually_dead,
    real_server,
    real_store,
)
from tests.rings import ring
from tests.test_analysis import projected

PAIR = "common-neighbours?a=east-port&b=harbour-office"
MEASURES = (
    "degree", "betweenness", "closeness", "pagerank", "communities", "bridges",
    "articulation-points",
)  # fmt: skip
MANY = 800


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with client_of(settings, knowledge) as found:
        yield found


def answered(client: TestClient, address: str) -> dict[str, Any]:
    answer = client.get(f"/analysis/{address}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def links(item: object) -> Iterator[dict[str, Any]]:
    """Every link in an entry, however deep."""
    if isinstance(item, dict):
        if "claim_ids" in item:
            yield item
        for value in item.values():
            yield from links(value)
    elif isinstance(item, list):
        for value in item:
            yield from links(value)


def test_every_measure_is_listed_with_what_it_means(client: TestClient) -> None:
    found = client.get("/analysis").json()
    assert [each["measure"] for each in found["items"]] == [*MEASURES, "common-neighbours"]
    assert all(each["meaning"] and each["direction"] for each in found["items"])
    assert "denied" in found["told"]


@pytest.mark.parametrize("address", [*MEASURES, PAIR])
def test_every_entry_says_in_which_documents_and_every_claim_links_what_it_says(
    address: str, client: TestClient, knowledge: Knowledge
) -> None:
    found = answered(client, address)
    assert found["items"]
    claims = {seen.claim.id: seen.claim for seen in Claims(knowledge).all()}
    basis = found["basis"]
    assert f"{basis['claims']} claims" in basis["told"]
    for item in found["items"]:
        assert "these 3 documents" in item["told"]
        for link in links(item):
            assert link["claim_count"] == len(link["claim_ids"]) >= len(link["claims"]) > 0
            for claim in link["claim_ids"]:
                ends = {claims[claim].subject, claims[claim].object}
                assert ends == {link["a"]["id"], link["b"]["id"]}
                assert claims[claim].document in link["documents"]
            for shown in link["claims"]:
                assert shown["evidence"][0]["quote"]


@pytest.mark.parametrize("address", ["degree", "degree?kind=fact", "pagerank?opinions=true"])
def test_what_a_degree_is_made_of_adds_up_to_its_claims(address: str, client: TestClient) -> None:
    for item in answered(client, address)["items"]:
        shares = item["made_of"]
        assert sum(each["claim_count"] for each in shares) == item["claim_count"] > 0
        for share in shares[:3]:
            example = share["example"]
            assert example["property"]["id"] == share["property"]["id"]
            way = "subject" if share["direction"] == "out" else "object"
            assert example[way]["id"] == item["entity"]["id"]
        if address.startswith("degree"):
            assert max(each["neighbours"] for each in shares) <= item["score"]


def test_the_filter_stands_in_the_answer(client: TestClient) -> None:
    found = answered(client, "degree?kind=fact&document=island-post-3")
    assert found["basis"]["filter"] == "kind=fact; document=island-post-3"
    assert "Filter: kind=fact; document=island-post-3." in found["basis"]["told"]
    assert found["basis"]["kinds"].keys() <= {"fact"}
    assert "in 1 of these 3 documents" in found["items"][0]["told"]


def test_a_filter_that_leaves_nothing_is_answered_with_nothing(client: TestClient) -> None:
    for address in MEASURES:
        found = answered(client, f"{address}?known_on=1990-01-01")
        assert (found["items"], found["total"], found["next"]) == ([], 0, None)


@pytest.mark.parametrize("measure", MEASURES)
def test_pages_are_the_whole(measure: str, client: TestClient) -> None:
    whole = answered(client, f"{measure}?limit=500")
    found, cursor = [], ""
    while True:
        page = answered(client, f"{measure}?limit=2{cursor}")
        assert page["total"] == whole["total"]
        found += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == whole["items"]
    assert len(found) == whole["total"]


def test_entries_of_some_entities_keep_their_rank(client: TestClient) -> None:
    every = answered(client, "betweenness?limit=500")["items"]
    wanted = every[3]
    slug = wanted["entity"]["id"]
    assert answered(client, f"betweenness?entity={slug}")["items"] == [wanted]
    (community,) = answered(client, f"communities?entity={slug}")["items"]
    assert community["members"][0]["entity"]["id"] == slug
    (member,) = [each for each in community["members"] if each["entity"]["id"] == slug]
    counts = f"has {member['inside']} link{'s' * (member['inside'] != 1)} inside and"
    assert (
        f"{wanted['entity']['label']} {counts} {member['outside']} to others." in community["told"]
    )
    for bridge in answered(client, f"bridges?entity={slug}")["items"]:
        assert slug in (bridge["link"]["a"]["id"], bridge["link"]["b"]["id"])


def test_betweenness_tells_whom_an_entity_holds(client: TestClient) -> None:
    points = answered(client, "articulation-points?limit=500")["items"]
    holds = {each["entity"]["id"]: each["cut_off"] for each in points}
    assert holds
    for item in answered(client, "betweenness?limit=500")["items"]:
        assert item["cut_off"] == holds.get(item["entity"]["id"], 0)
    assert {item["cut_off"] for item in answered(client, "degree")["items"]} == {None}


def test_closeness_tells_the_mean_hops_to_those_whom_an_entity_reaches(
    client: TestClient, knowledge: Knowledge
) -> None:
    flat = nx.Graph(projected(knowledge, ClaimFilter(), opinions=True))
    for item in answered(client, "closeness?opinions=true&limit=500")["items"]:
        hops = nx.single_source_shortest_path_length(flat, item["entity"]["id"])
        mean = sum(hops.values()) / (len(hops) - 1)
        assert f"it reaches {len(hops) - 1} of " in item["told"]
        assert f" in {mean:.2f} hops on average." in item["told"]


def test_who_gives_to_a_pagerank_is_linked_with_it(client: TestClient) -> None:
    items = answered(client, "pagerank?limit=500")["items"]
    assert sum(item["score"] for item in items) == pytest.approx(1)
    given = [(item, each) for item in items for each in item["given_by"]]
    assert given
    for item, each in given:
        assert 0 < each["share"] <= 1
        assert each["link"]["a"]["id"] == item["entity"]["id"]
        assert each["link"]["b"]["label"] in item["told"]


def test_common_neighbours_are_those_of_networkx(client: TestClient, knowledge: Knowledge) -> None:
    flat = nx.Graph(projected(knowledge, ClaimFilter(), opinions=True))
    found = answered(client, f"{PAIR}&opinions=true&limit=500")
    assert found["total"] == len(found["items"])
    theirs = set(nx.common_neighbors(flat, "east-port", "harbour-office"))
    assert {item["entity"]["id"] for item in found["items"]} == theirs


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("nonsense", 422, "degree"),
        ("degree?a=east-port", 400, "common-neighbours"),
        ("common-neighbours?a=east-port", 400, "takes a and b"),
        ("common-neighbours?a=east-port&b=east-port", 400, "same entity"),
        ("common-neighbours?a=east-port&b=nobody", 404, "nobody"),
        ("degree?entity=nobody", 404, "nobody"),
        ("degree?limit=501", 400, "KG_MAX_PAGE_SIZE"),
        ("degree?cursor=x", 400, "cursor"),
        ("degree?kind=x", 400, "kind"),
        ("degree?format=xml", 406, "json, csv"),
        ("runs/nothing", 404, "KG_ANALYSIS_KEEP_SECONDS"),
    ],
)
def test_a_wrong_question_is_refused(
    address: str, status: int, named: str, client: TestClient
) -> None:
    answer = client.get(f"/analysis/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert named in answer.json()["detail"]


def test_a_renamed_entity_leads_to_where_it_is_now(client: TestClient) -> None:
    answer = client.get("/analysis/degree?entity=east-harbour", follow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["location"] == "/analysis/degree?entity=east-port"


@pytest.mark.parametrize("address", [*MEASURES, PAIR])
def test_every_line_of_csv_says_in_which_documents(address: str, client: TestClient) -> None:
    mark = "&" if "?" in address else "?"
    answer = client.get(f"/analysis/{address}", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    whole = answered(client, f"{address}{mark}limit=500")
    assert answer.headers["kg-total"] == str(whole["total"])
    if address == "communities":
        assert len(rows) == sum(item["size"] for item in whole["items"])
    else:
        assert len(rows) == whole["total"]
    assert all("these 3 documents" in row["told"] for row in rows)
    one = client.get(f"/analysis/{address}{mark}format=csv&limit=1")
    assert ("link" in one.headers) == (whole["total"] > 1)


def test_an_answer_is_kept_for_its_version_filter_and_measure(
    settings: Settings, knowledge: Knowledge
) -> None:
    with client_of(settings, knowledge) as client:
        service = client.app.state.views.service  # type: ignore[attr-defined]
        kept = service.analyses._kept._results
        for address, expected in (
            ("degree", 1), ("degree?limit=2", 1), ("degree?entity=east-port", 1),
            ("degree?kind=fact", 2), ("degree?opinions=true", 3), ("pagerank", 4),
        ):  # fmt: skip
            answered(client, address)
            assert len(kept) == expected, address


# --- a large graph


@pytest.fixture(scope="module")
def hasty(settings: Settings) -> Settings:
    """Settings of a service whose requests wait for less than it takes to start a process."""
    return settings.model_copy(update={"analysis_wait_seconds": 0.1})


@pytest.fixture(scope="module")
def large(
    knowledge: Knowledge, terms: Ontology, tmp_path_factory: pytest.TempPathFactory
) -> Knowledge:
    folder = tmp_path_factory.mktemp("large") / "store"
    load(folder, ring(terms, MANY).encode())
    found = at(knowledge, folder, "large")
    assert found.index.version == "large"  # as a build makes it: no request waits for that
    return found


def waited(client: TestClient, address: str) -> list[dict[str, Any]]:
    """What is told of a run until it is over."""
    told, until = [], time.monotonic() + 4 * PATIENCE_SECONDS
    while time.monotonic() < until:
        told.append(client.get(address).json())
        if told[-1]["state"] != "running":
            return told
        time.sleep(0.05)
    raise AssertionError(f"not over: {told[-1]}")


def workers() -> set[int]:
    return {pid for pid, line in children(os.getpid()) if WORKER.encode() in line}


def begun(client: TestClient, address: str) -> str:
    """Where it is told how far the analysis is."""
    answer = client.get(f"/analysis/{address}")
    assert answer.status_code == 202, answer.text
    assert answer.headers["retry-after"]
    assert "etag" not in answer.headers
    location: str = answer.headers["location"]
    assert answer.json()["address"] == location
    return location


@pytest.mark.slow
def test_what_takes_long_is_told_of_until_it_is_done_and_is_what_networkx_says(
    hasty: Settings, large: Knowledge
) -> None:
    with client_of(hasty, large) as client:
        started = time.monotonic()
        location = begun(client, "betweenness")
        assert time.monotonic() - started < hasty.analysis_wait_seconds + 1.5  # a busy machine
        assert begun(client, "betweenness") == location  # whoever asks the same waits for the same
        assert client.get("/healthz").status_code == 200
        told = waited(client, location)
        assert told[-1]["state"] == "done"
        assert told[-1]["result"] == "/analysis/betweenness"
        counts = [each["done"] for each in told]
        assert counts == sorted(counts)
        assert any(0 < each["done"] < (each["total"] or 0) for each in told)
        assert not workers()
        found = answered(client, "betweenness?limit=500")
        flat = nx.Graph(graph(large))
        theirs = nx.betweenness_centrality(flat)
        for item in found["items"]:
            assert item["score"] == pytest.approx(theirs[item["entity"]["id"]])
        assert found["approximate"] is None


@pytest.mark.slow
def test_a_sample_is_told_as_what_it_is(hasty: Settings, large: Knowledge) -> None:
    few = hasty.model_copy(update={"analysis_sources": 50, "analysis_wait_seconds": 60})
    with client_of(few, large) as client:
        found = answered(client, "betweenness?limit=1")
        assert found["approximate"].startswith("approximate: paths were counted from 50 of 800")
        assert "about" in found["items"][0]["told"]
        assert answered(client, "degree?limit=1")["approximate"] is None


@pytest.mark.slow
def test_an_analysis_that_is_cancelled_is_gone(hasty: Settings, large: Knowledge) -> None:
    with client_of(hasty, large) as client:
        location = begun(client, "betweenness")
        assert workers()
        told = client.delete(location).json()
        assert told["state"] == "cancelled"
        assert not workers()
        assert client.get(location).json()["state"] == "cancelled"
        assert client.delete(location).json()["state"] == "cancelled"
        assert begun(client, "betweenness") != location


@pytest.mark.slow
def test_a_server_that_stops_leaves_no_analysis_behind(hasty: Settings, large: Knowledge) -> None:
    with client_of(hasty, large) as client:
        begun(client, "betweenness")
        assert workers()
    assert not workers()


@pytest.mark.slow
def test_a_process_that_is_killed_by_somebody_else_is_told(
    hasty: Settings, large: Knowledge
) -> None:
    with client_of(hasty, large) as client:
        location = begun(client, "betweenness")
        until = time.monotonic() + 4 * PATIENCE_SECONDS
        while client.get(location).json()["total"] is None and time.monotonic() < until:
            time.sleep(0.05)
        for pid in workers():
            os.kill(pid, signal.SIGKILL)
        told = waited(client, location)[-1]
        assert told["state"] == "failed"
        assert "died" in told["detail"]


@pytest.mark.slow
def test_an_analysis_ends_with_its_server_however_that_ends(
    terms: Ontology, tmp_path: Path
) -> None:
    text = ring(terms, 1500)
    version = hashlib.sha256(text.encode()).hexdigest()
    release.publish(text, Release(version, Names().base, 1, 1500, 3000, 0, 0), tmp_path / "store")
    with real_server(tmp_path / "store") as server:
        answer = httpx2.get(f"http://127.0.0.1:{server.port}/analysis/betweenness", timeout=60)
        assert answer.status_code == 202, answer.text
        running = {pid for pid, line in children(server.pid) if WORKER.encode() in line}
        assert running
        os.kill(server.pid, signal.SIGKILL)
        assert eventually_dead(running)


@pytest.mark.slow
def test_more_analyses_than_there_may_be_are_refused_and_the_setting_is_named(
    hasty: Settings, large: Knowledge
) -> None:
    one = hasty.model_copy(update={"analysis_runs": 1})
    with client_of(one, large) as client:
        begun(client, "betweenness")
        refused = client.get("/analysis/betweenness?kind=fact")
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        assert "KG_ANALYSIS_RUNS" in refused.json()["detail"]
        assert client.get("/analysis/degree").status_code == 200  # what is small goes on


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setting", "value"), [("analysis_seconds", 0.4), ("analysis_kept_bytes", 1000)]
)
def test_an_analysis_past_a_limit_fails_and_names_it(
    setting: str, value: float, hasty: Settings, large: Knowledge
) -> None:
    with client_of(hasty.model_copy(update={setting: value}), large) as client:
        told = waited(client, begun(client, "closeness"))[-1]
        assert told["state"] == "failed"
        assert f"KG_{setting.upper()}" in told["detail"]
        assert told["result"] is None
        assert not workers()
    patient = hasty.model_copy(update={setting: value, "analysis_wait_seconds": 60})
    with client_of(patient, large) as client:
        answer = client.get("/analysis/closeness")
        assert answer.status_code == (503 if setting == "analysis_seconds" else 413)
        assert f"KG_{setting.upper()}" in answer.json()["detail"]


@pytest.mark.slow
def test_what_is_over_is_forgotten_after_a_while(hasty: Settings, large: Knowledge) -> None:
    short = hasty.model_copy(update={"analysis_keep_seconds": 0.2})
    with client_of(short, large) as client:
        location = begun(client, "betweenness")
        client.delete(location)
        time.sleep(0.3)
        assert client.get(location).status_code == 404


@pytest.mark.slow
def test_without_the_claims_of_a_bridge_the_real_graph_falls_apart_as_told(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    told = Settings(store=str(real_store(tmp_path_factory)))
    known = open_knowledge(told)
    whole = projected(known, ClaimFilter(), opinions=False)
    with client_of(told, known) as client:
        found = answered(client, "bridges?limit=500")["items"]
        points = answered(client, "articulation-points?limit=500")["items"]
    assert found
    for item in found:
        rest, a, b = whole.copy(), item["link"]["a"]["id"], item["link"]["b"]["id"]
        for x, y, key in list(rest.edges(keys=True)):
            if key in item["link"]["claim_ids"]:
                rest.remove_edge(x, y, key)
        side = nx.node_connected_component(rest.to_undirected(as_view=True), b)
        assert a not in side
        assert len(side) == item["cut_off"]
    assert points
    for item in points:
        component = nx.node_connected_component(
            whole.to_undirected(as_view=True), item["entity"]["id"]
        )
        rest = nx.Graph(whole.subgraph(component - {item["entity"]["id"]}))
        assert item["part_count"] == nx.number_connected_components(rest) > 1


@pytest.mark.slow
def test_an_answer_is_of_the_data_of_now(store_folder: Path, tmp_path: Path) -> None:
    """What is kept is kept for a version: a changed graph is analysed anew."""
    token = SecretStr("a-token")
    writable = Settings(
        store=str(store_folder), writable=True, write_token=token, state=tmp_path / "state"
    )
    known = open_knowledge(writable)
    with client_of(writable, known) as client:
        before = answered(client, "bridges?kind=fact")
        claim = before["items"][0]["link"]["claim_ids"][0]
        page = client.get("/analysis/bridges?kind=fact&limit=1").json()["next"]
        update = f"DELETE WHERE {{ GRAPH ?g {{ <{known.names.claim(claim)}> ?p ?o }} }}"
        headers = {"Authorization": "Bearer a-token"}
        done = client.post("/update", data={"update": update}, headers=headers)
        assert done.status_code == 204, done.text
        after = answered(client, "bridges?kind=fact")
        assert after["basis"]["claims"] == before["basis"]["claims"] - 1
        assert claim not in str(after["items"])
        stale = client.get(f"/analysis/bridges?kind=fact&limit=1&cursor={page}")
        assert stale.status_code == 410
