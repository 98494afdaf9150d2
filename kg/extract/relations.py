"""Relations: all that a sentence says of two things, by the readers of each kind."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.candidate import Candidate, Relation
from kg.extract.crowds import Crowd
from kg.extract.foci import Focus
from kg.extract.frames import Frames
from kg.extract.lexicon import Lexicon
from kg.extract.modality import modality, polarity
from kg.extract.neighbours import BESIDE
from kg.extract.noun_relations import NOUN
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.unframed import UnframedReader
from kg.extract.verb_relations import VerbReader

_OF_GROUPS = ("settlesIn", "investsIn", "cooperatesWith", "meets", "uses", "visits", "hasOrigin")
_NO_WORKERS = ("Person", "Territory", "MediaOutlet", "Topic", None)


class RelationReader(VerbReader):
    """Proposes relations, sentence by sentence."""

    def __init__(self, lexicon: Lexicon, frames: Frames) -> None:
        super().__init__(lexicon, frames)
        self.unframed = UnframedReader(lexicon)

    def read(self, scene: Scene) -> Iterator[Candidate]:
        """The relations of one sentence."""
        for number, group in enumerate(scene.groups):
            yield from self._announced(scene, number)
            yield from self._of_verb(scene, group)
            yield from self._held(scene, group)
            yield from self._urged(scene, group)
            yield from self._being(scene, group)
            yield from self._together(scene, group)
            yield from self.unframed.read(scene, group, self._subject(scene, group))
        yield from self.unframed.beside(scene)
        for crowd in scene.crowds:
            yield from self._of_crowd(scene, crowd)
        for focus in scene.foci:
            yield from self._focused(scene, focus)
        yield from self._speaking(scene)
        yield from self._attending(scene)
        yield from self._of_nouns(scene)
        yield from self._nominals(scene)
        yield from self._beside(scene)
        for inside in scene.row.folded:  # "director of the Trade Centre at the Harbour Council"
            row = replace(scene.row, items=inside, folded=())
            yield from self._beside(replace(scene, row=row, groups=()))
        yield from self._apposed(scene)
        yield from self._where(scene)
        yield from self._offices(scene)

    def _focused(self, scene: Scene, focus: Focus) -> Iterator[Candidate]:
        """ "the zone focuses on trade and green finance": each a field of its work."""
        speech = speaker_of(scene.speeches, focus.topic.span)
        for one in self._subject(scene, focus.group):
            if one.referent.cls in _NO_WORKERS:
                continue
            yield Candidate(
                Relation(one.referent, "focusesOn", focus.topic.referent),
                scene.row.sentence.span,
                focus.frame,
                NOUN,
                modality(focus.group, self.lexicon, speech, "focusesOn"),
                polarity(focus.group, speech),
                speech.speaker if speech else None,
            )

    def _of_crowd(self, scene: Scene, crowd: Crowd) -> Iterator[Candidate]:
        """ "mainland enterprises", "experts from Hill Town settled in the zone"."""
        at = next(
            n for n, i in enumerate(scene.row.items) if i.span.end == crowd.mention.span.end
        )  # fmt: skip
        for place in crowd.origins:
            yield from self._loose(
                scene, "hasOrigin", crowd.mention, place, BESIDE, "O S: a group", at
            )
        for group in scene.groups if crowd.verb is not None else ():
            first = group
            while first.form != "fin" and first.governor is not None and not first.subject:
                first = first.governor
            if not first.start <= (crowd.verb or 0) < first.end:
                continue
            for frame in self.frames.verbs.get(group.lemma, ()):
                if frame.name in _OF_GROUPS and frame.passive is group.passive and not frame.alone:
                    for argument, steps in self._objects(group, frame):
                        yield from self._pairs(
                            scene, group, frame, (crowd.mention,), argument, steps
                        )
