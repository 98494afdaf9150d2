"""Antecedents: what "the zone", "the region", "her bureau" look back on in one document."""

from collections import Counter
from collections.abc import Sequence

from kg.extract.geography import COUNTRIES, PROVINCES
from kg.extract.governments import GovernmentReader
from kg.extract.holders import is_word_of
from kg.extract.mention import MentionKind, Referent
from kg.extract.synonyms import ANY, differs
from kg.extract.verbs import plural
from kg.extract.words import ANAPHORS, word_set

_WIDE = word_set("area delta metropolis region")
_BY_NAME_ONLY = word_set(
    "district province region bay island station line link company bank university"
)
_NO_CITIES = PROVINCES | (COUNTRIES - {"Singapore"}) | {"Mainland China", "mainland"}
_OTHERS = word_set("new other another different third next old former similar")


class AntecedentReader(GovernmentReader):
    """Tells which thing of a document a noun looks back on."""

    def _only(self, cls: str | None, word: str, text: str) -> Referent | None:
        """The one named thing that ends in this noun."""
        same = {
            m.referent
            for m in self.mentions
            if (cls is None or m.referent.cls == cls)
            and m.referent.named
            and m.referent.name.split()[-1].lower() == word
        }
        return same.pop() if len(same) == 1 and not set(text.lower().split()) & _OTHERS else None

    def _seat_of(self, person: Referent | None, head: str) -> Referent | None:
        """ "her bureau", of the Secretary for Works: the Works Bureau, where it was named."""
        title = self.titles.get(person, "") if person is not None else ""
        for mention in reversed(self.seen):
            words = mention.referent.name.lower().split()
            named = mention.referent.named and words[-1] == head
            if named and any(is_word_of(word, title) for word in words[:-1]):
                return mention.referent
        return None

    def _is_kind(self, words: Sequence[str], word: str) -> bool:
        """ "the Games", "the Institute" of the Institute of Tea: what the thing is."""
        of = next((n for n, each in enumerate(words) if each in ("of", "on")), len(words))
        return word == words[-1] or (
            self.lexicon.head_class(word) is not None and word == words[of - 1]
        )

    def _ends(self, name: str, word: str) -> bool:
        """ "the institute" of the Tea Institute, of the Tea Institute of Hill Town."""
        words = name.lower().split()
        return bool(words) and any(self._is_kind(words, each) for each in (word, plural(word)))

    def _city(self) -> Referent | None:
        """Of the cities that were named, the one of which the document speaks most."""
        cities = [
            m.referent
            for m in self.seen
            if m.referent.cls == "Territory"
            and m.text[0].isupper()
            and not m.text.endswith("Area")
            and m.text != "GBA"
            and m.referent.name not in _NO_CITIES
        ]
        often = Counter(m.referent for m in self.mentions)
        last = {each: at for at, each in enumerate(cities)}
        return max(last, key=lambda each: (often[each], last[each]), default=None)

    def _wide(self) -> Referent | None:
        """ "the region": the bay area, the delta of which the text spoke last."""
        wide = (
            m.referent for m in reversed(self.seen)
            if m.kind in (MentionKind.NAME, MentionKind.SHORT)
            and m.referent.cls in ("Territory", "Place", "Zone")
            and m.referent.name.lower().split()[-1] in _WIDE
        )  # fmt: skip
        return next(wide, None)

    def _last(self, word: str, modifiers: int) -> Referent | None:
        """What was named last and may be called so; one whose name ends so comes first."""
        wanted = ANAPHORS[word]
        if word == "city":
            return self._city()
        if word == "region" and (larger := self._wide()) is not None:
            return larger
        fitting = [
            m.referent
            for m in reversed(self.seen)
            if m.referent.cls in wanted and not differs(m.referent, word, self.lexicon)
        ]
        named = [
            each
            for each in fitting
            if any(self._ends(name, word) for name in (each.name, *each.names, *each.known_as))
        ]
        anywhere = [
            m.referent
            for m in reversed(self.seen)
            if m.referent.cls != "Person"
            and any(self._ends(name, word) for name in (m.referent.name, *m.referent.names))
        ]
        if named or anywhere:
            several = [each for each in named or anywhere if each.named] or named or anywhere
            return max(several, key=lambda each: (several.count(each), -several.index(each)))
        if word == "province":
            regions = ("Hong Kong", "Macao", "Macau", "China", "mainland")
            lands = {
                each
                for each in fitting
                if each.name in PROVINCES and each.name not in regions and each.named
            }
            return lands.pop() if len(lands) == 1 else None
        if word in _BY_NAME_ONLY:
            return None
        if word in ANY and fitting:
            return fitting[0]
        clear = {each for each in fitting if each.named}
        if modifiers <= 1 and len(clear) == 1:
            return clear.pop()
        alone = modifiers == 1 and len(set(fitting)) == 1
        return fitting[0] if fitting and (modifiers == 0 or alone) else None
