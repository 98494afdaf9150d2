"""Whatever is searched for comes back as hits or as a refusal: never as a failure of the server."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.answers.search import Search

NASTY = (
    "\x00", "\x00" * 200, "\ud800", "\udfff\ud800", "\u202eport\u202c", "\u2066\u2069", "\ufeff",
    "* OR terms:*", 'terms:"east" AND (', "+east -port", "east~2", "[a TO z]", "/.*/", "^$=",
    "east\\", "a" * 200, "東" * 200, "()" * 100, "𠀀𠀁", "🏗️🚢", "ß" * 200, "ﬁ" * 200,
    "\u0301" * 200, "' OR 1=1 --", "<script>", "%00", "1" * 200, "a1" * 100, "..", "{{7*7}}",
    "\u2028", "e\u0301ast",
)  # fmt: skip
HARD = st.one_of(st.text(st.characters(codec=None), max_size=200), st.sampled_from(NASTY))


@pytest.fixture(scope="module")
def search(knowledge: Knowledge) -> Search:
    return Search(knowledge)


@given(text=HARD)
def test_any_text_finds_hits_with_scores_or_nothing(text: str, search: Search) -> None:
    for hit in (*search.find(text), *search.suggest(text), *search.match([text])[0]):
        assert 0 < hit.score <= 1


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_find_hits_or_nothing(text: str, search: Search) -> None:
    assert all(0 < hit.score <= 1 for hit in (*search.find(text), *search.suggest(text)))


def test_a_megabyte_is_searched_for_as_its_first_letters(search: Search) -> None:
    assert search.find("east port " * 100_000) == search.find("east port " * 50)
    assert search.find("\x00" * 1_000_000)[0].why == "listed"


@given(q=HARD, type=HARD, document=HARD, period=HARD, suggest=st.booleans())
def test_any_parameters_are_answered_or_refused(
    q: str, type: str, document: str, period: str, suggest: bool, client: TestClient
) -> None:
    asked = (
        [("q", q), ("suggest", str(suggest))],
        [("q", "port"), ("period", period)],
        [("type", type)],
        [("document", document)],
    )
    for parameters in asked:
        response = client.get(f"/entities?{urlencode(parameters, errors='surrogatepass')}")
        assert response.status_code in (200, 400, 422), response.text
        if response.status_code != 200:
            assert response.json()["detail"]


def test_a_long_text_is_refused_with_the_name_of_the_limit(client: TestClient) -> None:
    for length in (201, 20_000):
        response = client.get("/entities", params={"q": "a" * length})
        assert response.status_code == 400
        assert "KG_MAX_SEARCH_LENGTH (200)" in response.json()["detail"]


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"><img src=x>', "{{7*7}}"])
def test_markup_in_a_search_stays_text_on_the_page(q: str, client: TestClient) -> None:
    page = client.get(
        "/entities", params={"q": q, "period": "2025"}, headers={"Accept": "text/html"}
    )
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert "<img" not in page.text
