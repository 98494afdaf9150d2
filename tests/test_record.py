"""YAML is read strictly: nothing is guessed, nothing is dropped."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.curate.record import Record, closest, read
from kg.model.problem import Problem, Problems


def _read(tmp_path: Path, text: str) -> tuple[Record, Problems]:
    problems = Problems()
    (tmp_path / "file.yaml").write_bytes(text.encode("utf-8"))
    record = read(tmp_path / "file.yaml", "data/file.yaml", problems)
    assert record is not None
    return record, problems


def _unreadable(tmp_path: Path, content: bytes) -> Problem:
    problems = Problems()
    (tmp_path / "file.yaml").write_bytes(content)
    assert read(tmp_path / "file.yaml", "data/file.yaml", problems) is None
    (problem,) = problems
    assert problem.file == "data/file.yaml"
    return problem


@pytest.mark.parametrize("word", ["2027", "no", "12:30", "1_000", "0o17", "1e3", "2025-12-22"])
def test_a_word_stays_as_it_is_written(tmp_path: Path, word: str) -> None:
    record, problems = _read(tmp_path, f"field: {word}\n")
    assert record.word("field") == word
    assert not len(problems)


@pytest.mark.parametrize(
    "word",
    ["no", "Yes", "on", "OFF", "true", "2027", "1_000", "0x1F", "1.5", "1e+3", ".inf", "12:30",
     "2025-12-22", "010"],
)  # fmt: skip
def test_a_text_that_others_would_take_for_more_must_be_quoted(tmp_path: Path, word: str) -> None:
    record, problems = _read(tmp_path, f"plain: {word}\nquoted: '{word}'\nblock: |-\n  {word}\n")
    assert record.text("quoted") == record.text("block") == word
    assert not len(problems)
    record.text("plain")
    (problem,) = problems
    assert (problem.line, problem.field) == (1, "plain")
    assert f"unquoted {word} is a" in problem.message
    assert problem.remedy == f'Write "{word}".'


@pytest.mark.parametrize("value", ["", "~", "null", '""'])
def test_an_empty_field_is_a_problem(tmp_path: Path, value: str) -> None:
    record, problems = _read(tmp_path, f"field: {value}\n")
    assert record.word("field") is None
    assert [problem.message for problem in problems] == ["the field is empty"]


def test_a_quoted_null_is_a_word(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "field: 'null'\n")
    assert record.word("field") == "null"
    assert not len(problems)


def test_a_required_field_is_missed(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "other: a\n")
    assert record.text("field", required=True) is None
    assert record.words("fields", required=True) == ()
    assert [(p.field, p.message) for p in problems] == [
        ("field", "the field is missing"), ("fields", "the field is missing"),
    ]  # fmt: skip


def test_unknown_fields_are_told_with_their_line_and_the_nearest_known(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "title: a\ntitel: b\n")
    record.text("title")
    record.finish()
    (problem,) = problems
    assert str(problem) == "data/file.yaml:2: titel: unknown field. Did you mean title?"


def test_a_key_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "one: a\ntwo: b\none: c\n")
    assert record.word("one") == "a"
    (problem,) = problems
    assert (problem.line, problem.field) == (3, "one")
    assert "first on line 1" in problem.message


def test_a_key_that_stands_twice_below_is_told(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "top:\n  one: a\n  'one': c\nlist:\n  - {x: 1, x: 2}\n")
    record.mapping("top")
    record.records("list")
    assert [(p.line, p.field) for p in problems] == [(3, "top.one"), (5, "list[1].x")]


@pytest.mark.parametrize(
    "text",
    ["a: !!str b\n", "a: !!int 3\n", "a: !ours b\n", "a: !!python/name:os.system\n",
     "a: {b: !!str c}\n", "a: [!!str c]\n", "a: !!map {b: c}\n", "a: !!seq [b]\n", "!!str a: b\n",
     "!!map {a: b}\n"],
)  # fmt: skip
def test_a_tag_is_refused(tmp_path: Path, text: str) -> None:
    assert "tag" in _all_read(tmp_path, text)


@pytest.mark.parametrize("text", ["a: &x b\n", "a: &x {b: c}\n", "a: &x [b]\n", "&x a: b\n"])
def test_an_anchor_is_refused(tmp_path: Path, text: str) -> None:
    assert "anchor" in _all_read(tmp_path, text)


@pytest.mark.parametrize("text", ["a: &x b\nc: *x\n", "a: [&x b, *x]\n", "a: &x {b: c}\nd: *x\n"])
def test_an_alias_is_refused(tmp_path: Path, text: str) -> None:
    assert "alias" in _all_read(tmp_path, text)


@pytest.mark.parametrize("text", ["<<: {b: c}\n", "a: {<<: {b: c}, d: e}\n"])
def test_a_merge_key_is_refused(tmp_path: Path, text: str) -> None:
    assert "merge key" in _all_read(tmp_path, text)


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "a: {? {b: c} : d}\n"])
def test_a_key_that_is_no_text_is_refused(tmp_path: Path, text: str) -> None:
    assert "a key that is not a text" in _all_read(tmp_path, text)


def _all_read(tmp_path: Path, text: str) -> str:
    """Every message, after each field has been read in the form that it has."""
    record, problems = _read(tmp_path, text)
    for name, node in record.fields.items():
        if isinstance(node, yaml.MappingNode):
            below = record.mapping(name)
            assert below is not None
            for field in below.fields:
                below.word(field)
        else:
            record.words(name)
    return "; ".join(problem.message for problem in problems)


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"a: b\nc: [d\n", 3), (b"a: b: c\n", 1), (b"a: 'b\n", 2), (b"a: b\n---\nc: d\n", 2),
     (b"a: b\n\tc: d\n", 2)],
)  # fmt: skip
def test_what_is_not_yaml_is_told_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    problem = _unreadable(tmp_path, content)
    assert problem.message.startswith("not YAML: ")
    assert problem.line == line


def test_a_control_character_is_refused(tmp_path: Path) -> None:
    assert _unreadable(tmp_path, b"a: b\x07\n").message.startswith("not YAML")


def test_bytes_that_are_not_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    problem = _unreadable(tmp_path, b"a: b\nc: \xff\n")
    assert (problem.line, problem.message) == (2, "not UTF-8 (byte 8)")


def test_utf16_is_not_taken_for_yaml(tmp_path: Path) -> None:
    assert "not UTF-8" in _unreadable(tmp_path, "a: b\n".encode("utf-16")).message


@pytest.mark.parametrize("content", [b"- a\n", b"just words\n", b"''\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: bytes) -> None:
    assert _unreadable(tmp_path, content).message == "not a mapping"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    problems = Problems()
    assert read(tmp_path / "none.yaml", "data/none.yaml", problems) is None
    assert [str(problem).split(".yaml")[0] for problem in problems] == ["data/none"]


def test_a_deeply_nested_file_is_refused_and_ends_nothing(tmp_path: Path) -> None:
    assert "not YAML" in _unreadable(tmp_path, b"a: " + b"[" * 5_000).message


def test_a_file_of_comments_is_an_empty_mapping(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "# nothing yet\n")
    assert record.fields == {}
    assert not len(problems)


def test_values_of_a_wrong_shape_are_told(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "a: [x]\nb: {c: d}\ne: word\nf: [x, {y: z}, [q]]\ng: []\n")
    record.word("a")
    record.word("b")
    record.records("e")
    record.mapping("e")
    record.words("f")
    record.items("g")
    assert [(p.line, p.message) for p in problems] == [
        (1, "a list where one value is wanted"),
        (2, "a mapping where one value is wanted"),
        (3, "not a list"),
        (3, "not a mapping"),
        (4, "a list where one value is wanted"),
        (4, "a mapping where words are wanted"),
        (5, "the list is empty"),
    ]


def test_dates_numbers_and_choices_are_judged(tmp_path: Path) -> None:
    record, problems = _read(
        tmp_path, "day: 2025-02-30\nsum: 1,5\ncount: -1\nword: blak\nflag: yes\n"
    )
    record.period("day")
    record.number("sum")
    record.integer("count")
    record.choice("word", ("black", "white"))
    record.flag("flag", False)
    assert [(p.line, p.field) for p in problems] == [
        (1, "day"), (2, "sum"), (3, "count"), (4, "word"), (5, "flag"),
    ]  # fmt: skip
    assert "Did you mean black?" in str(tuple(problems)[3])


def test_sound_dates_numbers_and_lists_are_read(tmp_path: Path) -> None:
    record, problems = _read(tmp_path, "day: 2025\nsum: 1.50\ncount: 12\none: a\nmany: [a, b]\n")
    day = record.period("day")
    assert day is not None
    assert day.text == "2025"
    assert record.number("sum") == Decimal("1.5")
    assert record.integer("count") == 12
    assert record.words("one") == ("a",)
    assert record.words("many") == ("a", "b")
    assert not len(problems)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_quoted_text_is_read_as_it_stands(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if text.strip() != text or any(mark in text for mark in "\u2028\u2029\u0085\ufeff\ufffe\uffff"):
        return  # YAML folds these
    record, problems = _read(tmp_path_factory.mktemp("yaml"), f"field: {quoted}\n")
    assert record.text("field") == text
    assert not len(problems)


def test_closest_names_near_words_or_all_of_a_few() -> None:
    assert closest("prot", ["port", "pier"]) == "Did you mean port?"
    assert closest("x", ["port", "pier"]) == "Known: pier, port."
    assert closest("x", [f"word{n}" for n in range(30)]).startswith("There are 30 known ones")


def test_problems_come_sorted_and_once() -> None:
    problems = Problems()
    for line in (2, 1, 2):
        problems.add("f", line, "x", "wrong.", "Mend it.")
    assert [str(problem) for problem in problems] == [
        "f:1: x: wrong. Mend it.", "f:2: x: wrong. Mend it.",
    ]  # fmt: skip
