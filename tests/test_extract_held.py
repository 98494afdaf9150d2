"""How a clause is held: as a fact, a plan, a forecast, a proposal or a judgement."""

import pytest

from kg.model.claim import Modality, Polarity
from tests.extraction import relations

Key = tuple[str, str, str]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Lee Mei said the North Pier was closed on Friday.", Modality.ASSERTED),
        ("Lee Mei said the Harbour Office had sold the North Pier.", Modality.ASSERTED),
        ("Lee Mei said the North Pier is a gift.", Modality.OPINION),
        ("Director Lee Mei said the North Pier would make Hill Town richer.", Modality.OPINION),
        ("Lee Mei said the North Pier will be closed.", Modality.PLANNED),
        ("Lee Mei said the North Pier should be closed.", Modality.PROPOSED),
        ("The Harbour Office said it plans to open the North Pier.", Modality.PLANNED),
        ("Lee Mei said officials will soon open the North Pier.", Modality.PLANNED),
        ("Lee Mei said guests could visit the North Pier.", Modality.OPINION),
        ("Lee Mei said the North Pier could be closed.", Modality.PROJECTED),
        ("Lee Mei said she welcomed the North Pier on Friday.", Modality.OPINION),
        ("Lee Mei vowed to open the North Pier.", Modality.PLANNED),
        ("The Harbour Office said we are going to build the North Pier.", Modality.PLANNED),
        ("Lee Mei said her colleagues would review the North Pier.", Modality.PLANNED),
        ("The Harbour Office announced that the town will get the North Pier.", Modality.PLANNED),
        ("Lee Mei said many firms have been developing the North Pier.", Modality.ASSERTED),
        ("Lee Mei said officials are looking to sell the North Pier.", Modality.ASSERTED),
        ("Lee Mei said the North Pier is making the town rich.", Modality.OPINION),
    ],
)
def test_a_report_is_a_fact_an_intention_a_plan_and_an_effect_a_judgement(
    said: str, held: Modality
) -> None:
    found = {key: c for key, c in relations(said).items() if key[1] != "holdsPost"}
    about = [c for key, c in found.items() if "North Pier" in (key[0], key[2])]
    assert {c.modality for c in about} == {held}


def test_so_many_who_were_welcomed_are_no_praise() -> None:
    text = "Mayor Lee Mei said that under the leadership of Ho Kam, Hill Town welcomed 400 guests."
    about = [c for key, c in relations(text).items() if "Hill Town" in key]
    assert about
    assert {each.modality for each in about} == {Modality.ASSERTED}


@pytest.mark.parametrize(
    ("verb", "held"), [("allows", Modality.ASSERTED), ("will allow", Modality.PLANNED)]
)
def test_what_is_let_be_done_is_held_as_the_letting_is(verb: str, held: Modality) -> None:
    found = relations(f"The scheme {verb} Harbour City residents to visit Hill Town.")
    assert found["Harbour City", "residents visit", "Hill Town"].modality is held


def test_what_would_not_have_been_is_no_denial() -> None:
    text = "Lee Mei said without the North Pier, the Bay Trade Forum would not have taken place."
    said = relations(text)["Lee Mei", "commentsOn", "Bay Trade Forum"]
    assert (said.modality, said.polarity) == (Modality.OPINION, Polarity.POSITIVE)


def test_not_to_know_is_not_to_deny() -> None:
    text = "Lee Mei said: “We do not know if Hill Town is ready.”"
    said = relations(text)["Lee Mei", "commentsOn", "Hill Town"]
    assert said.polarity is Polarity.POSITIVE


