"""Paths: those of networkx, bounded, and told as arguments."""

from collections.abc import Callable
from dataclasses import replace

import networkx as nx
import pytest
from starlette.testclient import TestClient

from kg.answers.course import Course, Search
from kg.answers.entity import Entities
from kg.answers.filter import ClaimFilter
from kg.answers.joining import joined
from kg.answers.knowledge import Knowledge
from kg.answers.paths import paths
from kg.answers.projection import graph
from kg.config import Settings
from kg.errors import InvalidRequest
from kg.write.path_shapes import HopShape, PathsShape


@pytest.mark.parametrize("directed", [False, True])
def test_paths_of_the_graph_are_those_of_networkx(
    directed: bool, knowledge: Knowledge, settings: Settings
) -> None:
    projected = nx.DiGraph(graph(knowledge))
    network = projected if directed else projected.to_undirected()
    slugs, some = list(Entities(knowledge).all()), 0
    for target in slugs:
        if target == "east-port":
            continue
        search = Search(Course(3, directed), most=100)
        found = paths(knowledge, ("east-port", target), ClaimFilter(), search, settings)
        assert not found.is_partial
        theirs = nx.all_simple_paths(network, "east-port", target, cutoff=3)
        assert {path.nodes for path in found.paths} == set(map(tuple, theirs)), target
        some += len(found.paths)
    assert some > 5


def test_the_shortest_paths_are_all_those_of_least_hops(
    knowledge: Knowledge, settings: Settings
) -> None:
    network = nx.Graph(graph(knowledge))
    search = Search(Course(6), most=100, shortest=True)
    for target in nx.node_connected_component(network, "east-port") - {"east-port"}:
        found = paths(knowledge, ("east-port", target), ClaimFilter(), search, settings)
        theirs = nx.all_shortest_paths(network, "east-port", target)
        assert {path.nodes for path in found.paths} == set(map(tuple, theirs)), target


def test_a_spent_budget_is_told(knowledge: Knowledge, settings: Settings) -> None:
    few = settings.model_copy(update={"path_edges": 1, "path_graph_edges": 0})
    ends = ("east-port", "hill-town")
    found = paths(knowledge, ends, ClaimFilter(), Search(Course(4)), few)
    assert found.is_partial


def test_a_longer_path_is_named_where_a_short_one_is_missing(
    knowledge: Knowledge, settings: Settings
) -> None:
    network = nx.Graph(graph(knowledge))
    lengths = nx.single_source_shortest_path_length(network, "east-port")
    far = next(slug for slug, length in lengths.items() if length == 2)
    search = Search(Course(1))
    found = paths(knowledge, ("east-port", far), ClaimFilter(), search, settings)
    assert found.paths == ()
    assert "hops=2" in found.relaxations
    longer = replace(search, course=Course(2), shortest=True)
    assert paths(knowledge, ("east-port", far), ClaimFilter(), longer, settings).paths


def test_too_many_hops_name_the_setting(knowledge: Knowledge, settings: Settings) -> None:
    with pytest.raises(InvalidRequest, match="KG_MAX_HOPS"):
        paths(knowledge, ("east-port", "hill-town"), ClaimFilter(), Search(Course(7)), settings)


def test_each_hop_has_a_sentence_with_quotes(client: TestClient) -> None:
    answer = client.get("/paths?source=east-port&target=lee-mei&hops=6")
    assert answer.status_code == 200, answer.text
    shape = PathsShape.model_validate_json(answer.content)
    assert shape.paths
    for path in shape.paths:
        assert len(path.edges) == len(path.sentences) == len(path.nodes) - 1
        cited = [note for sentence in path.sentences for note in sentence.footnotes]
        assert cited == [note.number for note in path.footnotes]
        assert all(note.quote for note in path.footnotes)


