"""Keys: under which spellings a name is found, and the terms by which the index finds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kg.answers.folding import SMALL, Spelling, fold, has_han, is_han, simple, usual
from kg.answers.sound import initials, syllables, toneless

FORMAT = "1"  # of keys and terms; an index of another format is built anew
LONGEST = 100  # letters of a key as a term
MOST_TERMS = 64  # terms of a query
_FEW_WORDS = 2  # a name of so few words is often given with a word for what it names
_START, _END, _WHOLE = "^", "$", "="


class KeyKind(StrEnum):
    """How a key is made of a name. One letter, which is how it is kept."""

    WRITTEN = "w"  # as written, folded and in simplified characters
    USUAL = "u"  # in one spelling, where that differs
    TYPED = "t"  # with the word for what it is: Luohu port
    SOUND = "s"  # pinyin
    INITIALS = "i"  # of the words
    SOUND_INITIALS = "j"  # of the pinyin syllables


@dataclass(frozen=True, slots=True)
class Key:
    """A spelling of a name, and how it was made."""

    kind: KeyKind
    spelling: Spelling

    @classmethod
    def read(cls, kept: str) -> "Key":
        return cls(KeyKind(kept[0]), Spelling.of(kept[1:]))

    def __str__(self) -> str:
        return f"{self.kind}{self.spelling.text}"


def keys_of(name: str, kind: str = "", *, short: bool = True) -> tuple[Key, ...]:
    """The keys of a name, as written first.

    `kind` is a word for what it names. The key of its initials is made only where `short`.
    """
    written = Spelling.of(simple(fold(name)))
    if not written.words:
        return ()
    found = [Key(KeyKind.WRITTEN, written)]
    plain = usual(written.words)
    if plain != written.words:
        found.append(Key(KeyKind.USUAL, Spelling.of(" ".join(plain))))
    if has_han(written.text):
        sound = syllables(written.text)
        found.append(Key(KeyKind.SOUND, Spelling.of(" ".join(sound))))
        if len(sound) > 1:
            found.append(Key(KeyKind.SOUND_INITIALS, Spelling.of(initials(sound))))
    elif short:
        if kind and kind not in plain and len(written.words) <= _FEW_WORDS:
            found.append(Key(KeyKind.TYPED, Spelling.of(f"{' '.join(plain)} {kind}")))
        great = tuple(word for word in written.words if word not in SMALL)
        if len(great) > 1:
            found.append(Key(KeyKind.INITIALS, Spelling.of(initials(great))))
    return tuple(found)


def terms_of(keys: Iterable[Key]) -> tuple[str, ...]:
    """All terms under which the index has a name with these keys."""
    found: dict[str, None] = {}
    for key in keys:
        found[whole(key.spelling)] = None
        for word in key.spelling.words:
            found.update(dict.fromkeys(_pieces(word[:LONGEST], (2, 3))))
    return tuple(found)


def whole(spelling: Spelling) -> str:
    """The term that only the whole name has."""
    return f"{_WHOLE}{spelling.compact[:LONGEST]}"


class Wanted:
    """What is searched for, in every spelling in which a name may have it."""

    def __init__(self, text: str) -> None:
        self.typed = Spelling.of(fold(toneless(text)))
        self.written = Spelling.of(simple(self.typed.text))
        self.usual = Spelling.of(" ".join(usual(self.written.words)))
        self.is_chinese = has_han(self.written.text)

    @cached_property
    def sound(self) -> Spelling | None:
        """Its pinyin; None where it has no Chinese."""
        return Spelling.of(" ".join(syllables(self.written.text))) if self.is_chinese else None

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        known = (self.written, self.usual, *([self.sound] if self.sound else []))
        return tuple(dict.fromkeys(known))

    @property
    def whole(self) -> list[str]:
        """The terms of names that are just this."""
        return [whole(spelling) for spelling in self.spellings]

    @property
    def terms(self) -> list[str]:
        """The terms that a name shares with it, even if some letters are wrong."""
        found: dict[str, None] = {}
        for spelling in self.spellings:
            for word in spelling.words:
                sizes = (2, 3) if len(word) < 7 else (3,)
                found.update(dict.fromkeys(_pieces(word[:LONGEST], sizes)))
        return list(found)[:MOST_TERMS]


def _pieces(word: str, sizes: tuple[int, ...]) -> Iterable[str]:
    """Runs of letters, the ends marked; of Chinese also each character."""
    if is_han(word[0]):
        yield from word
        sizes = (2,)
    padded = f"{_START}{word}{_END}"
    for size in sizes:
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
    if len(word) == 1:
        yield f"{_START}{word}"
