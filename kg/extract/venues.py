"""Venues: where events are held, and who takes part by speaking there."""

from collections.abc import Iterator

from kg.extract.apposition import AppositionReader
from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Group
from kg.extract.mention import Mention, MentionKind
from kg.extract.neighbours import BESIDE, NOUN
from kg.extract.scene import Scene
from kg.extract.words import DETERMINERS, word_set

_HAPPENING = word_set("take start begin open close kick get happen run finish end")
_PARTS_OF_EVENTS = word_set("events trials matches races rounds finals games competitions tests")


class VenueReader(AppositionReader):
    """Reads what happens where."""

    def _held(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "attended the ceremony … in the park": where an event of the clause is held."""
        yield from self._part_held(scene, group)
        events = [m for m in group.subject if m.referent.cls == "Event"]
        for argument in group.arguments:
            if events and argument.prep in ("in", "at") and argument.path[:1] == (argument.prep,):
                for place in argument.mentions:
                    if place.referent.cls is not None and place.referent.cls != "Event":
                        yield from self._candidate(
                            scene, group, "heldIn", events[-1], place, BESIDE, "event … in O"
                        )
            events += [m for m in argument.mentions if m.referent.cls == "Event"]

    def _part_held(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "The closing race will take place in Hill Town": the games of which the text speaks are
        held there, too."""
        words = group.subject_words
        noun = words[-1] if words else ""
        known = self.lexicon.nouns.get(noun, ("",))[0] == "Event"
        happens = known or noun in _PARTS_OF_EVENTS or self.lexicon.head_class(noun) == "Event"
        if group.subject or group.parsed is None or scene.event is None or not happens:
            return
        if group.lemma not in _HAPPENING and not (group.lemma == "hold" and group.passive):
            return
        item = scene.row.items[group.start]
        part = Mention(item.span, noun, scene.event, MentionKind.NOMINAL)
        for thing in group.parsed.things:
            if thing.path[-1:] in (("in",), ("at",), ("along",)) and len(thing.path) <= 2:
                yield from self._candidate(
                    scene, group, "heldIn", part, thing.mention, BESIDE - 0.1, "part of S … in O"
                )

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
                        NOUN,
                    )
