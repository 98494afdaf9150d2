"""Modality: whether a clause tells a fact, a plan, a forecast, a proposal or a judgement."""

from kg.extract import verb_kinds as kinds
from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.speech import Speech
from kg.extract.words import MEANWHILE, word_set
from kg.model.claim import Modality, Polarity

_ABOUT_TO = frozenset(("is", "are", "'s", "’s", "'re", "’re"))
_MEETING = ("meets", "visits", "hasParticipant")
# What these properties say is a judgement wherever somebody says it.
JUDGED = frozenset(("supports", "opposes", "prioritises", "alignsWith"))
_VALUED = ("appliesTo", "supports", "open")
_WORDS = {
    "will": Modality.PLANNED,
    "shall": Modality.PLANNED,
    "'ll": Modality.PLANNED,
    "’ll": Modality.PLANNED,
    "should": Modality.PROPOSED,
    "must": Modality.PROPOSED,
    "could": Modality.PROJECTED,
    "may": Modality.PROJECTED,
    "might": Modality.PROJECTED,
    "plan": Modality.PLANNED,
    "plans": Modality.PLANNED,
    "intention": Modality.PLANNED,
    "bid": Modality.PLANNED,
    "pledge": Modality.PLANNED,
    "commitment": Modality.PLANNED,
    "promise": Modality.PLANNED,
    "strategy": Modality.PLANNED,
    "ambition": Modality.PLANNED,
    "goal": Modality.PLANNED,
    "aim": Modality.PLANNED,
    "proposal": Modality.PROPOSED,
    "proposals": Modality.PROPOSED,
    "would": Modality.PROJECTED,
    "'d": Modality.PROJECTED,
}
_AGENTS = (
    "Person",
    "GovernmentBody",
    "Organisation",
    "Company",
    "Territory",
    "AcademicInstitution",
)
# What is so whoever says it: where a thing lies, what it belongs to.
_LYING = (
    "locatedIn", "partOf", "nearTo", "connects", "adjacentTo", "heldIn", "hasOrigin", "memberOf",
    "appliesTo", "holdsPost", "serves", "hasParticipant", "date", "count",
)  # fmt: skip
# Who means to do what a clause with "will" says, and does what it says is being done.
ACTING = word_set(
    "we i they he she officials authorities ministers colleagues organisers experts lawmakers "
    "firms companies enterprises broadcaster operator organiser company firm team bureau "
    "department council committee administration government airline airlines universities schools "
    "units departments staff"
)
_RANK = (Modality.PROPOSED, Modality.OPINION, Modality.PROJECTED, Modality.PLANNED)


