"""Neighbours: relations that small words tell of two things beside each other."""

from collections.abc import Iterator, Sequence

from kg.extract.addresses import PLACES, SIDES, WIDE, alike, is_address, owned_place
from kg.extract.candidate import Candidate
from kg.extract.frames import Beside
from kg.extract.item import DATE, ENTITY, MARK, WORD, Item
from kg.extract.lists import coordinated
from kg.extract.mention import Mention, MentionKind
from kg.extract.noun_relations import BASED, NounReader
from kg.extract.scene import Scene
from kg.extract.words import CLOSED, DETERMINERS, PREPOSITIONS, word_set

BESIDE = 0.6
# Which pairs of classes may simply stand side by side: "the zone in the city".
_BESIDE_PAIRS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "locatedIn": (("Zone", "Facility", "Project", "Organisation", "Port", "Place"), ("Place",)),
    "locatedIn on": (("Zone", "Facility", "Project", "Port"), ("Place",)),
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
    "appliesTo in": (("Programme",), ("Place",)),
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
_CLAUSES = word_set("that who whom whose which because")
_FOR_REACH = 9  # items behind a plan in which its people and places stand
_BASED_REACH = 4  # words between "Shenzhen-based" and the name
_AS_PART = ("as", "part", "of")
_PERSON = 2  # words of most names of persons that have no title
_GROUND = word_set("island islands peninsula waterfront hill mountain plateau coast campus")
_PLAIN_PREPS = word_set("of for on")


class NeighbourReader(NounReader):
    """Reads "the park in Hill Town", "the zone's plan"."""

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
        # nor "a memorandum of understanding signed in Hill Town"
        verbs = [g.start for g in scene.groups if g.form in ("fin", "inf", "part") and g.start > at]
        stop = min([at + _FOR_REACH, len(items), *verbs])
        entered = False
        for ahead in range(at + 2, stop):
            item = items[ahead]
            if (item.kind == MARK and item.text != "-") or (entered and item.lower == "from"):
                return  # "for groups entering Hill Town from Lake Town"
            entered = entered or item.lower in ("entering", "visiting")
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
            more = _BASED_REACH if words[0] == BASED else size > 1 or words[0] not in _PLAIN_PREPS
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
        pairs = _BESIDE_PAIRS.get(f"{form.name} {form.words[0]}", _BESIDE_PAIRS.get(form.name))
        if len(form.words) > 1 or pairs is None:
            return len(form.words) > 1
        first, second = one.referent.cls, other.referent.cls
        if form.words == (BASED,) and first is None:
            first = "Organisation"
        if form.name == "locatedIn" and form.words == ("in",) and first is None:
            # "the Osmanthus Home in Hill Town": no person, whatever else it is
            return second in PLACES and one.kind is MentionKind.NAME and _is_long(one)
        if first is None or second is None:
            return False
        if form.name == "locatedIn" and form.words == ("on",) and not _is_ground(other):
            return False
        if form.name == "appliesTo" and form.words == ("in",) and not one.referent.named:
            return False
        if form.words == ("between",) and first in ("Programme", "Plan"):
            return bool(_CARRYING & set(one.referent.name.lower().split()))
        left = any(self.lexicon.fits(first, each) for each in pairs[0])
        right = any(self.lexicon.fits(second, each) for each in pairs[1])
        if form.words == ("of",) and form.name == "partOf":
            return left and right and one.kind is MentionKind.NOMINAL
        return left and right


def _is_long(mention: Mention) -> bool:
    """Whether a name has more words than a person's: "Delta Cohort Biobank"."""
    return len(mention.text.replace("-", " ").split()) > _PERSON


def _is_ground(mention: Mention) -> bool:
    """ "on Lake Island": where something may stand on it."""
    return mention.referent.name.split()[-1].lower() in _GROUND
