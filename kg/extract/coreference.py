"""Coreference: what pronouns and "the zone" stand for, told from what was named before."""

from collections.abc import Sequence

from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.nominals import NominalReader
from kg.extract.sexes import FEMALE, MALE
from kg.extract.subjects import INVERTING
from kg.extract.tokens import Token
from kg.extract.words import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SOMEBODY,
    word_set,
)
from kg.model.sentence import Span

_I = word_set("i me my")
_HE = word_set("he she him")
_HIS = word_set("his her")
_MEN = word_set("he him his")
# What "it" and "this" stand for in a quotation: a matter, no place and no person.
_MATTERS = ("Plan", "Programme", "Agreement", "Project", "Facility", "Zone", "Port", "Event")
_SUBJECT = 40  # code points from the start of a sentence in which its subject begins
_FIRMS = ("Company", "Organisation", "AcademicInstitution")
_BODIES = (*_FIRMS, "GovernmentBody")
_CALLED = word_set("called described hailed labelled dubbed praised welcomed criticised")
_OTHERS = ("a", "an", "another", "some", "many", "most", "several")
_ONE, _SOME = word_set("another one a an"), 4  # tokens in which somebody is told
_ASIDE, _TITLE = 10, 8  # tokens of "In her address," and of a title before a name
_OPENING = 3  # tokens of a sentence before such a subject


