"""The hardest sentences of the five documents, and what the model makes of each.

These were written out before the model was frozen (docs/decisions/0001-the-claim.md). Each case
names the trap, the words of the document, and claims that must be there; `absent` must not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.curate import curation
from kg.model.claim import Claim
from kg.model.quantity import Quantity, plain

ROOT = Path(__file__).parents[1]
WORK_REPORT, PLAN = "shenzhen-2026-work-report", "qianhai-plan-two-years-on"
RELEASE, LUOHU = "qianhai-leads-cooperation", "luohu-port-economy"
HETAO = "hetao-hong-kong-park-opening"
Fields = dict[str, object]


@dataclass(frozen=True)
class Case:
    """A sentence and its claims, each as the fields that matter."""

    trap: str
    document: str
    words: str
    claims: tuple[Fields, ...]
    absent: tuple[Fields, ...] = field(default=())


CASES = (
    Case(
        "a cost that is shared",
        HETAO,
        "The bridge’s cost will be shared between Hong Kong and Shenzhen",
        (
            {"s": "hetao-bridge", "p": "fundedBy", "o": "hong-kong", "jointlyWith": "shenzhen",
             "modality": "planned"},
            {"s": "hetao-bridge", "p": "fundedBy", "o": "shenzhen", "jointlyWith": "hong-kong",
             "modality": "planned"},
        ),
    ),
    Case(
        "A of the B newly appointed Cs are from D",
        RELEASE,
        "49 of the 199 newly-appointed people’s assessors at the Qianhai Court are from Hong Kong",
        (
            {"s": "qianhai-court", "p": "count", "value": "49", "unit": "people", "of": "199",
             "counted": "people’s assessors", "scope": "newly-appointed", "origin": "hong-kong"},
            {"s": "qianhai-court", "p": "count", "value": "199", "of": None, "origin": None},
        ),
        ({"p": "count", "value": "150"},),  # never computed
    ),
    Case(
        "the same with teams of a hub",
        RELEASE,
        "691 of the 1,195 startup teams incubated",
        (
            {"s": "qianhai-youth-hub", "p": "count", "value": "691", "of": "1195",
             "origin": "hong-kong"},
            {"s": "qianhai-youth-hub", "p": "count", "value": "1195", "of": None},
        ),
    ),
    Case(
        "a share of a total, hedged",
        RELEASE,
        "Around 30% of the 155 enterprise engineering centers",
        (
            {"s": "qianhai", "p": "share", "value": "30", "unit": "percent",
             "quantifier": "about", "of": "155"},
            {"s": "qianhai", "p": "count", "value": "155", "unit": "platforms"},
        ),
        ({"p": "count", "value": "46.5"}, {"p": "count", "value": "47"}),
    ),
    Case(
        "a change against a plan",
        HETAO,
        "an expansion of seventy per cent from the Hong Kong government’s initial plan",
        (
            {"s": "hong-kong-park", "p": "area", "value": "2000000", "unit": "squareMetres"},
            {"s": "hong-kong-park", "p": "change", "value": "70",
             "baseline": "the Hong Kong government’s initial plan"},
        ),
    ),
    Case(
        "a change against a year",
        LUOHU,
        "12.21 percent up on 2024",
        (
            {"p": "change", "value": "12.21", "unit": "percent", "baseline": "2024",
             "period": "2025"},
        ),
    ),
    Case(
        "three crossings counted together",
        LUOHU,
        "the three border crossings recorded 90 million passenger trips in total",
        (
            {"s": "three-border-crossings-luohu-port-economy", "p": "passengerTrips",
             "value": "90000000", "period": "2025", "basis": "resolved"},
            {"s": "wenjindu-port", "p": "partOf",
             "o": "three-border-crossings-luohu-port-economy"},
        ),
        ({"s": "luohu-port", "p": "passengerTrips"}, {"s": "wenjindu-port", "p": "passengerTrips"}),
    ),
    Case(
        "an unnamed company, spoken of by somebody",
        HETAO,
        "a German pharmaceutical company would establish its company in the Greater Bay Area",
        (
            {"s": "german-pharmaceutical-company-hetao-opening", "p": "settlesIn",
             "o": "greater-bay-area", "by": "kevin-choi-kit-ming", "modality": "projected"},
            {"s": "german-pharmaceutical-company-hetao-opening", "p": "hasOrigin", "o": "germany"},
        ),
    ),
    Case(
        "'he revealed' after a paragraph break",
        HETAO,
        "a Beijing-based AI company was using Hong Kong’s blockchain technology",
        (
            {"s": "beijing-ai-company-hetao-opening", "p": "basedIn", "o": "beijing",
             "by": "kevin-choi-kit-ming", "speaker_quoted": "Kevin Choi Kit-ming"},
        ),
    ),
    Case(
        "a sum under a condition",
        HETAO,
        "HK$200 billion will be required if the rest of the Hong Kong park is to be completed",
        (
            {"s": "hong-kong-park", "p": "cost", "value": "200000000000",
             "unit": "hongKongDollars", "by": "sun-dong", "modality": "projected",
             "condition": "if the rest of the Hong Kong park is to be completed"},
        ),
        ({"p": "cost", "value": "200000000000", "modality": "asserted"},),
    ),
    Case(
        "'critics said', cited from an editorial",
        HETAO,
        "Critics said that it took too long",
        (
            {"s": "critics-of-the-hong-kong-park", "p": "commentsOn", "kind": "criticism",
             "cited": "ming-pao", "modality": "opinion"},
        ),
    ),
    Case(
        "an either-or question that is open",
        HETAO,
        "whether immigration and customs will adopt a single co-location checkpoint or two",
        (
            {"p": "commentsOn", "o": "hetao-bridge", "kind": "open-question",
             "modality": "proposed"},
            {"s": "single-co-location-checkpoint-hetao-opening", "p": "status",
             "o": "state-proposed"},
            {"s": "two-customs-checkpoints-hetao-opening", "p": "status", "o": "state-proposed"},
        ),
    ),
    Case(
        "a former office",
        LUOHU,
        "Li Wei, former partner in government and public services of Deloitte Consulting",
        (
            {"s": "li-wei", "p": "holdsPost", "valid_to": "../2025", "shown": "ended"},
        ),
        ({"s": "li-wei", "p": "holdsPost", "shown": "fact"},),
    ),
    Case(
        "an acting office, on the day of a visit",
        HETAO,
        "Acting Chief Secretary Eric Chan",
        (
            {"s": "eric-chan", "p": "holdsPost", "o": "chief-secretary", "acting": "true",
             "as_of": "2025-02"},
        ),
    ),
    Case(
        "a shorter office inside a longer one",
        HETAO,
        "the Permanent Secretary for Innovation, Technology, and Industry",
        (
            {"s": "kevin-choi-kit-ming", "p": "holdsPost",
             "o": "permanent-secretary-for-innovation-technology-and-industry"},
            {"s": "sun-dong", "p": "holdsPost",
             "o": "secretary-for-innovation-technology-and-industry"},
        ),
        (
            {"s": "kevin-choi-kit-ming", "p": "holdsPost",
             "o": "secretary-for-innovation-technology-and-industry"},
        ),
    ),
    Case(
        "a conversion in brackets",
        PLAN,
        "846.14 billion yuan ($120.14 billion)",
        (
            {"s": "qianhai", "p": "registeredCapital", "value": "846140000000", "unit": "yuan",
             "restates": None},
            {"s": "qianhai", "p": "registeredCapital", "value": "120140000000",
             "unit": "usDollars", "restates": "846.14 billion yuan"},
        ),
    ),
    Case(
        "'this year', and a city that intends",
        WORK_REPORT,
        "Shenzhen intends to open the newly refurbished Huanggang Port this year",
        (
            {"s": "shenzhen", "p": "opens", "o": "huanggang-port", "modality": "planned",
             "valid_from": "2026", "basis": "resolved"},
            {"s": "huanggang-port", "p": "status", "o": "state-opened", "modality": "planned",
             "valid_from": "2026"},
        ),
        ({"s": "shenzhen-government", "p": "opens"},),
    ),
    Case(
        "from a previous half-hour to just five minutes",
        WORK_REPORT,
        "reducing the processing time for passengers from a previous half-hour to just five",
        (
            {"s": "huanggang-port", "p": "processingTime", "value": "0.5", "unit": "hours",
             "modality": "asserted"},
            {"s": "huanggang-port", "p": "processingTime", "value": "5", "unit": "minutes",
             "modality": "projected"},
        ),
        ({"p": "processingTime", "value": "30"}, {"p": "change", "value": "25"}),
    ),
    Case(
        "a promised year is a status",
        HETAO,
        "it is expected to be completed in 2027",
        (
            {"s": "hetao-bridge", "p": "status", "o": "state-completed",
             "modality": "projected", "valid_from": "2027", "basis": "stated"},
        ),
    ),
    Case(
        "an event that is only implied",
        HETAO,
        "an agreement with Shenzhen was signed in 2017",
        (
            {"s": "signing-of-the-agreement-of-2017-hetao-opening", "p": "date", "value": "2017"},
            {"s": "shenzhen", "p": "partyTo", "o": "agreement-of-2017-hetao-opening"},
        ),
        ({"s": "hong-kong", "p": "partyTo", "o": "agreement-of-2017-hetao-opening"},),
    ),
    Case(
        "a newspaper's date is not the event's",
        HETAO,
        "In September 2025, the Hetao Institute of Mathematics",
        (
            {"s": "inauguration-of-the-hetao-institute", "p": "date", "value": "2025-09",
             "cited": "hong-kong-standard"},
        ),
        ({"s": "inauguration-of-the-hetao-institute", "p": "date", "value": "2025-09-10"},),
    ),
    Case(
        "fifty or sixty by the end of the year",
        HETAO,
        "plans to expand the research team members to fifty or sixty by the end of 2025",
        (
            {"s": "hetao-institute", "p": "count", "value": "50", "value_max": "60",
             "quantifier": "range", "modality": "planned", "by": "yau-shing-tung"},
        ),
    ),
    Case(
        "the same measure at two dates is a series",
        RELEASE,
        "established in 2010 with a total area of about 15 square kilometers and expanded to",
        (
            {"s": "qianhai", "p": "area", "value": "15", "quantifier": "about", "as_of": "2010"},
            {"s": "qianhai", "p": "area", "value": "120.56", "quantifier": "exact",
             "as_of": "2021"},
        ),
    ),
    Case(
        "a fraction in words stays a fraction",
        HETAO,
        "one-fourth of the sixty companies in the Hong Kong park are from overseas countries",
        (
            {"s": "hong-kong-park", "p": "share", "value": "0.25", "unit": "fraction", "of": "60"},
        ),
        ({"p": "count", "value": "15"},),
    ),
    Case(
        "a district and a checkpoint share a name",
        LUOHU,
        "Home to Luohu, Wenjindu and Liantang checkpoints",
        ({"s": "luohu-port", "p": "locatedIn", "o": "luohu-district"},),
        ({"s": "luohu-district", "p": "locatedIn", "o": "luohu-district"},),
    ),
    Case(
        "a rank, and what it is a rank of",
        HETAO,
        "whose shipment was ranked second globally",
        (
            {"s": "hithium-energy-storage-technology", "p": "ranking", "value": "2",
             "rankScope": "globally"},
        ),
    ),
    Case(
        "a denial in time: no longer",
        PLAN,
        "Hong Kong capital is no longer flowing into Qianhai in the form of scattered",
        (
            {"s": "hong-kong", "p": "investsIn", "o": "qianhai", "by": "wang-da",
             "shown": "ended"},
        ),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def known() -> curation.Curation:
    return curation.read(ROOT)


def seen(claim: Claim, known: curation.Curation) -> Fields:
    """The fields of a claim under the short names of the cases."""
    fields: Fields = {
        "s": claim.subject, "p": claim.property, "o": claim.object, "by": claim.attributed_to,
        "modality": claim.modality, "basis": claim.date_basis, "of": None, "origin": None,
        "restates": None, "shown": claim.kind(known.documents[claim.document].issued),
        "kind": claim.statement.kind if claim.statement else None,
        "cited": claim.cited.outlet if claim.cited else None,
    }  # fmt: skip
    for name in ("valid_from", "valid_to", "as_of"):
        period = getattr(claim.validity, name)
        fields[name] = str(period) if period else None
    fields |= {each.key: ",".join(each.values) for each in claim.qualifiers}
    if isinstance(claim.value, Quantity):
        low, high = claim.value.value, claim.value.value_max
        fields["value"] = None if low is None else plain(low)
        fields["value_max"] = None if high is None else plain(high)
        fields["unit"], fields["quantifier"] = claim.value.unit, claim.value.quantifier
    elif claim.value is not None:
        fields["value"] = str(claim.value)
    return fields


def matching(wanted: Fields, case: Case, known: curation.Curation) -> Iterator[Claim]:
    """Claims of the case's document that have all the wanted fields."""
    plain_fields = {k: v for k, v in wanted.items() if k != "speaker_quoted"}
    for claim in known.claims:
        fields = seen(claim, known)
        if claim.document == case.document and all(
            fields.get(key) == value for key, value in plain_fields.items()
        ):
            quoted = str(wanted.get("speaker_quoted", ""))
            if any(quoted in quote.text for quote in claim.evidence):
                yield claim


def test_there_are_at_least_twenty_five() -> None:
    assert len(CASES) >= 25
    assert len({case.trap for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.trap)
def test_the_sentence_keeps_its_meaning(case: Case, known: curation.Curation) -> None:
    text = known.documents[case.document].text.replace("\xa0", " ")
    assert case.words in text
    missing = [wanted for wanted in case.claims if not any(matching(wanted, case, known))]
    assert missing == []


@pytest.mark.parametrize("case", [c for c in CASES if c.absent], ids=lambda case: case.trap)
def test_nothing_more_is_claimed(case: Case, known: curation.Curation) -> None:
    invented = [wanted for wanted in case.absent if any(matching(wanted, case, known))]
    assert invented == []
