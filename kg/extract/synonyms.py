"""Synonyms: common nouns of which one may stand for another, "the hub" for a technopole."""

from kg.extract.lexicon import Lexicon
from kg.extract.mention import Referent
from kg.extract.words import word_set

ANY = word_set("facility project initiative body event company firm group")
# Nouns of which one may stand for another.
_SYNONYMS = tuple(
    word_set(each)
    for each in (
        "zone park area hub technopole valley town metropolis loop region cluster",
        "scheme programme program initiative plan service fund shuttle",
        "plan policy blueprint outline strategy agenda address report measures law ordinance bill",
        "meeting forum summit conference session sessions dialogue seminar symposium talks",
        "ceremony reception gala event awards",
        "exhibition expo fair convention show",
        "games competition tournament championship championships marathon cup olympics tour open",
        "port checkpoint crossing point control",
        "agreement arrangement memorandum pact deal treaty mou cepa framework",
        "line link railway route corridor shuttle road highway expressway bridge tunnel",
        "bureau department authority office commission administration agency",
        "court council committee board congress",
        "association chamber federation union society foundation alliance",
        "university college institute academy school polytechnic",
        "company firm bank group limited corporation holdings technology tech airlines airways",
        "city province district region county municipality sar territory",
        "facility centre center complex building laboratory hub station terminal",
    )
)


def differs(referent: Referent, word: str, lexicon: Lexicon) -> bool:
    """Whether the name ends in a noun that "the hospital" cannot stand for: "North Bridge"."""
    last = referent.name.lower().split()[-1]
    if last == word or word in ANY or lexicon.head_class(last) is None:
        return False
    return not any(last in group and word in group for group in _SYNONYMS)
