"""Clause: a verb group with its subject and what follows it."""

from dataclasses import dataclass, field

from kg.extract.mention import Mention
from kg.model.sentence import Span


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
    parsed: "Clause | None" = (
        None  # what a parse tells besides; None where clauses are read by rules
    )


@dataclass(frozen=True, slots=True)
class Thing:
    """What a clause names behind its verb; `path` has the nouns and prepositions from the verb to
    it: "offer support for X" is (support, for), "raise X's rank" is (rank, of)."""

    mention: Mention
    path: tuple[str, ...]
    modifies: bool = False  # it only stands before a noun: "Hill Town visitors"


@dataclass(frozen=True, slots=True)
class Clause:
    """What only a parse tells of a verb group.

    `content` is what its clause object says ("said that …"), None where it has none; `told` the
    verb groups of that; `around` all that its own clause covers; `main` whether it is the verb of
    its sentence, or stands beside that; `inside` every mention in the phrase of its subject, in
    order; `subject` where that phrase stands; `owner` the first of these where it stands before the
    noun that is the subject; `things` every other mention of its own clause.
    """

    around: Span
    content: Span | None
    told: tuple[Group, ...]
    main: bool
    past: bool
    inside: tuple[Mention, ...]
    owner: Mention | None
    subject: Span | None
    things: tuple[Thing, ...]
    particle: str  # "out" of "carry out"; empty where it has none
