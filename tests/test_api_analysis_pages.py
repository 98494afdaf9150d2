"""Answers of /analysis as pages and tables: refused, redirected, kept, and those of now."""

import csv
import io
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from tests.analysing import MEASURES, PAIR, answered
from tests.api_client import client_of


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
