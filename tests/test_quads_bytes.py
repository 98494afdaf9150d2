"""The bytes of the graph are canonical: the same of each build, as the engine reads them."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.publish import nquads
from kg.publish.quads import quads
from kg.vocab import Names
from tests.conftest import ROOT, World

ONTOLOGY = ROOT / "ontology"


def test_two_builds_are_the_same_bytes(world: World, release_folder: Path) -> None:
    built = (release_folder / "graph.nq").read_bytes()
    again = nquads.canonical(quads(world.read(), Names(), ONTOLOGY))
    assert again.encode() == built
    assert release_folder.name == hashlib.sha256(built).hexdigest()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_bytes_do_not_depend_on_the_order_of_sets(
    shared_world: World, release_folder: Path, seed: str
) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from kg.curate import curation;"
        "from kg.publish import nquads; from kg.publish.quads import quads;"
        "from kg.vocab import Names; root = Path(sys.argv[1]);"
        "text = nquads.canonical(quads(curation.read(root), Names(), root / 'ontology'));"
        "sys.stdout.write(hashlib.sha256(text.encode()).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(shared_world.root)],
        env={"PYTHONHASHSEED": seed, "LC_ALL": "C"},
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout == release_folder.name


def test_the_order_of_entities_in_the_file_makes_no_difference(
    world: World, release_folder: Path
) -> None:
    head, *blocks = world.text("data/entities.yaml").rstrip("\n").split("\n\n")
    comment, first = head.split("\n", 1)
    turned = "\n\n".join([*reversed(blocks), first])
    world.write("data/entities.yaml", f"{comment}\n{turned}\n")
    again = nquads.canonical(quads(world.read(), Names(), ONTOLOGY))
    assert again.encode() == (release_folder / "graph.nq").read_bytes()


def _canonical(dataset: ox.Dataset) -> list[str]:
    """The lines of the dataset as the engine writes them, blank nodes named canonically."""
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    content = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    assert content is not None
    return sorted(content.decode().splitlines(keepends=True))


def test_canonical_quads_are_what_the_engine_makes_of_them(release_folder: Path) -> None:
    text = (release_folder / "graph.nq").read_text(encoding="utf-8")
    parsed = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert "".join(_canonical(parsed)) == text


def test_the_loaded_store_has_the_published_quads(release_folder: Path) -> None:
    text = (release_folder / "graph.nq").read_text(encoding="utf-8")
    store = ox.Store.read_only(str(release_folder / "oxigraph"))
    assert set(_canonical(ox.Dataset(store))) ^ set(text.splitlines(keepends=True)) == set()


def test_the_lines_are_sorted_and_each_stands_once(release_folder: Path) -> None:
    lines = (release_folder / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    assert lines == sorted(set(lines))


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_literal_is_escaped_as_the_engine_reads_it(text: str) -> None:
    one = URIRef("http://e/s")
    line = nquads.line((one, one, Literal(text), one))
    assert line.count("\n") == 1
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


def test_language_tags_are_lower_case_and_plain_texts_have_no_datatype() -> None:
    one = URIRef("http://e/s")
    text = URIRef("http://www.w3.org/2001/XMLSchema#string")
    assert '"a"@zh-hant ' in nquads.line((one, one, Literal("a", lang="zh-Hant"), one))
    assert '"a" <' in nquads.line((one, one, Literal("a", datatype=text), one))
