"""Reports: what a speaker tells as it is, as it is meant, and as he sees it."""

import pytest

from kg.extract.candidate import Relation
from kg.extract.quotations import quotations
from tests.extraction import read, relations

TOLD = """\
asserted | Lee Mei said Hill Town relaxed the rules for traders.
asserted | Lee Mei said Hill Town saw more visitors over the new year.
asserted | Lee Mei said Hill Town has 600,000 residents.
asserted | Lee Mei said Hill Town is about 600 hectares large.
asserted | Lee Mei said Hill Town is studying a proposal of the traders.
asserted | Lee Mei said Hill Town has signed a contract with the traders.
asserted | The Harbour Office said it has submitted a request to Hill Town.
asserted | Lee Mei said the North Pier was set up last year to help traders.
asserted | Lee Mei said Hill Town did not sell the pier.
asserted | Lee Mei said the rice of Hill Town is coming from Harbour City.
opinion | Lee Mei said Hill Town offered a safe harbour.
opinion | Lee Mei said the opening of the North Pier had gone very well.
opinion | Lee Mei said she was encouraged by the trade of Hill Town.
opinion | Lee Mei said Hill Town offers a safe home.
opinion | Lee Mei said Hill Town has full confidence in the traders.
opinion | Lee Mei said the North Pier has boosted the trade.
opinion | Lee Mei said the North Pier marked a milestone.
opinion | Lee Mei said the past five years had been good for Hill Town.
opinion | Lee Mei said Hill Town would achieve greater benefits through trade.
opinion | Lee Mei said Hill Town and Harbour City are two good partners.
planned | Lee Mei said the Harbour Office aims to build the North Pier.
planned | Lee Mei said the Harbour Office is committed to building the North Pier.
planned | Lee Mei said there are plans to bring more trade to Hill Town.
planned | Lee Mei said the Harbour Office would consider a lower toll.
planned | Lee Mei said the North Pier will host the race.
planned | Lee Mei said work was starting this year to enlarge the North Pier.
planned | Lee Mei said the Harbour Office is going to enlarge the North Pier.
proposed | Lee Mei said the Harbour Office is considering a lower toll.
projected | The Harbour Office estimated that Hill Town would welcome 3 million guests.
projected | Lee Mei said she expects the North Pier to open in May.
planned | Lee Mei said there will be more trade with Hill Town.
planned | Lee Mei said the North Pier will provide 80 berths.
planned | Lee Mei said the last stop will be the North Pier.
planned | Lee Mei said the North Pier will be similar to a station.
opinion | Lee Mei said the North Pier will be attractive for traders.
opinion | Lee Mei said the North Pier will be a boost for the traders.
opinion | Lee Mei said the North Pier will stimulate the trade.
proposed | Lee Mei said her suggestion is to sell the North Pier.
planned | Lee Mei said the aim is to sell the North Pier.
projected | Lee Mei said the trade of Hill Town is on track to reach the level of May.
opinion | Lee Mei said Hill Town is on track to become a better place.
asserted | Lee Mei said Hill Town is making use of the wind.
asserted | Lee Mei said the rice is from Hill Town.
asserted | Lee Mei said the North Pier is already under construction.
opinion | Lee Mei said the North Pier is still under control.
asserted | Lee Mei said the Harbour Office attaches importance to the trade.
asserted | Lee Mei said the Harbour Office praised the traders.
opinion | Lee Mei said she praised the traders of Hill Town.
proposed | Lee Mei said the Harbour Office is studying whether to sell the North Pier.
proposed | Lee Mei said the Harbour Office is looking into the feasibility of a bridge.
projected | Lee Mei said the North Pier would raise the trade by HK$30 million.
opinion | Lee Mei said she hopes to sell the North Pier, if possible."""


@pytest.mark.parametrize("row", TOLD.splitlines())
def test_what_is_told_is_a_report_a_plan_or_a_judgement(row: str) -> None:
    held, _, text = row.partition(" | ")
    said = [c for (_, told, _), c in relations(text).items() if told == "commentsOn"]
    assert said
    assert {str(each.modality) for each in said} == {held}


