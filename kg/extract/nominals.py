"""Nominals: "the zone", "the government", things without a name."""

from collections import deque
from collections.abc import Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.numbers import ordinal
from kg.extract.tokens import Token
from kg.extract.words import (
    ADVERBS,
    ANAPHORS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    word_set,
)
from kg.model.sentence import Span

_POINTERS = word_set("the this that these its")
_GOVERNMENT = word_set("government administration authorities")
_LEVELS = word_set(
    "central local provincial municipal sar hksar regional city mainland state national macau"
)
_NAMED = word_set("named called known dubbed titled")
_BY_NAME_ONLY = word_set(
    "district province region bay island station line link company bank university"
)
_LEADING = word_set("to and , or")
_NEW = word_set("a an the its his their our")
# Things without a name that claims are about, by the last word of their noun phrase.
_UNNAMED = (
    "Event",
    "Project",
    "Programme",
    "Plan",
    "Facility",
    "Organisation",
    "GovernmentBody",
    "Port",
    "Zone",
)
_UNNAMED_HEADS = word_set(
    "ceremony conference forum summit exhibition expo competition festival reception seminar "
    "symposium election project scheme programme program plan blueprint strategy initiative "
    "platform bridge station hospital railway tunnel park zone committee port checkpoint airport "
    "bill ordinance metropolis town technopole cluster campus museum stadium terminal laboratory "
    "academy university taskforce agency fair marathon championship campaign shuttle road fund "
    "carnival dialogue regatta convention delegation"
)
_LONGER_HEADS = word_set(
    "service centre center policy office system line link hub meeting address tour circle"
)
_CLOSED = PREPOSITIONS | SUBORDINATORS | MODALS | BE | HAVE | DO | SUBJECT_PRONOUNS | CONJUNCTIONS
_OTHERS = word_set("new other another different third next old former similar")
_FUNCTION = _CLOSED | ADVERBS
_COUNTS = word_set(
    "only one two three four five six seven eight nine ten first second deputy vice other"
)
REMEMBERED = 300  # mentions that "the zone" may look back on
MAX_MODIFIERS = 4


