"""Which thing a figure is of: what it stands before, what its verb is about, who owns it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from kg.extract.clause import Group
from kg.extract.figure import Figure
from kg.extract.item import WORD
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.parsed_figures import NOBODYS, SIZED, holder, in_phrase, inside_subject
from kg.extract.scene import Scene
from kg.extract.words import PREPOSITIONS, word_set

Often = Counter[Referent]
_STAYS = word_set("visit trip tour stay journey")
_HOLDING = ("Event", "Facility", "Zone")  # where or when people come together
_LANDED = ("Zone", "Facility", "Port", "Project")  # what has an area or a length
_ACTING = ("Person", "MediaOutlet")
_PREPS = PREPOSITIONS | {"to"}
_OLD, _OLDEST = re.compile(r"\bold\b"), 120  # years
_PHRASE = 7  # items at most from an owner to the verb behind what it owns


class FigureSubjects:
    """Finds what figures are of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(
        self, scene: Scene, number: int, figure: Figure, topic: Referent | None, often: Often
    ) -> tuple[Referent, int] | None:
        """The thing that a figure is of, and how many guesses lie between; None where unsure.

        `number` is the figure's in its sentence, `topic` what the text speaks of there, and `often`
        how often the document names each thing.
        """
        counted = _counted(scene, figure)
        ways = self._ways(scene, number, figure, counted)
        found = next((way for way in ways if way is not None and way[0] not in counted), None)
        if found and not (
            (found[0].cls in _ACTING or found[1] > 3) and topic is not None and found[1] > 0
        ):
            return found
        unit = self.lexicon.ontology.units.get(figure.unit) if figure.unit else None
        spatial = unit is not None and unit.kind in ("unit-kind-area", "unit-kind-length")
        if spatial and topic is not None and topic.cls not in _LANDED:
            topic = next((r for r, _ in often.most_common() if r.cls in _LANDED), topic)
        if topic is not None and topic not in counted:
            return topic, 2
        if found and found[0].cls == "Person" and found[1] > 0:
            return self._nearest(scene, figure) or found  # a share, an area: of no person
        return found or self._nearest(scene, figure) or _most_told(often)

    def _ways(
        self, scene: Scene, number: int, figure: Figure, counted: Collection[Referent]
    ) -> Iterator[tuple[Referent, int] | None]:
        """What each way to tell finds, the surest first."""
        if is_age(scene, figure):
            yield self._aged(scene, number, figure)
        yield self._travelled(scene, number, figure)
        yield self._modified(scene, figure)
        yield self._inside(scene, figure)
        yield holder(scene, figure)
        yield self._of(scene, figure)
        yield in_phrase(scene, figure)
        yield self._gathered(scene, figure)
        yield self._by_verb(scene, number, figure, counted)

    def _aged(self, scene: Scene, number: int, figure: Figure) -> tuple[Referent, int] | None:
        """ "Lee Mei, a 35-year-old engineer", "the pier is 40 years old"."""
        before = [
            m for m in scene.row.sentence.mentions
            if m.span.end < figure.span.start and m.referent.cls in ("Person", None)
        ]  # fmt: skip
        text, start = scene.row.sentence.text, scene.row.sentence.span.start
        if before and text[before[-1].span.end - start : figure.span.start - start].strip() in (
            ",", ", a", ", an", ", aged"
        ):  # fmt: skip
            return before[-1].referent, 0
        group = self.group(scene, number, figure)
        return (group.subject[0].referent, 0) if group and group.subject else None

    def _travelled(self, scene: Scene, number: int, figure: Figure) -> tuple[Referent, int] | None:
        """ "came on a five-day trip": of who came, not of where they are."""
        ahead = scene.row.sentence.text[figure.span.end - scene.row.sentence.span.start :].split()
        if not figure.modifies or not {word.strip(".,;") for word in ahead[:2]} & _STAYS:
            return None
        group = self.group(scene, number, figure)
        return (group.subject[0].referent, 0) if group and group.subject else None

    def _gathered(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """ "the Tea Summit in June, when 300 people will come": of the event or the place."""
        items = scene.row.items
        behind = [n for n, item in enumerate(items) if item.span.end <= figure.span.start]
        opening = next((n for n in reversed(behind) if items[n].lower in ("when", "where")), 0)
        if any(items[n].kind != WORD for n in behind if n > opening):
            return None
        named = [items[n].referent for n in range(max(0, opening - _PHRASE), opening)]
        fitting = [each for each in named if each is not None and each.cls in _HOLDING]
        return (fitting[-1], 0) if fitting else None

    def _inside(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """ "two million Hill Town residents": of the city."""
        for mention in scene.row.sentence.mentions:
            within = figure.span.start < mention.span.start and mention.span.end < figure.span.end
            if within and mention.referent.cls == "Territory":
                return mention.referent, 1
        return None

    def _modified(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """What a figure stands in front of, or in the name of: "the one-year scheme"."""
        if not figure.modifies:  # "the 20 million yuan fund"
            return next(
                (
                    (m.referent, 0)
                    for m in scene.row.sentence.mentions
                    if figure.unit and m.span.start - figure.span.end == 1
                    and m.referent.cls in SIZED
                ),
                None,
            )  # fmt: skip
        for mention in scene.row.sentence.mentions:
            if mention.span.start <= figure.span.start < mention.span.end:
                return mention.referent, 0
            gap = mention.span.start - figure.span.end
            if 0 <= gap <= 30:
                return mention.referent, int(gap > 1)
        return None

    def _of(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        """ "20 hectares of the town", "three buildings in the park": the first preposition."""
        items = scene.row.items
        at = scene.item_of(figure)
        if at is None:
            return None
        prep = next(
            (n for n in range(at + 1, min(len(items), at + 6)) if items[n].lower in _PREPS), None
        )
        if prep is None or any(i.kind != WORD for i in items[at + 1 : prep]):
            return None
        if any(at < g.start < prep for g in scene.groups) or items[prep].lower not in (
            "of",
            "in",
            "at",
        ):
            return None
        found = None
        for ahead in range(prep + 1, min(len(items), prep + 6)):
            item = items[ahead]
            if item.mention is not None:
                found = item.mention.referent
                owner = ahead + 1 < len(items) and items[ahead + 1].text in ("'s", "’s")
                if not owner:
                    break
            elif (
                item.lower in _PREPS
                or item.kind not in (WORD, "mark")
                or (found and item.text not in ("'s", "’s"))
            ):
                break
        if found is None or (items[prep].lower != "of" and found.cls in ("Territory", "Place")):
            return None
        return found, 0 if items[prep].lower == "of" else 1

    def _by_verb(
        self, scene: Scene, number: int, figure: Figure, counted: Collection[Referent]
    ) -> tuple[Referent, int] | None:
        group = self.group(scene, number, figure)
        if group is None:
            return None
        behind = scene.row.items[group.start].span.start < figure.span.start
        if behind:
            unit = self.lexicon.ontology.units.get(figure.unit) if figure.unit else None
            if unit is not None and unit.kind == "unit-kind-money":
                purpose = self._purpose(scene, group, figure) or self._spent_on(
                    scene, group, figure
                )
                if purpose:
                    return purpose, 1
            changed = self._changed(scene, group, figure)
            if changed is not None:
                return changed, 1
            own = self._own(scene, group, figure)
            if own is not None:
                return own, 0
            usable = [
                m for m in group.subject
                if m.referent.cls != "Person" and m.referent not in counted
            ]  # fmt: skip
            if usable:
                return usable[0].referent, 1
            owner = None if group.subject else self._owner(scene, group)
            if owner is not None:
                return owner, 0
            inside = inside_subject(scene, group)
            if inside is not None:
                return inside, 1
            return (group.subject[0].referent, 2) if group.subject else None
        for argument in group.arguments:  # "150 people attended the reception"
            one = argument.mentions[0].referent
            if one.cls != "Topic" and one not in counted:
                place = argument.mentions[0].referent.cls in ("Territory", "Place")
                return argument.mentions[0].referent, 4 if place else 1
        return None

    def _own(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """ "the bank cut its fees by 2 per cent": the bank's."""
        for item in scene.row.items[group.end :]:
            if item.span.start >= figure.span.start:
                break
            if item.possessive:
                return item.referent
        return None

    def _owner(self, scene: Scene, group: Group) -> Referent | None:
        """ "the town's yearly exports grew", "Hill Town exports grew": the town's."""
        items = scene.row.items
        for at in range(group.start - 2, max(-1, group.start - _PHRASE), -1):
            found = items[at].referent
            if found is not None:
                return found if found.cls != "Person" else None
            if items[at].kind != WORD or items[at].lower in _PREPS - {"of"}:
                break
        return None

    def _changed(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """ "raise the allowance to 9,000 yuan": the allowance."""
        for argument in group.arguments[:1]:
            ahead = scene.row.items[argument.at].span.end <= figure.span.start
            one = argument.mentions[0].referent
            if ahead and not argument.path and one.cls in SIZED and "'s" not in argument.words:
                return one
        return None

    def _spent_on(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """ "invest a sum in the park": the park."""
        for argument in group.arguments:
            behind = scene.row.items[argument.at].span.start > figure.span.end
            if (
                behind
                and argument.path[:1]
                and argument.path[0] in ("in", "into", "for", "on", "to")
            ):
                return argument.mentions[0].referent
        return None

    def _purpose(self, scene: Scene, group: Group, figure: Figure) -> Referent | None:
        """ "earmark a sum to build the park": the sum is the park's."""
        for other in scene.groups:
            if other.governor is group and other.arguments:
                mentions = other.arguments[0].mentions
                ahead = scene.row.items[other.start].span.start > figure.span.end
                if mentions and ahead and mentions[0].kind is not MentionKind.DESCRIBED:
                    return mentions[0].referent
        return None

    def _nearest(self, scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
        usable: list[Mention] = [
            m
            for m in scene.row.sentence.mentions
            if m.referent.cls not in ("Person", "Topic", "MediaOutlet")
        ]
        usable = usable or [m for m in scene.row.sentence.mentions if m.referent.cls == "Person"]
        if not usable:
            return None
        before = [m for m in usable if m.span.end <= figure.span.start]
        best = before[-1] if before else usable[0]
        return best.referent, 2

    def group(self, scene: Scene, number: int, figure: Figure) -> Group | None:
        """The verb that the figure belongs to: it follows it, or is its subject."""
        items = scene.row.items
        near = None
        for group in scene.groups:
            if number in group.figures:
                return group
            if items[group.start].span.start <= figure.span.start:
                near = group
        if near is not None:
            return near
        return next(
            (
                g
                for g in scene.groups
                if items[g.start].span.start >= figure.span.end and g.form == "fin"
            ),
            None,
        )


def is_age(scene: Scene, figure: Figure) -> bool:
    """ "a 35-year-old engineer", "40 years old", "Lee Mei, 35, said"."""
    whole = scene.row.sentence
    start, end = figure.span.start - whole.span.start, figure.span.end - whole.span.start
    if figure.unit == "years":
        return _OLD.search(whole.text, start, end + len(" old ")) is not None
    between = whole.text[start - 2 : start] == ", " and whole.text[end : end + 1] == ","
    bare = not (figure.unit or figure.counted) and 0 < figure.value < _OLDEST
    return bare and between and any(
        m.span.end == figure.span.start - 2 and m.referent.cls in ("Person", None)
        for m in whole.mentions
    )  # fmt: skip


def _counted(scene: Scene, figure: Figure) -> frozenset[Referent]:
    """What a number counts and is no number of: "eight races will be held"."""
    noun = figure.counted.split()[-1:]
    if figure.modifies or figure.unit:
        return frozenset()  # "a four-hour session", "20 hectares"
    return frozenset(
        m.referent for m in scene.row.sentence.mentions
        if (m.span.overlaps(figure.span) or 0 <= m.span.start - figure.number_end <= 1)
        and (m.kind is MentionKind.DESCRIBED
             or (not m.referent.named and m.text.split()[-1:] == noun))
    )  # fmt: skip


def _most_told(often: Often) -> tuple[Referent, int] | None:
    """Where nothing near tells: what the document names most, its people apart; a mere guess."""
    usable = (each for each, _ in often.most_common() if each.cls not in NOBODYS)
    first = next(usable, None)
    return (first, 4) if first is not None else None
