"""Governments and offices: whom "the government", "a bureau spokesman", "the minister" mean."""

from collections import deque
from collections.abc import Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.tokens import Token
from kg.extract.words import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, word_set
from kg.model.sentence import Span

GOVERNMENT = word_set("government administration authorities")
_LEVELS = word_set(
    "central local provincial municipal sar hksar regional city mainland state national macau"
)
VOICES = word_set("spokesman spokeswoman spokesperson")
NUMBERS = word_set(
    "one two three four five six seven eight nine ten hundred thousand million billion trillion"
)
COUNTS = NUMBERS | word_set("only first second deputy vice other")
_LINKING = word_set("of for to in at and ,")
REMEMBERED = 300  # mentions that "the zone" may look back on
MAX_MODIFIERS = 4


class GovernmentReader:
    """Tells who governs and who holds an office in one document."""

    def __init__(self, lexicon: Lexicon, mentions: Sequence[Mention], text: str) -> None:
        self.lexicon = lexicon
        self.titles: dict[Referent, str] = {}  # what stands before each person, lower case
        for each in mentions:
            if each.title is not None:
                words = text[each.title.start : each.title.end].lower()
                self.titles[each.referent] = f"{self.titles.get(each.referent, '')} {words}"
        self.mentions = sorted(mentions, key=lambda each: each.span)
        self.seen: deque[Mention] = deque(maxlen=REMEMBERED)
        self.person: Referent | None = None
        self.unnamed: dict[str, Referent] = {}
        self.regions = [m.referent for m in mentions if m.referent.cls == "Territory"]

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
        person = self._titled(tokens[at]) or self.person or self._later(tokens[at].start)
        if not begin or tokens[begin - 1].lower != "the" or person is None:
            return None
        words = [t.lower for t in tokens[begin:at]]
        if set(words) & (PREPOSITIONS | COUNTS | CONJUNCTIONS):
            return None
        if at + 1 < len(tokens) and (tokens[at + 1].capital or tokens[at + 1].lower in _LINKING):
            return None
        span = Span(tokens[begin].start, tokens[at].end)
        text = " ".join(t.text for t in tokens[begin : at + 1])
        return Mention(span, text, person, MentionKind.NOMINAL)

    def _titled(self, noun: Token) -> Referent | None:
        """The one person whose title has the word: "the CE" is Chief Executive Lee Mei."""
        wanted = "chief executive" if noun.text == "CE" else noun.lower
        if wanted in ("chief", "official", "leader", "head"):
            return None  # said of whoever leads something
        found = [each for each, title in self.titles.items() if wanted in title]
        return found[0] if len(found) == 1 else None

    def _later(self, start: int) -> Referent | None:
        """ "The works minister said …": who opens a text by the office is named soon after."""
        people = [m for m in self.mentions if m.referent.cls == "Person"]
        later = [m for m in people if m.span.start > start]
        return later[0].referent if later and len(later) == len(people) else None

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

    def _officials(self, tokens: Sequence[Token]) -> Mention | None:
        """ "Officials said": of the government that was spoken of last."""
        last = next(
            (m.referent for m in reversed(self.seen) if m.referent.cls == "GovernmentBody"), None
        )
        span = Span(tokens[0].start, tokens[0].end)
        return Mention(span, tokens[0].text, last, MentionKind.NOMINAL) if last else None

    def _voice(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "a bureau spokesman", "the spokeswoman": the body that speaks through them."""
        whose = tokens[at - 1].lower if at else ""
        bodies = [
            m.referent for m in reversed(self.seen)
            if m.referent.cls in ("GovernmentBody", "Organisation", "Company")
        ]  # fmt: skip
        if whose in GOVERNMENT:
            named = [(each, each.name.lower()) for each in bodies]
            bodies = [each for each, n in named if "government" in n and "central" not in n]
        elif whose not in DETERMINERS:
            bodies = [each for each in bodies if each.name.lower().endswith(f" {whose}")]
        elif whose in ("a", "an"):
            return None  # "a spokesman for the bank": the bank stands behind
        begin = at if whose in DETERMINERS else at - 1
        span = Span(tokens[begin].start, tokens[at].end)
        text = " ".join(t.text for t in tokens[begin : at + 1])
        return Mention(span, text, bodies[0], MentionKind.NOMINAL) if bodies else None

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
