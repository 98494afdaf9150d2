"""Neighbours: relations that nouns and small words tell, without a verb of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.addresses import PLACES, SIDES, WIDE, alike, is_address, owned_place
from kg.extract.candidate import Candidate
from kg.extract.frames import Beside, Between
from kg.extract.item import DATE, ENTITY, FIGURE, MARK, WORD, Item
from kg.extract.lists import coordinated
from kg.extract.mention import Mention, MentionKind
from kg.extract.proposals import ProposalMaker
from kg.extract.scene import Scene
from kg.extract.words import CLOSED, DETERMINERS, NOMINALS, PREPOSITIONS, word_set
from kg.model.claim import Modality, Polarity

NOUN = 0.65
BESIDE = 0.6
# Which pairs of classes may simply stand side by side: "the zone in the city".
_BESIDE_PAIRS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "locatedIn": (("Zone", "Facility", "Project", "Organisation", "Port", "Place"), ("Place",)),
    "heldIn": (("Event",), ("Place",)),
    "partOf": (
        ("Project", "Facility", "Organisation", "Zone"),
        ("Organisation", "Zone", "Project", "Facility"),
    ),
    "partOf on": (("Facility", "Place"), ("Facility",)),
    "partOf at": (("Facility", "Organisation", "AcademicInstitution"), ("Organisation",)),
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
    "hasOrigin": (("Person",), ("Territory", "Place")),
    "worksFor": (("Person",), ("Organisation",)),
    "nearTo": (("Place",), ("Place",)),
    "connects": (("Facility", "Programme", "Project", "Port"), ("Place",)),
    "memberOf": (("Agent",), ("Organisation",)),
    "basedIn": (("Organisation",), ("Place",)),
}
# "rules between A and B" join no places, a service does.
_CARRYING = word_set(
    "service services shuttle bus buses ferry ferries flight flights train trains route routes"
)
_ANNOUNCING = word_set("announce begin start complete finish confirm oversee undertake")
_CLAUSES = word_set("that who whom whose which because")
_BASED = "-based"
_FOR_REACH = 9  # items behind a plan in which its people and places stand
_BASED_REACH = 4  # words between "Shenzhen-based" and the name
_WITHIN = 6  # words of what stands between two places
_TOGETHER = ("together", "jointly")
_AS_PART = ("as", "part", "of")
_PLAIN_PREPS = word_set("of for on")


def item_is(item: Item, words: Sequence[str]) -> bool:
    """Whether an item is one of some words."""
    return item.kind == WORD and item.lower in words


class NeighbourReader(ProposalMaker):
    """Reads "cooperation between", "the park in", "the zone's plan"."""

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
            joint = items[at - 1].lower == "in" or item_is(items[at], _TOGETHER) if at else False
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
            if place + 1 < len(items) and items[place + 1].lower == _BASED:
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

    def _beside(self, scene: Scene) -> Iterator[Candidate]:
        items = scene.row.items
        for at, item in enumerate(items):
            if item.kind != ENTITY or item.mention is None:
                continue
            if item.mention.kind is MentionKind.PRONOUN and not item.possessive:
                continue
            yield from self._in_province(scene, at)
            yield from self._meant_for(scene, at)
            yield from self._from_to(scene, at)
            words: list[str] = ["'s"] if item.possessive else []
            for ahead in range(at + 1, min(len(items), at + 9)):
                if items[ahead].kind == ENTITY:
                    if items[ahead - 1].lower == "nearby" and not item.possessive:
                        yield from self._nearby(scene, item.mention, items[ahead].mention, ahead)
                    yield from self._neighbours(scene, at, owned_place(items, ahead), tuple(words))
                    break
                if items[ahead].kind == DATE:
                    break  # "the port in May, Hill Town": not in the town
                if words[:1] == ["'s"] and items[ahead].lower in _CLAUSES:
                    break  # "on his blog that the fund grew": the fund is not his
                if items[ahead].lower not in DETERMINERS and items[ahead].text not in ',"“”':
                    words.append("'s" if items[ahead].text == "’s" else items[ahead].lower)

    def _in_province(self, scene: Scene, at: int) -> Iterator[Candidate]:
        """ "Hill Town, south China's Lake Province": the town is in the province."""
        items = scene.row.items
        one = items[at].mention
        if one is None or one.referent.cls not in WIDE or at + 3 >= len(items):
            return
        begin = at + 2 + (items[at + 2].lower in SIDES)
        if items[at + 1].text != "," or items[begin].kind != ENTITY:
            return
        end = owned_place(items, begin)
        other = items[end].mention
        if (
            (end > begin or is_address(items, at, begin))
            and other is not None
            and other.referent is not one.referent
        ):
            yield from self._loose(scene, "partOf", one, other, BESIDE, "S , O 's O", at)

    def _meant_for(self, scene: Scene, at: int) -> Iterator[Candidate]:
        """ "the allowance for visitors coming from Hill Town": whom it is for tells where."""
        items = scene.row.items
        one = items[at].mention
        if one is None or one.referent.cls not in ("Plan", "Programme", "Agreement"):
            return
        if at + 1 >= len(items) or items[at + 1].lower not in ("for", "of", "involving"):
            return
        finite = [g.start for g in scene.groups if g.form in ("fin", "inf") and g.start > at]
        stop = min([at + _FOR_REACH, len(items), *finite])
        for ahead in range(at + 2, stop):
            item = items[ahead]
            if item.kind == MARK and item.text != "-":
                return
            if item.mention and item.mention.kind is not MentionKind.PRONOUN:
                wanted = item.mention.referent.cls
                if wanted is not None and self.lexicon.fits(wanted, "Place"):
                    yield from self._loose(
                        scene, "appliesTo", one, item.mention, BESIDE - 0.1, "S for … O", at
                    )

    def _from_to(self, scene: Scene, at: int) -> Iterator[Candidate]:
        """ "a bus service from East Port to Hill Town"."""
        items = scene.row.items
        one = items[at].mention
        if one is None or one.referent.cls not in ("Facility", "Programme", "Project"):
            return
        if at + 2 >= len(items) or items[at + 1].lower != "from":
            return
        first = self._name_from(items, at + 2)
        if first is None or first + 2 >= len(items) or items[first + 1].lower != "to":
            return
        second = self._name_from(items, first + 2)
        for place in (first, second):
            other = items[place].mention if place is not None else None
            if other is not None and self._fits(other.referent, "Place"):
                yield from self._loose(scene, "connects", one, other, BESIDE, "S from O to O", at)

    def _nearby(
        self, scene: Scene, one: Mention, other: Mention | None, at: int
    ) -> Iterator[Candidate]:
        """ "Macau … nearby Hengqin"."""
        places = other is not None and all(
            m.referent.cls and self.lexicon.fits(m.referent.cls, "Place") for m in (one, other)
        )
        if places and other is not None:
            yield from self._loose(scene, "nearTo", other, one, BESIDE, "nearby S", at)

    def _neighbours(
        self, scene: Scene, at: int, ahead: int, words: tuple[str, ...]
    ) -> Iterator[Candidate]:
        items = scene.row.items
        one, other = items[at].mention, items[ahead].mention
        if one is None or other is None or not words or items[ahead].possessive:
            return  # "built by Bluesea at its yard": not at what it built
        for size in (3, 2, 1):
            # one more word may stand before the second: an adjective
            more = _BASED_REACH if words[0] == _BASED else size > 1 or words[0] not in _PLAIN_PREPS
            near = size <= len(words) <= size + more and not set(words[size:]) & PREPOSITIONS
            if words[:size] == ("'s",) and self._modifies(items, ahead):
                continue  # "the zone's Hill Town speed"
            for form in self.frames.beside.get(words[:size], ()) if near else ():
                if form.swapped and any(word in self.lexicon.lemmas for word in words[size:]):
                    continue  # "who is a member, urged Hill Town"
                if words[:size] == _AS_PART and at and items[at - 1].lower in ("in", "at"):
                    continue  # "a school in Hill Town, as part of a plan": not the town
                several = (
                    list(alike(coordinated(items, ahead, len(items))))
                    if not form.swapped
                    else [other]
                )
                for each in several:
                    pair = (each, one) if form.swapped else (one, each)
                    if self._may_neighbour(form, *pair):
                        name = self._placed(form, *pair)
                        yield from self._loose(scene, name, *pair, BESIDE, form.text, ahead)

    def _placed(self, form: Beside, one: Mention, other: Mention) -> str:
        """ "Hill Town's hospital" lies there, its club is from there, its bureau a part of it."""
        owned = form.words == ("'s",) and form.name == "partOf"
        site = one.referent.cls in ("Facility", "Zone", "Project", "Port", "AcademicInstitution")
        club = one.referent.cls in ("Organisation", "Company")
        if owned and club and other.referent.cls == "Territory":
            return "hasOrigin"
        return "locatedIn" if owned and site and other.referent.cls in PLACES else form.name

    def _modifies(self, items: Sequence[Item], at: int) -> bool:
        """Whether a name only modifies the noun behind it."""
        after = items[at + 1] if at + 1 < len(items) else None
        return (
            after is not None and after.kind == WORD and after.text.islower()
            and after.lower not in self.lexicon.lemmas and after.lower not in CLOSED
        )  # fmt: skip

    def _may_neighbour(self, form: Beside, one: Mention, other: Mention) -> bool:
        on = (
            f" {form.words[0]}"
            if form.name == "partOf" and form.words in (("on",), ("at",), ("'s",))
            else ""
        )
        pairs = _BESIDE_PAIRS.get(f"{form.name}{on}")
        if len(form.words) > 1 or pairs is None:
            return len(form.words) > 1
        first, second = one.referent.cls, other.referent.cls
        if form.words == (_BASED,) and first is None:
            first = "Organisation"
        if first is None or second is None:
            return False
        if form.words == ("between",) and first in ("Programme", "Plan"):
            return bool(_CARRYING & set(one.referent.name.lower().split()))
        left = any(self.lexicon.fits(first, each) for each in pairs[0])
        right = any(self.lexicon.fits(second, each) for each in pairs[1])
        if form.words == ("of",) and form.name == "partOf":
            return left and right and one.kind is MentionKind.NOMINAL
        return left and right


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
