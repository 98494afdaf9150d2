"""Verb groups: a verb with its auxiliaries, told by closed classes and inflection."""

from collections.abc import Sequence

from kg.extract.clause import Group
from kg.extract.item import DATE, ENTITY, FIGURE, MARK, WORD, Item
from kg.extract.lexicon import Lexicon
from kg.extract.words import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    word_set,
)

_NOUNY = word_set(
    "measures plans projects works links views exchanges services visits talks supports offers "
    "aims calls needs results forces figures ranks ties steps hopes uses changes parts sites "
    "places stages terms moves rises drops falls orders reports stops runs starts shares claims "
    "focuses bills points covers houses tests charges arms markets values interests benefits "
    "demands trades contacts tours controls rates estimates costs increases issues effects lands "
    "sides lines hosts boosts firms signs views returns cuts debates trips shows studies trials "
    "works sums"
)
_PARTICIPIAL = word_set("locate situate base sign design house entitle hold")
_MOVING = word_set(
    "say speak arrive go travel return come attend participate work take officiate add tell"
)
_ADJECTIVAL = word_set("of newly recently than originally previously as previously more most")
_CLOSED = (
    PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | MODALS
    | BE
    | HAVE
    | DO
    | ADVERBS
    | NEGATIONS
    | SUBJECT_PRONOUNS
    | DETERMINERS
)
_AUXILIARIES = MODALS | BE | HAVE


