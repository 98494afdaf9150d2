"""Scripts and styles of the page: what lies on the disk, compressed once."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.assets import Assets
from api.compression import Compression

SCRIPT = "export const words = [" + ", ".join(f'"{number}"' for number in range(2_000)) + "];\n"
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of a page."""
    inner = tmp_path / "page"
    inner.mkdir()
    (inner / "main.js").write_text(SCRIPT, encoding="utf-8")
    (inner / "small.css").write_text("a { color: red; }", encoding="utf-8")
    (inner / "dots.png").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "secret.js").write_text(SCRIPT, encoding="utf-8")
    return inner


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    app = FastAPI()
    app.mount("/static", Assets(folder))
    app.add_middleware(Compression)
    with TestClient(app) as found:
        yield found


def test_a_script_is_that_of_the_disk_compressed_or_not(client: TestClient) -> None:
    packed, plain = client.get("/static/main.js"), client.get("/static/main.js", headers=PLAIN)
    assert packed.text == plain.text == SCRIPT
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(gzip.compress(SCRIPT.encode(), 9))
    assert "content-encoding" not in plain.headers
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
    for answer in (packed, plain):
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "Accept-Encoding" in answer.headers["vary"]


def test_it_is_read_once_and_anew_when_it_changes(
    client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[Path]()
    whole = Path.read_bytes

    def reading(path: Path) -> bytes:
        read.append(path)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    first = client.get("/static/main.js")
    assert client.get("/static/main.js", headers=PLAIN).text == SCRIPT
    assert len(read) == 1
    changed = SCRIPT.replace('"7"', '"8"')  # of the same length
    (folder / "main.js").write_text(changed, encoding="utf-8")
    os.utime(folder / "main.js", (1, 1))
    again = client.get("/static/main.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.text) == (200, changed)


def test_who_has_it_is_told_so(client: TestClient) -> None:
    for accepted in ({}, PLAIN):
        tag = client.get("/static/main.js", headers=accepted).headers["etag"]
        again = client.get("/static/main.js", headers={"If-None-Match": tag, **accepted})
        assert (again.status_code, again.content) == (304, b"")


def test_a_part_is_of_the_file_itself(client: TestClient) -> None:
    part = client.get("/static/main.js", headers={"Range": "bytes=7-11"})
    assert (part.status_code, part.text) == (206, SCRIPT[7:12])
    assert "content-encoding" not in part.headers


@pytest.mark.parametrize("name", ["small.css", "dots.png"])
def test_what_would_not_become_shorter_stays_as_it_is(
    name: str, client: TestClient, folder: Path
) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.content == (folder / name).read_bytes()
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("name", ["nothing.js", "%2e%2e/secret.js", "..%2fsecret.js", ""])
def test_what_is_not_in_the_folder_is_not_found(name: str, client: TestClient) -> None:
    assert client.get("/static/main.js").status_code == 200
    assert client.get(f"/static/{name}").status_code == 404
