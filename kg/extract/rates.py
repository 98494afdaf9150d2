"""Rates: what a figure is counted per, "tonnes of sludge a day", "four times a week"."""

from collections.abc import Sequence

from kg.extract.tokens import Token
from kg.extract.words import word_set

_TIMES = word_set("second minute hour day night week month quarter year tonne head")
_EACH = word_set("a an per each every")
_FAR = 5  # tokens of what is counted between its unit and the time
_MOVING = word_set("travellers travelers passengers people visitors commuters trips")
_DRIVING = word_set("vehicles cars trucks lorries")


def rate_at(tokens: Sequence[Token], end: int) -> str:
    """The words of the rate behind a unit that ends at `end`; empty where there is none."""
    at = end
    if at < len(tokens) and tokens[at].lower == "of":  # "160 tonnes of sludge a day"
        at += 1
        while at < min(len(tokens), end + _FAR) and tokens[at].text.islower() and (
            tokens[at].lower not in _EACH
        ):  # fmt: skip
            at += 1
    if at + 1 >= len(tokens) or tokens[at].lower not in _EACH:
        return ""
    plain = tokens[at].lower == "per" and tokens[at + 1].text.islower()  # "per litre"
    if not plain and tokens[at + 1].lower not in _TIMES:
        return ""
    later = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    if later in ("ago", "later", "earlier", "before", "after", "long", "and", "-"):
        return ""  # "two schools a year later"
    return f"{tokens[at].text} {tokens[at + 1].text}"


def unit_of_rate(words: str, rate: str) -> str | None:
    """The ontology's unit of a flow, where it has one."""
    if not rate.endswith(" day"):
        return None
    noun = words.split()[-1].lower() if words else ""
    return "travellersPerDay" if noun in _MOVING else "vehiclesPerDay" if noun in _DRIVING else None
