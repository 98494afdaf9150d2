"""Described: things that a text only tells the kind of, "a hospital with 300 beds", found in the
parses of one document where no other stage tells what they are."""

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.item import ENTITY, WORD, Item
from kg.extract.items import Row
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.parse import Parse, Word
from kg.extract.premodifiers import opening
from kg.extract.unnamed import VAGUE
from kg.extract.words import DETERMINERS, NOMINALS, word_set
from kg.model.sentence import Span

_PLACES = ("nsubj", "nsubjpass", "dobj", "conj", "pobj", "attr")
_BEHIND = ("prep", "acl", "relcl")
_CHANGES = word_set("change changes criteria preparations amendments adjustments requirements")
_CONCRETE = ("Facility", "Port", "Zone", "Project")  # "a bridge has been opened"
_EVENT = "Event"
_LASTING = ("-year", "-month", "-week", "-day", "-hour", "-minute")
_MEASURES = word_set("percent per cent million billion trillion")
_NEW = word_set("a an another one two three four five several")
_LEADING = word_set("at by of with for to in")


class DescribedThings:
    """The things of one document that parses find; what is called the same is one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.things: dict[str, Referent] = {}
        self.last: dict[str, Referent] = {}  # by noun

    def read(self, row: Row, parse: Parse) -> Row:
        """The row with what its sentence describes among its mentions."""
        items, found = list(row.items), []
        for word in parse.words:
            self._remember(items[word.at].mention)
            mention = self._thing(items, parse, word)
            if mention is not None:
                item = items[word.at]
                items[word.at] = Item(ENTITY, item.text, item.lower, item.span, mention)
                owner = items[word.at - 1] if word.at else None
                if owner is not None and owner.mention is not None:  # "a Harbour Office meeting"
                    items[word.at - 1] = Item(WORD, owner.text, owner.lower, owner.span)
                found.append(mention)
        if not found:
            return row
        mentions = sorted((*row.sentence.mentions, *found), key=lambda m: m.span)
        sentence = replace(row.sentence, mentions=tuple(mentions))
        return replace(row, sentence=sentence, items=tuple(items))

    def _remember(self, mention: Mention | None) -> None:
        """Keep what another stage describes for "the school" in a later sentence."""
        if mention is not None and not mention.referent.named:
            _, noun = self.lexicon.described.get(mention.text.split()[-1].lower(), ("", ""))
            if noun and mention.referent.cls == self.lexicon.described[noun][0]:
                self.last[noun] = mention.referent

    def _thing(self, items: Sequence[Item], parse: Parse, word: Word) -> Mention | None:
        item = items[word.at]
        cls, noun = self.lexicon.described.get(item.lower, ("", ""))
        if not cls or cls == "Person" or item.kind != WORD or item.mention is not None:
            return None
        if not word.tag.startswith("NN") or word.role not in _PLACES:
            return None
        aside = _stands_aside(items, parse, word, cls) or _is_compared(parse, word)
        if aside or (noun == "group" and _is_of_many(parse, word)):
            return None
        same = self._same(items, parse, word, cls)
        if same is not None:  # "Hill Port is an open port": no other one
            return Mention(item.span, item.text, same, MentionKind.DESCRIBED)
        begin = _past_measures(items, opening(items, parse, word), word.at)
        before = items[word.at - 1].referent if word.at else None
        if before is not None and (cls != _EVENT or before.cls == _EVENT):
            return None  # "the North Park project" is North Park
        owned = [n for n in range(begin, word.at) if items[n].text in ("'s", "’s")]
        begin = owned[-1] + 1 if owned else begin  # "the office's new plan": the new plan
        words = items[begin : word.at + 1]
        telling = [i.lower for i in words[:-1] if i.kind == ENTITY or i.lower not in VAGUE]
        article = parse.role(word, "det")
        led = article.lower if article is not None and article.at < word.at else ""
        behind = any(each.role in _BEHIND for each in parse.below(word) if each.at > word.at)
        fresh = led in _NEW or parse.role(word, "nummod") is not None
        text = " ".join(i.text for i in words).replace(" ’s", "’s").replace(" 's", "'s")
        many = word.tag == "NNS"
        thing = None if fresh else self.things.get(text.lower())
        if thing is None and led in ("the", "this", "these", "those") and not telling:
            thing = self.last.get(noun)
            if thing is not None and many and cls in _CONCRETE and not thing.name.endswith("s"):
                thing = None  # "the buildings" are not the one of which was told
        if thing is None:
            opens = word.role in ("nsubj", "nsubjpass", "dobj") and cls in _CONCRETE
            # "will fund 20 projects": of no use without their kind
            if not (telling or (fresh and not many and (behind or opens))):
                return None
            thing = self.things[text.lower()] = Referent(text, cls, named=False)
        thing.call(text)
        self.last[noun] = thing
        return Mention(Span(words[0].span.start, item.span.end), text, thing, MentionKind.DESCRIBED)

    def _same(self, items: Sequence[Item], parse: Parse, word: Word, cls: str) -> Referent | None:
        """The named thing of which a noun only tells the kind, behind "is"."""
        verb = parse.above(word) if word.role == "attr" else None
        subject = parse.role(verb, "nsubj") if verb is not None else None
        told = items[subject.at].referent if subject is not None else None
        if told is None or not told.named or told.cls == "Person":
            return None
        fits = (
            told.cls is None or self.lexicon.fits(told.cls, cls) or self.lexicon.fits(cls, told.cls)
        )
        return told if fits else None


def _is_of_many(parse: Parse, noun: Word) -> bool:
    """ "a group of pupils": no body, but so many of them."""
    of = next((word for word in parse.below(noun) if word.lower == "of"), None)
    many = parse.role(of, "pobj") if of is not None else None
    return many is not None and many.tag == "NNS"


def _is_compared(parse: Parse, noun: Word) -> bool:
    """ "a much stronger base": no thing, but how something will be."""
    return any(word.tag == "JJR" and word.at < noun.at for word in parse.below(noun))


def _past_measures(items: Sequence[Item], begin: int, end: int) -> int:
    """Past "120-hectare", "four-hour" and "10 percent", which are figures of the thing."""
    while begin < end and (
        items[begin].lower.endswith(_LASTING)
        or items[begin].lower in _MEASURES
        or (begin and items[begin].kind != ENTITY and items[begin - 1].text == "-")
    ):
        begin += 1
    return begin


def _stands_aside(items: Sequence[Item], parse: Parse, word: Word, cls: str) -> bool:
    """Whether it only leads to a name, tells a role, or hangs on another noun: "as a bridge",
    "tech zones in Hill Town", "projects such as the North Park", "procedures at two crossings"."""
    above = parse.above(word)
    if word.role == "pobj" and above is not None:
        over = parse.above(above)
        # "the launch of a fund", "changes to the driving rules"
        made = over is not None and over.lower in {*NOMINALS, *_CHANGES}
        part = over is not None and over.tag == "CD"  # "a third of a plot"
        verb = over is not None and over.tag.startswith("VB")
        there = above.lower == "at" and cls == _EVENT  # "present at the ceremony"
        if above.lower == "as" or not (verb or made or part or there):
            return True
    behind = items[word.at + 1 : word.at + 5]
    words = [each.lower for each in behind]
    if words[:2] == ["such", "as"] or words[:3] == [",", "such", "as"] or "like" in words[:2]:
        return True
    plain = [each for each in behind[1:3] if each.lower not in DETERMINERS]
    named = bool(plain) and plain[0].kind == ENTITY
    return word.tag == "NNS" and words[:1] in (["in"], ["of"]) and named