def modality(group: Group, lexicon: Lexicon, speech: Speech | None, name: str) -> Modality:
    """How what `group` says of property `name` is held."""
    found = set()
    each: Group | None = group
    while each is not None:
        for word in each.words:
            if is_unreal(each):
                found.add(Modality.OPINION)
            elif word == "would" and speech is not None:
                found.add(Modality.PLANNED)
            elif word == "could" and speech is not None and not each.passive:
                found.add(Modality.OPINION)  # "said guests could bring more": a judgement
            elif word in _WORDS:
                found.add(_WORDS[word])
        if each.cues:
            purpose = each.cues == {"to"}
            found.add(Modality.PLANNED if purpose else Modality.PROJECTED)
        if each is not group:
            willed = "will" in each.words  # "will be responsible for opening"
            mark = lexicon.markers.get(each.lemma)
            if mark:
                found.add(Modality(mark))
            elif (
                each.lemma in kinds.PRAISING and group.form == "inf" and _is_of_another(group, each)
            ):
                found.add(Modality.PLANNED)  # "welcomed the office's plan to build"
            elif each.lemma in kinds.PRAISING | kinds.URGING:
                found.add(Modality.OPINION)  # "voiced support for building", "appeals to guests to"
            elif "can" in each.words and (group.form == "ing" or each.lemma in kinds.ENABLING):
                found.add(Modality.PROJECTED)  # "by opening it, the town can gain", "can help win"
            elif group.lemma in kinds.COVERING and _is_past(each):
                pass  # "was expanded to cover the town": it does
            elif group.form == "inf" and each.lemma not in kinds.LEADING_ON | kinds.LETTING:
                found.add(Modality.PLANNED)  # "to …": what it is done for
            elif each.lemma == "go" and "going" in each.words and group.form == "inf":
                found.add(Modality.PLANNED)  # "are going to build"
            elif each.lemma == "be" and not each.passive and group.form == "inf":
                found.add(Modality.PLANNED)  # "is to open"
            elif each.lemma == "be" and not each.passive and speech is not None and not willed:
                found.add(Modality.OPINION)  # "said it was successful in winning"
        # "praised the town while meeting Lee": the meeting is no praise
        beside = bool(MEANWHILE & set(group.words)) or (name in _MEETING and group.form == "ing")
        each = None if beside else each.governor
    if group.passive and group.lemma in kinds.SCHEDULING:
        found.add(Modality.PLANNED)
    if group.lemma in kinds.BRINGING and goes_on(group) and _ABOUT_TO & set(group.words):
        found.add(Modality.PLANNED)  # "is launching a scheme"
    direct = name == "open" and speech is not None and speech.direct
    if direct and not found and not _is_past(group) and not goes_on(group):
        found.add(Modality.OPINION)  # "we make the town a better place"
    if name in JUDGED and group.lemma in kinds.PLEDGING:
        found.add(Modality.PLANNED)
    if "can" in group.words and (name in JUDGED or name == "open"):
        found.add(Modality.PROJECTED)
    if speech is not None and group.lemma == "be" and not group.passive and name in _VALUED:
        found.add(Modality.OPINION)  # "said the zone is a boon for the city"
    greeted = speech is not None and speech.lemma in kinds.GREETING
    doers = [mention.referent for mention in group.subject]
    theirs = bool(doers) and group.form == "inf" and (
        speech is not None and speech.speaker not in doers
    )  # fmt: skip
    presumed = greeted and (group.form == "fin" or theirs)
    if speech is not None and speech.lemma in kinds.JUDGING and not presumed:
        found.add(Modality.OPINION)
    # "welcomed 40 million visitors" and "services will be extended" are no praise
    counted = bool(group.figures) or (
        group.passive and group.lemma in kinds.HANDING | kinds.VETTING
    )
    wished = (group.lemma in kinds.PRAISING | kinds.URGING | kinds.CREDITING and not counted) or (
        speech and group.lemma in kinds.SIDING
    )
    if name == "open" and wished:
        found.add(Modality.OPINION)
    if name == "open" and group.lemma in kinds.WEIGHING:
        found.add(Modality.PROPOSED)  # "is considering including the town"
    aimed = group.form == "inf" and group.governor is not None and Modality.PLANNED in found
    # "will sell land to boost the town": what it is for; "said Hill Town supports it": a report
    judged = speech is not None and not aimed and not _is_backed(group, speech)
    if name in JUDGED and (judged or group.lemma in kinds.PRAISING):
        found.add(Modality.OPINION)
    if (
        name == "open"
        and speech is not None
        and Modality.PLANNED in found
        and not is_intended(group)
    ):
        found.add(Modality.OPINION)  # "said it would make the town richer"
    # of a saying `reports.told` tells
    unsaid = name in _LYING or name == "commentsOn" or (speech and _is_backed(group, speech))
    if not found and speech is not None and not unsaid and _is_told_now(group):
        found.add(Modality.OPINION)  # "said the town offers a safe home": a judgement
    return next((each for each in _RANK if each in found), Modality.ASSERTED)


def _is_of_another(group: Group, other: Group) -> bool:
    """Whether a clause has a subject that is not the one of another."""
    return bool(group.subject) and group.subject != other.subject


def _is_backed(group: Group, speech: Speech) -> bool:
    """Whether somebody else than who speaks is said to support something."""
    others = all(mention.referent is not speech.speaker for mention in group.subject)
    told = (
        group.lemma in kinds.BACKING and group.form == "fin" and speech.lemma not in kinds.JUDGING
    )
    return told and bool(group.subject) and others


def _is_told_now(group: Group) -> bool:
    """Whether a clause has the present tense, and not "is opening", "has opened"."""
    told = group.form == "fin" and group.parsed is not None
    return told and not _is_past(group) and not goes_on(group)


def goes_on(group: Group) -> bool:
    """ "is opening": the last word of the verb tells that it is under way."""
    return bool(group.words) and group.words[-1].endswith("ing")


def _is_past(group: Group) -> bool:
    return group.parsed is not None and group.parsed.past


def polarity(group: Group, speech: Speech | None) -> Polarity:
    """Whether what `group` says is denied."""
    each: Group | None = group
    negative = False
    while each is not None:
        doubted = each.lemma in kinds.DOUBTING or is_unreal(each)
        if each.negated and "only" not in each.words and not doubted and not _is_lacking(each):
            negative = not negative
        if each is not group and each.lemma in kinds.REFUSING:
            negative = True
        each = each.governor
    if speech is not None and speech.denies:
        negative = True
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _is_lacking(group: Group) -> bool:
    """ "will not be complete without the pier": the pier is not denied."""
    things = group.parsed.things if group.parsed is not None else ()
    return any("without" in thing.path for thing in things)


def is_intended(group: Group) -> bool:
    """Whether a clause with "will" tells what somebody means to do, or a plan; not an effect."""
    if group.parsed is None or (group.form == "inf" and group.governor is not None):
        return True
    agents = any(m.referent.cls in _AGENTS for m in group.subject)
    acting = bool(ACTING & set(group.subject_words))
    if group.lemma in kinds.STATES and not group.passive:
        return group.subject_words[-1:] == ("there",)  # "there will be more ferries"
    if group.lemma in kinds.GAINING:
        return False
    meant = group.lemma in kinds.INTENDING | kinds.OCCURRING
    return agents or acting or meant or group.passive


def is_unreal(group: Group) -> bool:
    """ "would not have come about without the town": it did."""
    past = group.lemma != "have" and "have" in group.words[1:]
    return past and bool({"would", "could"} & set(group.words))
