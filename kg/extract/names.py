"""Names that nobody has told us: capitalised runs of a text, cut and typed by their form."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.geography import TERRITORIES
from kg.extract.name import Name
from kg.extract.name_context import ROW, ContextReader
from kg.extract.rows import RowReader
from kg.extract.runs import LINKS, NO_NAMES, Run
from kg.extract.shapes import is_person_like
from kg.extract.tokens import Token
from kg.extract.words import HONORIFICS, SURNAMES, word_set
from kg.model.sentence import Span

_BASED = re.compile(r"([A-Z][a-zA-Z]{2,}(?:-[A-Z][a-z]+)?)-(?:based|headquartered)")
_HEARD = frozenset(("on", "told", "telling", "hear", "heard"))
_TITLE = 9  # tokens from a title to the word that ends it
# What has offices, by the head word of its name.
_SEATS = ("Organisation", "GovernmentBody", "Company", "AcademicInstitution", "Facility")

_SYLLABLE = 6  # letters at most of the words behind the first of "Lok Ma Chau", "Lo Wu"
_GUESSED = ("Person", "Company", "Organisation", "GovernmentBody", "Place", "Port")
_HONOURS = word_set("GBM GBS SBS BBS MH JP SC GBE KBE CBE OBE MBE PhD")  # behind a name


class NameFinder(ContextReader):
    """Proposes names; `known` are the spans of known names, which cut runs of capitals."""

    def find(
        self,
        text: str,
        sentences: Sequence[Sequence[Token]],
        known: Mapping[Span, str | None],
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
        alone = [self._typed(name, votes[name.text]) for name in found]
        rows = RowReader(self.lexicon, text, known).classes(sentences, alone)
        for name in alone:
            own = votes[name.text]
            listed = "Person" not in own and own.get("Place", 0) < 3
            if name.cls is None and listed and self._may_be(rows.get(name.text), name):
                votes[name.text] = {self._kind(rows[name.text]): 3}
        return tuple(self._typed(name, votes[name.text], in_row=True) for name in found)

    def _kind(self, cls: str) -> str:
        """What a name is guessed to be beside one of `cls`."""
        broad = self.lexicon.broad(cls) or cls
        return "Place" if broad == "Zone" else broad

    def _may_be(self, cls: str | None, name: Name) -> bool:
        if cls is None or self._kind(cls) not in _GUESSED:
            return False
        return cls != "Person" or len(name.text.split()) in (2, 3)

    def _typed(self, name: Name, votes: dict[str, int], in_row: bool = False) -> Name:
        if name.cls is not None:
            return name
        votes = dict(votes)
        row = votes.pop(ROW, 0)
        if row and in_row and all(len(word) <= _SYLLABLE for word in name.text.split()[1:]):
            votes["Place"] = votes.get("Place", 0) + row
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
            based = _BASED.fullmatch(tokens[at].text)
            if based and tokens[at].start not in known:  # "the Lakeside-based carrier"
                span = Span(tokens[at].start, tokens[at].start + based.end(1))
                yield Name(span, based[1], "Territory"), {}
                at += 1
                continue
            if not self._opens(tokens, at, lower, inner, known):
                at += 1
                continue
            run = self._run(tokens, at, known)
            yield from self._names(text, tokens, run, known)
            at = max(run.end, at + 1)

    def _names(
        self, text: str, tokens: Sequence[Token], run: Run, known: dict[int, int]
    ) -> Iterator[tuple[Name, dict[str, int]]]:
        joint = self._two_people(tokens, run)
        if joint is not None:  # "Secretary for Works Lee Mei and Chan Taiman"
            yield from self._names(text, tokens, replace(run, end=joint), known)
            yield from self._names(text, tokens, replace(run, first=joint + 1), known)
            return
        first, end, title = run.first, run.end, None
        titled = self._title(tokens, first, end)
        if self._closes_title(tokens, first, end):  # "Secretary for Works and the Treasury Lee Mei"
            span = Span(tokens[first + 1].start, tokens[end - 1].end)
            title = Span(tokens[self._title_start(tokens, first)].start, tokens[first].end)
            yield Name(span, text[span.start : span.end], "Person", title), {}
            return
        if titled > first:
            apposed = first > 1 and tokens[first - 1].text == "," and tokens[first - 2].capital
            person = self._person_after(tokens, titled, end, apposed, known)
            if person is not None:
                begin = person
                title = Span(tokens[first].start, tokens[begin - 1].end)
                led = self._led_by(tokens, first, titled, known)
                if led is not None:  # "MTR CEO", "Island Council President"
                    yield led(text), {}
                if begin > titled:  # a body stands between: "of Hill Town Chen Xuming"
                    of = tokens[titled].lower in ("of", "at", "in")
                    body = self._body(text, tokens, titled, begin) if of else None
                    if body:
                        yield body, {}
                span = Span(tokens[begin].start, tokens[end - 1].end)
                yield Name(span, text[span.start : span.end], "Person", title), {}
                return
            if titled < end and tokens[titled].lower == "for":
                titled = self._body_behind(text, tokens, titled, end)
            if titled >= end:
                return  # an office alone
            first = titled
            while first < end and tokens[first].lower in LINKS:
                first += 1
            if first >= end:
                return
        if tokens[first].text in HONORIFICS:
            first += 1
        if first >= end or (end - first == 1 and tokens[first].text == "CE"):
            return
        if end - first == 1 and tokens[first].lower in NO_NAMES:
            return  # "New Year's Day" is a day
        if end - first == 1 and tokens[first].text in _HONOURS and tokens[first - 1].text == ",":
            return  # "Regina Lau, GBM, JP"
        if end - first > 1 and tokens[end - 1].lower == "new":
            return  # "the Lunar New Year"
        span = Span(tokens[first].start, tokens[end - 1].end)
        if known.get(span.start) == span.end:
            yield Name(span, text[span.start : span.end], None), {}
            return
        split = self._body_and_person(tokens, first, end)
        if split is not None:
            body = self._body(text, tokens, first, split)
            if body:
                yield body, {}
            whole = Span(tokens[split].start, tokens[end - 1].end)
            yield Name(whole, text[whole.start : whole.end], "Person"), {}
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
            office = self._office_at(tokens[: end + 3], end)
            owner = end < len(tokens) and tokens[end].text in ("'s", "’s")
            acts = end < len(tokens) and any(
                form in ("past", "s") for _, form in self.lexicon.lemmas.get(tokens[end].lower, ())
            )
            camel = not tokens[first].text.isupper()  # "BlueSea"
            if not (context or article or known_form or office or owner or acts or camel):
                return
            context = context if set(context) - {ROW} else {"Organisation": 2}
        yield Name(span, text[span.start : span.end], cls), context

    def _body_behind(self, text: str, tokens: Sequence[Token], first: int, end: int) -> int:
        """ "for Administration of the Government of Hill Town": where the body begins; `end` where
        the office names none."""
        for at in range(first + 1, end - 1):
            begin = at + 1 + (tokens[at + 1].lower == "the")
            if tokens[at].lower == "of" and begin < end:
                cls = self.class_of(text[tokens[begin].start : tokens[end - 1].end])
                return begin if cls in ("GovernmentBody", "Organisation") else end
        return end

    def _two_people(self, tokens: Sequence[Token], run: Run) -> int | None:
        """Where "and" stands between the names of two persons."""
        for at in range(run.first + 2, run.end - 2):
            before, after = tokens[at - 2 : at], tokens[at + 1 : run.end]
            both = is_person_like(before) and is_person_like(after)
            surnames = before[0].text in SURNAMES and after[0].text in SURNAMES
            if tokens[at].lower == "and" and both and surnames:
                return at
        return None

    def _closes_title(self, tokens: Sequence[Token], first: int, end: int) -> bool:
        """Whether the first word of a run ends a title, and a person's name follows."""
        led = [t.lower for t in tokens[max(0, first - 2) : first]] == ["and", "the"]
        titles = [t for t in tokens[max(0, first - _TITLE) : first] if t.capital]
        posts = any(t.lower in self.lexicon.posts for t in titles)
        return led and posts and end - first in (3, 4) and is_person_like(tokens[first + 1 : end])

    def _title_start(self, tokens: Sequence[Token], end: int) -> int:
        """Where the title opens that ends before `end`: with the first capital before its links."""
        start = at = end
        while at and end - at < _TITLE and (
            tokens[at - 1].capital or tokens[at - 1].lower in LINKS | {"and", "the", "for"}
        ):  # fmt: skip
            at -= 1
            start = at if tokens[at].capital else start
        return start

    def _led_by(
        self, tokens: Sequence[Token], first: int, past: int, known: dict[int, int]
    ) -> Callable[[str], Name] | None:
        """The body with which a title opens."""
        if tokens[first].start in known or any(t.lower in LINKS for t in tokens[first:past]):
            return None
        for size in (2, 1):  # "US President"
            place = " ".join(token.text for token in tokens[first : first + size])
            if (
                size < past - first
                and place in TERRITORIES
                and (tokens[first + size].lower in self.lexicon.posts)
            ):
                land = Span(tokens[first].start, tokens[first + size - 1].end)
                return lambda text: Name(land, text[land.start : land.end], "Territory")
        end = first + 1 if _acronym(tokens[first]) and len(tokens[first].text) > 2 else first
        for at in range(first + 1, past - 1):
            if self.lexicon.head_class(tokens[at].lower) in _SEATS:
                end = at + 1
        if not first < end < past or tokens[first].text == "CEO":
            return None
        span = Span(tokens[first].start, tokens[end - 1].end)
        cls = None if end == first + 1 else self.lexicon.head_class(tokens[end - 1].lower)
        return lambda text: Name(span, text[span.start : span.end], cls or "Organisation")

    def _class(
        self, tokens: Sequence[Token], first: int, end: int, known: dict[int, int]
    ) -> str | None:
        words = [token.text for token in tokens[first:end]]
        if " ".join(words) in TERRITORIES:
            return "Territory"
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
        broadcast = words[-1].lower() in ("programme", "program", "show") and (
            words[0].isupper() or {"Radio", "TV", "Television"} & set(words)
        )
        if broadcast:
            near = {token.lower for token in tokens[max(0, first - 2) : first]}
            return "MediaOutlet" if near & _HEARD else None  # "heard on an HBC programme"
        if found == "Place" and is_person_like(tokens[first:end]) and not tokens[end - 1].capital:
            return None
        return found