class NominalReader:
    """Tells what common nouns of one document stand for."""

    def __init__(self, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        self.lexicon = lexicon
        self.mentions = sorted(mentions, key=lambda each: each.span)
        self.next = 0  # the first mention that is not read yet
        self.seen: deque[Mention] = deque(maxlen=REMEMBERED)
        self.person: Referent | None = None
        self.topic: Referent | None = None
        self.unnamed: dict[str, Referent] = {}
        self.nouns = frozenset(lexicon.heads) | ANAPHORS.keys() | {"phase"}
        self.regions = [m.referent for m in mentions if m.referent.cls == "Territory"]

    def _speaks(self, word: str) -> bool:
        said = self.lexicon.phrases.frames.get("commentsOn", ())
        return any(f"S {lemma}" in said for lemma, _ in self.lexicon.lemmas.get(word, ()))

    def _noun(self, tokens: Sequence[Token], at: int, taken: set[int]) -> Mention | None:
        """ "the zone" and "the new academic town", and things without a name."""
        if tokens[at].lower in _GOVERNMENT:
            return self._government(tokens, at, taken)
        if tokens[at].text == "CE":
            return self._holder(tokens, at)
        if tokens[at].lower in ("sar", "territory") and not self._goes_on(tokens, at):
            return self._region(tokens, at)
        word = tokens[at].lower
        if not tokens[at].text.islower() or word not in self.nouns:
            return None
        if word == "phase":
            return self._phase(tokens, at)
        if self._goes_on(tokens, at):
            return None
        if word in self.lexicon.posts:
            return self._holder(tokens, at)
        opens = self._opening(tokens, at, taken)
        if opens is None:
            return None
        begin, pointed = opens
        span = Span(tokens[begin].start, tokens[at].end)
        text = " ".join(t.text for t in tokens[begin : at + 1])
        if word in ANAPHORS and pointed:
            this = begin > 0 and tokens[begin - 1].lower == "this"
            what = self._last(word, 0 if this else at - begin)
            if what:
                return Mention(span, text, what, MentionKind.NOMINAL)
        return self._unnamed(span, text, word, at - begin)

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the noun is not the last of its phrase, or "of" says which it is."""
        if at + 1 >= len(tokens):
            return False
        after = tokens[at + 1]
        if after.text == "-" or (
            after.lower == "of" and "this" not in (t.lower for t in tokens[max(0, at - 3) : at])
        ):
            return True
        forms = {name for _, name in self.lexicon.lemmas.get(after.lower, ())}
        plain = after.text.islower() and after.text.isalpha() and after.lower not in _FUNCTION
        return plain and not forms & {"past", "part", "s", "ing"} and after.lower not in _NAMED

    def _phase(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "the second phase of the park": a part without a name."""
        if at == 0 or ordinal(tokens[at - 1].lower) is None:
            return None
        text = f"{tokens[at - 1].text} phase"
        key = text.lower()
        if key not in self.unnamed:
            self.unnamed[key] = Referent(text, "Project", named=False)
            self.unnamed[key].call(text)
        return Mention(
            Span(tokens[at - 1].start, tokens[at].end), text, self.unnamed[key], MentionKind.NOMINAL
        )

    def _holder(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "the harbour chief", "the city leader": the person who was spoken of last."""
        begin = at
        while (
            begin
            and at - begin < MAX_MODIFIERS
            and tokens[begin - 1].text[0].isalpha()
            and (tokens[begin - 1].lower not in DETERMINERS)
        ):
            begin -= 1
        if not begin or tokens[begin - 1].lower != "the" or self.person is None:
            return None
        words = [t.lower for t in tokens[begin:at]]
        if set(words) & (PREPOSITIONS | _COUNTS | CONJUNCTIONS):
            return None
        span = Span(tokens[at].start, tokens[at].end)
        return Mention(span, tokens[at].text, self.person, MentionKind.NOMINAL)

    def _opening(
        self, tokens: Sequence[Token], at: int, taken: set[int]
    ) -> tuple[int, bool] | None:
        """Where the noun phrase that ends at `at` opens, and whether it points back."""
        begin = at
        while begin > 0 and at - begin < MAX_MODIFIERS:
            before = tokens[begin - 1]
            if begin - 1 in taken or before.lower in DETERMINERS or not before.text[0].isalpha():
                break
            if before.lower in _CLOSED or not before.text.islower():
                break
            if before.lower in _COUNTS:
                break
            forms = {name for _, name in self.lexicon.lemmas.get(before.lower, ())}
            if forms & {"s"} or before.lower in (
                "and",
                "is",
                "are",
                "was",
                "were",
                "be",
                "has",
                "have",
            ):
                break
            led = tokens[begin - 2].lower if begin > 1 else ""
            if "ing" in forms and (led in PREPOSITIONS or led in _LEADING):
                break
            if "base" in forms and (led in _LEADING or led in MODALS):
                break
            begin -= 1
        if begin == 0:
            return (begin, False) if begin < at else None
        before = tokens[begin - 1]
        if before.lower in _NEW or before.text in ("’s", "'s") or before.text[0].isdigit():
            return begin, before.lower in _POINTERS
        return (begin, before.lower in _POINTERS) if begin < at else None

    def _last(self, word: str, modifiers: int) -> Referent | None:
        """What was named last and may be called so; one whose name ends so comes first."""
        wanted = ANAPHORS[word]
        if word == "city":
            return next(
                (
                    m.referent
                    for m in reversed(self.seen)
                    if m.referent.cls == "Territory"
                    and m.text[0].isupper()
                    and not m.text.endswith("Area")
                    and m.text != "GBA"
                ),
                None,
            )
        fitting = [m.referent for m in reversed(self.seen) if m.referent.cls in wanted]
        named = [
            each
            for each in fitting
            if any(name.lower().split()[-1] == word for name in (each.name, *each.names))
        ]
        anywhere = [
            m.referent
            for m in reversed(self.seen)
            if m.referent.cls != "Person"
            and any(
                name.lower().split()[-1] == word for name in (m.referent.name, *m.referent.names)
            )
        ]
        if named or anywhere:
            several = [each for each in named or anywhere if each.named] or named or anywhere
            return max(several, key=lambda each: (several.count(each), -several.index(each)))
        if word in _BY_NAME_ONLY:
            return None
        clear = {each for each in fitting if each.named}
        if modifiers <= 1 and len(clear) == 1:
            return clear.pop()
        alone = modifiers == 1 and len(set(fitting)) == 1
        return fitting[0] if fitting and (modifiers == 0 or alone) else None

    def _unnamed(self, span: Span, text: str, word: str, modifiers: int) -> Mention | None:
        cls = self.lexicon.head_class(word)
        enough = (word in _UNNAMED_HEADS and modifiers) or (word in _LONGER_HEADS and modifiers > 1)
        if cls not in _UNNAMED or not enough:
            return None
        same = {
            m.referent
            for m in self.mentions
            if m.referent.cls == cls
            and m.referent.named
            and m.referent.name.split()[-1].lower() == word
        }
        if len(same) == 1 and not set(text.lower().split()) & _OTHERS:
            return Mention(span, text, same.pop(), MentionKind.NOMINAL)
        key = text.lower()
        if key not in self.unnamed:
            self.unnamed[key] = Referent(text, cls, named=False)
            self.unnamed[key].call(text)
        return Mention(span, text, self.unnamed[key], MentionKind.NOMINAL)

    def _government(self, tokens: Sequence[Token], at: int, taken: set[int]) -> Mention | None:
        """ "the government": the one that is named, else the one that the text has no name for."""
        begin = at
        while begin and tokens[begin - 1].lower in _LEVELS and begin - 1 not in taken:
            begin -= 1
        level = tokens[begin].lower if begin < at else ""
        before = tokens[begin - 1].lower if begin else "the"
        if (
            at + 1 < len(tokens)
            and tokens[at + 1].text.islower()
            and tokens[at + 1].lower
            in (
                "officials",
                "official",
                "departments",
                "department",
                "services",
                "sources",
                "house",
            )
        ):
            return None
        if (
            before not in ("the", "that", "but", "and", "said", ",", '"', "“")
            and level != "central"
            and (tokens[at].lower != "authorities" and begin)
        ):
            return None
        span = Span(tokens[begin].start, tokens[at].end)
        text = f"{tokens[begin].text} {tokens[at].text}" if level else tokens[at].text
        what = None if level == "central" else self._named_government(level)
        if what is None:
            shared = "the government" if level in ("", "sar", "hksar") else f"{level} government"
            if shared not in self.unnamed:
                name = f"{level} government" if level else "the government"
                self.unnamed[shared] = Referent(name, "GovernmentBody", named=False)
            what = self.unnamed[shared]
        what.call(text)
        return Mention(span, text, what, MentionKind.NOMINAL)

    def _named_government(self, level: str) -> Referent | None:
        bodies = [
            m.referent
            for m in self.mentions
            if m.referent.cls == "GovernmentBody"
            and any(n.lower().endswith("government") for n in m.referent.names)
        ]
        if level in ("sar", "hksar"):
            bodies = [
                each for each in bodies if any("SAR" in n or "Hong Kong" in n for n in each.names)
            ]
        distinct = list(dict.fromkeys(bodies))
        return distinct[0] if len(distinct) == 1 else None

    def _region(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "the SAR": the special administrative region of which the text speaks."""
        counts = {
            each: self.regions.count(each)
            for each in self.regions
            if each.name.replace("Macao", "Macau") in ("Hong Kong", "Macau")
        }
        if not counts:
            return None
        best = max(counts, key=lambda each: counts[each])
        span = Span(tokens[at].start, tokens[at].end)
        best.call(tokens[at].text)
        return Mention(span, tokens[at].text, best, MentionKind.NOMINAL)
