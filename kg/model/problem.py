"""Problem: one thing wrong with a curated file, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, and the remedy; `line` counts from 1, 0 means the whole file."""

    file: str
    line: int
    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        subject = f" {self.field}:" if self.field else ""
        return f"{place}:{subject} {self.message}. {self.remedy}"


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
