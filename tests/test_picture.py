"""The picture of a neighbourhood: sound XML, safe words, the same bytes every time."""

import json
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from kg.answers.entity import Cards, Entities
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.neighbourhood import Neighbourhood, neighbourhood
from kg.model.claim import Kind
from kg.model.ontology import Ontology
from kg.write.outlines import outline
from kg.write.picture import HEIGHT, MOST, WIDTH, Looks, neighbourhood_svg
from tests.conftest import ROOT

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script> & \"><img src=x onerror='alert(2)'>"


@pytest.fixture(scope="module")
def looks() -> Looks:
    return Looks.read(ROOT / "web")


def around(knowledge: Knowledge, slug: str, size: int = MOST) -> Neighbourhood:
    return neighbourhood(knowledge, slug, ClaimFilter(), start=0, size=size)


def texts(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())


def test_every_entity_has_a_picture_that_is_sound_xml(knowledge: Knowledge, looks: Looks) -> None:
    for slug, card in Entities(knowledge).all().items():
        svg = neighbourhood_svg(around(knowledge, slug), knowledge, looks, link="/entities/")
        root = ElementTree.fromstring(svg)
        assert root.tag == f"{SVG}svg"
        assert root[0].text == f"Neighbourhood of {card.label}"


def test_the_same_neighbourhood_gives_the_same_bytes(knowledge: Knowledge, looks: Looks) -> None:
    first, second = (
        neighbourhood_svg(around(knowledge, "east-port"), knowledge, looks, link="/") for _ in "ab"
    )
    assert first.encode() == second.encode()


def test_focus_and_neighbours_are_drawn_once_each(knowledge: Knowledge, looks: Looks) -> None:
    found = around(knowledge, "east-port")
    svg = neighbourhood_svg(found, knowledge, looks, link="/entities/")
    links = [each.get("href") for each in ElementTree.fromstring(svg).iter(f"{SVG}a")]
    assert len(links) == len(set(links))
    assert set(links) == {f"/entities/{slug}" for slug in found.cards}
    for card in found.cards.values():
        assert f"{card.label} ({card.type})" in texts(svg)


def test_without_an_address_there_are_no_links(knowledge: Knowledge, looks: Looks) -> None:
    svg = neighbourhood_svg(around(knowledge, "east-port"), knowledge, looks)
    assert not list(ElementTree.fromstring(svg).iter(f"{SVG}a"))


def test_labels_and_addresses_are_escaped(knowledge: Knowledge, looks: Looks) -> None:
    found = around(knowledge, "east-port")
    cards = Cards((slug, replace(card, label=HOSTILE)) for slug, card in found.cards.items())
    hostile = replace(found, cards=cards)
    svg = neighbourhood_svg(hostile, knowledge, looks, link='/"><script>/')
    tags = {each.tag.removeprefix(SVG) for each in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "rect", "defs", "marker", "path", "text", "a", "g"}
    assert "<script>" not in svg
    assert "<img" not in svg
    assert HOSTILE in texts(svg)


def test_every_line_and_node_lies_within_the_picture(knowledge: Knowledge, looks: Looks) -> None:
    svg = neighbourhood_svg(around(knowledge, "east-port"), knowledge, looks)
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "-1")) <= WIDTH
        assert 0 <= float(text.get("y", "-1")) <= HEIGHT


def test_what_is_not_drawn_is_counted(knowledge: Knowledge, looks: Looks) -> None:
    found = around(knowledge, "east-port", size=2)
    assert f"+{found.total - 2} more" in texts(neighbourhood_svg(found, knowledge, looks))


def test_the_legend_explains_every_kind_that_is_drawn(knowledge: Knowledge, looks: Looks) -> None:
    found = around(knowledge, "east-port")
    words = texts(neighbourhood_svg(found, knowledge, looks))
    for kind in {edge.kinds[0] for edge in found.edges}:
        assert knowledge.ontology.concepts["kinds"][kind].label in words


def test_nothing_in_the_picture_needs_inline_style_or_script(
    knowledge: Knowledge, looks: Looks
) -> None:
    svg = neighbourhood_svg(around(knowledge, "east-port"), knowledge, looks, link="/entities/")
    for each in ElementTree.fromstring(svg).iter():
        assert "style" not in each.attrib
        assert not [name for name in each.attrib if name.startswith("on")]


def test_an_entity_without_neighbours_is_drawn_alone(knowledge: Knowledge, looks: Looks) -> None:
    svg = neighbourhood_svg(around(knowledge, "shipping"), knowledge, looks)
    assert "shipping (Topic)" in texts(svg)


def test_every_kind_and_every_class_has_a_look(
    knowledge: Knowledge, looks: Looks, terms: Ontology
) -> None:
    assert set(Kind) <= looks.kinds.keys()
    card = Entities(knowledge).card("east-port")
    for name in terms.classes:
        if "Entity" in terms.with_ancestors([name]):
            look = looks.of_type(replace(card, type=name, types=terms.with_ancestors([name])))
            assert look.keys() >= {"shape", "colour"}


def test_every_shape_is_drawn(looks: Looks) -> None:
    content = json.loads((ROOT / "web/looks.json").read_text())
    shapes = {look["shape"] for look in content["types"].values()}
    drawn = {outline(shape, 10, 10, 5) for shape in shapes}
    assert len(drawn) == len(shapes) > 5
    assert all(path.startswith("M") and path.endswith("z") for path in drawn)


def test_no_words_of_an_edge_stand_on_other_words(knowledge: Knowledge, looks: Looks) -> None:
    for slug in Entities(knowledge).all():
        svg = neighbourhood_svg(around(knowledge, slug), knowledge, looks)
        pills = [
            (float(r.get("x", "")), float(r.get("y", "")), float(r.get("width", "")))
            for r in ElementTree.fromstring(svg).iter(f"{SVG}rect") if r.get("rx") == "7"
        ]  # fmt: skip
        for a, b in combinations(pills, 2):
            apart = a[0] + a[2] <= b[0] or b[0] + b[2] <= a[0] or abs(a[1] - b[1]) >= 15
            assert apart, slug


def test_only_a_picture_without_links_is_an_image(knowledge: Knowledge, looks: Looks) -> None:
    found = around(knowledge, "east-port")
    assert 'role="img"' in neighbourhood_svg(found, knowledge, looks)
    assert 'role="group"' in neighbourhood_svg(found, knowledge, looks, link="/entities/")