def test_no_path_is_said(client: TestClient) -> None:
    shape = PathsShape.model_validate_json(
        client.get("/paths?source=east-port&target=hill-town").content
    )
    assert shape.paths == [] == shape.relaxations
    assert shape.told.startswith("No path of at most 4 hops")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("source=nobody&target=hill-town", 404),
        ("source=east-port&target=east-port", 400),
        ("source=east-port&target=hill-town&hops=7", 400),
        ("source=east-port&target=hill-town&without=east-port", 400),
    ],
)
def test_wrong_questions_are_refused(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/paths?{query}").status_code == status


@pytest.mark.parametrize("weight", ["support", "avoid-hubs"])
def test_weights_rank_from_light_to_heavy(client: TestClient, weight: str) -> None:
    found = client.get(f"/paths?source=east-port&target=lee-mei&hops=6&weight={weight}").json()
    weights = [path["weight"] for path in found["paths"]]
    assert weights == sorted(weights)
    assert weights


@pytest.mark.parametrize(
    "way", ["source=east-harbour&target=hill-town", "source=hill-town&target=east-harbour"]
)
def test_an_end_that_was_renamed_leads_to_the_same_question_of_where_it_is_now(
    way: str, client: TestClient
) -> None:
    """The redirect looked for the slug in the path alone, and the answer was a fault of ours."""
    response = client.get(f"/paths?{way}&hops=2", follow_redirects=False)
    assert response.status_code == 301
    location = response.headers["location"]
    assert location.startswith("/paths?")
    assert "source=east-port" in location or "target=east-port" in location
    assert "hops=2" in location
    assert client.get(location).status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("without=east-prot", "like it: east-port"),
        ("without_property=locatedin", "like it: locatedIn"),
        ("via_type=Porte", "like it: Port"),
        ("without_type=Sone", "like it: Zone"),
        ("property=locatedin", "like it: locatedIn"),
        ("target=lee-mei", "different"),
        ("target=lee-mei&target=island-market&directed=true", "directed"),
        ("target=lee-mei&target=island-market&overlapping=may", "overlapping"),
        ("overlapping=perhaps", "overlapping"),
    ],
)
def test_what_cannot_be_asked_is_named_with_what_is_like_it(
    client: TestClient, query: str, said: str
) -> None:
    answer = client.get(f"/paths?source=lee-mei&target=hill-town&{query}")
    assert answer.status_code in (400, 422), answer.text
    assert said in answer.text


def test_too_many_entities_to_join_name_the_setting(
    knowledge: Knowledge, settings: Settings
) -> None:
    ends = tuple(list(Entities(knowledge).all())[:9])
    with pytest.raises(InvalidRequest, match="KG_MAX_JOINED"):
        joined(knowledge, ends, ClaimFilter(), Search(Course(4)), settings)


def test_an_entity_to_avoid_that_was_renamed_leads_to_where_it_is_now(client: TestClient) -> None:
    response = client.get(
        "/paths?source=lee-mei&target=hill-town&without=east-harbour", follow_redirects=False
    )
    assert response.status_code == 301
    assert "without=east-port" in response.headers["location"]


def asked(client: TestClient, query: str) -> PathsShape:
    answer = client.get(f"/paths?{query}")
    assert answer.status_code == 200, answer.text
    return PathsShape.model_validate_json(answer.content)


def test_several_targets_are_joined_by_a_tree_that_is_an_argument(client: TestClient) -> None:
    found = asked(
        client, "source=east-port&target=lee-mei&target=island-market&target=hill-town&hops=6"
    )
    (tree,) = found.trees
    assert tree.ends == ["east-port", "lee-mei", "island-market"]
    assert found.apart == ["hill-town"]
    assert found.paths == []
    assert len(tree.edges) == len(tree.sentences) == len(tree.nodes) - 1
    assert "approximation" in found.told
    assert "Hill Town" in found.told


def test_a_picture_of_all_paths_needs_no_second_request(client: TestClient) -> None:
    found = asked(client, "source=east-port&target=lee-mei&hops=6")
    assert len(found.paths) > 1
    ids = {node.id for path in found.paths for node in path.nodes}
    assert {node.id for node in found.nodes} == ids
    assert {edge.id for path in found.paths for edge in path.edges} == {e.id for e in found.edges}
    assert len(found.edges) == len({edge.id for edge in found.edges})
    assert found.nodes[0].id == "east-port"
    assert found.nodes[0].from_source == 0
    shortest = len(found.paths[0].edges)
    assert found.nodes[0].to_target == shortest
    columns = [node.from_source for node in found.nodes]
    assert columns == sorted(columns, key=lambda column: column or 0)
    assert any("zh-hant" in node.labels for node in found.nodes)
    assert all(edge.claim_ids and edge.property_labels["zh-Hant"] for edge in found.edges)


