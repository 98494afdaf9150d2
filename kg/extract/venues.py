"""Venues: where events are held, and who takes part by speaking there."""

from collections.abc import Iterator, Sequence

from kg.extract.apposition import AppositionReader
from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Group
from kg.extract.item import Item
from kg.extract.mention import Mention, MentionKind
from kg.extract.neighbours import BESIDE
from kg.extract.noun_relations import NOUN
from kg.extract.scene import Scene
from kg.extract.words import DETERMINERS, word_set

_HAPPENING = word_set("take start begin open close kick get happen run finish end")
_THERE = word_set("at during")
_GIVING = word_set("make give deliver")
_REMARKS = word_set(
    "remark remarks comment comments statement speech address announcement announcements"
)
_OPENINGS = word_set("of opening closing launch start ceremony session first second annual")
_BESIDE = word_set("sidelines margins day")
_THERE_TOO = word_set("attending present joining")
_WERE = word_set("was were included include includes")
_EARLY = 3  # items in which a sentence says that it tells who else was there
_LED = 7  # items from a preposition to its event
_PARTS_OF_EVENTS = word_set("events trials matches races rounds finals games competitions tests")


class VenueReader(AppositionReader):
    """Reads what happens where."""

    def _held(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "attended the ceremony … in the park": where an event of the clause is held."""
        yield from self._part_held(scene, group)
        yield from self._remarking(scene, group)
        events = [m for m in group.subject if m.referent.cls == "Event"]
        lead = scene.row.items[group.start - 1].mention if group.start else None
        if not events and group.lemma == "hold" and lead and lead.referent.cls == "Event":
            events = [lead]  # "a speech at the Tea Summit held in Hill Town"
        for argument in group.arguments:
            if events and argument.prep in ("in", "at") and argument.path[:1] == (argument.prep,):
                for place in argument.mentions:
                    if _owns(scene.row.items, place):
                        continue  # "a milestone in the town's growth"
                    if place.referent.cls is not None and place.referent.cls != "Event":
                        yield from self._candidate(
                            scene, group, "heldIn", events[-1], place, BESIDE, "event … in O"
                        )
            events += [m for m in argument.mentions if m.referent.cls == "Event"]

    def _remarking(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "gave an address during the summit": takes part in it."""
        for thing in group.parsed.things if group.parsed and group.lemma in _GIVING else ():
            said = thing.path[:1] and thing.path[0] in _REMARKS and bool(_THERE & set(thing.path))
            if said and thing.mention.referent.cls == "Event":
                for one in self._subject(scene, group):
                    yield from self._candidate(
                        scene, group, "hasParticipant", thing.mention, one, NOUN, "O speaks at S"
                    )

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
                start = item.mention.span.start
                first = next(n for n, each in enumerate(items) if each.span.end > start)
                lead = _lead(items, min(first, at))
                if items[lead].lower in _BESIDE:  # "on the margins", "on the last day of a forum"
                    lead = next(
                        (n for n in range(lead, max(-1, lead - 4), -1) if items[n].lower == "on"),
                        lead,
                    )
                told = 0 <= lead - speech.group.end <= 2  # "told reporters at the forum"
                inside = item.span.within(speech.content) and not told
                leads = items[lead].lower in ("at", "during", "in", "on")
                if leads and (lead <= 1 or told) and not inside:
                    yield Candidate(
                        Relation(item.mention.referent, "hasParticipant", speech.speaker),
                        scene.row.sentence.span,
                        "O speaks at S",
                        NOUN,
                    )

    def _attending(self, scene: Scene) -> Iterator[Candidate]:
        """ "Also attending the summit were Lee Mei and the Secretary for Works, Ho Kam"."""
        items = scene.row.items
        opening = next((n for n, each in enumerate(items[:_EARLY]) if each.lower in _THERE_TOO), 0)
        be = next((n for n in range(opening, len(items)) if items[n].lower in _WERE), None)
        if be is None or items[opening].lower not in _THERE_TOO or be - opening > _LED:
            return
        named = (each.referent for each in items[opening:be] if each.referent is not None)
        event = next(named, scene.event)
        if event is None or event.cls != "Event":
            return
        for item in items[be:]:
            if item.referent is not None and item.referent.cls == "Person":
                yield Candidate(
                    Relation(event, "hasParticipant", item.referent),
                    scene.row.sentence.span,
                    "also attending S were O",
                    NOUN,
                )


def _owns(items: Sequence[Item], mention: Mention) -> bool:
    """Whether a place only owns what stands behind it."""
    at = next((n for n, item in enumerate(items) if item.mention is mention), None)
    return at is not None and at + 1 < len(items) and items[at + 1].text in ("'s", "’s")


def whole(items: Sequence[Item], at: int) -> Mention | None:
    """ "the opening ceremony of the Tea Summit": the summit, of which the ceremony is a part."""
    part = items[at].mention
    if part is None or part.referent.named or at + 1 >= len(items) or items[at + 1].lower != "of":
        return None
    ahead = at + 2 + (at + 2 < len(items) and items[at + 2].lower in DETERMINERS)
    mention = items[ahead].mention if ahead < len(items) else None
    event = mention is not None and mention.referent.cls == "Event" and mention.referent.named
    return mention if event else None


def _lead(items: Sequence[Item], at: int) -> int:
    """Where the preposition before an event stands: "at the launch of the 3rd Tea Summit"."""
    for back in range(at - 1, max(-1, at - _LED), -1):
        item = items[back]
        plain = item.lower in DETERMINERS | _OPENINGS or item.lower[:1].isdigit()
        if not (plain or item.text in "\"“‘'"):
            return back
    return at - 1
