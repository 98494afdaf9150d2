"""Answers of /sparql that end early: cut, broken off, or left by the client."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import (
    PATIENCE_SECONDS,
    SLOW,
    client_of,
    eventually_dead,
    query_workers,
    real_server,
)
from tests.protocol import ASK, get

pytestmark = pytest.mark.slow

ALL = "SELECT * { ?s ?p ?o }"  # more than 100,000 bytes, and sent as it comes


@pytest.fixture(scope="module")
def small_server(store_folder: Path) -> Iterator[int]:
    """A real server whose results may have 100,000 bytes; its port."""
    with real_server(store_folder, max_result_bytes="100000", query_seconds="10") as server:
        yield server.port


def test_an_error_after_the_first_byte_cuts_the_connection_without_a_last_chunk(
    small_server: int,
) -> None:
    received = b""
    with socket.create_connection(("127.0.0.1", small_server), PATIENCE_SECONDS) as connection:
        target = f"/sparql?query={quote(ALL)}"
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while piece := connection.recv(65_536):
            received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"transfer-encoding: chunked" in head.lower()
    assert len(body) > 65_536
    assert not body.endswith(b"0\r\n\r\n")


def test_a_client_library_notices_that_a_cut_answer_is_incomplete(small_server: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", small_server, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", f"/sparql?query={quote(ALL)}", headers={"Accept": "*/*"})
        response = connection.getresponse()
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            response.read()
    finally:
        connection.close()


def test_the_server_serves_on_after_a_cut_answer_and_a_client_that_left(small_server: int) -> None:
    with socket.create_connection(("127.0.0.1", small_server), PATIENCE_SECONDS) as left:
        request = f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        left.sendall(request.encode())
    connection = http.client.HTTPConnection("127.0.0.1", small_server, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", f"/sparql?query={quote(ASK)}")
        response = connection.getresponse()
        assert json.loads(response.read())["boolean"] is True
    finally:
        connection.close()


def test_a_client_that_leaves_frees_its_worker_long_before_the_deadline(
    store_folder: Path,
) -> None:
    with real_server(store_folder, query_seconds="60", workers="1", spare_workers="0") as server:
        first = query_workers(server.pid)
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE_SECONDS) as left:
            request = f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            left.sendall(request.encode())
            time.sleep(0.5)
        assert eventually_dead(first)


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_a_result_of_too_many_rows_is_cut_and_says_so(
    name: str, settings: Settings, knowledge: Knowledge
) -> None:
    few = settings.model_copy(update={"max_rows": 3, "workers": 1})
    with client_of(few, knowledge) as client:
        cut = get(client, "SELECT * { ?s ?p ?o }", format=name)
        assert cut.status_code == 200
        assert cut.headers["kg-truncated"] == "rows=3"
        whole = get(client, "SELECT * { ?s ?p ?o } LIMIT 3", format=name)
        assert "kg-truncated" not in whole.headers
        if name == "json":
            assert cut.json()["cut"] == {"rows": 3, "setting": "KG_MAX_ROWS"}
            assert len(cut.json()["results"]["bindings"]) == 3
        if name in ("csv", "tsv"):
            assert cut.text == whole.text


def test_an_answer_that_is_sent_before_its_end_is_known_says_where_it_would_be_cut(
    settings: Settings, knowledge: Knowledge
) -> None:
    rows = settings.model_copy(update={"max_rows": 400, "query_seconds": 10, "workers": 1})
    with client_of(rows, knowledge) as client:
        cut = get(client, ALL, format="json")
        assert cut.headers["kg-row-limit"] == "400"
        assert "kg-truncated" not in cut.headers
        assert len(cut.content) > 65_536
        assert cut.json()["cut"]["rows"] == len(cut.json()["results"]["bindings"]) == 400