def test_a_hop_tells_what_the_same_edge_of_a_neighbourhood_tells(client: TestClient) -> None:
    found = client.get("/paths?source=east-port&target=lee-mei&hops=6").json()
    around = client.get("/entities/east-port/neighbourhood?limit=100").json()
    known = {edge["id"]: edge for edge in around["edges"]}
    same = [edge for edge in found["edges"] if edge["id"] in known]
    assert same
    assert all(edge[word] == value for edge in same for word, value in known[edge["id"]].items())
    degrees = {node["id"]: node["edges"] for node in around["nodes"]}
    assert all(node["edges"] == degrees.get(node["id"], node["edges"]) for node in found["nodes"])


def test_what_is_avoided_is_named(client: TestClient) -> None:
    found = asked(client, "source=east-port&target=lee-mei&hops=6&without=hill-town")
    assert [(each.id, each.label) for each in found.without] == [("hill-town", "Hill Town")]


def test_only_stepping_stones_have_to_be_of_a_type(client: TestClient) -> None:
    every = asked(client, "source=east-port&target=lee-mei&hops=6&limit=100").paths
    types = {node.type for path in every for node in path.nodes[1:-1]}
    assert len(types) > 1
    for kind in sorted(types):
        query = f"source=east-port&target=lee-mei&hops=6&limit=100&without_type={kind}"
        for path in asked(client, query).paths:
            assert kind not in {node.type for node in path.nodes[1:-1]}
    place = asked(client, "source=east-port&target=lee-mei&hops=6&limit=100&without_type=Entity")
    assert all(len(path.edges) == 1 for path in place.paths)  # a broad class bars narrow ones


def test_a_filter_holds_for_every_hop(client: TestClient) -> None:
    every = "source=east-port&target=lee-mei&hops=6&limit=100"
    asking: dict[str, Callable[[HopShape], bool]] = {
        "min_sources=2": lambda edge: edge.sources >= 2,
        "kind=fact": lambda edge: edge.kinds == ["fact"],
        "valid_on=2025-06-01&holds=yes": lambda edge: edge.holds == "yes",
        "valid_on=2025-06-01": lambda edge: edge.holds in ("yes", "unknown"),
        "document=harbour-weekly-12": lambda edge: edge.documents == ["harbour-weekly-12"],
        "publisher=Harbour%20Weekly": lambda edge: edge.documents == ["harbour-weekly-12"],
    }
    for word, kept in asking.items():
        found = asked(client, f"{every}&{word}").paths
        assert all(kept(edge) for path in found for edge in path.edges), word


def test_paths_that_must_overlap_are_those_that_may_and_are_marked(client: TestClient) -> None:
    every = "source=east-port&target=lee-mei&hops=6&limit=100"
    holds = {tuple(n.id for n in p.nodes): p.together.holds for p in asked(client, every).paths}
    assert "unknown" in holds.values()
    for word, wanted in (("may", {"yes", "unknown"}), ("surely", {"yes"})):
        found = asked(client, f"{every}&overlapping={word}").paths
        expected = {nodes for nodes, told in holds.items() if told in wanted}
        assert {tuple(node.id for node in path.nodes) for path in found} == expected


def test_each_sentence_is_told_in_english_and_chinese_and_marked_as_ours(
    client: TestClient,
) -> None:
    found = asked(client, "source=east-port&target=lee-mei&hops=6")
    assert "ours" in found.wording
    for path in found.paths:
        for sentence in path.sentences:
            assert sentence.text.endswith(".")
            assert sentence.text_zh_hant.endswith("。")
            assert sentence.text_zh_hans.endswith("。")
