"""Noun phrases: what the words before a verb name."""

from collections.abc import Sequence

from kg.extract.item import ENTITY, FIGURE, WORD, Item
from kg.extract.lists import coordinated
from kg.extract.mention import Mention
from kg.extract.verb_groups import GroupReader
from kg.extract.words import ADVERBS, CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS, TRANSPARENT

BASED = ("-based", "-headquartered")
_SPEAKING_FOR = ("officials", "representatives", "delegates", "executives", "leaders", "officers")


class PhraseReader(GroupReader):
    """Reads the things of a noun phrase."""

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

    def phrase(
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
                if after is not None and after.lower in BASED:
                    at += 2  # "a Hill Town-based maker of boats"
                    continue
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
                if after is not None and after.kind == WORD and after.text[:1].isupper():
                    return (), (*words, after.lower)  # a part of a longer name
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
                    and (item.lower in ("of", "for", "in", "on") or words[-1] in _SPEAKING_FOR)
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
        """Past "In an interview with the harbour radio", which leads a clause."""
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
            forms = {name for _, name in self.lexicon.lemmas.get(items[at].lower, ())}
            if forms & {"ing", "past"}:
                break  # "residents holding a permit"
            last = items[at].lower
            at += 1
        return last
