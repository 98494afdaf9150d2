"""Problem: one thing wrong with a curated file, and what to do about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, and the remedy; `line` counts from 1, 0 means the whole file."""

    file: str
    line: int
    field: str
    message: str
    remedy: str

    @property
    def place(self) -> str:
        """File, line and field."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.field}" if self.field else place

    @property
    def words(self) -> str:
        """What is wrong, and the remedy."""
        return f"{self.message}. {self.remedy}"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        subject = f" {self.field}:" if self.field else ""
        return f"{place}:{subject} {self.words}"


def told(
    problems: Iterable[Problem], place: Callable[[Problem], str] = lambda each: each.place
) -> dict[str, str]:
    """What is wrong, by place; several problems of one place one after another."""
    found: dict[str, str] = {}
    for each in problems:
        known = found.get(place(each))
        found[place(each)] = f"{known} {each.words}" if known else each.words
    return found


@dataclass(slots=True)
class Problems:
    """Collects problems, so that a curator sees all of them at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, name: str, message: str, remedy: str) -> None:
        self.found.append(Problem(file, line, name, message.rstrip("."), remedy))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self.found)))

    def __len__(self) -> int:
        return len(self.found)
