"""Posts: the words of an office in a row of items."""

from collections.abc import Iterator, Sequence

from kg.extract.item import ENTITY, MARK, WORD, Item, Office
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Referent
from kg.extract.reading import Sentence
from kg.extract.words import (
    ADVERBS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    word_set,
)
from kg.model.sentence import Span

_POST_LINKS = word_set("of for at in from with on to")
_POST_MODIFIERS = word_set(
    "deputy vice acting executive associate assistant senior former chief permanent visiting top "
    "first general founding managing municipal party provincial standing hospital and"
)
FORMER = word_set("former ex late")
_SELVES = word_set("himself herself")
NO_OFFICES = word_set(
    "official leader scholar expert spokesman spokeswoman spokesperson delegate "
    # what somebody is by trade, and holds where the text names a body
    "gerontologist lawyer barrister solicitor surgeon physician architect planner surveyor "
    "geographer historian biologist epidemiologist psychologist sociologist ecologist geologist "
    "meteorologist statistician physicist chemist pharmacist therapist dentist supervisor "
    "anthropologist oncologist cardiologist agronomist criminologist accountant auditor "
    "professor"
)
_OF_PORTFOLIOS = word_set("minister secretary director commissioner head")
_OF_FIRMS = word_set("managing executive chairman co-chairman vice-chairman chairwoman")
_EMPLOYERS = ("Company", "Organisation", "AcademicInstitution", "GovernmentBody", None)
_SENT = word_set("delegate deputy representative envoy ambassador")
_LOOSE = word_set("official leader scholar expert")
MEMBER = "member"  # no office: who is one belongs to the body
LONGEST_POST = 9
NO_TITLES = DETERMINERS | SUBORDINATORS | SUBJECT_PRONOUNS | word_set("him them us")
_NOUNS = 3  # before the word of an office


