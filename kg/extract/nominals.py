"""Nominals: "the zone", "the government", things without a name."""

from collections.abc import Sequence

from kg.extract.antecedents import AntecedentReader
from kg.extract.governments import GOVERNMENT, VOICES
from kg.extract.holders import COUNTS, MAX_MODIFIERS, NUMBERS
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.numbers import ordinal
from kg.extract.sexes import sexes
from kg.extract.tokens import Token
from kg.extract.told_nouns import ToldNouns
from kg.extract.unnamed import VAGUE, UnnamedThings
from kg.extract.words import (
    ADVERBS,
    ANAPHORS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    word_set,
)
from kg.model.sentence import Span

# Nouns of which others tell better what they stand for.
_COMMON = word_set("city town district region area province country county government")
_POINTERS = word_set("the this that these those its their our his her")
_NAMED = word_set("named called known dubbed titled")
_SEATS = word_set("council committee commission board bureau department institute university bank")
_SINGLING = word_set("first only")
_ROLE = 7  # tokens from "as" to the noun of a role
_PARTICLES = word_set("out up off down back forward away over ahead")
_LEADING = word_set("to and , or")
_NEW = word_set("a an the its his their our")
_CLOSED = PREPOSITIONS | SUBORDINATORS | MODALS | BE | HAVE | DO | SUBJECT_PRONOUNS | CONJUNCTIONS
_FUNCTION = _CLOSED | ADVERBS
_STOPPING = _CLOSED | DETERMINERS | NEGATIONS | {"also", "already", "still", "now", "again"}
# Things that are spoken of in the plural as one: "the measures", "multiple-entry visas".
_PLURAL = ("Plan", "Programme", "Agreement", "Event", "Project")
_LEADING_ON = RELATIVES | MODALS | {"to"}
_AGED = ("year-", "month-", "day-", "hour-", "week-")  # "a 40-year-old guest"
_MEASURED = word_set("year month week day hour minute hectare metre kilometre km")
_MEASURES = word_set("yuan dollar dollars patacas hectare hectares percent metres kilometres km")
_MOVERS = word_set("people vehicles passengers residents travellers cars visitors tourists trips")
_BROADCAST = word_set("radio tv television phone-in talk show current-affairs")
_TAKING = word_set("take takes took taken taking")


