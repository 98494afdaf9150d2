"""Subjects: whose doing a verb group tells."""

from collections.abc import Sequence

from kg.extract.clause import Group
from kg.extract.item import ENTITY, MARK, WORD, Item
from kg.extract.mention import Mention
from kg.extract.noun_phrases import PhraseReader
from kg.extract.words import (
    ADVERBS,
    CONJUNCTIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    word_set,
)

OBJECT_CONTROL = word_set(
    "ask urge call allow enable help invite encourage want expect require let tell order request "
    "advise get permit make see direct instruct task"
)
_CONTROL = word_set("ask urge call pledge vow promise hope expect welcome thank")
# Words that a modifier in front of a noun looks like when it is taken for a verb.
INVERTING = (",", "”", '"', "’")  # before a verb of saying whose speaker follows
STOP_MARKS = frozenset(';:“"–—(')
SUCCEEDING = ("succeed", "replace")
NAMING = word_set("appoint name elect nominate promote pick choose")
INTENTIONS = word_set(
    "decision plan plans intention bid effort efforts move proposal pledge commitment promise "
    "agreement strategy ambition goal aim intent desire attempt need opportunity chance ability "
    "right power capacity way ways step steps talks feasibility possibility idea option prospect "
    "task responsibility hope interest role part"
)
_CLOSING = ",–—"
_AIMING = ("Plan", "Programme", "Agreement")  # what is there to do something
_MADE = ("Project", "Facility", "Organisation", "Zone", "Port", "GovernmentBody")
_MAKING = word_set(
    "build create launch establish set found introduce develop construct form propose plan approve "
    "have open design unveil"
)
_LOOSE = word_set("as after before since so once")


