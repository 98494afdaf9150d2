"""Context: what stands around a name, as votes for its class."""

from collections.abc import Mapping, Sequence

from kg.extract.name import Name
from kg.extract.rows import INTRODUCE
from kg.extract.runs import LINKS, RunReader
from kg.extract.shapes import is_hyphened, is_person_like, is_word
from kg.extract.tokens import Token
from kg.extract.words import BE, HAVE, HONORIFICS, SURNAMES, word_set
from kg.model.sentence import Span

_PLACE_BEFORE = word_set(
    "in at from near around across off nearby via outside inside throughout towards toward"
)
_TOWARDS = ("to", "between", "with")
_NAMED_BY = word_set("appointed elected nominated succeeding replacing named reappointed born")
_GROUPS = word_set(
    "residents officials people companies firms enterprises citizens tourists visitors students "
    "youth authorities government"
)

_WORKING = word_set("work works worked working")
# What is done or had in a body rather than in a place.
_IN_A_BODY = word_set(
    "invest invests invested investing investment investments investor investors stake stakes "
    "share shares interest confidence trust faith shareholder shareholders"
)
_POSTS_OF_FIRMS = word_set(
    "officer ceo cfo cto chairman chairwoman chairperson founder co-founder manager executive"
)
ROW = "Row"  # the vote of a list: a place, where nothing beside tells more


