"""Neighbourhoods over HTTP: formats, depth, bridges, counts, cursors, and every hostile filter."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.filter import WORDS
from kg.answers.knowledge import Knowledge
from kg.model.claim import Rank
from kg.write.claim_graph import MEDIA_TYPES
from kg.write.shapes import ClaimsShape, CountsShape, NeighbourhoodShape
from kg.write.subgraph import COLUMNS, FORMATS

PATH = "/entities/east-port/neighbourhood"


def page(client: TestClient, query: str = "", path: str = PATH) -> NeighbourhoodShape:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200, answer.text
    return NeighbourhoodShape.model_validate_json(answer.content)


def text(client: TestClient, name: str, query: str = "") -> str:
    answer = client.get(f"{PATH}?format={name}&{query}")
    assert answer.status_code == 200, answer.text
    (chosen,) = [each for each in FORMATS if each.name == name]
    assert answer.headers["content-type"].startswith(chosen.media_type)
    return answer.text


def test_networks_have_the_nodes_and_edges_of_the_page(client: TestClient) -> None:
    shape = page(client)
    graphml = nx.parse_graphml(text(client, "graphml"), force_multigraph=True)
    assert set(graphml) == {node.id for node in shape.nodes}
    assert graphml.number_of_edges() == len(shape.edges)
    assert ET.fromstring(text(client, "gexf")).tag.endswith("gexf")
    elements = json.loads(text(client, "cytoscape"))["elements"]
    assert len(elements["nodes"]) == len(shape.nodes)
    assert len(elements["edges"]) == len(shape.edges)


def test_csv_and_dot_have_a_line_for_each_edge(client: TestClient) -> None:
    shape = page(client)
    lines = list(csv.reader(io.StringIO(text(client, "csv"))))
    assert lines[0] == list(COLUMNS)
    assert [line[-1] for line in lines[1:]] == [" ".join(e.claim_ids) for e in shape.edges]
    assert text(client, "dot").count(" -> ") == len(shape.edges)


def test_turtle_has_every_claim_with_its_quote(client: TestClient, knowledge: Knowledge) -> None:
    triples = set(ox.parse(text(client, "turtle"), format=ox.RdfFormat.TURTLE))
    names = knowledge.names
    subjects = {str(each.subject).strip("<>") for each in triples}
    for edge in page(client).edges:
        assert {names.claim(each) for each in edge.claim_ids} <= subjects
    assert any("oa#exact" in str(each.predicate) for each in triples)
    direct = f"<{names.entity('east-port')}> <{names.term('locatedIn')}>"
    assert any(str(each).startswith(direct) for each in triples)


def test_the_accept_header_chooses_and_an_unknown_format_is_told(client: TestClient) -> None:
    answer = client.get(PATH, headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert client.get(PATH, headers={"Accept": "image/png"}).status_code == 406
    refused = client.get(f"{PATH}?format=png")
    assert refused.status_code == 406
    assert "graphml" in refused.json()["detail"]


def test_a_format_without_room_for_a_cursor_has_a_link(client: TestClient) -> None:
    first = client.get(f"{PATH}?format=csv&limit=2")
    link = first.headers["link"]
    assert link.endswith('>; rel="next"')
    second = client.get(f"{PATH}{link[1:].split('>')[0]}")
    assert second.status_code == 200
    assert second.text != first.text


def test_counts_are_those_of_the_neighbourhood(client: TestClient) -> None:
    found = CountsShape.model_validate_json(client.get("/entities/east-port/counts").content)
    shape = page(client, "limit=1")
    assert (found.counts, found.total) == (shape.counts, shape.total)
    assert all(max(each.kinds.values()) <= each.edges for each in found.counts)
    assert client.get("/entities/nope/counts").status_code == 404


def test_a_node_tells_what_the_page_hides(client: TestClient) -> None:
    shape = page(client, "limit=2")
    focus = next(node for node in shape.nodes if node.id == "east-port")
    assert (focus.edges, focus.hidden) == (shape.total, shape.total - 2)


def test_a_further_step_reaches_more_and_says_how_far(client: TestClient) -> None:
    near, far = page(client), page(client, "depth=2")
    assert {e.id for e in near.edges} < {e.id for e in far.edges}
    assert [e.id for e in far.edges][: len(near.edges)] == [e.id for e in near.edges]
    assert {node.step for node in far.nodes} == {0, 1, 2}
    assert far.total == len(far.edges)
    told = client.get(f"{PATH}?depth=4")
    assert told.status_code == 400
    assert "KG_MAX_DEPTH" in told.json()["detail"]


def test_an_office_is_folded_into_an_edge_between_person_and_body(client: TestClient) -> None:
    shape = page(client, "bridges=folded&claims=true", "/entities/lee-mei/neighbourhood")
    (office,) = [each for each in shape.bridges if each.name == "office"]
    assert (office.source, office.via.id, office.target) == (
        "lee-mei", "director-of-harbour-office", "harbour-office",
    )  # fmt: skip
    assert office.label == "Director of the Harbour Office"
    assert all(edge.claims for edge in office.edges)
    assert "holdsPost" not in {edge.property.id for edge in shape.edges}
    plain = page(client, "", "/entities/lee-mei/neighbourhood")
    assert plain.bridges == []
    assert "holdsPost" in {edge.property.id for edge in plain.edges}


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    cursor = page(client, "limit=2").next
    assert page(client, f"limit=2&cursor={cursor}").edges
    for query in ("kind=fact", "depth=2", "bridges=folded"):
        answer = client.get(f"{PATH}?{query}&cursor={cursor}")
        assert answer.status_code == 400
        assert "of another list" in answer.json()["detail"]
    assert client.get(f"{PATH}?cursor=x").status_code == 400


def test_claims_are_paged_newest_first(client: TestClient, knowledge: Knowledge) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        answer = client.get(f"/claims?limit=7{cursor}")
        shape = ClaimsShape.model_validate_json(answer.content)
        seen += [claim.id for claim in shape.items]
        if shape.next is None:
            break
        cursor = f"&cursor={shape.next}"
    everything = Claims(knowledge).all()
    kept = {each.claim.id for each in everything if each.claim.rank is not Rank.DEPRECATED}
    assert set(seen) == kept < {each.claim.id for each in everything}
    assert len(seen) == shape.total == len(kept)


def test_every_wrong_word_is_told_at_once(client: TestClient) -> None:
    wrong = {"kind": "rumour", "holds": "perhaps", "known_on": "soon", "min_sources": "0"}
    told = client.get(PATH, params=wrong)
    assert told.status_code == 400
    assert all(word in told.json()["detail"] for pair in wrong.items() for word in pair)


ODD = st.text(max_size=30) | st.sampled_from(
    ["fact", "2025-12-22", "2025-02-30", "../2021", "0", "-1", "²", "1e9", "' OR 1=1 --", "\0"]
)


@examples(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.dictionaries(st.sampled_from(WORDS), st.lists(ODD, max_size=3), max_size=4))
def test_no_word_of_a_filter_brings_the_service_down(
    words: dict[str, list[str]], client: TestClient
) -> None:
    for path in (PATH, "/claims", "/entities/east-port/counts"):
        assert client.get(path, params=words).status_code in (200, 400)


def test_claims_are_had_by_their_ids_in_the_order_asked_for(client: TestClient) -> None:
    ids = [each for edge in page(client).edges for each in edge.claim_ids]
    asked = ",".join([*reversed(ids), "0" * 20, ids[0]])
    found = ClaimsShape.model_validate_json(client.get(f"/claims?id={asked}").content)
    assert [claim.id for claim in found.items] == [*reversed(ids)]
    assert all(claim.evidence for claim in found.items)
    planned = ClaimsShape.model_validate_json(
        client.get(f"/claims?kind=planned&id={asked}").content
    )
    assert {claim.kind for claim in planned.items} == {"planned"}
    assert {claim.id for claim in planned.items} < set(ids)


@pytest.mark.parametrize(("name", "media_type"), MEDIA_TYPES.items())
def test_claims_by_id_are_a_graph_as_that_of_their_edges(
    client: TestClient, name: str, media_type: str
) -> None:
    kind = ox.RdfFormat.from_media_type(media_type)
    ids = ",".join(each for edge in page(client).edges for each in edge.claim_ids)
    answer = client.get(f"/claims?format={name}&id={ids}")
    assert answer.headers["content-type"].startswith(media_type)
    graphs = [set(ox.parse(text, kind)) for text in (answer.text, text(client, name))]
    assert {quad.triple for quad in graphs[0]} == {quad.triple for quad in graphs[1]}


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("id=0&format=pdf", 406, "json, turtle, jsonld"),
        ("format=turtle", 406, "by id"),
        (f"id={'0,' * 501}", 400, "KG_MAX_PAGE_SIZE"),
    ],
)
def test_claims_by_id_refuse_with_a_reason(
    client: TestClient, query: str, status: int, said: str
) -> None:
    answer = client.get(f"/claims?{query}")
    assert answer.status_code == status
    assert said in answer.json()["detail"]