def test_how_something_is_held_is_told_by_the_nearest_verb_of_its_speaker() -> None:
    found = relations(
        "Lee Mei called on traders to come to Hill Town, adding that the Harbour Office will "
        "enlarge the North Pier."
    )
    held = {str(c.modality) for (one, _, other), c in found.items()
            if (one, other) == ("Harbour Office", "North Pier")}  # fmt: skip
    assert held == {"planned"}


def test_what_is_hoped_to_be_let_is_no_fact() -> None:
    found = relations(
        "Lee Mei said he hopes Hill Town can allow the Bay Company to join the Bay Trade Forum."
    )
    assert str(found["Bay Trade Forum", "hasParticipant", "Bay Company"].modality) == "opinion"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Harbour Office reinforces its role as a bridge to Hill Town.",
            "reinforces its role as a bridge to",
        ),
        ("Hill Town residents flocked to the North Pier.", "residents flocked to"),
        (
            "The Harbour Office leased a pair of ferries to Hill Town.",
            "leased a pair of ferries to",
        ),
        (
            "The Harbour Office counted Hill Town's old tea trees.",
            "counted the old tea trees of",
        ),
    ],
)
def test_where_the_ontology_has_no_property_the_words_of_the_text_are_told(
    text: str, told: str
) -> None:
    assert told in {
        c.content.says for c in read(text).candidates if isinstance(c.content, Relation)
    }


def test_the_last_of_a_list_has_the_words_of_the_first() -> None:
    text = "Lee Mei made a visit to Harbour City with traders from East Port and Hill Town."
    found = relations(text)
    contents = [c.content for key, c in found.items() if key[2] in ("East Port", "Hill Town")]
    told = {each.says for each in contents if isinstance(each, Relation)}
    assert told == {"made a visit to Harbour City with traders from"}


def test_two_things_without_words_of_the_text_between_them_are_not_joined() -> None:
    found = relations("Lee Mei said so.", "With Hill Town as a host, Lee Mei hired traders.")
    assert not [key for key in found if key[0] == "Lee Mei"]


def test_that_two_cooperate_is_no_judgement_where_it_is_praised() -> None:
    found = relations(
        "Lee Mei said the pier marks a milestone for the cooperation between Hill Town and "
        "Harbour City."
    )
    assert str(found["Hill Town", "cooperatesWith", "Harbour City"].modality) == "asserted"


def test_what_somebody_else_plans_is_a_plan_where_it_is_welcomed() -> None:
    found = relations("Lee Mei welcomed the Harbour Office's plan to build the North Pier.")
    built = found["Harbour Office", "builds", "North Pier"]
    assert str(built.modality) == "planned"
    assert ("Lee Mei", "commentsOn", "Harbour Office") not in found
    nobody = relations("Lee Mei said so.", "Lee Mei welcomed a plan to set up a tea school.")
    assert not any(key[1] == "establishes" for key in nobody)
    voiced = relations("Lee Mei said so.", "Lee Mei voiced support for building a tea school.")
    assert not any(key[1] == "builds" for key in voiced)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Lee Mei welcomed a plan to set up a tea school in Hill Town.", "planned"),
        ("Lee Mei praised the North Pier in Hill Town.", "asserted"),
    ],
)
def test_where_a_thing_lies_is_no_judgement(text: str, held: str) -> None:
    found = relations("The North Pier opened.", text)
    lies = [str(c.modality) for (_, told, _), c in found.items() if told == "locatedIn"]
    assert lies == [held]


def test_a_place_that_is_named_on_the_way_is_no_topic() -> None:
    text = "Lee Mei said tickets have sold well since the ferries of Hill Town came."
    found = relations("Lee Mei said so.", text)
    assert not any(key[1] == "commentsOn" for key in found)


def test_where_somebody_speaks_is_not_his_to_say() -> None:
    found = relations("Speaking at the Bay Trade Forum in Hill Town, Lee Mei said trade grew.")
    held = [c for (_, told, _), c in found.items() if told == "heldIn"]
    assert [each.attributed_to for each in held] == [None]


def test_a_festival_and_a_percentage_are_no_names() -> None:
    found = read("Lee Mei said traders saw a 10 percent levy on ships over the Lunar New Year.")
    names = {m.referent.name for s in found.reading.sentences for m in s.mentions}
    assert not {name for name in names if "New" in name or "percent" in name}