class PostReader:
    """Finds where an office opens and ends."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.offices: list[Office] = []
        self.folded: list[tuple[Item, ...]] = []

    def _post_words(self, inside: Sequence[Item]) -> str:
        words = [item.text for item in inside if item.kind == WORD and item.lower != "the"]
        while words and words[-1].lower() in _POST_LINKS:
            words.pop()
        return " ".join(words)

    def _post_back(self, items: Sequence[Item], end: int) -> int | None:
        """Where the office that ends before `end` opens; None where there is none."""
        for at in range(end - 1, max(-1, end - LONGEST_POST - 1), -1):
            item = items[at]
            joined = item.lower == "and" and not (
                0 < at < end - 1 and items[at - 1].text[:1].isupper()
                and items[at + 1].text[:1].isupper()
            )  # fmt: skip
            if (item.kind == MARK and item.text not in ",-") or (
                joined or item.lower in ("who", "which", "that")
            ):
                return None
            if at and items[at - 1].text == "," and self._is_past(item):
                return None  # "Li Bin, head of research, met Lee Mei"
            if item.kind == WORD and item.lower in self.lexicon.posts:
                general = items[at + 1].lower == "general" if at + 1 < end else False
                tail = at + 1 + general  # "director general"
                linked = tail == end or items[tail].lower in _POST_LINKS
                if not linked:
                    return None
                begin = at
                while begin and (
                    items[begin - 1].lower in _POST_MODIFIERS
                    or items[begin - 1].lower in self.lexicon.posts
                    or (items[begin - 1].kind == WORD and items[begin - 1].text[0].isupper())
                ):
                    begin -= 1
                begin = self._past_nouns(items, begin)
                if begin and items[begin - 1].text in ("’s", "'s"):
                    begin -= 2
                    while (
                        begin
                        and items[begin - 1].kind == WORD
                        and items[begin - 1].text[0].isupper()
                    ):
                        begin -= 1
                elif begin and items[begin - 1].lower in DETERMINERS:
                    begin -= 1
                return max(begin, 0)
        return None

    def _past_nouns(self, items: Sequence[Item], begin: int) -> int:
        """ "the town's trade chief": past the trade, where an article or an owner stands before."""
        at = begin
        while at and begin - at < _NOUNS and items[at - 1].kind == WORD and (
            (items[at - 1].lower == "and" and at < begin and items[at - 2].text.islower()) or
            (items[at - 1].text.isalpha() and items[at - 1].text.islower()
            and items[at - 1].lower not in NO_TITLES | PREPOSITIONS
            and not self._is_done(items[at - 1].lower))
        ):  # fmt: skip
            at -= 1
        led = at and (items[at - 1].text in ("’s", "'s") or items[at - 1].lower in DETERMINERS)
        return at if led else self._past_list(items, begin)

    def _past_list(self, items: Sequence[Item], begin: int) -> int:
        """ "works, tea and trade minister": past a list, which a mark or the sentence opens."""
        at = best = begin
        if at > 2 and items[at - 2].lower == "and" and _is_plain(items[at - 1]):
            at -= 3
        elif not any(item.lower == "and" for item in items[at : at + 2]):
            return begin
        while at > 1 and items[at - 1].text == "," and _is_plain(items[at - 2]):
            at -= 2
            best = at if not at or items[at - 1].kind == MARK else best
        return best

    def _is_done(self, word: str) -> bool:
        """Whether a word is a verb that is bent: "led", not "research"."""
        return any(form != "base" for _, form in self.lexicon.lemmas.get(word, ()))

    def _is_past(self, item: Item) -> bool:
        forms = {form for _, form in self.lexicon.lemmas.get(item.lower, ())}
        return item.kind == WORD and "past" in forms

    def ahead(self, items: Sequence[Item], at: int) -> int | None:
        """Where the office that opens at `at` ends: at a comma, a verb or the end."""
        seen = None
        if at < len(items) and items[at].lower in ("from", "with", "to"):
            return None
        end = at
        while end < len(items) and end - at < LONGEST_POST + 8:
            item = items[end]
            if item.text == "," and not self._inner_comma(items, end):
                break
            if item.kind == MARK and item.text not in ",-&’'":
                break
            if item.lower in ("who", "which", "that", "while", "when") or item.lower in _SELVES:
                break
            told = item.lower in self.lexicon.posts or item.lower == MEMBER
            if item.kind == WORD and told and seen is None:
                seen = end
            verb = (
                {name for _, name in self.lexicon.lemmas.get(item.lower, ())}
                if item.kind == WORD
                else set()
            )
            if (
                seen is not None
                and end > seen
                and items[end - 1].lower not in _POST_LINKS  # "director of works"
                and verb & {"past", "s"}
                and item.lower not in self.lexicon.posts
            ):
                break
            if seen is None and (verb & {"past", "s", "ing"} or end - at > 6):
                return None
            if item.kind == ENTITY and item.mention and item.mention.referent.cls == "Person":
                return None
            end += 1
        return end if seen is not None and end > at else None

    def _inner_comma(self, items: Sequence[Item], at: int) -> bool:
        """The commas inside "Department of Hong Kong, Macao and Regional Development", "Secretary
        for Works, Trade, and Health"."""
        after = [item.lower for item in items[at + 1 : at + 5]]
        capital = [item.text[:1].isupper() for item in items[at + 1 : at + 5]]
        if len(after) < 2:
            return False
        if capital[0] and (after[1] == "and" or after[1:3] == [",", "and"]):
            return True
        portfolio = at > 1 and items[at - 2].lower == "for" and items[at - 1].text.islower()
        if portfolio and after[1] == "and" and after[0].isalpha():
            return True  # "secretary for works, tea and trade"
        listed = any(item.text == "," for item in items[max(0, at - 3) : at])
        return listed and after[0] == "and" and capital[1]

    def office_of(self, person: Referent, inside: Sequence[Item], span: Span, rule: str) -> None:
        """Keep the offices of a person that `inside` tells, and what the person is a member of."""
        for part in self._apart(inside):
            if any(i.kind == WORD and i.lower in self.lexicon.posts for i in part):
                self._one_office(person, part, span, rule)
            elif any(i.lower == MEMBER for i in part):
                at = next(n for n, i in enumerate(part) if i.lower == MEMBER)
                behind = _last_owned(part[at + 1 :])
                owner = next((i.mention.referent for i in part[:at] if i.mention), None)
                body = behind or owner  # "the town's member of the council": of the council
                if body is not None and body is not person:
                    self.offices.append(Office(person, MEMBER, body, span, False, rule))

    def _apart(self, inside: Sequence[Item]) -> Iterator[Sequence[Item]]:
        """ "president of the Tea Union and a member of Harbour Council": each by itself."""
        words = self.lexicon.posts | {MEMBER}
        first = next((n for n, i in enumerate(inside) if i.lower in words), 0)
        ends = [n for n in range(first + 1, len(inside) - 2) if self._opens(inside, n)]
        start = 0
        for end in (*ends, len(inside)):
            yield inside[start:end]
            start = end + 1
            start += start < len(inside) and inside[start].lower == "also"

    def _one_office(self, person: Referent, inside: Sequence[Item], span: Span, rule: str) -> None:
        named = [
            n for n, i in enumerate(inside) if i.kind == WORD and i.lower in self.lexicon.posts
        ]
        first = named[0]
        bare = inside[inside[0].lower in DETERMINERS :]
        owned = len(bare) > 1 and bare[0].mention and bare[1].text in ("'s", "’s")
        second = inside[first + 1 : first + 3]
        if owned and len(second) > 1 and second[0].lower == "and" and first + 2 in named:
            # "the pier's chief and chairman of a bank": two offices of two bodies
            self._one_office(person, inside[: first + 1], span, rule)
            inside, first = inside[first + 2 :], 0
        linked = next(
            (n for n in range(first, len(inside)) if inside[n].lower in _POST_LINKS), None
        )
        body = None
        if linked is not None:
            body = self._employer(inside, linked) or _last_owned(inside[linked:])
        elif first and inside[0].mention:
            body = inside[0].mention.referent
        sent = any(item.lower in _SENT for item in inside[first:linked])
        if body is None and not (linked is not None and sent):  # not "the town's delegate to it"
            body = next((i.mention.referent for i in inside[:first] if i.mention), None)
            linked = None  # "the town's director of works"
        head = inside[: self._before_body(inside, linked)] if linked is not None else inside
        kinds = {item.lower for item in head}
        works = bool(kinds & _OF_PORTFOLIOS) and not kinds & _OF_FIRMS
        if body is not None and body.cls is None and body.slug is None and works:
            body = None  # "Minister of Works and Social Affairs": words of the office
        if body is None:
            head = inside  # "Secretary for Trade, Work and Health"
        words = self._verbatim(head).split()
        former = any(w.lower() in FORMER | {"then"} for w in words)
        self._keep(person, " ".join(words), body, span, rule, former)

    def _employer(self, inside: Sequence[Item], linked: int) -> Referent | None:
        """ "head of Asia Network at the carrier Bluesea": Bluesea, for which she works."""
        for at in range(linked + 2, len(inside) - 1):
            firm = _last_owned(inside[at:]) if inside[at].lower == "at" else None
            if firm is not None and firm.named and firm.cls in _EMPLOYERS:
                return firm
        return None

    def _before_body(self, inside: Sequence[Item], linked: int) -> int:
        """Where the words of an office end: "director of trade at the Harbour Office" has two
        links, the second leads to the body."""
        for at in range(linked + 1, len(inside)):
            if inside[at].kind != WORD and inside[at].text not in (",", "-"):
                return linked
            if inside[at].lower in ("at", "in", "with"):
                return at
        return linked

    def _opens(self, inside: Sequence[Item], at: int) -> bool:
        """Whether "and a member of", "and also" open another office."""
        if inside[at].lower != "and":
            return False
        led = inside[at + 1].lower in ("also", "a", "an", "the")
        words = self.lexicon.posts | {MEMBER}
        if inside[at + 1].lower in self.lexicon.posts and any(
            i.lower == MEMBER for i in inside[:at]
        ):  # fmt: skip
            return True  # "a member of the council and head of the bureau"
        return led and any(i.kind == WORD and i.lower in words for i in inside[at + 1 :])

    def _verbatim(self, items: Sequence[Item]) -> str:
        """The words of an office as the text has them, without an article or an owner before."""
        while items and (
            items[0].lower in DETERMINERS | ADVERBS
            or items[0].text in ("’s", "'s", ",")
            or (items[0].mention is not None and items[0].mention.referent.cls is not None)
        ):
            items = items[1:]
        if not items:
            return ""
        start = self.sentence.span.start
        return self.sentence.text[items[0].span.start - start : items[-1].span.end - start]

    def _keep(
        self,
        person: Referent,
        post: str,
        body: Referent | None,
        span: Span,
        rule: str,
        former: bool = False,
    ) -> None:
        words = [word for word in post.lower().split() if word in self.lexicon.posts]
        if not words or (words[-1] in NO_OFFICES and (body is None or words[-1] in _LOOSE)):
            return
        if body is person or (body is not None and body.cls in ("Topic", "Person")):
            body = None
        former = former or bool(set(post.lower().split()) & (FORMER | {"outgoing"}))
        self.offices.append(Office(person, post, body, span, former, rule))


def _is_plain(item: Item) -> bool:
    return item.kind == WORD and item.text.isalpha() and item.text.islower()


def _last_owned(items: Sequence[Item]) -> Referent | None:
    """ "of the Town's investment arm Harbour Company": the company, which the town owns; of "the
    Town's finance office" nothing, for it has no name here."""
    found: Referent | None = None
    is_owner = False
    for item in items:
        if item.referent is not None:
            if found is None or is_owner or not found.named:
                found, is_owner = item.referent, False
        elif found is not None and item.text in ("'s", "’s"):
            is_owner = True
        elif (
            found is not None
            and (not is_owner or item.kind != WORD or item.lower in PREPOSITIONS)
            and (found.named or is_owner)
        ):
            break
    unnamed = is_owner and items[-1].kind == WORD and items[-1].text.islower()
    return None if unnamed else found
