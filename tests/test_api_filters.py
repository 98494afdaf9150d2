"""Filters of an entity and its neighbourhood over HTTP: what they keep, drop and refuse."""

import pytest
from starlette.testclient import TestClient

from kg.write.shapes import NeighbourhoodShape
from tests.entity_client import around, detail, entity


def test_a_neighbourhood_has_the_promised_shape(client: TestClient) -> None:
    body = client.get("/entities/east-port/neighbourhood").json()
    assert body.keys() >= {"nodes", "edges", "counts", "next"}
    found = NeighbourhoodShape.model_validate(body)
    nodes = {node.id for node in found.nodes}
    assert found.focus == "east-port"
    assert nodes == {"east-port"} | {
        end for edge in found.edges for end in (edge.source, edge.target)
    }
    assert len(found.nodes) == len(nodes)
    assert sum(count.edges for count in found.counts) == found.total == len(found.edges)
    assert {count.direction for count in found.counts} == {"in", "out"}
    assert all(edge.claims is None for edge in found.edges)


def test_edges_carry_their_claims_on_request(client: TestClient) -> None:
    plain = around(client, "east-port")
    full = around(client, "east-port", claims="true")
    assert [edge.id for edge in full.edges] == [edge.id for edge in plain.edges]
    for edge in full.edges:
        assert edge.claims is not None
        assert len(edge.claims) == edge.claim_count > 0
        for claim in edge.claims:
            assert claim.subject.id == edge.source
            assert claim.object is not None
            assert claim.object.id == edge.target
            assert claim.property == edge.property
            assert claim.evidence
        assert {claim.kind for claim in edge.claims} == set(edge.kinds)
        assert {claim.document for claim in edge.claims} == set(edge.documents)


def test_what_two_documents_say_is_one_edge_that_comes_first(client: TestClient) -> None:
    first = around(client, "east-port").edges[0]
    assert (first.source, first.property.id, first.target) == (
        "east-port", "locatedIn", "harbour-city",
    )  # fmt: skip
    assert first.documents == ["harbour-weekly-12", "island-post-3"]
    assert first.claim_count == 2


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("kind", "planned", "kind"),
        ("kind", "reported", "kind"),
        ("property", "locatedIn", "property"),
        ("document", "island-post-3", "document"),
    ],
)
def test_a_filter_keeps_what_it_names_and_drops_the_rest(
    name: str, value: str, field: str, client: TestClient
) -> None:
    def fits(claim: object) -> bool:
        found = getattr(claim, field)
        return bool(getattr(found, "id", found) == value)

    everything = entity(client, "east-port").claims
    expected = [claim.id for claim in everything if fits(claim)]
    assert 0 < len(expected) < len(everything)
    assert [c.id for c in entity(client, "east-port", **{name: value}).claims] == expected
    edges = around(client, "east-port", **{name: value, "claims": "true"}).edges
    assert edges
    assert all(fits(claim) for edge in edges for claim in edge.claims or ())


def test_several_values_of_a_filter_add_up_and_several_filters_narrow(client: TestClient) -> None:
    both = entity(client, "east-port", kind=["planned", "reported"])
    assert {claim.kind for claim in both.claims} == {"planned", "reported"}
    narrow = entity(client, "east-port", kind="planned", property="fundedBy")
    assert {claim.property.id for claim in narrow.claims} == {"fundedBy"}


@pytest.mark.parametrize(
    ("day", "shown"), [("2020-06-01", True), ("2021-12-31", True), ("2022-01-01", False)]
)
def test_valid_on_drops_what_surely_does_not_hold_and_keeps_the_unknown(
    day: str, shown: bool, client: TestClient
) -> None:
    """The Old Ferry was in Harbour City until 2021."""
    found = entity(client, "old-ferry", valid_on=day)
    assert ("locatedIn" in {claim.property.id for claim in found.claims}) is shown
    assert "operates" in {claim.property.id for claim in found.claims}
    edges = around(client, "old-ferry", valid_on=day).edges
    assert ("locatedIn" in {edge.property.id for edge in edges}) is shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "rumour"),
        ("property", "noSuchProperty"),
        ("valid_on", "yesterday"),
        ("valid_on", "2025"),
        ("document", "no-such-document"),
    ],
)
@pytest.mark.parametrize("path", ["/entities/east-port", "/entities/east-port/neighbourhood"])
def test_a_filter_that_means_nothing_is_a_bad_request_that_names_it(
    name: str, value: str, path: str, client: TestClient
) -> None:
    told = detail(client.get(path, params={name: value}), 400)
    assert name in told
    assert value in told
