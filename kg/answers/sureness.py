"""Sureness: whether a text is a name of an entity, or only looks like one.

A search wants the best hit; who reconciles a table wants no wrong one. So likeness does not count
here, only what two spellings of one name may differ in.
"""

import re
from collections.abc import Iterable
from enum import IntEnum

from rapidfuzz.distance import OSA

from kg.answers.entity import EntityCard, Name, label_kind
from kg.answers.folding import ARTICLES, SMALL, Spelling, fold, has_han, simple, usual
from kg.answers.keys import Wanted
from kg.model.entity import LabelKind

_SHORTEST, _LONG = 6, 10  # letters of a word in which one, and two, may be wrong
_MOST_SLIPS = 2  # misspelt words of a name
_RANKS, _RANKS_HAN = ("city", "province", "municipality"), "市省"
# Anything that may be pinyin, rather too much than too little: Nanshan is not Nansha misspelt.
_PINYIN = re.compile(
    "(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?ang?|[iu]ai|iao|iong|ong|[iu]e|[ae]ng?|[aeo]i|"
    "i[auno]|ing|u[aoin]|[ao][ou]|er|[aeiouv]))+"
)


class Sureness(IntEnum):
    """How sure it is that a text names an entity."""

    NO = 0  # it is like a name, no more
    LIKELY = 1  # a name with a slip of the pen, or a short form that no other entity may claim
    SURE = 2  # a name as the graph has it, but for case, script, word order and the like


def sureness(text: str, card: EntityCard, others: Iterable[EntityCard] = ()) -> Sureness:
    """How surely `text` names the entity; `others` are those whose names are like it, too.

    What a document does not name, and what it only describes ("the nation", "work report"), has
    no name to be found by.
    """
    if not card.named:
        return Sureness.NO
    if text == card.slug and "-" in text:
        return Sureness.SURE
    wanted = Wanted(text)
    if not wanted.written.words:
        return Sureness.NO
    names = [name for name in card.names if not _describes(card, name)]
    found = max((_of_name(wanted, name, card) for name in names), default=Sureness.NO)
    if found is Sureness.SURE and _is_short_form(wanted, card):
        rivals = (other for other in others if other.slug != card.slug and other.type == card.type)
        is_word = len(_content(wanted.usual.words)) == 1 and "Place" not in card.types
        if is_word or any(_contains(wanted, each) for each in rivals):  # Choi, President
            return Sureness.NO
        return Sureness.LIKELY
    return found


def _describes(card: EntityCard, name: Name) -> bool:
    """Whether an alias says what it is, as its document may: the nation, associate researcher."""
    if label_kind(card, name) is not LabelKind.ALIAS or has_han(name.text):
        return False
    first = name.text.split()[0].lower()
    return first in ARTICLES or not any(c.isupper() or c.isdigit() for c in name.text)


def _of_name(wanted: Wanted, name: Name, card: EntityCard) -> Sureness:
    written = Spelling.of(simple(fold(name.text)))
    plain = usual(written.words)
    ours = _content(wanted.usual.words)
    if written.compact == wanted.written.compact or "".join(plain) == wanted.usual.compact:
        return Sureness.SURE
    if "Territory" in card.types and wanted.usual.compact in _with_rank(plain):
        return Sureness.LIKELY
    if wanted.is_chinese or has_han(written.text):
        return Sureness.NO
    for theirs in (_content(plain), _content((*plain, *_class_words(card)))):
        if len(theirs) > 1 and sorted(ours) == sorted(theirs):  # Lee Mei is Mei Lee
            return Sureness.SURE
    return Sureness.LIKELY if _is_slip(ours, _content(plain)) else Sureness.NO


def _with_rank(plain: tuple[str, ...]) -> set[str]:
    """A territory with the word for what it is, which its documents may leave out: 深圳市."""
    name = "".join(plain)
    return {f"{name}{rank}" for rank in (_RANKS_HAN if has_han(name) else _RANKS)}


def _class_words(card: EntityCard) -> list[str]:
    """The class in words: Wenjindu, which is a port, may be given as Wenjindu Port."""
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", card.type)).split()


def _content(words: Iterable[str]) -> list[str]:
    found = list(words)
    return [word for word in found if word not in SMALL] or found


def _is_slip(wanted: list[str], name: list[str]) -> bool:
    """Whether few words differ, and each by what may slip from a pen."""
    pairs = [pair for pair in zip(wanted, name, strict=False) if pair[0] != pair[1]]
    return (
        len(wanted) == len(name)
        and 0 < len(pairs) <= min(_MOST_SLIPS, max(1, len(name) - 1))
        and all(_slipped(*pair) for pair in pairs)
    )


def _slipped(word: str, right: str) -> bool:
    """A number is never misspelt, a start rarely, and what can be pinyin may be another name."""
    if len(right) < _SHORTEST or word[0] != right[0] or not (word + right).isalpha():
        return False
    if _PINYIN.fullmatch(word):
        return False
    return OSA.distance(word, right) <= (2 if len(right) >= _LONG else 1)


def _is_short_form(wanted: Wanted, card: EntityCard) -> bool:
    """Whether it is only an alias, and a part of a longer name of the same entity."""
    whole = [
        name for name in card.names
        if name.preferred and name.from_documents
    ]  # fmt: skip
    if any(_same(wanted, name) for name in whole):
        return False
    words = set(_content(wanted.usual.words))
    longer = (_words_of(name) for name in card.names)
    return any(words < set(each) for each in longer)


def _same(wanted: Wanted, name: Name) -> bool:
    return sorted(_words_of(name)) == sorted(_content(wanted.usual.words))


def _contains(wanted: Wanted, card: EntityCard) -> bool:
    """Whether the names of an entity have all its words, in one of them."""
    words = set(_content(wanted.usual.words))
    return any(words <= set(_words_of(name)) for name in card.names)


def _words_of(name: Name) -> list[str]:
    return _content(usual(Spelling.of(simple(fold(name.text))).words))
