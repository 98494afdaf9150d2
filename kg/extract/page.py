"""Page: the running text of a page of HTML, told from menus by form, with offsets into the page."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.errors import InvalidRequest, TooLarge
from kg.extract.markup import Tag, Text, parts
from kg.extract.origin import Piece, Source
from kg.extract.words import word_set
from kg.model.sentence import Span

# Elements whose content no reader of the article sees, or that lead elsewhere.
_SKIPPED = word_set(
    "script style noscript template svg math iframe object canvas audio video nav footer aside "
    "form button select option dialog menu head"
)
_VOID = word_set("area base br col embed hr img input link meta source track wbr")
_BLOCKS = word_set(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th caption "
    "blockquote pre figure figcaption br hr address details summary tbody thead body html"
)
# Words of a class or an id that tell what only leads elsewhere.
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|breadcrumbs?|share|sharing|social|related|"
    r"recommend(?:ed|ations?)?|comments?|cookies?|advert(?:s|isement)?|ads?|promo|newsletter|"
    r"subscribe|pagination|skip|popup|modal|toolbar|tags?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});?|[^\s&]+|&")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "pubdate")
MAX_DEPTH, MAX_PARTS = 500, 400_000  # elements within one another; tags and texts of a page
_NEAR = 60  # open elements among which a closing tag looks for its own
_LINKED = 0.5  # of the letters of a block: more are a menu
_LONGEST = 200  # letters of a word; a longer one is cut
_LEAST = 200  # letters of an article, for what stands around it to be left out


@dataclass(slots=True)
class _Block:
    pieces: list[tuple[str, Span]] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    within: bool = False  # inside <article> or <main>
    head: bool = False


def read_page(page: str, name: str) -> Source:
    """The text of `page`: a block a paragraph.

    Raise TooLarge for a page of more parts than MAX_PARTS, InvalidRequest for one without words.
    """
    reader = _Reader(page, name)
    blocks = [b for b in reader.blocks() if b.pieces and b.linked <= _LINKED * b.letters]
    within = [block for block in blocks if block.within]
    if sum(block.letters for block in within) >= _LEAST:
        blocks = within
    if reader.title and not any(block.head for block in blocks):
        blocks.insert(0, _Block(list(_pieces(page, reader.title))))
    text, pieces = [], []
    at = 0
    for block in blocks:
        for number, (word, origin) in enumerate(block.pieces):
            if number:
                text.append(" ")
                at += 1
            pieces.append(Piece(at, len(word), origin))
            text.append(word)
            at += len(word)
        text.append("\n\n")
        at += 2
    if not pieces:
        raise InvalidRequest(f"{name} has no text outside its menus; give the text of the article.")
    return Source("".join(text), tuple(pieces), issued=reader.issued)


class _Reader:
    def __init__(self, page: str, name: str) -> None:
        self.page = page
        self.name = name
        self.title: Span | None = None
        self.issued: date | None = None
        self.open: list[tuple[str, bool]] = []  # elements, and whether each is skipped
        self.skipped = self.links = self.articles = self.heads = 0

    def blocks(self) -> Iterator[_Block]:
        """The blocks of the page, in order; some are empty."""
        block = _Block()
        for number, part in enumerate(parts(self.page)):
            if number > MAX_PARTS:
                raise TooLarge(f"{self.name} has more than {MAX_PARTS:,} tags; give its text.")
            if isinstance(part, Text):
                self._text(part, block)
                continue
            if part.name in _BLOCKS:
                yield block
                block = _Block()
            self._tag(part)
            block.within, block.head = self.articles > 0, self.heads > 0
        yield block

    def _text(self, part: Text, block: _Block) -> None:
        if part.raw == "title" and self.title is None:
            self.title = part.span
        if part.raw or self.skipped:
            return
        found = list(_pieces(self.page, part.span))
        last = block.pieces[-1] if block.pieces else None
        close = None if last is None else self.page[last[1].end : part.span.start]
        glued = close is not None and _is_markup(close) and last is not None and (
            len(last[0]) < _LONGEST
        )  # fmt: skip
        if glued and found and found[0][1].start == part.span.start:
            word, origin = found.pop(0)  # "<b>Ha</b>rbour" is one word
            stem, before = block.pieces.pop()
            block.pieces.append((stem + word, Span(before.start, origin.end)))
        block.pieces += found
        letters = sum(len(word) for word, _ in found)
        block.letters += letters
        block.linked += letters if self.links else 0

    def _tag(self, tag: Tag) -> None:
        if tag.name == "meta" or tag.name == "time":
            self._dated(tag)
        if tag.name in _VOID:
            return
        if tag.closing:
            self._shut(tag.name)
        elif len(self.open) < MAX_DEPTH:
            hides = tag.name in _SKIPPED or _leads_away(tag)
            self.open.append((tag.name, hides))
            self._count(tag.name, hides, 1)

    def _shut(self, name: str) -> None:
        if not any(each == name for each, _ in self.open[-_NEAR:]):
            return
        while self.open:
            each, hid = self.open.pop()
            self._count(each, hid, -1)
            if each == name:
                return

    def _count(self, name: str, hides: bool, by: int) -> None:
        self.skipped += by * hides
        self.links += by * (name == "a")
        self.articles += by * (name in ("article", "main"))
        self.heads += by * (name == "h1")

    def _dated(self, tag: Tag) -> None:
        named = (tag.attributes.get("property") or tag.attributes.get("name") or "").lower()
        said = tag.attributes.get("datetime" if tag.name == "time" else "content", "")
        match = _DAY.search(said[:40])
        if match and self.issued is None and (tag.name == "time" or named in _PUBLISHED):
            try:
                self.issued = date.fromisoformat(match.group())
            except ValueError:
                return  # no day of any calendar


def _is_markup(between: str) -> bool:
    """Whether only tags stand between two letters, no space."""
    return between.startswith("<") and between.endswith(">") and not between.count(">") > 4


def _leads_away(tag: Tag) -> bool:
    if tag.name in ("html", "body", "article", "main"):
        return False
    seen = f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')}"
    hidden = "hidden" in tag.attributes or tag.attributes.get("aria-hidden") == "true"
    return (
        hidden
        or bool(_ELSEWHERE.search(seen[:400]))
        or bool(_UNSEEN.search(tag.attributes.get("style", "")[:400]))
        or tag.attributes.get("role") in ("navigation", "banner", "contentinfo", "search")
    )


def _pieces(page: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The words of a stretch, their references replaced, each with its place."""
    word, start, end = "", span.start, span.start
    for match in _WORD.finditer(page, span.start, span.end):
        told = html.unescape(match.group()) if match.group()[0] == "&" else match.group()
        if word and (match.start() != end or len(word) > _LONGEST):
            yield word, Span(start, end)
            word = ""
        if not told.strip():  # &nbsp;
            if word:
                yield word, Span(start, end)
            word, start, end = "", match.end(), match.end()
            continue
        if not word:
            start = match.start()
        word, end = word + told, match.end()
    if word:
        yield word, Span(start, end)
