"""Word by word: each word that is searched for beside the word of a name that it fits best."""

from rapidfuzz.distance import OSA

from kg.answers.folding import SMALL
from kg.answers.why import NONE, Match, Why, better

_LEAST_ALIKE = 0.6  # of two words, of which one is misspelt
_SPELT = 0.88  # what beginnings of words are worth beside the words
_LEAST_COVERED = 0.2  # of a text that has the whole name and other words
_LONGEST_SHORT = 10  # letters of an abbreviation inside a query


def word_by_word(wanted: tuple[str, ...], name: tuple[str, ...]) -> Match:
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
    best = NONE
    if covered >= _LEAST_ALIKE:
        score = covered * covered * (0.57 + 0.33 * of_name)
        best = Match(score + (0.02 if order == sorted(order) else 0.0), why)
    whole = of_name == 1 and all(alike in (1.0, _SPELT) for alike in used.values())
    if whole and covered > _LEAST_COVERED:  # the whole name and other words
        best = better(best, Match(0.44 + 0.3 * covered, why))
    return best


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
        if place in used:
            continue
        if name[place][0] == word[0] and (places := _spelt(word, name, place)):
            return max(best, (_SPELT, places, Why.ABBREVIATION))
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
    if len(word) < 3 or len(word) > 2 * len(other):
        return 0.0, Why.TYPO
    alike = 0.95 * OSA.normalized_similarity(word, other, score_cutoff=_LEAST_ALIKE)
    if len(word) > 3 and len(other) > len(word):
        start = OSA.normalized_similarity(word, other[: len(word)], score_cutoff=0.7)
        alike = max(alike, 0.85 * start)
    return alike, Why.TYPO


def _spelt(word: str, name: tuple[str, ...], place: int) -> tuple[int, ...]:
    """The words from `place` on, two at least, whose beginnings make up `word`: LegCo, HK."""
    if len(word) > _LONGEST_SHORT:
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