class NominalReader(AntecedentReader):
    """Tells what common nouns of one document stand for."""

    def __init__(self, lexicon: Lexicon, mentions: Sequence[Mention], text: str) -> None:
        super().__init__(lexicon, mentions, text)
        self.next = 0  # the first mention that is not read yet
        self.topic: Referent | None = None
        self.matter: Referent | None = None
        self.things = UnnamedThings(lexicon)
        self.told = ToldNouns(lexicon)
        self.sexes = sexes(text, mentions)
        self.beside: dict[int, Referent] = {}  # the nouns that tell a name, by token
        self.called: dict[tuple[str, ...], Referent] = {}  # by noun and its own words
        self.nouns = frozenset(lexicon.heads) | VOICES | ANAPHORS.keys() | lexicon.nouns.keys()
        self.nouns |= {"phase"}

    def _speaks(self, word: str) -> bool:
        said = self.lexicon.phrases.frames.get("commentsOn", ())
        return any(f"S {lemma}" in said for lemma, _ in self.lexicon.lemmas.get(word, ()))

    def _noun(self, tokens: Sequence[Token], at: int, taken: set[int]) -> Mention | None:
        """ "the zone" and "the new academic town", and things without a name."""
        if tokens[at].lower in GOVERNMENT:
            return self._government(tokens, at, taken)
        if tokens[at].lower == "officials" and at == 0:
            return self._officials(tokens)
        if tokens[at].text == "CE":
            return self._holder(tokens, at)
        if tokens[at].lower in ("sar", "territory") and not self._goes_on(tokens, at):
            return self._region(tokens, at)
        word = tokens[at].lower
        if word in self.lexicon.posts and (held := self._office(tokens, at)) is not None:
            return held
        if tokens[at].capital:
            post = word in self.lexicon.posts and word != "executive"
            return self._capital(tokens, at) or (self._holder(tokens, at) if post else None)
        if (called := self._told(tokens, at)) is not None:
            return called
        if not tokens[at].text.islower() or word not in self.nouns:
            return None
        if word == "phase":
            return self._phase(tokens, at)
        if word in _SEATS and (seat := self._seat(tokens, at)) is not None:
            return seat
        if self._goes_on(tokens, at) or self._acts(tokens, at):
            return None
        if word in VOICES:
            return self._voice(tokens, at)
        if word in self.lexicon.posts:
            return self._holder(tokens, at)
        opens = self._opening(tokens, at, taken)
        if opens is None:
            return None
        begin, pointed = opens
        if begin and tokens[begin - 1].lower in _SINGLING:
            pointed = False  # "the first sports event that joins the towns"
        span = Span(tokens[begin].start, tokens[at].end)
        text = " ".join(t.text for t in tokens[begin : at + 1])
        telling = [t.lower for t in tokens[begin:at] if t.lower not in VAGUE and t.text != ","]
        cls, head = self.lexicon.nouns.get(word, (None, word))
        if head == "programme" and set(telling) & _BROADCAST:
            return None
        if _is_role(tokens, begin):
            return None
        if telling and telling[-1] in _MOVERS:
            return None  # "people crossing the border"
        if head == "initiative" and begin > 1 and tokens[begin - 2].lower in _TAKING:
            return None  # "takes the initiative" names none
        what = None
        several = word != head and cls not in _PLURAL  # "the three zones" are not the one zone
        if begin and tokens[begin - 1].lower in ("his", "her") and head in _SEATS:
            what = self._seat_of(self.person, head)
            if what is None:
                return None
        elif pointed and not several:
            what = self.things.found(head, telling) if telling or cls == "Person" else None
            what = what or self._pointed(tokens, begin, at, head, telling)
        elif cls is not None and telling:
            what = self.things.found(head, telling)
        if what is None and pointed and head in ANAPHORS and not telling:
            what = self._only(None, word, text)
        fresh = begin > 0 and tokens[begin - 1].lower in ("a", "an", "another")
        owned = begin > 0 and tokens[begin - 1].text in ("’s", "'s")
        if what is None and cls is not None:
            # "the town's first plan" is none that was named without it
            what = None if owned and telling else self._only(cls, word, text)
            known = self.called.get((head, *telling)) if telling else None
            if fresh and known is None and any(m.referent is what for m in self.seen):
                what = None  # "a hospital" is none that was spoken of before
            what = known or what
            single = word == head or (
                cls in _PLURAL and head != "service" and self._is_led(tokens, begin, at)
            )
            if cls == "Person":  # "a visitor from the island" is one who is spoken of
                lead = begin - 1
                while lead > 0 and (tokens[lead].text[0].isdigit() or "-" in tokens[lead].text):
                    lead -= 1  # "a 40-year-old guest"
                single = word == head and lead >= 0 and tokens[lead].lower in ("a", "an")
            if what is None and single and self.things.tells(tokens, at, head, telling):
                what = self.things.new(text, head, telling, cls)
        if what is None:
            return None
        if not what.named:
            what.call(text)
        self.called[(head, *telling)] = what
        return Mention(span, text, what, MentionKind.NOMINAL)

    def _told(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "Bluesea, a ferry operator": the operator is Bluesea, there and where "the operator"
        looks back on it."""
        word, span = tokens[at].lower, Span(tokens[at].start, tokens[at].end)
        what = self.beside.get(at) if word in self.nouns else None
        if what is None and at and tokens[at - 1].lower in ("the", "this"):
            if word in _COMMON or self._goes_on(tokens, at) or self._acts(tokens, at):
                return None
            what = self.told.last(word, self.seen)
        return Mention(span, tokens[at].text, what, MentionKind.NOMINAL) if what else None

    def _pointed(
        self, tokens: Sequence[Token], begin: int, at: int, head: str, telling: Sequence[str]
    ) -> Referent | None:
        """What "the scheme", "this new measure" points back to."""
        if head not in ANAPHORS:
            return None
        this = begin > 0 and tokens[begin - 1].lower in ("this", "these")
        if telling and any(h == head for h in self.things.heads.values()):
            return None  # another thing of the kind was described in other words
        return self._last(head, 0 if this else len(telling))

    def _capital(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "the Games", "the Loop": the last thing whose name ends so."""
        if not at or tokens[at - 1].lower not in ("the", "this") or len(tokens[at].text) < 3:
            return None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is not None and (after.capital or after.text == "-"):
            return None
        word = tokens[at].lower
        for mention in reversed(self.seen):
            referent = mention.referent
            if referent.named and any(
                " " in name and self._is_kind(name.lower().split(), word)
                for name in (referent.name, *referent.names)
            ):
                referent.call(tokens[at].text)
                span = Span(tokens[at].start, tokens[at].end)
                return Mention(span, tokens[at].text, referent, MentionKind.NOMINAL)
        return None

    def _seat(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """ "council chairman Lee Mei": the council that was named last."""
        after = tokens[at + 1 : at + 3]
        if len(after) < 2 or after[0].lower not in self.lexicon.posts or not after[1].capital:
            return None
        what = self._last(tokens[at].lower, 0)
        if what is None or not what.named:
            return None
        what.call(tokens[at].text)
        span = Span(tokens[at].start, tokens[at].end)
        return Mention(span, tokens[at].text, what, MentionKind.NOMINAL)

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the noun is not the last of its phrase, or "of" says which it is."""
        if at + 1 >= len(tokens):
            return False
        after = tokens[at + 1]
        happens = self.lexicon.nouns.get(tokens[at].lower, ("",))[0] == "Event"
        if after.lower == "of" and happens and at and tokens[at - 1].text.islower():
            return tokens[at - 1].lower in DETERMINERS  # "a closing ceremony of the fair"
        if after.text == "-" or (
            after.lower == "of" and "this" not in (t.lower for t in tokens[max(0, at - 3) : at])
        ):
            return True
        forms = {name for _, name in self.lexicon.lemmas.get(after.lower, ())}
        plain = after.text.islower() and after.text.isalpha() and after.lower not in _FUNCTION
        return plain and not forms & {"past", "part", "s", "ing"} and after.lower not in _NAMED

    def _acts(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the word is a verb: "the authority plans to open"."""
        if at == 0 or at + 1 >= len(tokens) or tokens[at + 1].lower != "to":
            return False
        forms = {name for _, name in self.lexicon.lemmas.get(tokens[at].lower, ())}
        back = at - 1
        while back and tokens[back].lower in ADVERBS:
            back -= 1
        before = tokens[back].lower
        return bool(forms & {"s", "base"}) and (
            before in self.nouns or before in SUBJECT_PRONOUNS or tokens[back].capital
            or before in GOVERNMENT
        )  # fmt: skip

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

    def _opening(
        self, tokens: Sequence[Token], at: int, taken: set[int]
    ) -> tuple[int, bool] | None:
        """Where the noun phrase that ends at `at` opens, and whether it points back."""
        begin = at
        while begin > 0 and at - begin < MAX_MODIFIERS:
            before = tokens[begin - 1]
            word = before.lower
            if begin - 1 in taken or word in _STOPPING or not before.text.islower():
                break
            if not before.text[0].isalpha() or word in COUNTS or word in _PARTICLES:
                break
            if (
                word.startswith(_AGED)
                or word in _MEASURES
                or ("-" in word and word.split("-")[0] in NUMBERS)
            ):
                break  # "the one-year scheme": a figure of the scheme
            begin -= 1
        if 1 < begin < at and tokens[begin - 1].text == "-" and tokens[begin].lower in _MEASURED:
            begin += 1  # "the 144-hour policy": a figure of the policy
        opener = tokens[begin - 1] if begin else None
        counted = [
            t.text[0].isdigit() or t.lower.split("-")[0] in NUMBERS
            for t in tokens[max(0, begin - 3) : begin]
        ]
        if opener is not None and opener.lower in HAVE | BE | MODALS | SUBJECT_PRONOUNS:
            counted = []  # "three schools have submitted proposals": no submitted ones
        led = opener is not None and (
            opener.lower in DETERMINERS | COUNTS or opener.text in ("’s", "'s") or any(counted)
        )  # fmt: skip
        if opener is not None and opener.lower == "that" and begin < at:
            led = not self._is_verb(tokens, begin)  # "towns that grant permits"
        if not led:  # a verb may stand before a bare noun: "announced measures"
            begin = next((n for n in range(at, begin, -1) if self._is_verb(tokens, n - 1)), begin)
        if opener is not None and begin - 1 in taken and begin == at:
            return None  # "the Hill Town project" has a name
        lead = begin - 1
        while lead > 0 and ("-" in tokens[lead].text or tokens[lead].lower in COUNTS):
            lead -= 1  # "the one-year scheme", "these two measures"
        return begin, begin > 0 and tokens[lead].lower in _POINTERS

    def _is_led(self, tokens: Sequence[Token], begin: int, at: int) -> bool:
        """Whether an article, an owner or a number says which they are, or what they are for: no
        "measures" at large."""
        if [token.lower for token in tokens[at + 1 : at + 2]] in (["to"], ["for"], ["aimed"]):
            return True
        before = [token.lower for token in tokens[max(0, begin - 2) : begin]]
        if not before:
            return False
        counted = before[-1][0].isdigit() or before[-1].split("-")[0] in NUMBERS
        return counted or before[-1] in DETERMINERS | COUNTS | {"'s", "’s"}

    def _is_verb(self, tokens: Sequence[Token], at: int) -> bool:
        forms = {name for _, name in self.lexicon.lemmas.get(tokens[at].lower, ())}
        if not at or not tokens[at - 1].text.islower() or tokens[at - 1].lower in _LEADING_ON:
            return bool(forms)  # "Hill Town raises fees", but "public works projects"
        return bool(forms - {"s"}) and tokens[at].lower not in self.nouns


def _is_role(tokens: Sequence[Token], begin: int) -> bool:
    """ "as a bridge", "as a sea and air hub": a role, no bridge and no hub."""
    before = [token.lower for token in tokens[max(0, begin - _ROLE) : begin]]
    last = max((n for n, word in enumerate(before) if word == "as"), default=None)
    if last is None or before[last + 1 : last + 2] not in (["a"], ["an"]):
        return False
    return not {",", "in", "of", "for", "to", "at", "with", "from"} & set(before[last + 1 :])
