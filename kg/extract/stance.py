"""Stance: the words around a verb that deny it or keep it open, wherever the clause has them."""

from collections.abc import Sequence

from kg.extract.clause import Group
from kg.extract.item import MARK, WORD, Item
from kg.extract.words import word_set

# A subject that opens so does nothing: "no firm built", "neither office opened".
_NOBODY = word_set("no neither nobody none nothing nowhere never hardly scarcely barely seldom nor")
_NOT_ONE = word_set("a an one any")  # "not a single bed was taken"
# Who says so wants it done, where what is said has the bare verb: "proposed that the office build".
_DEMANDING = word_set(
    "propose recommend suggest demand request require urge ask advise insist advocate"
)
_TELLING = ("suggest", "insist")  # papers and figures do so of what is
_AGENTS = ("Person", "GovernmentBody", "Organisation", "Company", "AcademicInstitution")
_SOMEBODY = word_set("he she they we i who")
_INSTEAD = (("rather", "than"), ("instead", "of"), ("far", "from"), ("let", "alone"))
_UNABLE = word_set("unable unwilling reluctant impossible unlikely afraid late")
_UNTRUE = word_set(
    "untrue false wrong incorrect unfounded groundless baseless misleading fake fabricated"
)
_DOUBTING = word_set("believe think expect feel suppose agree accept see")
_SILENT = word_set("say confirm know disclose reveal specify tell announce indicate")
_OPEN = word_set(
    "if whether unless perhaps maybe possibly probably reportedly allegedly apparently seemingly "
    "supposedly purportedly rumoured rumored"
)
REACH = 9  # items before a verb in which such a word still governs it


def set_stances(items: Sequence[Item], groups: Sequence[Group]) -> None:
    """Mark the groups that are denied, and keep the words that leave them open."""
    for number, group in enumerate(groups):
        before = groups[number - 1] if number else None
        clause = _clause(items, groups, number)
        words = [item.lower for item in clause if item.kind == WORD]
        cues = {word for word in words if word in _OPEN}
        if group.form == "inf" and group.governor is None and clause:
            cues |= {"to"} | set(words) & {"would", "could", "may", "might"}
        if _is_denied(items, group, before, words):
            group.negated = True
        elif (
            before is not None and before.negated and before.lemma in _SILENT
            and {"that", "whether", "if", "how"} & set(words[:2])
        ):  # fmt: skip
            cues.add("whether")  # "did not say that": nothing is known
        group.cues = frozenset(cues)
        if before is not None and _is_demanded(items, group, before):
            group.words = (*group.words, "should")


def _clause(items: Sequence[Item], groups: Sequence[Group], number: int) -> Sequence[Item]:
    """What stands between the verb before and this one, from its last mark on."""
    group = groups[number]
    floor = max(groups[number - 1].end if number else 0, group.start - REACH)
    at = group.start
    while at > floor and not (items[at - 1].kind == MARK and items[at - 1].text in ';:.“”"'):
        at -= 1
    return items[at : group.start]


def _is_demanded(items: Sequence[Item], group: Group, before: Group) -> bool:
    """ "proposed that a pier be built", "urged that the office build it": it should be."""
    bare = items[group.start].lower
    if before.lemma not in _DEMANDING or bare not in ("be", group.lemma):
        return False
    between = [item.lower for item in items[before.end : group.start]]
    if not between or "to" in between:
        return False  # "asked the office to build"
    if "that" in between[:1]:
        return before.lemma not in _TELLING or _is_somebody(before)
    return before.lemma in ("propose", "recommend", "suggest") and _is_somebody(before)


def _is_somebody(group: Group) -> bool:
    named = any(mention.referent.cls in _AGENTS for mention in group.subject)
    return named or bool(_SOMEBODY & set(group.subject_words))


def _is_denied(
    items: Sequence[Item], group: Group, before: Group | None, words: Sequence[str]
) -> bool:
    if group.negated:
        return True
    last = tuple(words[-2:])
    if last in _INSTEAD or last == ("no", "longer") or words[-1:] == ["without"]:
        return True
    if set(group.words) & {"cannot", "hardly", "scarcely", "barely"}:
        return True
    if group.form == "fin" and _NOBODY & set(words[:2]):
        return True
    opening = [word for word in words[:3] if word != "that"]
    if group.form in ("fin", "part") and opening[:1] == ["not"] and _NOT_ONE & set(opening[1:2]):
        return True
    behind = tuple(item.lower for item in items[group.end : group.end + 2])
    if behind[:1] in (("nowhere",), ("neither",), ("none",)) or behind == ("no", "longer"):
        return True
    if before is None:
        return False
    if group.form == "inf" and "yet" in (*before.words[-1:], *words) and before.lemma == "have":
        return True
    if _UNABLE & set(words) and group.form == "inf" and before.lemma in ("be", "seem", "feel"):
        return True
    if "against" in words[-1:] and group.form == "ing":
        return True
    untrue = bool(_UNTRUE & set(words)) or (before.negated and "true" in words)
    if before.lemma == "be" and untrue and group.form == "fin":
        return True
    return before.negated and before.lemma in _DOUBTING and group.form == "fin"
