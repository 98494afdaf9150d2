"""Comparison: every claim of either entity, each in its row, the same seen from both ends."""

from itertools import combinations

import pytest
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.comparison import Compared, Part, Row, Where, compare
from kg.answers.entity import Entities, Moved, ends
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.errors import InvalidRequest, NotFound
from kg.model.claim import Kind
from kg.write.comparison_shapes import ComparedShape

ALL = ClaimFilter()


def ids(rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    return [tuple(sorted(seen.id for seen in (*row.a, *row.b))) for row in rows]


def common(found: Compared, part: Part) -> tuple[Row, ...]:
    return found.some([part], [Where.BOTH])


def test_every_claim_of_either_is_in_a_row_and_no_other(knowledge: Knowledge) -> None:
    slugs, seen_rows = list(Entities(knowledge).all()), 0
    for a, b in combinations(slugs, 2):
        found = compare(knowledge, a, b, ALL)
        expected = {
            seen.claim.id
            for slug in (a, b)
            for seen in Entities(knowledge).kept(Claims(knowledge).between(slug), ALL)
        }
        assert {each for row in ids(found.rows) for each in row} == expected
        seen_rows += len(found.rows)
    assert seen_rows > 50


def test_from_the_other_end_the_same_is_common_and_the_sides_are_changed(real: Knowledge) -> None:
    sides = {Where.BOTH: Where.BOTH, Where.A: Where.B, Where.B: Where.A}
    met = set[Part]()
    for a, b in (("hong-kong", "shenzhen"), ("qianhai", "hong-kong-park")):
        one, other = compare(real, a, b, ALL), compare(real, b, a, ALL)
        turned = {(part, sides[where]): n for (part, where), n in one.counts.items()}
        assert turned == other.counts
        for part in set(Part) - {Part.BETWEEN}:
            ours, theirs = (
                {(row.name, row.other, row.held, row.key) for row in common(each, part)}
                for each in (one, other)
            )
            assert ours == theirs
        met |= {part for part in Part if common(one, part)}
    assert met == set(Part)  # each was looked at


def test_neighbours_in_common_are_those_of_both(real: Knowledge) -> None:
    def around(slug: str) -> set[str]:
        cards = Entities(real).all()
        return {
            end
            for seen in Entities(real).kept(Claims(real).between(slug), ALL)
            for end in ends(seen.claim)
            if end in cards
            and cards[end].type != "Event"
            and not seen.claim.statement
            and seen.kind is not Kind.DENIED
        }

    found = compare(real, "qianhai", "hong-kong", ALL)
    expected = (around("qianhai") & around("hong-kong")) - {"qianhai", "hong-kong"}
    assert {row.other for row in common(found, Part.NEIGHBOURS)} == expected != set()


def test_what_one_has_as_a_fact_and_the_other_as_a_plan_is_not_in_common(real: Knowledge) -> None:
    slugs, looked_at = ["qianhai", "hong-kong", "shenzhen", "hetao", "hong-kong-park"], 0
    for a, b in combinations(slugs, 2):
        for row in compare(real, a, b, ALL).rows:
            if row.held is not None:
                kinds = {Kind.FACT if s.kind is Kind.REPORTED else s.kind for s in (*row.a, *row.b)}
                assert kinds == {row.held}
                looked_at += 1
    assert looked_at > 100


def test_the_filter_counts(real: Knowledge) -> None:
    keep = ClaimFilter(kinds=frozenset({Kind.PLANNED}))
    found = compare(real, "hong-kong", "shenzhen", keep)
    kinds = {seen.kind for row in found.rows for seen in (*row.a, *row.b)}
    assert kinds == {Kind.PLANNED}


def test_pages_have_every_row_once(client: TestClient, knowledge: Knowledge) -> None:
    rows, cursor, more = list[object](), "", True
    while more:
        address = f"/compare?a=east-port&b=harbour-office&limit=3{cursor}"
        shape = ComparedShape.model_validate_json(client.get(address).content)
        rows += [tuple(sorted(c.id for c in (*row.a, *row.b))) for row in shape.items]
        cursor, more = f"&cursor={shape.next}", shape.next is not None
    assert rows == ids(compare(knowledge, "east-port", "harbour-office", ALL).rows)
    assert len(rows) == shape.total > 6


def test_each_row_has_claims_with_quotes_and_documents(client: TestClient) -> None:
    body = client.get("/compare?a=east-port&b=island-bridge").json()
    for row in body["items"]:
        assert row["text"]
        assert row["a"] or row["b"]
        assert all(c["evidence"][0]["quote"] and c["document"] for c in (*row["a"], *row["b"]))


def test_rows_are_told_in_chinese_too(client: TestClient) -> None:
    body = client.get("/compare?a=east-port&b=island-bridge").json()
    chinese = [
        row for row in body["items"] if any(ord(letter) > 0x3000 for letter in row["text_zh_hant"])
    ]
    assert {row["part"] for row in chinese} >= {"facts", "figures"}
    assert all(row["text_zh_hant"] for row in body["items"])


def test_one_entity_twice_none_and_a_moved_one_are_told(knowledge: Knowledge) -> None:
    with pytest.raises(InvalidRequest, match="with itself"):
        compare(knowledge, "east-port", "east-port", ALL)
    with pytest.raises(NotFound, match="nowhere"):
        compare(knowledge, "east-port", "nowhere", ALL)
    with pytest.raises(Moved, match="east-port"):
        compare(knowledge, "hill-town", "east-harbour", ALL)


@pytest.mark.parametrize(
    "address",
    ["/compare?a=hill-town&b=east-harbour", "/paths?source=east-harbour&target=hill-town"],
)
def test_a_moved_entity_of_a_question_about_two_leads_to_where_it_is(
    address: str, client: TestClient
) -> None:
    response = client.get(address, follow_redirects=False)
    assert response.status_code == 301
    assert response.headers["location"] == address.replace("east-harbour", "east-port")
    assert client.get(address).status_code == 200


def test_rows_and_claims_tell_whether_they_hold_on_the_day(client: TestClient) -> None:
    body = client.get("/compare?a=old-ferry&b=harbour-office&valid_on=2020-01-01").json()
    told = {claim["holds"] for row in body["items"] for claim in (*row["a"], *row["b"])}
    assert told <= {"yes", "unknown"}
    assert told
    assert all(row["holds"] in told for row in body["items"])
    gone = client.get("/compare?a=old-ferry&b=harbour-office&valid_on=2025-01-01&holds=no").json()
    assert [row["holds"] for row in gone["items"]] == ["no"] * len(gone["items"]) != []
    plain = client.get("/compare?a=old-ferry&b=harbour-office").json()
    assert {row["holds"] for row in plain["items"]} == {None}
