"""Plans, forecasts, wishes, praise and denials, by whichever reader."""

import pytest

from kg.model.claim import Modality, Polarity
from tests.extraction import relations

pytestmark = pytest.mark.usefixtures("each_reader")


@pytest.mark.parametrize(
    ("said", "modality"),
    [
        ("The Harbour Office built the North Pier.", Modality.ASSERTED),
        ("The Harbour Office is building the North Pier.", Modality.ASSERTED),
        ("The Harbour Office will build the North Pier.", Modality.PLANNED),
        ("The Harbour Office plans to build the North Pier.", Modality.PLANNED),
        ("The Harbour Office aims to build the North Pier.", Modality.PLANNED),
        ("The Harbour Office is to build the North Pier.", Modality.PLANNED),
        ("The Harbour Office is expected to build the North Pier.", Modality.PROJECTED),
        ("The Harbour Office could build the North Pier.", Modality.PROJECTED),
        ("The Harbour Office should build the North Pier.", Modality.PROPOSED),
        ("Lee Mei urged the Harbour Office to build the North Pier.", Modality.PROPOSED),
        ("Lee Mei believes the Harbour Office built the North Pier.", Modality.OPINION),
    ],
)
def test_a_plan_a_forecast_and_a_wish_are_never_a_fact(said: str, modality: Modality) -> None:
    claim = relations(said)["Harbour Office", "builds", "North Pier"]
    assert claim.modality is modality


@pytest.mark.parametrize("verb", ["praised", "commended", "affirmed", "applauded"])
def test_praise_is_a_judgement(verb: str) -> None:
    found = relations(f"Lee Mei {verb} the work of the Harbour Office.")
    assert {claim.modality for claim in found.values()} == {Modality.OPINION}


@pytest.mark.parametrize(
    "said",
    [
        "The Harbour Office does not operate the North Pier.",
        "The Harbour Office has never operated the North Pier.",
        "The Harbour Office didn't operate the North Pier.",
        "The Harbour Office refused to operate the North Pier.",
        "Lee Mei denied that the Harbour Office operates the North Pier.",
    ],
)
def test_a_denial_is_negative(said: str) -> None:
    claim = relations(said)["Harbour Office", "operates", "North Pier"]
    assert claim.polarity is Polarity.NEGATIVE


def test_what_is_said_belongs_to_the_outermost_speaker() -> None:
    found = relations(
        "Lee Mei, director of the Harbour Office, said the Old Bridge connects Hill Town with "
        "Harbour City.",
        "“The North Pier is located in Hill Town. The Old Bridge is in Harbour City,” she added.",
    )
    for key in (
        ("Old Bridge", "connects", "Hill Town"),
        ("North Pier", "locatedIn", "Hill Town"),
    ):
        speaker = found[key].attributed_to
        assert speaker is not None, key
        assert speaker.name == "Lee Mei"


def test_praise_that_somebody_utters_is_an_opinion() -> None:
    found = relations("East Port helps Hill Town, said Chan Taiman, the director.")
    assert found["East Port", "supports", "Hill Town"].modality is Modality.OPINION


def test_where_a_thing_is_that_is_yet_to_be_built_is_a_plan() -> None:
    found = relations("The North Pier will open in 2027.", "The North Pier is in Hill Town.")
    assert found["North Pier", "locatedIn", "Hill Town"].modality is Modality.PLANNED
