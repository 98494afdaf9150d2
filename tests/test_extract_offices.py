"""Who holds which office, who is a member of what, and whom an office alone means."""

import pytest

from kg.extract.candidate import Relation
from tests.extraction import read, relations

Key = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Harbour Bank's Vice President Wang Haoran said trade grew.",
         ("Wang Haoran", "holdsPost", "Harbour Bank")),
        ("Governor of the Harbour Bank of Tea (HBT) Pan Guowei said trade grew.",
         ("Pan Guowei", "holdsPost", "Harbour Bank of Tea")),
        ("US President Donald Brown visited Hill Town.", ("Donald Brown", "holdsPost", "US")),
        ("US Secretary of Defence Arthur Brown visited Hill Town.",
         ("Arthur Brown", "holdsPost", "US")),
        ("Under Secretary for Works and the Treasury Joseph Wong visited Hill Town.",
         ("Joseph Wong", "visits", "Hill Town")),
        ("Zhou Ming, vice president of the Tea Union and a member of Harbour Council, spoke.",
         ("Zhou Ming", "memberOf", "Harbour Council")),
        ("Zhou Ming, vice president of the Tea Union and a member of Harbour Council, spoke.",
         ("Zhou Ming", "holdsPost", "Tea Union")),
        ("Hill Town's parks and trade director general, Li Bin, spoke.",
         ("Li Bin", "holdsPost", "Hill Town")),
        ("The Harbour Office's People's Bank of Tea (PBOT) opened. The PBOT met Lee Mei.",
         ("People's Bank of Tea", "meets", "Lee Mei")),
        ("The Harbour Council met. The vote was late, council chairman Zhang Xin said.",
         ("Zhang Xin", "holdsPost", "Harbour Council")),
        ("Zhang Xin is the director of the Harbour Office.",
         ("Zhang Xin", "holdsPost", "Harbour Office")),
        ("Zhang Xin of the Harbour Office spoke.", ("Zhang Xin", "worksFor", "Harbour Office")),
        ("Yang Jian, Tea Manager of Harbour Nature China, said so.",
         ("Yang Jian", "holdsPost", "Harbour Nature China")),
        ("Sun Yu, president of the Bay Importers' and Exporters' Association, said so.",
         ("Sun Yu", "holdsPost", "Bay Importers' and Exporters' Association")),
        ("Guests were Peter Lam, co-chairman and managing director of Harbour Council; and Li Bin.",
         ("Peter Lam", "holdsPost", "Harbour Council")),
        ("Tea Union member Ko Wing-wai said so.", ("Ko Wing-wai", "memberOf", "Tea Union")),
        ("Zhang Xin, who's also a Tea Union member, spoke.",
         ("Zhang Xin", "memberOf", "Tea Union")),
        ("Tea Union vice-chairman and former Hill Town mayor Zhang Xin spoke.",
         ("Zhang Xin", "holdsPost", "Tea Union")),
    ],
)  # fmt: skip
def test_an_office_has_its_person_and_its_body(text: str, key: Key) -> None:
    assert key in relations("Zhang Xin said so.", text)


@pytest.mark.parametrize(
    ("text", "post", "body"),
    [
        ("Li Bin, the secretary for works, tea and trade, met Zhang Xin.",
         "secretary for works, tea and trade", None),
        ("Speaking there, works, tea and trade minister Li Bin met Zhang Xin.",
         "works, tea and trade minister", None),
        ("Li Bin, Hill Town's director of works and youth development, met Zhang Xin.",
         "director of works and youth development", "Hill Town"),
        ("Li Bin, the Harbour Office's Director of Research, met Zhang Xin.",
         "Director of Research", "Harbour Office"),
        ("Li Bin, deputy director of bridge development at the Harbour Office, met Zhang Xin.",
         "deputy director of bridge development", "Harbour Office"),
        ("Li Bin, head of the Tea Council in Hill Town, met Zhang Xin.", "head", "Tea Council"),
        ("Li Bin, co-chairman and managing director of Bay Land, met Zhang Xin.",
         "co-chairman and managing director", "Bay Land"),
        ("Acting Chief Executive Li Bin met Zhang Xin.", "Acting Chief Executive", None),
        ("Tea and Rice Alliance chairman Li Bin met Zhang Xin.",
         "chairman", "Tea and Rice Alliance"),
        ("Travel Trade Council chairman Li Bin met Zhang Xin.",
         "chairman", "Travel Trade Council"),
        ("Zhang Xin made the comment when lawmaker Li Bin met the traders.", "lawmaker", None),
    ],
)  # fmt: skip
def test_the_words_of_an_office_are_whole(text: str, post: str, body: str | None) -> None:
    offices = [
        c.content for c in relations("Zhang Xin said so.", text).values()
        if isinstance(c.content, Relation) and c.content.predicate == "holdsPost"
    ]  # fmt: skip
    told = {(each.post, each.object.name if each.object else None) for each in offices}
    assert told == {(post, body)}


def test_who_is_sent_to_a_body_holds_no_office_of_the_sender() -> None:
    found = relations("Li Bin, Hill Town's sole delegate to the nation's top council, spoke.")
    assert ("Li Bin", "holdsPost", "Hill Town") not in found
    seat = "Zhang Xin, Hill Town's sole member of the Harbour Council, said trade grew."
    assert ("Zhang Xin", "memberOf", "Harbour Council") in relations("Zhang Xin said so.", seat)
    said = relations("Zhang Xin said so.", seat, '"We will expand the North Pier," she said.')
    assert not any(key[0] == "Harbour Council" for key in said)


