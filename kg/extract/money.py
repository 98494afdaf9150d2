"""Money: the signs and codes that stand before an amount, and the ontology's unit of each."""

from collections.abc import Mapping

MONEY: Mapping[str, str] = {
    "hk$": "hongKongDollars",
    "hkd": "hongKongDollars",
    "us$": "usDollars",
    "usd": "usDollars",
    "$": "usDollars",
    "mop$": "patacas",
    "mop": "patacas",
    "rmb": "yuan",
    "cny": "yuan",
    "¥": "yuan",
    "€": "euros",
    "eur": "euros",
    "£": "pounds",
    "gbp": "pounds",
}
FOREIGN = ("euros", "pounds")  # the ontology has no unit for them: they are counted by name
UNTOLD = "dollars"  # of whichever country: "$" alone
