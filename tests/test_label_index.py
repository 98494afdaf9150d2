"""The index of labels: beside the store, shared, made again when it is lost or no longer true."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers import keys, labels
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.search import Search
from kg.config import Settings
from kg.store import tantivy_labels
from kg.store.label_rows import Rows, pack
from kg.store.labels import ANY, Asked, Choice, LabelEntry, LabelRow
from kg.store.tantivy_labels import Damaged, TantivyLabels

WORDS = st.text("abcdefgh", min_size=1, max_size=6)


def entry(name: str, *marks: str) -> LabelEntry:
    return LabelEntry(
        LabelRow(name, "en", "alias", (f"w{name}",), name), [*name, f"={name}"], marks
    )


def asked(terms: str, limit: int = 10, sure: tuple[str, ...] = ()) -> Asked:
    return Asked(terms, sure, limit, 1_000_000)


def found(index: TantivyLabels, terms: str, choice: Choice = ANY) -> list[str]:
    return [row.text for row in index.near(asked(terms), choice)]


@pytest.fixture
def copied(store_folder: Path, tmp_path: Path) -> Knowledge:
    """A store of its own."""
    store = tmp_path / "store"
    shutil.copytree(store_folder, store, symlinks=True)
    return open_knowledge(Settings(store=str(store)))


def index_of(known: Knowledge) -> Path:
    assert known.folder is not None
    return known.folder / labels.FOLDER


def first(known: Knowledge) -> str:
    return Search(known).find("Est Port")[0].card.slug


def test_the_names_that_share_most_and_rarest_terms_come_first() -> None:
    index = tantivy_labels.build(map(entry, ("abc", "abd", "xyz", "ab")), "t")
    assert found(index, "abd")[0] == "abd"
    assert "xyz" not in found(index, "abd")
    assert [row.text for row in index.near(asked("ab", 1, ("=abc",)))] == ["abc"]


def test_marks_and_entities_choose_before_the_limit_counts() -> None:
    names = [entry(f"a{'b' * n}", f"type:{n % 2}", "any") for n in range(1, 9)]
    index = tantivy_labels.build(names, "t")
    chosen = Choice((frozenset({"type:1"}), frozenset({"any", "other"})))
    assert {len(name) % 2 for name in found(index, "ab", chosen)} == {0}
    assert found(index, "ab", Choice(entities=frozenset({"abbb"}))) == ["abbb"]
    assert found(index, "ab", Choice(entities=frozenset())) == []
    assert found(index, "ab", Choice((frozenset({"nothing"}),))) == []


@given(names=st.lists(WORDS, unique=True, max_size=30), terms=WORDS)
def test_all_that_share_a_term_are_found_and_nothing_else(names: list[str], terms: str) -> None:
    index = tantivy_labels.build(map(entry, names), "t")
    near = [row.text for row in index.near(asked(terms, 100))]
    assert sorted(near) == sorted(name for name in names if set(name) & set(terms))
    assert len(index) == len(names)


@given(
    st.lists(
        st.builds(
            LabelRow,
            entity=WORDS, lang=st.just("en"), kind=WORDS, text=st.text(),
            keys=st.lists(WORDS, min_size=1, max_size=4).map(tuple),
        )
    )
)  # fmt: skip
def test_rows_come_back_as_they_were_packed(rows: list[LabelRow]) -> None:
    kept = Rows(pack(rows))
    assert [kept[number] for number in range(len(kept))] == rows


def test_an_index_in_a_folder_answers_as_one_in_memory(tmp_path: Path) -> None:
    names = [entry(name) for name in ("abc", "abd", "xyz")]
    tantivy_labels.build(names, "t", tmp_path / "labels")
    kept = tantivy_labels.opened(tmp_path / "labels", "t")
    assert found(kept, "abd") == found(tantivy_labels.build(names, "t"), "abd")
    assert [path.name for path in tmp_path.iterdir()] == ["labels"]


def test_an_index_of_another_tag_is_not_opened(tmp_path: Path) -> None:
    tantivy_labels.build([entry("abc")], "t", tmp_path / "labels")
    with pytest.raises(Damaged):
        tantivy_labels.opened(tmp_path / "labels", "u")


def test_a_build_writes_the_index_beside_the_store(copied: Knowledge) -> None:
    first(copied)
    assert (index_of(copied) / tantivy_labels.MANIFEST).exists()


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def _another_layout(folder: Path) -> None:
    manifest = folder / tantivy_labels.MANIFEST
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(told | {"layout": "0"}))


def _flip_terms(folder: Path) -> None:
    _flip(next(folder.glob("*.term")))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "lost": shutil.rmtree,
    "without its manifest": lambda folder: (folder / tantivy_labels.MANIFEST).unlink(),
    "with a torn manifest": lambda folder: (folder / tantivy_labels.MANIFEST).write_text("{"),
    "of another layout": _another_layout,
    "with a flipped bit in its rows": lambda folder: _flip(folder / tantivy_labels.ROWS),
    "with a flipped bit in its terms": _flip_terms,
    "without its rows": lambda folder: (folder / tantivy_labels.ROWS).unlink(),
    "cut short": lambda folder: (folder / tantivy_labels.ROWS).write_bytes(b""),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_that_is_not_whole_is_written_anew(damage: str, copied: Knowledge) -> None:
    right = first(copied)
    folder = index_of(copied)
    DAMAGES[damage](folder)
    assert first(copied) == right == "east-port"
    tag = f"{keys.FORMAT} {copied.version}"
    assert len(tantivy_labels.opened(folder, tag)) > 0
    assert [path.name for path in folder.parent.glob(".labels*")] == []


def test_where_the_index_cannot_be_written_it_is_made_in_memory(copied: Knowledge) -> None:
    folder = index_of(copied)
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("a file where the folder is due")
    assert first(copied) == "east-port"


def test_data_that_were_changed_leave_the_index_of_the_release_alone(copied: Knowledge) -> None:
    first(copied)
    before = (index_of(copied) / tantivy_labels.MANIFEST).read_bytes()
    changed = replace(copied, release=replace(copied.release, version="changed"))
    assert first(changed) == "east-port"
    assert (index_of(copied) / tantivy_labels.MANIFEST).read_bytes() == before


def test_threads_that_find_it_lost_at_once_all_answer(copied: Knowledge) -> None:
    shutil.rmtree(index_of(copied), ignore_errors=True)
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: first(copied), range(8))) == {"east-port"}
    assert first(copied) == "east-port"


@pytest.mark.slow
def test_other_processes_open_the_same_index(copied: Knowledge) -> None:
    assert first(copied) == "east-port"
    manifest = index_of(copied) / tantivy_labels.MANIFEST
    before = manifest.stat().st_mtime_ns
    assert copied.folder is not None
    store = copied.folder.parent.parent
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "kg", "search", "Est Port", "--format", "json"],
            env={"KG_STORE": str(store), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    for process in running:
        said, _ = process.communicate(timeout=60)
        assert json.loads(said)["items"][0]["entity"]["id"] == "east-port"
    assert manifest.stat().st_mtime_ns == before
