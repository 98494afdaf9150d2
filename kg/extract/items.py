"""Items: a sentence as a row of words, names, dates and figures, offices folded into persons."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.reading import Sentence
from kg.extract.words import DETERMINERS, word_set
from kg.model.sentence import Span

ENTITY, WORD, DATE, FIGURE, MARK = "entity", "word", "date", "figure", "mark"
_POST_LINKS = word_set("of for at in from with on")
_POST_MODIFIERS = word_set(
    "deputy vice acting executive associate assistant senior former chief permanent visiting top "
    "first general founding managing municipal party provincial standing hospital and"
)
_NO_OFFICES = word_set("official leader scholar expert spokesman spokeswoman spokesperson delegate")
LONGEST_POST = 9


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of a sentence; `mention` is given of an entity; `figure` is its place in the row."""

    kind: str
    text: str
    lower: str
    span: Span
    mention: Mention | None = None
    figure: int | None = None

    @property
    def referent(self) -> Referent | None:
        return self.mention.referent if self.mention else None

    @property
    def possessive(self) -> bool:
        return self.mention is not None and self.lower in ("his", "her", "its")


@dataclass(frozen=True, slots=True)
class Office:
    """A person and an office, as a text joins them; `body` is None where it names none."""

    person: Referent
    post: str
    body: Referent | None
    span: Span
    former: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence ready for the clauses."""

    sentence: Sentence
    items: tuple[Item, ...]
    offices: tuple[Office, ...]


def row(sentence: Sentence, lexicon: Lexicon) -> Row:
    """The items of `sentence`."""
    return _Folding(sentence, lexicon).row()


def _named(items: list[Item]) -> list[Item]:
    """ "a residential project named X": X alone."""
    found: list[Item] = []
    for item in items:
        calls = len(found) > 1 and found[-1].lower in ("named", "called", "dubbed", "titled")
        before = found[-2].mention if calls else None
        if item.mention and before and not before.referent.named:
            del found[-2:]
        found.append(item)
    return found


def _without_asides(items: list[Item]) -> list[Item]:
    """Without "(right)" and the like: a few plain words in brackets."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        close = None
        if items[at].text == "(":
            close = next(
                (n for n in range(at + 1, min(at + 5, len(items))) if items[n].text == ")"), None
            )
        if close and all(i.kind == WORD for i in items[at + 1 : close]):
            at = close
        else:
            found.append(items[at])
        at += 1
    return found


