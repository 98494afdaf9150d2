"""Relative objects: what a clause behind a thing says is done to it, "the plan he launched"."""

from collections.abc import Sequence

from kg.extract.item import Item
from kg.extract.mention import Mention
from kg.extract.parse import Word
from kg.extract.parsed_subjects import RELATIVE, SUBJECTS
from kg.extract.parsed_verbs import ParsedVerbs


def relative_object(items: Sequence[Item], verbs: ParsedVerbs, verb: Word) -> Mention | None:
    """ "the plan that he will launch", "the forum that he is to host": what his launching and
    hosting are of."""
    first = verb
    while first.role == "xcomp" and first.head in verbs.groups and first.head < first.at:
        first = verbs.parse.words[first.head]
    inner = verbs.parse.role(verb, "xcomp")
    above = verbs.parse.above(first)
    subject = verbs.parse.role(first, *SUBJECTS)
    done = verbs.parse.role(verb, "dobj")
    own = subject is not None and subject.tag not in RELATIVE
    if first.role != "relcl" or above is None or not own:
        return None
    if inner is not None and inner.at in verbs.groups:
        return None
    for prep in verbs.parse.below(verb):  # "on which the line runs"
        noun = verbs.parse.role(prep, "pobj")
        if prep.role == "prep" and (noun is None or noun.tag in RELATIVE):
            return None
    if done is not None and done.tag not in RELATIVE:
        return None
    return items[above.at].mention
