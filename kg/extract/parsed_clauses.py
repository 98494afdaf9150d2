"""Parsed clauses: the verb groups of a sentence with subjects and objects, from its parse."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.clause import Argument, Clause, Group, Thing
from kg.extract.clauses import ClauseReader
from kg.extract.item import WORD, Item
from kg.extract.mention import Mention
from kg.extract.parse import Parse, Word
from kg.extract.parsed_subjects import ASIDE, RELATIVE, SUBJECTS, ParsedSubjects
from kg.extract.parsed_verbs import ParsedVerbs
from kg.extract.relative_objects import relative_object
from kg.extract.stance import set_stances
from kg.extract.subjects import NAMING, SUCCEEDING
from kg.extract.words import MEANWHILE, PREPOSITIONS, TRANSPARENT, word_set
from kg.model.sentence import Span

_MODIFYING = ("compound", "nmod", "amod")
_OWNING = ("poss", "compound", "nmod", "amod")
# What is made or done that then does some good: "to boost".
_MADE = (
    "Project", "Facility", "Zone", "Port", "Plan", "Programme", "Agreement", "Event",
    "Organisation",
)  # fmt: skip
_DOING = word_set(
    "build set create launch establish found introduce develop construct form open design expedite "
    "expand hold host organise organize stage use adopt implement formulate run start upgrade "
    "advance complete extend improve accelerate enact pass sign roll unveil propose plan"
)
_BENEFITING = word_set(
    "boost strengthen bolster drive improve enhance raise support cement consolidate reinforce "
    "revive promote facilitate foster spur propel stimulate advance deepen help serve benefit "
    "attract connect link contribute"
)
# What somebody gives these on is not said to be theirs to do: "proposals on opening the pier".
_PROPOSING = word_set("proposal proposals idea ideas suggestion suggestions")
_STATING = word_set("say add note tell stress state explain reveal announce emphasise emphasize")
_TELLING = word_set("tell inform remind assure convince warn")


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
        self.subjects = ParsedSubjects(reader, items, parse, self.verbs)
        self.based = {  # "run by the Hill Town-based Bluesea": not by the town
            item.mention for item, after in pairwise(items)
            if item.mention is not None and after.lower in ("-based", "-headquartered")
        }  # fmt: skip
        self.owning = {
            item.mention for item, after in pairwise(items)
            if item.mention is not None and after.text in ("'s", "’s")
        }  # fmt: skip
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
            group.words = (*group.words, *self._leading(word))
        for word, group in ordered:
            self._place(word, group)
        for at, item in enumerate(self.items):
            holder = self._holder(at) if item.figure is not None else None
            if holder is not None and item.figure is not None:
                holder.figures.append(item.figure)
        set_stances(self.items, groups)
        for number, group in enumerate(groups):
            stop = groups[number + 1].start if number + 1 < len(groups) else len(self.items)
            found = self.reader.arguments(self.items, group.end, stop, group)
            group.arguments = tuple(self._own(found, group))
            behind = relative_object(self.items, self.verbs, ordered[number][0])
            if behind is not None:
                group.arguments = (Argument("", (), (behind,), group.end, 0), *group.arguments)
        for word, group in ordered:
            group.parsed = self._clause(word, group)
        return tuple(groups)

    def _own(self, arguments: Iterable[Argument], group: Group) -> Iterator[Argument]:
        """The arguments with what hangs on their verb and is no "Hill Town-based"."""
        led: Argument | None = None
        for argument in arguments:
            if led is not None and argument.words[:1] == ("-based",):
                argument = replace(argument, prep=led.prep, path=led.path, words=led.words)
            led = argument if all(m in self.based for m in argument.mentions) else None
            named = argument.mentions
            if argument.prep == "by":
                named = tuple(m for m in self._doers(argument) if m not in self.owning)
            mentions = tuple(
                m for m in dict.fromkeys(named)
                if self.holders[m] is group and m not in self.based
            )  # fmt: skip
            if mentions:
                yield replace(argument, mentions=mentions)

    def _doers(self, argument: Argument) -> Iterator[Mention]:
        """Whom a passive names, "by the bureau, the bank and Hill Town's council", to the last."""
        places = {item.mention: at for at, item in enumerate(self.items) if item.mention}
        for mention in argument.mentions:
            yield mention
            yield from self.subjects.listed(self.parse.words[places[mention]])

    def _holder(self, at: int) -> Group | None:
        """The group in whose clause something is named."""
        word: Word | None = self.parse.words[at]
        while word is not None and word.at not in self.verbs.groups:
            word = self.parse.above(word)
        return self.verbs.groups[word.at] if word is not None else None

    def _leading(self, word: Word) -> tuple[str, ...]:
        """What leads to a verb: "a proposal on building", "plans for opening", "while meeting"."""
        first = self.verbs.first(word)
        if first.role == "advcl" and first.tag == "VBG":
            below = self.parse.below(first)
            return tuple(w.lower for w in below if w.lower in MEANWHILE and w.at < first.at)
        preposition = self.parse.above(first) if first.role == "pcomp" else None
        noun = self.parse.above(preposition) if preposition is not None else None
        return (noun.lower,) if noun is not None and noun.tag in ("NN", "NNS") else ()

    def _place(self, word: Word, group: Group) -> None:
        """Give the group its subject."""
        told = self.reader.told_by(self.items, group, group.governor)
        owner = self.reader.decided_by(self.items, group) if group.form == "inf" else None
        named = self._named_before(group)
        made = self._made_for(word, group)
        if named is not None:
            group.subject = (named,)
        elif made is not None:
            group.subject = (made,)
        elif told is not None:  # "a scheme to help the town"
            group.subject = (told,)
        elif owner is not None:  # "the government's decision to approve"
            group.governor, group.subject = None, (owner,)
            group.words = (*group.words, self.items[group.start - 1].lower)
        else:
            subject, group.subject_words = self.subjects.find(word)
            if _PROPOSING & set(group.words):
                subject = ()
            group.subject = (*subject, *self.subjects.alongside(word, subject))
            group.relative = self.verbs.first(word).role in ("relcl", "acl")
            self._go_on(word, group)

    def _go_on(self, word: Word, group: Group) -> None:
        """ "plans to open the pier and host the games": the games are planned, too."""
        above = self.parse.above(word) if word.role == "conj" else None
        first = self.verbs.groups.get(above.at) if above is not None else None
        if first is not None and first.form == "inf" and first.governor is None:
            own = {item.lower for item in self.items[first.start : first.end]}
            group.words = (*group.words, *(w for w in first.words if w not in own))

    def _named_before(self, group: Group) -> Mention | None:
        """ "appointed Lee as head, succeeding Wong": it is Lee who succeeds."""
        over = group.governor
        if group.lemma not in SUCCEEDING or over is None or over.lemma not in NAMING:
            return None
        return next((i.mention for i in self.items[over.end : group.start] if i.mention), None)

    def _made_for(self, word: Word, group: Group) -> Mention | None:
        """ "build a pier to boost the town": it is the pier that boosts it."""
        over = self.parse.above(word) if word.role == "advcl" and group.form == "inf" else None
        first = self.verbs.groups.get(over.at) if over is not None else None
        if over is None or first is None or first.passive or first.lemma not in _DOING:
            return None
        if group.lemma not in _BENEFITING:
            return None
        done = self.parse.role(over, "dobj")
        while done is not None and self.items[done.at].mention is None:
            of = self.parse.role(done, "prep") if done.lower in TRANSPARENT else None
            done = self.parse.role(of, "pobj") if of is not None else None
        mention = self.items[done.at].mention if done is not None else None
        return mention if mention is not None and mention.referent.cls in _MADE else None

    def _clause(self, word: Word, group: Group) -> Clause:
        objects = list(self._objects(word))
        told = [w for each in objects for w in self.parse.tree(each)]
        subject = self.parse.role(word, *SUBJECTS)
        particle = self.parse.role(word, "prt")
        inside = self._named(self.parse.tree(subject, ASIDE)) if subject is not None else ()
        return Clause(
            self._stretch(self.parse.tree(word)),
            self._stretch(told) if told else None,
            tuple(self._tops(objects)),
            self.verbs.first(word).role == "ROOT",
            self.verbs.is_past(word),
            inside,
            self._owner(subject, inside),
            self._stretch(self.parse.tree(subject, ASIDE)) if subject is not None else None,
            tuple(self._things(word, group, inside)),
            particle.lower if particle is not None else "",
        )

    def _owner(self, subject: Word | None, inside: Sequence[Mention]) -> Mention | None:
        """ "Hill Town residents": the town, which stands before the noun."""
        if subject is None or not inside or self.items[subject.at].kind != WORD:
            return None
        if any(w.role == "appos" and self.items[w.at].mention for w in self.parse.below(subject)):
            return None  # "Lee's successor, Ho Kam, opened": not Lee's doing
        start = self.items[subject.at].span.start
        return inside[0] if inside[0].span.start < start else None

    def _things(self, verb: Word, group: Group, inside: Sequence[Mention]) -> Iterator[Thing]:
        behind = relative_object(self.items, self.verbs, verb)
        if behind is not None:
            yield Thing(behind, ())
        done = self.parse.role(verb, "dobj", "attr")
        told = done is not None and self.items[done.at].kind == WORD and done.tag not in RELATIVE
        noun = done.lower if done is not None and told else ""
        for at, item in enumerate(self.items):
            mention = item.mention
            if mention is None or mention in inside or self.holders[mention] is not group:
                continue
            path = self._way(self.parse.words[at], verb)
            if path is not None:
                modifies = self.parse.words[at].role in _MODIFYING
                led = bool(path) and path[0] in PREPOSITIONS | {"to"}
                yield Thing(mention, (noun, *path) if noun and led else path, modifies)

    def _way(self, word: Word, verb: Word) -> tuple[str, ...] | None:
        """The nouns and prepositions from a verb down to a word; None past another thing."""
        path: list[str] = []
        each = word
        while (above := self.parse.above(each)) is not None and above is not verb:
            beside = each.role in ("conj", "appos")
            if not beside and self.items[above.at].mention is not None:
                return None
            before = self.items[each.at - 1].lower if each.at else ""
            if each.lower == "with" and before in ("together", "along"):
                return None  # who is there as well
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
                yield from self._goes_on(word, each)
            elif each.role == "dobj" and self.verbs.groups[word.at].lemma in _TELLING:
                # "told the programme that rates would fall" is easily taken for a relative clause
                yield from (
                    clause for clause in self.parse.below(each)
                    if clause.role in ("relcl", "acl")
                    and self.parse.role(clause, *SUBJECTS)
                    and self.parse.tree(clause)[0].lower == "that"
                )  # fmt: skip

    def _goes_on(self, word: Word, said: Word) -> Iterator[Word]:
        """ "said that trade grew, and the town is rich": what is told in the present behind what
        was said is said as well, though it is easily joined to the verb of saying."""
        verb = self.verbs.over(word) if word.role == "pcomp" else word
        if verb is None or verb.tag != "VBD" or self.verbs.groups[word.at].lemma not in _STATING:
            return
        for each in self.parse.below(verb):
            later = each.role == "conj" and each.at > said.at
            modal = self.parse.role(each, "aux")
            now = each.tag in ("VBZ", "VBP") or (modal is not None and modal.tag == "MD")
            if later and now and self.parse.role(each, *SUBJECTS) is not None:
                yield each

    def _tops(self, objects: Sequence[Word]) -> Iterator[Group]:
        """The verbs of clauses, and of those joined to them that have a subject of their own."""
        for word in objects:
            group = self.verbs.groups.get(word.at)
            if group is not None:
                yield group
            joined = [w for w in self.parse.below(word) if w.role == "conj"]
            yield from self._tops([w for w in joined if self.parse.role(w, *SUBJECTS)])

    def _named(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        found = (self.items[each.at].mention for each in words)
        return tuple(mention for mention in found if mention is not None)

    def _stretch(self, words: Sequence[Word]) -> Span:
        first, last = self.items[min(w.at for w in words)], self.items[max(w.at for w in words)]
        return Span(first.span.start, last.span.end)
