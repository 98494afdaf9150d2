"""Runs: where a name in capitals begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.joints import NEVER, JointReader, is_owned_by_two
from kg.extract.shapes import glues, is_derived, is_inserted, is_word
from kg.extract.tokens import Token
from kg.extract.words import (
    BE,
    CONJUNCTIONS,
    HAVE,
    MODALS,
    MONTHS,
    PREPOSITIONS,
    SURNAMES,
    word_set,
)

_DEGREES = ("PhD", "MPhil", "MBA", "MSc", "BSc")
_SYLLABLES = ("To", "On", "So")  # of Cantonese names, as of "To Kwa Wan"
_OF_OTHERS = frozenset(("do", "da", "de", "dos", "das", "del", "di", "van", "von", "der", "e"))
_SAINTS = ("St", "St.", "Saint")
_OPENERS = frozenset("\"“‘'.:;–—([*•-")
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
_MONTHS = frozenset((*(name[:3] for name in MONTHS if len(name) > 3), "sept"))
_BEHIND = 3  # words of a name behind a short form in it
_LONGEST = 6  # tokens of a body whose first word may be no name
NO_NAMES = word_set("new old next big good great")
_NUMBERS = word_set("one two three four five six")
_PEOPLE = word_set("people women men children workers consumers farmers students lawyers")
LINKS = word_set("of for and & on in the")


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
# Nouns that end names, and in small letters behind one tell of something else: "the Macau casino".
_LOOSE = word_set(
    "report centre center area policy group team office line link house hall region measures "
    "services service building development town estate address meeting session tour open day road "
    "square point systems visa permit pass fund society party "
    "home homes shop store studio farm factory plant restaurant casino cinema church pool track "
    "trail playground prison mine mill yard villa villas residence residences shelter hostel lodge "
    "dormitory kindergarten nursery rally parade workshop lecture luncheon gathering concert "
    "celebration celebrations showcase roadshow code survey contract force division courts "
    "legislature parliament assembly ward canton reserve"
)


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word stands directly between two capitals."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return at > 0 and tokens[at - 1].capital and after is not None and after.capital


def is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """ "To Kwa Wan", "Fook On Foundation", "Rosanna To": capitals where no sentence opens."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or before.text in _OPENERS:
        return False
    named = before.capital and before.text[1:].islower() and before.lower not in NEVER
    return named or (after is not None and after.capital and before.text.islower())


