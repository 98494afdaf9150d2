"""Frames: the templates of the ontology, read once and looked up by verb, noun or words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.extract.lexicon import Lexicon
from kg.extract.words import PREPOSITIONS, word_set

K = TypeVar("K")
V = TypeVar("V")
_PREPS = PREPOSITIONS | {"to"}
_PARTICLES = word_set("up out off down back ahead forward away")


@dataclass(frozen=True, slots=True)
class Frame:
    """How a property is said with a verb.

    "S sign agreement with O" is lemma sign, words (agreement), prep with; `swapped` where the
    verb's subject is O. `passive` asks for "be built in"; a copula has the lemma be.
    """

    name: str
    lemma: str
    particle: str
    words: tuple[str, ...]
    prep: str
    swapped: bool
    passive: bool
    alone: bool  # the object is not looked for: a state
    text: str


@dataclass(frozen=True, slots=True)
class Between:
    """A noun or two things joined: "cooperation between S and O", "S 's visit to O"."""

    name: str
    noun: str
    prep: str
    owned: bool
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two things side by side with only these words between them: "S in O", "O 's S"."""

    name: str
    words: tuple[str, ...]
    swapped: bool
    text: str


@dataclass(frozen=True)
class Frames:
    """All frames of the ontology by what they are found with."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Between, ...]]
    beside: Mapping[tuple[str, ...], tuple[Beside, ...]]
    joint: Mapping[str, tuple[str, ...]]  # "S and O cooperate": properties by lemma


def frames(lexicon: Lexicon) -> Frames:
    """Read the templates; raise ValueError for one that has no known form."""
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Between]] = {}
    beside: dict[tuple[str, ...], list[Beside]] = {}
    joint: dict[str, list[str]] = {}
    for name, texts in lexicon.phrases.frames.items():
        for text in texts:
            parts = text.split()
            if name == "commentsOn" and parts[1] != "'s":
                continue  # read by kg.extract.speech: the object is what is said
            if parts[:3] == ["S", "and", "O"]:
                joint.setdefault(parts[3], []).append(name)
            elif parts[0] in ("S", "O") and parts[1] == "'s" and len(parts) > 3:
                nouns.setdefault(parts[2], []).append(Between(name, parts[2], parts[3], True, text))
            elif parts[0] not in ("S", "O"):
                noun = Between(name, parts[0], parts[1], False, text)
                nouns.setdefault(parts[0], []).append(noun)
            elif _is_beside(lexicon, parts):
                words = tuple(parts[1:-1]) if parts[-1] in ("S", "O") else tuple(parts[1:])
                each = Beside(name, words, parts[0] == "O", text)
                beside.setdefault(words, []).append(each)
            else:
                frame = _verb(lexicon, name, parts, text)
                verbs.setdefault(frame.lemma, []).append(frame)
    return Frames(_frozen(verbs), _frozen(nouns), _frozen(beside), _frozen(joint))


def _frozen(found: dict[K, list[V]]) -> Mapping[K, tuple[V, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _is_beside(lexicon: Lexicon, parts: list[str]) -> bool:
    return parts[1] != "be" and parts[1] not in lexicon.lemmas


def _verb(lexicon: Lexicon, name: str, parts: list[str], text: str) -> Frame:
    swapped = parts[0] == "O"
    rest = parts[1:]
    alone = rest[-1] not in ("S", "O")
    if not alone:
        rest = rest[:-1]
    lemma, rest, passive = rest[0], rest[1:], False
    if lemma == "be" and rest and rest[0] not in _PREPS:
        found = [each for each, form in lexicon.lemmas.get(rest[0], ()) if form in ("past", "part")]
        if found:
            lemma, rest, passive = found[0], rest[1:], True
    particle = rest[0] if rest and rest[0] in _PARTICLES else ""
    if particle:
        rest = rest[1:]
    prep = rest[-1] if rest and rest[-1] in _PREPS and not alone else ""
    words = tuple(rest[:-1] if prep else rest)
    return Frame(name, lemma, particle, words, prep, swapped, passive, alone, text)