class Resolver(NominalReader):
    """Reads one document from its start to its end and keeps what was spoken of."""

    def read(self, tokens: Sequence[Token], quoted: Sequence[Span]) -> tuple[Mention, ...]:
        """All mentions of the next sentence, in order; `quoted` are its stretches of quotation."""
        start, end = tokens[0].start, tokens[-1].end
        named = []
        while self.next < len(self.mentions) and self.mentions[self.next].span.start < end:
            upcoming = self.mentions[self.next]
            if start <= upcoming.span.start and upcoming.span.end <= end:
                named.append(upcoming)
            self.next += 1
        if _is_of_nobody(tokens):
            self.person = None  # "Another traveller said he": who that is has no name
        self.beside = self.told.read(tokens, named)
        found = list(named)
        taken = {
            at
            for at, t in enumerate(tokens)
            if any(m.span.start <= t.start < m.span.end for m in named)
        }
        for at in range(len(tokens)):
            if at in taken:
                self.seen += [m for m in named if m.span.start == tokens[at].start]
                continue
            ruled = self._authorities(tokens, at, found)
            if ruled is not None:  # "the mainland authorities": one thing, not two
                found = [m for m in found if not m.span.overlaps(ruled.span)]
                found.append(ruled)
                self.seen.append(ruled)
                continue
            mention = self._pronoun(tokens, at, quoted, found) or self._noun(tokens, at, taken)
            if mention:
                found.append(mention)
                self.seen.append(mention)
        found.sort(key=lambda each: each.span)
        self._focus(tokens, found, quoted)
        return tuple(found)

    def _authorities(
        self, tokens: Sequence[Token], at: int, here: Sequence[Mention]
    ) -> Mention | None:
        """ "the mainland authorities": those of the place that is named before."""
        if tokens[at].lower != "authorities" or not at:
            return None
        place = next((m for m in here if m.span.end == tokens[at - 1].end), None)
        if place is None or place.referent.cls != "Territory":
            return None
        span = Span(place.span.start, tokens[at].end)
        text = f"{place.text} authorities"
        key = f"{place.referent.name} authorities"
        if key not in self.unnamed:
            self.unnamed[key] = Referent(text, "GovernmentBody", named=False)
        self.unnamed[key].call(text)
        return Mention(span, text, self.unnamed[key], MentionKind.NOMINAL)

    def _pronoun(
        self, tokens: Sequence[Token], at: int, quoted: Sequence[Span], here: Sequence[Mention]
    ) -> Mention | None:
        word = tokens[at].lower
        span = Span(tokens[at].start, tokens[at].end)
        inside = any(span.within(each) for each in quoted)
        writer = word in ("author", "writer") and at > 0 and tokens[at - 1].lower == "the"
        if writer and self.author is not None and not inside:
            return Mention(span, tokens[at].text, self.author, MentionKind.NOMINAL)
        if word in _I and self.author is not None and not inside:
            return Mention(span, tokens[at].text, self.author, MentionKind.PRONOUN)
        if word in _HE or (word in _HIS and at + 1 < len(tokens)):
            if [t.lower for t in tokens[max(0, at - 1) : at + 2]] == ["for", word, "part"]:
                return self._of_part(tokens[at], here)
            if word in _HIS and at == 1 and not inside and _opens_with_person(tokens, here):
                return self._of_part(tokens[at], here)  # "In her address, Lee Mei said"
            ahead = sorted((m for m in here if m.span.end <= span.start), key=lambda m: m.span)
            marks = {t.start for t in tokens if t.text in ("'s", "’s")}
            acting = [m for m in ahead if m.span.end not in marks]  # no "Lee's successor"
            who = self._somebody(inside, acting or ahead, MALE if word in _MEN else FEMALE)
            return Mention(span, tokens[at].text, who, MentionKind.PRONOUN) if who else None
        if word == "it" and _is_empty(tokens, at):
            return None
        if word == "it" and at <= 1 and self.topic and not inside:
            after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
            if after in MODALS or after in ("is", "was", "has", "also") or self._speaks(after):
                return Mention(span, tokens[at].text, self.topic, MentionKind.PRONOUN)
        if word == "it" and at and not inside and tokens[at - 1].lower in _CALLED:
            what = self.matter or self.topic  # "Lee Mei called it a success": what was told before
            return Mention(span, tokens[at].text, what, MentionKind.PRONOUN) if what else None
        if word == "it" and at <= _OPENING and self.matter and at + 1 < len(tokens):
            after = tokens[at + 1].lower
            if after in MODALS or after in ("is", "was", "has") or self._does(after):
                return Mention(span, tokens[at].text, self.matter, MentionKind.PRONOUN)
        if word in ("it", "they") and at and not inside:
            before_word = tokens[at - 1].lower
            if self._speaks(before_word) or (
                before_word == "that" and at > 1 and self._speaks(tokens[at - 2].lower)
            ):
                bodies = [
                    m
                    for m in here
                    if m.span.end <= span.start and m.referent.cls not in ("Person", "Topic")
                ]
                several = [m for m in bodies if m.text.lower().endswith("s")]
                if word == "they" and several:  # "thanked the office for the measures, saying they"
                    bodies = several[-1:]
                if bodies:
                    return Mention(span, tokens[at].text, bodies[0].referent, MentionKind.PRONOUN)
        if word == "its" and at + 1 < len(tokens) and tokens[at + 1].lower in self.lexicon.posts:
            ahead = [m for m in here if m.span.end <= span.start and m.referent.named]
            led = tokens[at - 1].lower in ("by", "and", "with", "of")
            own = [m.referent for m in ahead if led and m.referent.cls in _BODIES]
            firms = own or [
                m.referent
                for m in (*self.seen, *here)
                if m.span.end <= span.start and m.referent.cls in _FIRMS
            ]
            return Mention(span, tokens[at].text, firms[-1], MentionKind.PRONOUN) if firms else None
        if word == "its":
            if self._has_other_subject(tokens, at, here):
                return None
            before = [
                m
                for m in here
                if m.span.end <= span.start
                and m.referent.cls not in ("Person", "Topic")
                and not _is_aside(tokens, m, at)
            ]
            owners = [
                m
                for m in before
                if any(t.text in ("'s", "’s") and t.start == m.span.end for t in tokens)
            ]
            what = (owners[-1:] or before)[0].referent if before else self.topic
            return Mention(span, tokens[at].text, what, MentionKind.PRONOUN) if what else None
        return None

    def _of_part(self, token: Token, here: Sequence[Mention]) -> Mention | None:
        """ "For her part, Lee Mei said": hers who is named behind it."""
        people = [m for m in here if m.referent.cls == "Person" and m.span.start > token.start]
        who = min(people, key=lambda m: m.span).referent if people else self.person
        span = Span(token.start, token.end)
        return Mention(span, token.text, who, MentionKind.PRONOUN) if who else None

    def _has_other_subject(self, tokens: Sequence[Token], at: int, here: Sequence[Mention]) -> bool:
        """ "A bridge has begun its construction": what has no mention is what is spoken of."""
        named = any(m.span.end <= tokens[at].start for m in here)
        return not named and tokens[0].lower in _OTHERS

    def _does(self, word: str) -> bool:
        """Whether a word is a verb of the third person."""
        return any(form == "s" for _, form in self.lexicon.lemmas.get(word, ())) and (
            word not in self.nouns
        )

    def _somebody(self, inside: bool, here: Sequence[Mention], sex: str) -> Referent | None:
        """Whom "he" or "she" stands for: nobody who is called otherwise, "Mrs Fong"."""
        if inside:  # who is spoken of is not who speaks
            others = [
                m.referent
                for m in self.seen
                if m.referent.cls == "Person" and m.referent is not self.person
                and self._may_be(m.referent, sex)
            ]  # fmt: skip
            return others[-1] if others else None
        people = [
            m.referent
            for m in here
            if m.referent.cls == "Person" and m.kind is not MentionKind.PRONOUN
            and self._may_be(m.referent, sex)
        ]  # fmt: skip
        if people or self.person is None or self._may_be(self.person, sex):
            return people[0] if people else self.person
        before = (m.referent for m in reversed(self.seen) if m.referent.cls == "Person")
        return next((each for each in before if self._may_be(each, sex)), None)

    def _may_be(self, person: Referent, sex: str) -> bool:
        return self.sexes.get(person, sex) == sex

    def _focus(
        self, tokens: Sequence[Token], found: Sequence[Mention], quoted: Sequence[Span]
    ) -> None:
        """Who and what the sentence is about: the next "he" and "it"."""
        plain = [m for m in found if not any(m.span.within(each) for each in quoted)]
        speaking = [m for m in plain if m.referent.cls == "Person" and self._is_speaker(tokens, m)]
        people = [m for m in plain if m.referent.cls == "Person" and m.text.lower() not in _HIS]
        acting = [m for m in people if self._is_acting(tokens, m)]
        if speaking or people:
            self.person = (speaking or acting or people)[0].referent
        matters = [m for m in found if m.referent.cls in _MATTERS]
        first = matters[0] if matters else None
        opens = first is not None and first.span.start - tokens[0].start < _SUBJECT
        self.matter = first.referent if first is not None and opens else None
        things = [m for m in plain if m.referent.cls not in ("Person", "Topic")]
        if tokens[0].lower in _OTHERS and not self._opens(tokens, plain):
            self.topic = None  # "A bridge will link the town": the bridge has no mention
        elif things and (not people or things[0].span < people[0].span):
            self.topic = things[0].referent
        elif people:
            self.topic = None

    def _opens(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
        """Whether something is named before the first verb of the sentence."""
        for at, token in enumerate(tokens):
            if any(m.span.start <= token.start < m.span.end for m in mentions):
                return True
            forms = {form for _, form in self.lexicon.lemmas.get(token.lower, ())}
            if token.lower in MODALS | BE | HAVE or (at > 1 and forms & {"past", "part"}):
                return False
        return True

    def _is_acting(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """ "Joined by the director, Mrs Fong, Mr Ho visited": he it is who does something."""
        at = next((n for n, t in enumerate(tokens) if t.start >= mention.span.end), len(tokens))
        while at < len(tokens) and tokens[at].lower in ADVERBS:
            at += 1
        forms = self.lexicon.lemmas.get(tokens[at].lower, ()) if at < len(tokens) else ()
        return any(form in ("past", "s") for _, form in forms)

    def _is_speaker(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """ "Lee Mei said", "…,” said Lee Mei"."""
        for at, token in enumerate(tokens):
            if not self._speaks(token.lower):
                continue
            first = at  # "Lee Mei also said"
            while first and tokens[first - 1].lower in ADVERBS:
                first -= 1
            if 0 <= tokens[first].start - mention.span.end <= 1:
                return True
            inverted = at > 0 and tokens[at - 1].text in INVERTING
            if inverted and 0 <= mention.span.start - token.end <= 1:
                return True
        return False


def _is_aside(tokens: Sequence[Token], mention: Mention, at: int) -> bool:
    """Whether a name stands in what is told of a person aside: "the chief, who led X, said"."""
    opening = next((t for t in reversed(tokens[:at]) if t.lower in ("who", "whose")), None)
    if opening is None:
        return False
    closing = next((t for t in tokens[:at] if t.text == "," and t.start > opening.end), None)
    return closing is not None and opening.start < mention.span.start < closing.start


def _is_empty(tokens: Sequence[Token], at: int) -> bool:
    """ "It is too early to tell", "it is clear that": an "it" that stands for nothing."""
    behind = [token.lower for token in tokens[at + 1 : at + 7]]
    while behind and (behind[0] in MODALS | BE | HAVE or behind[0] in ("not", "also")):
        behind = behind[1:]
    return bool(behind) and behind[0] not in DETERMINERS and bool({"to", "that"} & set(behind[1:4]))


def _opens_with_person(tokens: Sequence[Token], here: Sequence[Mention]) -> bool:
    """ "In her address, the minister Lee Mei": whether a person comes next behind the comma."""
    if tokens[0].lower not in PREPOSITIONS:
        return False
    comma = next((n for n, each in enumerate(tokens[:_ASIDE]) if each.text == ","), None)
    behind = tokens[comma + 1 : comma + _TITLE] if comma is not None else []
    return any(
        m.referent.cls == "Person" and any(t.start == m.span.start for t in behind) for m in here
    )


def _is_of_nobody(tokens: Sequence[Token]) -> bool:
    """ "Another traveller said": whether a sentence opens with somebody without a name."""
    words = [token.lower for token in tokens[:_SOME]]
    return bool(words) and words[0] in _ONE and bool(SOMEBODY & set(words[1:]))
