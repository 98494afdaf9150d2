"""Told nouns: what a text calls a thing beside its name, "Bluesea, a ferry operator", and what "the
operator" therefore stands for later."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.tokens import Token
from kg.extract.words import (
    ADVERBS,
    ANAPHORS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SURNAMES,
    word_set,
)

_ARTICLES = word_set("a an the one its another")
_REACH = 9  # tokens from the article to the noun
_STOPS = PREPOSITIONS | RELATIVES | MODALS | CONJUNCTIONS | BE | {"to", "not"}
_NO_KINDS = word_set(
    "part member one place way result step day year time example case success symbol reason "
    "number lot majority first second third last latest city place people person man woman name "
    "top key core heart centre center source means chance sign"
)
_NAMES = (MentionKind.NAME, MentionKind.SHORT)
_NOBODY = ("Person", "Topic", "Territory", "Group")


class ToldNouns:
    """The nouns of one document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.of: dict[str, list[Referent]] = defaultdict(list)

    def read(self, tokens: Sequence[Token], named: Sequence[Mention]) -> dict[int, Referent]:
        """Keep the nouns that a sentence tells; which of its tokens they are."""
        found: dict[int, Referent] = {}
        inside = {
            n for n, t in enumerate(tokens)
            if any(m.span.start <= t.start < m.span.end for m in named)
        }  # fmt: skip
        for mention in named:
            referent = mention.referent
            if mention.kind not in _NAMES or not referent.named or referent.cls in _NOBODY:
                continue
            for at in _behind(tokens, mention, inside, self.lexicon):
                if not self._is_role(tokens[at].lower):
                    self.of[tokens[at].lower].append(referent)
                    found[at] = referent
            before = _before(tokens, mention, inside)
            if before is not None and not self._is_role(before) and not _may_be_person(referent):
                self.of[before].append(referent)
            last = referent.name.split()[-1].lower()
            if " " in referent.name and last.isalpha() and not self._is_told_elsewhere(last):
                self.of[last].append(referent)
        return found

    def _is_role(self, word: str) -> bool:
        """What somebody is or does tells no thing: "chief", "told"."""
        return (
            word in self.lexicon.posts
            or word in self.lexicon.participles
            or self.lexicon.described.get(word, ("",))[0] in ("Person", "Event")
            or (word in self.lexicon.groups and word not in self.lexicon.described)
        )

    def _is_told_elsewhere(self, word: str) -> bool:
        """Whether other rules know what "the forum" stands for."""
        return word in ANAPHORS or word in self.lexicon.heads or word in self.lexicon.described

    def last(self, noun: str, seen: Sequence[Mention]) -> Referent | None:
        """The thing that was called so, of several the one that was spoken of last."""
        fitting = self.of.get(noun, ())
        return next((m.referent for m in reversed(seen) if m.referent in fitting), None)


def _may_be_person(referent: Referent) -> bool:
    return referent.cls is None and referent.name.split()[0] in SURNAMES


def _behind(
    tokens: Sequence[Token], mention: Mention, inside: set[int], lexicon: Lexicon
) -> Iterator[int]:
    """ "Bluesea, a ferry operator", "Bluesea is one of the largest operators"."""
    at = next((n for n, t in enumerate(tokens) if t.start >= mention.span.end), len(tokens))
    while at < len(tokens) and tokens[at].text in "()" and at + 2 < len(tokens):
        at = next((n + 1 for n in range(at, len(tokens)) if tokens[n].text == ")"), at + 1)
    listed = at > 1 and any(t.lower in ("and", ",") for t in tokens[max(0, at - 4) : at - 1])
    if at + 2 >= len(tokens):
        return
    apposed = tokens[at].text == ","
    if not (apposed or tokens[at].lower in BE | {"remains", "remained", "became", "becomes"}):
        return
    begin = at + 1
    if tokens[begin].lower not in _ARTICLES or begin in inside:
        return
    if [t.lower for t in tokens[begin : begin + 2]] == ["one", "of"]:
        begin += 2
    elif tokens[begin].lower == "one":
        return
    end = begin + (tokens[begin].lower in DETERMINERS)
    while end < min(len(tokens), begin + _REACH):
        word = tokens[end].lower
        cut = word in lexicon.participles and not word.endswith("ing")  # "a new housing project"
        cut = cut and end > begin + 1 and end not in inside
        cut = cut or (word in lexicon.lemmas and tokens[end - 1].lower in lexicon.described)
        if not (tokens[end].text[0].isalnum() or tokens[end].text == "-") or word in _STOPS or cut:
            break
        end += 1
    noun = end - 1
    if tokens[noun].lower == "home" and end < len(tokens) and tokens[end].lower == "to":
        return
    closes = tokens[end].lower if end < len(tokens) else "."
    forms = {form for _, form in lexicon.lemmas.get(closes, ())}
    acts = closes in BE | HAVE | MODALS or (
        bool(forms & {"s", "past"}) and (tokens[at + 1].lower == "the" or "s" in forms)
    )
    if apposed and acts:
        return  # "With the mall near the park, the service will": no apposition
    if noun <= begin or noun in inside or not tokens[noun].text.isalpha():
        return
    if apposed and (closes == "and" or listed):
        return  # "the park, a school and a clinic" are three
    word = tokens[noun].lower
    if tokens[noun].text.islower() and word not in _NO_KINDS | ADVERBS and len(word) > 3:
        yield noun


def _before(tokens: Sequence[Token], mention: Mention, inside: set[int]) -> str | None:
    """ "the river trade vessel Blue Whale": vessel."""
    at = next((n for n, t in enumerate(tokens) if t.start >= mention.span.start), 0)
    if at < 2 or at - 1 in inside or not tokens[at - 1].text.isalpha():
        return None
    word = tokens[at - 1]
    led = any(t.lower in ("the", "a", "an") for t in tokens[max(0, at - 5) : at - 1])
    plain = word.text.islower() and word.lower not in _STOPS | _NO_KINDS | ADVERBS | DETERMINERS
    stops = {t.lower for t in tokens[max(0, at - 4) : at - 1]} & (_STOPS | {","})
    return word.lower if plain and led and not stops and len(word.lower) > 3 else None
