"""Governments: whom "the government", "a bureau spokesman", "the SAR" mean in one document."""

from collections import deque
from collections.abc import Sequence

from kg.extract.holders import HolderReader
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.tokens import Token
from kg.extract.words import DETERMINERS, word_set
from kg.model.sentence import Span

GOVERNMENT = word_set("government administration authorities")
_LEVELS = word_set(
    "central local provincial municipal sar hksar regional city mainland state national macau"
)
_LOWER = word_set("municipal provincial district county city town")
VOICES = word_set("spokesman spokeswoman spokesperson")
REMEMBERED = 300  # mentions that "the zone" may look back on


class GovernmentReader(HolderReader):
    """Tells who governs in one document."""

    def __init__(self, lexicon: Lexicon, mentions: Sequence[Mention], text: str) -> None:
        super().__init__(lexicon, mentions, text)
        self.seen: deque[Mention] = deque(maxlen=REMEMBERED)
        self.unnamed: dict[str, Referent] = {}
        self.regions = [m.referent for m in mentions if m.referent.cls == "Territory"]

    def _government(self, tokens: Sequence[Token], at: int, taken: set[int]) -> Mention | None:
        """ "the government": the one that is named, else the one that the text has no name for."""
        if tokens[at].lower == "administration" and (named := self._administration()) is not None:
            span = Span(tokens[at].start, tokens[at].end)
            return Mention(span, tokens[at].text, named, MentionKind.NOMINAL)
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
        beyond = [token.lower for token in tokens[at + 1 : at + 4]]
        if tokens[at].lower == "authorities" and beyond[:2] == ["across", "the"]:
            return None  # "authorities across the border": not those here
        if (
            before not in ("the", "that", "but", "and", "said", ",", '"', "“")
            and level != "central"
            and (tokens[at].lower != "authorities" and begin)
        ):
            return None
        span = Span(tokens[begin].start, tokens[at].end)
        text = f"{tokens[begin].text} {tokens[at].text}" if level else tokens[at].text
        what = None if level == "central" else self._named_government(level, tokens[at].capital)
        if what is None:
            shared = "the government" if level in ("", "sar", "hksar") else f"{level} government"
            if shared not in self.unnamed:
                name = f"{level} government" if level else "the government"
                self.unnamed[shared] = Referent(name, "GovernmentBody", named=False)
            what = self.unnamed[shared]
        what.call(text)
        return Mention(span, text, what, MentionKind.NOMINAL)

    def _administration(self) -> Referent | None:
        """ "the administration" of the Harbour Safety Administration, where that was named."""
        named = (m.referent for m in reversed(self.seen) if m.kind is MentionKind.NAME)
        return next((r for r in named if r.name.endswith(" Administration")), None)

    def _officials(self, tokens: Sequence[Token]) -> Mention | None:
        """ "Officials said": of the government that was spoken of last."""
        if len(tokens) > 1 and tokens[1].lower in ("in", "from", "at", "of"):
            return None  # "Officials in Hill Town": those of the town
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

    def _named_government(self, level: str, capital: bool) -> Referent | None:
        bodies = [
            m.referent
            for m in self.mentions
            if m.referent.cls == "GovernmentBody"
            and any(_is_government(name.lower()) for name in m.referent.names)
        ]
        if level in ("sar", "hksar"):
            bodies = [
                each for each in bodies if any("SAR" in n or "Hong Kong" in n for n in each.names)
            ]
        distinct = list(dict.fromkeys(bodies))
        if (
            len(distinct) > 1 or capital
        ) and not level:  # "the Government", beside "Hill Town Municipal …"
            distinct = [e for e in distinct if not _LOWER & set(e.name.lower().split())]
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


def _is_government(name: str) -> bool:
    return name.endswith("government") or name.startswith("government of ")
