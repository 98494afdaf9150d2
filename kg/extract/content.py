"""Content: which stretches of a text are boilerplate, told by their form, not by a list."""

import re
from collections.abc import Iterator

from kg.extract.furniture import Line, blocks, is_furniture, is_trail
from kg.model.document import Noise
from kg.model.sentence import Span

_URL = r"(?:https?://|www\.)\S+"
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_STAMP = (
    rf"(?:{_DAY}[,.]?\s+)?(?:\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|"
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?:[,T ]*(?:HKT|CST|GMT|UTC)?\s*{_CLOCK})?"
    rf"(?:\s*(?:HKT|CST|GMT|UTC|[+-]\d{{4}}))?"
)
_AGENCIES = (
    "Xinhua|VCG|AFP|Reuters|AP|Handout|CNS|CNSphoto|EPA|IC|Getty|China Daily|CFP"
    "|People['’]s Daily(?: Online)?"
)
# A whole line of this form says nothing about the world.
_LINES: tuple[tuple[str, str], ...] = (
    ("address", rf"(?:[^\n.!?]{{0,40}}[:：]\s*)?(?:{_URL}|{_MAIL})(?:\s*\([^\n]*\))?"),
    ("address", rf"[^\n]{{0,60}}{_MAIL}[^\n]{{0,60}}"),
    ("feed footer", r"(?:©|\(c\)\s*(?:copyright|\d{4})|copyright\b|all rights reserved)[^\n]*"),
    ("feed footer", r"[^\n]{0,120}(?:all rights reserved|copyright (?:by|©))[^\n]{0,60}"),
    (
        "time stamp",
        rf"(?:(?:last )?(?:updated|published|posted|modified)\b(?: on| at)?[:：]?\s*)?"
        rf"(?:{_CLOCK},?\s+)?{_STAMP}",
    ),
    ("time stamp", r"(?:last )?(?:updated|published|posted)\b(?: on| at)?\s*[:：][^\n]{0,60}"),
    ("time stamp", rf"[^\n.!?]{{0,60}}\)?\s*{_CLOCK},?\s+{_STAMP}"),
    ("time stamp", r"last revision(?: date)?\s*[:：][^\n]{0,60}"),
    (
        "time stamp",
        rf"[^\n]{{0,60}}\|\s*(?:updated|published)\b[^\n]{{0,60}}|{_STAMP}\s*\|[^\n]{{0,60}}",
    ),
    ("time stamp", r"\d{1,2}[/.]\d{1,2}[/.]\d{4}"),
    ("reference", r"(?:[A-Z]+ )?(?:paper|ref|file|doc)\.? (?:no|ref)\.?[:：]?\s*[\w()/. -]{2,30}"),
    ("page number", r"-\s*\d{1,3}\s*-|page \d{1,3}(?: of \d{1,3})?"),
    ("time stamp", rf"ends\s*/\s*{_STAMP}"),
    ("time stamp", rf"issued at (?:HKT|[A-Z]{{2,4}})?\s*{_CLOCK}"),
    ("end mark", r"(?-i:NNNN|ENDS|\(END\))|-+\s*(?:ends?|###)\s*-+|#{3}"),
    ("rule", r"[\W_]{3,}"),
    (
        "menu",
        r"(?:skip to (?:main )?content|home|menu|search|log ?in|sign (?:in|up)|subscribe"
        r"|back to top"
        r"|next|previous|prev|more|print|share|email|font size|a\s*a\+?"
        r"|related (?:articles|stories|news)"
        r"|most (?:read|popular|viewed)|top stories|recommended|editor['’]s (?:pick|choice)s?"
        r"|advertisement|trending|comments?|tags?|keywords?|photos?|videos?|share)\s*[:：>»]*",
    ),
    ("menu", r"[^\n.]{1,40}>>\s*[^\n]{0,60}"),
    ("menu", r"[<>]{1,2}\s*[^\n.!?>]{1,60}|press releases?"),
    ("menu", r"(?:reading time\b[^\n]{0,20}|\d{1,2}[ -]min(?:ute)? read)|[【\[]\d[】\]\d【\[]*"),
    ("menu", r"(?:categories|filed under|posted in)\b[:：]?\s+[^\n.!?]{1,80}"),
    (
        "menu",
        r"(?:sign up (?:for|to)|subscribe to|get the)\b[^\n]{0,80}"
        r"\b(?:newsletter|inbox|briefing|alerts?)\b[^\n]{0,30}|why you can trust\b[^\n.]{0,40}",
    ),
    ("menu", r"(?:home|news|opinion|comment|business)\s*[/>»|›]\s*[^\n.!?|]{1,40}"),
    (
        "share bar",
        r"(?:(?:share|follow|like|tweet|pin)\b[^\n.]{0,30})?(?:\W*(?:facebook|twitter|whats"
        r"app|wechat|weibo|linkedin|instagram|telegram|youtube|x|email|print|copy link"
        r"|line)\W*){2,}",
    ),
    ("share bar", r"(?:share|follow) (?:this|us|on|to|via)\b[^\n.]{0,60}"),
    ("share bar", r"share\s*[-–:]\s*\w+"),
    (
        "teaser",
        r"\[?\s*(?:also read|read more|see more|see also|related(?: links?)?|read also|more on this"
        r"|(?:we )?recommend(?:ed)?|next|previous|prev|most read"
        r"|watch|listen|don['’]t miss|further reading|in pictures|in photos)\b\s*[:：>][^\n]*",
    ),
    ("teaser", r"\[(?:see|read|watch) (?:also|more)[^\n]*\]"),
    ("teaser", r"click (?:here|on|to)\b[^\n]*|[^\n]{0,80}\bclick here\b[^\n]*"),
    (
        "contact line",
        r"(?:contact|contact (?:the (?:writer|reporter|author|editor)s?|us)|(?:tel|fax|phone|email"
        r"|e-mail|media (?:contact|enquir\w+)|for (?:media|press) (?:enquir|inquir)\w+"
        r"|press contact)"
        r"\b\s*(?:[:：]|at\b))[^\n]*",
    ),
    ("contact line", r"\(?(?:web )?editors?\s*[:：][^\n]*"),
    (
        "contact line",
        r"for (?:details|enquiries|(?:more|further) (?:information|details)),? (?:please )?"
        r"(?:visit|call|contact|see|refer to|email)\b[^\n]*",
    ),
    (
        "disclaimer",
        r"(?:the |these )?(?:views?|opinions?)\b[^\n.]{0,60}\b(?:(?:do not|don['’]t) "
        r"(?:necessarily )?(?:reflect|represent)"
        r"|(?:are|is) (?:those of )?the (?:author|writer)['’]?s?)\b[^\n]{0,120}",
    ),
    ("source line", r"(?:source|by|reporter|author)\s*[:：][^\n]{0,120}"),
    ("source line", r"(?-i:SOURCE )[^\n.]{2,80}|news provided by|sponsored by\b[^\n]{0,120}"),
    (
        "photo credit",
        r"[\[(]?(?:(?:file )?photos?|images?|pictures?|video|credit)\b\s*(?:[:：/]|by\b|courtesy\b"
        r"|provided\b|taken\b)[^\n]{0,100}",
    ),
    ("photo credit", r"(?-i:\[[A-Z][A-Z’'. -]{2,40}/[A-Z][A-Z’'. -]{2,40}\])"),
    ("menu", r"hashtags?\s*[:：][^\n]{0,120}|(?:#\w+\s*){2,}"),
    (
        "photo credit",
        rf"[^\n]{{0,30}}(?:/|\()(?:{_AGENCIES})\)?",
    ),
)
# Such words end a line that is otherwise content, as a caption.
_TAILS: tuple[tuple[str, str], ...] = (
    ("headline mark", r"\((?:with|includes?) (?:photos?|videos?)[^\n)]{0,20}\)$"),
    (
        "photo credit",
        r"[\[(]?(?:file )?(?:photo|image|picture)s?\b(?:\s*(?:[:：/]|courtesy\b|by\b))"
        r"[^\n]{0,100}$",
    ),
    ("photo credit", r"[\[(](?:photo|image|picture|file photo)s?\b[^\n\])]{0,80}[\])]$"),
    ("photo credit", rf"[\[(](?:{_AGENCIES})(?:/[^\n\])]{{0,60}})?[\])]$"),
    ("contact line", rf"[^\n.!?]{{0,40}}{_MAIL}\s*$"),
    (
        "contact line",
        r"for (?:more|further) (?:information|details),? (?:please )?"
        r"(?:visit|see|contact|call|go to)\b[^\n]{0,100}$",
    ),
)
# Where a report was written, before its first sentence: "HILL TOWN, Sept. 5 (Xinhua) -- ".
_DATELINE = re.compile(
    rf"[A-Z][A-Z’'. -]{{2,40}}(?:,\s*[A-Z][A-Za-z’'. -]{{1,30}}){{0,2}},?\s*{_MONTH}\s*\d{{1,2}}"
    r"(?:,?\s*\d{4})?\s*(?:[-–—,]\s*)?(?:[(/][A-Z][\w .'’&-]{1,40}[)/])?\s*[-–—]*\s*(?=[\"“A-Z]|\Z)"
)
_NEWSWIRE = re.compile(
    rf"[A-Z][A-Z’'., -]{{2,40}} ?[-–—] [A-Z][\w .’'&-]{{2,40}} [-–—] "
    rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}),? \d{{4}} ?[-–—]+\s*(?=[\"“A-Z])"
)  # "HILL TOWN - Harbour Newswire - 23 September 2025 - "
_CITY = re.compile(
    r"[A-Z][A-Z’'. -]{2,40}?\s*(?:--|\s[—–]|[—–]\s)\s*(?=[\"“A-Z])"
)  # "HILL TOWN -- "
_ANYWHERE: tuple[tuple[str, str], ...] = (("address", _URL), ("address", _MAIL))
_SIGNS = ("@", "://", "www.", "WWW.")  # without one of them no address is looked for
_FLAGS = re.IGNORECASE | re.MULTILINE
_WHOLE = tuple((why, re.compile(rf"(?:{form})\s*", re.IGNORECASE)) for why, form in _LINES)
_TAIL = tuple((why, re.compile(form, _FLAGS)) for why, form in _TAILS)
_PART = tuple((why, re.compile(form, _FLAGS)) for why, form in _ANYWHERE)
_WRITE = re.compile(r"\b(?:contact|send|write to|email|reach)\b", _FLAGS)  # with an address
_BY = re.compile(r"By [A-Z][^|\n]{1,60}(?=[|])")
_MAILS = re.compile(_MAIL)
_CRUMBS = re.compile(r"\s*(?:>>|»|\||›|·|/)\s*")
_LABEL = re.compile(r"[^\n.!?]{1,40}[:：]")  # before an address it says what the address is
MAX_LINE = 600  # a longer line is prose: no form above is looked for in all of it


def lines(text: str) -> tuple[Line, ...]:
    """The lines of `text`, in order."""
    found: list[Line] = []
    end = -2
    for match in re.finditer(r"[^\n]+", text):
        piece = match.group()
        kept = piece.strip()
        if kept:
            start = match.start() + len(piece) - len(piece.lstrip())
            follows = match.start() == end + 1
            found.append(Line(kept, Span(start, start + len(kept)), follows))
        end = match.end() if kept else -2
    return tuple(found)


def noise(text: str) -> tuple[Noise, ...]:
    """The boilerplate of `text` in order, without overlap, each with the reason."""
    return tuple(_found(lines(text)))


def _found(every: tuple[Line, ...]) -> Iterator[Noise]:
    reasons = [_whole(line) for line in every]
    crumbs = {
        part for line, why in zip(every, reasons, strict=True) if why == "menu"
        for part in _CRUMBS.split(line.text.lower())
    }  # fmt: skip
    reasons = [
        why or ("menu" if is_furniture(line.text) or is_trail(line.text) else None)
        for line, why in zip(every, reasons, strict=True)
    ]
    in_block = dict(blocks(every, reasons))
    for at, (line, whole) in enumerate(zip(every, reasons, strict=True)):
        whole = whole or in_block.get(at)
        if whole is None and line.text.lower() in crumbs:
            whole = "menu"  # "Opinion", of "Home / Opinion / Columns"
        if whole is None and at + 1 < len(every) and _LABEL.fullmatch(line.text):
            whole = "label" if reasons[at + 1] in ("address", "time stamp") else None
        if whole:
            yield Noise(_after_name(line), whole)
        else:
            yield from _parts(line)


def _after_name(line: Line) -> Span:
    """ "By Lee Mei | Harbour Daily | 3 May": who wrote a text is no boilerplate."""
    name = _BY.match(line.text)
    return Span(line.span.start + name.end(), line.span.end) if name else line.span


def _whole(line: Line) -> str | None:
    if len(line.text) > MAX_LINE:
        return None
    found = next((why for why, form in _WHOLE if form.fullmatch(line.text)), None)
    if found is None and "@" in line.text and _MAILS.search(line.text) and _WRITE.search(line.text):
        return "contact line"
    return found


def _parts(line: Line) -> Iterator[Noise]:
    spans: list[Noise] = []
    head = line.text[:MAX_LINE]
    dateline = _NEWSWIRE.match(head) or _DATELINE.match(head) or _CITY.match(head)
    if dateline and dateline.group().rstrip()[-1] in "-–—/)":
        end = line.span.start + len(dateline.group().rstrip())
        spans.append(Noise(Span(line.span.start, end), "dateline"))
    tail = line.text[-160:]
    shift = line.span.start + len(line.text) - len(tail)
    for why, form in _TAIL:
        match = form.search(tail)
        reached = spans[0].span.end if spans else line.span.start + 1
        if match and match.start() + shift >= reached:
            spans.append(Noise(Span(match.start() + shift, line.span.end), why))
            break
    for why, form in _PART if any(sign in line.text for sign in _SIGNS) else ():
        for match in form.finditer(line.text):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            if not any(each.span.overlaps(span) for each in spans):
                spans.append(Noise(span, why))
    yield from sorted(spans, key=lambda each: each.span)
