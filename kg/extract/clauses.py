"""Clauses: the verb groups of a row of items, each with its subject and what follows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.items import DATE, ENTITY, FIGURE, MARK, WORD, Item
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind
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
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TRANSPARENT,
    word_set,
)

OBJECT_CONTROL = word_set(
    "ask urge call allow enable help invite encourage want expect require let tell order request "
    "advise get permit make see"
)
_CONTROL = word_set("ask urge call pledge vow promise hope expect welcome thank")
_NOUNY = word_set(
    "measures plans projects works links views exchanges services visits talks supports offers "
    "aims calls needs results forces figures ranks ties steps hopes uses changes parts sites "
    "places stages terms moves rises drops falls orders reports stops runs starts shares claims "
    "focuses bills points covers houses tests charges arms markets values interests benefits "
    "demands trades contacts tours controls rates estimates costs increases issues effects lands "
    "sides lines hosts boosts firms signs views returns cuts debates trips shows studies trials "
    "works"
)
# Words that a modifier in front of a noun looks like when it is taken for a verb.
_STOP_MARKS = frozenset(';:“"–—(')
_NAMING = word_set("appoint name elect nominate promote pick choose")
_PARTICIPIAL = word_set("locate situate base sign design house entitle hold")
_MOVING = word_set(
    "say speak arrive go travel return come attend participate work take officiate add tell"
)
_ADJECTIVAL = word_set("of newly recently than originally previously as previously more most")
_DECISIONS = word_set(
    "decision plan plans intention bid effort efforts move proposal pledge commitment promise "
    "agreement strategy ambition goal aim"
)
_CLOSING = ",–—"
_JOINING = word_set("and or the nearby")
_LOOSE = word_set("as after before since so once")
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
REACH = 14  # items that a subject may lie before its verb, or an object behind it


@dataclass(frozen=True, slots=True)
class Argument:
    """Things that follow a verb: `prep` is "" for an object; `words` stand between."""

    prep: str
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    at: int
    chain: int  # how many prepositions lie between the verb and it
    before: tuple[str, ...] = ()  # every word since the verb
    path: tuple[str, ...] = ()  # the prepositions since the verb or the argument before


@dataclass(eq=False, slots=True)
class Group:
    """A verb with its auxiliaries; `form` is fin, inf, ing or part; `lemma` is be for a copula."""

    lemma: str
    start: int
    end: int
    form: str
    passive: bool
    negated: bool
    words: tuple[str, ...]
    subject: tuple[Mention, ...] = ()
    subject_words: tuple[str, ...] = ()
    governor: "Group | None" = None
    relative: bool = False
    arguments: tuple[Argument, ...] = ()
    figures: list[int] = field(default_factory=list)


class ClauseReader:
    """Finds verb groups by closed classes and inflection; no model, no statistics."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.said = frozenset(lexicon.phrases.frames.get("commentsOn", ()))

    def read(self, items: Sequence[Item]) -> tuple[Group, ...]:
        """The verb groups of `items` in order."""
        groups: list[Group] = []
        at = 0
        while at < len(items):
            group = self._group(items, at)
            if group is None:
                at += 1
                continue
            groups.append(group)
            at = group.end
        for number in range(len(groups)):
            self._govern(items, groups, number)
            self._place(items, groups, number)
        for number, group in enumerate(groups):
            stop = groups[number + 1].start if number + 1 < len(groups) else len(items)
            follower = groups[number + 1] if number + 1 < len(groups) else None
            group.arguments = tuple(self._arguments(items, group.end, stop, group))
            if follower is not None:
                _without_subject(group, follower, items)
        return tuple(groups)

    # --- verb groups

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
            return self._made(items, at, end, lemma, "inf", False) if lemma else None
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
            return self._made(items, at, end, lemma, "fin", passive)
        if last in BE or last in HAVE or last in DO:
            lemma = "be" if last in BE else "have" if last in HAVE else "do"
            return self._made(items, at, max(at, end - 1), lemma, "fin", False)
        return None

    def _made(
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
            return None
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
                return self._made(items, at, at, lemma, "part", True)
            if (
                after
                and after.kind == WORD
                and self._plain_noun(after)
                and before.kind == WORD
                and (before.lower in PREPOSITIONS or before.lower in CONJUNCTIONS)
            ):
                return None
            return self._made(items, at, at, lemma, "fin", False)
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
                    or (after is not None and after.lower in ("to", "that"))
                )
            ):
                return None
            return (
                self._made(items, at, at, lemma, "fin", False)
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
            self._made(items, at, at, lemma, "fin" if subject else "inf", False)
            if subject or joined
            else None
        )

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
        return self._made(items, at, at, lemma, "ing", False)

    def _plain_noun(self, item: Item) -> bool:
        return item.kind == WORD and item.text[0].isalpha() and item.lower not in _CLOSED

    # --- how groups hang together

    def _govern(self, items: Sequence[Item], groups: Sequence[Group], number: int) -> None:
        """ "plans to build", "urged firms to join", "continue to work with": the second hangs."""
        group = groups[number]
        if not number:
            return
        last = groups[number - 1]
        between = items[last.end : group.start]
        speech = f"S {last.lemma}" in self.said and last.lemma not in _CONTROL
        if speech and any(i.kind == WORD and i.lower not in ADVERBS for i in between):
            return
        if group.form == "inf" and items[group.start].lower == "to":
            group.governor = last
        elif group.form in ("inf", "ing") and between and between[-1].lower in ("and", "or", ","):
            group.governor = last.governor if last.governor else last
        elif group.form == "ing" and len(between) <= 3:
            group.governor = last

    def _place(self, items: Sequence[Item], groups: Sequence[Group], number: int) -> None:
        group = groups[number]
        last = group.governor
        owner = self._decision(items, group) if group.form == "inf" else None
        if owner is not None:  # "the government's decision to approve"
            group.governor, group.subject = None, (owner,)
            group.words = (*group.words, items[group.start - 1].lower)
            return
        if last is not None:
            between = [i.mention for i in items[last.end : group.start] if i.mention]
            if group.lemma in ("succeed", "replace") and last.lemma in _NAMING:
                group.subject = self._named_after(items, last, group.start)
                return
            others = [i for i in items[last.end : group.start] if self._plain_noun(i)]
            if (
                last.lemma in OBJECT_CONTROL
                and not between
                and others
                and not last.passive
                and (items[group.start].lower == "to")
            ):
                group.subject_words = (others[-1].lower,)
                return
            if (
                last.lemma in OBJECT_CONTROL
                and between
                and group.form == "inf"
                and items[group.start].lower == "to"
                and not last.passive
            ):
                group.subject = (between[0],)
            else:
                group.subject, group.subject_words = last.subject, last.subject_words
            return
        opens = group.start
        while opens > 1 and items[opens - 1].kind == WORD and items[opens - 1].lower in ADVERBS:
            opens -= 1
        before = items[opens - 1] if opens else None
        if group.form == "part":
            group.subject = self._antecedent(items, group.start)
            group.relative = True
            return
        if group.form == "ing":
            group.subject = self._of_participle(items, groups, number)
            if (
                before is not None
                and before.kind == ENTITY
                and group.start > 1
                and before.mention is not None
                and (not number or groups[number - 1].end < group.start - 1)
            ):
                group.subject = (before.mention,)  # "the zone linking A and B"
            return
        if (
            before is not None
            and number
            and (
                before.lower in CONJUNCTIONS
                or (before.text == "," and groups[number - 1].end == group.start - 1)
            )
        ):
            group.subject, group.subject_words = (
                groups[number - 1].subject,
                groups[number - 1].subject_words,
            )
            return
        if before is not None and before.lower in RELATIVES and before.kind == WORD:
            group.relative = True
            group.subject = self._antecedent(items, opens - 1)
            return
        group.subject, group.subject_words = self._subject(items, groups, number)

    def _decision(self, items: Sequence[Item], group: Group) -> Mention | None:
        at = group.start
        if items[at].lower != "to" or at < 3 or items[at - 1].kind != WORD:
            return None
        if items[at - 1].lower not in _DECISIONS:
            return None
        owner, mark = items[at - 3], items[at - 2]
        if mark.text in ("'s", "’s") and owner.mention is not None:
            return owner.mention
        return mark.mention if mark.possessive else None

    def _antecedent(self, items: Sequence[Item], at: int) -> tuple[Mention, ...]:
        """What stands directly before a relative or a participle."""
        back = at - 1
        while back >= 0 and items[back].text in (",", "–", "—", ")"):
            back -= 1
        if back >= 0 and items[back].kind == ENTITY and items[back].mention:
            mention = items[back].mention
            return (mention,) if mention and not items[back].possessive else ()
        return ()

    def _of_participle(
        self, items: Sequence[Item], groups: Sequence[Group], number: int
    ) -> tuple[Mention, ...]:
        """ "Speaking at the forum, Lee said": the subject of the clause that follows or went before."""
        group = groups[number]
        if group.start == 0 or (
            group.start == 1 and items[0].lower in ("by", "while", "after", "before", "when")
        ):
            follower = next((g for g in groups[number + 1 :] if g.form == "fin"), None)
            if follower is not None:
                return self._subject(items, groups, groups.index(follower))[0]
        for earlier in reversed(groups[:number]):
            if earlier.form == "fin" and earlier.subject:
                if earlier.lemma in _NAMING and group.lemma in ("succeed", "replace"):
                    return self._named_after(items, earlier, group.start)
                return earlier.subject
        return ()

    def _named_after(self, items: Sequence[Item], group: Group, stop: int) -> tuple[Mention, ...]:
        """ "appointed Lee as head, succeeding Wong": it is Ma who succeeds."""
        found = next((i.mention for i in items[group.end : stop] if i.mention), None)
        return (found,) if found else ()

    def _subject(
        self, items: Sequence[Item], groups: Sequence[Group], number: int
    ) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
        """The noun phrase before a finite verb, back to where its clause opens."""
        end = groups[number].start
        begin = self._clause_start(items, groups, number)
        last = groups[number - 1] if number else None
        if last is not None and begin == last.end and f"S {last.lemma}" not in self.said:
            joins = [at for at in range(begin, end) if items[at].lower in ("and", "but", "while")]
            if joins and self._nominal(items, joins[-1] + 1, end):
                begin = joins[-1] + 1  # what stands before is the object of the verb before
        commas = [at for at in range(begin, end) if items[at].text == ","]
        if items[end - 1].text in "–—":
            end -= 1
        if commas and commas[-1] == end - 1:
            near = (
                self._phrase(items, begin, commas[0])
                if self._nominal(items, begin, commas[0])
                else ((), ())
            )
            if near[0]:
                return near
            end -= 1
        elif commas:
            start = commas[-1] + 1
            if self._nominal(items, start, end):
                begin = self._list_start(items, begin, start)
        return self._phrase(items, begin, end)

    def _list_start(self, items: Sequence[Item], begin: int, start: int) -> int:
        """ "Guangdong, Hong Kong and Macao": the list belongs together."""
        oxford = items[start].lower == "and"
        if (
            start + oxford < len(items)
            and items[start + oxford].kind == ENTITY
            and start - 2 >= begin
        ):
            at = start
            while at - 2 >= begin and items[at - 1].text == "," and items[at - 2].kind == ENTITY:
                at -= 2
            if at < start and any(i.lower == "and" for i in items[start : start + 2]):
                return at
        return start

    def _nominal(self, items: Sequence[Item], begin: int, end: int) -> bool:
        """Whether a stretch has a noun phrase that no preposition leads."""
        at = begin
        while (
            at < end
            and items[at].kind == WORD
            and (items[at].lower in ADVERBS or items[at].lower in CONJUNCTIONS)
        ):
            at += 1
        if at >= end:
            return False
        return items[at].kind in (ENTITY, FIGURE) or (
            items[at].kind == WORD and items[at].lower not in PREPOSITIONS | SUBORDINATORS
        )

    def _clause_start(self, items: Sequence[Item], groups: Sequence[Group], number: int) -> int:
        end = groups[number].start
        closed = items[end - 1].text in _CLOSING
        floor, at = 0, end - 1
        for group in reversed(groups[:number]):
            opens = self._relative_start(items, group)
            if closed and opens is not None and group.end <= at + 1:
                at = opens - 1  # the relative clause between commas is no part of it
                continue
            floor = group.end
            break
        while at >= floor:
            item = items[at]
            if item.kind == MARK and item.text in _STOP_MARKS and at < end - 1:
                return at + 1
            if (
                item.kind == WORD
                and item.lower in SUBORDINATORS
                and not (
                    item.lower in _LOOSE
                    and (
                        (closed and at and items[at - 1].text == ",")
                        or not self._opens_clause(items, at)
                    )
                )
            ):
                return at + 1
            at -= 1
        return floor

    def _opens_clause(self, items: Sequence[Item], at: int) -> bool:
        """Whether "as", "after" and the like have a clause behind them, not a noun phrase alone."""
        after = items[at + 1] if at + 1 < len(items) else None
        return after is not None and (
            after.kind == ENTITY or after.lower in SUBJECT_PRONOUNS or after.lower == "the"
        )

    def _relative_start(self, items: Sequence[Item], group: Group) -> int | None:
        """Where the relative clause of `group` opens, with its comma."""
        at = group.start - 1
        if not group.relative or at < 1:
            return None
        if items[at].lower in RELATIVES:
            at -= 1
        return at if items[at].text in _CLOSING else None

    def _phrase(
        self, items: Sequence[Item], begin: int, end: int
    ) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
        """The things that a noun phrase names, and its own words where it names none itself."""
        words: list[str] = []
        at = begin
        while (
            at < end
            and items[at].kind == WORD
            and items[at].lower in CONJUNCTIONS | {"but", "also", "meanwhile"}
        ):
            at += 1
        while at < end:
            item = items[at]
            if item.kind == ENTITY and item.mention:
                after = items[at + 1] if at + 1 < end else None
                owner = item.possessive or (after is not None and after.text in ("'s", "’s"))
                if owner:
                    head = self._owned(items, at + 2 - item.possessive, end)
                    if isinstance(head, Mention):
                        return (head,), tuple(words)
                    done = self._done_to(items, at, end)
                    if done is not None:
                        return (done,), tuple(words)
                    return (
                        ((item.mention,), tuple(words))
                        if head in TRANSPARENT
                        else ((), (*words, head))
                    )
                if (
                    after is not None
                    and self._plain_noun(after)
                    and after.lower not in self.lexicon.lemmas
                    and after.text.islower()
                ):
                    tail = self._head(items, at + 1, end)
                    if tail not in TRANSPARENT:
                        return (), (*words, tail)
                several = tuple(coordinated(items, at, end))
                last = next(n for n in range(at, end) if items[n].mention is several[-1])
                if (
                    len(several) > 1
                    and last + 1 < end
                    and self._plain_noun(items[last + 1])
                    and items[last + 1].text.islower()
                    and (items[last + 1].lower not in self.lexicon.lemmas)
                ):
                    return (), (*words, items[last + 1].lower)
                return several, tuple(words)
            if item.lower in ("including", "like") and words:
                mentions = [i.mention for i in items[at:end] if i.mention]
                return tuple(mentions), tuple(words)
            if item.kind == WORD and item.lower in PREPOSITIONS:
                if (
                    words
                    and (words[-1] in TRANSPARENT or words[-1] == "#")
                    and item.lower in ("of", "for", "in", "on")
                ):
                    words.append(item.lower)
                elif not words and item.lower not in ("of",):
                    at = self._past_phrase(items, at, end)
                    continue
                else:
                    return self._included(items, at, end), tuple(words)
            elif item.kind in (WORD, FIGURE):
                words.append("#" if item.kind == FIGURE else item.lower)
            at += 1
        return (), tuple(words)

    def _done_to(self, items: Sequence[Item], at: int, end: int) -> Mention | None:
        """ "the office's expansion of the scheme": the scheme."""
        for place in range(at + 1, min(end - 1, at + 9)):
            if items[place].lower == "of":
                after = next(
                    (i for i in items[place + 1 : min(end, place + 5)] if i.kind == ENTITY), None
                )
                return after.mention if after else None
            if items[place].kind == ENTITY:
                return None
        return None

    def _included(self, items: Sequence[Item], at: int, end: int) -> tuple[Mention, ...]:
        """ "many people, the director among them": those who are named."""
        for place in range(at, end):
            if items[place].lower in ("including", "along", "together"):
                return tuple(i.mention for i in items[place:end] if i.mention)
        return ()

    def _past_phrase(self, items: Sequence[Item], at: int, end: int) -> int:
        """Past "In an interview with RTHK", which leads a clause."""
        while at < end and items[at].text != ",":
            at += 1
        return at + 1 if at < end else end

    def _owned(self, items: Sequence[Item], at: int, end: int) -> Mention | str:
        """What is owned: a name, or the head noun in small letters."""
        last = ""
        while at < end:
            item = items[at]
            if item.mention:
                return item.mention
            if item.kind != WORD or item.lower in PREPOSITIONS | SUBORDINATORS:
                break
            last = item.lower
            at += 1
        return last

    def _head(self, items: Sequence[Item], at: int, end: int) -> str:
        last = items[at].lower
        while at < end and items[at].kind == WORD and self._plain_noun(items[at]):
            last = items[at].lower
            at += 1
        return last

    # --- what follows

    def _arguments(
        self, items: Sequence[Item], begin: int, stop: int, group: Group
    ) -> Iterator[Argument]:
        prep, chain, at = "", 0, begin
        words: list[str] = []
        past: list[str] = []
        path: list[str] = []
        while at < min(stop, len(items)) and at - begin <= REACH * 2:
            item = items[at]
            if item.kind == MARK and (item.text in _STOP_MARKS or item.text in ".!?”"):
                return
            if (
                item.kind == WORD
                and item.lower in SUBORDINATORS
                and item.lower not in PREPOSITIONS | {"as"}
            ):
                return
            if item.kind == FIGURE and item.figure is not None:
                group.figures.append(item.figure)
                words.append("#")
            elif item.kind == ENTITY and item.mention:
                mentions = [item.mention] if item.possessive else list(coordinated(items, at, stop))
                owner = item.possessive or (
                    at + 1 < len(items) and items[at + 1].text in ("'s", "’s")
                )
                if owner:
                    head = self._owned(items, at + 2 - item.possessive, stop)
                    if isinstance(head, Mention):
                        yield Argument(
                            prep, (*words, "'s"), (head,), at, chain, tuple(past), tuple(path)
                        )
                        while at < stop and items[at].mention is not head:
                            at += 1
                        words = []
                    elif head in TRANSPARENT:
                        yield Argument(
                            prep, tuple(words), (item.mention,), at, chain, tuple(past), tuple(path)
                        )
                        words = [head]
                    else:
                        yield Argument(
                            prep,
                            (*words, "'s", head),
                            (item.mention,),
                            at,
                            chain + 1,
                            tuple(past),
                            tuple(path),
                        )
                        words = [head]
                else:
                    tail = self._follows(items, at, len(mentions), stop)
                    yield Argument(
                        prep,
                        tuple(words),
                        tuple(mentions),
                        at,
                        chain + (tail is not None),
                        tuple(past),
                        tuple(path),
                    )
                    last = mentions[-1]
                    while at + 1 < stop and items[at].mention is not last:
                        at += 1
                    words = []
                    prep = "-"
                path = [] if prep == "-" else ["'s"]
            elif item.kind == WORD and item.lower in PREPOSITIONS | {"to"}:
                prep, chain = item.lower, chain + 1
                path.append(prep)
                words = words[-1:]
            elif item.text == ",":
                after = items[at + 1 : at + 3]
                if (
                    len(after) == 2
                    and after[0].lower in ("and", "but", "while")
                    and after[1].kind != ENTITY
                ):
                    return
                words.append(",")
            elif item.kind == WORD:
                words.append(item.lower)
                past.append(item.lower)
            at += 1

    def _follows(self, items: Sequence[Item], at: int, count: int, stop: int) -> str | None:
        """The noun of which a name is only a modifier: "Hong Kong residents"."""
        if count != 1 or at + 1 >= stop:
            return None
        after = items[at + 1]
        if self.lexicon.head_class(after.lower) or after.lower in TRANSPARENT:
            return None
        if (
            after.text.islower()
            and self._plain_noun(after)
            and (
                not any(
                    form in ("past", "ing", "part", "s")
                    for _, form in self.lexicon.lemmas.get(after.lower, ())
                )
            )
        ):
            return after.lower
        return None


