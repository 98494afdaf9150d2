"""Predicates: the words of the text by which a relation without a property is told."""

from collections.abc import Sequence

from kg.extract.clause import Clause, Group
from kg.extract.item import Item
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention
from kg.extract.scene import Scene
from kg.extract.words import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, TRANSPARENT

PLAIN = DETERMINERS | TRANSPARENT | {"#", ",", "'s"}
_NOUNS = 2  # of a subject that something owns: "the town's water supply"
_MOST_WORDS = 16  # of a predicate
_OWNING = ("'s", "’s", "'", "’")


def words_to(scene: Scene, group: Group, one: Mention, other: Mention) -> str:
    """The words of the text from a verb to a thing: "strengthens its role as a bridge between",
    "would raise the rank of" where the thing owns it; none where the thing stands before the verb
    or they are many."""
    items, sentence = scene.row.items, scene.row.sentence
    start, stop = items[group.start].span.start, other.span.start
    titled = next((item for item in items if item.mention is other), None)
    stop = min(stop, titled.span.start) if titled is not None else stop
    if stop <= start or start < one.span.start < stop:
        return ""
    told: Sequence[str]
    told = sentence.text[start - sentence.span.start : stop - sentence.span.start].split()
    if {"that", "while", "because", "when"} & set(told[-2:]):
        return ""  # "expressed confidence that the town will"
    while told and told[-1].strip("“‘\"'").lower() in {"", *DETERMINERS}:
        told = told[:-1]
    if told and (told[-1] in ("and", "or") or told[-1].endswith(",")):
        told = _before_list(told, len(group.words))
    behind = [item for item in items if item.span.start >= other.span.end]
    if behind and told and behind[0].lower in _OWNING:
        owned = _owned(scene, behind[1:])
        told = [*told, "the", *owned, "of"] if owned else []
    return " ".join(told) if 0 < len(told) <= _MOST_WORDS else ""


def _owned(scene: Scene, items: Sequence[Item]) -> Sequence[str]:
    """A noun with what stands before it: "the town's tea trade with" has "tea trade"."""
    if scene.parse is None or not items:
        return ()
    at = scene.row.items.index(items[0])
    noun = scene.parse.words[at]
    while noun.role in ("amod", "compound", "nmod", "poss", "advmod") and noun.head > noun.at:
        noun = scene.parse.words[noun.head]
    inside = scene.row.items[at : noun.at + 1]
    return [item.text for item in inside] if noun.tag.startswith("NN") else ()


def noun_of(scene: Scene, group: Group, clause: Clause) -> str:
    """The noun that a thing owns and that is the subject, with a word before it: "water supply"."""
    head, owner, phrase = group.subject_words[-1], clause.owner, clause.subject
    if owner is None or phrase is None:
        return head
    inside = [
        item.text for item in scene.row.items
        if owner.span.end <= item.span.start < phrase.end and item.lower not in PLAIN
        and item.text.isalpha() and item.lower not in CONJUNCTIONS
    ]  # fmt: skip
    if head not in inside:
        return head
    at = inside.index(head)
    return " ".join(inside[max(0, at + 1 - _NOUNS) : at + 1])


def _before_list(told: Sequence[str], verb: int) -> Sequence[str]:
    """ "works with the port, the town and": up to where the list opens, which is the last
    preposition, else the verb."""
    last = max((at for at, word in enumerate(told) if word.lower() in PREPOSITIONS), default=None)
    return told[: last + 1 if last is not None else verb]


def verb_words(lexicon: Lexicon, lemma: str, passive: bool) -> str:
    """The verb of a predicate: "open", of a passive "be opened"."""
    if not passive:
        return lemma
    forms = [w for w, each in lexicon.lemmas.items() if (lemma, "part") in each]
    forms += [w for w, each in lexicon.lemmas.items() if (lemma, "past") in each]
    return f"be {forms[0] if forms else lemma}"