@pytest.mark.parametrize(
    "body",
    [
        "Works, Trade and Tea Bureau",
        "Works, Sports, and Tea Bureau",
        "Works, Trade, Sports and Tea Bureau",
        "Hill Town Radio and Television",
    ],
)
def test_a_body_of_several_fields_is_one(body: str) -> None:
    found = read(f"Zhang Xin said the {body} has met traders of Harbour City.")
    assert body in {m.referent.name for s in found.reading.sentences for m in s.mentions}


def test_several_bodies_are_none_of_several_fields() -> None:
    found = read("Zhang Xin met the Bay Company, Hill Company and Trade Bureau.")
    names = {m.referent.name for s in found.reading.sentences for m in s.mentions}
    assert {"Bay Company", "Hill Company", "Trade Bureau"} <= names


def test_an_office_with_a_country_keeps_its_words() -> None:
    found = relations("US Secretary of Defence Arthur Brown visited Hill Town.")
    content = found["Arthur Brown", "holdsPost", "US"].content
    assert isinstance(content, Relation)
    assert content.post == "Secretary of Defence"


def test_a_lawmaker_is_none_of_the_body_that_is_named_before_the_other_office() -> None:
    found = relations("Tea Union delegate and lawmaker Zhang Xin spoke.", "Zhang Xin said so.")
    content = found["Zhang Xin", "holdsPost", "Tea Union"].content
    assert isinstance(content, Relation)
    assert content.post == "delegate"
    assert ("Zhang Xin", "holdsPost", "lawmaker") in found


def test_whoever_held_an_office_once_is_its_former_holder() -> None:
    found = relations("Former Hill Town mayor Zhang Xin spoke.", "Zhang Xin said so.")
    content = found["Zhang Xin", "holdsPost", "Hill Town"].content
    assert isinstance(content, Relation)
    assert content.post == "Former mayor"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Secretary for Health visited Hill Town.", "Ho Chung"),
        ("The health chief visited Hill Town.", "Ho Chung"),
        ("The works minister visited Hill Town.", "Lee Mei"),
    ],
)
def test_an_office_alone_means_who_was_called_so(text: str, who: str) -> None:
    intro = "Secretary for Works Lee Mei met Secretary for Health Ho Chung in Harbour City."
    assert (who, "visits", "Hill Town") in relations(intro, text)


def test_himself_is_no_word_of_an_office() -> None:
    found = relations("Zhang Xin said so.", "Zhang Xin was a trade secretary himself.")
    posts = [c.content.post for c in found.values() if isinstance(c.content, Relation)]
    assert posts == ["trade secretary"]


def test_two_persons_behind_one_title_are_two() -> None:
    found = relations("Secretary for Works Lee Mei and Chan Taiman visited Hill Town.")
    assert ("Lee Mei", "visits", "Hill Town") in found
    assert ("Chan Taiman", "visits", "Hill Town") in found
    assert not [key for key in found if key[:2] == ("Chan Taiman", "holdsPost")]


def test_another_minister_is_not_taken_for_the_one_who_was_named() -> None:
    found = relations(
        "Secretary for Works Lee Mei spoke.", "The health minister visited Hill Town."
    )
    assert not [key for key in found if key[1:] == ("visits", "Hill Town")]


def test_an_office_of_a_body_means_the_one_person_whom_a_text_names() -> None:
    found = relations(
        "The chairman of the Harbour Council on Friday visited Hill Town.",
        "Lee Mei said that trade grew.",
    )
    assert ("Lee Mei", "visits", "Hill Town") in found


def test_his_is_who_acts_and_not_whose_successor_it_is() -> None:
    found = relations(
        "Lee Mei left. Ho Kam came.", "Lee's successor, Ho Kam, opened his office in Hill Town."
    )
    assert not [key for key in found if key[0] == "Lee Mei" and key[2] == "Hill Town"]


@pytest.mark.parametrize(
    ("word", "what"), [("Many", "Hill Town residents"), ("Several", "Hill Town firms")]
)
def test_how_many_there_are_is_no_part_of_a_name(word: str, what: str) -> None:
    names = {each.name for each in read(f"{word} {what} left.").reading.referents if each.named}
    assert names == {"Hill Town"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Hill Town's Chen Liqin won the race.", "Hill Town"),
        ("Chen Liqin, from Yunnan, won the race in Hill Town.", "Yunnan"),
    ],
)
def test_whose_place_is_named_beside_them_comes_from_there(text: str, place: str) -> None:
    found = relations("Chen Liqin said that trade grew.", text)
    assert {key for key in found if key[1] == "hasOrigin"} == {("Chen Liqin", "hasOrigin", place)}


@pytest.mark.parametrize(
    "text",
    ["Chen Liqin flew from Hill Town to Macao.", "Chen Liqin, from the Harbour Bank, spoke."],
)
def test_not_all_that_is_from_somewhere_is_an_origin(text: str) -> None:
    found = relations("The Harbour Bank is in Hill Town.", text)
    assert not [key for key in found if key[1] == "hasOrigin"]
