"""Runs: where a name in capitals begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lexicon import Lexicon
from kg.extract.shapes import glues, is_derived, is_inserted, is_person_like, is_short, is_word
from kg.extract.tokens import Token
from kg.extract.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    SURNAMES,
    WEEKDAYS,
    word_set,
)

_NEVER = (
    DETERMINERS
    | PREPOSITIONS
    | SUBORDINATORS
    | CONJUNCTIONS
    | SUBJECT_PRONOUNS
    | ADVERBS
    | set(WEEKDAYS)
    | set(MONTHS)
    | {"may"}
    | word_set(
        "he's it's i'm i've we've let's yes no not if hk$ us$ mop$ rmb photo file image earlier "
        "asked speaking according based given ai it gdp ceo pm am hkt tv"
    )
) | {"year", "new year"}
_PEOPLES = ("ese", "ish", "ian", "ians")
_NATIONS = word_set(
    "german french greek dutch thai swiss american americans british cantonese mandarin asian "
    "european"
)
_NUMBERED = word_set("no no. nos phase terminal gate line route section exit pier")
_EPITHETS = word_set(
    "former late senior top veteran retired incumbent outgoing ex many most some several more few "
    "other various numerous certain"
)
_SOFT = word_set("development services planning policy education")
NO_NAMES = word_set("new old next big good great")
_NUMBERS = word_set("one two three four five six")
_PEOPLE = word_set("people women men children workers consumers farmers students lawyers")
LINKS = word_set("of for and & on in the")
# What follows such a name may still be of it: "Plan on the Construction of …".
_LONG = ("Plan", "Event", "Agreement", "Programme")


@dataclass(frozen=True, slots=True)
class Run:
    first: int
    end: int  # of tokens


_TAILS = (
    "GovernmentBody",
    "Event",
    "Project",
    "Plan",
    "Programme",
    "Port",
    "Facility",
    "Zone",
    "AcademicInstitution",
    "Territory",
    "Agreement",
)
_LOOSE = (
    word_set(
        "report centre center area policy group team office line link house hall region measures "
        "services service"
    )
    | word_set(
        "building development town estate address address meeting session tour open day road "
        "square point"
    )
    | word_set("systems session visa permit pass fund point society party")
)


def is_no_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word opens no name, though it has a capital: "He" is one in "Premier He Lifeng"."""
    token = tokens[at]
    if token.lower not in _NEVER:
        return False
    if token.text == "Under" and [t.lower for t in tokens[at + 1 : at + 2]] == ["secretary"]:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text not in SURNAMES or after is None or not after.capital or len(after.text) < 3:
        return True
    titled = at > 0 and tokens[at - 1].capital
    return not (titled or (token.text == "He" and after.text[1:].islower()))


def _is_owned_by_two(tokens: Sequence[Token], at: int) -> bool:
    """Whether "' and Exporters' Association" stands at `at`, behind "Importers"."""
    after = tokens[at : at + 5]
    marks = [token.text in ("’", "'") for token in after]
    return (
        len(after) == 5 and marks[0] and marks[3] and tokens[at - 1].lower.endswith("s")
        and after[1].lower == "and" and after[2].capital and after[4].capital
    )  # fmt: skip