class ContextReader(RunReader):
    """Reads titles before a name and verbs and offices around it."""

    def _body_and_person(self, tokens: Sequence[Token], first: int, end: int) -> int | None:
        """ "the director of the Sports Bureau Gao Daming": where the person begins."""
        for size in (2, 3):
            name = tokens[end - size : end]
            if end - first < size + 2 or not all(t.capital and is_word(t) for t in name):
                continue
            chinese = name[0].text in SURNAMES and (
                (size == 2 and len(name[1].text) >= 5) or is_hyphened(name[-1])
            )
            post = any(t.lower in self.lexicon.posts for t in tokens[max(0, first - 5) : first])
            if chinese and post and not self.lexicon.head_class(name[-1].lower):
                return end - size
        return None

    def _body(self, text: str, tokens: Sequence[Token], first: int, end: int) -> Name | None:
        while first < end and tokens[first].lower in LINKS:
            first += 1
        if first >= end:
            return None
        span = Span(tokens[first].start, tokens[end - 1].end)
        return Name(span, text[span.start : span.end], self.class_of(text[span.start : span.end]))

    def _is_spoken(self, tokens: Sequence[Token], first: int, end: int) -> bool:
        return self._context(tokens, first, end, {}).get("Person", 0) >= 3

    def _title(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """Past the title with which the run opens: "Deputy Secretary", "Macau Chief Executive"."""
        past = first
        for at in range(first, end):
            word = tokens[at].lower
            if word in self.lexicon.posts or tokens[at].text in HONORIFICS:
                past = at + 1
            elif past > first and word in LINKS:
                break
        if past == first:
            return first
        cls = self.lexicon.head_class(tokens[end - 1].lower)
        linked = past < end and tokens[past].lower in LINKS
        if past < end and cls and not linked and tokens[end - 1].text not in SURNAMES:
            return first  # "Executive Council", "Leader Group"
        return past

    def _person_after(
        self,
        tokens: Sequence[Token],
        past: int,
        end: int,
        apposed: bool,
        known: Mapping[int, int],
    ) -> int | None:
        """Where the person's name opens after a title: all that is left, or its last two words;
        `apposed` where the title is told of a name before it."""
        rest = tokens[past:end]
        if not rest:
            return None
        if rest[0].lower not in LINKS:
            if len(rest) <= 4 and all(t.capital and is_word(t) for t in rest):
                return past
            return None
        for size in (3, 2):
            if len(rest) > size:
                name = rest[-size:]
                if size == 3 and name[1].text in SURNAMES and name[0].text not in SURNAMES:
                    continue  # "for Transport and Works Liu Chun-san"
                if any(begin < name[0].start < stop for begin, stop in known.items()):
                    continue  # "of Hong Kong Customs": no Kong
                syllables = name[0].text in SURNAMES and all(len(t.text) < 6 for t in name)
                if (
                    all(t.capital and is_word(t) for t in name)
                    and is_person_like(name)
                    and (size == 2 or "-" in name[2].text or syllables)
                ):
                    return end - size
        if (
            len(rest) >= 4
            and not apposed
            and rest[-3].lower not in LINKS
            and all(
                t.capital and is_word(t) and not self.lexicon.head_class(t.lower) for t in rest[-2:]
            )
        ):
            return end - 2
        return None

    def _context(
        self, tokens: Sequence[Token], first: int, end: int, known: dict[int, int]
    ) -> dict[str, int]:
        """What stands around a run, as votes for a class."""
        votes: dict[str, int] = {}
        before = tokens[first - 1].lower if first else ""
        after = tokens[end].lower if end < len(tokens) else ""
        run = tokens[first:end]
        said = self._says(tokens, end) or (self._says(tokens, first - 1) and before != "of")
        if said and len(run) <= 4:
            votes["Person"] = 3
        if after == "," and self._office_at(tokens, end + 1):
            votes["Person"] = votes.get("Person", 0) + 3
        if len(run) in (2, 3) and after == "," and _is_age(tokens[end + 1 : end + 5]):
            votes["Person"] = votes.get("Person", 0) + 3
        if before == "," and first > 1 and self._office_before(tokens, first - 1):
            votes["Person"] = votes.get("Person", 0) + 3
        if len(run) > 1 and is_hyphened(run[-1]):
            votes["Person"] = votes.get("Person", 0) + 3
        if before in _NAMED_BY and len(run) > 1:
            votes["Person"] = votes.get("Person", 0) + 2
        if len(run) == 2 and run[0].text in SURNAMES and after == "from":
            votes["Person"] = votes.get("Person", 0) + 3
        if (
            len(run) in (2, 3) and is_person_like(run) and (after in BE or after in HAVE)
            and any(t.lower in _NAMED_BY for t in tokens[end + 1 : end + 3])
        ):  # fmt: skip
            votes["Person"] = votes.get("Person", 0) + 3
        if after == "who":
            votes["Person"] = votes.get("Person", 0) + 3
        if len(run) in (2, 3) and is_person_like(run) and _long_given(run):
            votes["Person"] = votes.get("Person", 0) + 1
        if before in self.lexicon.posts or before in ("lawmaker", "leader", "official"):
            votes["Person"] = votes.get("Person", 0) + 3
        if len(run) == 1 and after in _GROUPS:
            votes["Place"] = 3
        if (
            first > 0 and after in self.lexicon.posts and end + 1 < len(tokens)
            and tokens[end + 1].capital and tokens[end].text.islower()
        ):  # fmt: skip
            return {"Organisation": 3}  # "Bluesea chairman Lee Mei"
        if (
            before in ("of", "at") and first > 1 and not votes
            and tokens[first - 2].lower in _POSTS_OF_FIRMS
        ):  # fmt: skip
            return {"Organisation": 3}  # "Chief Executive Officer of Bluesea"
        if before == "for" and first > 1 and tokens[first - 2].lower in _WORKING and not votes:
            return {"Organisation": 3}  # "who works for Bluesea"
        if before == "in" and first > 1 and tokens[first - 2].lower in _IN_A_BODY and not votes:
            return {"Organisation": 3}  # "a stake in Bluesea"
        if before in _PLACE_BEFORE:
            votes["Place"] = 3
        elif before in ("to", "between", "with") and len(run) == 1:
            votes["Place"] = 2
        elif (before in ("to", "between", "with") and len(run) == 2) or (
            before in ("and", ",") and len(run) > 1 and not votes
        ):
            votes[ROW] = 2
        if after in ("and", ",", "’s", "'s") or before in ("and", ","):
            beside = (
                after in ("and", ",") and end + 1 < len(tokens) and tokens[end + 1].start in known
            ) or (
                before in ("and", ",")
                and first > 1
                and any(stop == tokens[first - 2].end for stop in known.values())
            )
            if beside and not votes.get("Person"):
                votes[ROW] = votes.get(ROW, 0) + 2
        listed = before == "," and after in (",", "and") and first > 1 and end + 1 < len(tokens)
        if before == "and" and first > 1 and tokens[first - 2].capital and len(run) == 1:
            listed = any(t.text == "," for t in tokens[max(0, first - 8) : first])
            listed = listed and end < len(tokens) and not tokens[end].capital
            if listed and not votes:
                votes[ROW] = 2
                return votes
        if after == "," and not votes and _opens_row(tokens[end + 1 : end + 5]):
            votes[ROW] = 2  # "Bluesea, Norwind and Tenglong"
        if before in INTRODUCE and after in (",", "and") and not votes:
            votes[ROW] = 2  # "firms such as Bluesea and Norwind"
        if listed and not votes and tokens[first - 2].capital and tokens[end + 1].capital:
            votes[ROW] = 2
        return votes

    def _says(self, tokens: Sequence[Token], at: int) -> bool:
        while 0 <= at < len(tokens) - 1 and tokens[at].lower in ("also", "then", "further"):
            at += 1
        if not 0 <= at < len(tokens):
            return False
        return any(
            f"S {lemma}" in self.lexicon.phrases.frames.get("commentsOn", ()) and form != "ing"
            for lemma, form in self.lexicon.lemmas.get(tokens[at].lower, ())
        )

    def _office_at(self, tokens: Sequence[Token], at: int) -> bool:
        for token in tokens[at : at + 7]:
            if token.lower in self.lexicon.posts:
                return True
            if (
                token.text in ",.;"
                or token.lower in ("which", "who", "said")
                or (token.lower in BE)
            ):  # "Bluesea, is a professor" tells of who is named before
                return False
        return False

    def _office_before(self, tokens: Sequence[Token], comma: int) -> bool:
        """ "the director of the Liaison Office, Zhou Ji"."""
        for at in range(comma - 1, max(-1, comma - 12), -1):
            if tokens[at].text in ',.;“”"':
                return False
            if tokens[at].lower in self.lexicon.posts:
                tail = at + 1 + (tokens[at + 1].lower == "general")  # "director general"
                return tail == comma or tokens[tail].lower in ("of", "for", "at", "in")
        return False


def _opens_row(behind: Sequence[Token]) -> bool:
    """Another name follows, and then a comma or "and"."""
    words = [token.text for token in behind]
    end = next((n for n, token in enumerate(behind) if not token.capital), len(behind))
    return 0 < end < len(behind) and words[end] in (",", "and") and end < 4


def _is_age(behind: Sequence[Token]) -> bool:
    """ "Lee Mei, 35, …", "Lee Mei, a 35-year-old …", "Lee Mei, also a member of …"."""
    words = [token.lower for token in behind]
    if len(words) < 3:
        return False
    if words[0].isdigit() and len(words[0]) < 4 and words[1] == ",":
        return True
    if words[0] in ("a", "an") and words[1].isdigit():
        return words[2:] == ["-", "year-old"]
    return "member" in words[1:3] and words[0] in ("a", "also")


def _long_given(run: Sequence[Token]) -> bool:
    """ "Wang Daming" has a given name of two syllables, "Kwai Tei" is no such name."""
    given = run[1] if run[0].text in SURNAMES else run[0]
    return len(run) == 2 and len(given.text) >= 5
