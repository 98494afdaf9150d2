"""Verbs of English and their inflection: general words, of no text."""

import re
from functools import lru_cache

from kg.extract.words import word_set

# Verbs that bound a clause though the ontology has no frame for them.
VERBS = word_set(
    "affiliate charter earmark seize mount "
    "headquarter co-host cohost brief dub depart levy tax surname dispatch escort "
    "hurt harm damage undermine threaten erode jeopardise worsen ease relieve cushion offset "
    "co-chair "
    "amend carve traverse vacate envisage spearhead tout laud erect amass waive withhold kickstart "
    "honour mourn pave plant recycle scale stock "
    "locate situate base shelve scrap showcase prolong abandon abolish absorb accelerate "
    "accommodate accumulate activate adapt admire advertise advise alleviate alter analyse "
    "analyze appear appreciate assemble assign attach attempt attend attribute balance ban bind "
    "bless bolster boast book bridge broaden capture cement certify circulate cite clarify clear "
    "climb combine commemorate commence compensate compile compose comprise conceive conduct "
    "confer confirm confront connect conserve consult contact contract contrast convert convince "
    "cool coordinate correct correspond count debate decrease deepen defend define delay deliver "
    "demolish deny deploy derive detain devote dismiss display dispute distribute diversify "
    "donate downgrade echo edit educate elect elevate embark embrace emphasise employ empower "
    "encounter enrich enrol entail entitle equip escape evaluate evolve examine exclude exhibit "
    "expire exploit export face fade feature fine flourish flow forge formulate fulfil function "
    "fuel gauge generate grasp guarantee guide halt harness heal herald hike hire import impose "
    "impress incorporate incubate influence inform inherit initiate innovate insert install "
    "institute insure interact interview introduce invent investigate jump justify label lease "
    "leverage license lift list load lodge maintain map match mention merge monitor motivate name "
    "narrow negotiate nominate nurture oblige occupy opt originate outpace overcome owe "
    "participate penetrate permit persuade pilot pledge possess postpone practise preserve "
    "prevail print privatise process profit prohibit prosper pump purchase quit quote rank rate "
    "react rebuild recall reclaim recognize recommend reconcile record recover recruit refine "
    "reform refrain regard reinforce reject relax release relocate rent renew repair rescue "
    "research reserve reside resign rest restrict resume retain reverse revise revitalise "
    "revitalize revive ride rule sail satisfy saturate scrutinise secure sense separate shelter "
    "shrink signal simplify skip slow smooth soar span specify spur stabilise stimulate store "
    "streamline stress stretch subscribe substitute sum surpass surround sustain switch tackle "
    "tailor target tempt terminate testify tighten top total touch track trade train transfer "
    "transform transition translate transmit transport trace tap undergo unify unite unlock "
    "update urge usher utilise validate value vanish venture violate vow wipe withstand witness "
    "wrap weigh zone accept accompany achieve act add adhere adjust affect aid aim allege amount "
    "answer apply argue arise arrest arrive ask assess assume avoid award base bear become begin "
    "believe belong borrow break bring buy call care carry cause celebrate change charge check "
    "choose claim close collect come compare complain complete consider consist contain continue "
    "control convey cost count cover create cut deal decide decline decrease define demand "
    "demonstrate depart depend deserve detail determine die discover divide double draw drop earn "
    "eat eliminate emerge end enjoy ensure enter exceed exist expect experience fail fall feel "
    "fight fill find finish fix follow force free gain gather get give go grow handle happen have "
    "hear help hit hold hope identify ignore imagine implement increase indicate injure inspire "
    "intend involve issue keep kill know lack land last learn leave let lie listen live look lose "
    "love lower lure make mark matter mean measure meet mind miss move need note notice observe "
    "obtain occur offer open order own pay perform pick pioneer plan play point post prepare "
    "press prevent proceed produce protect prove provide pull pursue push put raise reach read "
    "realise realize receive recognise reduce refer reflect refuse register regulate relate rely "
    "remain remember remove repeat replace report represent require resist resolve respond "
    "restore result retire return reveal rise roll save see seek seem select sell send serve set "
    "settle shape share shift show sit sleep solve speak spend spread stand start stay stop "
    "strive study submit succeed suffer supply suppose surge survive suspend take talk teach tell "
    "tend think travel treat trigger try turn underline understand use vary vote wait walk want "
    "warn watch wear win wish witness wonder work worry worth yield"
)
_IRREGULAR = {
    "say": ("said",),
    "tell": ("told",),
    "meet": ("met",),
    "hold": ("held",),
    "set": ("set",),
    "build": ("built",),
    "begin": ("began", "begun"),
    "become": ("became", "become"),
    "give": ("gave", "given"),
    "take": ("took", "taken"),
    "make": ("made",),
    "go": ("went", "gone"),
    "come": ("came", "come"),
    "find": ("found",),
    "found": ("founded",),
    "lead": ("led",),
    "leave": ("left",),
    "let": ("let",),
    "put": ("put",),
    "run": ("ran", "run"),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "sell": ("sold",),
    "send": ("sent",),
    "sit": ("sat",),
    "speak": ("spoke", "spoken"),
    "spend": ("spent",),
    "stand": ("stood",),
    "think": ("thought",),
    "write": ("wrote", "written"),
    "buy": ("bought",),
    "bring": ("brought",),
    "pay": ("paid",),
    "lie": ("lay", "lain"),
    "break": ("broke", "broken"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "feel": ("felt",),
    "fly": ("flew", "flown"),
    "get": ("got", "gotten"),
    "grow": ("grew", "grown"),
    "have": ("had",),
    "hear": ("heard",),
    "hit": ("hit",),
    "keep": ("kept",),
    "know": ("knew", "known"),
    "lose": ("lost",),
    "mean": ("meant",),
    "read": ("read",),
    "rise": ("rose", "risen"),
    "show": ("showed", "shown"),
    "teach": ("taught",),
    "understand": ("understood",),
    "win": ("won",),
    "withdraw": ("withdrew", "withdrawn"),
    "undertake": ("undertook", "undertaken"),
    "overtake": ("overtook", "overtaken"),
    "do": ("did", "done"),
    "eat": ("ate", "eaten"),
    "cut": ("cut",),
    "hurt": ("hurt",),
    "oversee": ("oversaw", "overseen"),
    "strive": ("strove", "striven"),
    "wear": ("wore", "worn"),
    "bear": ("bore", "borne"),
    "choose": ("chose", "chosen"),
    "deal": ("dealt",),
    "spread": ("spread",),
    "forecast": ("forecast",),
    "broadcast": ("broadcast",),
    "cost": ("cost",),
    "sing": ("sang", "sung"),
}
_DOUBLING = word_set(
    "begin refer prefer occur control commit admit submit permit travel cancel transfer defer "
    "confer compel expel label model equip upset total rebel signal quit"
)
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]\Z")
_VOWELS = "aeiou"
_BEFORE_E = ("c", "g", "s", "u", "v", "z", "at", "ut", "bl", "pl", "dl", "tl", "gl", "ir", "ur")


