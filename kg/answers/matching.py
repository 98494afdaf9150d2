"""Matching: how well a name fits what is searched for, and why."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from kg.answers.folding import SMALL, Spelling, fold, is_han
from kg.answers.keys import Key, KeyKind, Wanted

LEAST = 0.45  # below this a name is not a hit
_LEAST_ALIKE = 0.6  # of two words, of which one is misspelt
_SURE = 0.91  # a comparison word by word finds nothing better
_LONGEST_SHORT = 10  # letters of an abbreviation inside a query


class Why(StrEnum):
    """Why a name matched: one word for each way, the surest first."""

    EXACT = "exact"  # the whole name; case, accents, punctuation and articles aside
    SCRIPT = "script"  # the same in the other of traditional and simplified characters
    PREFIX = "prefix"  # the name begins so
    WORDS = "words"  # whole words of the name, or their beginnings, in any order
    PART = "part"  # letters or characters within the name
    ABBREVIATION = "abbreviation"  # initials, beginnings of words, or characters left out
    PINYIN = "pinyin"  # it sounds so: letters for Chinese, Chinese for letters, another character
    INITIALS = "initials"  # initials of its pinyin
    TYPO = "typo"  # some letters are wrong, missing, swapped or too many
    LISTED = "listed"  # nothing was searched for


@dataclass(frozen=True, slots=True)
class Match:
    """How well, up to 1 for the whole name, and why."""

    score: float
    why: Why


NONE = Match(0.0, Why.TYPO)


def match(wanted: Wanted, name: str, keys: tuple[Key, ...]) -> Match:
    """The best match of a name under any of its keys; score 0 for none."""
    best = NONE
    for key in keys:
        found = _under(wanted, key, name)
        if found.score > best.score:
            best = found
    return best


def _under(wanted: Wanted, key: Key, name: str) -> Match:
    spelling = key.spelling
    if key.kind is KeyKind.WRITTEN:
        found = _likeness(wanted.written, spelling)
        if wanted.usual is not wanted.written and wanted.usual != wanted.written:
            found = _better(found, _weaker(_likeness(wanted.usual, spelling), 0.995))
        if wanted.is_chinese:
            found = _in_script(found, wanted, name)
            if wanted.sound and not is_han(spelling.compact[0]):
                found = _better(found, _sounds(wanted.sound, spelling, 0.93))
        return found
    if key.kind is KeyKind.USUAL:
        return _weaker(_likeness(wanted.usual, spelling), 0.995)
    if key.kind is KeyKind.TYPED:
        found = _likeness(wanted.usual, spelling)
        why = Why.WORDS if found.why is Why.EXACT else found.why
        return Match(0.94 * found.score, why)
    if key.kind is KeyKind.SOUND:
        heard = wanted.sound or wanted.written
        return _sounds(heard, spelling, 0.9 if wanted.is_chinese else 0.96)
    if wanted.is_chinese:
        return NONE
    why = Why.ABBREVIATION if key.kind is KeyKind.INITIALS else Why.INITIALS
    return _short(wanted.written, spelling.compact, why)


def _likeness(wanted: Spelling, name: Spelling) -> Match:
    whole, part = name.compact, wanted.compact
    if part == whole:
        return Match(1.0, Why.EXACT)
    share = len(part) / len(whole)
    if whole.startswith(part):
        at_word = name.text.startswith(wanted.text) and name.text[len(wanted.text)] == " "
        return Match(0.86 + 0.1 * share if at_word else 0.77 + 0.13 * share, Why.PREFIX)
    best = _inside(wanted, name, share)
    alike = OSA.normalized_similarity(part, whole, score_cutoff=_LEAST_ALIKE)
    best = _better(best, Match(0.97 * alike, Why.TYPO))
    if is_han(part[0]):
        if whole.endswith(part) and share > 0.6:  # what stands before it says where that is
            return Match(0.84 + 0.15 * share, Why.PART)
        return _better(best, _left_out(part, whole, share))
    if best.score >= _SURE:
        return best
    return _better(best, _word_by_word(wanted.words, name.words))


def _inside(wanted: Spelling, name: Spelling, share: float) -> Match:
    part = wanted.compact
    if part not in name.compact:
        return NONE
    if f" {wanted.text} " in f" {name.text} ":
        return Match(0.7 + 0.22 * share, Why.WORDS)
    if f" {wanted.text}" in name.text:
        return Match(0.68 + 0.22 * share, Why.WORDS)
    if len(part) > 2 or is_han(part[0]):
        return Match(0.62 + 0.25 * share, Why.PART)
    return NONE


def _left_out(part: str, whole: str, share: float) -> Match:
    """Chinese names are shortened by leaving characters out, in order."""
    rest = iter(whole)
    if len(part) < 2 or not all(character in rest for character in part):
        return NONE
    first = 0.06 if part[0] == whole[0] else 0.0
    return Match(0.6 + first + 0.25 * share, Why.ABBREVIATION)


def _sounds(wanted: Spelling, name: Spelling, weight: float) -> Match:
    whole, part = name.compact, wanted.compact
    if part == whole:
        return Match(weight, Why.PINYIN)
    share = len(part) / len(whole)
    if len(part) > 1 and whole.startswith(part):
        return Match(weight * (0.8 + 0.15 * share), Why.PINYIN)
    found = NONE
    if len(part) > 3 and f" {wanted.text}" in name.text:
        found = Match(weight * (0.68 + 0.22 * share), Why.PINYIN)
    elif len(part) > 3 and part in whole:
        found = Match(weight * (0.62 + 0.25 * share), Why.PINYIN)
    if len(part) > 3:
        alike = OSA.normalized_similarity(part, whole, score_cutoff=0.7)
        found = _better(found, Match(weight * 0.97 * alike, Why.PINYIN))
    if not found.score and _leaves_out(part, name.words):
        return Match(weight * (0.6 + 0.25 * share), Why.PINYIN)
    return found


def _leaves_out(part: str, syllables: tuple[str, ...]) -> bool:
    """Whether it is two or more of the syllables, in order: fagaiwei."""
    used = 0
    for syllable in syllables:
        if part.startswith(syllable):
            part = part[len(syllable) :]
            used += 1
    return not part and used > 1


def _short(wanted: Spelling, whole: str, why: Why) -> Match:
    part = wanted.compact
    if part == whole and len(part) > 1:
        return Match(0.93, why)
    if len(part) > 2 and whole.startswith(part):
        return Match(0.7 + 0.15 * len(part) / len(whole), why)
    if len(whole) > 2 and whole in wanted.words:  # and other words
        return Match(0.6, why)
    if len(part) > 3:
        return Match(0.9 * OSA.normalized_similarity(part, whole, score_cutoff=0.75), why)
    return NONE


def _word_by_word(wanted: tuple[str, ...], name: tuple[str, ...]) -> Match:
    """Each wanted word with the word of the name that it fits best."""
    used: dict[int, float] = {}
    got = total = 0.0
    why = Why.WORDS
    order: list[int] = []
    for word in _joined(wanted, name):
        weight = _weight(word)
        total += weight
        alike, places, how = _best_place(word, name, used)
        if not places:
            continue
        got += weight * alike
        used.update(dict.fromkeys(places, alike))
        order.append(places[0])
        if how is not Why.WORDS and why is not Why.TYPO:
            why = how
    covered = got / total if total else 0.0
    of_name = sum(_weight(name[place]) for place in used) / sum(map(_weight, name))
    if covered < _LEAST_ALIKE:
        if of_name == 1 and covered > 0.3 and why is not Why.TYPO:  # the whole name and other words
            return Match(0.46 + 0.4 * covered, why)
        return NONE
    score = covered * covered * (0.57 + 0.33 * of_name)
    return Match(score + (0.02 if order == sorted(order) else 0.0), why)


def _joined(wanted: tuple[str, ...], name: tuple[str, ...]) -> list[str]:
    """The wanted words, two of them as one where the name has it so: Peng cheng."""
    found: list[str] = []
    for word in wanted:
        if found and found[-1] + word in name and word not in name:
            found[-1] += word
        else:
            found.append(word)
    return found


def _best_place(
    word: str, name: tuple[str, ...], used: dict[int, float]
) -> tuple[float, tuple[int, ...], Why]:
    best: tuple[float, tuple[int, ...], Why] = (0.0, (), Why.WORDS)
    for place, other in enumerate(name):
        if place in used:
            continue
        if other == word:
            return 1.0, (place,), Why.WORDS
        alike, how = _alike(word, other)
        if alike > best[0]:
            best = alike, (place,), how
    if best[0] >= 0.9 or len(word) < 2:
        return best
    for place in range(len(name) - 1):
        if place not in used and (places := _spelt(word, name, place)):
            return max(best, (0.88, places, Why.ABBREVIATION))
        joined = name[place] + name[place + 1]
        if abs(len(joined) - len(word)) < 3:
            alike = OSA.normalized_similarity(word, joined, score_cutoff=0.75)
            how = Why.WORDS if alike == 1.0 else Why.TYPO
            best = max(best, (0.97 * alike, (place, place + 1), how))
    return best if best[0] else (0.0, (), Why.WORDS)


def _alike(word: str, other: str) -> tuple[float, Why]:
    """How alike two words are, of which the first may be unfinished or misspelt."""
    if other.startswith(word):
        return (0.95 if len(word) > 2 else 0.85), Why.WORDS
    if len(word) < 3:
        return 0.0, Why.TYPO
    alike = 0.95 * OSA.normalized_similarity(word, other, score_cutoff=_LEAST_ALIKE)
    if len(word) > 3 and len(other) > len(word):
        start = OSA.normalized_similarity(word, other[: len(word)], score_cutoff=0.7)
        alike = max(alike, 0.85 * start)
    return alike, Why.TYPO


def _spelt(word: str, name: tuple[str, ...], place: int) -> tuple[int, ...]:
    """The words from `place` on, two at least, whose beginnings make up `word`: LegCo, HK."""
    if len(word) > _LONGEST_SHORT or not word.startswith(name[place][0]):
        return ()

    def rest(at: int, start: int) -> tuple[int, ...] | None:
        if at == len(word):
            return ()
        if start == len(name):
            return None
        other = name[start]
        for size in range(min(len(other), len(word) - at), 0, -1):
            if word.startswith(other[:size], at):
                after = rest(at + size, start + 1)
                if after is not None:
                    return (start, *after)
        return rest(at, start + 1) if other in SMALL else None

    found = rest(0, place)
    return found if found and len(found) > 1 else ()


def _weight(word: str) -> float:
    return 0.15 * len(word) if word in SMALL else float(len(word))


def _in_script(found: Match, wanted: Wanted, name: str) -> Match:
    """Say so where the name has the characters of the other script."""
    if found.why in (Why.TYPO, Why.SCRIPT) or set(wanted.typed.compact) <= set(fold(name)):
        return found
    return Match(found.score * 0.99, Why.SCRIPT)


def _better(one: Match, other: Match) -> Match:
    return other if other.score > one.score else one


def _weaker(found: Match, weight: float) -> Match:
    return Match(found.score * weight, found.why)
