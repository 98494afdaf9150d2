"""gzip: for who takes it, as it comes, and never under the strong tag of another coding."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.compression import MINIMUM, Compression, takes_gzip
from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import client_of

pytestmark = pytest.mark.slow  # many answers of a whole service

GZIP = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}
BIG = [
    "/entities", "/openapi.json", f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}",
    f"/sparql?query={quote('CONSTRUCT WHERE { ?s ?p ?o }')}&format=ntriples",
    f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}&format=csv",
]  # fmt: skip
SMALL = ["/healthz", "/sparql?query=ASK{}", "/entities/nobody"]


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with client_of(settings, knowledge) as client:
        yield client


@pytest.mark.parametrize("path", BIG)
def test_both_codings_say_the_same(client: TestClient, path: str) -> None:
    plain, coded = client.get(path, headers=PLAIN), client.get(path, headers=GZIP)
    assert plain.status_code == coded.status_code == 200
    assert "content-encoding" not in plain.headers
    assert coded.headers["content-encoding"] == "gzip"
    assert sorted(plain.content.splitlines()) == sorted(coded.content.splitlines())
    with client.stream("GET", path, headers=GZIP) as raw:
        wire = b"".join(raw.iter_raw())
    assert len(wire) < len(plain.content)
    assert sorted(gzip.decompress(wire).splitlines()) == sorted(plain.content.splitlines())
    for answer in plain, coded:
        assert "Accept-Encoding" in answer.headers["vary"]
    assert "content-length" not in coded.headers


@pytest.mark.parametrize("path", BIG)
def test_two_codings_share_no_strong_tag_and_both_are_known_again(
    client: TestClient, path: str
) -> None:
    plain, coded = client.get(path, headers=PLAIN), client.get(path, headers=GZIP)
    tag, weak = plain.headers["etag"], coded.headers["etag"]
    assert weak == f"W/{tag}"
    for headers, own in ((PLAIN, tag), (GZIP, weak)):
        for given_tag in (tag, weak):
            again = client.get(path, headers={**headers, "If-None-Match": given_tag})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == own
            assert "Accept-Encoding" in again.headers["vary"]
            assert "content-encoding" not in again.headers


@pytest.mark.parametrize("path", [*BIG, "/healthz", "/queries/offices?format=csv"])
@pytest.mark.parametrize("headers", [GZIP, PLAIN])
def test_head_says_what_get_says(client: TestClient, path: str, headers: dict[str, str]) -> None:
    got, head = client.get(path, headers=headers), client.head(path, headers=headers)
    assert head.content == b""
    for name in ("content-encoding", "etag", "vary", "content-length", "content-type"):
        assert head.headers.get(name) == got.headers.get(name), name


@pytest.mark.parametrize("path", SMALL)
def test_what_is_small_stays_as_it_is(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=GZIP)
    assert len(answer.content) < MINIMUM
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True), ("GZIP", True), ("x-gzip", True), ("deflate, gzip;q=0.5", True),
        ("gzip, deflate, br, zstd", True), ("*", True), ("br;q=1.0, *;q=0.1", True),
        ("gzip;q=0", False), ("gzip; q=0.000", False), ("*, gzip;q=0", False), ("identity", False),
        ("", False), ("br", False), ("*;q=0", False), ("gzip;q=nonsense", False), ("gzippy", False),
        ("identity;q=1, gzip;q=0.5", False), ("identity;q=0.5, gzip;q=1.0", True),
        ("gzip," * 100, False),
    ],
)  # fmt: skip
def test_gzip_is_sent_to_who_takes_it(client: TestClient, header: str, taken: bool) -> None:
    assert takes_gzip(header.encode()) is taken
    answer = client.get("/openapi.json", headers={"Accept-Encoding": header})
    assert answer.headers.get("content-encoding") == ("gzip" if taken else None)
    assert answer.json()["openapi"]


@given(st.binary(max_size=300))
def test_no_header_is_too_odd(header: bytes) -> None:
    assert takes_gzip(header) in (True, False)


def sent(pieces: Iterable[bytes], kind: str, **headers: str) -> list[Message]:
    """What a client that takes gzip is sent when an application answers with these pieces."""
    coded = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    found: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        start = {"status": 200, "headers": [(b"content-type", kind.encode()), *coded]}
        await send({"type": "http.response.start", **start})
        for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def receive() -> Message:
        raise AssertionError("nobody reads the request")

    async def send(message: Message) -> None:
        found.append(message)

    scope: Scope = {
        "type": "http", "method": "GET", "path": "/", "headers": [(b"accept-encoding", b"gzip")]
    }  # fmt: skip
    anyio.run(Compression(app), scope, receive, send)
    return found


@given(st.lists(st.binary(min_size=1, max_size=3_000), min_size=1, max_size=6))
def test_each_piece_can_be_read_when_it_has_come(pieces: list[bytes]) -> None:
    start, *bodies = sent(pieces, "text/csv")
    assert (b"content-encoding", b"gzip") in start["headers"]
    reader, read = zlib.decompressobj(16 + zlib.MAX_WBITS), b""
    for number, message in enumerate(bodies[: len(pieces)]):
        read += reader.decompress(message["body"])
        assert read == b"".join(pieces[: number + 1])
    for message in bodies[len(pieces) :]:
        read += reader.decompress(message["body"])
    assert reader.eof
    assert bodies[-1]["more_body"] is False


def test_a_long_piece_goes_out_in_parts() -> None:
    _, *bodies = sent([bytes(1_000_000)], "application/json")
    assert len(bodies) > 10
    assert gzip.decompress(b"".join(each["body"] for each in bodies)) == bytes(1_000_000)


@pytest.mark.parametrize(
    ("kind", "headers"),
    [
        ("image/png", {}), ("application/zip", {}),
        ("text/csv", {"Content-Encoding": "br"}), ("text/csv", {"Cache-Control": "no-transform"}),
    ],
)  # fmt: skip
def test_what_is_compressed_or_must_not_be_stays_as_it_is(
    kind: str, headers: dict[str, str]
) -> None:
    start, *bodies = sent([bytes(5_000)], kind, **headers)
    assert (b"content-encoding", b"gzip") not in start["headers"]
    assert b"".join(each["body"] for each in bodies) == bytes(5_000)


def test_an_answer_that_fails_before_its_first_piece_is_a_problem_document() -> None:
    def pieces() -> Iterator[bytes]:
        raise RuntimeError("at once")
        yield b""

    start, body = sent(pieces(), "text/csv")
    assert start["status"] == 500
    assert b'"/problems/Unexpected"' in body["body"]


def test_an_answer_that_fails_later_is_cut() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a,b"
        raise RuntimeError("later")

    with pytest.raises(RuntimeError):
        sent(pieces(), "text/csv")


def test_a_part_of_a_file_is_a_part_of_the_plain_one(client: TestClient) -> None:
    page = client.get("/").text
    path = next(part for part in page.split('"') if "/static/" in part and part.endswith(".css"))
    whole = client.get(path, headers=GZIP)
    assert whole.headers["content-encoding"] == "gzip"
    part = client.get(path, headers={**GZIP, "Range": "bytes=0-9"})
    assert part.status_code == 206
    assert "content-encoding" not in part.headers
    assert part.content == whole.content[:10]
