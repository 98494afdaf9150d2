"""Closed classes of English words and regular inflection: nothing of any text."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


DETERMINERS = word_set(
    "the a an this that these those its their his her our my your some any each every both all "
    "another such no"
)
PREPOSITIONS = word_set(
    "in at on of for with from to into by between among through across near around under over "
    "along via during against towards toward within about off beyond behind before after since "
    "until including alongside despite regarding on onto outside inside throughout upon per like "
    "amid following concerning besides except as than versus"
)
CONJUNCTIONS = word_set("and or but nor yet plus")
SUBORDINATORS = word_set(
    "that which who whom whose where when while because although though if unless whether whereas "
    "so how why what after before since until once as"
)
RELATIVES = word_set("which who that whose whom where")
MODALS = word_set("will would shall should can could may might must 'll 'd ’ll ’d cannot ca wo")
BE = word_set("be is are was were been being am 's_be 're ’re 'm ’m")
HAVE = word_set("have has had having 've ’ve")
DO = word_set("do does did doing")
NEGATIONS = word_set("not n't n’t never neither nor hardly scarcely barely")
ADVERBS = word_set(
    "also already soon now still then just only even further recently currently later earlier "
    "formally officially jointly fully largely mainly closely actively gradually shortly "
    "meanwhile moreover however therefore thus together again always often once ever yet instead "
    "additionally separately previously originally finally initially eventually today yesterday "
    "tomorrow tonight somewhat there here very more most much well really certainly clearly "
    "quickly successfully directly mostly simply indeed probably likely too rather quite almost"
)
SUBJECT_PRONOUNS = word_set("he she it they we i you")
PERSON_PRONOUNS = word_set("he she him her his hers himself herself")
WE_PRONOUNS = word_set("we us our ours ourselves")
CLOSED = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | MODALS
    | BE
    | HAVE
    | DO
    | NEGATIONS
    | ADVERBS
    | SUBJECT_PRONOUNS
)
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HONORIFICS = word_set(
    "Mr Mrs Ms Miss Dr Sir Prof Madam Lady Lord Dame Mr. Mrs. Ms. Dr. Prof. Hon Hon. Honourable "
    "Honorable"
)
# Words that stand for a thing already named, by the classes it may have.
ANAPHORS: dict[str, tuple[str, ...]] = {
    "zone": ("Zone",),
    "park": ("Zone", "Facility"),
    "area": ("Zone",),
    "port": ("Port",),
    "checkpoint": ("Port",),
    "crossing": ("Port",),
    "bridge": ("Facility",),
    "airport": ("Facility",),
    "hospital": ("Facility",),
    "station": ("Facility",),
    "facility": ("Facility", "Port"),
    "hub": ("Zone", "Facility"),
    "line": ("Facility",),
    "link": ("Facility",),
    "railway": ("Facility",),
    "university": ("AcademicInstitution",),
    "institute": ("AcademicInstitution",),
    "academy": ("AcademicInstitution", "Organisation"),
    "company": ("Company",),
    "firm": ("Company",),
    "bank": ("Company",),
    "group": ("Company", "Organisation"),
    "authority": ("GovernmentBody",),
    "bureau": ("GovernmentBody",),
    "department": ("GovernmentBody",),
    "commission": ("GovernmentBody",),
    "office": ("GovernmentBody",),
    "court": ("GovernmentBody",),
    "council": ("GovernmentBody", "Organisation"),
    "committee": ("GovernmentBody", "Organisation"),
    "association": ("Organisation",),
    "chamber": ("Organisation",),
    "foundation": ("Organisation",),
    "body": ("Organisation",),
    "plan": ("Plan",),
    "policy": ("Plan", "Programme"),
    "measure": ("Plan", "Programme"),
    "arrangement": ("Agreement", "Programme", "Plan"),
    "move": ("Plan", "Programme"),
    "change": ("Plan", "Programme"),
    "visa": ("Programme",),
    "permit": ("Programme",),
    "allowance": ("Programme",),
    "service": ("Programme",),
    "blueprint": ("Plan",),
    "outline": ("Plan",),
    "scheme": ("Programme", "Plan"),
    "programme": ("Programme", "Plan"),
    "program": ("Programme", "Plan"),
    "initiative": ("Project", "Plan", "Programme"),
    "agreement": ("Agreement",),
    "project": ("Project", "Zone", "Facility"),
    "town": ("Project",),
    "metropolis": ("Project", "Zone"),
    "forum": ("Event",),
    "summit": ("Event",),
    "conference": ("Event",),
    "expo": ("Event",),
    "ceremony": ("Event",),
    "reception": ("Event",),
    "event": ("Event",),
    "games": ("Event",),
    "exhibition": ("Event",),
    "fair": ("Event",),
    "meeting": ("Event",),
    "seminar": ("Event",),
    "competition": ("Event",),
    "city": ("Territory",),
    "district": ("Territory",),
    "province": ("Territory",),
    "island": ("Place",),
    "village": ("Place",),
    "bay": ("Place",),
    "region": ("Territory", "Place"),
}
# Who is somebody without a name: "another man said".
SOMEBODY = word_set(
    "man woman person resident visitor traveller tourist passenger fan spectator shopper student "
    "parent driver worker runner cyclist customer owner guest"
)
MEANWHILE = word_set("while when after before since")  # "praised the town while meeting Lee"
# "the development of X" speaks of X.
TRANSPARENT = word_set(
    "development construction planning establishment building completion opening launch expansion "
    "upgrade implementation future operation management promotion design reclamation renovation "
    "process work works progress part parts half majority most stage phase section side area "
    "areas preparation preparations advancement extension integration growth number series first "
    "second third heart centre center north south east west rest all some many hectares hectare "
    "kilometres metres percent per cent side sides role plan plans measures process land economy "
    "success release inauguration holding hosting outskirts border details draft interests needs "
    "strategy strategies delegation site sites scope study environment officials "
    "authorities "
    "representatives leaders officers delegates executives counterparts team"
)
# Nouns of doing, with their verb.
NOMINALS: dict[str, str] = {
    "resumption": "resume",
    "expansion": "expand",
    "launch": "launch",
    "establishment": "establish",
    "construction": "construct",
    "development": "develop",
    "opening": "open",
    "approval": "approve",
    "release": "release",
    "implementation": "implement",
    "promotion": "promote",
    "endorsement": "endorse",
    "adoption": "adopt",
    "publication": "publish",
    "creation": "create",
    "acquisition": "acquire",
    "appointment": "appoint",
    "visit": "visit",
    "upgrade": "upgrade",
    "announcement": "announce",
    "introduction": "introduce",
    "management": "manage",
    "operation": "operate",
    "renovation": "renovate",
    "completion": "complete",
}
# Romanised family names of Mandarin and Cantonese speakers, as general knowledge.
SURNAMES = word_set(
    "Ao Au Bai Bao Cai Cao Chan Chang Chao Chau Che Chen Cheng Cheong Cheuk Cheung Chiang Chiu "
    "Cho Choi Chong Chou Chow Choy Chu Chui Chun Chung Cui Dai Deng Ding Dong Dou Du Duan Fan "
    "Fang Feng Fok Fong Fu Fung Gao Ge Gong Gu Guan Guo Han Hao He Ho Hon Hong Hou Hu Hua Huang "
    "Hui Hung Huo Ip Ji Jia Jiang Jin Kam Kan Kong Ku Kuan Kwan Kwok Kwong Lai Lam Lao Lau Law "
    "Lee Lei Leong Leung Li Liang Liao Lin Ling Liu Lo Loh Long Lou Lu Lui Luk Lung Luo Lv Ma Mak "
    "Man Mao Mei Meng Mo Mok Mui Ng Ngai Ngan Ni Ning Nip Or Ouyang Pan Pang Peng Pong Poon Pun "
    "Qi Qian Qiao Qin Qiu Ren Sham Shao She Shek Shen Shi Shih Shum Si Sin Situ Siu So Song Su "
    "Suen Sun Sung Szeto Sze Tai Tam Tan Tang Tao Teng Tian To Tong Tsang Tse Tsang Tso Tsoi Tsui "
    "Tung Wai Wan Wang Wei Wen Wong Woo Wu Xi Xia Xiang Xiao Xie Xin Xiong Xu Xue Yam Yan Yang "
    "Yao Yau Ye Yeung Yi Yim Yin Ying Yip Yiu You Yu Yuan Yue Yuen Yung Zeng Zhan Zhang Zhao "
    "Zheng Zhong Zhou Zhu Zhuang Zou Zuo"
)
