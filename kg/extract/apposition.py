"""Apposition: what stands beside a name between commas, or before the subject of its sentence.

"Home to East Port, the town …", "Blue Whale, part of the Sea Group, …", "Hill Town, where the pier
stands".
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from kg.extract.candidate import Candidate
from kg.extract.frames import Frame
from kg.extract.item import ENTITY, WORD, Item
from kg.extract.lists import coordinated
from kg.extract.mention import Mention
from kg.extract.neighbours import BESIDE, NeighbourReader
from kg.extract.noun_relations import as_fact
from kg.extract.parse import Parse, Word
from kg.extract.scene import Scene
from kg.extract.verbs import plural
from kg.extract.words import ANAPHORS, DETERMINERS, PREPOSITIONS, word_set

_STANDING = word_set("be stand lie sit locate base build situate house set open")
_FIRMS = word_set(
    "company firm group bank developer operator manufacturer startup start-up maker airline "
    "wholesaler retailer brokerage consultancy insurer charity carrier lender brand producer "
    "trader supplier contractor distributor exporter importer broker agency newspaper"
)
_SITES = ("Facility", "Zone", "Port", "Project", "Organisation")
_TRADE = 4  # words of a trade: "a retired tram driver"
_WITH = ("at", "with", "for")
_EMPLOYERS = (
    "Company", "Organisation", "AcademicInstitution", "GovernmentBody", "Facility", "MediaOutlet",
)  # fmt: skip
APPOSED = BESIDE + 0.1


class AppositionReader(NeighbourReader):
    """Reads the frames of "be" without their verb."""

    @cached_property
    def _by_word(self) -> dict[str, list[Frame]]:
        found: dict[str, list[Frame]] = {}
        for frame in self.frames.verbs.get("be", ()):
            if frame.words and frame.prep and not frame.alone:
                found.setdefault(frame.words[0], []).append(frame)
        return found

    def _apposed(self, scene: Scene) -> Iterator[Candidate]:
        items = scene.row.items
        for at in range(len(items)):
            opens = at == 0 or (items[at - 1].text == "," and at > 1)
            if not opens or items[at].kind != WORD:
                continue
            begin = at + (items[at].lower in DETERMINERS)
            if begin >= len(items) or items[begin].kind != WORD:
                continue
            for frame in self._by_word.get(items[begin].lower, ()):
                words = (*frame.words, frame.prep)
                size = len(words)
                if tuple(i.lower for i in items[begin : begin + size]) != words:
                    continue
                yield from self._beside_subject(scene, frame.name, frame.swapped, at, begin + size)
                break
        yield from self._firms(scene)
        yield from self._workers(scene)
        yield from self._nouns_beside(scene)

    def _nouns_beside(self, scene: Scene) -> Iterator[Candidate]:
        """ "Bluesea, one of the operators of the pier", "the operator of the pier, Bluesea",
        "Norwind, Bluesea's sales arm", from a parse."""
        items, parse = scene.row.items, scene.parse
        for word in parse.words if parse is not None else ():
            frames = self._by_noun.get(word.lower) if word.tag in ("NN", "NNS") else None
            if parse is None or frames is None:
                continue
            one, told = _who(items, parse, word), items[word.at].referent
            if one is None or (told is not None and told.named and told is not one.referent):
                continue
            for frame in frames:
                others = self._of(items, parse, word, frame)
                for other in others:
                    pair = (other, one) if frame.swapped else (one, other)
                    for each in self._loose(
                        scene, frame.name, *pair, APPOSED, f"{frame.name} in apposition", word.at
                    ):
                        yield as_fact(each)
                if others:
                    break

    @cached_property
    def _by_noun(self) -> dict[str, list[Frame]]:
        """Frames of "be" with one noun, by its singular and plural."""
        found: dict[str, list[Frame]] = {}
        for frames in self._by_word.values():
            for frame in frames:
                if len(frame.words) == 1:
                    for form in (frame.words[0], plural(frame.words[0])):
                        found.setdefault(form, []).append(frame)
        return found

    def _of(
        self, items: Sequence[Item], parse: Parse, noun: Word, frame: Frame
    ) -> tuple[Mention, ...]:
        """What a noun is of: "operator of A and B", "A's sales arm"."""
        of = next(
            (w for w in parse.below(noun) if w.role == "prep" and w.lower == frame.prep), None
        )
        end = parse.role(of, "pobj") if of is not None else None
        if of is None and frame.prep == "of":
            end = parse.role(noun, "poss")
        if end is None or items[end.at].mention is None:
            return ()
        listed = [w for w in parse.tree(end) if w is end or w.role == "conj"]
        found = (items[w.at].mention for w in listed)
        return tuple(m for m in found if m is not None)

    def _beside_subject(
        self, scene: Scene, name: str, swapped: bool, at: int, begin: int
    ) -> Iterator[Candidate]:
        items = scene.row.items
        place = self._name_from(items, begin)
        if place is None:
            return
        others = list(coordinated(items, place, len(items)))
        one = self._subject_of(items, at, others[-1])
        if one is None:
            return
        for other in others:
            pair = (other, one) if swapped else (one, other)
            for each in self._loose(scene, name, *pair, APPOSED, f"{name} in apposition", place):
                yield as_fact(each)

    def _subject_of(self, items: Sequence[Item], at: int, last: Mention) -> Mention | None:
        """The name before the comma; where a sentence opens so, the one behind it."""
        if at > 1:
            return items[at - 2].mention
        end = next(n for n, item in enumerate(items) if item.mention is last) + 1
        while end < len(items) and items[end].kind == WORD and items[end].text != ",":
            end += 1  # "Luohu and Liantang checkpoints, the district …"
        behind = items[end + 1 : end + 6] if end < len(items) and items[end].text == "," else ()
        for item in behind:
            if item.mention is not None:
                return item.mention
            if item.lower not in DETERMINERS | {"of"} | ANAPHORS.keys():
                return None
        return None

    def _firms(self, scene: Scene) -> Iterator[Candidate]:
        """ "Blue Whale, a Hill Town company, …"."""
        items = scene.row.items
        for at in range(len(items) - 4):
            one, comma, article, place, noun = items[at : at + 5]
            if one.kind != ENTITY or comma.text != "," or article.lower not in ("a", "an", "the"):
                continue
            if noun.lower == "-based":  # "Blue Whale, a Hill Town-based carrier"
                noun = items[at + 5] if at + 5 < len(items) else noun
                name, firm = "basedIn", noun.kind == WORD
            else:
                two = items[at + 5].lower if at + 5 < len(items) and noun.kind == WORD else ""
                name, firm = "hasOrigin", noun.lower in _FIRMS or two in _FIRMS
            if one.mention and place.mention and firm:
                cls = one.mention.referent.cls
                if cls is None or self.lexicon.fits(cls, "Organisation"):
                    yield from self._loose(
                        scene, name, one.mention, place.mention, BESIDE, "S , a O company", at
                    )

    def _workers(self, scene: Scene) -> Iterator[Candidate]:
        """ "Lee Mei, a social worker with the Tea Alliance": by trade, and no office of it."""
        items = scene.row.items
        for at in range(len(items) - _TRADE):
            person = items[at].mention
            opens = items[at + 1].text == "," and items[at + 2].lower in ("a", "an")
            if person is None or person.referent.cls != "Person" or not opens:
                continue
            end = at + 3
            while end < len(items) and items[end].text.isalpha() and items[end].text.islower() and (
                items[end].kind == WORD and items[end].lower not in PREPOSITIONS
            ):  # fmt: skip
                end += 1
            begin = end + 1 + (items[end + 1].lower in DETERMINERS if end + 1 < len(items) else 0)
            if not 0 < end - at - 3 <= _TRADE or begin >= len(items):
                continue
            body = items[begin].mention
            trade = items[end - 1].lower not in self.lexicon.described
            fits = trade and body is not None and body.referent.cls in _EMPLOYERS
            if body is not None and fits and items[end].lower in _WITH:
                yield from self._loose(
                    scene, "worksFor", person, body, BESIDE, "S , a … with O", at
                )

    def _where(self, scene: Scene) -> Iterator[Candidate]:
        """ "Hill Town, where the pier stands", "the forum, where Lee Mei spoke"."""
        items = scene.row.items
        for at, item in enumerate(items):
            if item.lower != "where" or at == 0:
                continue
            before = items[at - 2] if items[at - 1].text == "," and at > 1 else items[at - 1]
            group = next((g for g in scene.groups if g.start > at), None)
            if before.mention is None or group is None:
                continue
            for mention in group.subject:
                name = self._at(before.mention, mention, group.lemma)
                if name is not None:
                    pair = (before.mention, mention) if name == "hasParticipant" else (
                        mention, before.mention)  # fmt: skip
                    yield from self._candidate(
                        scene, group, name, *pair, BESIDE, f"O , where S {group.lemma}"
                    )

    def _at(self, where: Mention, what: Mention, lemma: str) -> str | None:
        if where.referent.cls == "Event":
            return "hasParticipant"
        if what.referent.cls == "Event":
            return "heldIn" if lemma in ("hold", "take", "open", "be") else None
        site = any(
            what.referent.cls and self.lexicon.fits(what.referent.cls, each) for each in _SITES
        )
        return "locatedIn" if site and lemma in _STANDING else None


def _who(items: Sequence[Item], parse: Parse, noun: Word) -> Mention | None:
    """The thing that a noun in apposition tells of, before or behind it."""
    behind = parse.role(noun, "appos")
    if behind is not None and items[behind.at].mention is not None:
        return items[behind.at].mention
    of = parse.above(noun) if noun.role == "pobj" else None
    one = parse.above(of) if of is not None and of.lower == "of" else None
    if one is not None and one.lower == "one":  # "one of the largest operators"
        noun = one
    above = parse.above(noun) if noun.role == "appos" else None
    return items[above.at].mention if above is not None else None
