"""Argument: a sentence of ours says who, what, how firmly and according to whom."""

from collections.abc import Mapping

import pytest

from kg.answers.argument import Argument, finite, infinitive
from kg.answers.argument_zh import SIMPLIFIED, TRADITIONAL, ChineseArgument
from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording
from kg.model.ontology import Ontology


@pytest.fixture(scope="module")
def told(knowledge: Knowledge) -> Mapping[str, SeenClaim]:
    """Every claim between entities, by its English sentence."""
    cards = Entities(knowledge).all()
    argument = Argument(Wording(knowledge.ontology, cards))
    seen = [each for each in Claims(knowledge).all() if each.claim.object in cards]
    return {argument.sentence(each): each for each in seen}


@pytest.mark.parametrize(
    "sentence",
    [
        "East Port is located in Harbour City.",
        "East Port is planned to be funded by Harbour City Government "
        "(jointly with: Island Government).",
        "It is denied that Harbour Office operates Old Ferry.",
        "Formerly: Old Ferry is located in Harbour City (until 2021).",
        "According to Harbour Office, East Port serves Island Market.",
        "[a foreign company] is proposed to build Island Bridge.",
    ],
)
def test_a_claim_is_told_so(sentence: str, told: Mapping[str, SeenClaim]) -> None:
    assert sentence in told, "\n".join(told)


def test_every_property_between_entities_has_its_verb(terms: Ontology) -> None:
    """A new property whose label is read otherwise fails here, and is to be looked at."""
    stems = {
        infinitive(term.label)
        for name, term in terms.properties.items()
        if term.is_relation and not term.leads_to_state
    }
    assert stems == {
        "administer", "align with", "apply to", "appoint", "approve", "be a member of",
        "be a party to", "be a post in", "be adjacent to", "be based in", "be from",
        "be funded by", "be held in", "be located in", "be near", "be part of",
        "be possibly the same as", "build", "comment on", "concern", "connect", "cooperate with",
        "establish", "focus on", "have participant", "hold post", "host", "implement", "invest in",
        "issue", "meet", "open", "operate", "oppose", "own", "prioritise", "produce", "propose",
        "provide", "serve", "settle in", "succeed", "support", "upgrade", "use", "visit",
        "work for",
    }  # fmt: skip
    assert finite("located in") == "is located in"
    assert finite("operates") == "operates"


def test_chinese_names_what_english_names_and_marks_the_kind(
    knowledge: Knowledge, told: Mapping[str, SeenClaim]
) -> None:
    cards = Entities(knowledge).all()
    for templates in (TRADITIONAL, SIMPLIFIED):
        argument = ChineseArgument(knowledge.ontology, cards, templates)
        for seen in told.values():
            sentence = argument.sentence(seen)
            assert "{" not in sentence
            assert "…" not in sentence.replace("。", "")
            for slug in (seen.claim.subject, seen.claim.object, seen.claim.attributed_to):
                assert slug is None or argument.label(slug) in sentence
            assert (
                seen.claim.statement
                or templates.kinds[seen.kind] in sentence
                or (seen.kind == "opinion" and seen.claim.attributed_to)
            )


def test_a_label_with_a_gap_takes_the_object_into_it(
    knowledge: Knowledge, told: Mapping[str, SeenClaim]
) -> None:
    argument = ChineseArgument(knowledge.ontology, Entities(knowledge).all(), TRADITIONAL)
    seen = next(each for each in told.values() if each.claim.property == "fundedBy")
    who = argument.label(str(seen.claim.object))
    assert f"由{who}出資" in argument.sentence(seen)
