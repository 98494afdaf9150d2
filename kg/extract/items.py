"""Items: a sentence as a row of words, names, dates and figures, offices folded into persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.asides import joined, named, without_asides
from kg.extract.item import DATE, ENTITY, FIGURE, MARK, WORD, Item, Office
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.post_words import FORMER, MEMBER, NO_TITLES, PostReader
from kg.extract.reading import Sentence
from kg.extract.tokens import Token
from kg.extract.words import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, word_set
from kg.model.sentence import Span

_IS_BEFORE = word_set("who he she it that which there what here")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence ready for the clauses."""

    sentence: Sentence
    items: tuple[Item, ...]
    offices: tuple[Office, ...]
    folded: tuple[tuple[Item, ...], ...] = ()  # what stood in the offices


_OF_PORTFOLIOS = word_set("minister secretary")
_ELECTED = word_set("lawmaker legislator councillor")


class _Folding(PostReader):
    """Folds the offices of one sentence into its persons."""

    def row(self) -> Row:
        items = joined(without_asides(self._plain()))
        items = named(self._titles(items))
        items = self._before(items)
        items = self._after(items)
        return Row(self.sentence, tuple(items), tuple(self.offices), tuple(self.folded))

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
                if token.end > reached:  # "Hill Town-based": the name is a part of the word
                    self._derived(items, token, reached)
                    reached = token.end
                continue
            item = starts.get(token.start)
            if item is not None:
                items.append(item)
                reached = item.span.end
                if reached < token.end:
                    self._derived(items, token, reached)
                    reached = token.end
                continue
            if token.text in ("'s", "’s") and items and items[-1].lower in _IS_BEFORE:
                items.append(Item(WORD, "is", "is", Span(token.start, token.end)))
                continue
            word = token.text[0].isalnum() or (token.text[0] in "'’" and len(token.text) > 1)
            items.append(
                Item(WORD if word else MARK, token.text, token.lower, Span(token.start, token.end))
            )
        return items

    def _derived(self, items: list[Item], token: Token, reached: int) -> None:
        """ "Hill Town-based" keeps its name; "Hill Town-funded" is a word of its own."""
        rest = self._rest(token, reached)
        items.append(rest)
        if rest.text.startswith("-") and rest.lower not in ("-based", "-headquartered"):
            name = items[-2]
            span = Span(name.span.start, rest.span.end)
            items[-2:] = [Item(WORD, name.text + rest.text, name.lower + rest.lower, span)]

    def _rest(self, token: Token, start: int) -> Item:
        text = token.text[start - token.start :]
        return Item(WORD, text, text.lower(), Span(start, token.end))

    def _titles(self, items: list[Item]) -> list[Item]:
        """ "Chief Executive John Lee": the title becomes part of the person."""
        found: list[Item] = []
        for item in items:
            title = item.mention.title if item.mention else None
            if title is not None and item.mention is not None:
                inside: list[Item] = []
                while found and found[-1].span.start >= title.start:
                    inside.insert(0, found.pop())
                start = title.start
                owner = self._owner(found)
                if owner is None and _is_owned(found):  # "Harbour Bank's President Lee Mei"
                    owner = found[-2].referent
                    start = found[-2].span.start
                    del found[-2:]
                self._title_office(item.mention, title, inside, owner)
                item = Item(ENTITY, item.text, item.lower, Span(start, item.span.end), item.mention)
            elif item.mention and item.mention.referent.cls == "Person" and found:
                item = self._loose_title(found, item)
            if item.mention and item.mention.referent.cls == "Person":
                self._of_old(found, item, item.mention)
                item = self._first_title(found, item, item.mention)
            found.append(item)
        return found

    def _of_old(self, found: list[Item], item: Item, mention: Mention) -> None:
        """ "former Hill Town mayor Lee Mei": the town stands between the two words of the post."""
        titled = self.offices and self.offices[-1].person is mention.referent
        if titled and found and found[-1].lower in FORMER and item.span.start < mention.span.start:
            office = self.offices[-1]
            post = f"{found.pop().text} {office.post}"
            self.offices[-1] = replace(office, post=post, former=True)

    def _first_title(self, found: list[Item], item: Item, mention: Mention) -> Item:
        """ "Tea Union chairman and former Hill Town mayor Lee Mei": the first of two titles."""
        if len(found) < 3 or found[-1].lower != "and" or item.span.start == mention.span.start:
            return item
        at = len(found) - 2
        while at and found[at].kind == WORD and (
            found[at].lower in self.lexicon.posts or found[at].lower in ("deputy", "vice")
        ):  # fmt: skip
            at -= 1
        body, words = found[at].referent, found[at + 1 : -1]
        if body is None or not words or body.cls in ("Person", "Topic", None):
            return item
        span = Span(found[at].span.start, item.span.end)
        self._keep(mention.referent, " ".join(w.text for w in words), body, span, "title")
        del found[at:]
        return Item(ENTITY, item.text, item.lower, span, mention)

    def _owner(self, found: Sequence[Item]) -> Referent | None:
        """ "the university's chairman Lee Mei and its president Ho Kam": the body told before."""
        before = [item.lower for item in found[-2:]]
        if not self.offices or len(found) < 3 or before not in (["and", "its"], ["and", "their"]):
            return None
        told = self.offices[-1]
        return told.body if found[-3].referent is told.person else None

    def _title_office(
        self, mention: Mention, title: Span, inside: Sequence[Item], owner: Referent | None
    ) -> None:
        text = self.sentence.text[
            title.start - self.sentence.span.start : title.end - self.sentence.span.start
        ]
        words = text.split()
        if not any(word.lower() in self.lexicon.posts for word in words):
            return
        bodies = [
            i.mention.referent for i in inside if i.mention and i.mention.referent.cls != "Person"
        ]
        portfolio = any(word.lower() in _OF_PORTFOLIOS for word in words[:3])
        if portfolio and all(b.slug is None or b.cls == "Territory" for b in bodies):
            # "US Minister of Water Resources": words of the office, no body
            bodies = [b for b in bodies if b.cls == "Territory"]
        body = bodies[-1] if bodies else owner
        post = self._post_words(inside) if bodies else text
        if portfolio and bodies:  # "US Secretary of State"
            post = self._verbatim(inside)
        self._keep(
            mention.referent, post or text, body, Span(title.start, mention.span.end), "title"
        )

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
                    and found[begin - 1].lower not in NO_TITLES | PREPOSITIONS
                    and {form for _, form in self.lexicon.lemmas.get(found[begin - 1].lower, ())}
                    <= {"base"}  # "transport chief": a noun that is a verb, too
                )
            )
        ):
            begin -= 1
        if begin == 1 and found[0].kind == WORD and found[0].text[:1].isupper():
            begin = 0  # "Harbour chief Lee Mei", where a sentence opens so
        while begin < len(found) and found[begin].lower in CONJUNCTIONS:
            begin += 1
        begin = self._past_list(found, begin)
        words = found[begin:]
        if item.mention is not None and found[-1].lower == MEMBER:
            return self._membership(found, item, item.mention)
        if not words or words[-1].lower not in self.lexicon.posts or item.mention is None:
            return item
        owned = begin > 1 and found[begin - 1].text in ("'s", "’s")
        at = begin - 1 - owned  # "the Harbour Bank's chairman Lee Mei"
        mention = found[at].mention if begin else None
        body = mention.referent if mention and mention.referent.cls != "Person" else None
        start = found[at].span.start if body else words[0].span.start
        del found[at if body is not None else begin :]
        span = Span(start, item.span.end)
        apart = words[-1].lower in _ELECTED and len(words) > 2 and words[-2].lower == "and"
        if apart and body is not None:  # "Tea Union delegate and lawmaker Lee Mei"
            self._keep(item.mention.referent, words[-1].text, None, span, "title")
            words = words[:-2]
        self._keep(item.mention.referent, self._verbatim(words), body, span, "title")
        return Item(ENTITY, item.text, item.lower, span, item.mention)

    def _membership(self, found: list[Item], item: Item, mention: Mention) -> Item:
        """ "Tea Union member Lee Mei": of whom she is a member."""
        body = found[-2].referent if len(found) > 1 else None
        if body is None or not self.lexicon.fits(body.cls, "Organisation"):
            return item
        span = Span(found[-2].span.start, item.span.end)
        self.offices.append(Office(mention.referent, MEMBER, body, span, False, "title"))
        del found[-2:]
        return Item(ENTITY, item.text, item.lower, span, mention)

    def _before(self, items: list[Item]) -> list[Item]:
        """ "the director of the Liaison Office, Zhou Ji": the person is the head of it all."""
        found: list[Item] = []
        at = 0
        while at < len(items):
            item = items[at]
            comma = bool(found) and found[-1].text == ","
            if item.mention and item.mention.referent.cls == "Person" and found:
                begin = self._post_back(found, len(found) - comma)
                # without a comma: "the head of the Harbour Office Lee Mei"
                close = comma or (
                    begin is not None
                    and (found[begin].lower == "the" or found[begin].text[:1].isupper())
                )
                if begin is not None and close and item.mention.kind is not MentionKind.PRONOUN:
                    inside = found[begin : len(found) - comma]
                    span = Span(inside[0].span.start, item.span.end)
                    self.office_of(item.mention.referent, inside, span, "post, name")
                    self.folded.append(tuple(inside))
                    del found[begin:]
                    item = Item(ENTITY, item.text, item.lower, span, item.mention)
                    if comma and at + 1 < len(items) and items[at + 1].text == ",":
                        at += not _opens_clause(items[at + 2 :])
            found.append(item)
            at += 1
        return found

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
            stop = self.ahead(items, at + 1)
            if stop is None:
                continue
            inside = items[at + 1 : stop]
            self.folded.append(tuple(inside))
            span = Span(item.span.start, inside[-1].span.end)
            self.office_of(item.mention.referent, inside, span, "name, post")
            found[-1] = replace(item, body=_last_body(inside))
            for other in _beside(found) if self._is_of_several(inside) else ():
                self.office_of(other, inside, span, "name, post")
            if items[at].text == ",":
                closed = stop < len(items) and items[stop].text == ","
                at = stop + (closed and not _opens_clause(items[stop + 1 :]))
        return found

    def _is_of_several(self, inside: Sequence[Item]) -> bool:
        """ "deputy directors of the office"."""
        words = [item.lower for item in inside if item.kind == WORD]
        return any(word.endswith("s") and word[:-1] in self.lexicon.posts for word in words)


