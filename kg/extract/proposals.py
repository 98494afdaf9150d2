"""Proposals: a pair of things and a property, held as its clause is."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Group
from kg.extract.frames import Frames
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.modality import is_unreal, modality, polarity
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.words import WE_PRONOUNS, word_set
from kg.model.claim import Modality, Polarity
from kg.model.sentence import Span

_UNTYPED = 0.2
_INDIRECT = 0.05
_PLANNED_ADJECTIVES = word_set("planned proposed future upcoming envisaged forthcoming")
_STANDING = frozenset(
    ("locatedIn", "partOf", "nearTo", "appliesTo", "issues", "memberOf", "hasOrigin", "basedIn")
)
_BEFORE = word_set("previously formerly originally")
_LASTING = ("Territory", "Place", "GovernmentBody", "AcademicInstitution")  # are there already
# Who does not do this, whatever the property's domain allows.
_NO_SUBJECTS = {
    "appliesTo": (
        "Person",
        "Territory",
        "Place",
        "GovernmentBody",
        "Company",
        "MediaOutlet",
        "Facility",
        "Event",
    ),
    "connects": ("Event", "Person", "Plan"),
    "locatedIn": ("Person", "Territory", "Plan", "Programme", "Event"),
    "partOf": ("Person",),
    "nearTo": ("Person",),
}
# Who is met is a person or a body: "met makers from Hill Town".
_NO_OBJECTS: dict[str, tuple[str, ...]] = {
    "meets": ("Territory", "Place"),
    **dict.fromkeys(
        (
            "operates",
            "builds",
            "establishes",
            "issues",
            "hosts",
            "opens",
            "upgrades",
            "memberOf",
        ),
        ("Person",),
    ),
    "owns": ("Person", "Territory", "Place"),
}
_MAKING = word_set("be build set establish open create construct found launch erect develop")
_WEIGHING = word_set("discuss consider explore study mull negotiate examine contemplate")
_BRINGING_OUT = word_set("unveil publish release announce launch introduce issue draft formulate")
_PLACING = ("connects", "locatedIn")
_POINTING = (MentionKind.PRONOUN, MentionKind.NOMINAL)


class ProposalMaker:
    """Makes candidates of pairs whose classes fit the property."""

    def __init__(self, lexicon: Lexicon, frames: Frames) -> None:
        self.lexicon = lexicon
        self.frames = frames

    def _subject(self, scene: Scene, group: Group) -> tuple[Mention, ...]:
        if group.subject:
            return group.subject
        words = group.subject_words
        if words and words[0] in WE_PRONOUNS and scene.ours:
            item = scene.row.items[group.start]
            return (Mention(item.span, words[0], scene.ours, MentionKind.PRONOUN),)
        return ()

    def _fits(self, referent: Referent, wanted: str) -> bool:
        """Whether the class may stand there; an airport or a hospital also acts."""
        acting = (
            wanted in ("Agent", "Organisation") and referent.cls == "Facility" and referent.named
        )
        place = wanted == "Agent" and referent.cls == "Place" and referent.named
        return acting or place or self.lexicon.fits(referent.cls, wanted)

    def _loose(
        self,
        scene: Scene,
        name: str,
        one: Mention,
        other: Mention,
        score: float,
        text: str,
        at: int,
    ) -> Iterator[Candidate]:
        """A candidate without a verb of its own: it is held as the clause around it is."""
        own = next((g for g in scene.groups if one in g.subject and not g.relative), None)
        governing = [g for g in scene.groups if g.start <= at]
        group = own or (governing[-1] if governing else None)
        before = {i.lower for i in scene.row.items[max(0, at - 6) : at]}
        for each in self._candidate(scene, group, name, one, other, score, text):
            held = each.modality
            future = held in (Modality.PLANNED, Modality.PROJECTED) and own is not None
            # "should set up an office at the port": where what is not there yet is to be
            unmade = not one.referent.named and group is not None and group.form != "part"
            made = held is Modality.PLANNED and group is not None and _makes(group, one)
            judged = held is Modality.OPINION and name == "locatedIn"
            if unmade and judged:  # "hailed the plan for a school in the town"
                held = Modality.PLANNED
            if unmade and group is not None and group.lemma in _WEIGHING and name in _PLACING:
                held, judged = Modality.PROPOSED, True  # "discussed a ferry between the towns"
            unmade = unmade and (
                made or judged or (held is Modality.PROPOSED and name != "appliesTo")
            )
            lasting = one.referent.cls in _LASTING or name in ("appliesTo", "basedIn")
            if future and own is not None and own.lemma in _BRINGING_OUT and not one.referent.named:
                lasting, held = False, Modality.PLANNED  # "a plan for the town could be unveiled"
            if name in _STANDING and not unmade and (lasting or not future):
                held = Modality.ASSERTED
            each = replace(each, modality=held)
            if name in _STANDING and each.polarity is Polarity.NEGATIVE:
                if not one.referent.named:
                    continue  # "a station at the port has not been shelved" denies no place
                each = replace(each, polarity=Polarity.POSITIVE)
            if before & _PLANNED_ADJECTIVES:
                each = replace(each, modality=Modality.PLANNED)
            yield each

    def _candidate(
        self,
        scene: Scene,
        group: Group | None,
        name: str,
        one: Mention,
        other: Mention,
        score: float,
        text: str,
    ) -> Iterator[Candidate]:
        first, second = one.referent, other.referent
        term = self.lexicon.ontology.properties.get(name)
        if term is None or first is second or "Topic" in (first.cls, second.cls):
            return
        if group is not None and (is_unreal(group) or _is_open(scene, group, name)):
            return
        if first.cls in _NO_SUBJECTS.get(name, ()) or second.cls in _NO_OBJECTS.get(name, ()):
            return
        post = None
        if name == "holdsPost":  # "chairs the committee": the office is told by its verb
            if second.cls not in (
                "Organisation",
                "GovernmentBody",
                "AcademicInstitution",
                "Company",
                "Facility",
                None,
            ):
                return
            post = text.split()[1]
        elif not (self._fits(first, term.domain) and self._fits(second, term.range)):
            return
        span = Span(other.span.start, other.span.end)
        speech = speaker_of(scene.speeches, span) or speaker_of(scene.speeches, one.span)
        if speech is not None and group is not None and (
            (group is speech.group and not one.span.within(speech.content))
            or (group.form == "ing" and group.governor is speech.group)
        ):  # fmt: skip
            speech = None  # "said after attending the forum": that is not said
        untyped = (first.cls is None and term.domain != "Entity") + (
            second.cls is None and term.range != "Entity"
        )
        indirect = (one.kind in _POINTING) + (other.kind in _POINTING)
        held = modality(group, self.lexicon, speech, name) if group else Modality.ASSERTED
        yield Candidate(
            Relation(first, name, second, post=post),
            scene.row.sentence.span,
            text,
            max(0.05, score - untyped * _UNTYPED - indirect * _INDIRECT),
            held,
            polarity=polarity(group, speech) if group else Polarity.POSITIVE,
            attributed_to=speech.speaker if speech else None,
        )


def _is_open(scene: Scene, group: Group, name: str) -> bool:
    """ "decides whether to approve it", "was previously held in the town": not so now."""
    undecided = group.form == "inf" and bool(group.cues & {"whether", "if"})
    around = scene.row.items[max(0, group.start - 2) : group.end + 1]
    over = name == "heldIn" and any(item.lower in _BEFORE for item in around)
    return undecided or over


def _makes(group: Group, mention: Mention) -> bool:
    """ "will set up a school": whether a thing is what a clause makes."""
    things = group.parsed.things if group.parsed else ()
    return group.lemma in _MAKING and any(t.mention is mention and not t.path for t in things)
