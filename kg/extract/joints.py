"""Joints: which small words and commas stand inside one name."""

from collections.abc import Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.shapes import glues, is_person_like, is_short, is_word
from kg.extract.tokens import Token
from kg.extract.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    WEEKDAYS,
    word_set,
)

NEVER = (
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
_PAIRS = (
    ["belt", "and", "road"], ["radio", "and", "television"], ["customs", "and", "excise"],
)  # fmt: skip
_WORDS, _PARTS = 3, 6  # at most, of "the Works, Trade and Industry Bureau"
# Portuguese names open with what they are.
_PORTUGUESE = {
    "banco": "Company", "universidade": "AcademicInstitution", "instituto": "AcademicInstitution",
    "associação": "Organisation", "fundação": "Organisation",
}  # fmt: skip
_RULE = ["rule", "law"]
_ROYAL = word_set("prince princess queen king duke")
_SITTING = word_set("committee panel commission group force subcommittee")
# What may end the name of a firm, and is a field of a bureau: "Civil Engineering and Development
# Department".
_FIELDS = word_set(
    "engineering power insurance logistics shipping healthcare energy technology retail investment"
)
_SOFT = word_set("development services planning policy education")
# What follows such a name may still be of it: "Plan on the Construction of …".
_LONG = ("Plan", "Event", "Agreement", "Programme")


def is_owned_by_two(tokens: Sequence[Token], at: int) -> bool:
    """Whether "' and Exporters' Association" stands at `at`, behind "Importers"."""
    after = tokens[at : at + 5]
    marks = [token.text in ("’", "'") for token in after]
    return (
        len(after) == 5 and marks[0] and marks[3] and tokens[at - 1].lower.endswith("s")
        and after[1].lower == "and" and after[2].capital and after[4].capital
    )  # fmt: skip


def _is_and(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].lower == "and"


class JointReader:
    """Tells where a name goes on past a small word or a comma; known names are taken whole."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def _portfolio(
        self, tokens: Sequence[Token], first: int, comma: int, known: dict[int, int]
    ) -> bool:
        """ "Secretary for Innovation, Technology and Industry": a list inside an office."""
        if self._is_bureau_of_several(tokens, first, comma, known):
            return True
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

    def _is_bureau_of_several(
        self, tokens: Sequence[Token], first: int, comma: int, known: dict[int, int]
    ) -> bool:
        """ "the Works, Trade and Industry Bureau": one body; of names that are known it is none."""
        led = first == 0 or tokens[first - 1].lower == "the"
        listed = any(token.text == "," for token in tokens[first:comma])  # it was asked before
        parts, at, before = [tokens[first:comma]], comma, comma
        while len(parts) <= _PARTS and at < len(tokens) and tokens[at].lower in (",", "and"):
            at += 1 + (tokens[at].text == "," and _is_and(tokens, at + 1))
            end = at
            while end < len(tokens) and tokens[end].capital and is_word(tokens[end]):
                end += 1
            if end == at:
                break  # "the Works and Trade Bureau and the mayor"
            parts.append(tokens[at:end])
            before, at = at - 1, end
        last = parts[-1]
        plain = all(
            part and len(part) <= _WORDS and not is_person_like(part)
            and (len(part) == 1 or part is last or not self.lexicon.head_class(part[-1].lower))
            and not any(token.start in known for token in part if token is not part[-1])
            for part in parts[listed:]
        )  # fmt: skip
        closed = _is_and(tokens, before) and len(last) > 1
        bureau = closed and self.lexicon.head_class(last[-1].lower) == "GovernmentBody"
        return (led or listed) and plain and bureau

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
        led = tokens[after].lower == "the" and (link in ("of", "for", "on", "in") or portfolio)
        planned = (
            link == "for"
            and tokens[after].lower in ("a", "an")
            and any(self.lexicon.head_class(token.lower) == "Plan" for token in tokens[first:at])
        )  # "Action Plan for a World-Class Port"
        if led or planned:
            after += 1
        if after >= len(tokens) or not tokens[after].capital or tokens[after].lower in NEVER:
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
            if (last in _ROYAL and at - first == 1) or [last, tokens[after].lower] == _RULE:
                return True  # "Prince of Wales Hospital", "Rule of Law Institute"
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
        advises = at - first > 1 and tokens[at - 2].lower in ("advisory", "consultative")
        if link == "on" and (last in _SITTING or advises):
            return True  # "Advisory Council on the Environment"
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
        if [t.lower for t in tokens[at - 1 : at + 2]] in _PAIRS:
            return True
        if (
            size > 1
            and tokens[at - 1].lower.endswith(("ic", "al"))
            and self.lexicon.head_class(last)
        ):
            return True  # "Harbour Economic and Trade Office"
        listed = any(t.text == "," for t in tokens[first:at])
        if listed and size > 1 and self._is_bureau_of_several(tokens, first, at, known):
            return True  # "Works, Trade and Industry Bureau"
        if listed and self.lexicon.head_class(tokens[first].lower) and last == "affairs":
            return True  # "Department of Harbour, Hill Town and Island Affairs"
        if size < 2 and not (
            size == 1
            and any(t.lower in ("of", "for", "on") for t in tokens[first:at])
            and tokens[at - 1].start not in known
        ):
            return False
        before = tokens[at - 1]
        if (
            before.end in known.values()
            and any(t.lower == "of" for t in tokens[first:at])
            and (self.lexicon.head_class(last) is not None and size > 1)
        ):
            return False  # "the Training Council of Hill Town and Lake Polytechnic": two
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
        field = at - first > 2 and tokens[at - 2].lower in ("of", "for")  # "Union of Technology"
        headed = self.lexicon.head_class(before.lower) is not None and not field
        trade = before.lower in _FIELDS and self.lexicon.head_class(last) == "GovernmentBody"
        if (headed and not trade) or before.lower in self.lexicon.posts:
            return False
        opening = known.get(tokens[first].start)
        if opening is not None and opening >= before.end:  # a known name is what stands before
            after = known.get(tokens[at + 1].start)
            inside = after is not None and after < tokens[end - 1].start
            return inside and self.lexicon.head_class(last) is not None and size >= 3
        if size == 1:
            return True
        cls = self.lexicon.head_class(last)
        if cls in ("Place", "Territory"):
            return False  # "Hill Bay and Lamma Island"
        return cls is not None and not is_person_like(tokens[first:at])

    def class_of(self, text: str) -> str | None:
        """The class that the words of a name show: its last head word before "of", "for", "in"."""
        words = text.replace("’", "'").split()
        if words and words[0].lower() in _PORTUGUESE:
            return _PORTUGUESE[words[0].lower()]
        for at, word in enumerate(words):
            if word.lower() in ("of", "for", "on", "in") and at:
                found = self.lexicon.head_class(words[at - 1].strip(",()"))
                if found:
                    return found
        several = self.lexicon.head_class(" ".join(words[-2:]))
        return several or (self.lexicon.head_class(words[-1].strip(",()")) if words else None)
