"""Where sentences begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.sentence import Span, sentences

TEXTS = st.text(alphabet="Ab .!?…”\"')\n\u00a0。！」0é🚢東Mr", max_size=60)


def _split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["East Port opened.", "It is large."],
        ["“It opened!”", "He smiled."],
        ["Is it open?", "“Yes,” said Mr. Lee."],
        ["Lee J. Mei spoke.", "Dr. Poon did not."],
        ["It covers 12.21 hectares.", "It has 3.5 gates."],
        ["It closes at 11 p.m. on Sundays.", "No. 5 is the last gate."],
        ["“Why?” asked Lee.", "(Nobody knew.)", "東港 opened."],
        ["Trade grew… and grew.", "Then it fell."],
        ["Prices, e.g. tolls, rose.", "2025 was a good year."],
    ],
)
def test_a_stop_ends_a_sentence_unless_it_belongs_to_a_word(pieces: list[str]) -> None:
    assert _split(" ".join(pieces)) == pieces


def test_chinese_stops_need_no_space() -> None:
    assert _split("東港很大。“很大！”他說。") == ["東港很大。", "“很大！”", "他說。"]


def test_a_line_break_always_ends_a_sentence_and_white_lines_are_none() -> None:
    assert _split("A heading\n\n \u00a0\nThe text\n") == ["A heading", "The text"]


def test_a_stop_before_a_no_break_space_ends_a_sentence() -> None:
    assert _split("It opened.\u00a0It is large.") == ["It opened.", "It is large."]


@given(TEXTS)
def test_sentences_are_in_order_apart_and_trimmed(text: str) -> None:
    found = sentences(text)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for span in found:
        piece = text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
        assert "\n" not in piece


@given(TEXTS)
def test_every_visible_character_belongs_to_a_sentence(text: str) -> None:
    inside = {at for span in sentences(text) for at in range(span.start, span.end)}
    assert {at for at, character in enumerate(text) if not character.isspace()} <= inside


@given(*[st.integers(0, 9)] * 4)
def test_spans_overlap_exactly_where_they_share_a_character(
    one: int, two: int, three: int, four: int
) -> None:
    first, second = Span(*sorted((one, two))), Span(*sorted((three, four)))
    left, right = (set(range(span.start, span.end)) for span in (first, second))
    if left and right:
        assert first.overlaps(second) is second.overlaps(first) is bool(left & right)
        assert first.within(second) is (left <= right)
