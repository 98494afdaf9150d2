"""What of the content no claim cites."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from kg.curate import curation
from kg.curate.coverage import Signal, coverage, signals, totals
from kg.curate.curation import Curation
from kg.model.document import Document, Noise
from kg.model.period import Period
from kg.model.sentence import Span
from tests.conftest import World

ROOT = Path(__file__).parents[1]


def document(text: str, *noise: str) -> Document:
    spans = tuple(Noise(Span(text.index(n), text.index(n) + len(n)), "teaser") for n in noise)
    return Document(
        slug="doc", title="Title", text=text, sha256="0" * 64, issued=Period.parse("2025"),
        kind="news", rights="none", noise=spans,
    )  # fmt: skip


def found(text: str, *noise: str) -> list[tuple[str, str]]:
    return [
        (signal.value, text[span.start : span.end])
        for signal, span in signals(document(text, *noise))
    ]


@pytest.mark.parametrize(
    ("text", "signal", "words"),
    [
        ("It has 10,577 of them.", "number", "10,577"),
        ("It cost HK$24 billion then.", "number", "HK$24 billion"),
        ("Around 30% are here.", "number", "30%"),
        ("They plan fifty more.", "number", "fifty"),
        ("Almost one-fourth came.", "number", "one-fourth"),
        ("It opened on December 22, 2025, there.", "date", "December 22, 2025"),
        ("It opens this year.", "date", "this year"),
        ("It was delivered on Monday.", "date", "Monday"),
        ("It lies near Huanggang Port.", "name", "Huanggang Port"),
        ("It went on, critics said.", "speech verb", "said"),
        ("He revealed that.", "speech verb", "revealed"),
    ],
)
def test_a_signal_is_found_by_its_form(text: str, signal: str, words: str) -> None:
    assert (signal, words) in found(text)


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    assert found("However it rains. Meanwhile it pours.") == []


@pytest.mark.parametrize(
    "text",
    ["“I like it.”", "He went on, “If I could.”", "He went on, “Maybe I will.”", "Then I’m here.",
     "It is what I want.", "It is so, he went on: “Perhaps I’d come.”"],
)  # fmt: skip
def test_the_pronoun_is_no_name(text: str) -> None:
    assert found(text) == []


def test_a_name_beside_the_pronoun_is_one_without_it() -> None:
    assert found("So they went, Lee Mei and I.") == [("name", "Lee Mei")]
    assert ("name", "Phase II") in found("It begins with Phase II here.")


def test_the_title_above_the_text_has_no_signals() -> None:
    text = "The  Port of Harbour City opens in 2027\n\nIt lies near Huanggang Port."
    titled = replace(document(text), title="The Port of Harbour City opens in 2027")
    assert [text[span.start : span.end] for _, span in signals(titled)] == ["Huanggang Port"]
    other = replace(titled, title="Another title")
    assert len(list(signals(other))) > 1


def test_noise_has_no_signals() -> None:
    assert found("READ MORE: Port opens in 2027", "READ MORE: Port opens in 2027") == []


def test_no_two_signals_share_a_letter(curated: Curation) -> None:
    for each in curated.documents.values():
        spans = [span for _, span in signals(each)]
        assert all(a.end <= b.start for a, b in pairwise(spans))


CAPACITY = """  - s: east-port
    p: dailyCapacity
    value: 40000
    unit: travellersPerDay
    quantifier: about
    modality: projected
    as_of: 2026
    date_basis: resolved
    quote: This year the port is expected to handle about 40,000 travellers a day
"""


WHOLE = (
    '"East Port is in Harbour City. This year the port is expected to handle about 40,000 '
    'travellers a day"'
)


def unexplained(world: World, slug: str) -> set[str]:
    (one,) = [each for each in coverage(world.read()) if each.document == slug]
    return {each.text for each in one.unexplained}


def test_a_figure_that_no_claim_gives_is_open_until_a_reason_explains_it(world: World) -> None:
    assert "40,000" not in unexplained(world, "harbour-weekly-12")
    world.replace("data/claims/harbour-weekly-12.yaml", CAPACITY, "")
    assert "40,000" in unexplained(world, "harbour-weekly-12")
    world.replace(
        "data/catalogue.yaml", "\nharbour-weekly-12:\n",
        '\nharbour-weekly-12:\n  left_out: [{text: "about 40,000", reason: an estimate}]\n',
    )  # fmt: skip
    assert "40,000" not in unexplained(world, "harbour-weekly-12")


def test_another_claim_with_the_same_sentence_does_not_cover_a_figure(world: World) -> None:
    world.replace(
        "data/claims/harbour-weekly-12.yaml", CAPACITY,
        f"  - {{s: east-port, p: locatedIn, o: harbour-city, by: lee-mei, quote: {WHOLE}}}\n",
    )  # fmt: skip
    assert "40,000" in unexplained(world, "harbour-weekly-12")


def test_everything_in_the_five_documents_is_cited_or_explained() -> None:
    result = coverage(curation.read(ROOT))
    assert [each for one in result for each in one.unexplained] == []
    counted = totals(result)
    assert counted[Signal.NUMBER][0] > 60
    assert counted[Signal.NAME][0] > 300
    assert all(each.reason for one in result for each in one.open)


def test_without_the_claims_nearly_everything_is_open() -> None:
    whole = curation.read(ROOT)
    bare = Curation(
        whole.ontology, whole.documents, whole.entities, (), whole.reference, whole.redirects
    )
    for signal, (number, missing) in totals(coverage(bare)).items():
        assert missing == number, signal
