"""Linked: proposes what no rule does, where a link is likely enough (`kg.extract.weights`)."""

from collections.abc import Callable, Iterator, Sequence

from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.links import Link, Links
from kg.extract.modality import modality, polarity
from kg.extract.predicates import verb_words, words_to
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.statements import StatementReader
from kg.extract.ways import Way
from kg.extract.weights import Weights
from kg.model.claim import Modality

_FEW = 2  # words of a passive that the text has in the active
LEAST = 0.3  # of the links below it that readers judged fewer than half are right


class LinkReader:
    """Proposes the links of one document that are likely, with their probability as score."""

    def __init__(self, lexicon: Lexicon, statements: StatementReader, weights: Weights) -> None:
        self.lexicon = lexicon
        self.statements = statements
        self.weights = weights

    def read(
        self, scenes: Sequence[Scene], told: Sequence[Candidate], check: Callable[[], None]
    ) -> Iterator[Candidate]:
        """What is proposed beside the candidates `told`."""
        for link in Links(scenes, told).read(check):
            likely = self.weights.likely(link.features)
            if likely >= LEAST:
                yield from self._candidates(link, likely)

    def _candidates(self, link: Link, likely: float) -> Iterator[Candidate]:
        if link.speech is not None:
            yield self.statements.comment(
                link.scene, link.speech, link.clause, link.other, f"S {link.speech.lemma}, weighed",
                likely,
            )  # fmt: skip
            return
        assert link.way is not None
        way = link.way
        says = _words(link, way)
        near = way.passive and len(way.words) <= _FEW
        undergone = near and way.one.span < way.other.span  # "submit the bill to the town"
        if not says and not undergone:
            return  # the thing stands before the verb, or far behind it
        speech = speaker_of(link.scene.speeches, way.other.span)
        # "will be among those joining": as the first that is no plain fact
        told = [
            modality(group, self.lexicon, speech, "open")
            for group in way.groups if not self._is_purpose(link.scene, group)
        ]  # fmt: skip
        held = next((each for each in told if each is not Modality.ASSERTED), Modality.ASSERTED)
        speaker = speech.speaker if speech else None
        yield Candidate(
            Relation(link.one, self._predicate(way), link.other, open=True, says=says),
            link.scene.row.sentence.span,
            "way of a verb, weighed",
            likely,
            held,
            polarity(way.groups[0], speech),
            speaker,
        )

    def _is_purpose(self, scene: Scene, group: Group) -> bool:
        """ "had set up groups to promote trade": that they were set up is what the words tell."""
        over = group.governor
        if group.form != "inf" or over is None or over.parsed is None or scene.parse is None:
            return False
        done = scene.parse.role(scene.parse.words[over.end - 1], "dobj") is not None
        asked = over.lemma in self.lexicon.markers and not over.parsed.particle  # "set up"
        return done and over.parsed.past and not asked

    def _predicate(self, way: Way) -> str:
        """ "support development of", "be expanded to cover"."""
        return " ".join((verb_words(self.lexicon, way.verb, way.passive), *way.words))


def _words(link: Link, way: Way) -> str:
    """The words of the text from the verb of a way to its end."""
    verb = next((group for group in reversed(way.groups) if group.lemma == way.verb), None)
    return words_to(link.scene, verb, way.one, way.other) if verb is not None else ""
