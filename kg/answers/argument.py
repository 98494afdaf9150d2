"""Argument: claims as sentences, one after another. The words are ours, never the documents'.

English here; Chinese, in traditional and simplified characters, in `argument_zh`. The labels of
properties are read as what they are in English: verbs (operates) or what follows "is" (located in).
"""

import re

from kg.answers.claims import SeenClaim
from kg.answers.wording import Wording
from kg.model.claim import Claim, Kind

# of the labels of properties: what follows "is", and a verb that is not its stem and an s
_AFTER_IS = frozenset(
    {"adjacent", "based", "from", "funded", "held", "located", "member", "near", "part", "party",
     "possibly"}
)  # fmt: skip
_STEMS = {"has": "have", "focuses": "focus"}
_PHRASES = {"member of": "a member of", "party to": "a party to", "post in": "a post in"}
_PLAIN = {
    Kind.FACT: "", Kind.REPORTED: "", Kind.OPINION: "in the document's own judgement, ",
    Kind.DENIED: "it is denied that ", Kind.ENDED: "formerly: ",
}  # fmt: skip
_AHEAD = {Kind.PLANNED: "planned", Kind.PROJECTED: "expected", Kind.PROPOSED: "proposed"}


class Argument:
    """Words claims between entities as English sentences."""

    def __init__(self, words: Wording) -> None:
        self._words = words

    def sentence(self, seen: SeenClaim) -> str:
        """Who, what, how firmly, according to whom, when."""
        claim, words = seen.claim, self._words
        if claim.statement:
            return f"{_capital(words.sentence(seen))}."
        if seen.kind is Kind.OPINION and claim.attributed_to:
            start = f"in the judgement of {words.label(claim.attributed_to)}, "
        elif claim.attributed_to:
            start = f"according to {words.label(claim.attributed_to)}, "
            start += _PLAIN.get(seen.kind, "")
        else:
            start = _PLAIN.get(seen.kind, "")
        more = [*map(words.qualifier, claim.qualifiers), *filter(None, [words.when(claim)])]
        told = f" ({'; '.join(more)})" if more else ""
        return f"{_capital(start + self._said(claim, seen.kind))}{told}."

    def _said(self, claim: Claim, kind: Kind) -> str:
        words = self._words
        label = words.ontology.properties[claim.property].label
        subject, target = words.label(claim.subject), words.object(claim)
        if kind in _AHEAD:
            return f"{subject} is {_AHEAD[kind]} to {infinitive(label)} {target}"
        return f"{subject} {finite(label)} {target}"


def finite(label: str) -> str:
    """The label of a property as it stands between subject and object."""
    if label in _PHRASES or label.split()[0] in _AFTER_IS:
        return f"is {_PHRASES.get(label, label)}"
    return label


def infinitive(label: str) -> str:
    """The same after "to"."""
    if label in _PHRASES or label.split()[0] in _AFTER_IS:
        return f"be {_PHRASES.get(label, label)}"
    verb, space, rest = label.partition(" ")
    return f"{_STEMS.get(verb) or _stem(verb)}{space}{rest}"


def _stem(verb: str) -> str:
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return re.sub(r"(?<=sh|ch|ss)es$|(?<=x)es$|s$", "", verb)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
