"""The fitting of weights."""

import os
import subprocess
import sys
from pathlib import Path

from bench.regression import choosing, logistic
from kg.extract.weights import BIAS, FIGURES, LINKS
from tests.conftest import ROOT

CASES = [({"heavy": 1.0}, True), ({"light": 1.0}, False)] * 40


def test_a_feature_of_what_is_noted_weighs_more_than_one_of_what_is_not() -> None:
    found = logistic(CASES)
    assert found.likely({"heavy": 1.0}) > 0.8
    assert found.likely({"light": 1.0}) < 0.2
    assert logistic(CASES) == found


def test_a_rare_feature_has_no_weight() -> None:
    rare = [({"seldom": 1.0}, True)] * 29
    assert set(logistic([*CASES, *rare]).of) == {BIAS, "heavy", "light"}


def test_of_several_the_noted_one_is_likelier() -> None:
    rows = [{"heavy": 1.0}, {"light": 1.0}, {"light": 1.0}]
    found = choosing([(rows, [True, False, False])] * 40)
    assert found.odds(rows[0]) > found.odds(rows[1])


def test_without_annotated_news_nothing_is_written_and_where_they_are_looked_for_is_told(
    tmp_path: Path,
) -> None:
    before = [file.read_bytes() for file in (LINKS, FIGURES)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.fit", "--write"],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "KG_SHARED": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert f"{tmp_path}/devset (KG_SHARED)" in done.stdout
    assert [file.read_bytes() for file in (LINKS, FIGURES)] == before