class GroupReader:
    """Finds verb groups; no model, no statistics."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.said = frozenset(lexicon.phrases.frames.get("commentsOn", ()))

    def _group(self, items: Sequence[Item], at: int) -> Group | None:
        item = items[at]
        if item.kind != WORD:
            return None
        word = item.lower
        if word in MODALS or word in BE or word in HAVE or word in DO:
            return self._led(items, at)
        if word == "to":
            end = self._past_adverbs(items, at + 1)
            lemma = self._lemma(items, end, ("base",)) if end < len(items) else None
            if lemma is None and end < len(items) and items[end].lower in ("be", "have"):
                led = self._led(items, end)
                return self._as(led, at, "inf") if led else None
            return self.group_of(items, at, end, lemma, "inf", False) if lemma else None
        return self._bare(items, at)

    def _as(self, group: Group, start: int, form: str) -> Group:
        return Group(group.lemma, start, group.end, form, group.passive, group.negated, group.words)

    def _past_adverbs(self, items: Sequence[Item], at: int) -> int:
        while (
            at < len(items)
            and items[at].kind == WORD
            and (
                items[at].lower in ADVERBS
                or items[at].lower in NEGATIONS
                or (items[at].lower.endswith("ly") and items[at].lower not in self.lexicon.lemmas)
            )
        ):
            at += 1
        return at

    def _led(self, items: Sequence[Item], at: int) -> Group | None:
        """A group that opens with a modal, be, have or do."""
        last, end, passive = items[at].lower, at, False
        while end < len(items) and items[end].kind == WORD:
            word = items[end].lower
            aux = word in MODALS or word in BE or word in HAVE or word in DO
            if aux:
                last, end = word, end + 1
            elif self._past_adverbs(items, end) > end:
                end = self._past_adverbs(items, end)
            else:
                break
        # "is at the second": adverbs after a copula belong to what follows
        wanted: tuple[str, ...] = ("base",)
        if last in HAVE:
            wanted = ("past", "part")
        elif last in BE:
            wanted = ("past", "part", "ing")
        lemma = self._lemma(items, end, wanted) if end < len(items) else None
        if lemma:
            form = self._form(items[end].lower, lemma)
            passive = last in BE and form != "ing"
            return self.group_of(items, at, end, lemma, "fin", passive)
        if last in BE or last in HAVE or last in DO:
            lemma = "be" if last in BE else "have" if last in HAVE else "do"
            return self.group_of(items, at, max(at, end - 1), lemma, "fin", False)
        return None

    def group_of(
        self, items: Sequence[Item], start: int, verb: int, lemma: str, form: str, passive: bool
    ) -> Group:
        words = tuple(item.lower for item in items[start : verb + 1])
        before = items[start - 1].lower if start else ""
        after = items[verb + 1].lower if verb + 1 < len(items) else ""
        negated = (
            bool(set(words) & NEGATIONS)
            or before in ("not", "never", "nor", "without")
            or (after == "no" and not set(words) & NEGATIONS)
        )
        return Group(lemma, start, verb + 1, form, passive, negated, words)

    def _lemma(self, items: Sequence[Item], at: int, wanted: Sequence[str]) -> str | None:
        if at >= len(items) or items[at].kind != WORD:
            return None
        return next(
            (
                lemma
                for lemma, form in self.lexicon.lemmas.get(items[at].lower, ())
                if form in wanted
            ),
            None,
        )

    def _form(self, word: str, lemma: str) -> str:
        return next(form for each, form in self.lexicon.lemmas[word] if each == lemma)

    def _bare(self, items: Sequence[Item], at: int) -> Group | None:
        """A verb without auxiliaries; what a noun may be is one only behind a subject."""
        item = items[at]
        found = self.lexicon.lemmas.get(item.lower, ())
        if not found or (not item.text.islower() and at > 0):
            return None
        lemma, form = found[0]
        if len(found) > 1:
            lemma, form = next(((each, f) for each, f in found if f == "past"), found[0])
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        if form == "ing":
            return self._ing(items, at, lemma)
        if before is None:
            leads = form in ("past", "part") and after is not None and after.lower in PREPOSITIONS
            # "Situated in the park, the port …": the subject follows
            return self.group_of(items, at, at, lemma, "ing", True) if leads else None
        if form in ("past", "part"):
            if before.kind == WORD and (before.lower in DETERMINERS or before.lower in _ADJECTIVAL):
                return None
            trailing = (
                after is not None
                and after.lower in PREPOSITIONS
                and (
                    before.text == "," or (lemma in _PARTICIPIAL and before.kind in (ENTITY, WORD))
                )
            )
            if (
                (after is not None and after.lower == "by")
                or form == "part"
                or (trailing and lemma not in _MOVING)
            ):
                return self.group_of(items, at, at, lemma, "part", True)
            if (
                after
                and after.kind == WORD
                and self._plain_noun(after)
                and before.kind == WORD
                and (before.lower in PREPOSITIONS or before.lower in CONJUNCTIONS)
            ):
                return None
            return self.group_of(items, at, at, lemma, "fin", False)
        opener = self._opens_object(after)
        if form == "s":
            subject = (
                (before.kind == ENTITY and not before.possessive)
                or before.lower
                in ("he", "she", "it", "which", "who", "that", "and", "also", "this")
                or (before.kind == WORD and before.lower in ADVERBS)
                or before.text == ","
                or (
                    before.kind == WORD
                    and self._plain_noun(before)
                    and not before.lower.endswith("s")
                    and not self._is_past(before)
                )
            )
            if item.lower in _NOUNY and not (
                opener
                and (
                    (
                        before.kind == ENTITY
                        and not before.possessive
                        and not self._plural(items, at - 1)
                    )
                    or before.lower in ("he", "she", "it", "which", "who")
                    or (after is not None and after.lower in ("to", "that") and subject)
                )
            ):
                return None
            return (
                self.group_of(items, at, at, lemma, "fin", False)
                if subject and (opener or item.lower not in _NOUNY)
                else None
            )
        subject = (
            (before.kind == ENTITY and not before.possessive)
            or before.lower in ("they", "we", "i", "you", "who", "which", "that", "also", "people")
            or (
                before.kind == WORD
                and self._plain_noun(before)
                and before.lower.endswith("s")
                and opener
            )
        )
        if before.kind == ENTITY and not (opener and self._plural(items, at - 1)):
            subject = False
        joined = before.lower in ("and", "or") and opener
        return (
            self.group_of(items, at, at, lemma, "fin" if subject else "inf", False)
            if subject or joined
            else None
        )

    def _is_past(self, item: Item) -> bool:
        return any(form == "past" for _, form in self.lexicon.lemmas.get(item.lower, ()))

    def _plural(self, items: Sequence[Item], at: int) -> bool:
        """Whether the names that end at `at` are several."""
        return any(item.lower == "and" for item in items[max(0, at - 2) : at])

    def _opens_object(self, after: Item | None) -> bool:
        if after is None:
            return False
        if after.kind in (ENTITY, FIGURE, DATE):
            return True
        return (
            after.lower in DETERMINERS
            or after.lower
            in ("to", "that", "how", "on", "with", "in", "for", "up", "out", "at", "more", "as")
            or (
                after.kind == WORD
                and after.lower not in _AUXILIARIES
                and after.text.islower()
                and after.lower not in CONJUNCTIONS
            )
        )

    def _ing(self, items: Sequence[Item], at: int, lemma: str) -> Group | None:
        before = items[at - 1] if at else None
        if before is not None and (
            before.lower in DETERMINERS
            or before.possessive
            or before.text in ("'s", "’s")
            or before.lower.endswith("ous")
            or (
                before.kind == WORD
                and self._plain_noun(before)
                and not before.lower.endswith(("s", "ly"))
                and before.lower not in self.lexicon.lemmas
            )
        ):
            return None
        after = items[at + 1] if at + 1 < len(items) else None
        if items[at].lower in PREPOSITIONS or items[at].lower == "according":
            return None
        if (
            after is None
            or after.kind == MARK
            or after.lower in CONJUNCTIONS
            or after.lower in ("of",)
        ):
            return None
        return self.group_of(items, at, at, lemma, "ing", False)

    def _plain_noun(self, item: Item) -> bool:
        return item.kind == WORD and item.text[0].isalpha() and item.lower not in _CLOSED
