"""Marks of a text: whatever overlaps, each character is told once and by all of its marks."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from kg.model.sentence import Span
from kg.write.marking import Mark, Piece, paragraphs

TEXTS = st.text(alphabet="ab \n港🚢\u202e", max_size=30)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends), max_size=8))
    whole = draw(st.lists(st.booleans(), min_size=len(spans), max_size=len(spans)))
    return text, [
        Mark(Span(min(pair), max(pair)), 1 if is_whole else 2, number, whole=is_whole)
        for number, (pair, is_whole) in enumerate(zip(spans, whole, strict=True))
    ]


def leaves(pieces: tuple[Piece, ...], about: frozenset[object]) -> Iterator[tuple[str, object]]:
    """Each character with all marks that it lies in."""
    for piece in pieces:
        if piece.mark is None:
            yield from ((letter, about) for letter in piece.text)
        else:
            yield from leaves(piece.within, about | {piece.about})


def every(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        yield from every(piece.within)


@given(marked())
def test_each_character_stands_once_under_exactly_its_marks(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    found = [pair for line in paragraphs(text, marks) for pair in leaves(line, frozenset())]
    start, expected = 0, []
    for line in text.split("\n"):
        for at in range(start, start + len(line) if line.strip() else start):
            over = {m.about for m in marks if m.span.start <= at < m.span.end}
            expected.append((text[at], frozenset(over)))
        start += len(line) + 1
    assert found == expected


@given(marked())
def test_a_mark_begins_and_ends_at_most_once(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    pieces = [piece for line in paragraphs(text, marks) for piece in every(line)]
    for mark in marks:
        own = [piece for piece in pieces if piece.mark == mark]
        assert sum(piece.first for piece in own) <= 1
        assert sum(piece.last for piece in own) <= 1
        if own and "\n" not in text:
            assert own[0].first
            assert own[-1].last


@given(marked())
def test_nothing_whole_lies_within_what_is_not(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    for line in paragraphs(text, marks):
        for piece in every(line):
            if piece.mark and not piece.mark.whole:
                assert not [each for each in every(piece.within) if each.mark and each.mark.whole]


def test_of_marks_over_one_stretch_the_lower_rank_lies_outside() -> None:
    span = Span(0, 2)
    marks = [Mark(span, 2, "name", whole=False), Mark(span, 0, "noise"), Mark(span, 1, "claim")]
    ((outer,),) = paragraphs("ab", marks)
    assert [outer.about, outer.within[0].about, outer.within[0].within[0].about] == [
        "noise", "claim", "name",
    ]  # fmt: skip
    assert outer.height == 1
