"""Clause: a verb group with its subject and what follows it."""

from dataclasses import dataclass, field

from kg.extract.mention import Mention


@dataclass(frozen=True, slots=True)
class Argument:
    """Things that follow a verb: `prep` is "" for an object; `words` stand between."""

    prep: str
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    at: int
    chain: int  # how many prepositions lie between the verb and it
    before: tuple[str, ...] = ()  # every word since the verb
    path: tuple[str, ...] = ()  # the prepositions since the verb or the argument before


@dataclass(eq=False, slots=True)
class Group:
    """A verb with its auxiliaries; `form` is fin, inf, ing or part; `lemma` is be for a copula."""

    lemma: str
    start: int
    end: int
    form: str
    passive: bool
    negated: bool
    words: tuple[str, ...]
    subject: tuple[Mention, ...] = ()
    subject_words: tuple[str, ...] = ()
    governor: "Group | None" = None
    relative: bool = False
    arguments: tuple[Argument, ...] = ()
    figures: list[int] = field(default_factory=list)
    cues: frozenset[str] = frozenset()  # words of the clause that leave open whether it holds