class SubjectReader(PhraseReader):
    """Gives each verb group its subject and the verb that it hangs on."""

    def _govern(self, items: Sequence[Item], groups: Sequence[Group], number: int) -> None:
        """ "plans to build", "urged firms to join", "continue to work with": the second hangs."""
        group = groups[number]
        if not number:
            return
        last = groups[number - 1]
        between = items[last.end : group.start]
        speech = f"S {last.lemma}" in self.said and last.lemma not in _CONTROL
        planned = bool(between) and between[-1].lower in INTENTIONS
        plain = any(i.kind == WORD and i.lower not in ADVERBS for i in between)
        if speech and plain and not planned:
            return
        if group.form == "inf" and items[group.start].lower == "to":
            group.governor = last
        elif group.form in ("inf", "ing") and between and between[-1].lower in ("and", "or", ","):
            group.governor = last.governor if last.governor else last
        elif group.form == "ing" and len(between) <= 3:
            group.governor = last

    def _place(self, items: Sequence[Item], groups: Sequence[Group], number: int) -> None:
        group = groups[number]
        if f"S {group.lemma}" in self.said and group.form == "fin" and group.start:
            behind = items[group.end].mention if group.end < len(items) else None
            if behind is not None and items[group.start - 1].text in INVERTING:
                group.subject = (behind,)  # "…,” said Lee Mei"
                return
        last = group.governor
        told = self.told_by(items, group, last)
        if told is not None:  # "a scheme to help the town"
            group.subject = (told,)
            return
        owner = self.decided_by(items, group) if group.form == "inf" else None
        if owner is not None:  # "the government's decision to approve"
            group.governor, group.subject = None, (owner,)
            group.words = (*group.words, items[group.start - 1].lower)
            return
        if last is not None:
            between = [i.mention for i in items[last.end : group.start] if i.mention]
            if group.lemma in SUCCEEDING and last.lemma in NAMING:
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
            if number and before is not None and before.lower in ("and", "or"):
                group.subject = group.subject or groups[number - 1].subject
            group.relative = True
            return
        if group.form == "ing":
            if before is not None and self._reduced(items, group) and before.kind == WORD:
                group.subject_words = (before.lower,)  # "cars leaving the city"
                return
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

    def told_by(self, items: Sequence[Item], group: Group, last: Group | None) -> Mention | None:
        """The plan or the work whose aim an infinitive behind it tells."""
        if group.form != "inf" or not group.start or items[group.start].lower != "to":
            return None
        mention = items[group.start - 1].mention
        if mention is None or (last is not None and last.passive):
            return None
        cls = mention.referent.cls
        if items[group.start - 1].lower.split()[-1] in INTENTIONS:
            return None  # "announced plans to build": who announces it is to build
        made = last is not None and last.lemma in _MAKING
        return mention if cls in _AIMING or (made and cls in _MADE) else None

    def decided_by(self, items: Sequence[Item], group: Group) -> Mention | None:
        at = group.start
        if items[at].lower != "to" or at < 3 or items[at - 1].kind != WORD:
            return None
        if items[at - 1].lower not in INTENTIONS:
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
        if back >= 2 and self._is_where(items, back):
            back -= 2 + (items[back - 1].lower == "the")
        if back >= 0 and items[back].kind == ENTITY and items[back].mention:
            mention = items[back].mention
            return (mention,) if mention and not items[back].possessive else ()
        return ()

    def _is_where(self, items: Sequence[Item], at: int) -> bool:
        """Whether a place only says where the thing before it is: "the hall in Hill Town"."""
        place = items[at].mention
        lead = at - 1 - (items[at - 1].lower == "the")
        thing = items[lead - 1].mention if lead else None
        return (
            place is not None and place.referent.cls in ("Territory", "Place")
            and items[lead].lower in ("in", "at") and thing is not None
            and thing.referent.cls not in ("Territory", "Place", None)
        )  # fmt: skip

    def _of_participle(
        self, items: Sequence[Item], groups: Sequence[Group], number: int
    ) -> tuple[Mention, ...]:
        """The subject of the clause around: "Speaking at the forum, Lee said"."""
        group = groups[number]
        if group.start == 0 or (
            group.start == 1 and items[0].lower in ("by", "while", "after", "before", "when")
        ):
            follower = next((g for g in groups[number + 1 :] if g.form == "fin"), None)
            if follower is not None:
                return self._subject(items, groups, groups.index(follower))[0]
        for earlier in reversed(groups[:number]):
            if earlier.form == "fin" and earlier.subject:
                if earlier.lemma in NAMING and group.lemma in SUCCEEDING:
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
        if len(commas) > 1 and commas[-1] == end - 1 and commas[-2] == end - 3:
            named = items[end - 2].mention
            if named is not None and named.referent.cls == "Person":
                return (named,), ()  # "The top official for trade, Lee Mei, is …"
        if commas and commas[-1] == end - 1:
            joined = items[commas[0] + 1].lower == "and" and commas[0] + 1 < end
            near = (
                self.phrase(items, begin, end - 1 if joined else commas[0])
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
        return self.phrase(items, begin, end)

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

    def _clause_start(self, items: Sequence[Item], groups: Sequence[Group], number: int) -> int:
        end = groups[number].start
        closed = items[end - 1].text in _CLOSING
        floor, at = 0, end - 1
        for group in reversed(groups[:number]):
            opens = self._relative_start(items, group)
            if closed and opens is not None and group.end <= at + 1:
                at = opens - 1  # the relative clause between commas is no part of it
                continue
            if self._reduced(items, group):
                continue  # "tickets for guests coming from the island are free"
            floor = group.end
            break
        while at >= floor:
            item = items[at]
            if item.kind == MARK and item.text in STOP_MARKS and at < end - 1:
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

    def _reduced(self, items: Sequence[Item], group: Group) -> bool:
        """Whether a participle, or an infinitive, belongs to the noun before it."""
        last = items[group.start - 1].mention if group.start else None
        if group.form == "inf" and last is not None and group.subject == (last,):
            return True
        if group.form not in ("ing", "part") or group.start == 0:
            return False
        before = items[group.start - 1]
        return group.governor is None and (
            before.kind == ENTITY or (self._plain_noun(before) and before.text.islower())
        )

    def _opens_clause(self, items: Sequence[Item], at: int) -> bool:
        """Whether "as", "after" and the like have a clause behind them, not a noun phrase alone."""
        after = items[at + 1] if at + 1 < len(items) else None
        return after is not None and (
            after.kind == ENTITY or after.lower in SUBJECT_PRONOUNS or after.lower == "the"
        )

    def _relative_start(self, items: Sequence[Item], group: Group) -> int | None:
        """Where the relative clause of `group` opens, with its comma."""
        at = group.start - 1
        loose = group.form == "ing" and group.governor is None and items[at].text in _CLOSING
        if not (group.relative or loose) or at < 1:
            return None
        if items[at].lower in RELATIVES:
            at -= 1
        return at if items[at].text in _CLOSING else None
