"""Topics: what each clause of a saying is about, from its parse."""

from collections.abc import Iterator, Sequence

from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.scene import Scene
from kg.extract.speech import Speech, named_source
from kg.extract.verb_kinds import APPRAISING
from kg.extract.words import word_set

Part = tuple[Group | None, list[Referent]]
# What one speaks of sooner than of the place where it lies, or of who made it.
_TOPICAL = (
    "Zone", "Project", "Facility", "Port", "Plan", "Programme", "Event", "Agreement",
    "Organisation", "Company",
)  # fmt: skip
_VOICES = ("authorities", "officials")
_PLACES = ("Territory", "Place")
_NO_TOPICS = ("Topic", "MediaOutlet")
# Verbs whose object is the listener: what they speak of is told by a preposition.
_SPEAKING = word_set("speak talk say tell write comment respond reply add warn inform")
_OF_TOPICS = word_set("about on of regarding concerning for against")
# "speaking on the last day of the fair", "on the sidelines": where, not of what.
_STAGES = word_set("day sidelines margins programme program show occasion eve")
# "On the future of the pier, she said", "Asked about the pier, she said": of what it all is.
_FRONTING = word_set("on regarding concerning about")
_FRONTS = ("Plan", "Programme", "Project", "Facility", "Agreement", "Zone", "Port")
_OF_THINGS = _FRONTING | word_set(
    "of future issue question matter subject topic status progress possibility prospect prospects "
    "impact effect effects development project proposal idea suggestion plan plans scheme policy"
)
# "welcomed the court's decision": not the court.
OWN_DOINGS = word_set("decision plan plans move proposal announcement ruling call bid approval")
_DEEPEST = 3
_FARTHEST = 4  # nouns and prepositions to a place of which somebody still speaks


class Topics:
    """Tells what the clauses of a saying are about."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def parts(self, scene: Scene, speech: Speech) -> Iterator[Part]:
        """Each clause of the saying with its topics; None where it has no verb of its own."""
        group = speech.group
        if group is not None and speech.lemma in APPRAISING:
            yield None, self._judged(scene, speech, group)
            return
        clauses = clauses_of(scene, speech)
        fronted = _fronted(scene, speech)
        for number, clause in enumerate(clauses):
            yield clause, fronted if fronted and not number else self._of(scene, speech, clause)
        if not clauses and group is not None:
            yield None, self._done(scene, speech, group)

    def _of(self, scene: Scene, speech: Speech, clause: Group, depth: int = 0) -> list[Referent]:
        """The subject of a clause; else what its subject has to do with; else what is done."""
        subject = [m for m in clause.subject if self._may(scene, speech, m)]
        doing = [m for m in subject if not _is_voice(m)]
        if doing:
            return list(dict.fromkeys(m.referent for m in doing))
        parsed = clause.parsed
        if parsed is None:
            return []
        inside = [
            _of_crowd(scene, m) for m in parsed.inside
            if m not in subject and self._may(scene, speech, m)
        ]  # fmt: skip
        if inside:
            return [self._best(inside)]
        found: list[Referent] = []
        if parsed.told and depth < _DEEPEST:
            found = self._of(scene, speech, parsed.told[0], depth + 1)
        found = found or self._done(scene, speech, clause)
        return found or [m.referent for m in subject]  # "authorities will look into it"

    def _judged(self, scene: Scene, speech: Speech, clause: Group) -> list[Referent]:
        """ "welcomed the move", "praised the work of the office": no more than a noun away."""
        things = clause.parsed.things if clause.parsed else ()
        near = (
            t.mention for t in things
            if (len(t.path) < 3 and t.path[-1:] in ((), ("of",), ("for",)))
            and not OWN_DOINGS & set(t.path)
            and self._may(scene, speech, t.mention)
        )  # fmt: skip
        first = next(near, None)
        return [first.referent] if first is not None else []

    def _done(self, scene: Scene, speech: Speech, clause: Group) -> list[Referent]:
        """What is done, in the clause itself or in one that hangs on it."""
        things = clause.parsed.things if clause.parsed else ()
        things = tuple(
            t for t in things
            if not t.modifies and t.mention.kind is not MentionKind.DESCRIBED
        )  # fmt: skip
        if clause is speech.group and clause.lemma in _SPEAKING:
            things = tuple(
                t for t in things if set(t.path) & _OF_TOPICS and not set(t.path) & _STAGES
            )
            usable = [t.mention for t in things if self._may(scene, speech, t.mention)]
            return [usable[0].referent] if usable else []
        own = {t.mention for t in things}
        for argument in clause.arguments:
            usable = [m for m in argument.mentions if m in own and self._may(scene, speech, m)]
            if usable:
                return [usable[0].referent]
        usable = [
            t.mention for t in things
            if self._may(scene, speech, t.mention) and t.mention.span.within(speech.content)
            and not (len(t.path) > _FARTHEST and t.mention.referent.cls in _PLACES)
        ]  # fmt: skip
        if usable:
            return [self._best(usable)]
        for other in scene.groups:
            if other.governor is clause:
                found = self._done(scene, speech, other)
                if found:
                    return found
        return []

    def _may(self, scene: Scene, speech: Speech, mention: Mention) -> bool:
        referent = mention.referent
        source = named_source(scene.row.items)
        told = source is not None and source.referent is referent  # "according to the Sea News"
        return referent is not speech.speaker and referent.cls not in _NO_TOPICS and not told

    def _best(self, mentions: Sequence[Mention]) -> Referent:
        """A thing before a place or a body; what is named first before the others."""

        def rank(mention: Mention) -> tuple[bool, bool]:
            cls = mention.referent.cls
            topical = cls is not None and any(self.lexicon.fits(cls, each) for each in _TOPICAL)
            return not topical, not mention.referent.named

        return min(mentions, key=rank).referent


def clauses_of(scene: Scene, speech: Speech) -> Sequence[Group]:
    """The clauses that somebody says; of a quotation the main ones."""
    parsed = speech.group.parsed if speech.group else None
    if parsed is not None and parsed.told:
        return parsed.told
    inside = [
        g for g in scene.groups
        if g is not speech.group and g.parsed and g.parsed.main
        and scene.row.items[g.start].span.within(speech.content)
    ]  # fmt: skip
    return inside if speech.direct or speech.group is None else []


def _fronted(scene: Scene, speech: Speech) -> list[Referent]:
    """What stands before a speaker as the topic of all that is said."""
    if speech.group is None or not speech.group.subject:
        return []
    start = speech.group.subject[0].span.start
    asked = (g for g in scene.groups if g.lemma == "ask" and g.form == "part")
    for group in (speech.group, *asked):
        for thing in group.parsed.things if group.parsed else ():
            told = set(thing.path[:1]) <= _FRONTING and set(thing.path) <= _OF_THINGS
            referent = thing.mention.referent
            stage = bool(_STAGES & set(referent.name.lower().split()))
            fits = thing.path and told and not stage and referent.cls in _FRONTS
            if fits and thing.mention.span.end <= start and referent is not speech.speaker:
                return [referent]
    return []


def _of_crowd(scene: Scene, mention: Mention) -> Mention:
    """ "Hill Town companies should": the companies, of which the town only tells the origin."""
    return next((crowd.mention for crowd in scene.crowds if mention in crowd.origins), mention)


def _is_voice(mention: Mention) -> bool:
    """ "authorities", "officials": who only does what the saying is about."""
    return mention.text.split()[-1].lower() in _VOICES