def _acronym(token: Token) -> bool:
    """ "HKTA", and a firm's "BlueSea"."""
    if not token.text.isalpha():
        return False
    inner = sum(letter.isupper() for letter in token.text) > 1 and token.text[:2] not in (
        "Mc",
        "Ma",
    )
    return (token.text.isupper() and 2 <= len(token.text) <= 7) or (
        inner and not token.text.isupper() and len(token.text) > 4
    )


def _is_named_person(words: Sequence[str]) -> bool:
    """ "Wang Daming", "Maria Lopes" with a family name we know, "Lau Wai-ming"."""
    if len(words) != 2 or not all(word[0].isupper() for word in words):
        return False
    first, last = words
    given = last if first in SURNAMES else first if last in SURNAMES else ""
    initials = bool(given) and given[1:2] == "."  # "C.Y. Leung"
    return (
        initials
        or (len(given) >= 5 and given.isalpha())
        or bool(re.fullmatch(r"[A-Z][a-z]+-[a-z]+", last))
    )


def _is_titled(tokens: Sequence[Token]) -> bool:
    """A headline In Capitals Like This tells no name from a word."""
    words = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    capital = sum(token.capital for token in words)
    ends = bool(tokens) and tokens[-1].text in '.?!”"'
    return len(words) >= 5 and capital / len(words) > 0.8 and not ends
