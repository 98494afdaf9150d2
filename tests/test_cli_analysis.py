"""`kg analyse`: bars for people, files for machines, and an end at Ctrl-C."""

import csv
import hashlib
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.answers.analysis_measures import Measure
from kg.model.ontology import Ontology
from kg.publish import release
from kg.publish.release import Release
from kg.vocab import Names
from tests.api_client import PATIENCE_SECONDS
from tests.command import Kg
from tests.conftest import ROOT
from tests.rings import ring

pytestmark = pytest.mark.slow

PAIR = ("east-port", "harbour-office")


@pytest.fixture(scope="module")
def large_store(terms: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published graph in which shortest paths are counted for many seconds."""
    store = tmp_path_factory.mktemp("large") / "store"
    text = ring(terms, 2000)
    version = hashlib.sha256(text.encode()).hexdigest()
    release.publish(text, Release(version, Names().base, 1, 2000, 4000, 0, 0), store)
    return store


def ends(measure: Measure) -> tuple[str, ...]:
    return PAIR if measure is Measure.COMMON_NEIGHBOURS else ()


@pytest.mark.parametrize("measure", Measure)
def test_bars_stand_beside_what_they_mean_and_what_they_rest_on(measure: Measure, kg: Kg) -> None:
    told = kg("analyse", measure, *ends(measure))
    assert "█" in told
    assert "In these 3 documents: " in told
    assert "Filter: none." in told
    assert "“" in told
    assert kg.error == ""


@pytest.mark.parametrize("measure", Measure)
def test_the_picture_says_in_how_many_documents(measure: Measure, kg: Kg) -> None:
    picture = ElementTree.fromstring(kg("analyse", measure, *ends(measure), "--format", "svg"))
    assert "in 3 documents" in " ".join(picture.itertext())
    nothing = kg("analyse", measure, *ends(measure), "--known-on", "1990-01-01", "--format", "svg")
    assert "in 0 documents" in " ".join(ElementTree.fromstring(nothing).itertext())


def test_csv_has_all_entries_and_json_a_page(kg: Kg) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("analyse", "degree", "--format", "csv"))))
    page = kg.data("analyse", "degree", "--limit", "2", "--format", "json")
    assert len(rows) == page["total"] > 2
    assert [row["entity"] for row in rows[:2]] == [each["entity"]["id"] for each in page["items"]]
    following = ("--cursor", page["next"], "--format", "json")
    after = kg.data("analyse", "degree", "--limit", "2", *following)
    assert after["items"][0]["entity"]["id"] == rows[2]["entity"]


def test_a_filter_and_entities_are_flags(kg: Kg) -> None:
    flags = ("--kind", "fact", "--entity", "east-harbour", "--format", "json")
    found = kg.data("analyse", "degree", *flags)
    assert [each["entity"]["id"] for each in found["items"]] == ["east-port"]
    assert found["basis"]["filter"] == "kind=fact"
    assert "is now 'east-port'" in kg.error


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("analyse", "nonsense"), 2),
        (("analyse", "degree", "east-port"), 5),
        (("analyse", "common-neighbours"), 5),
        (("analyse", "common-neighbours", "east-port", "nobody"), 3),
        (("analyse", "degree", "--kind", "nonsense"), 5),
    ],
)
def test_a_wrong_question_is_refused(arguments: tuple[str, ...], code: int, kg: Kg) -> None:
    kg(*arguments, code=code)
    assert kg.error


def test_every_process_gives_the_same_answer(store_folder: Path) -> None:
    """Sets of texts come in another order in each; communities once did, too."""
    for measure in ("communities", "articulation-points"):
        command = [sys.executable, "-m", "kg", "analyse", measure, "--format", "json"]
        environment = {**os.environ, "KG_STORE": str(store_folder)}
        printed = {
            subprocess.run(
                command, cwd=ROOT, capture_output=True, check=True,
                env={**environment, "PYTHONHASHSEED": str(seed)},
            ).stdout
            for seed in (1, 2)
        }  # fmt: skip
        assert len(printed) == 1, measure


def test_a_terminal_sees_how_far_it_is_and_an_interrupt_ends_it(large_store: Path) -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        # a shell starts what runs in the background deaf to SIGINT, and these tests may be such
        ["env", "--default-signal=INT", sys.executable, "-m", "kg", "analyse", "betweenness"],
        cwd=ROOT,
        stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "KG_STORE": str(large_store)},
    )  # fmt: skip
    os.close(theirs)
    said = b""
    try:
        while b" of 1,000" not in said:
            said += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=PATIENCE_SECONDS)
        said += os.read(ours, 10_000)
    finally:
        process.kill()
        os.close(ours)
    assert printed == b""
    assert said.endswith(b"cancelled; nothing was changed.\r\n")
    assert process.returncode == 130
