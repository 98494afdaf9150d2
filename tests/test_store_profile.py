"""What an engine does in its own way is data; what a store may be is checked when it is set."""

import json
from pathlib import Path

import pytest

from kg import config
from kg.config import Settings
from kg.errors import InvalidRequest
from kg.store.profile import BUILT_IN, EngineProfile

HOST = "http://127.0.0.1:7878"


def profile(name: str, url: str = HOST) -> EngineProfile:
    return EngineProfile.of(Settings(store=url, store_profile=name))


@pytest.mark.parametrize(
    ("name", "url", "asked"),
    [
        ("oxigraph", HOST, f"{HOST}/query"),
        ("oxigraph", f"{HOST}/", f"{HOST}/query"),
        ("virtuoso", HOST, f"{HOST}/sparql"),
        ("virtuoso", f"{HOST}/sparql-auth", f"{HOST}/sparql-auth"),
        ("sparql11", f"{HOST}/ds/sparql?infer=no", f"{HOST}/ds/sparql?infer=no"),
        ("sparql11", HOST, HOST),
    ],
)
def test_a_url_that_names_only_a_host_is_completed_by_the_profile(
    name: str, url: str, asked: str
) -> None:
    assert profile(name, url).query_url.rstrip("/") == asked


def test_the_url_is_shown_without_its_parameters() -> None:
    assert profile("sparql11", f"{HOST}/q?key=secret").shown == f"{HOST}/q"


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_profile_is_valid(name: str) -> None:
    assert profile(name).max_values > 0


def test_sparql_1_1_promises_neither_a_union_nor_a_time_limit() -> None:
    assert not profile("sparql11").union
    assert profile("sparql11").time_limit(3) == {}
    assert profile("virtuoso").time_limit(2.5) == {"timeout": "2500"}
    assert profile("virtuoso").time_limit(-1) == {"timeout": "1"}


def test_a_profile_is_read_from_a_file(tmp_path: Path) -> None:
    fields = {"union": True, "row_cap": 7, "timeout_parameter": "t", "timeout_unit": "s"}
    for name, text in (("a.json", json.dumps(fields)), ("a.yaml", "union: true\nrow_cap: 7\n")):
        (tmp_path / name).write_text(text)
        found = profile(str(tmp_path / name))
        assert (found.union, found.row_cap, found.url) == (True, 7, HOST)
    assert profile(str(tmp_path / "a.json")).time_limit(3) == {"t": "3"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("unions: true", "unions"), ("row_cap: 0", "row_cap"), ("max_values: many", "max_values"),
        ("- union", "not a map"), ("a: [", "not YAML"), ("timeout_unit: h", "timeout_unit"),
        ("url: http://elsewhere/", "KG_STORE"), ("", "not a map"), ("1: 2", "not a map"),
    ],
)  # fmt: skip
def test_a_wrong_profile_names_the_field(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(InvalidRequest, match="KG_STORE_PROFILE") as error:
        profile(str(tmp_path / "a.yaml"))
    assert words in error.value.detail


def test_an_unknown_profile_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="sparql11, oxigraph, virtuoso"):
        profile(str(tmp_path / "none.yaml"))


@pytest.mark.parametrize("store", ["http://h/q", "HTTPS://h:99/q?x=y", "http://[::1]:7878/query"])
def test_a_store_may_be_a_url(store: str) -> None:
    settings = Settings(store=store)
    assert settings.is_remote
    assert settings.store == store
    with pytest.raises(InvalidRequest, match="KG_STORE=build/store"):
        _ = settings.store_path


def test_a_store_may_be_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    for store in (Path("a/b"), "a/b", "~/b", "http/b"):
        assert not Settings(store=store).is_remote
    assert Settings(store="~/b").store_path == Path("/home/me/b")


@pytest.mark.parametrize(
    "store",
    ["ftp://h/q", "http://", "http:///q", "http://h:x/q", "http://h:0/q", "http://[::1/q",
     "http://h/q#f", "htp://h/q", "http://me:secret@h/q", "http://secret@h/q",
     "http://me:se/secret@h/q"],
)  # fmt: skip
def test_a_wrong_url_is_refused_and_no_password_shown(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", store)
    with pytest.raises(InvalidRequest, match="KG_STORE=") as error:
        config.load()
    assert "secret" not in error.value.detail


def test_a_flag_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", "elsewhere")
    monkeypatch.setenv("KG_WORKERS", "7")
    found = config.load(store="http://h/q", workers=None)
    assert (found.store, found.workers) == ("http://h/q", 7)
    with pytest.raises(InvalidRequest, match="KG_WORKERS=0"):
        config.load(workers=0)


def test_a_worker_is_not_told_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_STORE_TOKEN", "KG_WRITE_TOKEN", "KG_STORE"):
        monkeypatch.setenv(name, "x")
    kept = config.child_environment()
    assert "KG_STORE" in kept
    assert not {"KG_STORE_TOKEN", "KG_WRITE_TOKEN"} & kept.keys()