def _without_subject(group: Group, follower: Group, items: Sequence[Item]) -> None:
    """What is the subject of the next verb follows this one as its clause, not as its object."""
    if follower.form != "fin" or follower.relative:
        return
    start = items[group.end - 1].span.end
    own = {m for m in follower.subject if m.span.start >= start}
    kept = []
    for argument in group.arguments:
        mentions = tuple(m for m in argument.mentions if m not in own)
        if mentions:
            kept.append(replace(argument, mentions=mentions))
    group.arguments = tuple(kept)


def coordinated(items: Sequence[Item], at: int, end: int) -> Iterator[Mention]:
    """The names of a list that opens at `at`: "A, B and C"; commas alone make no list."""
    found: list[Mention] = []
    closed = False
    while at < end and (mention := items[at].mention) is not None:
        found.append(mention)
        ahead = _past_brackets(items, at + 1, end)
        commas = ahead
        while ahead < end and (items[ahead].text == "," or items[ahead].lower in _JOINING):
            closed = closed or items[ahead].lower in ("and", "or")
            ahead += 1
        owned = ahead + 1 < len(items) and items[ahead + 1].text in ("'s", "’s")
        if (
            ahead == commas
            or ahead >= end
            or items[ahead].kind != ENTITY
            or items[ahead].possessive
            or owned
        ):
            break
        if mention.kind is MentionKind.PRONOUN:
            break
        at = ahead
    yield from found if closed and len(found) > 1 else found[:1]


def _past_brackets(items: Sequence[Item], at: int, end: int) -> int:
    """Past another form of the name in brackets."""
    if at < end and items[at].text == "(":
        close = next((n for n in range(at, min(end, at + 8)) if items[n].text == ")"), None)
        return close + 1 if close else at
    return at