class RunReader:
    """Cuts runs of capitals; known names are taken whole."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def _opens(
        self,
        tokens: Sequence[Token],
        at: int,
        lower: set[str],
        inner: set[str],
        known: dict[int, int],
    ) -> bool:
        token = tokens[at]
        if token.start in known and token.capital:
            return known[token.start] >= token.end
        if token.capital and at + 1 < len(tokens) and glues(tokens, at + 1) and at > 0:
            return True  # "In-Depth Cooperation Zone"
        if not token.capital or is_no_name(tokens, at) or not token.text[0].isalpha():
            return False
        if is_derived(token):
            return False
        if token.lower in _EPITHETS and (at == 0 or tokens[at - 1].text in '“"‘'):
            return False  # "Former Harbour Council member"
        if (
            token.lower in self.lexicon.posts
            and at + 2 < len(tokens)
            and (
                tokens[at + 1].capital
                or (
                    tokens[at + 1].lower in ("for", "of")
                    and (tokens[at + 2].capital or tokens[at + 2].lower == "the")
                )
            )
        ):
            return True
        if (
            at + 1 < len(tokens)
            and tokens[at + 1].capital
            and tokens[at + 1].lower in self.lexicon.posts
            and (not token.lower.endswith("ing"))
        ):
            return True  # "Financial Secretary", where the sentence opens with it
        opening = at == 0 or tokens[at - 1].text in "\"“‘'.:;–—(["
        if opening:
            follows = at + 1 < len(tokens) and tokens[at + 1].capital
            common = token.lower in lower or token.lower in self.lexicon.lemmas
            if token.text in inner and not common:
                return True
            if token.text.isupper() and token.text.isalpha() and len(token.text) > 2:
                return True
            if common or token.lower.endswith(("ing", "ly")):
                return False
            return follows or (token.text in inner)
        if token.lower in _NATIONS or token.lower.endswith(_PEOPLES):
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            place = token.lower.endswith("ian") and after is not None and (
                not is_word(after) or after.lower in PREPOSITIONS | CONJUNCTIONS
            )  # fmt: skip
            return place or (after is not None and after.capital)
        return True

    def _run(self, tokens: Sequence[Token], first: int, known: dict[int, int]) -> Run:
        end = self._past(tokens, first, known)
        while end < len(tokens):
            token = tokens[end]
            if (
                is_word(token)
                and (token.capital or token.start in known)
                and not is_no_name(tokens, end)
                and not is_derived(token)
            ):
                end = self._past(tokens, end, known)
            elif token.text == "," and self._portfolio(tokens, first, end, known):
                end += 1 + (tokens[end + 1].lower == "and")
            elif (
                token.text in ("’s", "'s")
                and tokens[end - 1].lower in _PEOPLE
                and (end + 1 < len(tokens) and tokens[end + 1].capital)
            ):
                end += 1
            elif (
                token.text in ("’", "'") and tokens[end - 1].lower.endswith("s")
                and end + 1 < len(tokens) and tokens[end + 1].capital
                and token.start == tokens[end - 1].end and tokens[end - 1].start not in known
            ):  # fmt: skip
                end += 1  # "Harbour Workers' Union"
            elif _is_owned_by_two(tokens, end):
                end += 4  # "Importers' and Exporters' Association"
            elif (
                token.text == ","
                and tokens[first].lower in _NUMBERS
                and (end + 1 < len(tokens) and tokens[end + 1].lower in _NUMBERS)
            ):
                end = self._past(tokens, end + 1, known)  # "Two Piers, One Bay"
            elif token.text == "[" and is_inserted(tokens, end):
                end += 3
            elif glues(tokens, end):
                end = self._past(tokens, end + 1, known)
            elif token.text[0].isdigit() and tokens[end - 1].lower in _NUMBERED:
                end += 1
            elif token.lower in LINKS and self._links(tokens, first, end, known):
                end += 1 + (tokens[end + 1].lower == "the")
                end = self._past(tokens, end, known)
            else:
                break
        tail = self._tail(tokens, first, end)
        if (
            tail > end
            and tail + 1 < len(tokens)
            and tokens[tail].lower == "of"
            and tokens[tail + 1].capital
        ):
            tail = self._past(tokens, tail + 1, known)  # "Harbour port of the bridge"
            while tail < len(tokens) and (
                (tokens[tail].capital and is_word(tokens[tail])) or glues(tokens, tail)
            ):
                tail = self._past(tokens, tail + (not is_word(tokens[tail])), known)
        return Run(first, tail)

    def _portfolio(
        self, tokens: Sequence[Token], first: int, comma: int, known: dict[int, int]
    ) -> bool:
        """ "Secretary for Innovation, Technology and Industry": a list inside an office."""
        words = [token.lower for token in tokens[first:comma]]
        body = self.lexicon.head_class(words[0]) in ("GovernmentBody", "Organisation") and (
            words[1:2] in (["of"], ["for"])
        )
        if not body and (
            "for" not in words or not any(word in self.lexicon.posts for word in words)
        ):
            return False
        after = tokens[comma + 1 : comma + 4]
        if len(after) < 2 or words[-1] in self.lexicon.posts:
            return False
        if after[0].lower == "and":
            return after[1].capital
        past = self._past(tokens, comma + 1, known)
        behind = tokens[past].lower if past < len(tokens) else ""
        return after[0].capital and behind in (",", "and")

    def _past(self, tokens: Sequence[Token], at: int, known: dict[int, int]) -> int:
        """The end of the known name that opens at `at`, else of the one token."""
        stop = known.get(tokens[at].start)
        end = at + 1
        while stop is not None and end < len(tokens) and tokens[end].end <= stop:
            end += 1
        return end

    def _links(self, tokens: Sequence[Token], first: int, at: int, known: dict[int, int]) -> bool:
        """Whether the small word at `at` stands inside one name."""
        link, after = tokens[at].lower, at + 1
        if after >= len(tokens):
            return False
        portfolio = (
            link == "and"
            and tokens[first].lower in self.lexicon.posts
            and any(t.lower == "for" for t in tokens[first:at])
        )
        if tokens[after].lower == "the" and (link in ("of", "for", "on", "in") or portfolio):
            after += 1
        if after >= len(tokens) or not tokens[after].capital or tokens[after].lower in _NEVER:
            return False
        last = tokens[at - 1].lower
        cls = self.lexicon.head_class(last)
        if link == "the":
            return False
        if link in ("and", "&") and tokens[after].lower == "the":
            return False
        if link in ("and", "&"):
            words = [token.lower for token in tokens[first:at]]
            if (
                "for" in words
                and words[0] in self.lexicon.posts | {"deputy", "permanent", "under"}
                and (words[-1] not in self.lexicon.posts)
            ):
                return True  # "Secretary for Trade, Work and Health"
            return self._joins(tokens, first, at, known)
        whole = [token.lower for token in tokens[first:at]]
        long = cls in _LONG or any(self.lexicon.head_class(w) in _LONG for w in whole)
        if link == "of":
            named = any(self.lexicon.head_class(word) for word in whole)
            return (
                cls is not None
                or named
                or last in self.lexicon.posts
                or long
                or (
                    at - first == 1
                    and tokens[at - 1].start not in known
                    and not is_short(tokens[at - 1])
                    and last.endswith(("ion", "ment", "ance", "ure", "ship", "ry"))
                )
            )
        if link == "for":
            return cls is not None or last in self.lexicon.posts or long
        if link == "in":
            return long and any(t.lower == "on" for t in tokens[first:at])
        return long and cls in ("Plan", "Event", "Agreement")

    def _joins(self, tokens: Sequence[Token], first: int, at: int, known: dict[int, int]) -> bool:
        """ "Innovation and Technology Bureau" is one name, "Harbour City and Hill Town" are two."""
        end = at + 1
        while end < len(tokens) and (
            (tokens[end].capital and is_word(tokens[end])) or glues(tokens, end)
        ):
            end = self._past(tokens, end + (not is_word(tokens[end])), known)
        size, last = end - at - 1, tokens[end - 1].lower
        if [t.lower for t in tokens[at - 1 : at + 2]] == ["belt", "and", "road"]:
            return True
        if (
            size > 1
            and tokens[at - 1].lower.endswith(("ic", "al"))
            and self.lexicon.head_class(last)
        ):
            return True  # "Harbour Economic and Trade Office"
        listed = any(t.text == "," for t in tokens[first:at])
        if listed and self.lexicon.head_class(tokens[first].lower) and last == "affairs":
            return True  # "Department of Harbour, Hill Town and Island Affairs"
        if size < 2 and not (
            size == 1
            and any(t.lower in ("of", "for", "on") for t in tokens[first:at])
            and tokens[at - 1].start not in known
        ):
            return False
        before = tokens[at - 1]
        linked = [t.lower for t in tokens[first:at] if t.lower in ("of", "for")]
        if (
            linked
            and size <= 3
            and before.start not in known
            and not is_person_like(tokens[at + 1 : end])
            and self.lexicon.head_class(last) is None
            and self.class_of(" ".join(t.text for t in tokens[first:at]))
        ):
            return True  # "Institute of Mathematics and Interdisciplinary Sciences"
        if before.lower in _SOFT and self.lexicon.head_class(last) in (
            "GovernmentBody",
            "AcademicInstitution",
        ):
            return True
        alone = first and first == at - 1 and tokens[first - 1].lower == "the"
        if alone and before.start not in known and self.lexicon.head_class(last) == "Facility":
            return size == 2  # "the Training and Exhibition Hall"
        if self.lexicon.head_class(before.lower) or before.lower in self.lexicon.posts:
            return False
        opening = known.get(tokens[first].start)
        if opening is not None and opening >= before.end:  # a known name is what stands before
            after = known.get(tokens[at + 1].start)
            inside = after is not None and after < tokens[end - 1].start
            return inside and self.lexicon.head_class(last) is not None and size >= 3
        if size == 1:
            return True
        return self.lexicon.head_class(last) is not None and not is_person_like(tokens[first:at])

    def _tail(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """With the small word that says what it is: "Island Council election"."""
        if self.lexicon.head_class(tokens[end - 1].lower) and end - first > 1:
            return end
        for size in (1, 2):
            tail = tokens[end : end + size]
            if len(tail) < size or not all(t.text.islower() and t.text.isalpha() for t in tail):
                break
            if size == 2 and (tail[0].lower in _NEVER or tail[0].lower in self.lexicon.lemmas):
                break
            cls = self.lexicon.head_class(tail[-1].lower)
            verb = {name for _, name in self.lexicon.lemmas.get(tail[-1].lower, ())} - {
                "base",
                "ing",
            }
            acts = tail[-1].lower in self.lexicon.lemmas and tokens[end + size : end + size + 1]
            if acts and tokens[end + size].lower == "to":
                break  # "Hill Town officials plan to": no plan
            if cls in _TAILS and not verb and tail[-1].lower not in _LOOSE:
                return end + size
        return end

    def class_of(self, text: str) -> str | None:
        """The class that the words of a name show: its last head word before "of", "for", "in"."""
        words = text.replace("’", "'").split()
        for at, word in enumerate(words):
            if word.lower() in ("of", "for", "on", "in") and at:
                found = self.lexicon.head_class(words[at - 1].strip(",()"))
                if found:
                    return found
        several = self.lexicon.head_class(" ".join(words[-2:]))
        return several or (self.lexicon.head_class(words[-1].strip(",()")) if words else None)
