"""Reports: whether a clause of a saying tells what is so, is meant or is thought."""

from collections.abc import Sequence
from itertools import pairwise

from kg.extract import verb_kinds as kinds
from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.modality import ACTING, goes_on, is_intended, modality
from kg.extract.scene import Scene
from kg.extract.speech import Speech
from kg.extract.words import BE, HAVE, word_set
from kg.model.claim import Modality

# Whose doings are told, not judged: "the government is working on measures".
_DOERS = ("Person", "GovernmentBody", "Organisation", "Company", "AcademicInstitution", "Group")
_UNDECIDED = word_set("whether if feasibility possibility")
_RESOLVED = word_set("committed dedicated determined poised")
_PLANS = word_set("plan plans intention vision")
# "our suggestion is to", "the aim is to": a noun tells how what follows it is meant.
_NAMING = {
    Modality.PROPOSED: word_set("suggestion proposal recommendation advice request demand"),
    Modality.PLANNED: word_set("plan aim goal objective intention target"),
}
_ON_THE_WAY = ("target", "track", "course")
_HOLDING = word_set("value oppose prefer")  # "said the minister values it": a report
_DUE = word_set("open start begin commence finish end arrive complete")
# Where or in what state something is: "are from abroad", "is under construction".
_STANDING = word_set("from underway close adjacent")
_GOING_ON = word_set("construction way development discussion study review preparation")
_TOWNS = word_set("city cities town towns region regions province provinces country")
_NEAR = 5  # items behind a verb
_MANY = 10
_WORTH = word_set("impact effect boost boon benefit advantage opportunity challenge asset burden")
_TRUE_LATER = word_set("able available open ready similar responsible free proactive subject")
_BEHIND = 5  # code points from a clause to a day that closes it


def told(group: Group, speech: Speech, scene: Scene, lexicon: Lexicon) -> Modality:
    """How a clause of a saying is held: reports are facts, what somebody will do are plans, what
    something is like or will do is a judgement."""
    held = modality(group, lexicon, speech, "commentsOn")
    if group.lemma in kinds.WISHING and held is Modality.PROJECTED:
        return Modality.OPINION  # "if possible, we hope to"
    set_up = group.parsed is not None and bool(group.parsed.particle)  # no "set to open"
    mark = None if set_up else lexicon.markers.get(group.lemma)
    behind = [item.lower for item in scene.row.items[group.end : group.end + 1]]
    # not "was encouraged by the figures"
    asked = group.passive and (mark != Modality.PROPOSED or behind == ["to"])
    marked = asked or mark in (Modality.PLANNED, Modality.PROJECTED)
    marked = marked or (group.lemma in kinds.WEIGHING and goes_on(group))
    undecided = held is Modality.ASSERTED and group.lemma in kinds.STUDYING and goes_on(group)
    if undecided and _UNDECIDED & set(_behind(group, scene)):
        return Modality.PROPOSED  # "are studying whether to build", "the feasibility of building"
    if mark and held is Modality.ASSERTED and marked:
        return Modality(mark)  # "said trade was expected to grow", "said it plans to build"
    if held is Modality.PROPOSED and _is_due(group, scene):
        return Modality.PROJECTED
    if held is Modality.PLANNED and speech.lemma in kinds.FORESEEING:
        return Modality.PROJECTED  # "estimated that the town would welcome 3 million guests"
    named = _named(group, scene) if held in (Modality.ASSERTED, Modality.PLANNED) else None
    if named is not None:
        return named
    coming = goes_on(group) and group.lemma in kinds.STARTING
    if held is Modality.ASSERTED and (coming or _is_resolved(group, scene)):
        return Modality.PLANNED
    if held is Modality.PLANNED and _is_of_nothing(group, scene):
        return held  # "there will be more ferries"
    if (
        held is Modality.PLANNED
        and _is_outcome(group, scene)
        and speech.lemma not in kinds.ANNOUNCING
    ):
        counted = group.lemma in kinds.OUTCOMES - kinds.STATES and _is_counted(
            group, scene, lexicon
        )
        return Modality.PROJECTED if counted else Modality.OPINION  # "would raise trade by $3bn"
    if held is Modality.ASSERTED and not _is_report(group, speech, scene, lexicon):
        return Modality.OPINION
    return held


def _is_due(group: Group, scene: Scene) -> bool:
    """ "should open in 2030": what is expected, not what somebody wants."""
    around = group.parsed.around if group.parsed is not None else None
    dated = around is not None and any(
        around.start <= each.span.start <= around.end + _BEHIND for each in scene.row.sentence.dates
    )
    return dated and group.lemma in _DUE and "should" in group.words


def _is_resolved(group: Group, scene: Scene) -> bool:
    """ "is committed to opening", "there are plans to build", "is going to build"."""
    behind = _behind(group, scene)
    if group.lemma == "go" and goes_on(group):
        return behind[:1] == ["to"]  # "are going to build"
    if group.lemma != "be" or group.passive:
        return False
    return any(
        other == "to" and (one in _PLANS or (one in _RESOLVED and done.endswith("ing")))
        for one, other, done in zip(behind, behind[1:], behind[2:], strict=False)
    )


def _behind(group: Group, scene: Scene) -> Sequence[str]:
    return [item.lower for item in scene.row.items[group.end : group.end + _NEAR]]