def is_no_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word opens no name, though it has a capital: "He" is one in "Premier He Lifeng"."""
    token = tokens[at]
    if token.text in _DEGREES:
        return True
    if token.text in _SYLLABLES and is_in_name(tokens, at):
        return False
    if token.lower in _MONTHS:
        day = next((each for each in tokens[at + 1 : at + 3] if each.text != "."), None)
        return day is not None and day.text[0].isdigit()  # "Sept. 5"
    if token.lower not in NEVER:
        return False
    if token.text == "Under" and [t.lower for t in tokens[at + 1 : at + 2]] == ["secretary"]:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text not in SURNAMES or after is None or not after.capital or len(after.text) < 3:
        return True
    titled = at > 0 and tokens[at - 1].capital
    return not (titled or (token.text == "He" and after.text[1:].islower()))


class RunReader(JointReader):
    """Cuts runs of capitals; known names are taken whole."""

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
            if token.lower == "acting" and follows:
                return tokens[at + 1].lower in self.lexicon.posts | {"chief", "financial"}
            if token.lower.endswith(("ing", "ly")):
                return not common and self._opens_firm(tokens, at)
            if common:
                return self._opens_body(tokens, at)
            return follows or token.text in inner or self._opens_body(tokens, at)
        if token.lower in _NATIONS or token.lower.endswith(_PEOPLES):
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            place = token.lower.endswith("ian") and after is not None and (
                not is_word(after) or after.lower in PREPOSITIONS | CONJUNCTIONS
            )  # fmt: skip
            return place or (after is not None and after.capital)
        return True

    def _opens_firm(self, tokens: Sequence[Token], at: int) -> bool:
        """ "Huajing Energy", where a sentence opens with it."""
        end = at + 1
        while end < len(tokens) and tokens[end].capital and is_word(tokens[end]):
            end += 1
        return end > at + 1 and self.lexicon.head_class(tokens[end - 1].lower) == "Company"

    def _opens_body(self, tokens: Sequence[Token], at: int) -> bool:
        """ "Travel Industry Council", "Tea and Rice Alliance", where a sentence opens with them."""
        end = at + 1
        joined = end < len(tokens) and tokens[end].lower == "and"
        end += joined
        while end < len(tokens) and tokens[end].capital and is_word(tokens[end]):
            end += 1
        few = end - at < 3 + joined
        head = self.lexicon.head_class(tokens[end - 1].lower)
        return not few and head in ("Organisation", "GovernmentBody") and end - at <= _LONGEST

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
            elif (
                token.text in ("’s", "'s") and tokens[end - 2].text in _SAINTS and end - first > 1
                and end + 1 < len(tokens) and tokens[end + 1].capital
            ):  # fmt: skip
                end += 1  # "St Anne's Hospital"
            elif token.text in _OF_OTHERS and _is_joined(tokens, end):
                end = self._past(tokens, end + 1, known)  # "Banco do Delta", "Conde de Lima"
            elif is_owned_by_two(tokens, end):
                end += 4  # "Importers' and Exporters' Association"
            elif (
                token.text == ","
                and tokens[first].lower in _NUMBERS
                and (end + 1 < len(tokens) and tokens[end + 1].lower in _NUMBERS)
            ):
                end = self._past(tokens, end + 1, known)  # "Two Piers, One Bay"
            elif token.text == "(" and self._goes_on(tokens, end):
                end = self._past(tokens, end + 3, known)
            elif token.text == "[" and is_inserted(tokens, end):
                end += 3
            elif glues(tokens, end):
                end = self._past(tokens, end + 1, known)
            elif token.text[0].isdigit() and tokens[end - 1].lower in _NUMBERED:
                end += 1
            elif token.lower in LINKS and self._links(tokens, first, end, known):
                end += 1 + (tokens[end + 1].lower in ("the", "a", "an"))
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

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """ "the Tea Party of Hill Town (TPH) Central Committee": a short form inside a name."""
        inside = [token.text for token in tokens[at + 1 : at + 3]]
        if len(inside) < 2 or not inside[0].isupper() or inside[1] != ")":
            return False
        behind = []
        for token in tokens[at + 3 : at + 3 + _BEHIND]:
            if not token.capital or token.lower in self.lexicon.posts:
                break
            behind.append(self.lexicon.head_class(token.lower))
        if [t.text for t in tokens[at + 3 : at + 4]] == ["Government"]:
            return True  # "Island Special Administrative Region (ISAR) Government"
        return len(behind) > 1 and behind[-1] in ("Organisation", "GovernmentBody")

    def _tail(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """With the small word that says what it is: "Island Council election"."""
        if [t.text for t in tokens[end : end + 1]] == ["government"] and (
            self.lexicon.head_class(tokens[end - 1].lower) == "Territory"
        ):
            return end + 1  # "the Hong Kong SAR government"
        if self.lexicon.head_class(tokens[end - 1].lower) and end - first > 1:
            return end
        for size in (1, 2):
            tail = tokens[end : end + size]
            if len(tail) < size or not all(
                t.text.islower() and t.text.replace("-", "").isalpha() for t in tail
            ):
                break
            small = tail[0].lower in NEVER | BE | HAVE | MODALS | PREPOSITIONS | CONJUNCTIONS
            if size == 2 and (small or tail[0].lower in self.lexicon.lemmas):
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
                ruled = [t.text for t in tokens[end + size : end + size + 1]] == ["government"]
                return end + size + (cls == "Territory" and ruled)
        return end
