"""Parsed subjects: whose doing a verb tells, from a parse."""

from collections.abc import Iterator, Sequence

from kg.extract.item import Item
from kg.extract.mention import Mention
from kg.extract.noun_phrases import PhraseReader
from kg.extract.parse import Parse, Word
from kg.extract.parsed_verbs import ParsedVerbs
from kg.extract.subjects import INTENTIONS, OBJECT_CONTROL
from kg.extract.words import word_set

Phrase = tuple[tuple[Mention, ...], tuple[str, ...]]
SUBJECTS = ("nsubj", "nsubjpass")
ASIDE = ("relcl", "acl", "appos", "advcl", "ccomp", "parataxis")
RELATIVE = ("WDT", "WP", "WP$")
_NOTHING: Phrase = ((), ())
_LETTING = word_set("support assist guide train push lead motivate attract prompt drive")
JOINED = word_set(
    "cooperation co-operation collaboration coordination partnership exchanges integration ties "
    "teamwork synergy"
)
# By its role, the verbs whose subject a noun tells of: "is a hub", "acts as a hub".
_TELLING_OF: dict[str, tuple[str, ...]] = {
    "attr": ("be", "become", "remain"),
    "as": ("act", "serve", "function", "work", "use", "see", "position"),
    "dobj": ("provide", "offer", "represent", "present", "play"),
}
_THANKING = ("thank", "praise", "commend", "credit", "blame", "criticise", "criticize", "hail")
_HELPING = ("support", "assist", "help", "guide", "lead", "back", "aid", "encourage", "involve")
_HEARING = ("brief", "ask", "tell", "inform", "hear", "comment", "speak", "update")
# Who does this to a plan is not who has it.
_RECEIVING = word_set(
    "welcome praise hail applaud back oppose criticise criticize discuss review reject endorse"
)
_GOING = word_set("visit travel enter stay live come go cross study settle")
_VOICING = ("voice", "express")
_FAVOUR = ("support", "backing", "opposition", "enthusiasm", "appreciation")
_CALLED = ("named", "called", "dubbed", "titled")
_JOINING = ("alongside", "along", "together")
_CALLING = ("call", "appeal", "rely")
_BESIDE = ("appos", "npadvmod", "dep")
_WHERE = ("Territory", "Place")
_NOT_MADE = ("Person", *_WHERE)
_CAUSING = word_set("follow accompany join drive prompt boost buoy lift fuel help support lead")
_DEEPEST = 8


