"""Clauses: the verb groups of a row of items, each with its subject and what follows it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.clause import Argument, Group
from kg.extract.item import DATE, ENTITY, FIGURE, MARK, WORD, Item
from kg.extract.lists import coordinated
from kg.extract.mention import Mention
from kg.extract.stance import set_stances
from kg.extract.subjects import STOP_MARKS, SubjectReader
from kg.extract.words import PREPOSITIONS, SUBORDINATORS, TRANSPARENT

REACH = 14  # items that a subject may lie before its verb, or an object behind it


class ClauseReader(SubjectReader):
    """Finds verb groups by closed classes and inflection; no model, no statistics."""

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
        set_stances(items, groups)
        for number, group in enumerate(groups):
            stop = groups[number + 1].start if number + 1 < len(groups) else len(items)
            follower = groups[number + 1] if number + 1 < len(groups) else None
            group.arguments = tuple(self.arguments(items, group.end, stop, group))
            if follower is not None:
                _without_subject(group, follower, items)
        return tuple(groups)

    def arguments(
        self, items: Sequence[Item], begin: int, stop: int, group: Group
    ) -> Iterator[Argument]:
        prep, chain, at = "", 0, begin
        words: list[str] = []
        past: list[str] = []
        path: list[str] = []
        while at < min(stop, len(items)) and at - begin <= REACH * 2:
            item = items[at]
            if item.kind == MARK and (item.text in STOP_MARKS or item.text in ".!?”"):
                return
            if (
                item.kind == WORD
                and item.lower in SUBORDINATORS
                and item.lower not in PREPOSITIONS | {"as"}
            ):
                return
            if item.lower == "according":
                return
            if item.lower == "such" and at + 1 < stop and items[at + 1].lower == "as":
                at += 2
                continue
            if item.kind == DATE and path and prep == path[-1]:
                path.pop()  # "on Friday" is no part of the way to what follows
                prep, chain = path[-1] if path else "", chain - 1
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
                    if not last.referent.named:
                        past.extend(last.text.lower().split())
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