def test_who_is_helped_in_doing_something_does_it_and_who_meets_meanwhile_judges_nothing() -> None:
    found = relations("The Harbour Office supported Hill Town in opening the North Pier.")
    assert ("Hill Town", "opens", "North Pier") in found
    assert not any(key[0] == "Harbour Office" and key[2] == "North Pier" for key in found)
    met = relations("Lee Mei praised the traders of Hill Town while meeting Wong Kam.")
    held = {str(c.modality) for key, c in met.items() if set(key) >= {"Lee Mei", "Wong Kam"}}
    assert held == {"asserted"}


def test_his_at_the_head_of_a_sentence_is_whoever_is_named_next() -> None:
    found = relations("Wong Kam came by boat.", "In her latest Bay Plan, Lee Mei said trade grew.")
    assert set(found) == {("Lee Mei", "issues", "Bay Plan")}


def test_a_member_is_whoever_is_called_so_and_not_who_is_named_behind_the_verb() -> None:
    found = relations("Lee Mei, who is a Harbour Office member, urged Hill Town to trade.")
    assert set(found) == {("Lee Mei", "urge", "Hill Town")}


def test_quotation_marks_of_two_kinds_close_one_another() -> None:
    text = '“We can take more ships now," she said. "Trade has grown a lot,” she added.'
    found = [text[span.start : span.end] for span in quotations(text)]
    assert found == ['“We can take more ships now,"', '"Trade has grown a lot,”']
    within = '“He told us "we are not going there" and left us.”'
    assert [span.end - span.start for span in quotations(within)] == [len(within), 24]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Harbour Office released the results of the Clean Water Scheme.", "issues"),
        ("Lee Mei called for stronger ties between traders and the Harbour Office.", "proposes"),
        ("The Harbour Office said Hill Town makes use of its rank.", "uses"),
        ("Lee Mei focused on trade in her speech to the Harbour Office.", "prioritises"),
        ("Lee Mei was encouraged by the Clean Water Scheme.", "supports"),
    ],
)
def test_what_is_done_to_something_else_is_not_done_to_what_it_belongs_to(
    text: str, name: str
) -> None:
    found = relations("The Clean Water Scheme and the Harbour Office met Lee Mei.", text)
    assert not any(key[1] == name for key in found)


def test_a_thing_in_what_is_thought_is_no_object_of_the_thinking() -> None:
    text = "Lee Mei expressed confidence that the Bay Tea Games will be large."
    assert not any("confidence" in key[1] for key in relations("Lee Mei said so.", text))


def test_a_subject_that_a_town_owns_has_its_words() -> None:
    found = relations("Hill Town's water supply is tied to Harbour City.")
    says = {c.content.says for c in found.values() if isinstance(c.content, Relation)}
    assert "water supply is tied to" in says


def test_who_a_scheme_is_for_visits_what_it_lets_visit() -> None:
    text = (
        "The Harbour Office expanded a travel scheme for Harbour City traders from six fields to "
        "visit Hill Town."
    )
    found = relations("The Harbour Office met Lee Mei.", text)
    assert ("Harbour Office", "visits", "Hill Town") not in found


def test_that_somebody_else_supports_something_is_reported() -> None:
    found = relations("Lee Mei said the Harbour Office supports Hill Town.")
    backed = found["Harbour Office", "supports", "Hill Town"]
    assert str(backed.modality) == "asserted"
    assert backed.attributed_to is not None


def test_a_club_of_a_town_is_from_there_and_no_part_of_it() -> None:
    found = relations("Hill Town's Traders Association met the Harbour Office.")
    assert ("Traders Association", "hasOrigin", "Hill Town") in found


def test_he_is_nobody_who_was_named_after_somebody_without_a_name() -> None:
    found = relations(
        "Lee Mei said Hill Town is safe.",
        "Another traveller said she could return to Harbour City.",
        '"I had to wait at the North Pier for a long time," she said.',
    )
    named = {key[2] for key in found if key[0] == "Lee Mei"}
    assert named == {"Hill Town"}


def test_what_somebody_welcomes_is_held_as_it_is_told() -> None:
    found = relations("Lee Mei welcomed news that the Harbour Office will build the North Pier.")
    assert str(found["Harbour Office", "builds", "North Pier"].modality) == "planned"


def test_a_line_of_marks_has_no_quotation_and_is_soon_read() -> None:
    assert quotations('"' + "“" * 200_000) == ()
