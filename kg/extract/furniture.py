"""Furniture: lines of a page around its article, told by what their words are for, and the blocks
of teasers and contacts that a heading opens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.words import word_set
from kg.model.sentence import Span

# What a reader does with a page, and the languages that it is offered in.
_ACTIONS = word_set(
    "home menu search print email e-mail share tweet like save follow subscribe login log sign "
    "bookmark favorites favourites close download archive comment comments photo photos video "
    "videos gallery font size newsletter sitemap register privacy cookie cookies terms "
    "accessibility contact notices edition podcast rss facebook twitter x weibo wechat whatsapp "
    "linkedin instagram telegram youtube english 中文 中文版 繁體 繁體中文 繁体 简体 简体中文 "
    "français português español deutsch русский عربي 日本語 한국어 feedback e-services "
    "epaper e-paper index"
)
_PARTS = word_set(
    "news china world business opinion opinions culture society travel sport sports life lifestyle "
    "sci-tech tech science politics policy policies economy markets finance entertainment "
    "classifieds media centre center important ports about a a+ a- a++ large medium small in up "
    "out back us this that page article story to via on your our the of and & global release "
    "version "
    "traditional simplified chinese post your"
)
_WORDS = re.compile(r"[^\s|/·•›»>\[\]()（）:：,+©]+")
_SHARE = 0.6  # of the words of such a line
_LONGEST = 160
_APART = re.compile(r"\s{2,}|[|｜:：\[\]()+]")  # what parts the buttons of a page, not words
_ENDING = re.compile(r"[.!?]")
_SIGNS = re.compile(r">>|[»|›·/]")
_FEWEST, _LONGEST_PART, _LONGEST_STEP, _LONGEST_TRAIL = 2, 40, 80, 600  # parts, and characters
_BARS = re.compile(r"\s*[|｜]\s*")
_FEW = 5  # words between two bars
_SHORT = 16  # words of a teaser or a line of contact
_ENDS = re.compile(r"[.!?。][”\"’')\]]*\Z")
_TEASERS = re.compile(
    r"(?:related (?:articles?|stories|news|links?|content|coverage|reports?|reading)"
    r"|most (?:read|popular|viewed|shared)|(?:we )?recommend(?:ed|s)?(?: for you)?"
    r"|more (?:from|on|in|releases|stories|news|headlines)\b[^\n.!?]{0,40}"
    r"|also (?:from|in) this [a-z]+|you (?:may|might) also [a-z ]{4,20}|up next|photos?|videos?"
    r"|(?:latest|other|hot) (?:news|stories|headlines|topics|articles|releases)|top stories"
    r"|trending(?: now)?|editor['’]s (?:pick|choice)s?|in other news|in pictures)\s*[:：>»]*",
    re.IGNORECASE,
)
_CONTACTS = re.compile(
    r"(?:(?:media|press|investor|general|public) )?(?:contacts?|enquiries|inquiries)"
    r"(?: (?:details|information))?\s*[:：]?|(?:contact us)\s*[:：]?",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"forward-looking (?:statements?|information)|undertakes? no obligation"
    r"|safe harbou?r statements?",
    re.IGNORECASE,
)
_LEGAL_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the white space around it."""

    text: str
    span: Span
    follows: bool = False  # directly upon the line before, with no empty one between


def is_furniture(line: str) -> bool:
    """ "Home  Opinion  Business", "Print | Share this page", "English | 中文", "A- A+"."""
    if len(line) > _LONGEST or _ENDS.search(line):
        return False
    parts = _BARS.split(line)
    if len(parts) > 1 and all(len(part.split()) <= _FEW for part in parts):
        return any(_all_of_a_page(part, 1.0) for part in parts)
    return _all_of_a_page(line, _SHARE if _APART.search(line) else 1.0)


def is_trail(line: str) -> bool:
    """ "Home >> Business >> Ports", "News in Focus > Transport": where a page stands on its site.

    The line is split, for a pattern that may part it in many ways takes years over some lines.
    """
    if len(line) > _LONGEST_TRAIL or _ENDING.search(line) or any(c.isdigit() for c in line):
        return False  # a row of a table has figures
    parts = [part.strip() for part in _SIGNS.split(line)]
    if len(parts) > _FEWEST and all(0 < len(part) <= _LONGEST_PART for part in parts):
        return True
    steps = [step.strip() for step in line.split(">")]
    return len(steps) > 1 and all(0 < len(step) <= _LONGEST_STEP for step in steps)


def _all_of_a_page(line: str, share: float) -> bool:
    words = [word.lower() for word in _WORDS.findall(line) if not word.isdigit()]
    words = [word for word in words if any(c.isalpha() for c in word)]
    if not words or not _ACTIONS & set(words):
        return False
    told = sum(word in _ACTIONS or word in _PARTS for word in words)
    return told / len(words) >= (1.0 if len(words) < 4 else share)


def blocks(every: Sequence[Line], reasons: Sequence[str | None]) -> Iterator[tuple[int, str]]:
    """The lines that a heading makes boilerplate, by their number, each with the reason."""
    last = max((n for n, line in enumerate(every) if _is_prose(line) and not reasons[n]), default=0)
    reason = None
    for at, line in enumerate(every):
        if _TEASERS.fullmatch(line.text):
            reason = "teaser"
        elif _CONTACTS.fullmatch(line.text):
            reason = "contact line"
        elif reason and not _goes_on(line, reason, at > last):
            reason = None
        if reason:
            yield at, reason
        elif len(line.text) < _LEGAL_LENGTH and _LEGAL.search(line.text):
            yield at, "disclaimer"


def _goes_on(line: Line, reason: str, behind: bool) -> bool:
    """Whether a line is of the block before it: in it, or behind the article."""
    short = len(line.text.split()) <= _SHORT and not _ENDS.search(line.text)
    return short and (line.follows or (behind and reason == "teaser"))


def _is_prose(line: Line) -> bool:
    return len(line.text.split()) > 7 and bool(_ENDS.search(line.text))
