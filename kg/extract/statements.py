"""Statements: what speakers say about entities."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.candidate import Candidate, Relation, Said
from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.modality import modality, polarity
from kg.extract.reports import told
from kg.extract.scene import Scene
from kg.extract.speech import Speech, named_source
from kg.extract.topics import Part, Topics
from kg.extract.verb_kinds import APPRAISING, PLEDGING
from kg.model.claim import Modality, Polarity, StatementKind

_SCORE = 0.5
_WORDS = 8  # of what is said
_KINDS: dict[str, StatementKind] = {
    "hope": StatementKind.HOPE,
    "criticise": StatementKind.CRITICISM,
    "criticize": StatementKind.CRITICISM,
    "pledge": StatementKind.COMMITMENT,
    "vow": StatementKind.COMMITMENT,
    "promise": StatementKind.COMMITMENT,
    "expect": StatementKind.FORECAST,
    "predict": StatementKind.FORECAST,
    "urge": StatementKind.RECOMMENDATION,
    "suggest": StatementKind.RECOMMENDATION,
    "ask": StatementKind.RECOMMENDATION,
}
_BY_MODALITY: dict[Modality, StatementKind] = {
    Modality.PLANNED: StatementKind.COMMITMENT,
    Modality.PROJECTED: StatementKind.FORECAST,
    Modality.PROPOSED: StatementKind.RECOMMENDATION,
    Modality.OPINION: StatementKind.OPINION,
    Modality.ASSERTED: StatementKind.REPORT,
}
# What one speaks of sooner than of the place where it lies.
_TOPICAL = (
    "Zone",
    "Project",
    "Facility",
    "Port",
    "Plan",
    "Programme",
    "Event",
    "Agreement",
    "Organisation",
    "Company",
    "GovernmentBody",
    "Person",
)


_MAIN = ("Zone", "Project", "Facility", "Port", "Plan", "Programme", "Event", "Agreement")


class StatementReader:
    """Proposes a statement for each saying, and the claim it expands to."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.topics = Topics(lexicon)

    def main(self, scenes: Sequence[Scene]) -> Referent | None:
        """What a document speaks of most, its people, places and governments apart."""
        counts = Counter(
            m.referent for scene in scenes for m in scene.row.sentence.mentions
            if m.referent.cls in _MAIN
        )  # fmt: skip
        best = counts.most_common(1)
        return best[0][0] if best and best[0][1] > 1 else None

    def read(self, scene: Scene, main: Referent | None = None) -> Iterator[Candidate]:
        """The statements of one sentence; `main` is what its document speaks of most."""
        for speech in scene.speeches:
            about = self._about(scene, speech)
            if not about:
                continue
            for group, topics in self._parts(scene, speech, about, main):
                if speech.lemma == "speak" and not topics and scene.parse is not None:
                    continue  # "speaking on the last day of the fair, Lee said": it is said there
                yield from self._part(scene, speech, about, group, topics)

    def _parts(
        self, scene: Scene, speech: Speech, about: Sequence[Referent], main: Referent | None
    ) -> Iterator[Part]:
        """The clauses of a saying with their topics; without a parse the saying as a whole."""
        if scene.parse is not None:
            yield from self.topics.parts(scene, speech)
        else:
            group = self._main(scene, speech, about[0])
            yield group, self._chosen(scene, speech, about, main)

    def _part(
        self,
        scene: Scene,
        speech: Speech,
        about: Sequence[Referent],
        group: Group | None,
        topics: Sequence[Referent],
    ) -> Iterator[Candidate]:
        """The statement of one clause of a saying, and what it is about."""
        held = self._held(scene, speech, group)
        denied = _polarity(speech, group)
        kind = _KINDS.get(speech.lemma) or _BY_MODALITY[held]
        span = scene.row.sentence.span
        said = Said(speech.speaker, tuple(about), kind)
        rule = f"S {speech.lemma}"
        yield Candidate(said, span, rule, _SCORE, held, denied, speech.speaker)
        for topic in topics:
            yield self.comment(scene, speech, group, topic, rule, _SCORE + 0.05 * speech.direct)

    def comment(
        self,
        scene: Scene,
        speech: Speech,
        group: Group | None,
        topic: Referent,
        rule: str,
        score: float,
    ) -> Candidate:
        """That a clause of a saying is about something."""
        return Candidate(
            Relation(speech.speaker, "commentsOn", topic, says=_told(scene, speech, group)),
            scene.row.sentence.span,
            rule,
            score,
            self._held(scene, speech, group),
            _polarity(speech, group),
            _reporter(scene, speech),
        )

    def _held(self, scene: Scene, speech: Speech, group: Group | None) -> Modality:
        if group is None:
            return Modality.PLANNED if speech.lemma in PLEDGING else Modality.OPINION
        if group.parsed is not None:
            return told(group, speech, scene, self.lexicon)
        held = modality(group, self.lexicon, speech, "commentsOn")
        return Modality.OPINION if held is Modality.ASSERTED else held

    def _chosen(
        self, scene: Scene, speech: Speech, about: Sequence[Referent], main: Referent | None
    ) -> list[Referent]:
        """What a saying is about, where no parse tells."""
        target = self._judged(speech)
        if target is not None:
            about = [target]
        topics = list(about[:1])
        if target is None and not self._is_topic(scene, speech, about[0], len(about) == 1):
            topics = []
        topics += self._beside(scene, speech, topics[0]) if topics else []
        if main is not None and main in about and main not in topics:
            topics.append(main)
        return topics

    def _beside(self, scene: Scene, speech: Speech, topic: Referent) -> list[Referent]:
        """ "Hill Town and Lake Town need trade": what is a subject with the topic."""
        together = (
            [m.referent for m in group.subject]
            for group in scene.groups
            if group is not speech.group and len(group.subject) > 1
        )
        found = next((each for each in together if topic in each), [])
        others = dict.fromkeys(each for each in found if each.cls == topic.cls)
        return [each for each in others if each not in (topic, speech.speaker)]

    def _judged(self, speech: Speech) -> Referent | None:
        """ "called the town": what the verb itself judges."""
        if speech.group is None or speech.lemma not in APPRAISING:
            return None
        for argument in speech.group.arguments[:1]:
            if not argument.path and argument.mentions[0].referent is not speech.speaker:
                return argument.mentions[0].referent
        return None

    def _is_topic(self, scene: Scene, speech: Speech, referent: Referent, alone: bool) -> bool:
        """Whether the saying is about the thing, and does not only name it on its way."""
        topical = any(referent.cls and self.lexicon.fits(referent.cls, each) for each in _TOPICAL)
        subject = any(
            m.referent is referent for g in scene.groups if g is not speech.group for m in g.subject
        )
        if not referent.named and not subject:
            return False
        if referent.cls == "Person":
            return alone
        if referent.cls == "GovernmentBody" and not referent.named:
            return False
        return (topical and referent.cls != "GovernmentBody") or subject or alone

    def _main(self, scene: Scene, speech: Speech, about: Referent) -> Group | None:
        """The verb by which something is said of `about`, else the first verb of the saying."""
        items = scene.row.items
        inside = [
            g
            for g in scene.groups
            if g is not speech.group
            and speech.content.start <= items[g.start].span.start < speech.content.end
        ]
        for group in inside:
            named = (*group.subject, *(m for a in group.arguments for m in a.mentions))
            if any(m.referent is about for m in named):
                return group
        return inside[0] if inside else None

    def _about(self, scene: Scene, speech: Speech) -> list[Referent]:
        source = named_source(scene.row.items)
        inside = [
            m
            for m in scene.row.sentence.mentions
            if m.span.within(speech.content)
            and m is not source
            and m.referent is not speech.speaker
            and m.referent.cls not in ("Topic", "MediaOutlet")
        ]
        if not inside:
            return []
        ranked = sorted(inside, key=lambda m: (self._rank(scene, m, speech), m.span))
        return list(dict.fromkeys(m.referent for m in ranked))

    def _rank(self, scene: Scene, mention: Mention, speech: Speech) -> int:
        """What the saying is about comes first: a topical subject, a topical thing, a place."""
        subjects = [m for g in scene.groups if g is not speech.group for m in g.subject]
        topical = (
            any(self.lexicon.fits(mention.referent.cls, each) for each in _TOPICAL)
            and mention.referent.cls is not None
        )
        named = mention.kind in (MentionKind.NAME, MentionKind.SHORT) or mention.referent.named
        score = 0
        score -= 2 * (topical and named) + 1 * (topical)
        score -= 2 * (mention in subjects)
        return score


def _reporter(scene: Scene, speech: Speech) -> Referent | None:
    """ "Lee said the minister praised the pier": who tells what the minister says of it."""
    if speech.group is None:
        return None
    verb = scene.row.items[speech.group.start].span
    for outer in scene.speeches:
        told = outer.group is None or (outer.group.parsed and outer.group.parsed.content)
        if told and outer.speaker is not speech.speaker and verb.within(outer.content):
            return outer.speaker
    return None


def _polarity(speech: Speech, group: Group | None) -> Polarity:
    if speech.denies:
        return Polarity.NEGATIVE
    return polarity(group, speech) if group else Polarity.POSITIVE


def _told(scene: Scene, speech: Speech, group: Group | None) -> str:
    """What a clause of a saying says, from its verb on: "say: must keep its place as a port"."""
    if group is None or group is speech.group:
        return ""
    sentence = scene.row.sentence
    start = scene.row.items[group.start].span.start - sentence.span.start
    end = group.parsed.around.end - sentence.span.start if group.parsed else len(sentence.text)
    told = " ".join(sentence.text[start:end].split()[:_WORDS]).rstrip('.,;:!?"”’')
    return f"{speech.lemma}: {told}"
