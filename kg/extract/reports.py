"""Reports: whether a clause of a saying tells what is so, is meant or is thought."""

from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.modality import ACTING, MINDING, PRAISING, STATES, goes_on, is_intended, modality
from kg.extract.scene import Scene
from kg.extract.speech import Speech
from kg.extract.words import BE, HAVE, word_set
from kg.model.claim import Modality

# Whose doings are told, not judged: "the government is working on measures".
_DOERS = ("Person", "GovernmentBody", "Organisation", "Company", "AcademicInstitution", "Group")
_ANNOUNCING = word_set("announce reveal disclose report confirm")
# What has done so is judged to have: "marked a milestone", "played a part".
_VALUING = word_set(
    "mark represent reflect show demonstrate prove affect contribute help play make bring fuel "
    "drive benefit deserve inspire underscore symbolise embody succeed fail continue go lag "
    "rise grow improve develop boost showcase enhance deepen uphold provide strengthen promote "
    "suffer hinder bolster elevate inject offer"
)
_FORESEEING = word_set("estimate forecast predict project anticipate expect")
_MOVING = word_set(
    "encourage please impress honour disappoint surprise worry delight excite satisfy"
)
_WEIGHING = word_set("consider mull weigh")
_STARTING = word_set("start begin commence open launch introduce")  # "was starting this year"
_RESOLVED = word_set("committed dedicated determined poised")
_PLANS = word_set("plan plans intention vision")
_NEAR = 5  # items behind a verb
_MANY = 10
_BEHIND = 5  # code points from a clause to a day that closes it


def told(group: Group, speech: Speech, scene: Scene, lexicon: Lexicon) -> Modality:
    """How a clause of a saying is held: reports are facts, what somebody will do are plans, what
    something is like or will do is a judgement."""
    held = modality(group, lexicon, speech, "commentsOn")
    set_up = group.parsed is not None and bool(group.parsed.particle)  # no "set to open"
    mark = None if set_up else lexicon.markers.get(group.lemma)
    behind = [item.lower for item in scene.row.items[group.end : group.end + 1]]
    # not "was encouraged by the figures"
    asked = group.passive and (mark != Modality.PROPOSED or behind == ["to"])
    marked = asked or mark in (Modality.PLANNED, Modality.PROJECTED)
    marked = marked or (group.lemma in _WEIGHING and goes_on(group))
    if mark and held is Modality.ASSERTED and marked:
        return Modality(mark)  # "said trade was expected to grow", "said it plans to build"
    if held is Modality.PLANNED and speech.lemma in _FORESEEING:
        return Modality.PROJECTED  # "estimated that the town would welcome 3 million guests"
    coming = goes_on(group) and group.lemma in _STARTING
    if held is Modality.ASSERTED and (coming or _is_resolved(group, scene)):
        return Modality.PLANNED
    if held is Modality.PLANNED and _is_of_nothing(group, scene):
        return held  # "there will be more ferries"
    if held is Modality.PLANNED and not is_intended(group) and speech.lemma not in _ANNOUNCING:
        return Modality.OPINION
    if held is Modality.ASSERTED and not _is_report(group, speech, scene, lexicon):
        return Modality.OPINION
    return held


def _is_resolved(group: Group, scene: Scene) -> bool:
    """ "is committed to opening", "there are plans to build", "is going to build"."""
    behind = [item.lower for item in scene.row.items[group.end : group.end + _NEAR]]
    if group.lemma == "go" and goes_on(group):
        return behind[:1] == ["to"]  # "are going to build"
    if group.lemma != "be" or group.passive:
        return False
    return any(
        other == "to" and (one in _PLANS or (one in _RESOLVED and done.endswith("ing")))
        for one, other, done in zip(behind, behind[1:], behind[2:], strict=False)
    )


def _is_of_nothing(group: Group, scene: Scene) -> bool:
    """Whether the subject is the "there" that stands for none."""
    return group.start > 0 and scene.row.items[group.start - 1].lower == "there"


def _is_report(group: Group, speech: Speech, scene: Scene, lexicon: Lexicon) -> bool:
    """Whether it tells what is so or has happened: with a number, a day, in the passive, what is
    under way or done, what is announced; not what something is worth."""
    praises = group.lemma in PRAISING and not group.figures  # "welcomed 40 million visitors"
    if group.parsed is None or (praises and not group.passive):
        return False
    if group.passive and group.lemma in _MOVING:
        return False  # "was encouraged by the figures"
    if group.lemma not in MINDING and _is_counted(group, scene, lexicon):
        return True
    if group.lemma in STATES - {"see", "have"} and not group.passive:
        return False
    doing = any(mention.referent.cls in _DOERS for mention in group.subject)
    acting = ACTING if speech.speaker.cls == "Person" else ACTING | {"it"}  # "it has built"
    doing = doing or bool(acting & set(group.subject_words)) or speech.lemma in _ANNOUNCING
    if (doing or group.lemma not in _VALUING) and _is_under_way(group):
        return True
    if not group.parsed.past:
        return False
    around = group.parsed.around
    dated = any(
        around.start <= d.span.start <= around.end + _BEHIND for d in scene.row.sentence.dates
    )
    sourced = speech.group is None and not speech.direct  # "he had talks, according to the paper"
    valued = group.lemma in _VALUING
    sure = bool(group.figures) or dated or group.passive or sourced
    sure = sure or ("had" in group.words and not valued)  # not "had gone very well"
    return sure or not (valued or HAVE & set(group.words))


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
