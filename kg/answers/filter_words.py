"""The words of a request, read one by one; what is wrong with any of them is kept and told."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from kg.model.period import FORMS, Period
from kg.vocab import SLUG

SHOWN = 80  # characters of a wrong word that are told
MOST_TOLD = 30  # names in a list of those there are
MOST_SOURCES = 1_000_000


class Words:
    """What was given, by name; `wrong` has a sentence for each word that cannot be used."""

    def __init__(self, given: Mapping[str, Iterable[str]]) -> None:
        self._given = {name: list(values) for name, values in given.items()}
        self.wrong: list[str] = []

    def among(self, name: str, allowed: Iterable[str]) -> list[str]:
        """The words of that name, each of which must be one of the few `allowed`."""
        known = [str(each) for each in allowed]
        return [word for word in self._of(name) if self._check(name, word, known)]

    def one(self, name: str, allowed: Iterable[str]) -> str | None:
        """The one word of that name."""
        found = self.among(name, allowed)
        if len(set(found)) > 1:
            self.wrong.append(f"{name} is given {len(found)} times; give one")
        return found[-1] if found else None

    def known(self, name: str, allowed: Collection[str], *, listed: bool = False) -> frozenset[str]:
        """The words of that name, each of which must be known; `listed` tells those there are."""
        found = frozenset(self._of(name))
        for word in sorted(found):
            if word not in allowed:
                there = f"; there are {_list(allowed)}" if listed else like(word, allowed)
                self.wrong.append(f"{name} '{_shown(word)}' is unknown{there}")
        return found

    def slugs(self, name: str) -> frozenset[str]:
        """The words of that name, each of which must have the form of a slug."""
        found = frozenset(self._of(name))
        for word in sorted(found):
            if not SLUG.match(word):
                self.wrong.append(f"{name} '{_shown(word)}' is not a slug such as qianhai")
        return found

    def day(self, name: str) -> date | None:
        """The last word of that name as a day."""
        for word in self._of(name)[-1:]:
            try:
                # fromisoformat also takes 20251222 and weeks, which nothing else here does
                if len(word) == len("2025-12-22"):
                    return date.fromisoformat(word)
            except ValueError:
                pass
            self.wrong.append(f"{name} '{_shown(word)}' is not a day such as 2025-12-22")
        return None

    def period(self, name: str) -> Period | None:
        """The last word of that name as a day, month, year or interval."""
        for word in self._of(name)[-1:]:
            try:
                return Period.parse(word)
            except ValueError:
                self.wrong.append(f"{name} '{_shown(word)}' is not a period: write {FORMS}")
        return None

    def count(self, name: str) -> int:
        """The last word of that name as a number from 1 on; 1 where there is none."""
        for word in self._of(name)[-1:]:
            if word.isascii() and word.isdigit() and len(word) < 8 and int(word) > 0:
                return min(int(word), MOST_SOURCES)
            self.wrong.append(f"{name} '{_shown(word)}' is not a number from 1 on")
        return 1

    def end(self, names: Collection[str]) -> None:
        """No word was given but those of these names."""
        for name in sorted(self._given.keys() - set(names)):
            self.wrong.append(f"'{_shown(name)}' is no word of a filter; there are {_list(names)}")

    def _of(self, name: str) -> list[str]:
        return self._given.get(name, [])

    def _check(self, name: str, word: str, known: list[str]) -> bool:
        if word not in known:
            self.wrong.append(f"{name} '{_shown(word)}' is not one of {', '.join(known)}")
        return word in known


def unknown(name: str, given: Iterable[str], allowed: Collection[str]) -> list[str]:
    """A sentence for each word of that name that is not known."""
    return [
        f"{name} '{_shown(word)}' is unknown{like(word, allowed)}"
        for word in sorted(given) if word not in allowed
    ]  # fmt: skip


def like(word: str, allowed: Collection[str]) -> str:
    """The known words that are like an unknown one, to be added to what is said of it."""
    near = get_close_matches(word[:SHOWN], allowed, n=3, cutoff=0.6)
    return f"; like it: {', '.join(near)}" if near else ""


def _shown(word: str) -> str:
    """A wrong word, short and without what no answer can carry."""
    return word[:SHOWN].encode("utf-8", "replace").decode()


def _list(names: Collection[str]) -> str:
    told = list(names)[:MOST_TOLD]
    more = f" and {len(names) - len(told)} more" if len(names) > len(told) else ""
    return f"{', '.join(told)}{more}"
