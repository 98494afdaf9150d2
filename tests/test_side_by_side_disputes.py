"""Claims side by side in a world whose documents disagree, as answers and over HTTP."""

import csv
import io
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kg.answers.comparer import About, Relation
from kg.answers.conflicts import comparisons, some
from kg.answers.documents import documents
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.errors import NotFound
from kg.publish import release
from kg.vocab import Names
from kg.write.conflict_shapes import ComparisonShape
from kg.write.conflicts import Sides
from tests import disputed as disputed_world
from tests.api_client import client_of
from tests.conftest import World

ALL = ClaimFilter()


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The invented harbour, whose documents now disagree: area, ferry, dates."""
    world = World.at(tmp_path_factory.mktemp("disputed") / "world")
    disputed_world.add_to(world)
    store = world.root / "store"
    release.build(world.root, store, Names(), lambda _: None)
    return open_knowledge(Settings(store=store))


@pytest.fixture(scope="module")
def client(disputed: Knowledge) -> Iterator[TestClient]:
    with client_of(Settings(), disputed) as found:
        yield found


# --- where documents disagree


def test_figures_dates_starts_and_denials_conflict(disputed: Knowledge) -> None:
    found = [each for each in comparisons(disputed).found if each.relation is Relation.CONFLICT]
    assert {(each.about, each.first.claim.subject) for each in found} == {
        (About.FIGURE, "harbour-office"), (About.DENIAL, "harbour-office"),
        (About.DATE, "east-port-groundbreaking"), (About.START, "east-port"),
    }  # fmt: skip


def shaped(known: Knowledge, about: About) -> list[ComparisonShape]:
    found = [
        each for each in comparisons(known).found
        if each.relation is Relation.CONFLICT and each.about is about
    ]  # fmt: skip
    sides = Sides(found, known, documents(known))
    return [sides.pair(each) for each in found]


def test_three_documents_of_two_origins_count_as_two(disputed: Knowledge) -> None:
    """The weekly, the letter that cites it, and the notice of the office say 1.25 hectares."""
    found = shaped(disputed, About.FIGURE)
    by_figure = {
        claim.value.value: (source.sources, source.origin)
        for each in found
        for claim, source in ((each.first, each.first_source), (each.second, each.second_source))
        if claim.value
    }
    assert {figure: sources for figure, (sources, _) in by_figure.items()} == {"1.25": 2, "1.5": 1}
    assert by_figure["1.5"][1] == "Bay Wire"
    cited = [
        source.origin
        for each in found
        for claim, source in ((each.first, each.first_source), (each.second, each.second_source))
        if claim.cited
    ]
    assert cited == ["Harbour Weekly"]


def test_a_pair_tells_who_says_what_and_how_far_apart_they_are(disputed: Knowledge) -> None:
    differences = {
        each.difference.text for each in shaped(disputed, About.FIGURE) if each.difference
    }
    assert set() < differences <= {
        "0.25 ha more (+20.0 %)", "0.25 ha less (-16.7 %)",
    }  # fmt: skip
    (date,) = shaped(disputed, About.DATE)
    assert date.difference is not None
    assert date.difference.days == 1
    assert {date.first_source.publisher, date.second_source.publisher} == {
        "Harbour Weekly", "Island Post",
    }  # fmt: skip


def test_the_filter_must_allow_both_claims_of_a_pair(disputed: Knowledge) -> None:
    found = comparisons(disputed).found
    everywhere = some(found, ALL, disputed)
    assert everywhere == found
    notice = ClaimFilter(documents=frozenset({"harbour-notice", "island-post-3"}))
    kept = some(found, notice, disputed)
    assert 0 < len(kept) < len(found)
    for each in kept:
        assert {seen.claim.document for seen in (each.first, each.second)} <= notice.documents
    for relation in Relation:
        for each in some(found, ALL, disputed, relations=[relation]):
            assert each.relation is relation


def test_an_entity_is_one_that_a_pair_is_about_at_either_end(disputed: Knowledge) -> None:
    found = comparisons(disputed).found
    assert [each.about for each in some(found, ALL, disputed, entities=["old-ferry"])] == [
        About.DENIAL
    ]


def test_many_claims_of_one_thing_are_left_out_and_counted(disputed: Knowledge) -> None:
    whole, bounded = comparisons(disputed), comparisons(disputed, most=2)
    assert whole.left_out == 0
    assert bounded.left_out > 0
    assert set(bounded.found) < set(whole.found)


def test_comparisons_of_one_subject_are_those_of_all_about_it(disputed: Knowledge) -> None:
    found = comparisons(disputed).found
    subjects = {each.first.claim.subject for each in found}
    assert len(subjects) > 2
    for subject in subjects:
        assert comparisons(disputed, [subject]).found == tuple(
            each for each in found if each.first.claim.subject == subject
        )


def test_no_comparison_is_told_of_an_unknown_id(disputed: Knowledge) -> None:
    with pytest.raises(NotFound, match="no comparison 'nothing'"):
        comparisons(disputed).one("nothing")


# --- over HTTP


def test_each_pair_has_an_address_that_gives_the_same(client: TestClient) -> None:
    whole = client.get("/conflicts").json()
    assert whole["total"] == len(whole["comparisons"]) > 4
    for each in whole["comparisons"]:
        assert client.get(f"/conflicts/{each['id']}").json() == each
    assert client.get("/conflicts/nothing").status_code == 404


def test_pages_of_pairs_make_the_whole(client: TestClient) -> None:
    whole = client.get("/conflicts").json()
    ids, address = [], "/conflicts?limit=2"
    while True:
        page = client.get(address).json()
        assert page["counts"] == whole["counts"]
        ids += [each["id"] for each in page["comparisons"]]
        if not page["next"]:
            break
        address = f"/conflicts?limit=2&cursor={page['next']}"
    assert ids == [each["id"] for each in whole["comparisons"]]


def test_a_word_narrows_the_pairs_and_a_wrong_one_is_told(client: TestClient) -> None:
    found = client.get("/conflicts?relation=conflict&entity=east-port").json()
    assert [each["about"] for each in found["comparisons"]] == ["start"]
    assert client.get("/conflicts?relation=quarrel").status_code == 422
    assert client.get("/conflicts?kind=quarrel").status_code == 400


def test_the_table_has_a_line_a_pair_and_runs_no_formula(client: TestClient) -> None:
    answer = client.get("/conflicts?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == int(answer.headers["KG-Total"]) == client.get("/conflicts").json()["total"]
    cells = [cell for row in rows for cell in row.values()]
    assert "'=East Port= was opened in 2024." in cells
    assert not any(cell.startswith(("=", "@")) for cell in cells)
    page = client.get("/conflicts?limit=1", headers={"Accept": "text/csv"})
    assert len(page.text.splitlines()) == 2
    assert 'rel="next"' in page.headers["Link"]
    assert client.get("/conflicts?format=xml").status_code == 406


def test_a_claim_leads_to_where_it_stands_and_to_both_sides(client: TestClient) -> None:
    (denied,) = client.get("/claims?kind=denied").json()["items"]
    (pair,) = [each for each in denied["comparisons"] if each["relation"] == "conflict"]
    whole = client.get(f"/claims/{denied['id']}").json()
    assert [each["sentence"] for each in whole["says_otherwise"]] == [
        "Harbour Office – operates: Old Ferry"
    ]
    assert [each["id"] for each in whole["side_by_side"]] == [pair["id"]]
    figures = client.get("/figures?entity=harbour-office&property=area").json()["items"]
    assert all(each["claim"]["comparisons"] for each in figures)
    so = client.get(f"/claims/{figures[0]['claim']['id']}").json()
    assert so["source"]["sources"] in (1, 2)
    assert len(so["says_so"]) == (2 if so["source"]["sources"] == 2 else 0)


def test_an_entity_and_its_surroundings_know_their_conflicts(client: TestClient) -> None:
    claims = client.get("/entities/harbour-office").json()["claims"]
    area = [each for each in claims if each["property"]["id"] == "area"]
    assert len(area) == 4
    assert all(each["comparisons"] for each in area)
    around = client.get("/entities/harbour-office/neighbourhood").json()
    (focus,) = [each for each in around["nodes"] if each["id"] == "harbour-office"]
    conflicts = client.get("/conflicts?relation=conflict&entity=harbour-office").json()
    assert focus["conflicts"] == conflicts["total"] > 0
    (operates,) = [each for each in around["edges"] if each["property"]["id"] == "operates"]
    assert operates["contested"]
    assert [each["relation"] for each in operates["comparisons"]] == ["conflict"]


def test_the_pages_are_for_people_and_say_both_sides(client: TestClient) -> None:
    html = {"Accept": "text/html"}
    page = client.get("/conflicts", headers=html).text
    assert "Nobody wins" in page
    assert "Difference: " in page
    pair = client.get("/conflicts").json()["comparisons"][0]["id"]
    assert pair in page
    assert "independent" in client.get(f"/conflicts/{pair}", headers=html).text
    (denied,) = client.get("/claims?kind=denied").json()["items"]
    assert "Says otherwise" in client.get(f"/claims/{denied['id']}", headers=html).text
    narrowed = client.get("/conflicts?relation=series", headers=html).text
    assert "Possibly the same" not in narrowed
