"""Nouns that tell a relation: "cooperation between", "the office's expansion of the scheme"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.candidate import Candidate
from kg.extract.frames import Between
from kg.extract.item import ENTITY, FIGURE, MARK, WORD, Item
from kg.extract.lists import coordinated
from kg.extract.mention import Mention
from kg.extract.proposals import ProposalMaker
from kg.extract.scene import Scene
from kg.extract.words import DETERMINERS, NOMINALS, PREPOSITIONS, word_set
from kg.model.claim import Modality, Polarity

NOUN = 0.65
BASED = "-based"
_ANNOUNCING = word_set("announce begin start complete finish confirm oversee undertake")
_WITHIN = 6  # words of what stands between two places
_TOGETHER = ("together", "jointly")


class NounReader(ProposalMaker):
    """Reads "cooperation between A and B", "the opening of the pier by Lee Mei"."""

    def _of_nouns(self, scene: Scene) -> Iterator[Candidate]:
        items = scene.row.items
        for at, item in enumerate(items):
            unnamed = item.mention is not None and not item.mention.referent.named
            if item.kind != WORD and not unnamed:
                continue
            noun = item.lower.rsplit(" ", 1)[-1]  # "a trade agreement between A and B"
            for form in self.frames.nouns.get(noun, ()):
                yield from self._of_noun(scene, form, at)

    def _of_noun(self, scene: Scene, form: Between, at: int) -> Iterator[Candidate]:
        items = scene.row.items
        after = at + 1
        if after >= len(items) or items[after].lower != form.prep:
            return
        place = self._name_from(items, after + 1)
        if place is None and form.prep == "between":
            place = _named_in(items, after + 1)
        if place is None:
            return
        joined = list(coordinated(items, place, len(items)))
        if any(i.lower in ("no", "without", "any", "as") for i in items[max(0, at - 2) : at]):
            return  # "without cooperation between": no claim either way
        if form.owned:
            owner = self._owner(items, at)
            joint = at > 0 and (items[at - 1].lower == "in" or items[at].lower in _TOGETHER)
            if owner is None:
                owner = self._group_subject(scene, at, joint)
            if owner is None:
                return
            for other in joined:
                for each in self._loose(scene, form.name, owner, other, NOUN, form.text, at):
                    opinion = form.name == "commentsOn"  # "the office's assessment of the town"
                    each = replace(each, modality=Modality.OPINION) if opinion else each
                    yield as_fact(each) if form.name == "owns" else each
        elif len(joined) > 1:
            for number, one in enumerate(joined):
                for other in joined[number + 1 :]:
                    for each in self._loose(scene, form.name, one, other, NOUN, form.text, at):
                        yield _presumed(each)

    def _nominals(self, scene: Scene) -> Iterator[Candidate]:
        """ "the office's expansion of the scheme": a verb as a noun, both ends told."""
        items = scene.row.items
        for at, item in enumerate(items):
            lemma = NOMINALS.get(item.lower) if item.kind == WORD else None
            if lemma is None:
                continue
            owner = self._owner(items, at) or self._doer(items, at) or _announcer(scene, at)
            if owner is None:
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
                        scene, frame.name, *pair, NOUN, f"{frame.text} ({item.lower})", at
                    )

    def _doer(self, items: Sequence[Item], at: int) -> Mention | None:
        """ "the opening of the pier by Lee Mei"."""
        for ahead in range(at + 2, min(len(items) - 1, at + 7)):
            if items[ahead].lower == "by":
                place = self._name_from(items, ahead + 1)
                return items[place].mention if place is not None else None
            if items[ahead].kind == MARK:
                return None
        return None

    def _name_from(self, items: Sequence[Item], at: int) -> int | None:
        """The next name, where only articles and adjectives stand before it."""
        for place in range(at, min(len(items), at + 4)):
            if place + 1 < len(items) and items[place + 1].lower == BASED:
                return self._name_from(items, place + 2)  # "of Hill Town-based Bluesea"
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
            if item.kind == FIGURE:
                continue  # "its 45 percent stake in"
            if item.kind != WORD or item.lower in DETERMINERS:
                return None
        return None

    def _group_subject(self, scene: Scene, at: int, joint: bool) -> Mention | None:
        """The subject of the verb whose object the noun is; of any verb before "in … with"."""
        best = None
        for group in scene.groups:
            near = joint or at - group.end <= 6
            if group.end <= at and near and not group.passive and (group.subject or not joint):
                best = group
        if best is None:
            return None
        if joint:
            others = [g for g in scene.groups if best.end <= g.start < at and g.subject_words]
            return best.subject[0] if not others else None  # "called on firms to … with"
        between = scene.row.items[best.end : at]
        if any(i.kind in (ENTITY, MARK) for i in between):
            return None
        subject = self._subject(scene, best)
        return subject[0] if subject else None


def _announcer(scene: Scene, at: int) -> Mention | None:
    """ "Bluesea announced the launch of the shuttle": who launches it."""
    before = [g for g in scene.groups if g.end <= at]
    group = before[-1] if before else None
    if group is None or group.lemma not in _ANNOUNCING or group.passive or group.negated:
        return None
    between = scene.row.items[group.end : at]
    near = len(between) < 4 and all(i.kind == WORD and i.lower not in PREPOSITIONS for i in between)
    return group.subject[0] if near and group.subject else None


def as_fact(candidate: Candidate) -> Candidate:
    """ "is not in talks to sell its stake in the terminal, a joint venture with Norwind": what is
    told beside is told as known, whatever the clause around is."""
    return replace(candidate, modality=Modality.ASSERTED, polarity=Polarity.POSITIVE)


def _presumed(candidate: Candidate) -> Candidate:
    """ "hailed the cooperation between the towns": that they cooperate is no judgement."""
    judged = candidate.modality is Modality.OPINION
    return replace(candidate, modality=Modality.ASSERTED) if judged else candidate


def _named_in(items: Sequence[Item], at: int) -> int | None:
    """ "between the firms in Hill Town and Lake Town": the places, between whose firms it is."""
    for place in range(at, min(len(items) - 1, at + _WITHIN)):
        if items[place].lower in ("in", "of"):
            return place + 1 if items[place + 1].kind == ENTITY else None
        if items[place].kind != WORD or items[place].lower in ("and", "to"):
            return None
    return None