@lru_cache(maxsize=4096)
def inflected(lemma: str) -> tuple[tuple[str, str], ...]:
    """The forms of a verb, each with its name: base, s, past, part (participle), ing."""
    past = _IRREGULAR.get(lemma, (_past(lemma),))
    forms = [(lemma, "base"), (_third(lemma), "s"), (_ing(lemma), "ing"), (past[0], "past")]
    if len(past) > 1:
        forms.append((past[1], "part"))
    return tuple(dict.fromkeys(forms))


def base_form(word: str, tag: str) -> str:
    """The likely base form of a verb that nobody listed; `tag` is its Penn Treebank tag.

    Whether a silent e was dropped is told from the letter before: "besieged", "hampered".
    """
    if tag == "VBZ" and word.endswith("s"):
        if word.endswith("ies"):
            return f"{word[:-3]}y"
        return word[:-2] if word.endswith(("sses", "xes", "zzes", "ches", "shes")) else word[:-1]
    if word.endswith("ied"):
        return f"{word[:-3]}y"
    ending = next((end for end in ("ing", "ed") if word.endswith(end)), "")
    stem = word.removesuffix(ending)
    if not ending or tag not in ("VBG", "VBD", "VBN") or not set(stem) & set(_VOWELS):
        return word
    if stem[-1:] == stem[-2:-1] and stem[-1] not in "lsfz":
        return stem[:-1]
    if stem.endswith("ll") and stem[-3:] != "all" and _vowels(stem) > 1:
        return stem[:-1]  # "travelled", "fuelled", not "called", "quelled"
    return f"{stem}e" if stem.endswith(_BEFORE_E) or _SHORT.fullmatch(stem) else stem


def _vowels(word: str) -> int:
    return sum(letter in _VOWELS for letter in word.replace("qu", "q"))


def plural(noun: str) -> str:
    """The plural of a noun: formed as the third person of a verb is."""
    return _third(noun)


def _third(lemma: str) -> str:
    if lemma == "have":
        return "has"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ied"
    return f"{lemma}{lemma[-1]}ed" if _doubles(lemma) else f"{lemma}ed"


def _ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return f"{lemma[:-1]}ing"
    return f"{lemma}{lemma[-1]}ing" if _doubles(lemma) else f"{lemma}ing"


def _doubles(lemma: str) -> bool:
    return lemma in _DOUBLING or bool(_SHORT.match(lemma))
