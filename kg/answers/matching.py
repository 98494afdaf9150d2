"""Matching: how well a name fits what is searched for, and why."""

from rapidfuzz.distance import OSA

from kg.answers.folding import Spelling, fold, is_han
from kg.answers.keys import Key, KeyKind, Wanted
from kg.answers.why import NONE, Match, Why, better, weaker
from kg.answers.wordwise import word_by_word

_LEAST_ALIKE = 0.6  # of two names, of which one is misspelt
_SURE = 0.91  # a comparison word by word finds nothing better


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
            found = better(found, weaker(_likeness(wanted.usual, spelling), 0.995))
        if wanted.is_chinese:
            found = _in_script(found, wanted, name)
            if wanted.sound and not is_han(spelling.compact[0]):
                found = better(found, _sounds(wanted.sound, spelling, 0.93))
        return found
    if key.kind is KeyKind.USUAL:
        return weaker(_likeness(wanted.usual, spelling), 0.995)
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
    best = better(best, Match(0.97 * alike, Why.TYPO))
    if is_han(part[0]):
        if whole.endswith(part) and share > 0.6:  # what stands before it says where that is
            return Match(0.84 + 0.15 * share, Why.PART)
        if len(whole) > 1 and part.startswith(whole):  # the whole name, and what it is
            best = better(best, Match(0.6 + 0.3 / share, Why.WORDS))
        return better(best, _left_out(part, whole, share))
    if best.score >= _SURE:
        return best
    return better(best, word_by_word(wanted.words, name.words))


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
        found = better(found, Match(weight * 0.97 * alike, Why.PINYIN))
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


def _in_script(found: Match, wanted: Wanted, name: str) -> Match:
    """Say so where the name has the characters of the other script."""
    if found.why in (Why.TYPO, Why.SCRIPT) or set(wanted.typed.compact) <= set(fold(name)):
        return found
    return Match(found.score * 0.99, Why.SCRIPT)
