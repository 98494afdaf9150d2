"""Tokens: the shape of a SPARQL text without a parser."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sparql.tokens import tokens, unescape

FRAGMENTS = st.lists(
    st.sampled_from([
        "SELECT", "?x", "{", "}", "(", ")", "ex:a", "ex:a,", ":", "<http://e/>", "<", ">", '"', "'",
        '"""', "'''", "\\", "\\u0022", "#", "\n", " ", ".", "-", "@en", "_", "1e5", "é",
        "\U0001f6a2",
    ])
).map("".join)  # fmt: skip
TEXTS = st.text() | FRAGMENTS


def shape(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<http://e/SERVICE>", "iri"),
        ('"a { \\" SERVICE"', "string"),
        ("'a } SERVICE'", "string"),
        ('"""a\n"b" ""SERVICE"""', "string"),
        ("'''a\n'b' ''SERVICE'''", "string"),
        ("?service", "variable"),
        ("$service", "variable"),
        ("ex:service", "name"),
        ("ex:", "name"),
        (":service", "name"),
        ("a-b.c:service.of", "name"),
        ("SERVICE", "word"),
        ("@en-GB", "word"),
        ("{", "open"),
        ("]", "close"),
        ("*", "other"),
    ],
)
def test_each_kind_of_token_is_recognised_whole(text: str, kind: str) -> None:
    assert shape(text) == [(kind, text)]
    assert shape(f" {text}\n") == [(kind, text)]


def test_comments_are_left_out_up_to_the_end_of_their_line() -> None:
    assert shape('a # SERVICE { "\nb#c\rd') == [("word", "a"), ("word", "b"), ("word", "d")]


def test_a_hash_in_an_iri_or_string_starts_no_comment() -> None:
    assert [kind for kind, _ in shape('<http://e/#a> "#b" c')] == ["iri", "string", "word"]


def test_a_comparison_is_not_an_iri() -> None:
    assert [text for _, text in shape("?a < ?b && ?c > ?d")] == [
        "?a", "<", "?b", "&", "&", "?c", ">", "?d",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", list("(),;={}[]!&|*+/<>'\"?@$~#^"))
def test_an_unescaped_mark_ends_a_prefixed_name(mark: str) -> None:
    """SPARQL 1.1, 19.8, PN_LOCAL: these belong to a local name only after a backslash."""
    first, *_ = shape(f"ex:a{mark}SERVICE")
    assert first == ("name", "ex:a")


@pytest.mark.parametrize(
    "name",
    [
        "ex:a\\(b", "ex:a\\,b", "ex:a%20b", "ex:a:b", "ex:a.b", "ex:1", "ex:x\u00b7",
        "ex:x\u0301y", "ex:x\u203fy", "ex:x\u200dy", "ex:東",
    ],
)  # fmt: skip
def test_escaped_marks_belong_to_a_prefixed_name(name: str) -> None:
    assert shape(f"{name} ?x") == [("name", name), ("variable", "?x")]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("S\\u0045RVICE", "SERVICE"),
        ("S\\U00000045RVICE", "SERVICE"),
        ("\\u00e9", "é"),
        ("\\uD800", "\\uD800"),  # no character
        ("\\U00110000", "\\U00110000"),  # past the last one
        ("\\u12", "\\u12"),
    ],
)
def test_codepoint_escapes_are_resolved(text: str, plain: str) -> None:
    assert unescape(text) == plain


@given(TEXTS)
def test_tokens_lie_where_they_say_and_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text != ""
        assert token.start >= end
        end = token.end


@given(TEXTS)
def test_only_space_and_comments_are_left_out(text: str) -> None:
    end = 0
    for start, stop in [*((t.start, t.end) for t in tokens(text)), (len(text), len(text))]:
        for line in text[end:start].splitlines():
            assert not line.partition("#")[0].strip()
        end = stop


@pytest.mark.parametrize("piece", ["a.", "a-", "<a", '"a', "'''a", "ex:a ", "{ ?x ", "\\", "#\n"])
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    """A hundred kilobytes may be sent; a quadratic scan of them would take most of a minute."""

    def seconds(pieces: int) -> float:
        text, best = piece * pieces, float("inf")
        for _ in range(3):
            started = time.thread_time()  # what others take of the machine does not count
            for _ in tokens(text):
                pass
            best = min(best, time.thread_time() - started)
        return best

    assert seconds(8_000) < 40 * seconds(800) + 0.01
