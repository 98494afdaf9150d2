"""Closed classes of English words and regular inflection: nothing of any text."""

import re
from functools import lru_cache


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _set("the a an this that these those its their his her our my your some any each every both all another such no")
PREPOSITIONS = _set(
    "in at on of for with from to into by between among through across near around under over along "
    "via during against towards toward within about off beyond behind before after since until "
    "including alongside despite regarding on onto outside inside throughout upon per like amid "
    "following concerning besides except as than versus"
)
CONJUNCTIONS = _set("and or but nor yet plus")
SUBORDINATORS = _set(
    "that which who whom whose where when while because although though if unless whether whereas "
    "so how why what after before since until once as"
)
RELATIVES = _set("which who that whose whom where")
MODALS = _set("will would shall should can could may might must 'll 'd ’ll ’d cannot")
BE = _set("be is are was were been being am 's_be 're ’re 'm ’m")
HAVE = _set("have has had having 've ’ve")
DO = _set("do does did doing")
NEGATIONS = _set("not n't n’t never neither nor")
ADVERBS = _set(
    "also already soon now still then just only even further recently currently later earlier "
    "formally officially jointly fully largely mainly closely actively gradually shortly meanwhile "
    "moreover however therefore thus together again always often once ever yet instead "
    "additionally separately previously originally finally initially eventually today yesterday "
    "tomorrow tonight somewhat there here very more most much well really certainly clearly quickly "
    "successfully directly mostly simply indeed probably likely too rather quite almost"
)
SUBJECT_PRONOUNS = _set("he she it they we i you")
PERSON_PRONOUNS = _set("he she him her his hers himself herself")
WE_PRONOUNS = _set("we us our ours ourselves")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HONORIFICS = _set("Mr Mrs Ms Miss Dr Sir Prof Madam Lady Lord Dame Mr. Mrs. Ms. Dr. Prof.")
# Words that stand for a thing already named, by the classes it may have.
ANAPHORS: dict[str, tuple[str, ...]] = {
    "zone": ("Zone",), "park": ("Zone", "Facility"), "area": ("Zone",), "port": ("Port",),
    "checkpoint": ("Port",), "crossing": ("Port",), "bridge": ("Facility",),
    "airport": ("Facility",), "hospital": ("Facility",), "station": ("Facility",),
    "facility": ("Facility", "Port"), "hub": ("Zone", "Facility"), "line": ("Facility",),
    "link": ("Facility",), "railway": ("Facility",), "university": ("AcademicInstitution",),
    "institute": ("AcademicInstitution",), "academy": ("AcademicInstitution", "Organisation"),
    "company": ("Company",), "firm": ("Company",), "bank": ("Company",),
    "group": ("Company", "Organisation"), "authority": ("GovernmentBody",),
    "bureau": ("GovernmentBody",), "department": ("GovernmentBody",),
    "commission": ("GovernmentBody",), "office": ("GovernmentBody",),
    "court": ("GovernmentBody",), "council": ("GovernmentBody", "Organisation"),
    "committee": ("GovernmentBody", "Organisation"), "association": ("Organisation",),
    "chamber": ("Organisation",), "foundation": ("Organisation",), "body": ("Organisation",),
    "plan": ("Plan",), "policy": ("Plan",), "blueprint": ("Plan",), "outline": ("Plan",),
    "scheme": ("Programme", "Plan"), "programme": ("Programme", "Plan"),
    "program": ("Programme", "Plan"), "initiative": ("Project", "Plan", "Programme"),
    "agreement": ("Agreement",), "arrangement": ("Agreement",), "project": ("Project", "Zone", "Facility"),
    "town": ("Project",), "metropolis": ("Project", "Zone"),
    "forum": ("Event",), "summit": ("Event",), "conference": ("Event",), "expo": ("Event",),
    "ceremony": ("Event",), "reception": ("Event",), "event": ("Event",), "games": ("Event",),
    "exhibition": ("Event",), "fair": ("Event",), "meeting": ("Event",), "seminar": ("Event",),
    "competition": ("Event",), "city": ("Territory",), "district": ("Territory",),
    "province": ("Territory",), "island": ("Place",), "village": ("Place",),
    "bay": ("Place",), "region": ("Territory", "Place"),
}  # fmt: skip
# "the development of X" speaks of X.
TRANSPARENT = _set(
    "development construction planning establishment building completion opening launch expansion "
    "upgrade implementation future operation management promotion design reclamation renovation "
    "process work works progress part parts half majority most stage phase section side area areas "
    "preparation preparations advancement extension integration growth number "
    "series first second third heart centre center north south east west rest all some many hectares "
    "hectare kilometres metres percent percent side sides role plan plans measures process land "
    "economy success release inauguration holding hosting outskirts border details draft "
    "interests needs strategy strategies "
    "delegation site sites scope study environment"
)
# Nouns of doing, with their verb.
NOMINALS: dict[str, str] = {
    "resumption": "resume", "expansion": "expand", "launch": "launch", "establishment": "establish",
    "construction": "construct", "development": "develop", "opening": "open", "approval": "approve",
    "release": "release", "implementation": "implement", "promotion": "promote",
    "endorsement": "endorse", "adoption": "adopt", "publication": "publish", "creation": "create",
    "acquisition": "acquire", "appointment": "appoint", "visit": "visit", "upgrade": "upgrade",
    "announcement": "announce", "introduction": "introduce", "management": "manage",
    "operation": "operate", "renovation": "renovate", "completion": "complete",
}  # fmt: skip
# Romanised family names of Mandarin and Cantonese speakers, as general knowledge.
SURNAMES = _set(
    "Ao Au Bai Bao Cai Cao Chan Chang Chao Chau Che Chen Cheng Cheong Cheuk Cheung Chiang Chiu Cho "
    "Choi Chong Chou Chow Choy Chu Chui Chun Chung Cui Dai Deng Ding Dong Dou Du Duan Fan Fang Feng "
    "Fok Fong Fu Fung Gao Ge Gong Gu Guan Guo Han Hao He Ho Hon Hong Hou Hu Hua Huang Hui Hung Huo Ip "
    "Ji Jia Jiang Jin Kam Kan Kong Ku Kuan Kwan Kwok Kwong Lai Lam Lao Lau Law Lee Lei Leong Leung "
    "Li Liang Liao Lin Ling Liu Lo Loh Long Lou Lu Lui Luk Lung Luo Lv Ma Mak Man Mao Mei Meng Mo Mok "
    "Mui Ng Ngai Ngan Ni Ning Nip Or Ouyang Pan Pang Peng Pong Poon Pun Qi Qian Qiao Qin Qiu Ren "
    "Sham Shao She Shek Shen Shi Shih Shum Si Sin Situ Siu So Song Su Suen Sun Sung Szeto Sze Tai Tam Tan "
    "Tang Tao Teng Tian To Tong Tsang Tse Tsang Tso Tsoi Tsui Tung Wai Wan Wang Wei Wen Wong Woo Wu Xi Xia "
    "Xiang Xiao Xie Xin Xiong Xu Xue Yam Yan Yang Yao Yau Ye Yeung Yi Yim Yin Ying Yip Yiu You Yu Yuan Yue "
    "Yuen Yung Zeng Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zou Zuo"
)
# Verbs that bound a clause though the ontology has no frame for them.
VERBS = _set(
    "locate situate base shelve scrap showcase prolong abandon abolish absorb accelerate accommodate "
    "accumulate activate adapt admire advertise advise alleviate alter analyse analyze appear appreciate "
    "assemble assign attach attempt attend attribute balance ban bind bless bolster boast book bridge "
    "broaden capture cement certify circulate cite clarify clear climb combine commemorate commence "
    "compensate compile compose comprise conceive conduct confer confirm confront connect conserve "
    "consult contact contract contrast convert convince cool coordinate correct correspond count debate "
    "decrease deepen defend define delay deliver demolish deny deploy derive detain devote dismiss "
    "display dispute distribute diversify donate downgrade echo edit educate elect elevate embark embrace "
    "emphasise employ empower encounter enrich enrol entail entitle equip escape evaluate evolve examine "
    "exclude exhibit expire exploit export face fade feature fine flourish flow forge formulate fulfil "
    "function fuel gauge generate grasp guarantee guide halt harness heal herald hike hire import impose "
    "impress incorporate incubate influence inform inherit initiate innovate insert install institute "
    "insure interact interview introduce invent investigate jump justify label lease leverage license lift "
    "list load lodge maintain map match mention merge monitor motivate name narrow negotiate nominate "
    "nurture oblige occupy opt originate outpace overcome owe participate penetrate permit persuade "
    "pilot pledge possess postpone practise preserve prevail print privatise process profit "
    "prohibit prosper pump purchase quit quote rank rate react rebuild recall reclaim recognize recommend "
    "reconcile record recover recruit refine reform refrain regard reinforce reject relax release relocate "
    "rent renew repair rescue research reserve reside resign rest restrict resume retain reverse revise "
    "revitalise revitalize revive ride rule sail satisfy saturate scrutinise secure sense separate shelter "
    "shrink signal simplify skip slow smooth soar span specify spur stabilise stimulate store streamline "
    "stress stretch subscribe substitute sum surpass surround sustain switch tackle tailor target tempt "
    "terminate testify tighten top total touch track trade train transfer transform transition translate transmit "
    "transport trace tap undergo unify unite unlock update urge usher utilise validate value vanish venture "
    "violate vow wipe withstand witness wrap weigh zone "
    "accept accompany achieve act add adhere adjust affect aid aim allege amount answer apply argue "
    "arise arrest arrive ask assess assume avoid award base bear become begin believe belong borrow "
    "break bring buy call care carry cause celebrate change charge check choose claim close collect "
    "come compare complain complete consider consist contain continue control convey cost count "
    "cover create cut deal decide decline decrease define demand demonstrate depart depend deserve "
    "detail determine die discover divide double draw drop earn eat eliminate emerge end enjoy ensure enter "
    "exceed exist expect experience fail fall feel fight fill find finish fix follow force free gain "
    "gather get give go grow handle happen have hear help hit hold hope identify ignore imagine "
    "implement increase indicate injure inspire intend involve issue keep kill know lack land last learn leave "
    "let lie listen live look lose love lower lure make mark matter mean measure meet mind miss "
    "move need note notice observe obtain occur offer open order own pay perform pick pioneer plan "
    "play point post prepare press prevent proceed produce protect prove provide pull pursue push "
    "put raise reach read realise realize receive recognise reduce refer reflect refuse register "
    "regulate relate rely remain remember remove repeat replace report represent require resist "
    "resolve respond restore result retire return reveal rise roll save see seek seem select sell "
    "send serve set settle shape share shift show sit sleep solve speak spend spread stand start "
    "stay stop strive study submit succeed suffer supply suppose surge survive suspend take talk "
    "teach tell tend think travel treat trigger try turn underline understand use vary vote wait "
    "walk want warn watch wear win wish witness wonder work worry worth yield"
)
_IRREGULAR = {
    "say": ("said",), "tell": ("told",), "meet": ("met",), "hold": ("held",), "set": ("set",),
    "build": ("built",), "begin": ("began", "begun"), "become": ("became", "become"),
    "give": ("gave", "given"), "take": ("took", "taken"), "make": ("made",), "go": ("went", "gone"),
    "come": ("came", "come"), "find": ("found",), "found": ("founded",), "lead": ("led",),
    "leave": ("left",), "let": ("let",), "put": ("put",), "run": ("ran", "run"), "see": ("saw", "seen"),
    "seek": ("sought",), "sell": ("sold",), "send": ("sent",), "sit": ("sat",),
    "speak": ("spoke", "spoken"), "spend": ("spent",), "stand": ("stood",), "think": ("thought",),
    "write": ("wrote", "written"), "buy": ("bought",), "bring": ("brought",), "pay": ("paid",),
    "lie": ("lay", "lain"), "break": ("broke", "broken"), "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"), "fall": ("fell", "fallen"), "feel": ("felt",),
    "fly": ("flew", "flown"), "get": ("got", "gotten"), "grow": ("grew", "grown"),
    "have": ("had",), "hear": ("heard",), "hit": ("hit",), "keep": ("kept",),
    "know": ("knew", "known"), "lose": ("lost",), "mean": ("meant",), "read": ("read",),
    "rise": ("rose", "risen"), "show": ("showed", "shown"), "teach": ("taught",),
    "understand": ("understood",), "win": ("won",), "withdraw": ("withdrew", "withdrawn"),
    "undertake": ("undertook", "undertaken"), "overtake": ("overtook", "overtaken"),
    "do": ("did", "done"), "eat": ("ate", "eaten"), "cut": ("cut",), "hurt": ("hurt",),
    "oversee": ("oversaw", "overseen"), "strive": ("strove", "striven"), "wear": ("wore", "worn"),
    "bear": ("bore", "borne"), "choose": ("chose", "chosen"), "deal": ("dealt",), "spread": ("spread",),
    "forecast": ("forecast",), "broadcast": ("broadcast",), "cost": ("cost",), "sing": ("sang", "sung"),
}  # fmt: skip
_DOUBLING = _set(
    "begin refer prefer occur control commit admit submit permit travel cancel transfer defer confer "
    "compel expel label model equip upset total rebel signal quit"
)
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]\Z")
_VOWELS = "aeiou"


@lru_cache(maxsize=4096)
def inflected(lemma: str) -> tuple[tuple[str, str], ...]:
    """The forms of a verb, each with its name: base, s, past, part (participle), ing."""
    past = _IRREGULAR.get(lemma, (_past(lemma),))
    forms = [(lemma, "base"), (_third(lemma), "s"), (_ing(lemma), "ing"), (past[0], "past")]
    if len(past) > 1:
        forms.append((past[1], "part"))
    return tuple(dict.fromkeys(forms))


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
