"""Names that nobody has told us: capitalised runs of a text, cut and typed by their form."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.lexicon import Lexicon
from kg.extract.tokens import Token
from kg.extract.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    HONORIFICS,
    MONTHS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    SURNAMES,
    WEEKDAYS,
    word_set,
)
from kg.model.sentence import Span

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
_PLACE_BEFORE = word_set(
    "in at from near around across off nearby via outside inside throughout towards toward"
)
_GROUPS = word_set(
    "residents officials people companies firms enterprises citizens tourists visitors students "
    "youth authorities government"
)
_NUMBERED = word_set("no no. nos phase terminal gate line route section exit pier")
_SOFT = word_set("development services planning policy education")
_NUMBERS = word_set("one two three four five six")
_PEOPLE = word_set("people women men children workers consumers farmers students lawyers")
_LINKS = word_set("of for and & on in the")
# What follows such a name may still be of it: "Plan on the Construction of …".
_LONG = ("Plan", "Event", "Agreement", "Programme")
_AFTER_OF = word_set("the")


@dataclass(frozen=True, slots=True)
class Name:
    """A proposed name; `cls` is None where form and context do not tell, `title` precedes it."""

    span: Span
    text: str
    cls: str | None
    title: Span | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    end: int  # of tokens


class NameFinder:
    """Proposes names; `known` are the spans of known names, which cut runs of capitals."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(
        self, text: str, sentences: Sequence[Sequence[Token]], known: Sequence[Span]
    ) -> tuple[Name, ...]:
        """The names in `sentences`, typed by what the whole text shows of each."""
        starts = {each.start: each.end for each in known}
        lower = {t.lower for tokens in sentences for t in tokens if not t.capital}
        inner = {
            t.text
            for tokens in sentences
            for at, t in enumerate(tokens)
            if t.capital and at > 0 and tokens[at - 1].text not in "\"“‘'."
        }
        found: list[Name] = []
        votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for tokens in sentences:
            if _is_titled(tokens):
                continue
            for name, context in self._of_sentence(text, tokens, starts, lower, inner):
                found.append(name)
                for cls, weight in context.items():
                    votes[name.text][cls] += weight
        return tuple(self._typed(name, votes[name.text]) for name in found)

    def _typed(self, name: Name, votes: dict[str, int]) -> Name:
        if name.cls is not None:
            return name
        if len(name.text) > 1 and name.text.isupper():
            return replace(name, cls="Organisation" if votes else None)
        best = max(votes, key=lambda cls: (votes[cls], cls), default=None)
        words = name.text.split()
        if _is_named_person(words) and votes.get("Place", 0) <= 2 + votes.get("Person", 0):
            return replace(name, cls="Person")
        if best == "Person" and len(words) == 1 and words[0] not in SURNAMES:
            best = None if votes.get("Place", 0) < 2 else "Place"
        return replace(name, cls=best if best and votes[best] >= 2 else None)

    def _of_sentence(
        self,
        text: str,
        tokens: Sequence[Token],
        known: dict[int, int],
        lower: set[str],
        inner: set[str],
    ) -> Iterator[tuple[Name, dict[str, int]]]:
        at = 0
        while at < len(tokens):
            if not self._opens(tokens, at, lower, inner, known):
                at += 1
                continue
            run = self._run(tokens, at, known)
            yield from self._names(text, tokens, run, known)
            at = max(run.end, at + 1)

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
        if token.capital and at + 1 < len(tokens) and _glues(tokens, at + 1) and at > 0:
            return True  # "In-Depth Cooperation Zone"
        if not token.capital or token.lower in _NEVER or not token.text[0].isalpha():
            return False
        if _derived(token):
            return False
        if (
            token.lower in self.lexicon.posts
            and at + 2 < len(tokens)
            and (
                tokens[at + 1].capital
                or (tokens[at + 1].lower in ("for", "of") and tokens[at + 2].capital)
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
            if common or token.lower.endswith(("ing", "ly")):
                return False
            return follows or (token.text in inner)
        return not (token.lower in _NATIONS or token.lower.endswith(_PEOPLES)) or (
            at + 1 < len(tokens) and tokens[at + 1].capital
        )

    def _run(self, tokens: Sequence[Token], first: int, known: dict[int, int]) -> _Run:
        end = self._past(tokens, first, known)
        while end < len(tokens):
            token = tokens[end]
            if (
                _word(token)
                and (token.capital or token.start in known)
                and token.lower not in _NEVER
                and not _derived(token)
            ):
                end = self._past(tokens, end, known)
            elif token.text == "," and self._portfolio(tokens, first, end):
                end += 1 + (tokens[end + 1].lower == "and")
            elif (
                token.text in ("’s", "'s")
                and tokens[end - 1].lower in _PEOPLE
                and (end + 1 < len(tokens) and tokens[end + 1].capital)
            ):
                end += 1
            elif (
                token.text == ","
                and tokens[first].lower in _NUMBERS
                and (end + 1 < len(tokens) and tokens[end + 1].lower in _NUMBERS)
            ):
                end = self._past(tokens, end + 1, known)  # "Two Piers, One Bay"
            elif token.text == "[" and _inserted(tokens, end):
                end += 3
            elif _glues(tokens, end):
                end = self._past(tokens, end + 1, known)
            elif token.text[0].isdigit() and tokens[end - 1].lower in _NUMBERED:
                end += 1
            elif token.lower in _LINKS and self._links(tokens, first, end, known):
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
                (tokens[tail].capital and _word(tokens[tail])) or _glues(tokens, tail)
            ):
                tail = self._past(tokens, tail + (not _word(tokens[tail])), known)
        return _Run(first, tail)

    def _portfolio(self, tokens: Sequence[Token], first: int, comma: int) -> bool:
        """ "Secretary for Innovation, Technology and Industry": a list inside an office."""
        words = [token.lower for token in tokens[first:comma]]
        if "for" not in words or not any(word in self.lexicon.posts for word in words):
            return False
        after = tokens[comma + 1 : comma + 4]
        if len(after) < 2 or words[-1] in self.lexicon.posts:
            return False
        if after[0].lower == "and":
            return after[1].capital
        return after[0].capital and after[1].lower in (",", "and")

    def _past(self, tokens: Sequence[Token], at: int, known: dict[int, int]) -> int:
        """The end of the known name that opens at `at`, else of the one token."""
        stop = known.get(tokens[at].start)
        end = at + 1
        while stop is not None and end < len(tokens) and tokens[end].start < stop:
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
                    and not _is_short(tokens[at - 1])
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
            (tokens[end].capital and _word(tokens[end])) or _glues(tokens, end)
        ):
            end = self._past(tokens, end + (not _word(tokens[end])), known)
        size, last = end - at - 1, tokens[end - 1].lower
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
            and not _is_person_like(tokens[at + 1 : end])
            and self.lexicon.head_class(last) is None
            and self.class_of(" ".join(t.text for t in tokens[first:at]))
        ):
            return True  # "Institute of Mathematics and Interdisciplinary Sciences"
        if before.lower in _SOFT and self.lexicon.head_class(last) in (
            "GovernmentBody",
            "AcademicInstitution",
        ):
            return True
        if self.lexicon.head_class(before.lower) or before.lower in self.lexicon.posts:
            return False
        opening = known.get(tokens[first].start)
        if opening is not None and opening >= before.end:  # a known name is what stands before
            after = known.get(tokens[at + 1].start)
            inside = after is not None and after < tokens[end - 1].start
            return inside and self.lexicon.head_class(last) is not None and size >= 3
        if size == 1:
            return True
        return self.lexicon.head_class(last) is not None and not _is_person_like(tokens[first:at])

    def _tail(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """With the small word that says what it is: "Island Council election", "Shenzhen government"."""
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
            if cls in _TAILS and not verb and tail[-1].lower not in _LOOSE:
                return end + size
        return end

    def _names(
        self, text: str, tokens: Sequence[Token], run: _Run, known: dict[int, int]
    ) -> Iterator[tuple[Name, dict[str, int]]]:
        first, end, title = run.first, run.end, None
        titled = self._title(tokens, first, end)
        if titled > first:
            person = self._person_after(tokens, titled, end)
            if person is not None:
                begin = person
                title = Span(tokens[first].start, tokens[begin - 1].end)
                if begin > titled:  # a body stands between: "of Hill Town Chen Xuming"
                    of = tokens[titled].lower in ("of", "at", "in")
                    body = self._body(text, tokens, titled, begin) if of else None
                    if body:
                        yield body, {}
                span = Span(tokens[begin].start, tokens[end - 1].end)
                yield Name(span, text[span.start : span.end], "Person", title), {}
                return
            if titled >= end:
                return  # an office alone
            first = titled
            while first < end and tokens[first].lower in _LINKS:
                first += 1
            if first >= end:
                return
        if tokens[first].text in HONORIFICS:
            first += 1
        if first >= end or (end - first == 1 and tokens[first].text == "CE"):
            return
        span = Span(tokens[first].start, tokens[end - 1].end)
        if known.get(span.start) == span.end:
            yield Name(span, text[span.start : span.end], None), {}
            return
        split = self._body_and_person(tokens, first, end)
        if split is not None:
            body = self._body(text, tokens, first, split)
            if body:
                yield body, {}
            person = Span(tokens[split].start, tokens[end - 1].end)
            yield Name(person, text[person.start : person.end], "Person"), {}
            return
        cls = self._class(tokens, first, end, known)
        context = self._context(tokens, first, end, known) if cls is None else {}
        if cls is None and end - first == 1 and not context and not _acronym(tokens[first]):
            return
        if cls is None and end - first == 1 and _acronym(tokens[first]):
            if len(tokens[first].text) < 3:
                return
            article = first > 0 and tokens[first - 1].lower == "the"
            known_form = f"({tokens[first].text})" in text
            if not (context or article or known_form):
                return
            context = context or {"Organisation": 2}
        yield Name(span, text[span.start : span.end], cls), context

    def _body_and_person(self, tokens: Sequence[Token], first: int, end: int) -> int | None:
        """ "the director of the Sports Bureau Gao Daming": where the person begins."""
        for size in (2, 3):
            name = tokens[end - size : end]
            if end - first < size + 2 or not all(t.capital and _word(t) for t in name):
                continue
            chinese = name[0].text in SURNAMES and (
                (size == 2 and len(name[1].text) >= 5) or _hyphened(name[-1])
            )
            post = any(t.lower in self.lexicon.posts for t in tokens[max(0, first - 5) : first])
            if chinese and post and not self.lexicon.head_class(name[-1].lower):
                return end - size
        return None

    def _body(self, text: str, tokens: Sequence[Token], first: int, end: int) -> Name | None:
        while first < end and tokens[first].lower in _LINKS:
            first += 1
        if first >= end:
            return None
        span = Span(tokens[first].start, tokens[end - 1].end)
        return Name(span, text[span.start : span.end], self.class_of(text[span.start : span.end]))

    def class_of(self, text: str) -> str | None:
        """The class that the words of a name show: its last head word before "of", "for", "in"."""
        words = text.replace("’", "'").split()
        for at, word in enumerate(words):
            if word.lower() in ("of", "for", "on", "in") and at:
                found = self.lexicon.head_class(words[at - 1].strip(",()"))
                if found:
                    return found
        return self.lexicon.head_class(words[-1].strip(",()")) if words else None

    def _is_spoken(self, tokens: Sequence[Token], first: int, end: int) -> bool:
        return self._context(tokens, first, end, {}).get("Person", 0) >= 3

    def _class(
        self, tokens: Sequence[Token], first: int, end: int, known: dict[int, int]
    ) -> str | None:
        words = [token.text for token in tokens[first:end]]
        if len(words) == 1:
            return None
        found = self.class_of(" ".join(words))
        if (
            len(words) == 2
            and words[1] in SURNAMES
            and found
            and self._is_spoken(tokens, first, end)
        ):
            return None
        if found == "Place" and _is_person_like(tokens[first:end]) and not tokens[end - 1].capital:
            return None
        return found

    def _title(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """Past the title with which the run opens: "Deputy Secretary", "Macau Chief Executive"."""
        past = first
        for at in range(first, end):
            word = tokens[at].lower
            if word in self.lexicon.posts or tokens[at].text in HONORIFICS:
                past = at + 1
            elif past > first and word in _LINKS:
                break
        if past == first:
            return first
        cls = self.lexicon.head_class(tokens[end - 1].lower)
        linked = past < end and tokens[past].lower in _LINKS
        if past < end and cls and not linked and tokens[end - 1].text not in SURNAMES:
            return first  # "Executive Council", "Leader Group"
        return past

    def _person_after(self, tokens: Sequence[Token], past: int, end: int) -> int | None:
        """Where the person's name opens after a title: all that is left, or its last two words."""
        rest = tokens[past:end]
        if not rest:
            return None
        if rest[0].lower not in _LINKS:
            if len(rest) <= 4 and all(t.capital and _word(t) for t in rest):
                return past
            return None
        for size in (3, 2):
            if len(rest) > size:
                name = rest[-size:]
                if (
                    all(t.capital and _word(t) for t in name)
                    and _is_person_like(name)
                    and (size == 2 or "-" in name[2].text)
                ):
                    return end - size
        if (
            len(rest) >= 4
            and rest[-3].lower not in _LINKS
            and all(
                t.capital and _word(t) and not self.lexicon.head_class(t.lower) for t in rest[-2:]
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
        if before == "," and first > 1 and self._office_before(tokens, first - 1):
            votes["Person"] = votes.get("Person", 0) + 3
        if len(run) > 1 and _hyphened(run[-1]):
            votes["Person"] = votes.get("Person", 0) + 3
        if after == "who":
            votes["Person"] = votes.get("Person", 0) + 3
        if len(run) in (2, 3) and _is_person_like(run) and _long_given(run):
            votes["Person"] = votes.get("Person", 0) + 1
        if before in self.lexicon.posts or before in ("lawmaker", "leader", "official"):
            votes["Person"] = votes.get("Person", 0) + 3
        if len(run) == 1 and after in _GROUPS:
            votes["Place"] = 3
        if before in _PLACE_BEFORE:
            votes["Place"] = 3
        elif (before in ("to", "between", "with") and len(run) < 3) or (
            before in ("and", ",") and len(run) > 1 and not votes
        ):
            votes["Place"] = 2
        if after in ("and", ",", "’s", "'s") or before in ("and", ","):
            beside = (
                after in ("and", ",") and end + 1 < len(tokens) and tokens[end + 1].start in known
            ) or (
                before in ("and", ",")
                and first > 1
                and any(stop == tokens[first - 2].end for stop in known.values())
            )
            if beside and not votes.get("Person"):
                votes["Place"] = votes.get("Place", 0) + 2
        return votes

    def _says(self, tokens: Sequence[Token], at: int) -> bool:
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
            if token.text in ",.;" or token.lower in ("which", "who", "said"):
                return False
        return False

    def _office_before(self, tokens: Sequence[Token], comma: int) -> bool:
        """ "the director of the Liaison Office, Zhou Ji"."""
        for at in range(comma - 1, max(-1, comma - 12), -1):
            if tokens[at].text in ',.;“”"':
                return False
            if tokens[at].lower in self.lexicon.posts:
                return at + 1 == comma or tokens[at + 1].lower in ("of", "for", "at", "in")
        return False


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


def _word(token: Token) -> bool:
    return token.text[0].isalpha()


def _inserted(tokens: Sequence[Token], at: int) -> bool:
    """ "Harbour [Old] Quarter": a word that an editor put into a name."""
    three = tokens[at + 1 : at + 4]
    return len(three) == 3 and three[0].capital and three[1].text == "]" and three[2].capital


def _glues(tokens: Sequence[Token], at: int) -> bool:
    """A hyphen between two capitals: "Guangdong-Macao"."""
    if tokens[at].text not in "-\u2010\u2011" or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    glued = before.end == tokens[at].start and tokens[at].end == after.start
    return glued and after.capital and not _derived(after)


_DERIVED = re.compile(
    r"-(?:based|style|funded|led|owned|listed|born|backed|made|invested|run|wide|related|type|bound|level)\Z"
)


def _derived(token: Token) -> bool:
    """ "Shenzhen-based" is no name."""
    return "-" in token.text and bool(_DERIVED.search(token.text))


def _acronym(token: Token) -> bool:
    return token.text.isupper() and token.text.isalpha() and 2 <= len(token.text) <= 7


def _is_short(token: Token) -> bool:
    return len(token.text) <= 3


def _hyphened(token: Token) -> bool:
    """A given name such as "Wai-ming"."""
    first, mark, second = token.text.partition("-")
    return (
        bool(mark)
        and first[:1].isupper()
        and second.islower()
        and second.isalpha()
        and len(second) < 7
    )


def _is_person_like(run: Sequence[Token]) -> bool:
    if not 2 <= len(run) <= 4:
        return False
    return run[0].text in SURNAMES or run[-1].text in SURNAMES or _hyphened(run[-1])


def _is_named_person(words: Sequence[str]) -> bool:
    """ "Wang Daming", "Maria Lopes" with a family name we know, "Lau Wai-ming"."""
    if len(words) != 2 or not all(word[0].isupper() for word in words):
        return False
    first, last = words
    given = last if first in SURNAMES else first if last in SURNAMES else ""
    return (len(given) >= 5 and given.isalpha()) or bool(re.fullmatch(r"[A-Z][a-z]+-[a-z]+", last))


def _long_given(run: Sequence[Token]) -> bool:
    """ "Wang Daming" has a given name of two syllables, "Kwai Tei" is no such name."""
    given = run[1] if run[0].text in SURNAMES else run[0]
    return len(run) == 2 and len(given.text) >= 5


def _is_titled(tokens: Sequence[Token]) -> bool:
    """A headline In Capitals Like This tells no name from a word."""
    words = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    capital = sum(token.capital for token in words)
    ends = bool(tokens) and tokens[-1].text in '.?!”"'
    return len(words) >= 5 and capital / len(words) > 0.8 and not ends
