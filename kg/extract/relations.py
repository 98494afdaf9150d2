"""Relations: the frames of the ontology laid over the clauses of a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.candidate import Candidate, Relation
from kg.extract.clauses import OBJECT_CONTROL, Argument, Group, coordinated
from kg.extract.frames import Beside, Between, Frame, Frames
from kg.extract.items import ENTITY, MARK, WORD, Item, Row
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.modality import JUDGED, modality, polarity
from kg.extract.speech import Speech, speaker_of
from kg.extract.words import DETERMINERS, NOMINALS, TRANSPARENT, WE_PRONOUNS, word_set
from kg.model.claim import Modality, Polarity
from kg.model.sentence import Span

_DIRECT, _NOUN, _BESIDE, _JOINT, _OFFICE = 0.8, 0.65, 0.6, 0.7, 0.9
_PER_STEP, _UNTYPED, _INDIRECT = 0.12, 0.2, 0.05
_DEEPEST = 3  # prepositions between a verb and what it is said to be in, at or with
_SKIPPED = DETERMINERS | {",", "#", "'s"}
_PLANNED_ADJECTIVES = word_set("planned proposed future upcoming envisaged forthcoming")
# Which pairs of classes may simply stand side by side: "the zone in the city".
_BESIDE_PAIRS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "locatedIn": (("Zone", "Facility", "Project", "Organisation", "Port"), ("Place",)),
    "heldIn": (("Event",), ("Place",)),
    "partOf": (
        ("Project", "Facility", "Organisation", "Zone"),
        ("Organisation", "Zone", "Project", "Facility"),
    ),
    "partOf on": (("Facility", "Place"), ("Facility",)),
    "partOf 's": (
        ("Territory", "Organisation", "Facility", "Zone", "Project"),
        ("Territory", "Organisation", "Zone", "Project", "Facility"),
    ),
    "appliesTo": (("Plan", "Programme"), ("Place", "Project", "Plan", "Event")),
    "concerns": (
        ("Event",),
        ("Zone", "Facility", "Project", "Plan", "Port", "Programme", "Agreement"),
    ),
    "issues": (("Organisation", "Person"), ("Plan", "Programme")),
    "hasOrigin": ((), ()),
    "nearTo": (("Place",), ("Place",)),
    "connects": (("Facility", "Programme", "Project", "Port"), ("Place",)),
    "memberOf": (("Agent",), ("Organisation",)),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that was read of it."""

    row: Row
    groups: tuple[Group, ...]
    speeches: tuple[Speech, ...]
    ours: Referent | None  # whom "we" of the speaker stands for


