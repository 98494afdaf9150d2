"""Folding, sound and keys: what two ways to write one name have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.folding import Spelling, fold, simple, usual
from kg.answers.keys import LONGEST, MOST_TERMS, Key, KeyKind, Wanted, keys_of, terms_of
from kg.answers.sound import initials, syllables, toneless

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)  # lone surrogates, NUL and marks too


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("People’s Court", "peoples court"), ("Hong-Kong", "HONG KONG"), ("Suíça", "suica"),
        ("R&D", "r and d"), ("Kou'an", "kouan"), ("Qianhai法院", "qianhai 法院"), ("№ 1", "no 1"),
        ("ＧＢＡ", "gba"), ("‘one zone, two parks’ vision", "one zone two parks vision"),
    ],
)  # fmt: skip
def test_ways_to_write_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Macao", "Macau"), ("Service Centre", "the service center"), ("Number One", "no 1"),
        ("15th Plan", "Fifteenth Plan"), ("Programme", "program"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert usual(tuple(fold(one).split())) == usual(tuple(fold(other).split()))


def test_a_name_of_articles_alone_keeps_them() -> None:
    assert usual(("the",)) == ("the",)


def test_chinese_becomes_simplified_and_the_rest_stays() -> None:
    assert simple("皇崗口岸 east port 臺灣") == "皇岗口岸 east port 台湾"
    assert simple("east port") == "east port"


def test_pinyin_reads_words_not_single_characters() -> None:
    assert syllables("重庆") == ("chong", "qing")
    assert syllables("qianhai 法院") == ("qianhai", "fa", "yuan")
    assert initials(syllables("前海法院")) == "qhfy"


def test_digits_of_tones_go_only_where_every_syllable_has_one() -> None:
    assert fold(toneless("qian2hai3 fa3yuan4")) == "qian hai fa yuan"
    for text in ("No1", "2026 report", "HK1", "a1", "channel1 two"):
        assert toneless(text) == text or text == "HK1"


@given(ANY_TEXT)
def test_folded_text_has_letters_digits_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(character.isalnum() or character == " " for character in folded)
    assert fold(folded) == folded


@given(ANY_TEXT)
def test_any_text_has_keys_that_come_back_and_terms_that_fit(text: str) -> None:
    keys = keys_of(text, "port")
    assert tuple(Key.read(str(key)) for key in keys) == keys
    assert all(key.spelling.compact for key in keys)
    for term in terms_of(keys):
        assert 0 < len(term) <= LONGEST + 1
        assert not term.isspace()


@given(ANY_TEXT)
def test_what_is_wanted_shares_the_term_of_the_whole_name_with_that_name(text: str) -> None:
    wanted = Wanted(text)
    assert len(wanted.terms) <= MOST_TERMS
    if wanted.written.words and wanted.typed == Spelling.of(fold(text)):
        assert set(wanted.whole) & set(terms_of(keys_of(text)))


def test_the_first_key_is_the_name_as_written() -> None:
    kinds = [key.kind for key in keys_of("皇崗口岸")]
    assert kinds == [KeyKind.WRITTEN, KeyKind.SOUND, KeyKind.SOUND_INITIALS]
    assert [str(key) for key in keys_of("The Harbour Centre", "facility")] == [
        "wthe harbour centre", "uharbour center", "ihc",
    ]  # fmt: skip
    assert "tluohu port" in [str(key) for key in keys_of("Luohu", "port")]
