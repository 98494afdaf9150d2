"""Constructions of pages, releases, columns and papers that a broadcaster's item seldom has."""

import pytest

from kg.extract.candidate import Measured, Relation
from kg.model.claim import Modality, Polarity
from tests.extraction import entities, figures, read, relations


def _rows(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The texts with the claim that stands below each."""
    lines = text.splitlines()
    return [
        (told, tuple(part.strip() for part in key.split(" | ")))
        for told, key in zip(lines[::2], lines[1::2], strict=True)
    ]


CLAIMS = """\
Zhang Haoran, vice president of Bluesea Port Group, which operates East Port, spoke.
    Bluesea Port Group | operates | East Port
Tolo Hydro, a consultancy founded by Wang Daming, drew up the study.
    Wang Daming | establishes | Tolo Hydro
The operator of East Port, Castle Terminals Limited, spoke.
    Castle Terminals Limited | operates | East Port
Bluesea Limited, one of the largest operators of East Port, spoke.
    Bluesea Limited | operates | East Port
Goldleaf Living, the sales arm of Bluesea Holdings, spoke.
    Bluesea Holdings | owns | Goldleaf Living
The Lakeside-based carrier Norwind Airlines welcomed it.
    Norwind Airlines | basedIn | Lakeside
The Hill Town-based Bluesea Mutual will open an office.
    Bluesea Mutual | basedIn | Hill Town
The Lake Park in south China's Hill Province opened.
    Lake Park | locatedIn | Hill Province
East Port is in north China's Hill Province.
    East Port | locatedIn | Hill Province
A train left Lake Station in Harbour City, south China's Hill Province.
    Harbour City | partOf | Hill Province
The Lake Terminal is in the Doumen District.
    Lake Terminal | locatedIn | Doumen District
Rowena Tsoi, Chief Executive Officer of Bluesea, spoke.
    Rowena Tsoi | holdsPost | Bluesea
Zhang Haoran, head of Asia Network at the carrier Norwind Airlines, spoke.
    Zhang Haoran | holdsPost | Norwind Airlines
Zhang Haoran, a gerontologist at Harbour University, spoke.
    Zhang Haoran | holdsPost | Harbour University
Joined by the Director of Trade, Ms Lee Mei-ling, Mr Ho Kam-wah visited East Port.
    Ho Kam-wah | visits | East Port
Mr. Ou Jianhong has headed the Tea Office since May, succeeding Ms. Tang Peilin.
    Ou Jianhong | succeeds | Tang Peilin
The Tea Institute is affiliated with Harbour University.
    Tea Institute | partOf | Harbour University
The Lake Union brings together the firm Norwind and Lake Water.
    Lake Water | partOf | Lake Union
Wang Daming, who grew up in Hill Town, spoke.
    Wang Daming | hasOrigin | Hill Town
The Tea Council called on the mayor. Mr Ho called on the mayor, Ms Lee Mei-ling.
    Ho | meets | Lee Mei-ling
East Port took the place of Lake Pier.
    East Port | succeeds | Lake Pier
Lake Park, a new housing project in Hill Town, opened.
    Lake Park | locatedIn | Hill Town
Two firms, Bluesea Limited and Norwind Group, run East Port.
    Norwind Group | operates | East Port
Merrygoat Toys, a Lakeside-based manufacturer, spoke.
    Merrygoat Toys | basedIn | Lakeside
Delta Ventures, a Hill Town investment firm, spoke.
    Delta Ventures | hasOrigin | Hill Town
Lee Mei-ling leads a team at the Lake Testing Centre, jointly run by the Tea Office.
    Tea Office | operates | Lake Testing Centre
Lee Mei-ling joined Norwind Group in 2022.
    Lee Mei-ling | worksFor | Norwind Group
Lee Mei-ling moved into the Osmanthus Care Home in Hill Town.
    Osmanthus Care Home | locatedIn | Hill Town
It stood at the Siu Lang Wharf in Hill Town.
    Siu Lang Wharf | locatedIn | Hill Town
The Delta Cohort Biobank in Hill Town is new.
    Delta Cohort Biobank | locatedIn | Hill Town
The Lake Terminal on Tsing Yi Island is new.
    Lake Terminal | locatedIn | Tsing Yi Island
The Residential Care Services Scheme in Hill Town was extended.
    Residential Care Services Scheme | appliesTo | Hill Town
The Tea Report by the Harbour Office is new.
    Harbour Office | issues | Tea Report
Chan Taiman, a social worker with the Elders' Alliance, spoke.
    Chan Taiman | worksFor | Elders' Alliance
It will be released at the Ageing Forum, which Hill Town is to host next June.
    Hill Town | hosts | Ageing Forum
East Port was developed by Lakeside-based Clearbrook Software.
    Clearbrook Software | builds | East Port
Ngai Gas Engineering, a subsidiary of Lakeside-based Norwind Group, spoke.
    Norwind Group | owns | Ngai Gas Engineering
A desk stands in Lake District, Hill Town, where it rains.
    Lake District | partOf | Hill Town
A delegation from the Tea Office, headed by its chief inspector Wang Daming, came.
    Wang Daming | holdsPost | Tea Office
Lee Mei-ling, who directs the Tea Office, spoke.
    Lee Mei-ling | holdsPost | Tea Office
All act under the Tea Plan (2026-2030), a text issued by the Tea Office and Hill Town's Lake Bureau.
    Lake Bureau | issues | Tea Plan
It is run by Yuegang Fuel Co., Ltd., a venture set up in 2023 by Haifeng Group and Norwind Marine.
    Norwind Marine | establishes | Yuegang Fuel Co., Ltd.
The Lake Safety Administration met. Guan Zhiyong, deputy director of the administration, spoke.
    Guan Zhiyong | holdsPost | Lake Safety Administration
A deal was reached between the Trade, Works and Tea Bureau and the Lake Office.
    Trade, Works and Tea Bureau | cooperatesWith | Lake Office
Lee Mei-ling, who heads the Lake Archaeology Centre, spoke.
    Lee Mei-ling | holdsPost | Lake Archaeology Centre
The Lakeside district government opened East Port.
    Lakeside district government | opens | East Port"""


@pytest.mark.parametrize(("text", "key"), _rows(CLAIMS))
def test_a_claim_is_found_in_the_prose_of_pages_and_releases(
    text: str, key: tuple[str, str, str]
) -> None:
    assert key in relations(text)


NO_CLAIMS = """\
Zhang Haoran, vice president of Bluesea Port Group, which operates East Port, spoke.
    Zhang Haoran | operates | East Port
Norwind was built by Bluesea Limited at its yard in Hill Town.
    Bluesea Limited | locatedIn | Norwind
The Lake Station in Hill Town and the Lake Terminal in Harbour City opened.
    Lake Station | locatedIn | Lake Terminal
At the Lake Home, run by the Hill Town-based Norwind Group, Lee Mei pays.
    Hill Town | operates | Lake Home
The council was joined by Wang Daming and Chan Taiman.
    Wang Daming | cooperatesWith | Chan Taiman
Joined by the Director of Trade, Ms Lee Mei-ling, Mr Ho Kam-wah spoke.
    Lee Mei-ling | memberOf | Ho Kam-wah
Officials in Hill Town said East Port is full. The Harbour Office spoke.
    Harbour Office | locatedIn | Hill Town
Mr Ho said that a joint station at East Port had not been shelved.
    joint station | locatedIn | East Port
Visiting East Port in April, Hill Town's mayor spoke.
    East Port | locatedIn | Hill Town
Chan Taiman, a meeting with the Harbour Office behind him, spoke.
    Chan Taiman | worksFor | Harbour Office
A ban on Hill Town has the Lake Terminal on Hill Town.
    Lake Terminal | locatedIn | Hill Town
Under the Tea Scheme signed in Hill Town on 19 September, Norwind Group will build a pier.
    Tea Scheme | appliesTo | Hill Town
The visa scheme for tour groups entering Hill Town from Harbour City will be extended.
    visa scheme | appliesTo | Harbour City
Lee Mei-ling leads a team in Hill Town, jointly run by the Tea Office.
    Tea Office | operates | Hill Town
The Lake Home is run jointly by Bluesea Limited.
    Bluesea Limited | connects | Lake Home"""


@pytest.mark.parametrize(("text", "key"), _rows(NO_CLAIMS))
def test_what_only_stands_near_is_no_claim(text: str, key: tuple[str, str, str]) -> None:
    assert key not in relations(text)


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("The fund invests in Huawei, Tencent and DJI.", "Tencent", "Organisation"),
        ("Firms such as Bluesea, Norwind and Tenglong came.", "Norwind", "Company"),
        ("Bluesea, Norwind and DJI signed it. Shares of Bluesea rose.",
         "Bluesea", "Organisation"),
        ("It was joined by Wang Daming, Lee Mei and Chan Taiman.", "Lee Mei", "Person"),
        ("The bureau visited Hill Town, Taishan and Enping.", "Enping", "Place"),
        ("The fund took a stake in Bluesea.", "Bluesea", "Organisation"),
        ("The governor, C.Y. Leung, spoke.", "C.Y. Leung", "Person"),
        ("The wharf is in To Kwa Wan.", "To Kwa Wan", "Place"),
        ("It is run by the Fook On Foundation.", "Fook On Foundation", "Organisation"),
        ("A word came from Professor Rosanna To.", "Rosanna To", "Person"),
        ("Huajing Energy runs it.", "Huajing Energy", "Company"),
        ("It is run by St Anne's Hospital.", "St Anne's Hospital", "Facility"),
        ("It was built by China Rail Group Co., Ltd. in May.",
         "China Rail Group Co., Ltd.", "Company"),
        ("The Customs and Excise Department came.",
         "Customs and Excise Department", "GovernmentBody"),
        ("The Action Plan for a Clean Harbour was drafted.",
         "Action Plan for a Clean Harbour", "Plan"),
        ("The Civil Engineering and Development Department came.",
         "Civil Engineering and Development Department", "GovernmentBody"),
        ("It was set up by Banco Ultramar do Delta.", "Banco Ultramar do Delta", "Company"),
        ("The Advisory Council on the Environment met.",
         "Advisory Council on the Environment", "GovernmentBody"),
        ("She works at Prince of Wales Hospital.", "Prince of Wales Hospital", "Facility"),
        ("The Lingnan Rule of Law Institute met.",
         "Lingnan Rule of Law Institute", "AcademicInstitution"),
        ("The Island Special Region (ISR) Government built it.",
         "Island Special Region (ISR) Government", "GovernmentBody"),
    ],
)  # fmt: skip
def test_a_name_is_found_whole_and_is_what_stands_beside_it(text: str, name: str, cls: str) -> None:
    assert entities(text).get(name) == cls


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The ferry sails between Aberdeen and Lamma Island.", "Aberdeen", "Lamma Island"),
        ("The Training Council of Hill Town and Lake Polytechnic met.",
         "Training Council of Hill Town", "Lake Polytechnic"),
        ("Bay Company and Trade Bureau met.", "Bay Company", "Trade Bureau"),
    ],
)  # fmt: skip
def test_two_names_that_and_joins_are_two(text: str, one: str, other: str) -> None:
    assert {one, other} <= entities(text).keys()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bluesea Marine Engineering spoke. Bluesea operates East Port.",
         ("Bluesea Marine Engineering", "operates", "East Port")),
        ("Kai Tung Holdings spoke. Kai Tung operates East Port.",
         ("Kai Tung Holdings", "operates", "East Port")),
        ('Astra Straits Terminals Limited ("Astra" or the "Company") spoke. Astra runs East Port.',
         ("Astra Straits Terminals Limited", "operates", "East Port")),
        ("The Works Bureau (DSSOPT) spoke. The DSSOPT operates East Port.",
         ("Works Bureau", "operates", "East Port")),
        ("Tolo Hydro, a consultancy founded in May, spoke. The consultancy operates East Port.",
         ("Tolo Hydro", "operates", "East Port")),
        ("Castle Court is a nursing home. The home is in Hill Town.",
         ("Castle Court", "locatedIn", "Hill Town")),
        ("Helena Szeto Wai-yan spoke. Szeto visited East Port.",
         ("Helena Szeto Wai-yan", "visits", "East Port")),
        ('The Lake Centre opened. Lee Mei-ling, head of the Tea Office, called it "a success".',
         ("Lee Mei-ling", "commentsOn", "Lake Centre")),
        ("Ms Lee Mei-ling met Mr Ho Kam-wah. He visited East Port.",
         ("Ho Kam-wah", "visits", "East Port")),
        ("Joined by the director, Mrs Fong Lai-ming, Mr Ho Kam-wah came. He visited East Port.",
         ("Ho Kam-wah", "visits", "East Port")),
    ],
)  # fmt: skip
def test_what_stands_for_a_name_later_is_found(text: str, key: tuple[str, str, str]) -> None:
    assert key in relations(text)


def test_what_follows_a_fronted_phrase_is_not_told_of_the_name_in_it() -> None:
    text = "With the mall near Lake Park, the shuttle service will run to East Port."
    assert ("Lake Park", "connects", "East Port") not in relations(text)


def test_the_government_with_a_capital_is_no_municipal_one() -> None:
    found = relations(
        "Mr Ho thanked the Hill Town Municipal Government. The Government will build a pier."
    )
    assert ("Hill Town Municipal Government", "builds", "pier") not in found


def test_the_office_of_a_commissioner_is_not_held_by_whoever_was_named_last() -> None:
    text = "Miles Tung-ming directs the Tea Office. The Privacy Commissioner's office met."
    assert not [key for key in relations(text) if "Privacy Commissioner" in key]


def test_a_stake_that_is_not_sold_is_held() -> None:
    text = (
        "Bluesea Limited is not in talks to sell its 45 percent stake in the Lake Terminal, "
        "a joint venture with Norwind Group."
    )
    for owner in ("Bluesea Limited", "Norwind Group"):
        held = relations(text)[(owner, "owns", "Lake Terminal")]
        assert (held.modality, held.polarity) == (Modality.ASSERTED, Polarity.POSITIVE)


def test_a_line_that_is_only_discussed_connects_nothing_yet() -> None:
    text = "The bureau is discussing a ferry route between East Port and Hill Town."
    held = [c.modality for c in read(text).candidates
            if isinstance(c.content, Relation) and c.content.predicate == "connects"]  # fmt: skip
    assert set(held) <= {Modality.PROPOSED, Modality.PLANNED}
    assert held


def test_a_person_is_not_run_by_a_club() -> None:
    text = (
        "Every day Lo Tsz-ching drives to Hill Town, where he heads a team at the Lake Centre, "
        "run by the Tea Society and a firm."
    )
    assert ("Lo Tsz-ching", "be run by", "Tea Society") not in relations(text)


def test_to_dismiss_an_appeal_is_to_decide_and_not_to_comment() -> None:
    text = "The Court of Final Appeal dismissed an appeal lodged by the Tea Consortium."
    assert not [key for key in relations(text) if key[1] == "commentsOn"]


def test_a_point_of_a_list_is_read_without_its_mark_and_without_a_stop() -> None:
    text = "Highlights:\n\n* HK$640 million was spent on East Port\n\n- Six more schools"
    assert ("640000000", "East Port", "hongKongDollars") in figures(text)


COLUMN = """Opinion

The harbour needs a second plan

{byline}

The Harbour Office must be given a target. Some say Hill Town should wait.

The author is a member of the Tea Council."""


@pytest.mark.parametrize(
    "byline", ["By Chan Taiman", "Chan Taiman", "HARBOUR LIGHTS\n\nChan Taiman"]
)
def test_what_should_be_is_what_the_author_of_a_column_thinks(byline: str) -> None:
    found = relations(COLUMN.format(byline=byline))
    said = found[("Chan Taiman", "commentsOn", "Harbour Office")]
    assert said.modality is not Modality.ASSERTED
    assert ("Chan Taiman", "commentsOn", "Hill Town") not in found


def test_what_should_be_in_a_report_is_not_what_its_writer_thinks() -> None:
    text = COLUMN.format(byline="By Chan Taiman").replace("Opinion\n", "").rsplit("\n", 2)[0]
    assert not [key for key in relations(text) if key[0] == "Chan Taiman"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("News | Opinion | Business\n", ""),
        ("Home\nNews\nOpinion\nBusiness\n", ""),
        ("", "\nComment"),
        ("", "\nOpinion\nMore"),
    ],
)
def test_a_menu_or_a_button_makes_no_column_of_a_report(before: str, behind: str) -> None:
    report = COLUMN.format(byline="By Chan Taiman").replace("Opinion\n", "").rsplit("\n", 2)[0]
    found = relations(f"{before}{report.strip()}{behind}")
    assert not [key for key in found if key[0] == "Chan Taiman"]


@pytest.mark.parametrize(
    "head",
    [
        "Home / Opinion / Columns",
        "Home > Opinion > The harbour",
        "Opinion | The harbour",
        "Opinion",
    ],
)
def test_a_section_of_opinions_makes_a_column(head: str) -> None:
    column = COLUMN.format(byline="By Chan Taiman").rsplit("\n", 2)[0]
    found = relations(column.replace("Opinion", head, 1))
    assert ("Chan Taiman", "commentsOn", "Harbour Office") in found


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("East Port is a 1,200-bed nursing complex.", ("1200", "beds")),
        ("East Port handles 160 tonnes of sludge a day.", ("160", "tonnes a day")),
        ("East Port handles 20 vessels a year.", ("20", "vessels a year")),
        ("East Port takes 5,000 cars a day.", ("5000", "cars a day")),
        ("East Port has 60 homes, up from 26 at present.", ("26", "homes")),
        ("The number of Hill Town and Lake elders in East Port may exceed 6,000.",
         ("6000", "elders")),
        ("East Port takes one-sixth of the trade.", ("0.166667", "trade")),
        ("East Port takes two ninths of the trade.", ("0.222222", "trade")),
        ("Ammonia at East Port fell to 1.3 milligrams per litre.",
         ("1.3", "milligrams per litre")),
        ("East Port cost MOP612 million.", ("612000000", "MOP")),
        ("East Port opened two schools a year later.", ("2", "schools")),
    ],
)  # fmt: skip
def test_a_figure_has_its_unit_and_its_rate(text: str, figure: tuple[str, str]) -> None:
    found = [c.content for c in read(text).candidates if isinstance(c.content, Measured)]
    assert figure in [(f"{f.value:f}", f.words) for f in found]
