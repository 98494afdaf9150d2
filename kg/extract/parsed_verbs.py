"""Parsed verbs: the verb groups of a parse, and what each hangs on."""

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.clause import Group
from kg.extract.item import WORD, Item
from kg.extract.parse import Parse, Word
from kg.extract.verb_groups import GroupReader
from kg.extract.verbs import base_form
from kg.extract.words import BE, DO, HAVE, MODALS, word_set

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_VERBAL = ("VB", "VBG", "VBN", *_FINITE)
_AUXILIARY = ("aux", "auxpass")
_FORMS = {"VBZ": ("s",), "VBG": ("ing",), "VBD": ("past",), "VBN": ("part", "past")}
# Verb forms that do another word's work: "growing trade", "including", "plans" before a noun.
_NO_CLAUSE = ("amod", "compound", "prep", "nmod", "case", "mark", "quantmod", *_AUXILIARY)
_AS_NOUN = ("nsubj", "nsubjpass", "dobj", "pobj")
_WAS = word_set("was were")
_FARTHEST = 12  # steps up a tree; deeper ones are no prose


class ParsedVerbs:
    """The verb groups of one sentence by the place of their verb in the parse."""

    def __init__(self, reader: GroupReader, items: Sequence[Item], parse: Parse) -> None:
        self.reader, self.items, self.parse = reader, items, parse
        found = [(word, group) for word in parse.words if (group := self._group(word))]
        self.groups: Mapping[int, Group] = dict(_apart(found))

    def ordered(self) -> Iterator[tuple[Word, Group]]:
        """The verbs with their groups, as they follow one another."""
        words = self.parse.words
        for at in sorted(self.groups, key=lambda at: self.groups[at].start):
            yield words[at], self.groups[at]

    def over(self, word: Word) -> Word | None:
        """The nearest verb above `word`."""
        above = self.parse.above(word)
        while above is not None and above.at not in self.groups:
            above = self.parse.above(above)
        return above

    def first(self, verb: Word) -> Word:
        """The first verb of a list of verbs."""
        steps = 0
        while verb.role == "conj" and verb.head in self.groups and steps < _FARTHEST:
            verb, steps = self.parse.words[verb.head], steps + 1
        return verb

    def governor(self, verb: Word) -> Group | None:
        """ "plans to build", "continue working": the group on which one without tense hangs."""
        first = self.first(verb)
        form = self.groups[first.at].form
        above = self.parse.above(first)
        if above is None or form == "fin" or form == "part":
            return None
        if first.role in ("xcomp", "ccomp", "advcl"):
            over = self.over(first)
        elif form == "inf":
            over = self.over(first)  # "announced plans to build"
        elif first.role == "pcomp":
            over = self.over(first)
        else:
            over = None
        return self.groups.get(over.at) if over is not None else None

    def is_past(self, verb: Word) -> bool:
        """Whether the verb tells what has happened: "opened", "has been opened"."""
        if verb.tag == "VBD":
            return True
        helpers = {each.lower for each in self._helpers(self._of_one_tense(verb))}
        if verb.tag == "VB" and "did" in helpers:
            return True
        return verb.tag == "VBN" and bool(helpers & (HAVE | _WAS)) and not helpers & MODALS

    def _group(self, word: Word) -> Group | None:
        place = word.at
        if word.tag not in _VERBAL or word.role in _NO_CLAUSE:
            return None
        if self.items[place].kind != WORD or (word.tag == "VBG" and word.role in _AS_NOUN):
            return None
        if not word.lower.replace("-", "").isalpha() and word.lower not in BE | HAVE:
            return None
        first = self._of_one_tense(word)
        helpers = self._helpers(first)
        own = self._helpers(word)
        tensed = first.tag in _FINITE or any(each.tag in _FINITE for each in helpers)
        to = any(each.tag == "TO" for each in helpers)
        passive = any(each.role == "auxpass" for each in (*own, *helpers)) or bool(
            self.parse.role(word, "nsubjpass")
        )
        form = (
            "inf" if to else "fin" if tensed else "ing" if word.tag == "VBG"
            else "part" if word.tag == "VBN" else "inf"
        )  # fmt: skip
        start = self._opening(own, place)
        made = self.reader.group_of(
            self.items,
            start,
            place,
            self._lemma(word),
            form,
            (passive and word.tag == "VBN") or form == "part",
        )
        made.words = tuple(dict.fromkeys((*(w.lower for w in (*helpers, *own)), *made.words)))
        negation = self.parse.role(word, "neg")
        made.negated = made.negated or negation is not None
        if negation is not None and negation.at == made.end:
            made.end += 1  # "is not in the town"
        return made

    def _lemma(self, verb: Word) -> str:
        """The base form, as the lexicon has it where it knows the word."""
        for forms, lemma in ((BE, "be"), (HAVE, "have"), (DO, "do")):
            if verb.lower in forms:
                return lemma
        known = self.reader.lexicon.lemmas.get(verb.lower, ())
        wanted = _FORMS.get(verb.tag, "base")
        found = [lemma for lemma, form in known if form in wanted] or [each for each, _ in known]
        return found[0] if found else base_form(verb.lower, verb.tag)

    def _helpers(self, verb: Word) -> list[Word]:
        return [w for w in self.parse.below(verb) if w.role in _AUXILIARY and w.at < verb.at]

    def _of_one_tense(self, verb: Word) -> Word:
        """The verb whose auxiliaries hold for `verb` as well: "will build and run"."""
        steps = 0
        while (
            verb.role == "conj" and verb.tag in ("VB", "VBN", "VBG") and steps < _FARTHEST
            and not self._helpers(verb)
        ):  # fmt: skip
            above = self.parse.words[verb.head]
            if above.tag not in _VERBAL:
                break
            verb, steps = above, steps + 1
        return verb

    def _opening(self, helpers: Sequence[Word], place: int) -> int:
        """Where the group opens: at its first auxiliary, unless a name stands between."""
        for helper in helpers:
            if all(item.kind == WORD for item in self.items[helper.at : place]):
                return helper.at
        return place


def _apart(found: Sequence[tuple[Word, Group]]) -> Iterator[tuple[int, Group]]:
    """The groups, none reaching into the one before."""
    end = 0
    for word, group in sorted(found, key=lambda each: each[1].end):
        group.start = max(group.start, end)
        if group.start < group.end:
            end = group.end
            yield word.at, group
