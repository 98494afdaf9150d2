"""Unframed: what a verb says of two things where the ontology has no frame for it.

The predicate is then the verb as it stands, with its noun and preposition; a curator gives it a
property. It is proposed with less certainty than what a frame says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Argument, Clause, Group, Thing
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind
from kg.extract.modality import is_unreal, modality, polarity
from kg.extract.parsed_nouns import beside
from kg.extract.predicates import PLAIN, noun_of, verb_words, words_to
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.subjects import OBJECT_CONTROL
from kg.extract.words import PREPOSITIONS, word_set
from kg.model.claim import Modality, Polarity

DIRECT, OBLIQUE, NOUN = 0.5, 0.45, 0.4
# Verbs that say nothing of their object alone.
_EMPTY = word_set(
    "be have do say tell get go come seem appear become remain continue begin start stop keep try "
    "want need like let use include involve expect believe think know see hear feel find mean add "
    "note stress ask announce reveal explain hope allow enable help make take give put set bring "
    "show happen occur rise fall increase decrease grow drop reach exceed total cost stand live"
)
_ASIDE = word_set(
    "according addition since besides apart than time response regard terms after before ahead "
    "prior except excluding without instead rather"
)
_PER_STEP = 0.04
_LONGEST = 5  # nouns and prepositions between a verb and a thing
_MOST = 4  # things of a clause
_VALUING = word_set(
    "support backing praise thanks gratitude tribute confidence importance appreciation"
)
_HOLDERS = word_set("official officials spokesman spokeswoman minister chief leader leaders")
_COMPARING = word_set("compare base")
_CATENATIVE = word_set(
    "continue begin start plan want hope need aim try seek agree decide intend pledge vow promise"
)
_DONE_TO_THINGS = word_set("open run operate build launch establish construct issue publish hold")
_CALLING = word_set("know call name dub entitle title")
_OF_NOUNS = ("to", "with", "from", "for", "into", "on", "of")
_HOLLOW = word_set("need number deputies part member members hope remark remarks comment comments")
_PREPS = word_set("to with from for into on at against through via by in of")


class UnframedReader:
    """Proposes relations whose predicate is the verb of the text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def read(self, scene: Scene, group: Group, subject: Sequence[Mention]) -> Iterator[Candidate]:
        """What the verb of `group` says of its subject and its first argument."""
        said = any(speech.group is group for speech in scene.speeches)
        if is_unreal(group):
            return
        if group.passive and group.lemma in _DONE_TO_THINGS:  # "joined the home, opened by a club"
            subject = [m for m in subject if m.referent.cls != "Person"]
        if group.parsed is not None:
            yield from self._by_path(scene, group, group.parsed, subject, said)
            return
        if not subject or said or not group.arguments:
            return
        for argument in group.arguments[:2]:
            found = self._predicate(group, argument)
            if found is None:
                continue
            predicate, score = found
            for one in subject:
                for other in argument.mentions:
                    if self._may(one, other):
                        yield from self._candidate(scene, group, one, other, predicate, score)
            return

    def beside(self, scene: Scene) -> Iterator[Candidate]:
        """What a noun beside a name says of it."""
        if scene.parse is None:
            return
        for found in beside(scene.row.items, scene.parse):
            if not self._may(found.one, found.other):
                continue
            lies = "partOf" if found.one.referent.cls == "Territory" else "locatedIn"
            predicate = lies if found.is_place else " ".join(("be", *found.words))
            speech = speaker_of(scene.speeches, found.other.span)
            yield Candidate(
                Relation(
                    found.one.referent, predicate, found.other.referent, open=not found.is_place
                ),
                scene.row.sentence.span,
                "noun beside a name",
                NOUN,
                attributed_to=speech.speaker if speech else None,
            )

    def _by_path(
        self,
        scene: Scene,
        group: Group,
        clause: Clause,
        subject: Sequence[Mention],
        said: bool,
    ) -> Iterator[Candidate]:
        """What a clause says of its subject and the things it names, by the way to them."""
        yield from self._made_to(scene, group, clause, subject)
        noun = ""
        if not subject and clause.owner is not None and group.subject_words:
            if group.subject_words[-1] in _HOLDERS:
                return  # "a Hill Town official pledged": not the town
            noun, subject = noun_of(scene, group, clause), (clause.owner,)  # "Hill Town residents"
        found = 0
        goes_on = group.lemma in _CATENATIVE and any(g.governor is group for g in scene.groups)
        done = any(not thing.path for thing in clause.things)
        for thing in clause.things:
            predicate = self._way(group, clause, thing)
            if predicate is None or len(thing.path) > _LONGEST:
                continue
            led = thing.path[:1] and thing.path[0] in PREPOSITIONS | _PREPS
            if goes_on and led:
                continue  # "will, under the plan, continue to promote": it is promoted under it
            if done and thing.path in (("in",), ("at",)):
                continue  # "opened the hall in Hill Town": the hall is there
            if said and not (thing.path[-1:] in (("in",), ("at",)) and len(thing.path) < 3):
                continue  # what is said is a statement; where it is said is told here
            found += 1
            if found > _MOST:
                return
            for one in subject:
                if self._may(one, thing.mention):
                    score = DIRECT - _PER_STEP * (len(thing.path) + bool(noun))
                    words = f"{noun} {predicate}".strip()
                    made = self._candidate(scene, group, one, thing.mention, words, score, noun)
                    if said:  # "told makers in Hill Town": that it was told there is a fact
                        made = (replace(each, modality=Modality.ASSERTED) for each in made)
                    yield from made

    def _made_to(
        self, scene: Scene, group: Group, clause: Clause, subject: Sequence[Mention]
    ) -> Iterator[Candidate]:
        """ "helps the town keep its trade", "urged the firms to join": to whom, and to do what."""
        if group.lemma not in OBJECT_CONTROL or group.passive:
            return
        for done in scene.groups:
            if done not in clause.told and done.governor is not group:
                continue
            if done.form != "inf" or done.subject == group.subject:
                continue
            for one in subject:
                for other in done.subject:
                    if self._may(one, other):
                        words = f"{group.lemma} to {done.lemma}"
                        yield from self._candidate(scene, group, one, other, words, OBLIQUE)

    def _way(self, group: Group, clause: Clause, thing: Thing) -> str | None:
        """The verb, the nouns and prepositions up to a thing; None where they say nothing."""
        if not tells(group.lemma, group.passive, thing.path):
            return None
        verb = verb_words(self.lexicon, group.lemma, group.passive)
        particle = (clause.particle,) if clause.particle else ()
        return " ".join((verb, *particle, *thing.path))

    def _predicate(self, group: Group, argument: Argument) -> tuple[str, float] | None:
        """The verb with its noun and preposition, and how sure it is."""
        lemma = group.lemma
        nouns = [w for w in argument.words if w not in PLAIN and w.isalpha()]
        if group.passive:
            prep = argument.path[0] if len(argument.path) == 1 else ""
            if prep not in _PREPS or lemma in ("be", "have"):
                return None
            return f"{verb_words(self.lexicon, lemma, True)} {prep}", OBLIQUE
        if not argument.path:
            owned = "'s" in argument.words and argument.words[-1] not in PLAIN
            if lemma in _EMPTY:
                return None
            return (f"{lemma} {argument.words[-1]} of", NOUN) if owned else (lemma, DIRECT)
        if len(argument.path) > 1 or argument.path[0] not in _PREPS:
            return None
        prep = argument.path[0]
        if not nouns:
            return None if lemma in _EMPTY else (f"{lemma} {prep}", OBLIQUE)
        if (
            nouns[-1] in _HOLLOW
            or lemma in ("be", "do", "say")
            or prep in ("in", "at", "by", "via", "through", "against")
        ):
            return None
        return f"{lemma} {nouns[-1]} {prep}", NOUN

    def _may(self, one: Mention, other: Mention) -> bool:
        if one.referent is other.referent or other.kind is MentionKind.PRONOUN:
            return False
        if MentionKind.DESCRIBED in (one.kind, other.kind):
            return False
        classes = (one.referent.cls, other.referent.cls)
        return "Topic" not in classes and None not in classes and "MediaOutlet" not in classes

    def _candidate(
        self,
        scene: Scene,
        group: Group,
        one: Mention,
        other: Mention,
        predicate: str,
        score: float,
        noun: str = "",
    ) -> Iterator[Candidate]:
        """The candidate; none where a parse was read and the text has no words from one to the
        other: "with the town as host, the office will"."""
        speech = speaker_of(scene.speeches, other.span) or speaker_of(scene.speeches, one.span)
        if speech is not None and speech.group is group:
            speech = None
        held = modality(group, self.lexicon, speech, "open")
        if held is Modality.ASSERTED and _VALUING & set(predicate.split()[1:]):
            held = Modality.OPINION  # "gave its backing to the town"
        pointing = (MentionKind.PRONOUN, MentionKind.NOMINAL)
        words = words_to(scene, group, one, other)
        if scene.parse is not None and not words:
            return
        yield Candidate(
            Relation(
                one.referent,
                predicate,
                other.referent,
                open=True,
                says=f"{noun} {words}".strip() if words else "",
            ),
            scene.row.sentence.span,
            "verb without a frame",
            score - 0.05 * (one.kind in pointing) - 0.05 * (other.kind in pointing),
            held,
            polarity(group, speech) if group else Polarity.POSITIVE,
            speech.speaker if speech else None,
        )


def tells(lemma: str, passive: bool, path: Sequence[str]) -> bool:
    """Whether a verb and the nouns and prepositions behind it say anything of a thing."""
    nouns = [w for w in path if w not in _PREPS and w not in PLAIN]
    if lemma in _EMPTY and not nouns:
        return False
    if path[-1:] and path[-1] == "as":
        return False  # "officials such as Lee"
    if passive and lemma in _CALLING | _COMPARING:
        return False  # "also known as": another name; "compared with": nothing of both
    if not all(word.replace("-", "").isalpha() for word in path):
        return False
    return not (set(nouns) & _HOLLOW or set(path) & _ASIDE)
