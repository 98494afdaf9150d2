"""Verb relations: the frames of verbs laid over the clauses of a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.addresses import SIDES, owned_place
from kg.extract.candidate import Candidate
from kg.extract.clause import Argument, Group
from kg.extract.frames import Frame
from kg.extract.item import WORD, Item
from kg.extract.mention import Mention, MentionKind
from kg.extract.modality import JUDGED
from kg.extract.noun_relations import NOUN
from kg.extract.offices import OfficeReader
from kg.extract.parsed_subjects import JOINED
from kg.extract.scene import Scene
from kg.extract.subjects import OBJECT_CONTROL
from kg.extract.venues import whole
from kg.extract.verb_kinds import BIDDING
from kg.extract.words import ADVERBS, DETERMINERS, PREPOSITIONS, TRANSPARENT, word_set
from kg.model.claim import Modality

_DIRECT = 0.8
_JOINT = 0.7
_PER_STEP = 0.12
_DEEPEST = 3  # prepositions between a verb and what it is said to be in, at or with
_SUPPORTING = word_set(
    "support join participate promote help get take integrate invest build develop boost advance "
    "strengthen contribute seize grasp embrace back"
)
_ANNOUNCING = word_set("announce unveil reveal")
_PAPERS = ("Plan", "Programme", "Agreement")
_JOINED = JOINED | {"hands"}
_FOUNDING = word_set("set establish open")
_JOINTLY = word_set("jointly together")
_EASING = word_set("relax ease extend expand lift waive open introduce launch simplify grant offer")
_PLANNING = word_set("will shall 'll ’ll")
# What is built, proposed or issued is the thing itself: not "release the results of the scheme".
_OF_THE_THING = (
    "proposes", "issues", "builds", "provides", "hosts", "approves", "establishes", "opens",
    "operates", "uses", "prioritises",
)  # fmt: skip
_MOVING = ("encourage", "please", "impress")  # "was encouraged by the report"
_AT_EVENTS = ("hasParticipant", "hosts")  # of a ceremony and of the forum that it opens
_EMPLOYERS = ("Company", "Facility", "AcademicInstitution", "MediaOutlet")
_NEAR = 6  # items behind a verb
_SKIPPED = DETERMINERS | {",", "#", "'s"}


class VerbReader(OfficeReader):
    """Lays the frames of verbs over the clauses of a sentence."""

    def _of_verb(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        subject = self._subject(scene, group)
        for frame in self.frames.verbs.get(group.lemma, ()):
            if frame.alone:
                continue
            if (
                group.lemma in OBJECT_CONTROL
                and not frame.prep
                and any(g.governor is group and g.form == "inf" for g in scene.groups)
            ):
                continue  # "urged the city to …": what it is urged to do is the claim
            passive = group.passive and not frame.passive
            if frame.passive and not group.passive:
                continue
            if passive:
                yield from self._passive(scene, group, frame, subject)
                continue
            for argument, steps in self._objects(group, frame):
                for each in self._pairs(scene, group, frame, subject, argument, steps):
                    yield _ahead(scene, group, each)
        yield from self._for_whom(scene, group, subject)
        if group.passive:  # "signed by A and B"
            agents = [
                a
                for a in group.arguments
                if a.prep in ("by", "between") and len(a.path) <= 1 and a.chain <= 1
            ]
            subject = agents[0].mentions if agents else ()
        if len(subject) > 1:
            for name in self.frames.joint.get(group.lemma, ()):
                yield from self._joint(scene, group, name, subject)

    def _for_whom(
        self, scene: Scene, group: Group, subject: Sequence[Mention]
    ) -> Iterator[Candidate]:
        """ "permits will be eased for guests from Hill Town": they are for the town."""
        inside = group.parsed.inside if group.parsed else ()  # "the criteria for permits"
        papers = [m for m in subject or inside if m.referent.cls in _PAPERS]
        things = group.parsed.things if group.parsed and group.passive else ()
        for thing in things if group.lemma in _EASING else ():
            if thing.path[:1] == ("for",) and thing.mention.referent.cls in ("Territory", "Place"):
                for one in papers:
                    yield from self._candidate(
                        scene, group, "appliesTo", one, thing.mention, NOUN, "S be eased for O"
                    )

    def _objects(self, group: Group, frame: Frame) -> Iterator[tuple[Argument, int]]:
        """The arguments that may be the frame's object, and how far each is from the verb."""
        for number, argument in enumerate(group.arguments):
            if frame.name == "visits" and "back" in argument.before[:2]:
                continue  # "arrived back in the town": home
            if frame.name == "settlesIn" and not frame.words and _has_object(group):
                continue  # "set up a school in the town": the school is there
            if frame.particle and argument.before[:1] != (frame.particle,):
                continue
            if frame.name in _OF_THE_THING and _is_owner(argument):
                continue  # "makes use of its advantages"
            if frame.words and not all(word in argument.before for word in frame.words):
                continue
            if frame.words and _does_other(group, argument, frame):
                continue
            if frame.prep:
                if group.lemma == "be" and not frame.words and _complement(argument, frame.prep):
                    continue  # "is keen on the town" is not where it is
                if argument.path[:1] == (frame.prep,) or (
                    frame.words and frame.prep in argument.path
                ):
                    deep = len(argument.path) - 1
                    far = frame.name in _OF_THE_THING and _has_noun(argument)
                    if deep <= _DEEPEST and (number == 0 or deep == 0 or frame.words) and not far:
                        yield argument, deep + ("'s" in argument.words)
            elif number == 0 and self._is_direct(argument, frame):
                yield argument, argument.chain
                return

    def _is_direct(self, argument: Argument, frame: Frame) -> bool:
        """ "build X", "lead the development of X", "expand the scope of the hub in X"."""
        owned = "'s" in argument.words and argument.words[-1] not in TRANSPARENT | {"'s"}
        if not argument.path or argument.path == ("including",):
            return not owned or frame.name in JUDGED
        words = [w for w in argument.words if w not in _SKIPPED and w not in frame.words]
        if (
            argument.path[0] in ("of", "for", "on", "in", "at", "between")
            and words
            and (words[0] != frame.particle)
        ):
            loose = argument.path[0] == "of" and frame.name not in _OF_THE_THING
            return len(argument.path) == 1 and (
                words[-1] in TRANSPARENT or loose or frame.name == "visits"
            )
        return False

    def _pairs(
        self,
        scene: Scene,
        group: Group,
        frame: Frame,
        subject: Sequence[Mention],
        argument: Argument,
        steps: int,
    ) -> Iterator[Candidate]:
        told = {
            m for g in scene.groups if g.governor is group and g.form == "inf" for m in g.subject
        }
        for one in subject:
            for other in _places(scene, argument.mentions):
                if other in told and group.lemma in OBJECT_CONTROL:
                    continue  # "called for the office to …"
                if _only_tells_whose(group, other):
                    continue  # "assist Hill Town firms": they are not the town
                event = _whole(scene, other) if frame.name in _AT_EVENTS else other
                for end in dict.fromkeys((other, event)):
                    pair = (end, one) if frame.swapped else (one, end)
                    name = "worksFor" if _is_hired(frame, *pair) else frame.name
                    yield from self._candidate(
                        scene, group, name, *pair, _DIRECT - steps * _PER_STEP, frame.text
                    )

    def _passive(
        self, scene: Scene, group: Group, frame: Frame, subject: Sequence[Mention]
    ) -> Iterator[Candidate]:
        """ "X was built by Y": the frame "S build O" turned round."""
        reached = frame.prep == "to" and frame.name != "connects"
        if (frame.prep and not reached) or frame.words or group.lemma in _MOVING:
            return
        for argument in group.arguments:
            if argument.prep == "by" and argument.chain <= 1:
                for one in argument.mentions:
                    for other in subject:
                        pair = (other, one) if frame.swapped else (one, other)
                        yield from self._candidate(
                            scene, group, frame.name, *pair, _DIRECT, f"{frame.text} (passive)"
                        )
                return

    def _joint(
        self, scene: Scene, group: Group, name: str, subject: Sequence[Mention]
    ) -> Iterator[Candidate]:
        if group.lemma in _FOUNDING and _is_of_each(scene.row.items[group.end :]):
            return
        if group.passive and group.lemma == "join":  # "the minister was joined by A and B"
            return
        for number, first in enumerate(subject):
            for other in subject[number + 1 :]:
                yield from self._candidate(
                    scene, group, name, first, other, _JOINT, f"S and O {group.lemma}"
                )

    def _together(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "A and B deepen their collaboration", "A and B have set up groups jointly"."""
        words = {w for t in (group.parsed.things if group.parsed else ()) for w in t.path}
        items = scene.row.items
        near = {item.lower for item in items[group.end : group.end + _NEAR]}
        close = {item.lower for item in items[group.end : group.end + 2]}
        before = {item.lower for item in items[max(0, group.start - 1) : group.end]}
        if len(group.subject) < 2 or not ((near | words) & _JOINED or (close | before) & _JOINTLY):
            return
        if not all(self._fits(m.referent, "Agent") for m in group.subject):
            return
        yield from self._joint(scene, group, "cooperatesWith", group.subject)

    def _urged(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "urged firms to join the development of X": who urges it supports X."""
        first = group.governor
        if (
            first is None
            or first.lemma not in BIDDING
            or first.negated
            or group.lemma not in _SUPPORTING
        ):
            return
        for argument in group.arguments[:1]:
            if len(argument.path) > _DEEPEST:
                continue
            for one in first.subject:
                for other in argument.mentions:
                    if one.referent.cls != "Territory" and other.kind is not MentionKind.PRONOUN:
                        for each in self._candidate(
                            scene, first, "supports", one, other, NOUN, f"S {first.lemma} … O"
                        ):
                            yield replace(each, modality=Modality.OPINION)

    def _announced(self, scene: Scene, number: int) -> Iterator[Candidate]:
        """ "announced that the allowance will rise": who announces issues it."""
        group = scene.groups[number]
        if group.lemma not in _ANNOUNCING or group.negated or number + 1 >= len(scene.groups):
            return
        told = scene.groups[number + 1]
        things = told.subject if told.governor is None else ()
        if told.subject == group.subject:  # "announced that it will raise the allowance"
            things = tuple(m for a in told.arguments[:1] if not a.path for m in a.mentions)
        for one in group.subject if not group.passive else ():
            for other in things:
                if other.referent.cls in _PAPERS:
                    yield from self._candidate(
                        scene, group, "issues", one, other, NOUN, f"S {group.lemma} that O"
                    )


def _is_owner(argument: Argument) -> bool:
    return all(
        mention.text.lower() in ("its", "his", "her", "their") for mention in argument.mentions
    )


def _has_noun(argument: Argument) -> bool:
    """ "press ahead with development in the town": a noun stands between."""
    nouns = [w for w in argument.words if w not in TRANSPARENT | _SKIPPED and w.isalpha()]
    return len(argument.path) > 1 and bool(nouns)


def _does_other(group: Group, argument: Argument, frame: Frame) -> bool:
    """ "express thanks for the support for the town": it is no support that is expressed."""
    things = group.parsed.things if group.parsed else ()
    path = next((t.path for t in things if t.mention is argument.mentions[0]), ())
    return len(path) > 2 and path[0] not in (*frame.words, *PREPOSITIONS, "to", frame.prep)


def _is_hired(frame: Frame, one: Mention, other: Mention) -> bool:
    """ "joined the firm": who does works there, where a club has members."""
    joins = frame.name == "memberOf" and frame.text == "S join O"
    return joins and one.referent.cls == "Person" and other.referent.cls in _EMPLOYERS


def _ahead(scene: Scene, group: Group, candidate: Candidate) -> Candidate:
    """ "Organised by the council, the forum will take place": the council is to organise it."""
    if group.form != "part" or candidate.modality is not Modality.ASSERTED:
        return candidate
    events = {m.referent for m in group.subject if m.referent.cls == "Event"}
    for other in scene.groups:
        named = (*other.subject, *(m for a in other.arguments for m in a.mentions))
        planned = other is not group and bool(_PLANNING & set(other.words))
        if planned and events & {m.referent for m in named}:
            return replace(candidate, modality=Modality.PLANNED)
    return candidate


def _places(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The things of an argument, of "in north China's Hill Province" the province."""
    items = scene.row.items
    for mention in mentions:
        at = next((n for n, item in enumerate(items) if item.mention is mention), None)
        yield mention if at is None else items[owned_place(items, at)].mention or mention


def _whole(scene: Scene, mention: Mention) -> Mention:
    items = scene.row.items
    at = next((n for n, item in enumerate(items) if item.mention is mention), None)
    return (whole(items, at) if at is not None else None) or mention


def _complement(argument: Argument, prep: str) -> bool:
    """Whether a word that is no adverb stands between a copula and its preposition."""
    before = argument.before
    end = before.index(prep) if prep in before else len(before)
    return not set(before[:end]) <= ADVERBS | DETERMINERS | SIDES | {"both"}


def _has_object(group: Group) -> bool:
    """Whether a clause does something to something: "set up a school", not "set up in"."""
    things = group.parsed.things if group.parsed else ()
    return not group.passive and any(
        t.path[:1] == () or t.path[0] not in PREPOSITIONS for t in things
    )


def _only_tells_whose(group: Group, mention: Mention) -> bool:
    """Whether a place only stands before a noun without a name: "Hill Town firms"."""
    things = group.parsed.things if group.parsed else ()
    place = mention.referent.cls in ("Territory", "Place")
    return place and any(t.mention is mention and t.modifies for t in things)


def _is_of_each(behind: Sequence[Item]) -> bool:
    """ "A and B have set up branches": each its own; not "joint teams"."""
    for item in behind:
        if item.kind != WORD or item.lower in PREPOSITIONS - {"up"}:
            return False
        if item.lower in _JOINED:
            return False
        if item.lower.endswith("s") and not item.lower.endswith("ss"):
            return True
    return False
