"""Quotes are found where they stand, and refused with the words to paste."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.curate.cite import find
from kg.curate.quotes import Levelled, QuoteRefused, level, locate
from kg.model.document import Document, Noise
from kg.model.period import Period
from kg.model.sentence import Span
from tests.conftest import World

ALPHABET = "abAB東🚢é .\u00a0\u3000\n\"'“”’‘,"
TEXTS = st.text(alphabet=ALPHABET, min_size=1, max_size=60)


def _document(text: str, *noise: Noise) -> Document:
    issued = Period.parse("2025")
    return Document("doc", "Title", text, "0" * 64, issued, "news", "none", noise=noise)


def _refused(document: Document, words: str, start: int | None = None) -> QuoteRefused:
    with pytest.raises(QuoteRefused) as refused:
        locate(document, words, start)
    return refused.value


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a stretch of it that is not white."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    return text, start, end


@st.composite
def respelled(draw: st.DrawFn) -> tuple[str, int, int, str]:
    """A stretch without spaces at its ends, and the same in other spaces and marks."""
    text, start, end = draw(stretches())
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    marks = {"'": "'‘’‚", '"': '"“”„'}
    words = ""
    for character in level(text[start:end]):
        if character == " ":
            words += draw(st.sampled_from([" ", "  ", "\u00a0", "\u3000 "]))
        else:
            words += draw(st.sampled_from(marks.get(character, character)))
    return text, start, end, words


@given(stretches())
def test_any_stretch_of_a_text_is_found_at_its_offsets(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    document = _document(text)
    assume(len(document.sentences_of(Span(start, end))) <= 2)
    quote = locate(document, text[start:end], start)
    assert quote.span == Span(start, end)
    assert text[quote.span.start : quote.span.end] == quote.text


@given(stretches())
def test_words_that_stand_once_need_no_offset_and_others_do(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    words, document = text[start:end], _document(text)
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    assume(len(document.sentences_of(Span(start, end))) <= 2)
    if len(places) == 1:
        assert locate(document, words).span == Span(start, end)
    else:
        refused = _refused(document, words)
        assert f"stands {len(places)} times, at {', '.join(map(str, places))}" in refused.message
        assert str(places[0]) in refused.remedy


@given(respelled())
def test_levelled_words_are_found_where_the_original_stands(
    drawn: tuple[str, int, int, str],
) -> None:
    text, start, end, words = drawn
    found = Levelled.of(text).find(words)
    assert Span(start, end) in found
    assert {level(text[span.start : span.end]) for span in found} == {level(words)}


@given(respelled())
def test_a_quote_in_other_spaces_or_marks_is_refused_with_the_words_to_paste(
    drawn: tuple[str, int, int, str],
) -> None:
    text, _, _, words = drawn
    assume(words not in text)
    refused = _refused(_document(text), words)
    assert "differs from the document in spaces or quote marks" in refused.message
    exact = refused.remedy.removeprefix("Paste: ")
    assert exact in text
    assert level(exact) == level(words)


def test_pasting_what_the_message_says_mends_the_file(world: World) -> None:
    name = "data/claims/island-post-3.yaml"
    right = "The port at East Bay serves the Island\u00a0Market, the Harbour\u00a0Office said."
    world.replace(name, right, right.replace("\u00a0", " "))
    problem = world.problem()
    assert problem.remedy == f"Paste: {right}"
    world.replace(name, right.replace("\u00a0", " "), problem.remedy.removeprefix("Paste: "))
    world.read()


def test_a_quote_with_a_start_in_other_spaces_is_refused_with_the_words_to_paste() -> None:
    document = _document("The Island\u00a0Market and the Island\u00a0Market.")
    assert "Island\u00a0Market" in _refused(document, "Island Market", 4).remedy


def test_a_quote_that_departs_from_the_text_is_told_where() -> None:
    document = _document("East Port is in Harbour City.\nIt is large.")
    refused = _refused(document, "East Port is in Hill Town")
    assert "agrees up to “East Port is in H” at 0" in refused.message
    assert "East Port is in Harbour City." in refused.remedy


def test_a_quote_of_which_nothing_stands_there_is_told_so() -> None:
    refused = _refused(_document("East Port is large."), "Xylophones everywhere")
    assert refused.message == "the quote is not in the document"


def test_a_quote_at_a_wrong_start_is_told_the_right_ones() -> None:
    refused = _refused(_document("a bridge, a bridge"), "bridge", 3)
    assert refused.message == "the quote does not stand at 3"
    assert "[2, 12]" in refused.remedy


def test_offsets_count_code_points_and_nothing_is_normalised() -> None:
    text = "🚢🚢 東港 e\u0301t\u00e9"
    assert locate(_document(text), "東港").span == Span(3, 5)
    assert locate(_document(text), "e\u0301t\u00e9").span == Span(6, 10)
    _refused(_document(text), "\u00e9t\u00e9")


@pytest.mark.parametrize("words", ["menu", "the menu", "menu of", "is the menu of"])
def test_a_quote_that_touches_noise_is_refused_with_its_reason(words: str) -> None:
    document = _document("This is the menu of it. Text.", Noise(Span(12, 16), "menu"))
    assert "noise (menu)" in _refused(document, words).message


def test_a_quote_beside_noise_is_found() -> None:
    document = _document("This is the menu of it.", Noise(Span(12, 16), "menu"))
    assert locate(document, "This is the ").span == Span(0, 12)
    assert locate(document, " of it.").span == Span(16, 23)


def test_two_sentences_are_a_quote_and_three_are_not() -> None:
    document = _document("One is here. Two is here. Three is here.")
    assert locate(document, "One is here. Two is here.").span == Span(0, 25)
    assert "runs over 3 sentences" in _refused(document, "here. Two is here. Three").message


def test_cite_prints_a_quote_that_can_be_pasted(world: World) -> None:
    (lantern,) = find(world.root, "The 'Blue  Lantern' is near")
    assert lantern.splitlines()[-1] == 'quote: "The ‘Blue Lantern’ is near"'
    (market,) = find(world.root, "serves the  Island Market, the Harbour Office")
    assert market.splitlines()[-1] == (
        'quote: "serves the Island\u00a0Market, the Harbour\u00a0Office"'
    )


def test_cite_gives_the_offset_of_words_that_stand_twice(world: World) -> None:
    found = find(world.root, "The bridge was mended.")
    assert [each.splitlines()[-1] for each in found] == [
        'quote: {text: "The bridge was mended.", start: 305}',
        'quote: {text: "The bridge was mended.", start: 328}',
    ]


def test_cite_warns_of_noise(world: World) -> None:
    (found,) = find(world.root, "Ten recipes")
    assert "noise (teaser): it yields no claim" in found


def test_cite_finds_nothing_where_nothing_is(world: World) -> None:
    assert find(world.root, "Xylophones") == ()


def test_a_quote_without_a_visible_character_is_refused() -> None:
    _refused(_document("East\u00a0Port"), "\u00a0")
