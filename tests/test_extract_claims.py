"""Claims: frames over clauses, offices, figures, events, and how each is held."""

import pytest

from kg.extract.candidate import Candidate, Relation, Said
from kg.extract.clauses import ClauseReader
from kg.extract.frames import frames
from kg.extract.items import row
from kg.model.claim import Modality
from tests.extraction import DAY, events, extractor, figures, lexicon, read, relations

pytestmark = pytest.mark.usefixtures("each_reader")

Key = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("East Port is located in Harbour City.", ("East Port", "locatedIn", "Harbour City")),
        ("The North Pier, which is in Hill Town, is old.",
         ("North Pier", "locatedIn", "Hill Town")),
        ("Situated in Hill Town, the North Pier is old.", ("North Pier", "locatedIn", "Hill Town")),
        ("Hill Town is working closely with Harbour City.",
         ("Hill Town", "cooperatesWith", "Harbour City")),
        ("It praised the cooperation between Hill Town and Harbour City.",
         ("Hill Town", "cooperatesWith", "Harbour City")),
        ("Hill Town and Harbour City have signed a memorandum.",
         ("Hill Town", "cooperatesWith", "Harbour City")),
        ("The Old Bridge connects Harbour City with Hill Town.",
         ("Old Bridge", "connects", "Hill Town")),
        ("The Harbour Office launched the Clean Water Scheme.",
         ("Harbour Office", "issues", "Clean Water Scheme")),
        ("The Clean Water Scheme was launched by the Harbour Office.",
         ("Harbour Office", "issues", "Clean Water Scheme")),
        ("The Harbour Office led the construction of the North Pier and completed the Old Bridge.",
         ("Harbour Office", "builds", "Old Bridge")),
        ("Director Lee Mei visited East Port and inspected the North Pier.",
         ("Lee Mei", "visits", "North Pier")),
        ("Speaking at the Bay Trade Forum, Lee Mei said it was a good year.",
         ("Bay Trade Forum", "hasParticipant", "Lee Mei")),
        ("Many people, including Director Lee Mei, attended the Bay Trade Forum.",
         ("Bay Trade Forum", "hasParticipant", "Lee Mei")),
        ("Lee Mei attended the Bay Trade Forum in Harbour City.",
         ("Bay Trade Forum", "heldIn", "Harbour City")),
        ("Lee Mei, who chairs the Harbour Council, spoke.",
         ("Lee Mei", "holdsPost", "Harbour Council")),
        ("The government has appointed Ann Lau as chairman of the Harbour Council, succeeding "
         "Peter Yim.", ("Ann Lau", "succeeds", "Peter Yim")),
        ("They read the Harbour Office's Action Plan for Clean Water.",
         ("Harbour Office", "issues", "Action Plan for Clean Water")),
    ],
)  # fmt: skip
def test_a_frame_of_the_ontology_finds_both_ends(text: str, key: Key) -> None:
    assert key in relations(text)


def test_the_name_of_a_thing_states_nothing() -> None:
    assert not relations("They rode on the Harbour City-Hill Town Bridge.")


@pytest.mark.parametrize(
    ("text", "person", "where"),
    [
        ("Chief Executive Anna Wong left.", "Anna Wong", "Chief Executive"),
        ("Lee Mei, deputy director of the Harbour Office, left.", "Lee Mei", "Harbour Office"),
        ("The secretary of the Harbour Party Committee, Meng Daming, left.", "Meng Daming",
         "Harbour Party Committee"),
        ("Harbour City Mayor Chan Taiman left.", "Chan Taiman", "Harbour City"),
        ("Director-General of the Department of Works of Hill Town Chen Xuming left.",
         "Chen Xuming", "Department of Works of Hill Town"),
        ("Secretary for Trade and Tourism Bernard Ng left.", "Bernard Ng",
         "Secretary for Trade and Tourism"),
        ("Lee Mei, a former director of Hill Town's investment arm Blue Whale Holdings Limited, "
         "left.", "Lee Mei", "Blue Whale Holdings Limited"),
        ("Island University Chairman Lee Mei and its President Ho Kam left.", "Ho Kam",
         "Island University"),
    ],
)  # fmt: skip
def test_an_office_is_found_before_and_after_a_name(text: str, person: str, where: str) -> None:
    assert (person, "holdsPost", where) in relations(text)