class RelationReader:
    """Proposes relations, sentence by sentence."""

    def __init__(self, lexicon: Lexicon, frames: Frames) -> None:
        self.lexicon = lexicon
        self.frames = frames

    def read(self, scene: Scene) -> Iterator[Candidate]:
        """The relations of one sentence."""
        for group in scene.groups:
            yield from self._of_verb(scene, group)
            yield from self._held(scene, group)
        yield from self._speaking(scene)
        yield from self._of_nouns(scene)
        yield from self._nominals(scene)
        yield from self._beside(scene)
        yield from self._offices(scene)

    # --- verbs

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
                yield from self._pairs(scene, group, frame, subject, argument, steps)
        if len(subject) > 1 and not group.passive:
            for name in self.frames.joint.get(group.lemma, ()):
                yield from self._joint(scene, group, name, subject)

    def _subject(self, scene: Scene, group: Group) -> tuple[Mention, ...]:
        if group.subject:
            return group.subject
        words = group.subject_words
        if words and words[0] in WE_PRONOUNS and scene.ours:
            item = scene.row.items[group.start]
            return (Mention(item.span, words[0], scene.ours, MentionKind.PRONOUN),)
        return ()

    def _objects(self, group: Group, frame: Frame) -> Iterator[tuple[Argument, int]]:
        """The arguments that may be the frame's object, and how far each is from the verb."""
        for number, argument in enumerate(group.arguments):
            if frame.particle and argument.before[:1] != (frame.particle,):
                continue
            if frame.words and not all(word in argument.before for word in frame.words):
                continue
            if frame.prep:
                if argument.path[:1] == (frame.prep,) or (
                    frame.words and frame.prep in argument.path
                ):
                    deep = len(argument.path) - 1
                    if deep <= _DEEPEST and (number == 0 or deep == 0 or frame.words):
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
            return len(argument.path) == 1 and (
                words[-1] in TRANSPARENT or argument.path[0] == "of"
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
        for one in subject:
            for other in argument.mentions:
                pair = (other, one) if frame.swapped else (one, other)
                yield from self._candidate(
                    scene, group, frame.name, *pair, _DIRECT - steps * _PER_STEP, frame.text
                )

    def _passive(
        self, scene: Scene, group: Group, frame: Frame, subject: Sequence[Mention]
    ) -> Iterator[Candidate]:
        """ "X was built by Y": the frame "S build O" turned round."""
        if (frame.prep and frame.prep != "to") or frame.words:
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

    def _held(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "attended the ceremony … in the park": where an event of the clause is held."""
        events = [m for m in group.subject if m.referent.cls == "Event"]
        for argument in group.arguments:
            if events and argument.prep in ("in", "at") and argument.path[:1] == (argument.prep,):
                for place in argument.mentions:
                    if place.referent.cls is not None and place.referent.cls != "Event":
                        yield from self._candidate(
                            scene, group, "heldIn", events[-1], place, _BESIDE, "event … in O"
                        )
            events += [m for m in argument.mentions if m.referent.cls == "Event"]

    def _speaking(self, scene: Scene) -> Iterator[Candidate]:
        """ "At the forum, Lee said": who speaks at an event takes part in it."""
        items = scene.row.items
        for speech in scene.speeches:
            if speech.group is None or speech.speaker.cls != "Person" or speech.group.negated:
                continue
            for at, item in enumerate(items[1:], 1):
                if item.mention is None or item.mention.referent.cls != "Event":
                    continue
                lead = (
                    items[at - 1]
                    if items[at - 1].lower not in DETERMINERS
                    else items[max(0, at - 2)]
                )
                near = at <= 4 or 0 <= at - speech.group.end <= 4
                if (
                    lead.lower in ("at", "during", "in")
                    and near
                    and not item.span.within(speech.content)
                ):
                    yield Candidate(
                        Relation(item.mention.referent, "hasParticipant", speech.speaker),
                        scene.row.sentence.span,
                        "O speaks at S",
                        _NOUN,
                    )

    def _joint(
        self, scene: Scene, group: Group, name: str, subject: Sequence[Mention]
    ) -> Iterator[Candidate]:
        first = subject[0]
        for other in subject[1:]:
            yield from self._candidate(
                scene, group, name, first, other, _JOINT, f"S and O {group.lemma}"
            )

    # --- nouns and neighbours

    def _of_nouns(self, scene: Scene) -> Iterator[Candidate]:
        items = scene.row.items
        for at, item in enumerate(items):
            if item.kind != WORD:
                continue
            for form in self.frames.nouns.get(item.lower, ()):
                yield from self._of_noun(scene, form, at)

    def _of_noun(self, scene: Scene, form: Between, at: int) -> Iterator[Candidate]:
        items = scene.row.items
        after = at + 1
        if after >= len(items) or items[after].lower != form.prep:
            return
        place = self._name_from(items, after + 1)
        if place is None:
            return
        joined = list(coordinated(items, place, len(items)))
        if form.owned:
            owner = self._owner(items, at)
            if owner is None:
                owner = self._group_subject(scene, at)
            if owner is None:
                return
            for other in joined:
                yield from self._loose(scene, form.name, owner, other, _NOUN, form.text, at)
        elif len(joined) > 1:
            for number, one in enumerate(joined):
                for other in joined[number + 1 :]:
                    yield from self._loose(scene, form.name, one, other, _NOUN, form.text, at)

    def _nominals(self, scene: Scene) -> Iterator[Candidate]:
        """ "the office's expansion of the scheme": a verb as a noun, both ends told."""
        items = scene.row.items
        for at, item in enumerate(items):
            lemma = NOMINALS.get(item.lower) if item.kind == WORD else None
            owner = self._owner(items, at) if lemma else None
            if lemma is None or owner is None:
                continue
            place = at + 1
            while place + 1 < len(items) and items[place].lower in ("and", *NOMINALS):
                place += 1
            if place >= len(items) or items[place].lower != "of":
                continue
            target = self._name_from(items, place + 1)
            mention = items[target].mention if target is not None else None
            if mention is None:
                continue
            for frame in self.frames.verbs.get(lemma, ()):
                if not frame.prep and not frame.words and not frame.passive and not frame.alone:
                    pair = (mention, owner) if frame.swapped else (owner, mention)
                    yield from self._loose(
                        scene, frame.name, *pair, _NOUN, f"{frame.text} ({item.lower})", at
                    )

    def _name_from(self, items: Sequence[Item], at: int) -> int | None:
        """The next name, where only articles and adjectives stand before it."""
        for place in range(at, min(len(items), at + 4)):
            if items[place].kind == ENTITY:
                return place
            if items[place].kind == MARK or items[place].lower in ("to", "of", "in", "and"):
                return None
        return None

    def _owner(self, items: Sequence[Item], at: int) -> Mention | None:
        """The owner before a noun, a few adjectives between: "its close cooperation"."""
        for back in range(at - 1, max(-1, at - 5), -1):
            item = items[back]
            if item.possessive:
                return item.mention
            if item.text in ("'s", "’s"):
                return items[back - 1].mention if back else None
            if item.kind != WORD or item.lower in DETERMINERS:
                return None
        return None

    def _group_subject(self, scene: Scene, at: int) -> Mention | None:
        """The subject of the verb whose object the noun is."""
        best = None
        for group in scene.groups:
            if group.end <= at and at - group.end <= 6 and not group.passive:
                best = group
        if best is None:
            return None
        between = scene.row.items[best.end : at]
        if any(i.kind in (ENTITY, MARK) for i in between):
            return None
        subject = self._subject(scene, best)
        return subject[0] if subject else None

    def _beside(self, scene: Scene) -> Iterator[Candidate]:
        items = scene.row.items
        for at, item in enumerate(items):
            if item.kind != ENTITY or item.mention is None:
                continue
            if item.mention.kind is MentionKind.PRONOUN and not item.possessive:
                continue
            words: list[str] = ["'s"] if item.possessive else []
            for ahead in range(at + 1, min(len(items), at + 9)):
                if items[ahead].kind == ENTITY:
                    if items[ahead - 1].lower == "nearby" and not item.possessive:
                        yield from self._nearby(scene, item.mention, items[ahead].mention, ahead)
                    yield from self._neighbours(scene, at, ahead, tuple(words))
                    break
                if items[ahead].lower not in DETERMINERS and items[ahead].text not in ',"“”':
                    words.append("'s" if items[ahead].text == "’s" else items[ahead].lower)

    def _nearby(
        self, scene: Scene, one: Mention, other: Mention | None, at: int
    ) -> Iterator[Candidate]:
        """ "Macau … nearby Hengqin"."""
        places = other is not None and all(
            m.referent.cls and self.lexicon.fits(m.referent.cls, "Place") for m in (one, other)
        )
        if places and other is not None:
            yield from self._loose(scene, "nearTo", other, one, _BESIDE, "nearby S", at)

    def _neighbours(
        self, scene: Scene, at: int, ahead: int, words: tuple[str, ...]
    ) -> Iterator[Candidate]:
        items = scene.row.items
        one, other = items[at].mention, items[ahead].mention
        if one is None or other is None:
            return
        for size in (3, 2, 1):
            # one more word may stand before the second: an adjective
            near = size <= len(words) <= size + (size > 1 or words[0] not in _PLAIN_PREPS)
            for form in self.frames.beside.get(words[:size], ()) if near else ():
                several = (
                    list(coordinated(items, ahead, len(items))) if not form.swapped else [other]
                )
                for each in several:
                    pair = (each, one) if form.swapped else (one, each)
                    if self._may_neighbour(form, *pair):
                        yield from self._loose(scene, form.name, *pair, _BESIDE, form.text, ahead)

    def _may_neighbour(self, form: Beside, one: Mention, other: Mention) -> bool:
        on = (
            f" {form.words[0]}"
            if form.name == "partOf" and form.words in (("on",), ("'s",))
            else ""
        )
        pairs = _BESIDE_PAIRS.get(f"{form.name}{on}")
        if len(form.words) > 1 or pairs is None:
            return len(form.words) > 1
        first, second = one.referent.cls, other.referent.cls
        if first is None or second is None:
            return False
        left = any(self.lexicon.fits(first, each) for each in pairs[0])
        right = any(self.lexicon.fits(second, each) for each in pairs[1])
        if form.words == ("of",) and form.name == "partOf":
            return left and right and one.kind is MentionKind.NOMINAL
        return left and right

    # --- offices

    def _offices(self, scene: Scene) -> Iterator[Candidate]:
        for office in scene.row.offices:
            body = office.body
            if not office.post or (office.former and body is None):
                continue
            yield Candidate(
                Relation(office.person, "holdsPost", body, post=office.post),
                scene.row.sentence.span,
                f"office: {office.rule}",
                _OFFICE - 0.2 * office.former,
            )

    # --- making

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
            future = each.modality in (Modality.PLANNED, Modality.PROJECTED) and own is not None
            if (
                name in _STANDING
                and each.modality is not Modality.OPINION
                and not (future and one.referent.cls not in _LASTING)
            ):
                each = replace(each, modality=Modality.ASSERTED)
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
        if first.cls in _NO_SUBJECTS.get(name, ()):
            return
        post = None
        if name == "holdsPost":  # "chairs the committee": the office is told by its verb
            if second.cls not in (
                "Organisation",
                "GovernmentBody",
                "AcademicInstitution",
                "Company",
                None,
            ):
                return
            post = text.split()[1]
        elif not (self._fits(first, term.domain) and self._fits(second, term.range)):
            return
        span = Span(other.span.start, other.span.end)
        speech = speaker_of(scene.speeches, span) or speaker_of(scene.speeches, one.span)
        if speech is not None and group is speech.group:
            speech = None
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
            attributed_to=speech.speaker if speech and speech.speaker not in (first,) else None,
        )


_STANDING = frozenset(("locatedIn", "partOf", "nearTo", "appliesTo", "issues", "memberOf"))
_LASTING = ("Territory", "Place", "GovernmentBody", "AcademicInstitution")  # are there already
# Who does not do this, whatever the property's domain allows.
_NO_SUBJECTS = {
    "appliesTo": ("Person", "Territory", "Place", "GovernmentBody", "Company", "MediaOutlet"),
    "connects": ("Event", "Person", "Plan"),
    "locatedIn": ("Person", "Territory", "Plan", "Programme", "Event"),
    "partOf": ("Person",),
    "nearTo": ("Person",),
}
_PLAIN_PREPS = word_set("of for on")
_POINTING = (MentionKind.PRONOUN, MentionKind.NOMINAL)
