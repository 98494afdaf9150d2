"""Kinds of verbs, by what they tell of a clause: whether it is a fact, a plan or a judgement.

A verb may be of several kinds; each stands here by its lemma.
"""

from kg.extract.words import word_set

# Who tells, thinks or wants.
ANNOUNCING = word_set("announce reveal disclose report confirm")
DENYING = word_set("deny dismiss refute reject rule")
DOUBTING = word_set("know")  # "we do not know if": nothing is denied
FORESEEING = word_set("estimate forecast predict project anticipate expect")
JUDGING = word_set("think believe hope feel consider praise welcome describe call expect")
MINDING = word_set("feel need want believe think hope expect trust wish")
WISHING = word_set("hope wish want")
BIDDING = word_set("urge call ask encourage advise appeal want tell invite remind")  # whom to do it
URGING = BIDDING | word_set("suggest need recommend")
WEIGHING = word_set("consider mull weigh")
STUDYING = word_set("study explore look examine review assess investigate")

# Whose stand is told: for something, against it, of what it is worth.
PRAISING = word_set(
    "thank congratulate welcome praise hail express champion voice extend appreciate commend "
    "affirm applaud recognise recognize salute admire condemn criticise criticize denounce slam "
    "defend tout endorse"
)
CREDITING = word_set("attribute credit blame ascribe")
APPRAISING = word_set(
    "describe call praise value thank welcome criticise criticize affirm hail laud"
)
GREETING = word_set("praise welcome")  # "welcomed news that the office will build": it will
HANDING = word_set("extend express voice")  # thanks, hope, support
# "is not recognised in the town": no praise, nor blame.
VETTING = word_set("recognise recognize recommend accept approve")
BACKING = word_set("support back")
SIDING = BACKING | word_set("value oppose need deserve prefer attach")
ADVOCATING = word_set("call urge ask attach")  # told of somebody else, it is a report

# Who means to do something, or does not do it.
PLEDGING = word_set("pledge promise vow offer commit")
INTENDING = word_set("plan aim intend pledge vow promise seek strive")
SCHEDULING = word_set("schedule plan slate propose earmark envisage")
BRINGING = word_set("launch introduce unveil release roll")  # "is launching a scheme"
STARTING = word_set("start begin commence open launch introduce")  # "was starting this year"
REFUSING = DENYING | word_set(
    "refuse fail decline avoid prevent stop cease abandon scrap shelve drop lack cancel halt "
    "forget neglect"
)

# What is so, and what happens.
STATES = MINDING | word_set("be have show see become seem appear remain mean know")
COVERING = word_set("cover include")
# "to build", behind these, is no aim: "began to build", "helped to build".
LEADING_ON = word_set(
    "continue begin start help come go get do be manage keep use lead serve return"
)
# What is let be done is held as the letting is: "allowing residents to visit the town".
LETTING = word_set("allow enable permit let")
# What a thing will do that somebody plans, where other effects are a judgement.
OCCURRING = word_set(
    "open start begin commence launch run operate close resume happen take come connect link "
    "cover apply last stay continue focus include feature comprise contain aim host hold house"
)

# What is thought of it, or to come of it.
MOVING = word_set(
    "encourage please impress honour disappoint surprise worry delight excite satisfy"
)
ENABLING = word_set("help serve contribute")
GAINING = word_set("achieve benefit gain enjoy profit")
WANING = word_set("lag hope go fail struggle do")
# What has done so is judged to have: "marked a milestone", "played a part".
SIGNIFYING = word_set(
    "mark represent reflect show demonstrate prove affect contribute help play make bring fuel "
    "drive benefit deserve inspire underscore symbolise embody succeed fail continue go lag "
    "rise grow improve develop boost showcase enhance deepen uphold provide strengthen promote "
    "suffer hinder bolster elevate inject offer"
)
# What is thought to come of something, where another deed that lies ahead is meant.
OUTCOMES = (SIGNIFYING - {"offer", "provide"}) | word_set(
    "allow enable become gain achieve support require have remain mean stimulate attract "
    "raise increase encourage create ease drive foster facilitate let lead cause see face save "
    "reduce push pave lower fall drop decline expand exceed reach outweigh assist add translate "
    "warrant solidify"
)
