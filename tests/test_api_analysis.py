"""/analysis: each answer with its documents and claims, and what its figures are made of."""

from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from tests.analysing import MEASURES, PAIR, answered, projected
from tests.api_client import client_of, real_store


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