def test_a_former_office_without_a_body_is_not_proposed() -> None:
    assert not relations("Former commerce chief Fred Lam left.")


def test_a_state_has_its_date() -> None:
    state = relations("East Port is to be completed in 2027.")["East Port", "status", "completed"]
    assert (state.modality, str(state.when)) == (Modality.PLANNED, "2027")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The North Pier will cover more than 85 hectares.", ("85", "North Pier", "hectares")),
        ("About 20 hectares of the North Pier lie idle.", ("20", "North Pier", "hectares")),
        ("The Harbour Office is earmarking HK$8.4 billion to build the North Pier.",
         ("8400000000", "North Pier", "hongKongDollars")),
        ("The Harbour Office invested 5 million yuan in the North Pier.",
         ("5000000", "North Pier", "yuan")),
        ("More than 150 people attended the Bay Trade Forum.", ("150", "Bay Trade Forum", None)),
        ("Two million Hill Town residents may come.", ("2000000", "Hill Town", None)),
        ("The North Pier will be completed in 2030.", ("2030", "North Pier", None)),
        ("Ships are back at the North Pier as Hill Town's yearly exports grew by 7 percent.",
         ("7", "Hill Town", "percent")),
        ("The North Pier is old, while Hill Town exports fell by 3 percent.",
         ("3", "Hill Town", "percent")),
        ("The North Pier is open. The Harbour Office will raise its fees by 20 yuan.",
         ("20", "Harbour Office", "yuan")),
        ("Lee Mei met officials in Hill Town on a five-day visit.", ("5", "Lee Mei", "days")),
        ("The Harbour Office backs the Bay Trade Forum in June, when 300 people will gather.",
         ("300", "Bay Trade Forum", None)),
    ],
)  # fmt: skip
def test_a_figure_belongs_to_what_the_sentence_measures(
    text: str, figure: tuple[str, str, str | None]
) -> None:
    assert figure in figures(text)


@pytest.mark.parametrize(
    ("text", "label", "day"),
    [
        ("Anna Wong met Chan Taiman on Wednesday.", "Meeting of Anna Wong and Chan Taiman",
         "2025-03-19"),
        ("The Clean Water Scheme was launched in August last year.",
         "Launch of Clean Water Scheme", "2024-08"),
        ("The Bay Trade Forum ended on Friday.", "Bay Trade Forum", "2025-03-21"),
        ("Director Lee Mei ended her trip to Hill Town.", "Trip of Lee Mei to Hill Town", "None"),
    ],
)  # fmt: skip
def test_an_event_has_a_label_and_its_date(text: str, label: str, day: str) -> None:
    assert str(events(text)[label].when) == day


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The North Pier will open on 5 May 2026, Lee Mei said on Tuesday.", "2026-05-05"),
        ("The North Pier will open, Lee Mei said on Tuesday.", "None"),
        ("On Tuesday, Lee Mei said the North Pier will open.", "None"),
        ("Lee Mei said on Tuesday that the North Pier will open in May 2026.", "2026-05"),
        ("The North Pier opened on Tuesday, Lee Mei said.", "2025-03-18"),
        ("On Tuesday the Harbour Office opened the North Pier, Lee Mei said.", "2025-03-18"),
    ],
)
def test_the_day_on_which_something_is_said_is_not_the_day_on_which_it_happens(
    text: str, when: str
) -> None:
    assert str(events(text)["Opening of North Pier"].when) == when


def test_a_statement_has_its_speaker_and_what_it_is_about() -> None:
    found = read("“The North Pier is a gift to us all,” said Chan Taiman, director of works.")
    (said,) = [c for c in found.candidates if isinstance(c.content, Said)]
    assert isinstance(said.content, Said)
    assert said.content.speaker.name == "Chan Taiman"
    assert [each.name for each in said.content.about] == ["North Pier"]


def test_a_headline_and_a_caption_credit_yield_no_claim() -> None:
    assert not relations("East Port to link Hill Town with Harbour City", "Photo: Harbour News")