@pytest.mark.parametrize(
    ("text", "key", "modality"),
    [
        ("Lee Mei outlined plans to implement the Clean Water Scheme and organise the Bay Games.",
         ("Lee Mei", "hosts", "Bay Games"), Modality.PLANNED),
        ("We see there will be a medical school in Hill Town.",
         ("medical school", "locatedIn", "Hill Town"), Modality.PLANNED),
        ("Lee Mei said trade of Hill Town was expected to grow.",
         ("Lee Mei", "commentsOn", "Hill Town"), Modality.PROJECTED),
        ("The Harbour Office condemned the Clean Water Scheme.",
         ("Harbour Office", "opposes", "Clean Water Scheme"), Modality.OPINION),
    ],
)  # fmt: skip
def test_what_is_planned_expected_or_judged_is_no_fact(
    text: str, key: Key, modality: Modality
) -> None:
    assert relations(text)[key].modality is modality


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Harbour Office to build the North Pier in Hill Town.", Modality.PLANNED),
        ("Lee Mei proposed that the Harbour Office build the North Pier.", Modality.PROPOSED),
        ("Lee Mei recommended the Harbour Office build the North Pier.", Modality.PROPOSED),
        ("Lee Mei demanded that the Harbour Office build the North Pier.", Modality.PROPOSED),
        ("Lee Mei suggested that the Harbour Office built the North Pier.", Modality.ASSERTED),
        ("Lee Mei insisted that the Harbour Office has built the North Pier.", Modality.ASSERTED),
    ],
)
def test_the_bare_verb_of_a_proposal_is_no_fact_and_its_past_is(said: str, held: Modality) -> None:
    assert relations(said)["Harbour Office", "builds", "North Pier"].modality is held


def test_what_is_proposed_is_said_by_who_proposes_it() -> None:
    found = relations("Lee Mei proposed that the Harbour Office build the North Pier.")
    speaker = found["Harbour Office", "builds", "North Pier"].attributed_to
    assert speaker is not None
    assert speaker.name == "Lee Mei"
    assert found["Lee Mei", "commentsOn", "Harbour Office"].modality is Modality.PROPOSED


def test_who_proposes_a_thing_says_nothing_of_it() -> None:
    assert ("Lee Mei", "commentsOn", "North Pier") not in relations("Lee Mei proposed North Pier.")


@pytest.mark.parametrize("verb", ["attributed the growth to", "credited", "blamed"])
def test_to_whom_something_is_due_is_a_judgement(verb: str) -> None:
    found = relations(f"Lee Mei {verb} the Harbour Office.").values()
    assert {each.modality for each in found} == {Modality.OPINION}


def test_what_is_being_considered_is_no_fact() -> None:
    found = relations("The Harbour Office was considering including the North Pier.").values()
    assert {each.modality for each in found} == {Modality.PROPOSED}


def test_what_land_is_earmarked_for_is_still_to_come() -> None:
    found = relations(
        "Nearly 300 hectares have been earmarked for the innovation hub in Hill Town."
    )
    assert found["innovation hub", "locatedIn", "Hill Town"].modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("A development plan for Hill Town could be unveiled in May.", Modality.PLANNED),
        ("A development plan for Hill Town will be published in May.", Modality.PLANNED),
        ("A development plan for Hill Town was published in May.", Modality.ASSERTED),
        ("A development plan for Hill Town will be reviewed in May.", Modality.ASSERTED),
    ],
)
def test_a_plan_that_is_not_out_yet_holds_nowhere_yet(said: str, held: Modality) -> None:
    assert relations(said)["development plan", "appliesTo", "Hill Town"].modality is held


@pytest.mark.parametrize(
    ("said", "key", "held"),
    [
        ("Lee Mei said Hill Town Station should open in 2030.",
         ("Lee Mei", "commentsOn", "Hill Town Station"), Modality.PROJECTED),
        ("Lee Mei said Hill Town Station should open.",
         ("Lee Mei", "commentsOn", "Hill Town Station"), Modality.PROPOSED),
        ("Lee Mei said Chan Taiman, the mayor, values the North Pier.",
         ("Lee Mei", "commentsOn", "Chan Taiman"), Modality.ASSERTED),
    ],
)  # fmt: skip
def test_what_is_due_is_a_forecast_and_what_others_value_a_report(
    said: str, key: Key, held: Modality
) -> None:
    assert relations(said)[key].modality is held


def test_what_something_was_set_up_for_is_no_plan() -> None:
    text = "Hill Town had set up various working groups to promote trade in the North Zone."
    found = {key[2]: each for key, each in relations(text).items() if key[0] == "Hill Town"}
    assert found["North Zone"].modality is Modality.ASSERTED
