"""Invented names of organisations and places, and the ways in which people mistype them."""

import random
from collections.abc import Iterator

from kg.answers.entity import EntityCard, Name
from kg.answers.folding import fold
from kg.answers.sound import syllables

_START = ("Bal", "Cor", "Dan", "El", "Fen", "Gar", "Hal", "Il", "Jor", "Kal", "Lum", "Mar", "Nor",
          "Or", "Pel", "Quin", "Ros", "Sal", "Tar", "Ul", "Var", "Wen", "Yor", "Zan", "Brei",
          "Chel", "Dray", "Frin", "Glo", "Stav", "Thal", "Wyn")  # fmt: skip
_MIDDLE = ("a", "e", "i", "o", "u", "an", "er", "in", "or", "al", "est", "ind", "ong", "uv", "ay")
_END = ("bridge", "den", "field", "ford", "gate", "ham", "ling", "mere", "mond", "ness", "ova",
        "port", "ridge", "sen", "stad", "ton", "vale", "well", "wick", "wood")  # fmt: skip
_TOPIC = ("Marine", "Energy", "Harbour", "Logistics", "Medical", "Railway", "Software", "Textile",
          "Ferry", "Finance", "Garden", "Bridge", "Science", "Steel", "Data", "Film", "Water",
          "Timber", "Optics", "Aviation", "Trade", "Youth", "Heritage", "Housing")  # fmt: skip
_BODY = ("Company", "Group", "Institute", "Authority", "Council", "Association", "Fund", "Office",
         "Centre", "Zone", "Park", "Terminal", "Foundation", "Laboratory", "Academy")  # fmt: skip
_HAN = (
    "安宝北滨博昌超成诚川大丹德东都恩发丰峰福刚高光广贵国海瀚航浩和恒弘宏鸿华辉惠嘉建江金津锦京晶景"
    "凯康科坤兰乐立联林龙隆鲁绿茂美明南宁鹏平普启前青清庆泉仁荣瑞润森山尚深生胜盛世顺泰腾天通同万旺威文"
    "武西希祥湘翔新鑫信兴星雄旭轩雅亚阳洋耀业一怡义亿益银英盈永友宇裕元源远云运泽展振正志智中忠众洲珠卓紫"
)
_HAN_BODY = ("公司", "集团", "研究院", "管理局", "委员会", "协会", "基金", "办公室", "中心",
             "合作区", "园区", "码头", "基金会", "实验室", "口岸")  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def cards(count: int, chance: random.Random) -> Iterator[EntityCard]:
    """`count` entities with one name each, half of them English, half Chinese, all different."""
    known: set[str] = set()
    slugs: set[str] = set()
    while len(known) < count:
        chinese = len(known) % 2 == 1
        name = _chinese(chance) if chinese else _english(chance)
        if name in known:
            continue
        known.add(name)
        slug = "-".join(syllables(fold(name)))  # of what sounds the same, the second has a number
        slug = f"{slug}-{len(known)}" if slug in slugs else slug
        slugs.add(slug)
        yield EntityCard(
            slug=slug, type="Organisation", types=("Organisation",), label=name,
            names=(Name(name, "zh-hans" if chinese else "en", True, True),),
            named=True, label_is_ours=False, documents=(),
        )  # fmt: skip


def mistyped(name: str, chance: random.Random) -> str:
    """The name with one letter left out, put in, wrong, or swapped with the next, anywhere."""
    letters = _HAN if ord(name[0]) > 0x2000 else _LETTERS
    place = chance.randrange(len(name))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    way = chance.randrange(4)
    if way == 0:
        found = before + after
    elif way == 1:
        found = before + chance.choice(letters) + letter + after
    elif way == 2:
        found = before + chance.choice(letters) + after
    else:
        found = before + after[:1] + letter + after[1:]
    return found if found != name else mistyped(name, chance)


def _english(chance: random.Random) -> str:
    coined = chance.choice(_START) + chance.choice(_MIDDLE) + chance.choice(_END)
    return f"{coined} {chance.choice(_TOPIC)} {chance.choice(_BODY)}"


def _chinese(chance: random.Random) -> str:
    return "".join(chance.choices(_HAN, k=chance.choice((3, 4)))) + chance.choice(_HAN_BODY)
