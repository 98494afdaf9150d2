"""Links: what a sentence says of two things where no rule proposes anything of them.

A speaker and what stands in what he says; two things with a way between them in the parse.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Group
from kg.extract.mention import Mention, Referent
from kg.extract.scene import Scene
from kg.extract.speech import Speech, named_source
from kg.extract.topics import OWN_DOINGS, clauses_of
from kg.extract.unframed import tells
from kg.extract.ways import Way, way
from kg.extract.words import PREPOSITIONS
from kg.model.sentence import Span

Pair = frozenset[Referent]
_NO_ENDS = ("Topic", "MediaOutlet")
_PLACES = ("Territory", "Place")
_NEAR = 4  # things that are told apart by how many stand between two
_MANY = 6


@dataclass(frozen=True, slots=True)
class Link:
    """Two things of a sentence with what joins them: a saying of `one`, or a way.

    `features` tell by what it is weighed (`kg.extract.weights`).
    """

    scene: Scene
    one: Referent
    other: Referent
    speech: Speech | None
    clause: Group | None  # of what is said, in which `other` stands
    way: Way | None
    features: Mapping[str, float]


class Links:
    """The links of one document, beside the candidates that rules propose."""

    def __init__(self, scenes: Sequence[Scene], candidates: Sequence[Candidate]) -> None:
        self.scenes = scenes
        self.told: dict[Span, set[Pair]] = {}
        for candidate in candidates:
            content = candidate.content
            if isinstance(content, Relation) and content.object is not None:
                pair = frozenset((content.subject, content.object))
                self.told.setdefault(candidate.evidence, set()).add(pair)
        self.anywhere = frozenset(pair for pairs in self.told.values() for pair in pairs)
        self.often = Counter(m.referent for s in scenes for m in s.row.sentence.mentions)

    def read(self, check: Callable[[], None]) -> Iterator[Link]:
        """Every link, sentence by sentence; of two things of a sentence one.

        `check` is called at each sentence and raises where the time is up.
        """
        for scene in self.scenes:
            check()
            if scene.parse is None:
                continue
            told = set(self.told.get(scene.row.sentence.span, ()))
            things = _things(scene)
            for link in (*self._said(scene, things), *self._joined(scene, things)):
                pair = frozenset((link.one, link.other))
                if pair not in told:
                    told.add(pair)
                    yield link

    def _said(self, scene: Scene, things: Mapping[Referent, Mention]) -> Iterator[Link]:
        for speech in scene.speeches:
            if speech.lemma == "speak":
                continue  # "was speaking a day after the town opened": nothing is said
            for mention in things.values():
                if mention.referent is speech.speaker or not mention.span.within(speech.content):
                    continue
                if mention.referent.cls in _PLACES or _owns_doings(speech, mention):
                    continue  # which no rule takes for the topic: it is where, not what
                if any(_goes_on(speech, other, mention) for other in scene.speeches):
                    continue  # "welcomed the ruling, saying it will review reports"
                clause, place = _place(scene, speech, mention)
                features = self._features(
                    scene, things, "saying", things.get(speech.speaker), mention, speech.speaker
                )
                features[f"saying: {place}"] = 1
                features[f"saying: {place}, {mention.referent.cls}"] = 1
                features["saying: quoted"] = float(speech.direct)
                features["saying: has a topic"] = float(self._has_topic(scene, speech.speaker))
                yield Link(scene, speech.speaker, mention.referent, speech, clause, None, features)

    def _joined(self, scene: Scene, things: Mapping[Referent, Mention]) -> Iterator[Link]:
        mentions = list(things.values())
        for number, first in enumerate(mentions):
            for second in mentions[number + 1 :]:
                if frozenset((first.referent, second.referent)) in self.anywhere:
                    continue
                found = way(scene, first, second)
                if found is None or not _tells(scene, found):
                    continue
                one, other = found.one, found.other
                features = self._features(scene, things, "verb", one, other, one.referent)
                features[f"verb: {found.roles[0]} to {found.roles[1]}"] = 1
                features["verb: words"] = len(found.words)
                features["verb: a speaker"] = float(
                    any(speech.speaker is one.referent for speech in scene.speeches)
                )
                yield Link(scene, one.referent, other.referent, None, None, found, features)

    def _features(
        self,
        scene: Scene,
        things: Mapping[Referent, Mention],
        kind: str,
        one: Mention | None,
        other: Mention,
        subject: Referent,
    ) -> dict[str, float]:
        """What all links are weighed by: classes, how the two are named, what stands around."""
        held = one.kind.value if one is not None else "outside"
        between = _between(things.values(), one, other)
        pair = frozenset((subject, other.referent))
        return {
            kind: 1,
            f"{subject.cls} and {other.referent.cls}": 1,
            f"{kind}: {other.referent.cls}": 1,
            f"{held} and {other.kind.value}": 1,
            f"{between} between": 1,
            f"{min(len(things), _MANY)} things": 1,
            "told elsewhere": float(pair in self.anywhere),
            "often": min(self.often[subject], self.often[other.referent], _MANY) / _MANY,
        }

    def _has_topic(self, scene: Scene, speaker: Referent) -> bool:
        told: Collection[Pair] = self.told.get(scene.row.sentence.span, ())
        return any(speaker in pair for pair in told)


def _tells(scene: Scene, found: Way) -> bool:
    """Whether the words of a way say something of the two; what is said to somebody is a saying."""
    if found.verb == "be" and found.words[:1] and found.words[0].startswith("to "):
        return False  # "is on track to become"
    said = any(speech.group in found.groups[:1] for speech in scene.speeches)
    path = [part for word in found.words for part in word.split()]
    return not said and tells(found.verb, found.passive, path)


def _things(scene: Scene) -> dict[Referent, Mention]:
    """The things of a sentence, each where it stands first."""
    found: dict[Referent, Mention] = {}
    source = named_source(scene.row.items)
    origins = {mention for crowd in scene.crowds for mention in crowd.origins}
    named = (mention for mention in scene.row.sentence.mentions if mention not in origins)
    mentions = (*named, *(crowd.mention for crowd in scene.crowds))
    for mention in sorted(mentions, key=lambda each: each.span):
        told = source is not None and mention.referent is source.referent
        if mention.referent.cls not in _NO_ENDS and not told:
            found.setdefault(mention.referent, mention)
    return found


def _owns_doings(speech: Speech, mention: Mention) -> bool:
    """ "welcomed the office's decision": the decision is welcomed."""
    things = speech.group.parsed.things if speech.group and speech.group.parsed else ()
    return any(t.mention is mention and bool(OWN_DOINGS & set(t.path)) for t in things)


def _goes_on(speech: Speech, other: Speech, mention: Mention) -> bool:
    """Whether a thing is told of in what the same speaker goes on to say, not in what is judged."""
    parsed = speech.group.parsed if speech.group else None
    if parsed is None or parsed.content is not None or other.speaker is not speech.speaker:
        return False
    behind = speech.content.start < other.content.start and other.content.within(speech.content)
    return behind and mention.span.within(other.content)


def _between(things: Collection[Mention], one: Mention | None, other: Mention) -> int:
    """How many other things stand between two."""
    start = min(one.span, other.span).end if one is not None else 0
    end = max(one.span, other.span).start if one is not None else other.span.start
    return min(_NEAR, sum(start <= each.span.start < end for each in things))


def _place(scene: Scene, speech: Speech, mention: Mention) -> tuple[Group | None, str]:
    """The clause of a saying in which a thing stands, and where in it."""
    clauses = clauses_of(scene, speech)
    for number, group in enumerate(clauses):
        which = "first" if not number else "later"
        if mention in group.subject:
            return group, f"{which} subject"
        if group.parsed and mention in group.parsed.inside:
            return group, f"in {which} subject"
        things = group.parsed.things if group.parsed else ()
        thing = next((each for each in things if each.mention is mention), None)
        if thing is not None:
            last = thing.path[-1] if thing.path else "object"
            near = last if last in PREPOSITIONS | {"to", "object"} else "noun"
            return group, f"{which} {near}{' before a noun' if thing.modifies else ''}"
    return (clauses[0] if clauses else None), "beside"
