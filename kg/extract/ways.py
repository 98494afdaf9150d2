"""Ways: what a sentence says from one thing to another, in the words between them in its parse."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.clause import Group
from kg.extract.item import WORD
from kg.extract.mention import Mention
from kg.extract.parse import Word
from kg.extract.scene import Scene

_SUBJECTS = ("nsubj", "nsubjpass")
_OWNED = ("poss", "compound", "amod", "nmod")
_BESIDE = ("conj", "appos")
# Where another clause begins, with a subject of its own.
_APART = ("relcl", "ccomp", "csubj", "csubjpass", "parataxis", "dep", "punct", "mark", "")
_NO_OBJECTS = ("advmod", "npadvmod", "conj", *_SUBJECTS, *_APART)
_MOVING = ("as", "to", "into", "from", "on")  # "named Lee as head", "brought the games to the town"
_LONGEST = 7  # words from one thing to the other


@dataclass(frozen=True, slots=True)
class Way:
    """How a sentence leads from `one` to `other`.

    `verb` is the lemma of the clause; `words` are those behind it, down to `other`. `groups` are
    the clauses from that of `other` up to that of `one`; `roles` are those in which the two hang
    where their ways meet.
    """

    one: Mention
    other: Mention
    verb: str
    words: tuple[str, ...]
    groups: tuple[Group, ...]
    passive: bool
    roles: tuple[str, str]


def way(scene: Scene, first: Mention, second: Mention) -> Way | None:
    """The way between two things of a sentence; None where it says nothing from one to another."""
    ends = (_at(scene, first), _at(scene, second))
    if scene.parse is None or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    up, down = _paths(scene, ends[0], ends[1])
    if len(up) < 2 or len(down) < 2 or len(up) + len(down) - 2 > _LONGEST:
        return None
    if down[-2].role in _SUBJECTS:
        first, second, up, down = second, first, down, up
    return _of_verb(scene, first, second, up, down)


def _at(scene: Scene, mention: Mention) -> int | None:
    """The item that a mention is, or that is the noun of what it describes."""
    items = scene.row.items
    own = next((n for n, item in enumerate(items) if item.mention is mention), None)
    if own is not None:
        return own
    return next((n for n, item in enumerate(items) if item.span.end == mention.span.end), None)


def _paths(scene: Scene, one: int, other: int) -> tuple[list[Word], list[Word]]:
    """From each of two words up to the word where their ways meet, that word in both."""
    parse = scene.parse
    ways: list[list[Word]] = []
    for at in (one, other):
        word = parse.words[at] if parse else None
        found: list[Word] = []
        while word is not None and parse is not None and word not in found:
            found.append(word)
            word = parse.above(word)
        ways.append(found)
    shared = set(ways[0]) & set(ways[1])
    meeting = next((word for word in ways[0] if word in shared), None)
    if meeting is None:
        return [], []
    return (ways[0][: ways[0].index(meeting) + 1], ways[1][: ways[1].index(meeting) + 1])


def _of_verb(
    scene: Scene, one: Mention, other: Mention, up: Sequence[Word], down: Sequence[Word]
) -> Way | None:
    """ "met officials of Hill Town", "is to help build the port", "was named as head of …"."""
    verb, group = up[-1], _group(scene, up[-1].at)
    owner = any(word.role not in _BESIDE for word in up[:-2])  # "Hill Town firms": not the town
    if group is None or owner or down[-2].role in _NO_OBJECTS:
        return None
    subject = up[-2].role in _SUBJECTS
    moved = up[-2].role == "dobj" and down[-2].lower in _MOVING and not group.passive
    if not subject and not moved:
        return None
    path, opening, passive = down, group, group.passive or moved
    if down[-2].role == "advcl":
        inner = _group(scene, down[-2].at)
        if inner is None or _has_subject(scene, down[-2]):
            return None
        if inner.form == "ing":  # "speaking at the fair, Lee said": Lee spoke at the fair
            path, opening, passive, verb = down[:-1], inner, inner.passive, down[-2]
    words, done = _words(scene, path), () if moved else _done(scene, verb, path)
    if words is None or done is None or len(path) < 2:
        return None
    words = (*done, *words)
    inside = tuple(found for word in path if (found := _group(scene, word.at)) is not None)
    return Way(
        one, other, opening.lemma, words, inside or (opening,), passive,
        (up[-2].role, _role(down[-2])),
    )  # fmt: skip


def _done(scene: Scene, verb: Word, path: Sequence[Word]) -> tuple[str, ...] | None:
    """ "buy tickets for the pier": what is done, where a preposition hangs on the verb itself; None
    where that is another thing."""
    done = scene.parse.role(verb, "dobj") if scene.parse else None
    if path[-2].role != "prep" or done is None or done.at > path[-2].at:
        return ()
    item = scene.row.items[done.at]
    return (item.lower,) if item.kind == WORD and item.lower.isalpha() else None


def _words(scene: Scene, path: Sequence[Word]) -> tuple[str, ...] | None:
    """The words from the word that ends `path` down to the one that opens it; None past another
    thing."""
    found: list[str] = []
    for below, word in pairwise(path[:-1]):
        if word.role in _APART:
            return None
        if below.role in _BESIDE:
            continue
        item = scene.row.items[word.at]
        if item.kind != WORD or not item.lower.replace("-", "").isalpha():
            return None
        group = _group(scene, word.at)
        found.insert(0, f"to {item.lower}" if group and group.form == "inf" else item.lower)
    if path[0].role in _APART:
        return None
    own = next((word for word in path if word.role not in _BESIDE), path[0])
    if own.role in _OWNED:
        found.append("of")
    return tuple(found)


def _group(scene: Scene, at: int) -> Group | None:
    """The verb group that has an item."""
    return next((group for group in scene.groups if group.start <= at < group.end), None)


def _has_subject(scene: Scene, verb: Word) -> bool:
    return scene.parse is not None and scene.parse.role(verb, *_SUBJECTS) is not None


def _role(word: Word) -> str:
    """The role of a word; of a preposition the word itself."""
    return word.lower if word.role in ("prep", "agent", "dative") else word.role
