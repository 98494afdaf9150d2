"""Files are changed in place: what is meant changes, everything else keeps its bytes."""

from collections.abc import Mapping

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.curate import yaml_edit as edit
from kg.curate.record import read_text
from kg.curate.yaml_nodes import indirections
from kg.curate.yaml_places import NotEditable, content
from kg.curate.yaml_write import Given, block, fields, item
from kg.model.problem import Problems

FILE = """# The head of the file.
# It says what this is.

alpha:   # beside
  type: Port
  labels:
    Alpha Port: [one, two]

# why there is a gamma
gamma:
  type: [Zone, Project]
  labels: {"Gamma: the zone": one}
"""
LISTS = """# head
claims:
  # about the first
  - s: a
    p: b   # beside
    quote: "x # y"

  - {s: c, p: d, quote: 'z'}

# about statements
statements: []
offices: [{person: p, post: q}]
"""
# what a YAML text may hold: no control characters but tab and breaks, no half of a pair
TEXTS = st.text(max_size=30)
VALUES: st.SearchStrategy[Given] = st.one_of(
    TEXTS, st.lists(TEXTS, min_size=1, max_size=3), st.dictionaries(TEXTS, TEXTS, min_size=1)
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_whatever_is_written_is_read_back(entry: dict[str, Given]) -> None:
    text = block("key", entry) + "list:\n" + item(entry)
    assert content(text) == {"key": entry, "list": [entry]}
    assert list(indirections(text)) == []


@given(TEXTS.filter(str.strip))
def test_a_text_that_is_written_is_a_text_to_every_reader(text: str) -> None:
    problems = Problems()
    record = read_text(fields({"note": text}, 0), "x", problems)
    assert record is not None
    assert record.text("note") == text
    assert len(problems) == 0
    assert yaml.safe_load(fields({"note": text}, 0)) == {"note": text}


@pytest.mark.parametrize("text", ["no", "2027", "12:30", "1e5", "0o7", "null", "~", "a: b", "- a"])
def test_what_other_readers_would_take_for_more_is_quoted(text: str) -> None:
    assert fields({"note": text}, 0) == f'note: "{text}"\n'


def test_dates_and_figures_stand_without_quotes_where_the_files_have_them_so() -> None:
    written = fields({"s": "east-port", "value": "40000", "unit": "people", "as_of": "2026"}, 0)
    assert written == "s: east-port\nvalue: 40000\nunit: people\nas_of: 2026\n"
    assert fields({"value": "40000"}, 0) == 'value: "40000"\n'


def test_a_block_is_put_in_its_place_and_nothing_else_changes() -> None:
    made = edit.put(FILE, "beta", {"type": "Port", "labels": {"Beta": ["one"]}})
    assert made == FILE.replace("# why", "beta:\n  type: Port\n  labels:\n    Beta: [one]\n\n# why")
    assert edit.drop(made, "beta") == FILE
    last = edit.put(FILE, "zeta", {"type": "Port"})
    assert last == f"{FILE}\nzeta:\n  type: Port\n"
    assert edit.drop(last, "zeta") == FILE


def test_keys_without_order_are_added_to_at_the_end() -> None:
    assert edit.put("b: 1\na: 2\n", "aa", {"x": "y"}) == "b: 1\na: 2\n\naa:\n  x: y\n"
    assert edit.put("# only a head\n", "a", {"x": "y"}) == "# only a head\n\na:\n  x: y\n"
    assert edit.put("", "a", {"x": "y"}) == "a:\n  x: y\n"


def test_a_block_goes_with_the_comment_above_it_and_not_with_the_head_of_the_file() -> None:
    assert edit.drop(FILE, "gamma") == FILE[: FILE.index("\n# why")]
    assert edit.drop("# head\na:\n  x: y\n", "a") == "# head\n"


def test_an_item_is_added_to_each_form_of_a_list() -> None:
    new = {"s": "n", "quote": "w"}
    made = edit.append(LISTS, "claims", new)
    assert made == LISTS.replace("'z'}\n", "'z'}\n  - s: n\n    quote: \"w\"\n")
    assert edit.remove(made, "claims", 2) == LISTS
    made = edit.append(LISTS, "statements", new)
    assert made == LISTS.replace("statements: []", 'statements:\n  - s: n\n    quote: "w"')
    assert edit.remove(made, "statements", 0) == LISTS
    made = edit.append(LISTS, "offices", new)
    assert made == LISTS.replace("q}]", 'q}, {s: n, quote: "w"}]')
    assert edit.remove(made, "offices", 1) == LISTS
    made = edit.append(LISTS, "events", new)
    assert made == f'{LISTS}\nevents:\n  - s: n\n    quote: "w"\n'
    assert edit.append("claims:\n", "claims", new) == 'claims:\n  - s: n\n    quote: "w"\n'


def test_an_item_goes_with_the_comment_above_it() -> None:
    assert edit.remove(LISTS, "claims", 0) == LISTS.replace(
        "  # about the first\n  - s: a\n    p: b   # beside\n    quote: \"x # y\"\n", ""
    )  # fmt: skip


def test_a_word_is_added_to_each_form_of_a_list_of_words() -> None:
    made = edit.add_to_list(FILE, ("alpha", "labels", "Alpha Port"), "three")
    assert made == FILE.replace("[one, two]", "[one, two, three]")
    made = edit.add_to_list(FILE, ("gamma", "labels", "Gamma: the zone"), "three")
    assert made == FILE.replace("one}", "[one, three]}")
    assert edit.add_to_list("a:\n  - b # c\nd: e\n", ("a",), "f") == "a:\n  - b # c\n  - f\nd: e\n"


def test_a_field_is_added_to_each_form_of_a_mapping() -> None:
    made = edit.add_field(FILE, ("alpha", "labels"), "the port", ["two"])
    assert made == FILE.replace("[one, two]\n", "[one, two]\n    the port: [two]\n")
    made = edit.add_field(FILE, ("gamma", "labels"), "G", ["two"])
    assert made == FILE.replace("one}", "one, G: [two]}")


@pytest.mark.parametrize("text", ["a: [", "- a\n", "{a: b}\n", "a: b\na"])
def test_what_is_not_of_this_form_is_refused(text: str) -> None:
    with pytest.raises(NotEditable):
        edit.put(text, "c", {"x": "y"})


def test_what_is_there_or_missing_is_said() -> None:
    with pytest.raises(NotEditable, match="there already"):
        edit.put(FILE, "alpha", {})
    with pytest.raises(NotEditable, match="no 'beta'"):
        edit.drop(FILE, "beta")
    with pytest.raises(NotEditable, match="no item 3"):
        edit.remove(LISTS, "claims", 2)
    with pytest.raises(NotEditable, match="not a list"):
        edit.append(FILE, "alpha", {})


def _left_out(text: str) -> object:
    block = content(text)["alpha"]
    assert isinstance(block, Mapping)
    return block["left_out"]


def test_an_entry_is_put_into_a_list_of_a_block_and_taken_out() -> None:
    path, entry = ("alpha", "left_out"), {"text": "x: y", "reason": "an aside"}
    once = edit.add_item(FILE, path, entry)
    assert "    Alpha Port: [one, two]\n  left_out:\n    - text:" in once
    twice = edit.add_item(once, path, {"text": "z", "reason": "another"})
    assert _left_out(twice) == [entry, {"text": "z", "reason": "another"}]
    assert edit.take_item(edit.take_item(twice, path, entry), path, {
        "text": "z", "reason": "another"}) == FILE  # fmt: skip
    flat = FILE.replace("  type: Port\n", "  type: Port\n  left_out: [{text: a, reason: b}]\n")
    more = edit.add_item(flat, path, entry)
    assert _left_out(more) == [{"text": "a", "reason": "b"}, entry]
    assert edit.take_item(more, path, entry) == flat
    assert edit.take_item(flat, path, {"text": "a", "reason": "b"}) == FILE
    for text, wrong in ((FILE, ("alpha", "type")), (FILE, ("beta", "left_out"))):
        with pytest.raises(NotEditable):
            edit.add_item(text, wrong, entry)
    with pytest.raises(NotEditable, match="no such entry"):
        edit.take_item(flat, path, entry)
