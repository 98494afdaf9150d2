"""Entities: types, labels and possible identities."""

import pytest

from kg.curate.curation import Curation
from kg.curate.entities import read_entities
from kg.model.entity import LabelKind
from kg.model.ontology import Ontology
from kg.model.problem import Problems
from tests.conftest import World

FILE = "data/entities.yaml"


def test_an_entity_has_its_types_labels_and_documents(curated: Curation) -> None:
    port = curated.entities["east-port"]
    assert port.types == ("Port", "Project")
    assert [(label.text, label.kind) for label in port.labels] == [
        ("East Port", LabelKind.PREFERRED),
        ("port at East Bay", LabelKind.ALIAS),
        ("東港", LabelKind.ALIAS),
    ]
    assert port.documents == ("harbour-notice", "harbour-weekly-12", "island-post-3")
    assert [same.entity for same in port.possibly_same_as] == ["blue-lantern"]


def test_a_type_brings_its_broader_classes(terms: Ontology) -> None:
    assert {"Port", "Facility", "Place", "Entity"} <= set(terms.with_ancestors(["Port"]))
    assert terms.is_a(["Port", "Project"], "Place")
    assert not terms.is_a(["Person"], "Place")


def test_a_label_stands_in_its_document_with_spaces_levelled(curated: Curation) -> None:
    assert "Island Market" not in curated.documents["island-post-3"].text
    assert curated.entities["island-market"].labels[0].documents == (
        "harbour-weekly-12", "island-post-3",
    )  # fmt: skip


def test_a_post_may_have_a_label_of_our_wording(curated: Curation) -> None:
    post = curated.entities["director-of-harbour-office"]
    assert [label.kind for label in post.labels] == [LabelKind.PREFERRED, LabelKind.OURS]


def test_an_unnamed_thing_has_a_label_in_brackets(curated: Curation) -> None:
    company = curated.entities["foreign-company"]
    assert (company.named, company.label) == (False, "[a foreign company]")
    assert company.documents == ("island-post-3",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    Old Ferry: [", "    New Ferry: [", "the label does not stand in harbour"),
        ("    Hill Town: [harbour-weekly-12]", "    Hill Town: [weekly]", "unknown document"),
        ("    Hill Town: [", '    "[Hill Town]": [', "square brackets are for unnamed things"),
        ('"[a foreign company]"', '"a foreign company"', "square brackets are for unnamed things"),
        ("  labels:\n    Hill Town: [harbour-weekly-12]\n", "", "no label"),
        ("  type: MediaOutlet\n", "", "the field is missing"),
        ("entity: blue-lantern, reason", "entity: blue-lamp, reason", "is not another entity"),
        ("entity: blue-lantern, reason", "entity: east-port, reason", "is not another entity"),
    ],
)  # fmt: skip
def test_an_unsound_entity_is_refused(
    world: World, curated: Curation, terms: Ontology, old: str, new: str, message: str
) -> None:
    world.replace(FILE, old, new)
    problems = Problems()
    read_entities(world.root, terms, curated.documents, problems)
    assert any(p.file == FILE and message in p.message for p in problems)


def test_a_label_that_stands_only_in_noise_is_refused(world: World) -> None:
    world.append(FILE, "\nsoup:\n  type: Topic\n  labels: {harbour soup: [harbour-weekly-12]}\n")
    assert world.problem().message == "the label does not stand in harbour-weekly-12"


def test_two_entities_may_share_a_label_where_both_have_a_note(world: World) -> None:
    world.replace(FILE, "    Hill Town: [harbour-weekly-12]\n",
                  "    Hill Town: [harbour-weekly-12]\n  note: The town.\n")  # fmt: skip
    world.append(
        FILE,
        "\nhill-station:\n  type: Facility\n  labels: {hill TOWN: [harbour-weekly-12]}\n"
        "  note: The station.\n",
    )
    assert world.problem().message == "the label does not stand in harbour-weekly-12"
    world.replace(FILE, "hill TOWN", "Hill Town")
    assert "hill-station" in world.read().entities


def test_unnamed_things_of_different_documents_may_share_a_label(world: World) -> None:
    world.append(
        FILE,
        "\nforeign-company-weekly:\n  type: Company\n  named: false\n"
        '  labels: {"[a foreign company]": [harbour-weekly-12]}\n',
    )
    assert "foreign-company-weekly" in world.read().entities