def test_of_a_pair_in_one_sentence_only_the_surest_relation_stands() -> None:
    found = [
        each for each in read("The Harbour Office built and opened East Port.").candidates
        if isinstance(each.content, Relation) and each.content.object is not None
    ]  # fmt: skip
    assert len(found) == 1


def test_a_candidate_never_has_a_property_that_its_ends_do_not_allow() -> None:
    terms = lexicon().ontology
    for each in _ours():
        content = each.content
        if not isinstance(content, Relation) or content.object is None or content.post:
            continue
        if content.open:
            continue
        term = terms.properties[content.predicate]
        assert term.range == "Entity" or content.object.cls is None or (
            terms.is_a([content.object.cls], term.range)
            or content.object.cls in ("Facility", "Place")
        ), each  # fmt: skip


def _ours() -> list[Candidate]:
    text = (
        "Lee Mei visited the Bay Trade Forum. The Harbour Office met Hill Town. The North Pier is "
        "in the Clean Water Scheme. East Port opened Lee Mei. Hill Town is adjacent to Lee Mei."
    )
    return list(read(text).candidates)


def test_every_frame_of_the_ontology_is_read() -> None:
    found = frames(lexicon())
    texts = {frame.text for each in found.verbs.values() for frame in each}
    texts |= {frame.text for each in found.nouns.values() for frame in each}
    texts |= {frame.text for each in found.beside.values() for frame in each}
    texts |= {f"S and O {lemma}" for lemma in found.joint}
    written = {
        text if not text.startswith("S and O") else " ".join(text.split()[:4])
        for name, each in lexicon().phrases.frames.items() for text in each
        if name != "commentsOn" or "'s" in text
    }  # fmt: skip
    assert texts == written


def test_the_clauses_of_a_sentence_have_their_subjects() -> None:
    text = (
        "The North Pier, which is located in Hill Town, would open soon, and Lee Mei will lead "
        "the Harbour Office."
    )
    reading = extractor().extract(text, DAY).reading
    groups = ClauseReader(lexicon()).read(row(reading.sentences[0], lexicon()).items)
    found = [(group.lemma, [m.referent.name for m in group.subject]) for group in groups]
    assert found == [
        ("locate", ["North Pier"]), ("open", ["North Pier"]), ("lead", ["Lee Mei"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Lee Mei is interested in Hill Town.",
        "The North Pier is popular in Hill Town.",
        "Hill Town has been lucky in East Port.",
    ],
)
def test_what_somebody_is_like_is_not_where_they_are(text: str) -> None:
    assert not {key for key in relations(text) if key[1] in ("locatedIn", "visits", "partOf")}


@pytest.mark.parametrize("word", ["now", "not", "both"])
def test_a_copula_may_have_an_adverb_before_the_place(word: str) -> None:
    found = relations(f"The North Pier is {word} in Hill Town and in Harbour City.")
    assert ("North Pier", "locatedIn", "Hill Town") in found


def test_sums_of_money_are_no_verb() -> None:
    found = relations("It is a loan scheme to bring big sums of money from East Port to Hill Town.")
    assert not [key for key in found if key[1].startswith("sum")]


def test_its_president_is_of_the_body_only_beside_its_chairman() -> None:
    text = "Island University Chairman Lee Mei met Hill Town officials and its President Ho Kam."
    assert ("Ho Kam", "holdsPost", "Island University") not in relations(text)


def test_of_two_that_are_spoken_of_together_both_are_commented_on() -> None:
    found = relations("Lee Mei said Hill Town and Harbour City need to trade more.")
    assert {key for key in found if key[1] == "commentsOn"} == {
        ("Lee Mei", "commentsOn", "Hill Town"),
        ("Lee Mei", "commentsOn", "Harbour City"),
    }


def test_what_opens_two_offices_is_not_itself_opened() -> None:
    text = "The Harbour Chamber will open two offices in Hill Town in 2027."
    assert ("Harbour Chamber", "status", "opened") not in relations(text)
    assert "Opening of Harbour Chamber" not in events(text)


def test_a_part_of_a_word_may_be_the_base_of_a_company() -> None:
    found = relations("It is a Hill Town-based company, Blue Whale Holdings Limited.")
    assert ("Blue Whale Holdings Limited", "basedIn", "Hill Town") in found
