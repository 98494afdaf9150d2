"""Parsed figures: what a number is of, from the phrase and the clause in which it stands."""

from kg.extract.clause import Group
from kg.extract.figure import Figure
from kg.extract.mention import Mention, Referent
from kg.extract.parse import Word
from kg.extract.scene import Scene

# What has a size, a price, a number of guests.
SIZED = (
    "Zone",
    "Facility",
    "Port",
    "Project",
    "Plan",
    "Programme",
    "Event",
    "Company",
    "AcademicInstitution",
)
NOBODYS = ("Person", "Topic", "MediaOutlet")
_COUNTING = ("nummod", "quantmod", "compound", "nmod")
_CLAUSES = ("relcl", "acl", "advcl", "ccomp", "appos", "conj", "parataxis")
_HOLDING = ("with", "of", "covering", "in")
_APART = ("from", "outside")


def in_phrase(scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
    """ "90 per cent of the makers in Hill Town": what the phrase of the number names."""
    at = scene.item_of(figure)
    if scene.parse is None or at is None:
        return None
    word = scene.parse.words[at]
    while word.role in _COUNTING and (above := scene.parse.above(word)) is not None:
        word = above
    inside = scene.parse.tree(word, _CLAUSES)
    if any(each.lower in _APART and each.at > at for each in inside):
        return None  # "90 people from the island came": not of the island
    named = [scene.row.items[each.at].referent for each in inside if each.at > at]
    usable = [each for each in named if each is not None and each.cls not in NOBODYS]
    return (usable[0], 1) if usable else None


def holder(scene: Scene, figure: Figure) -> tuple[Referent, int] | None:
    """ "a hospital with 300 beds", "a study of 40 firms": the phrase in which the number hangs."""
    at = scene.item_of(figure)
    word = scene.parse.words[at] if scene.parse is not None and at is not None else None
    before = scene.row.items[max(0, at - 2) : at] if at is not None else ()
    if len(before) == 2 and before[1].lower == "with" and before[0].referent is not None:
        return (before[0].referent, 0) if before[0].referent.cls not in NOBODYS else None
    while word is not None and scene.parse is not None:
        above = scene.parse.above(word)
        if above is None or word.role not in (*_COUNTING, "pobj", "prep", "conj", "npadvmod"):
            return None
        if word.role == "prep" and word.lower not in _HOLDING:
            return None
        referent = scene.row.items[above.at].referent
        if word.role == "prep" and referent is not None:
            return (referent, 0) if referent.cls not in NOBODYS else None
        word = above
    return None


def inside_subject(scene: Scene, group: Group) -> Referent | None:
    """ "the number of visitors to Hill Town passed 3 million": what the subject speaks of."""
    each: Group | None = group
    while each is not None and each.parsed is not None:
        inside = [
            m.referent for m in each.parsed.inside
            if m.referent.cls != "Person" and not ends_way(scene, m)
        ]  # fmt: skip
        if inside:
            return next((r for r in inside if r.cls in SIZED), inside[0])
        each = each.governor
    return None


def ends_way(scene: Scene, mention: Mention) -> bool:
    """ "the journey between the pier and the park": a figure of the journey is of neither."""
    at = next((n for n, item in enumerate(scene.row.items) if item.mention is mention), None)
    if scene.parse is None or at is None:
        return False
    word: Word | None = scene.parse.words[at]
    while word is not None and word.role in ("conj", "compound"):
        word = scene.parse.above(word)
    above = scene.parse.above(word) if word is not None else None
    return above is not None and above.lower == "between"
