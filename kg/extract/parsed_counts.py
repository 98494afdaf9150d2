"""Parsed counts: what a number counts, by the noun on which it hangs in a parse.

"Eight Island Games races", "30 universities and research institutes", "375 of the rare birds"; a
number alone counts what the number before it does: "12 boats sailed in May, and 30 in June".
"""

from dataclasses import replace

from kg.extract.figure import Figure
from kg.extract.money import FOREIGN, UNTOLD
from kg.extract.parse import Parse, Word
from kg.extract.scene import Scene
from kg.extract.words import DETERMINERS, word_set
from kg.model.sentence import Span

_COUNTING = ("nummod", "quantmod", "compound", "nmod", "amod", "det")
_OWN = ("nummod", "det", "poss")  # of a noun in a list that is counted apart
_ALONE = ("nsubj", "nsubjpass", "dobj", "attr", "conj", "appos")
_TARGETS = ("of", "to", "from")
_REFERRING = word_set("them others these those")
_TOLD = ("times", "percentage points", "people", *FOREIGN, UNTOLD)
_LARGE = 1_000_000
_REACH = 8  # words from a number to the noun that it counts


def recounted(scene: Scene, figure: Figure, before: Figure | None) -> Figure:
    """The figure with what it counts; `before` is the figure told last, None where far away."""
    at = scene.item_of(figure)
    told = figure.modifies or figure.unit is not None or figure.words in _TOLD
    if scene.parse is None or at is None or told:
        return figure
    word = scene.parse.words[at]
    noun = _noun(scene, scene.parse, word)
    if noun is not None:
        return _with_noun(scene, figure, noun)
    if figure.counted:
        return figure
    return _as_before(scene.parse, word, figure, before)


def _noun(scene: Scene, parse: Parse, number: Word) -> Word | None:
    """The noun that a number stands before, or of which it tells how many."""
    above = parse.above(number)
    if number.role in _COUNTING and above is not None and above.tag.startswith("NN"):
        while (over := _over(scene, parse, above)) is not None:
            above = over
        return above if 0 < above.at - number.at <= _REACH else None
    of = next((w for w in parse.below(number) if w.lower == "of" and w.at > number.at), None)
    whole = parse.role(of, "pobj") if of is not None else None
    return whole if whole is not None and whole.tag == "NNS" else None


def _over(scene: Scene, parse: Parse, noun: Word) -> Word | None:
    """The noun that a noun or a name only tells the kind of: "20 Hill Town and island firms"."""
    if noun.role == "compound":
        return parse.above(noun)
    referent = scene.row.items[noun.at].referent
    if referent is None or not referent.named:
        return None
    above = parse.above(noun)
    if noun.role in ("nmod", "amod", "poss") and above is not None and above.tag == "NNS":
        return above
    joined = parse.role(noun, "conj")
    return joined if joined is not None and joined.tag == "NNS" else None


def _with_noun(scene: Scene, figure: Figure, noun: Word) -> Figure:
    """The figure counted by a noun and what is joined to it by "and"."""
    items, parse = scene.row.items, scene.parse
    last = noun
    while parse is not None and (joined := parse.role(last, "conj")) is not None:
        own = any(w.role in _OWN and w.at < joined.at for w in parse.below(joined))
        referent = items[joined.at].referent
        if joined.tag != noun.tag or own or (referent is not None and referent.named):
            break
        last = joined
    text, start = scene.row.sentence.text, scene.row.sentence.span.start
    counted = text[figure.number_end - start : items[last.at].span.end - start].split()
    while counted and counted[0].lower() in DETERMINERS | {"of"}:
        counted = counted[1:]
    head = items[noun.at].text.split()[-1]
    words = text[items[noun.at].span.end - len(head) - start : items[last.at].span.end - start]
    end = max(figure.span.end, items[last.at].span.end)
    return replace(
        figure, words=words, counted=" ".join(counted), span=Span(figure.span.start, end)
    )


def _as_before(parse: Parse, word: Word, figure: Figure, before: Figure | None) -> Figure:
    """ "12 boats sailed in May, and 30 in June", "about 30 of them"."""
    above = parse.above(word)
    alone = word.role in _ALONE or (
        word.role == "pobj" and above is not None and above.lower in _TARGETS
    )
    of = parse.role(word, "prep")
    them = parse.role(of, "pobj") if of is not None else None
    them = them if them is not None and them.lower in _REFERRING else None
    if before is None or figure.value < 2 or not (alone or them is not None):
        return figure
    if before.unit is not None and figure.value < _LARGE:
        return figure  # "30 hectares in May, 12 in June": maybe of something else
    return replace(figure, unit=before.unit, words=before.words, counted=before.counted)