def _last_body(inside: Sequence[Item]) -> Mention | None:
    """What stands last in an office, and is no person."""
    last = inside[-1].mention
    return last if last is not None and last.referent.cls != "Person" else None


def _opens_clause(behind: Sequence[Item]) -> bool:
    """Whether a comma parts what is before it from a subject: "Joined by the director, Lee Mei,
    the mayor visited", where the director has not visited."""
    return bool(behind) and (behind[0].kind == ENTITY or behind[0].lower in DETERMINERS)


def _beside(found: Sequence[Item]) -> Iterator[Referent]:
    """The persons before the last one of a list: "Lee Mei, Ho Kam and Wang Li"."""
    at = len(found) - 2
    while at > 0 and (found[at].lower == "and" or found[at].text == ","):
        who = found[at - 1].referent
        if who is None or who.cls != "Person":
            return
        yield who
        at -= 2


def row(sentence: Sentence, lexicon: Lexicon) -> Row:
    """The items of `sentence`."""
    return _Folding(sentence, lexicon).row()


def _is_owned(found: Sequence[Item]) -> bool:
    """Whether a body or a place that owns what follows stands last."""
    if len(found) < 2 or found[-1].text not in ("'s", "’s"):
        return False
    referent = found[-2].referent
    return referent is not None and referent.cls not in ("Person", "Topic", None)