def _is_outcome(group: Group, scene: Scene) -> bool:
    """Whether a clause with "will" tells what is thought to come: "will be useful", "will boost
    trade"; not "will provide 80 berths", "will be the next stop"."""
    if is_intended(group):
        return False
    if group.lemma != "be" or scene.parse is None:
        return group.lemma in kinds.OUTCOMES or group.lemma in kinds.MINDING
    verb = scene.parse.words[group.end - 1]
    told = scene.parse.role(verb, "acomp", "attr")
    quality = told is not None and told.role == "acomp" and told.lower not in _TRUE_LATER
    return quality or (told is not None and told.lower in _WORTH)


def _named(group: Group, scene: Scene) -> Modality | None:
    """How a noun says that what follows is meant: "our suggestion is to", "is on track to"."""
    if group.lemma != "be" or group.passive or scene.parse is None:
        return None
    behind = _behind(group, scene)
    on_the_way = behind[:1] == ["on"] and bool(set(behind[1:2]) & set(_ON_THE_WAY))
    if on_the_way and not set(behind[3:4]) & kinds.STATES:  # not "on track to become a hub"
        return Modality.PROJECTED
    subject = scene.parse.role(scene.parse.words[group.end - 1], "nsubj")
    if subject is None or "to" not in behind[:2]:
        return None
    return next((each for each, nouns in _NAMING.items() if subject.lower in nouns), None)


def _is_of_nothing(group: Group, scene: Scene) -> bool:
    """Whether the subject is the "there" that stands for none."""
    return group.start > 0 and scene.row.items[group.start - 1].lower == "there"


def _is_report(group: Group, speech: Speech, scene: Scene, lexicon: Lexicon) -> bool:
    """Whether it tells what is so or has happened: with a number, a day, in the passive, what is
    under way or done, what is announced; not what something is worth."""
    praises = group.lemma in kinds.PRAISING and not group.figures  # "welcomed 40 million visitors"
    held = kinds.PRAISING | kinds.ADVOCATING | _HOLDING
    if group.lemma in held and _is_of_others(group, speech):
        return True  # "said the office welcomed the visitors": that it did
    if group.parsed is None or (praises and not group.passive):
        return False
    if group.passive and group.lemma in kinds.MOVING:
        return False  # "was encouraged by the figures"
    if group.lemma not in kinds.MINDING and _is_counted(group, scene, lexicon):
        return True
    if group.lemma == "be" and not group.passive and _is_somewhere(group, scene):
        return True
    if group.lemma in kinds.STATES - {"see", "have"} and not group.passive:
        return False
    doing = any(mention.referent.cls in _DOERS for mention in group.subject)
    acting = ACTING if speech.speaker.cls == "Person" else ACTING | {"it"}  # "it has built"
    doing = doing or bool(acting & set(group.subject_words)) or speech.lemma in kinds.ANNOUNCING
    town = any(m.referent.cls == "Territory" for m in group.subject)
    town = town or bool(_TOWNS & set(group.subject_words))
    placed = town and goes_on(group)  # "cities have been developing"
    idle = not doing and group.lemma in (
        kinds.WANING if placed else kinds.WANING | kinds.SIGNIFYING
    )
    if not idle and _is_under_way(group):
        return True
    if not group.parsed.past:
        return False
    around = group.parsed.around
    dated = any(
        around.start <= d.span.start <= around.end + _BEHIND for d in scene.row.sentence.dates
    )
    sourced = speech.group is None and not speech.direct  # "he had talks, according to the paper"
    valued = group.lemma in kinds.SIGNIFYING
    sure = bool(group.figures) or dated or group.passive or sourced
    sure = sure or ("had" in group.words and not valued)  # not "had gone very well"
    return sure or not (valued or HAVE & set(group.words))


def _is_of_others(group: Group, speech: Speech) -> bool:
    """Whether somebody else than who speaks does it."""
    doers = [m.referent for m in group.subject if m.referent.cls in _DOERS]
    return group.form == "fin" and bool(doers) and speech.speaker not in doers


def _is_somewhere(group: Group, scene: Scene) -> bool:
    """ "are from Hill Town", "is already under construction"."""
    if scene.parse is None:
        return False
    below = scene.parse.below(scene.parse.words[group.end - 1])
    behind = (w for w in below if w.at >= group.end and w.role in ("prep", "acomp", "advmod"))
    after = _behind(group, scene)
    going = any(a == "under" and b in _GOING_ON for a, b in pairwise(after))
    return going or any(word.lower in _STANDING for word in behind)


def _is_counted(group: Group, scene: Scene, lexicon: Lexicon) -> bool:
    """ "has 80 berths", "is about 600 hectares large"; not "the two cities are partners"."""
    figures = [scene.row.sentence.figures[number] for number in group.figures]
    units = lexicon.ontology.units
    return any(
        each.value >= _MANY if each.unit is None else units[each.unit].kind != "unit-kind-time"
        for each in figures
    )


def _is_under_way(group: Group) -> bool:
    """ "is discussing", "has come up with"."""
    words = set(group.words)
    done = bool(words & HAVE) and group.lemma != "have"
    return done or (bool(words & BE) and goes_on(group))