class ParsedSubjects:
    """Finds the subjects of one sentence; noun phrases are read by the rules."""

    def __init__(
        self, reader: PhraseReader, items: Sequence[Item], parse: Parse, verbs: ParsedVerbs
    ) -> None:
        self.reader, self.items, self.parse, self.verbs = reader, items, parse, verbs

    def find(self, verb: Word, depth: int = 0) -> Phrase:
        """The things that do what `verb` says, and the words of a subject that names none."""
        subjects = [w for w in self.parse.below(verb) if w.role in (*SUBJECTS, "csubj")]
        own = min(subjects, key=lambda word: abs(word.at - verb.at), default=None)
        if own is not None:
            if own.role == "csubj":  # "The pier, covering 20 hectares, is": taken for a clause
                inner = self.parse.role(own, "nsubj")
                return self._phrase(inner) if inner is not None else _NOTHING
            relative = self.verbs.first(verb)
            if own.tag in RELATIVE or (own.lower == "that" and relative.role == "relcl"):
                above = self.parse.above(relative) if relative.role in ("relcl", "acl") else None
                if above is None:
                    return _NOTHING
                return self._thing(above) if own.lower == "which" else self._antecedent(above)
            return self._phrase(own)
        made = self._made_by(verb)
        if made is not None:
            return (made,), ()
        above = self.parse.above(verb)
        if above is None or depth > _DEEPEST or self.parse.role(verb, "expl") is not None:
            return _NOTHING
        for_whom = self._for_whom(verb)
        if for_whom is not None:
            return self._phrase(for_whom)
        over = self.verbs.over(verb)
        if verb.role == "conj" and above.at not in self.verbs.groups and over is not None:
            # "allows the flow of goods and helps the town": taken for a part of the noun
            plain = verb.tag in ("VB", "VBP", "VBZ")
            return self.find(over, depth + 1) if plain else _NOTHING
        if verb.role == "conj":
            return self.find(above, depth + 1) if above.at in self.verbs.groups else _NOTHING
        if verb.role == "acomp":  # "is positioned to lead"
            return self.find(above, depth + 1) if above.at in self.verbs.groups else _NOTHING
        if verb.role == "pcomp":
            over = self.parse.above(above)
            thanked = self._thanked(above, over) if over is not None else None
            if thanked is not None:
                return self._phrase(thanked)  # "thanked the town for supporting the bid"
            helped = self._helped(above, over) if over is not None else None
            if helped is not None:
                return self._phrase(helped)  # "supports the firms in opening"
            owner = self.parse.role(over, "poss") if over is not None else None
            if owner is not None and self.items[owner.at].mention is not None:
                return self._phrase(owner)  # "the town's efforts in attracting"
            voiced = self.verbs.groups.get(over.at) if over is not None else None
            if over is not None and (
                over.lower in _FAVOUR or (voiced and voiced.lemma in _VOICING)
            ):
                return _NOTHING  # "voiced support for building a school": not who is for it
            if over is not None and _is_intention(over):
                over = self.verbs.over(over)  # "studies the feasibility of building"
            elif over is not None:
                over = self._told_of(over) or over  # "is a platform for training doctors"
            joined = over is not None and over.at in self.verbs.groups
            return self.find(over, depth + 1) if joined and over is not None else _NOTHING
        if verb.role in ("acl", "relcl") and self.verbs.groups[verb.at].form != "inf":
            return self._antecedent(above)
        if verb.role in ("acl", "relcl") and not _is_intention(above):
            mention = self.items[above.at].mention
            told = self._told_of(above) if mention is None else None
            empty = self.parse.role(told, *SUBJECTS) if told is not None else None
            if told is not None and (empty is None or empty.lower != "it"):
                return self.find(told, depth + 1)  # "acts as a force to drive trade"
            return ((mention,), ()) if mention is not None else ((), (above.lower,))
        if over is None or verb.role not in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            return _NOTHING
        governor = self.verbs.groups[over.at]
        hears = governor.passive or governor.lemma in _HEARING
        if verb.role in ("acl", "relcl") and above.role == "pobj" and hears:
            owner = self.parse.role(above, "poss")  # "was briefed about plans to boost it"
            return self._phrase(owner) if owner is not None else _NOTHING
        if verb.role == "ccomp" and self.verbs.groups[verb.at].form == "fin":
            return _NOTHING
        if verb.role in ("acl", "relcl") and governor.lemma in _RECEIVING:
            return self._planner(above)  # "welcomed the firm's plan to build"
        done = self.parse.role(over, "dobj") or self._called_on(over)
        if (
            verb.role in ("xcomp", "ccomp", "advcl")
            and done is not None and not governor.passive
            and governor.lemma in OBJECT_CONTROL | _LETTING
        ):  # fmt: skip
            return self._phrase(done)  # "urged the office to open"
        return self.find(over, depth + 1)

    def alongside(self, verb: Word, subject: Sequence[Mention]) -> Iterator[Mention]:
        """ "Hill Town hosts the games along with A and B": A and B, too."""
        for each in self.parse.below(verb) if subject else ():
            joins = each.lower in _JOINING or (
                each.lower == "with" and verb.lower.startswith("co-")
            )
            joined = joins and each.lower not in ("alongside", "with")
            prep = self.parse.role(each, "prep") if joined else each
            noun = self.parse.role(prep, "pobj") if joins and prep is not None else None
            if noun is not None:
                cls = subject[0].referent.cls
                yield from (m for m in self.listed(noun) if m.referent.cls == cls)

    def _thanked(self, prep: Word, verb: Word) -> Word | None:
        """Who is thanked, praised or blamed "for doing" something."""
        group = self.verbs.groups.get(verb.at)
        praised = group is not None and group.lemma in _THANKING and prep.lower == "for"
        return self.parse.role(verb, "dobj") if praised else None

    def _helped(self, prep: Word, verb: Word) -> Word | None:
        """Who is helped "in doing" something."""
        group = self.verbs.groups.get(verb.at)
        helps = group is not None and group.lemma in _HELPING and not group.passive
        return self.parse.role(verb, "dobj") if helps and prep.lower == "in" else None

    def _planner(self, plan: Word) -> Phrase:
        """Whose plan it is that somebody else welcomes; nobody where that is not told."""
        by = next((w for w in self.parse.below(plan) if w.lower == "by"), None)
        owner = self.parse.role(plan, "poss") or (self.parse.role(by, "pobj") if by else None)
        return self._phrase(owner) if owner is not None else _NOTHING

    def _for_whom(self, verb: Word) -> Word | None:
        """ "permits for guests to visit the town": the guests."""
        group = self.verbs.groups[verb.at]
        before = self.parse.words[group.start - 1] if group.form == "inf" and group.start else None
        above = self.parse.above(verb)
        moves = verb.role == "advcl" and group.lemma in _GOING and above is not None
        scheme = self.parse.role(above, "dobj") if moves and above is not None else above
        if scheme is not None and (moves or verb.role in ("acl", "relcl")) and before is not None:
            # "a scheme for makers from two towns to visit the pier": the makers
            whom = next((w for w in self.parse.below(scheme) if w.lower == "for"), None)
            if whom is not None and scheme.at < whom.at < before.at:
                return self.parse.role(whom, "pobj")
        while before is not None and before.role == "conj":
            before = self.parse.above(before)
        prep = self.parse.above(before) if before is not None and before.role == "pobj" else None
        return before if prep is not None and prep.lower == "for" else None

    def _called_on(self, verb: Word) -> Word | None:
        """ "called on the town to open": the town."""
        preps = (w for w in self.parse.below(verb) if w.role == "prep" and w.lower in ("on", "for"))
        prep = next(preps, None) if self.verbs.groups[verb.at].lemma in _CALLING else None
        return self.parse.role(prep, "pobj") if prep is not None else None

    def _thing(self, noun: Word) -> Phrase:
        """What "which" stands for: no person, but of "Lee Mei, head of the Tea Bank, which" the
        bank."""
        item = self.items[noun.at]
        if item.referent is None or item.referent.cls != "Person":
            return self._antecedent(noun)
        return ((item.body,), ()) if item.body is not None else _NOTHING

    def _antecedent(self, noun: Word) -> Phrase:
        """What a relative clause or a participle stands behind."""
        mention = self.items[noun.at].mention
        if mention is not None:
            return (mention,), ()
        beside = self._apposed(noun)
        if beside is not None:
            return (beside,), ()  # "Bluesea, a firm founded by": Bluesea is
        told = self._told_of(noun)
        found = self.find(told) if told is not None else _NOTHING
        return found if found[0] else self._phrase(noun)  # "is an event that joins the towns"

    def _apposed(self, noun: Word) -> Mention | None:
        """The name beside which a noun stands, "the Harbour Plan (2026-2030), a paper issued by":
        a parse easily hangs the paper on the verb."""
        above = self.parse.above(noun) if noun.role == "appos" else None
        if above is not None and self.items[above.at].mention is not None:
            return self.items[above.at].mention
        at = min(word.at for word in self.parse.tree(noun)) - 1
        if noun.role not in _BESIDE or at < 1 or self.items[at].text != ",":
            return None
        at -= 1
        if self.items[at].text == ")":
            at = next((n - 1 for n in range(at, 0, -1) if self.items[n].text == "("), 0)
        mention = self.items[at].mention
        return mention if mention is not None and mention.referent.named else None

    def _made_by(self, verb: Word) -> Mention | None:
        """ "He heads the centre, run by the firm", "joined a home in Hill Town opened by the firm":
        what stands before it is run and opened, where a parse hangs that on the verb."""
        group, above = self.verbs.groups[verb.at], self.parse.above(verb)
        by = self.parse.role(verb, "agent") is not None and group.lemma not in _CAUSING
        if verb.role != "advcl" or group.form != "part" or not by or above is None:
            return None
        at = verb.at - 1
        while at > above.at and self.parse.words[at].role == "advmod":
            at -= 1
        if at <= above.at:
            return None
        aside = self.items[at].text == ","
        word = self.parse.words[at - aside]
        found = self.items[word.at].mention if aside else None
        if found is None or found.referent.cls in _WHERE:
            over = self.parse.above(word)
            while over is not None and over.at > above.at and over.at not in self.verbs.groups:
                word, over = over, self.parse.above(over)
            found = self.items[word.at].mention or self._apposed(word)
        return found if found is not None and found.referent.cls not in _NOT_MADE else None

    def _told_of(self, noun: Word) -> Word | None:
        """The verb whose subject a noun tells of: "is a hub", "acts as a hub", "offers a hub"."""
        above = self.parse.above(noun)
        role = noun.role
        if above is not None and role == "pobj" and above.lower == "as":
            above, role = self.parse.above(above), "as"
        wanted = _TELLING_OF.get(role, ())
        group = self.verbs.groups.get(above.at) if above is not None else None
        return above if group is not None and group.lemma in wanted else None

    def _phrase(self, noun: Word) -> Phrase:
        """The things that a noun phrase names, what is said of them beside left out."""
        if self.items[noun.at].mention is not None:
            return tuple(self.listed(noun)), ()
        called = self.parse.role(noun, "acl")
        if called is not None and called.lower in _CALLED:  # "a robot maker named Bluesea"
            name = self.parse.role(called, "oprd", "dobj", "attr")
            if name is not None and self.items[name.at].mention is not None:
                return tuple(self.listed(name)), ()
        named = self.parse.role(noun, "appos")
        who = self.items[named.at].referent if named is not None else None
        if named is not None and who is not None and who.named and who.cls not in _WHERE:
            return tuple(self.listed(named)), ()  # "Lee's successor, Ho Kam", "two firms, A and B"
        joined = self.parse.role(noun, "prep") if noun.lower in JOINED else None
        both = self.parse.role(joined, "pobj") if joined and joined.lower == "between" else None
        if both is not None:  # "cooperation between A and B helps trade": both help
            return tuple(self.listed(both)), ()
        words = self.parse.tree(noun)
        beside = [
            other.at
            for each in words
            if each.role in ASIDE and each is not noun
            for other in self.parse.tree(each)
            if other.at > noun.at
        ]
        begin, end = words[0].at, min([words[-1].at + 1, *beside])
        while end > begin + 1 and self.items[end - 1].text in ",–—":
            end -= 1
        return self.reader.phrase(self.items, begin, end)

    def listed(self, noun: Word) -> Iterator[Mention]:
        """A thing and those that are listed with it."""
        mention = self.items[noun.at].mention
        if mention is not None:
            yield mention
        for each in self.parse.below(noun):
            if each.role == "conj":
                yield from self.listed(each)


def _is_intention(noun: Word) -> bool:
    return bool(INTENTIONS & {noun.lower, noun.lower.removesuffix("s")})
