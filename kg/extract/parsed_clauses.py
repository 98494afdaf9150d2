"""Parsed clauses: the verb groups of a sentence with subjects and objects, from its parse."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.clause import Argument, Clause, Group, Thing
from kg.extract.clauses import ClauseReader
from kg.extract.item import DATE, FIGURE, WORD, Item
from kg.extract.mention import Mention, MentionKind
from kg.extract.parse import Parse, Word
from kg.extract.parsed_verbs import ParsedVerbs
from kg.extract.stance import set_stances
from kg.extract.subjects import INTENTIONS, NAMING, OBJECT_CONTROL, SUCCEEDING
from kg.extract.words import PREPOSITIONS, word_set
from kg.model.sentence import Span

Phrase = tuple[tuple[Mention, ...], tuple[str, ...]]
_NOTHING: Phrase = ((), ())
_SUBJECTS = ("nsubj", "nsubjpass")
_ASIDE = ("relcl", "acl", "appos", "advcl", "ccomp", "parataxis")
_OWNING = ("poss", "compound", "nmod", "amod")
_RELATIVE = ("WDT", "WP", "WP$")
_OF_DAYS = ("on", "in", "since", "until", "by", "from")
_TELLING = word_set("tell inform remind assure convince warn")
_LETTING = word_set("support assist guide train push lead motivate attract prompt drive")
_JOINING = ("alongside", "along", "together")
_CALLING = ("call", "appeal", "rely")
_DEEPEST = 8


class ParsedClauseReader(ClauseReader):
    """Reads clauses from a parse; the words of a phrase are read by the rules all the same."""

    def read_parsed(self, items: Sequence[Item], parse: Parse) -> tuple[Group, ...]:
        """The verb groups of `items` in order."""
        return _Sentence(self, items, parse).read()


class _Sentence:
    """One sentence while it is read."""

    def __init__(self, reader: ClauseReader, items: Sequence[Item], parse: Parse) -> None:
        self.reader, self.items, self.parse = reader, items, parse
        self.verbs = ParsedVerbs(reader, items, parse)
        self.holders = {
            item.mention: self._holder(at)
            for at, item in enumerate(items)
            if item.mention is not None
        }

    def read(self) -> tuple[Group, ...]:
        ordered = list(self.verbs.ordered())
        groups = [group for _, group in ordered]
        for word, group in ordered:
            group.governor = self.verbs.governor(word)
        for word, group in ordered:
            self._place(word, group)
        set_stances(self.items, groups)
        for number, group in enumerate(groups):
            stop = groups[number + 1].start if number + 1 < len(groups) else len(self.items)
            group.arguments = tuple(
                replace(argument, mentions=mentions)
                for argument in self.reader.arguments(self.items, group.end, stop, group)
                if (mentions := tuple(m for m in argument.mentions if self.holders[m] is group))
            )
            behind = self._relative_object(ordered[number][0])
            if behind is not None:
                group.arguments = (Argument("", (), (behind,), group.end, 0), *group.arguments)
        for word, group in ordered:
            group.parsed = self._clause(word, group)
        return tuple(groups)

    def _holder(self, at: int) -> Group | None:
        """The group in whose clause something is named."""
        word: Word | None = self.parse.words[at]
        while word is not None and word.at not in self.verbs.groups:
            word = self.parse.above(word)
        return self.verbs.groups[word.at] if word is not None else None

    def _place(self, word: Word, group: Group) -> None:
        """Give the group its subject."""
        told = self.reader.told_by(self.items, group, group.governor)
        owner = self.reader.decided_by(self.items, group) if group.form == "inf" else None
        named = self._named_before(group)
        if named is not None:
            group.subject = (named,)
        elif told is not None:  # "a scheme to help the town"
            group.subject = (told,)
        elif owner is not None:  # "the government's decision to approve"
            group.governor, group.subject = None, (owner,)
            group.words = (*group.words, self.items[group.start - 1].lower)
        else:
            subject, group.subject_words = self._subject(word)
            group.subject = (*subject, *self._alongside(word, subject))
            group.relative = self.verbs.first(word).role in ("relcl", "acl")

    def _named_before(self, group: Group) -> Mention | None:
        """ "appointed Lee as head, succeeding Wong": it is Lee who succeeds."""
        over = group.governor
        if group.lemma not in SUCCEEDING or over is None or over.lemma not in NAMING:
            return None
        return next((i.mention for i in self.items[over.end : group.start] if i.mention), None)

    def _alongside(self, verb: Word, subject: Sequence[Mention]) -> Iterator[Mention]:
        """ "Hill Town hosts the games along with A and B": A and B, too."""
        for each in self.parse.below(verb) if subject else ():
            joins = each.lower in _JOINING
            prep = self.parse.role(each, "prep") if joins and each.lower != "alongside" else each
            noun = self.parse.role(prep, "pobj") if joins and prep is not None else None
            if noun is not None:
                cls = subject[0].referent.cls
                yield from (m for m in self._listed(noun) if m.referent.cls == cls)

    def _subject(self, verb: Word, depth: int = 0) -> Phrase:
        subjects = [w for w in self.parse.below(verb) if w.role in (*_SUBJECTS, "csubj")]
        own = min(subjects, key=lambda word: abs(word.at - verb.at), default=None)
        if own is not None:
            if own.role == "csubj":  # "The pier, covering 20 hectares, is": taken for a clause
                inner = self.parse.role(own, "nsubj")
                return self._phrase(inner) if inner is not None else _NOTHING
            relative = self.verbs.first(verb)
            if own.tag in _RELATIVE or (own.lower == "that" and relative.role == "relcl"):
                above = self.parse.above(relative) if relative.role in ("relcl", "acl") else None
                return self._antecedent(above) if above is not None else _NOTHING
            return self._phrase(own)
        above = self.parse.above(verb)
        if above is None or depth > _DEEPEST or self.parse.role(verb, "expl") is not None:
            return _NOTHING
        for_whom = self._for_whom(verb)
        if for_whom is not None:
            return self._phrase(for_whom)
        over = self.verbs.over(verb)
        if verb.role == "conj":
            return self._subject(above, depth + 1) if above.at in self.verbs.groups else _NOTHING
        if verb.role == "pcomp":
            over = self.parse.above(above)
            if over is not None and _is_intention(over):
                over = self.verbs.over(over)  # "studies the feasibility of building"
            joined = over is not None and over.at in self.verbs.groups
            return self._subject(over, depth + 1) if joined and over is not None else _NOTHING
        if verb.role in ("acl", "relcl") and self.verbs.groups[verb.at].form != "inf":
            return self._antecedent(above)
        if verb.role in ("acl", "relcl") and not _is_intention(above):
            mention = self.items[above.at].mention
            return ((mention,), ()) if mention is not None else ((), (above.lower,))
        if over is None or verb.role not in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            return _NOTHING
        if verb.role == "ccomp" and self.verbs.groups[verb.at].form == "fin":
            return _NOTHING
        governor = self.verbs.groups[over.at]
        done = self.parse.role(over, "dobj") or self._called_on(over)
        if (
            verb.role in ("xcomp", "ccomp", "advcl")
            and done is not None and not governor.passive
            and governor.lemma in OBJECT_CONTROL | _LETTING
        ):  # fmt: skip
            return self._phrase(done)  # "urged the office to open"
        return self._subject(over, depth + 1)

    def _for_whom(self, verb: Word) -> Word | None:
        """ "permits for guests to visit the town": the guests."""
        group = self.verbs.groups[verb.at]
        before = self.parse.words[group.start - 1] if group.form == "inf" and group.start else None
        prep = self.parse.above(before) if before is not None and before.role == "pobj" else None
        return before if prep is not None and prep.lower == "for" else None

    def _called_on(self, verb: Word) -> Word | None:
        """ "called on the town to open": the town."""
        preps = (w for w in self.parse.below(verb) if w.role == "prep" and w.lower in ("on", "for"))
        prep = next(preps, None) if self.verbs.groups[verb.at].lemma in _CALLING else None
        return self.parse.role(prep, "pobj") if prep is not None else None

    def _antecedent(self, noun: Word) -> Phrase:
        """What a relative clause or a participle stands behind."""
        mention = self.items[noun.at].mention
        return ((mention,), ()) if mention is not None else self._phrase(noun)

    def _phrase(self, noun: Word) -> Phrase:
        """The things that a noun phrase names, what is said of them beside left out."""
        if self.items[noun.at].mention is not None:
            return tuple(self._listed(noun)), ()
        words = self.parse.tree(noun)
        beside = [
            other.at
            for each in words
            if each.role in _ASIDE and each is not noun
            for other in self.parse.tree(each)
            if other.at > noun.at
        ]
        begin, end = words[0].at, min([words[-1].at + 1, *beside])
        while end > begin + 1 and self.items[end - 1].text in ",–—":
            end -= 1
        return self.reader.phrase(self.items, begin, end)

    def _listed(self, noun: Word) -> Iterator[Mention]:
        """A thing and those that are listed with it."""
        mention = self.items[noun.at].mention
        if mention is not None:
            yield mention
        for each in self.parse.below(noun):
            if each.role == "conj":
                yield from self._listed(each)

    def _clause(self, word: Word, group: Group) -> Clause:
        objects = list(self._objects(word))
        told = [w for each in objects for w in self.parse.tree(each)]
        subject = self.parse.role(word, *_SUBJECTS)
        particle = self.parse.role(word, "prt")
        inside = self._named(self.parse.tree(subject, _ASIDE)) if subject is not None else ()
        return Clause(
            self._stretch(self.parse.tree(word)),
            self._stretch(told) if told else None,
            tuple(self._tops(objects)),
            self.verbs.first(word).role == "ROOT",
            self.verbs.is_past(word),
            inside,
            self._owner(subject, inside),
            tuple(self._things(word, group, inside)),
            particle.lower if particle is not None else "",
        )

    def _owner(self, subject: Word | None, inside: Sequence[Mention]) -> Mention | None:
        """ "Hill Town residents": the town, which stands before the noun."""
        if subject is None or not inside or self.items[subject.at].kind != WORD:
            return None
        start = self.items[subject.at].span.start
        return inside[0] if inside[0].span.start < start else None

    def _things(self, verb: Word, group: Group, inside: Sequence[Mention]) -> Iterator[Thing]:
        behind = self._relative_object(verb)
        if behind is not None:
            yield Thing(behind, ())
        done = self.parse.role(verb, "dobj", "attr")
        noun = done.lower if done is not None and self.items[done.at].kind == WORD else ""
        for at, item in enumerate(self.items):
            mention = item.mention
            if mention is None or mention in inside or self.holders[mention] is not group:
                continue
            path = self._way(self.parse.words[at], verb)
            if path is not None:
                led = bool(path) and path[0] in PREPOSITIONS | {"to"}
                yield Thing(mention, (noun, *path) if noun and led else path)

    def _relative_object(self, verb: Word) -> Mention | None:
        """ "the plan that he will launch": the plan, which his launching is of."""
        above = self.parse.above(verb)
        subject = self.parse.role(verb, *_SUBJECTS)
        done = self.parse.role(verb, "dobj")
        own = subject is not None and subject.tag not in _RELATIVE
        if verb.role != "relcl" or above is None or not own:
            return None
        for prep in self.parse.below(verb):  # "on which the line runs"
            noun = self.parse.role(prep, "pobj")
            if prep.role == "prep" and (noun is None or noun.tag in _RELATIVE):
                return None
        if done is not None and done.tag not in _RELATIVE:
            return None
        return self.items[above.at].mention

    def _way(self, word: Word, verb: Word) -> tuple[str, ...] | None:
        """The nouns and prepositions from a verb down to a word; None past another thing."""
        path: list[str] = []
        each = word
        while (above := self.parse.above(each)) is not None and above is not verb:
            beside = each.role in ("conj", "appos")
            if not beside and self.items[above.at].mention is not None:
                return None
            if each.role in _OWNING:
                path.append("of")
            if not beside:
                path.append(above.lower)
            each = above
        return tuple(reversed(path))

    def _objects(self, word: Word) -> Iterator[Word]:
        """The clauses that tell what is said."""
        for each in self.parse.below(word):
            if each.role == "ccomp":
                yield each
            elif each.role == "dobj" and self.verbs.groups[word.at].lemma in _TELLING:
                # "told the programme that rates would fall" is easily taken for a relative clause
                yield from (
                    clause for clause in self.parse.below(each)
                    if clause.role in ("relcl", "acl")
                    and self.parse.role(clause, *_SUBJECTS)
                    and self.parse.tree(clause)[0].lower == "that"
                )  # fmt: skip

    def _tops(self, objects: Sequence[Word]) -> Iterator[Group]:
        """The verbs of clauses, and of those joined to them that have a subject of their own."""
        for word in objects:
            group = self.verbs.groups.get(word.at)
            if group is not None:
                yield group
            joined = [w for w in self.parse.below(word) if w.role == "conj"]
            yield from self._tops([w for w in joined if self.parse.role(w, *_SUBJECTS)])

    def _named(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        found = (self.items[each.at].mention for each in words)
        return tuple(mention for mention in found if mention is not None)

    def _stretch(self, words: Sequence[Word]) -> Span:
        first, last = self.items[min(w.at for w in words)], self.items[max(w.at for w in words)]
        return Span(first.span.start, last.span.end)


def words_of(items: Sequence[Item]) -> list[str | None]:
    """What a parser is given for each item: a plain word of its kind for names and numbers.

    Long names and titles would be taken apart; one word that any parser knows is not. Days are
    left out, with the preposition before them: what follows a day is easily taken for a part of it.
    So is what stands in brackets.
    """
    dated = {at for at, item in enumerate(items) if item.kind == DATE}
    led = {at - 1 for at in dated if at and items[at - 1].lower in _OF_DAYS}
    out = dated | led | set(_bracketed(items))
    words = [None if at in out else _word(item) for at, item in enumerate(items)]
    if words and words[0] is not None and items[0].kind == WORD and words[0].endswith("ing"):
        words[0] = words[0].lower()  # "Meeting": with a capital taken for a name
    return words


def _is_intention(noun: Word) -> bool:
    return bool(INTENTIONS & {noun.lower, noun.lower.removesuffix("s")})


def _bracketed(items: Sequence[Item]) -> Iterator[int]:
    """What stands in brackets: another form of a name, an aside."""
    opened = None
    for at, item in enumerate(items):
        if item.text == "(":
            opened = at
        elif item.text == ")" and opened is not None:
            yield from range(opened, at + 1)
            opened = None


def _word(item: Item) -> str:
    mention = item.mention
    if item.kind == FIGURE:
        return "20"
    if mention is None:
        return "can" if item.lower == "cannot" else item.text
    if mention.kind is MentionKind.PRONOUN:
        return item.text
    if mention.kind is MentionKind.NOMINAL:
        return mention.text.split()[-1]
    if mention.referent.cls == "Person":
        return "Smith"
    return "London" if mention.referent.cls in ("Territory", "Place") else "Congress"
