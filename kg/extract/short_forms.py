"""Short forms: the one word by which a text calls a firm, "Bluesea" of "Bluesea Engineering", and
names of one word where nothing around tells that they are names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.gazetteer import level
from kg.extract.geography import TERRITORIES
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Referent
from kg.extract.words import SURNAMES, word_set
from kg.model.sentence import Span

FIRMS = ("Company", "Organisation", None)
_NO_FIRMS = word_set(
    "Institute Association Society Council Committee Union Federation Chamber Alliance League "
    "Party Centre Center Foundation Commission"
)
_SHORTEST = 4  # letters; shorter ones are too often a word, or a part of another name
_WORD = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{3,}(?![\w-])")
_LOWER = re.compile(r"(?<![\w-])[a-z]{4,}")
_BACK = 20  # characters before a word in which the word before it stands


class ShortForms:
    """The words of one text that stand for something named in it."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.lower = frozenset(_LOWER.findall(text))

    def words(
        self, referents: Sequence[Referent], forms: Mapping[str, Referent]
    ) -> dict[str, Referent]:
        """What each word stands for; `forms` are those that are known to stand for something."""
        found = {
            form: each
            for each in referents
            for form in each.names
            if each.slug is None and each.named and each.cls != "Person"
            and form.isalpha() and self._is_own(form)
        }  # fmt: skip
        opening: dict[str, Referent] = {}
        for each in referents:
            opening.setdefault(each.name.split()[0], each)  # who was named so first
        for word, first in opening.items():
            own = self._is_own(word) and word[1:].islower() and level(word) not in forms
            if own and first.slug is None and first.cls in FIRMS and self.is_firm(first.name):
                found[word] = first
        return found

    def places(self, words: Mapping[str, Referent]) -> Iterator[tuple[str, Span]]:
        """Where one of the words stands by itself, in order."""
        for match in _WORD.finditer(self.text) if words else ():
            after = self.text[match.end() : match.end() + 2]
            alone = not (after[:1] == " " and after[1:].isupper())
            if match.group() in words and alone and not self._ends_a_name(match.start()):
                yield match.group(), Span(*match.span())

    def is_firm(self, name: str) -> bool:
        """Whether a name may be that of a firm, whose first word stands for it."""
        words = name.split()
        return (
            len(words) > 1 and len(words[0]) >= _SHORTEST and words[0] not in SURNAMES
            and words[0] not in TERRITORIES
            and words[0].lower() not in self.lexicon.lemmas
            and self.lexicon.head_class(words[0]) is None
            and self.lexicon.head_class(words[-1]) in (*FIRMS, "Facility")
            and words[-1] not in _NO_FIRMS
        )  # fmt: skip

    def _is_own(self, word: str) -> bool:
        """Whether the text never has a word in small letters: a name of its own."""
        return len(word) >= _SHORTEST and word.lower() not in self.lower and word not in SURNAMES

    def _ends_a_name(self, start: int) -> bool:
        """Whether another capital stands before, where no sentence opens between."""
        before = self.text[max(0, start - _BACK) : start].split()
        if not before or not (before[-1][:1].isupper() and before[-1].isalpha()):
            return False
        return not (len(before) < 2 or before[-2][-1] in ".!?")