class _Folding:
    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.offices: list[Office] = []

    def row(self) -> Row:
        items = _without_asides(self._plain())
        items = _named(self._titles(items))
        items = self._before(items)
        items = self._after(items)
        return Row(self.sentence, tuple(items), tuple(self.offices))

    def _plain(self) -> list[Item]:
        starts: dict[int, Item] = {}
        for date in self.sentence.dates:
            starts[date.span.start] = Item(DATE, "", "", date.span)
        for at, figure in enumerate(self.sentence.figures):
            if not figure.modifies:
                span = Span(figure.span.start, figure.number_end)
                starts[span.start] = Item(
                    FIGURE, figure.words, figure.words.lower(), span, figure=at
                )
        for mention in self.sentence.mentions:
            if mention.referent.cls == "Topic":
                continue  # what work is about; the rules read it as words
            text = mention.text
            starts[mention.span.start] = Item(ENTITY, text, text.lower(), mention.span, mention)
        items: list[Item] = []
        reached = 0
        for token in self.sentence.tokens:
            if token.start < reached:
                continue
            item = starts.get(token.start)
            if item is not None:
                items.append(item)
                reached = item.span.end
                continue
            word = token.text[0].isalnum() or (token.text[0] in "'’" and len(token.text) > 1)
            items.append(
                Item(WORD if word else MARK, token.text, token.lower, Span(token.start, token.end))
            )
        return items

    def _titles(self, items: list[Item]) -> list[Item]:
        """ "Chief Executive John Lee": the title becomes part of the person."""
        found: list[Item] = []
        for item in items:
            title = item.mention.title if item.mention else None
            if title is not None and item.mention is not None:
                inside: list[Item] = []
                while found and found[-1].span.start >= title.start:
                    inside.insert(0, found.pop())
                self._title_office(item.mention, title, inside)
                item = Item(
                    ENTITY, item.text, item.lower, Span(title.start, item.span.end), item.mention
                )
            elif item.mention and item.mention.referent.cls == "Person" and found:
                item = self._loose_title(found, item)
            found.append(item)
        return found

    def _title_office(self, mention: Mention, title: Span, inside: Sequence[Item]) -> None:
        text = self.sentence.text[
            title.start - self.sentence.span.start : title.end - self.sentence.span.start
        ]
        words = text.split()
        if not any(word.lower() in self.lexicon.posts for word in words):
            return
        bodies = [
            i.mention.referent for i in inside if i.mention and i.mention.referent.cls != "Person"
        ]
        body = bodies[-1] if bodies else None
        post = self._post_words(inside) if body else text
        self._keep(
            mention.referent, post or text, body, Span(title.start, mention.span.end), "title"
        )

    def _post_words(self, inside: Sequence[Item]) -> str:
        words = [item.text for item in inside if item.kind == WORD and item.lower != "the"]
        while words and words[-1].lower in _POST_LINKS:
            words.pop()
        return " ".join(words)

    def _loose_title(self, found: list[Item], item: Item) -> Item:
        """ "harbour chief Lee Mei": a title in small letters."""
        begin = len(found)
        while (
            begin
            and found[begin - 1].kind == WORD
            and len(found) - begin < 4
            and (
                found[begin - 1].lower in self.lexicon.posts
                or (
                    begin < len(found)
                    and found[begin - 1].text.isalpha()
                    and found[begin - 1].lower not in DETERMINERS
                    and found[begin - 1].lower not in self.lexicon.lemmas
                )
            )
        ):
            begin -= 1
        words = found[begin:]
        if not words or words[-1].lower not in self.lexicon.posts or item.mention is None:
            return item
        bodies = [found[begin - 1].mention] if begin and found[begin - 1].mention else []
        body = (
            bodies[0].referent
            if bodies and bodies[0] and bodies[0].referent.cls != "Person"
            else None
        )
        start = found[begin - 1].span.start if body else words[0].span.start
        del found[begin - (body is not None) :]
        span = Span(start, item.span.end)
        self._keep(item.mention.referent, " ".join(w.text for w in words), body, span, "title")
        return Item(ENTITY, item.text, item.lower, span, item.mention)

    def _before(self, items: list[Item]) -> list[Item]:
        """ "the director of the Liaison Office, Zhou Ji": the person is the head of it all."""
        found: list[Item] = []
        at = 0
        while at < len(items):
            item = items[at]
            comma = found and found[-1].text == ","
            if item.mention and item.mention.referent.cls == "Person" and comma:
                begin = self._post_back(found, len(found) - 1)
                if begin is not None and item.mention.kind is not MentionKind.PRONOUN:
                    inside = found[begin:-1]
                    span = Span(inside[0].span.start, item.span.end)
                    self._office_of(item.mention.referent, inside, span, "post, name")
                    del found[begin:]
                    item = Item(ENTITY, item.text, item.lower, span, item.mention)
                    if at + 1 < len(items) and items[at + 1].text == ",":
                        at += 1
            found.append(item)
            at += 1
        return found

    def _post_back(self, items: Sequence[Item], end: int) -> int | None:
        """Where the office that ends before `end` opens; None where there is none."""
        for at in range(end - 1, max(-1, end - LONGEST_POST - 1), -1):
            item = items[at]
            if (item.kind == MARK and item.text not in ",-") or item.lower in (
                "who",
                "which",
                "that",
                "and",
            ):
                return None
            if item.kind == WORD and item.lower in self.lexicon.posts:
                linked = at + 1 == end or items[at + 1].lower in _POST_LINKS
                if not linked:
                    return None
                begin = at
                while begin and (
                    items[begin - 1].lower in _POST_MODIFIERS
                    or items[begin - 1].lower in self.lexicon.posts
                    or (items[begin - 1].kind == WORD and items[begin - 1].text[0].isupper())
                ):
                    begin -= 1
                if begin and items[begin - 1].text in ("’s", "'s"):
                    begin -= 2
                    while (
                        begin
                        and items[begin - 1].kind == WORD
                        and items[begin - 1].text[0].isupper()
                    ):
                        begin -= 1
                elif begin and items[begin - 1].lower in DETERMINERS:
                    begin -= 1
                return max(begin, 0)
        return None

    def _after(self, items: list[Item]) -> list[Item]:
        """ "Lee Mei, professor at the Island University, said"."""
        found: list[Item] = []
        at = 0
        while at < len(items):
            item = items[at]
            found.append(item)
            at += 1
            if not (item.mention and item.mention.referent.cls == "Person" and at < len(items)):
                continue
            if items[at].text != "," and items[at].lower not in ("as",):
                continue
            stop = self._post_ahead(items, at + 1)
            if stop is None:
                continue
            inside = items[at + 1 : stop]
            self._office_of(
                item.mention.referent,
                inside,
                Span(item.span.start, inside[-1].span.end),
                "name, post",
            )
            if items[at].text == ",":
                at = stop + (stop < len(items) and items[stop].text == ",")
        return found

    def _post_ahead(self, items: Sequence[Item], at: int) -> int | None:
        """Where the office that opens at `at` ends: at a comma, a verb or the end."""
        seen = None
        end = at
        while end < len(items) and end - at < LONGEST_POST + 8:
            item = items[end]
            if item.text == "," and not self._inner_comma(items, end):
                break
            if item.kind == MARK and item.text not in ",-&’'":
                break
            if item.lower in ("who", "which", "that", "while", "when"):
                break
            if item.kind == WORD and item.lower in self.lexicon.posts and seen is None:
                seen = end
            verb = (
                {name for _, name in self.lexicon.lemmas.get(item.lower, ())}
                if item.kind == WORD
                else set()
            )
            if (
                seen is not None
                and end > seen
                and verb & {"past", "s"}
                and item.lower not in self.lexicon.posts
            ):
                break
            if seen is None and (verb & {"past", "s", "ing"} or end - at > 6):
                return None
            if (
                seen is None
                and item.kind == ENTITY
                and item.mention
                and item.mention.referent.cls == "Person"
            ):
                return None
            end += 1
        return end if seen is not None and end > at else None

    def _inner_comma(self, items: Sequence[Item], at: int) -> bool:
        """ "Department of Hong Kong, Macao and Regional Development": the comma of a list of names."""
        after = items[at + 1 : at + 3]
        return len(after) == 2 and after[0].text[:1].isupper() and after[1].lower == "and"

    def _office_of(self, person: Referent, inside: Sequence[Item], span: Span, rule: str) -> None:
        first = next(
            (n for n, i in enumerate(inside) if i.kind == WORD and i.lower in self.lexicon.posts),
            None,
        )
        if first is None:
            return
        linked = next(
            (n for n in range(first, len(inside)) if inside[n].lower in _POST_LINKS), None
        )
        body = None
        if linked is not None:
            body = next((i.mention.referent for i in inside[linked:] if i.mention), None)
        elif first and inside[0].mention:
            body = inside[0].mention.referent
        if body is None:
            body = next((i.mention.referent for i in inside[:first] if i.mention), None)
        head = inside[: linked if linked is not None else len(inside)]
        words = [
            i.text
            for i in head
            if i.kind == WORD and i.lower not in DETERMINERS and i.text not in ("’s", "'s")
        ]
        former = any(w.lower in ("former", "ex", "then", "late") for w in words)
        self._keep(person, " ".join(words), body, span, rule, former)

    def _keep(
        self,
        person: Referent,
        post: str,
        body: Referent | None,
        span: Span,
        rule: str,
        former: bool = False,
    ) -> None:
        words = [word for word in post.lower().split() if word in self.lexicon.posts]
        if not words or words[-1] in _NO_OFFICES:
            return
        if body is person or (body is not None and body.cls in ("Topic", "Person")):
            body = None
        former = former or bool(set(post.lower().split()) & {"former", "ex", "late", "outgoing"})
        self.offices.append(Office(person, post, body, span, former, rule))
