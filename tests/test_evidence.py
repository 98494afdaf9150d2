"""Evidence: what a person reads of a link is one answer, and the words are the document's."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.publish import release
from kg.vocab import Names
from kg.write.export import claim_line
from tests import disputed
from tests.api_client import client_of
from tests.conftest import World


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour whose documents disagree, with its store."""
    world = disputed.add_to(World.at(tmp_path_factory.mktemp("evidence") / "world"))
    world.replace(
        "data/claims/harbour-notice.yaml", "    quote: a gateway of the bay\n",
        "    quote: [a gateway of the bay, The East Port Plan, Notice of the Harbour Office]\n",
    )  # fmt: skip
    release.build(world.root, world.root / "store", Names(), lambda _: None)
    return world.root


@pytest.fixture(scope="module")
def known(root: Path) -> Knowledge:
    return open_knowledge(Settings(store=root / "store"))


@pytest.fixture(scope="module")
def client(root: Path, known: Knowledge) -> Iterator[TestClient]:
    with client_of(Settings(texts=str(root)), known) as found:
        yield found


def read(client: TestClient, *ids: str) -> dict[str, Any]:
    answer = client.get("/evidence", params={"claim": list(ids)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def ids(known: Knowledge, subject: str, name: str) -> dict[str, str]:
    """Claims of a subject and property: id by what they say."""
    return {
        f"{seen.claim.object or seen.claim.value} {seen.claim.document}": seen.claim.id
        for seen in Claims(known).all()
        if seen.claim.subject == subject and seen.claim.property == name
    }


def test_every_quote_stands_word_for_word_within_its_sentences(
    client: TestClient, known: Knowledge, root: Path
) -> None:
    told = read(client, *(seen.claim.id for seen in Claims(known).all()))
    assert len(told["claims"]) > 40
    for each in told["claims"]:
        text = (root / "data/documents" / f"{each['claim']['document']}.txt").read_text("utf-8")
        for passage in each["passages"]:
            assert text[passage["start"] : passage["end"]] == passage["quote"]
            assert passage["before"] + passage["quote"] + passage["after"] in text
            lines = [line for line in text.split("\n") if line.strip()]
            assert passage["quote"].split("\n")[0] in lines[passage["paragraph"] - 1]


def test_a_denial_stands_against_what_it_denies(client: TestClient, known: Knowledge) -> None:
    found = ids(known, "harbour-office", "operates")
    told = read(client, *found.values())
    stances = {each["stance"]: each["claim"]["polarity"] for each in told["claims"]}
    assert stances == {"asked": "positive", "against": "negative"}
    assert [pair["relation"] for pair in told["pairs"]] == ["conflict"]


def test_a_figure_brings_those_that_conflict_and_those_that_agree(
    client: TestClient, known: Knowledge
) -> None:
    areas = [
        seen.claim for seen in Claims(known).all()
        if seen.claim.subject == "harbour-office" and seen.claim.property == "area"
    ]  # fmt: skip
    small = [claim.id for claim in areas if "1.25" in str(claim.value)]
    large = [claim.id for claim in areas if "1.5" in str(claim.value)]
    assert large
    assert len(small) > 1
    told = read(client, small[0])
    stances = {each["claim"]["id"]: each["stance"] for each in told["claims"]}
    assert stances[small[0]] == "asked"
    assert {stances[each] for each in small[1:]} == {"same"}
    assert {stances[each] for each in large} == {"against"}
    assert told["pairs"][0]["relation"] == "conflict"
    assert told["pairs"][0]["difference"]["text"]


def test_claims_are_told_in_three_languages(client: TestClient, known: Knowledge) -> None:
    for name in ("area", "operates"):
        claim = next(iter(ids(known, "harbour-office", name).values()))
        (told, *_) = read(client, claim)["claims"]
        assert told["sentences"].keys() == {"en", "zh-Hant", "zh-Hans"}
        assert told["sentences"]["zh-Hant"].endswith("。")
    status = next(iter(ids(known, "east-port", "status").values()))
    assert "state-" not in str(read(client, status)["claims"][0]["sentences"])


def test_an_unknown_claim_is_named_and_many_are_refused(
    client: TestClient, known: Knowledge
) -> None:
    assert read(client, "0000") == {"claims": [], "pairs": [], "missing": ["0000"]}
    with client_of(Settings(page_size=2, max_page_size=3), known) as small:
        answer = small.get("/evidence", params={"claim": list("abcd")})
    assert answer.status_code == 400
    assert "KG_MAX_PAGE_SIZE" in answer.json()["detail"]


def test_without_texts_the_quotes_stand_alone(known: Knowledge) -> None:
    claim = Claims(known).all()[0].claim
    with client_of(Settings(texts="none"), known) as client:
        (told, *_) = read(client, claim.id)["claims"]
    assert told["passages"][0]["quote"] == claim.evidence[0].text
    assert (told["passages"][0]["before"], told["passages"][0]["paragraph"]) == ("", None)


SUPPORTED = ["a gateway of the bay", "Notice of the Harbour Office", "The East Port Plan"]


def supported(known: Knowledge) -> str:
    """The claim that rests on one piece of text, with two more to understand it."""
    (found,) = ids(known, "east-port", "designation").values()
    return found


def test_support_is_told_apart_and_in_the_order_of_the_text(
    client: TestClient, known: Knowledge
) -> None:
    (told,) = read(client, supported(known))["claims"]
    for pieces in (told["passages"], told["claim"]["evidence"]):
        assert [each["quote"] for each in pieces] == SUPPORTED
        assert [each["main"] for each in pieces] == [True, False, False]
    seen = Claims(known).one(supported(known))
    line = cast(list[dict[str, object]], claim_line(seen, known)["evidence"])
    assert [each["main"] for each in line] == [True, False, False]


def test_a_citation_quotes_what_says_it_and_never_joins_pieces(
    client: TestClient, known: Knowledge
) -> None:
    (told,) = read(client, supported(known))["claims"]
    main, first, second = SUPPORTED
    assert told["citation"].startswith(f"“{main}” (context: “{first}”, “{second}”) ")
    assert "…" not in told["citation"]
    assert f":\n    {main}\nContext, at" in told["report"]
    page = client.get(f"/claims/{supported(known)}", headers={"Accept": "text/html"}).text
    assert f"“{main}” (context: “{first}”" in page
    assert page.count('<blockquote class="support">') == 2


def test_the_text_of_a_document_tells_support_from_what_says_it(
    client: TestClient, known: Knowledge
) -> None:
    spans = client.get("/documents/harbour-notice/text").json()["claims"]
    told = {each["quote"]: each["main"] for each in spans if each["claim"] == supported(known)}
    assert told == dict(zip(SUPPORTED, [True, False, False], strict=True))
    page = client.get("/documents/harbour-notice", headers={"Accept": "text/html"}).text
    assert len(re.findall(r'class="q k-fact h\d support"', page)) == 2
    assert page.count("these words are context") == 2


def test_facts_are_what_is_no_link(client: TestClient) -> None:
    told = client.get("/entities/harbour-office/facts").json()
    lines = [line["claim"] for group in told["groups"] for line in group["lines"]]
    assert {claim["property"]["id"] for claim in lines} >= {"area"}
    assert all(claim["statement"] is None for claim in lines)
    assert "conflict" in {pair["relation"] for pair in told["pairs"]}
    event = client.get("/entities/east-port-groundbreaking/facts").json()
    assert {"date", "hasParticipant"} <= {group["property"] for group in event["groups"]}
    assert client.get("/entities/nobody/facts").status_code == 404
