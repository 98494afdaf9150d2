"""Unnamed: things that a text only describes, "a pilot scheme", and what later stands for them."""

from collections.abc import Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.mention import Referent
from kg.extract.tokens import Token
from kg.extract.words import word_set

# Adjectives that do not tell which thing is meant.
VAGUE = word_set(
    "new old own same other such this that first second third last next main major key large small "
    "big good whole entire current existing proposed planned possible latest recent special local "
    "various certain particular similar different further additional relevant more many several "
    "modern massive private public earlier previous future huge important said pilot joint much "
    "better bigger larger smaller stronger weaker greater higher lower wider closer deeper broader"
)
# Nouns so common that they tell a thing only with a word of their own, or with what follows.
LIGHT = word_set(
    "service centre center policy system line link hub measure group report law review team "
    "council school plant mechanism authority union panel proposal crossing building arrangement "
    "visa permit site study hall market road store shop facility tax"
)
# What a noun may be followed by that tells which thing it is: "measures to help firms".
_OPENING = word_set("to for linking connecting between joining on allowing that which")
# Nouns that stand for whatever was planned or decided.
_MOVES = word_set("move change decision step adjustment increase reduction relaxation plan")


class UnnamedThings:
    """The things without a name of one document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words: dict[Referent, frozenset[str]] = {}
        self.heads: dict[Referent, str] = {}

    def found(self, head: str, telling: Sequence[str]) -> Referent | None:
        """The last thing with this noun, and no other words of its own than `telling`."""
        wanted = frozenset(telling)
        for thing in reversed(self.heads):
            known = self.words[thing]
            if self.heads[thing] == head and (not wanted or wanted <= known or known <= wanted):
                return thing
        return None

    def tells(self, tokens: Sequence[Token], at: int, head: str, telling: Sequence[str]) -> bool:
        """Whether a new thing is introduced: its own words tell it, or what follows."""
        if telling or self.lexicon.nouns[head][0] == "Person":
            return True
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return after in _OPENING and head not in _MOVES

    def new(self, text: str, head: str, telling: Sequence[str], cls: str) -> Referent:
        """Keep another thing."""
        thing = Referent(text, cls, named=False)
        thing.call(text)
        self.heads[thing], self.words[thing] = head, frozenset(telling)
        return thing
