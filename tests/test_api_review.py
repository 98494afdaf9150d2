"""The review over HTTP: who may, what is decided, and that no other site can."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.review.proposal import Form
from tests.api_client import client_of
from tests.conftest import World
from tests.reviewing import COMPANY, PIER, SLUG, Reviewer, place

TOKEN = "a long random text"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
DECISIONS = f"/review/{SLUG}/decisions"
HTML = {"Accept": "text/html"}


def settings_of(settings: Settings, **more: object) -> Settings:
    return settings.model_copy(update=more)


@pytest.fixture
def added(world: World) -> World:
    place(world)
    return world


@pytest.fixture
def client(added: World, settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    own = settings_of(settings, texts=str(added.root), write_token=SecretStr(TOKEN))
    with client_of(own, knowledge) as found:
        yield found


def decide(client: TestClient, act: str, of: str, code: int = 200, **more: Any) -> Any:  # noqa: ANN401
    """What is answered to a decision of ann."""
    body = {"by": "ann", "act": act, "of": of, **more}
    answer = client.post(DECISIONS, json=body, headers=BEARER)
    assert answer.status_code == code, answer.text
    return answer.json()


def test_the_inbox_and_a_review_are_for_who_has_the_token(client: TestClient) -> None:
    for path in ("/review", f"/review/{SLUG}", f"/review/{SLUG}/entities?q=port"):
        assert client.get(path).status_code == 401
        assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
        in_address = client.get(f"{path.partition('?')[0]}?token={TOKEN}&q=port")
        assert in_address.status_code == 400
        assert "token" in in_address.json()["errors"]
        assert client.get(path, headers=BEARER).status_code == 200
    client.cookies.set("token", TOKEN)
    assert client.get("/review").status_code == 401
    (item,) = client.get("/review", headers=BEARER).json()["items"]
    assert (item["id"], item["counts"]["accepted"]) == (SLUG, 0)


def test_nothing_is_decided_without_the_token(client: TestClient, added: World) -> None:
    body = {"by": "ann", "act": "reject", "of": "c1"}
    assert client.post(DECISIONS, json=body).status_code == 401
    assert client.post(f"/review/{SLUG}/write", json={"by": "ann"}).status_code == 401
    assert Reviewer(added).desk.review(SLUG).state.number == 0


def test_what_a_form_of_another_site_can_send_is_refused(client: TestClient) -> None:
    text = json.dumps({"by": "ann", "act": "reject", "of": "c1"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = client.post(DECISIONS, content=text, headers={**BEARER, "Content-Type": kind})
        assert answer.status_code == 415


def test_a_server_that_nobody_may_write_to_says_so(
    added: World, settings: Settings, knowledge: Knowledge
) -> None:
    with client_of(settings_of(settings, texts=str(added.root)), knowledge) as client:
        answer = client.get("/review", headers=BEARER)
        assert answer.status_code == 403
        assert "KG_WRITE_TOKEN" in answer.json()["detail"]
        page = client.get("/review", headers=HTML)
        assert page.status_code == 200
        assert "This server has no KG_WRITE_TOKEN" in page.text
        assert "review/main.js" not in page.text


def test_a_server_without_curated_files_says_so(settings: Settings, knowledge: Knowledge) -> None:
    with client_of(settings_of(settings, texts="none"), knowledge) as client:
        answer = client.post(DECISIONS, json={"by": "ann"}, headers=BEARER)
        assert answer.status_code == 403
        assert "no curated files" in answer.json()["detail"]


def test_answers_of_a_review_are_never_kept(client: TestClient) -> None:
    first = client.get(f"/review/{SLUG}", headers=BEARER)
    assert "etag" not in first.headers
    decide(client, "reject", "c1")
    tags = {**BEARER, "If-None-Match": first.headers.get("etag", "*")}
    assert client.get(f"/review/{SLUG}", headers=tags).json()["number"] == 1


def test_a_review_from_the_first_decision_to_the_file(client: TestClient, added: World) -> None:
    review = client.get(f"/review/{SLUG}", headers=BEARER).json()
    things = {thing["name"]: thing for thing in review["things"]}
    assert things["East Pier"]["proposed"]["slug"] == "east-pier"
    office = things["Director of Harbour Office"]
    assert office["suggestions"][0]["id"] == "director-of-harbour-office"
    decide(client, "new", things["East Pier"]["id"], data=PIER)
    decide(client, "new", things["Blue Lantern Company"]["id"], data=COMPANY)
    decide(client, "link", office["id"], data={"entity": office["suggestions"][0]["id"]})
    for candidate in review["candidates"]:
        review = decide(client, "accept", candidate["id"])
    assert review["unwritten"] == len(review["candidates"])
    assert {candidate["status"] for candidate in review["candidates"]} == {"accepted"}
    done = client.post(f"/review/{SLUG}/write", json={"by": "ann"}, headers=BEARER).json()
    assert len(done["added"]) == len(review["candidates"])
    assert done["review"]["unwritten"] == 0
    assert any(claim.subject == "east-pier" for claim in added.read().claims)


def test_a_refusal_names_each_field(client: TestClient) -> None:
    told = decide(client, "accept", "c1", 400)
    assert "entities" in told["errors"]
    told = decide(client, "correct", "c1", 400, data={"entry": {"s": 1}})
    assert "write texts" in told["errors"]["entry"]
    told = decide(client, "dance", "c1", 400)
    assert "act" in told["errors"]
    assert decide(client, "write", "c1", 400)["detail"]
    assert client.post(DECISIONS, content=b"{", headers={
        **BEARER, "Content-Type": "application/json"}).status_code == 400  # fmt: skip
    assert client.get("/review/nobody", headers=BEARER).status_code == 404
    decide(client, "accept", "c99", 404)


def test_who_comes_late_is_told(client: TestClient, added: World) -> None:
    Reviewer(added, "ben").do("reject", "c1")
    told = decide(client, "reject", "c1", 409, seen=0)
    assert "ben has decided on this" in told["detail"]
    decide(client, "reject", "c1", seen=1)


def test_files_with_problems_are_told_and_nothing_is_decided(
    client: TestClient, added: World
) -> None:
    added.replace("data/catalogue.yaml", "kind: column", "kind: poem")
    answer = client.get(f"/review/{SLUG}", headers=BEARER)
    assert answer.status_code == 409
    assert any(name.startswith("data/catalogue.yaml:") for name in answer.json()["errors"])


def test_a_body_over_the_limit_is_refused_by_the_name_of_the_setting(client: TestClient) -> None:
    told = decide(client, "reject", "c1", 413, data={"reason": "x" * 100_001})
    assert "KG_MAX_DECISION_BYTES" in told["detail"]


def test_entities_are_found_by_a_part_of_a_name(client: TestClient) -> None:
    found = client.get(f"/review/{SLUG}/entities?q=port", headers=BEARER).json()["items"]
    assert "east-port" in [each["id"] for each in found]
    assert "foreign-company" not in [
        each["id"]
        for each in client.get(f"/review/{SLUG}/entities?q=company", headers=BEARER).json()["items"]
    ]


def test_a_missed_claim_is_added_with_the_body_of_a_correction(
    client: TestClient, added: World
) -> None:
    entry = {"s": "island-town", "p": "cooperatesWith", "o": "harbour-city",
             "modality": "planned", "quote": "Island Town and Harbour City cooperate"}  # fmt: skip
    review = decide(client, "add", "", data={"entry": entry})
    (found,) = [each for each in review["candidates"] if each["status"] == "added"]
    assert (found["id"], found["rule"], found["entry"]) == ("a1", "curator", entry)
    told = decide(client, "add", "", 400, data={"entry": entry})
    assert "a duplicate of a1, which ann accepted" in told["detail"]
    first = next(each for each in review["candidates"] if each["form"] == "events")
    review = decide(client, "add", "", data={
        "entry": entry | {"modality": "asserted"}, "instead": first["id"]})  # fmt: skip
    statuses = {each["id"]: each["status"] for each in review["candidates"]}
    assert (statuses["a2"], statuses[first["id"]]) == ("added", "rejected")
    (beside,) = [each for each in review["candidates"] if each["id"] == "a2"]
    assert {each["candidate"]: each["what"] for each in beside["beside"]}["a1"] == "modality"
    thing = {"slug": "joint-shipping", "types": ["Topic"], "labels": ["cooperate in shipping"]}
    review = decide(client, "introduce", "", data=thing)
    assert review["things"][-1]["entity"]["id"] == "joint-shipping"
    assert Reviewer(added).desk.review(SLUG).state.number == 3


def test_the_form_of_an_entry_offers_only_what_a_claim_may_have(client: TestClient) -> None:
    found = client.get(f"/review/{SLUG}/vocabulary", headers=BEARER).json()
    assert client.get(f"/review/{SLUG}/vocabulary").status_code == 401
    properties = {each["name"]: each for each in found["properties"]}
    assert properties["area"]["takes"] == "figure"
    assert "hectares" in properties["area"]["units"]
    assert "count" not in properties["area"]["units"]
    assert (properties["status"]["takes"], properties["opens"]["takes"]) == ("state", "entity")
    names = {each["name"] for each in (*found["properties"], *found["classes"])}
    inner = {"commonNoun", "draftedLabels", "Citation", "Quantifier", "Unit", "commentsOn",
             "Claim", "Entity"}  # fmt: skip
    assert names & inner == set()
    assert {"Port", "Person", "Topic"} <= names
    modalities = [each["name"] for each in found["words"]["modalities"]]
    assert modalities == ["asserted", "planned", "projected", "proposed", "opinion"]
    assert "state-completed" in [each["name"] for each in found["words"]["lifecycleStates"]]
    assert all(each["labels"]["zh-Hant"] for each in found["words"]["modalities"])


@pytest.mark.parametrize("form", list(Form))
def test_every_field_that_the_form_offers_is_one_of_the_file(
    client: TestClient, form: Form
) -> None:
    found = client.get(f"/review/{SLUG}/vocabulary", headers=BEARER).json()
    for field in found["fields"][form]:
        data = {"form": form, "entry": {field["name"]: "x"}}
        told = decide(client, "add", "", 400, data=data)
        assert not told["errors"].get(field["name"], "").startswith("unknown field")
        missing = [name for name, text in told["errors"].items() if "is missing" in text]
        assert set(missing) <= {each["name"] for each in found["fields"][form] if each["required"]}


def test_a_browser_gets_the_page(client: TestClient) -> None:
    page = client.get("/review", headers=HTML)
    assert "review/main.js" in page.text
    assert page.headers["cache-control"] == "no-store"
    moved = client.get(f"/review/{SLUG}", headers=HTML, follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, f"/review?doc={SLUG}")
