"""What the service says of itself over HTTP, and a graph that real servers change."""

import html
import http.client
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import client_of, real_server
from tests.conftest import ROOT
from tests.writer import INSERT, TOKEN, WRITER, update

pytestmark = pytest.mark.slow

SD = "http://www.w3.org/ns/sparql-service-description#"


def test_the_service_describes_itself(client: TestClient, knowledge: Knowledge) -> None:
    response = client.get("/sparql", headers={"Accept": "application/n-triples"})
    assert f"<http://testserver/sparql> <{SD}endpoint> <http://testserver/sparql>" in response.text
    assert f"<{SD}feature> <{SD}UnionDefaultGraph>" in response.text
    assert "SPARQL11Update" not in response.text
    for name in ("facts", "entities", "harbour-weekly-12"):
        assert f"<{SD}name> <{knowledge.names.graph(name)}>" in response.text
    for setting in ("KG_QUERY_SECONDS", "KG_MAX_ROWS", "KG_MAX_RESULT_BYTES", "KG_MAX_QUERY_DEPTH"):
        assert f'"{setting}"' in response.text


def test_a_strict_service_that_may_be_changed_says_so(empty: TestClient) -> None:
    text = empty.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert "SPARQL11Update" in text
    assert "UnionDefaultGraph" not in text
    assert '"KG_MAX_UPDATE_BYTES"' in text


@pytest.mark.parametrize("path", ["/sparql", "/update", "/graphs"])
def test_what_may_be_done_is_told(path: str, client: TestClient) -> None:
    response = client.options(path)
    assert response.status_code == 204
    assert "POST" in response.headers["allow"]


def test_any_page_may_ask(client: TestClient) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    preflight = origin | {"Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=preflight).status_code == 200
    for query in ("ASK {}", "ASK {"):
        answer = client.get("/sparql", params={"query": query}, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "KG-Truncated" in answer.headers["access-control-expose-headers"]


def test_a_browser_gets_a_form(client: TestClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html"})
    assert response.headers["content-type"].startswith("text/html")
    shown = re.search(r'<textarea name="query"[^>]*>([^<]*)<', response.text)
    assert shown
    example = {"query": html.unescape(shown[1])}
    assert client.get("/sparql", params=example).status_code == 200
    assert "KG_MAX_ROWS" in response.text


def test_a_graph_that_may_be_changed_shows_its_changes_on_the_pages(
    settings: Settings, knowledge: Knowledge, tmp_path: Path
) -> None:
    changes = {"writable": True, "state": tmp_path, "write_token": SecretStr(TOKEN), "workers": 1}
    with client_of(settings.model_copy(update=changes), knowledge) as client:
        assert client.get("/entities/east-port").status_code == 200
        entities = knowledge.names.graph("entities")
        port = knowledge.names.entity("east-port")
        gone = f"DELETE WHERE {{ GRAPH <{entities}> {{ <{port}> ?p ?o }} }}"
        assert update(client, gone).status_code == 204
        assert client.get("/entities/east-port").status_code == 404
        broken = (
            f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:c> a <{knowledge.names.term('Claim')}> }} }}"
        )
        assert update(client, broken).status_code == 204
        assert client.get("/conflicts").status_code in (200, 409)
    with client_of(settings.model_copy(update=changes), knowledge) as client:  # it stays
        assert client.get("/entities/east-port").status_code == 404
    with client_of(settings, knowledge) as client:  # the published graph is as it was
        assert client.get("/entities/east-port").status_code == 200


def test_a_second_server_on_the_same_folder_is_told_in_a_line(
    store_folder: Path, tmp_path: Path
) -> None:
    flags = "--writable", "--state", str(tmp_path)
    with real_server(store_folder, *flags, write_token=TOKEN):
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", *flags]
        environment = {**os.environ, "KG_STORE": str(store_folder), "KG_WRITE_TOKEN": TOKEN}
        second = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
    assert second.returncode not in (0, 1)
    assert "KG_STATE" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_real_server_forgets_an_empty_graph(store_folder: Path) -> None:
    with real_server(store_folder, "--empty", write_token=TOKEN) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("POST", "/update", INSERT, WRITER | {
            "Content-Type": "application/sparql-update"
        })  # fmt: skip
        assert connection.getresponse().status == 204
        connection.close()


def test_a_client_that_takes_gzip_gets_the_same(client: TestClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    packed = client.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    assert packed.content == plain.content
