"""Sound: Chinese characters as pinyin syllables, without tones."""

import gc
import re
from collections.abc import Callable
from functools import cache

from kg.answers.folding import fold, has_han, is_han

_TONES = re.compile(r"(?:[a-zü]+[1-5])+", re.IGNORECASE)


def syllables(folded: str) -> tuple[str, ...]:
    """The syllables of the Chinese in folded text, and its other words as they are."""
    found: list[str] = []
    for word in folded.split():
        found += map(fold, _reader()(word)) if has_han(word) else (word,)
    return tuple(each for syllable in found for each in syllable.split())


def toneless(text: str) -> str:
    """`text` without the digits of tones, where every syllable has one: qian2hai3."""
    words = text.split()
    if words and all(_TONES.fullmatch(word) for word in words) and len(text) > 3:
        return re.sub(r"[1-5]", " ", text)
    return text


def initials(parts: tuple[str, ...]) -> str:
    """First letters; of Chinese characters that are no syllables, nothing."""
    return "".join(part[0] for part in parts if not is_han(part[0]))


@cache
def _reader() -> Callable[[str], list[str]]:
    # its large tables are made of small lists, which the collector would count again and again
    collecting = gc.isenabled()
    gc.disable()
    try:
        from pypinyin import lazy_pinyin
    finally:
        if collecting:
            gc.enable()
    return lazy_pinyin
