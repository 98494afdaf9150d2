"""Rows: what names are that stand in one list, by those of them that are known, or by the noun
before them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.name import Name
from kg.extract.tokens import Token
from kg.extract.words import word_set
from kg.model.sentence import Span

_BETWEEN = frozenset((",", "and", "or", ", and", ", or", "as well as"))
INTRODUCE = word_set("including like namely as")
# What many names are told by, where the ontology has no class for one of them.
_MANY = {
    **dict.fromkeys(
        word_set("firms companies enterprises brands giants startups retailers developers "
                 "carmakers manufacturers airlines insurers operators lenders peers rivals"),
        "Company",
    ),
    **dict.fromkeys(
        word_set("cities towns counties districts places destinations regions countries economies "
                 "provinces markets villages neighbours areas"),
        "Territory",
    ),
    **dict.fromkeys(
        word_set("lawmakers legislators officials leaders guests speakers experts scholars artists "
                 "ministers executives professors academics athletes members panellists"),
        "Person",
    ),
    **dict.fromkeys(word_set("institutions universities colleges institutes"), "Organisation"),
}  # fmt: skip


class RowReader:
    """Reads lists of names; `known` are the classes of known names by their span."""

    def __init__(self, lexicon: Lexicon, text: str, known: Mapping[Span, str | None]) -> None:
        self.lexicon = lexicon
        self.text = text
        self.known = known

    def classes(
        self, sentences: Sequence[Sequence[Token]], names: Sequence[Name]
    ) -> Mapping[str, str]:
        """The class of each name without one that stands in a row of a class, by its words."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for tokens in sentences:
            for row in self._rows(tokens, names):
                told = Counter(cls for _, cls in row if cls)
                cls = told.most_common(1)[0][0] if told else self._introduced(tokens, row[0][0])
                for span, own in row if cls else ():
                    if own is None:
                        found[self.text[span.start : span.end]][str(cls)] += 1
        return {name: classes.most_common(1)[0][0] for name, classes in found.items()}

    def _rows(
        self, tokens: Sequence[Token], names: Sequence[Name]
    ) -> Iterator[list[tuple[Span, str | None]]]:
        """Names of a sentence with nothing between them but commas and, once, "and"."""
        if not tokens:
            return
        whole = Span(tokens[0].start, tokens[-1].end)
        items = {**dict(self.known), **{n.span: n.cls for n in names if n.span not in self.known}}
        row: list[tuple[Span, str | None]] = []
        last = ""
        for span in sorted(each for each in items if each.within(whole)):
            if row and span.start < row[-1][0].end:
                continue  # a name within a name
            between = self.text[row[-1][0].end : span.start].strip() if row else ""
            if row and (between not in _BETWEEN or last not in ("", ",")):
                yield from [row] if last not in ("", ",") else []
                row, between = [], ""
            row.append((span, items[span]))
            last = between
        yield from [row] if last not in ("", ",") else []

    def _introduced(self, tokens: Sequence[Token], first: Span) -> str | None:
        """ "firms such as A, B and C", "towns, including A and B"."""
        at = next((n for n, token in enumerate(tokens) if token.start == first.start), 0)
        words = [token.lower for token in tokens[max(0, at - 4) : at] if token.text != ","]
        if len(words) < 2 or words.pop() not in INTRODUCE:
            return None
        noun = words[-2] if words[-1] == "such" and len(words) > 1 else words[-1]
        if noun in _MANY:
            return _MANY[noun]
        told = self.lexicon.described.get(noun)
        return told[0] if told and told[1] != noun else None
