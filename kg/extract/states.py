"""States: "the bridge will be completed in 2027" as status claims with their date."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Group
from kg.extract.frames import Frame, frames
from kg.extract.lexicon import Lexicon
from kg.extract.modality import modality, polarity
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.model.period import Period

PREFIX = "state-"
_SCORE = 0.75
_WITH_STATES = (
    "Zone",
    "Facility",
    "Port",
    "Project",
    "Plan",
    "Programme",
    "Organisation",
    "Agreement",
)


class StateReader:
    """Proposes lifecycle states."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.frames = {
            lemma: tuple(frame for frame in each if frame.name.startswith(PREFIX))
            for lemma, each in frames(lexicon).verbs.items()
        }

    def read(self, scene: Scene) -> Iterator[Candidate]:
        """The states of one sentence."""
        for group in scene.groups:
            for frame in self.frames.get(group.lemma, ()):
                if self._matches(scene, group, frame):
                    yield from self._states(scene, group, frame)
                    break

    def _matches(self, scene: Scene, group: Group, frame: Frame) -> bool:
        if frame.passive != group.passive:
            return False
        follows = [item.lower for item in scene.row.items[group.end : group.end + 4]]
        wanted = [*filter(None, [frame.particle]), *frame.words]
        if wanted:
            return all(word in follows for word in wanted)
        return group.passive or not any(a.prep == "" for a in group.arguments)

    def _states(self, scene: Scene, group: Group, frame: Frame) -> Iterator[Candidate]:
        span = scene.row.sentence.span
        for mention in group.subject:
            cls = mention.referent.cls
            if not any(cls is not None and self.lexicon.fits(cls, each) for each in _WITH_STATES):
                continue
            speech = speaker_of(scene.speeches, mention.span)
            if speech is not None and speech.group is group:
                continue
            found = Candidate(
                Relation(mention.referent, "status", None, state=frame.name.removeprefix(PREFIX)),
                span,
                frame.text,
                _SCORE,
                modality(group, self.lexicon, speech, "status"),
                polarity(group, speech),
                speech.speaker if speech else None,
            )
            yield replace(found, when=self._when(scene, group))

    def _when(self, scene: Scene, group: Group) -> Period | None:
        """The date behind the verb."""
        end = scene.row.items[group.end - 1].span.end
        return next(
            (d.period for d in scene.row.sentence.dates if 0 <= d.span.start - end <= 40), None
        )
