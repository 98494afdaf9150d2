"""A source: which data the workers read, and of which version."""

from pathlib import Path
from typing import Protocol


class Source(Protocol):
    """Which data to read: the folder that a worker opens, and its version."""

    @property
    def version(self) -> str: ...

    @property
    def first(self) -> Path | None:
        """The data, where they are always the same; None where they change."""
        ...

    def version_of(self, path: Path) -> str:
        """The version of the data there."""
        ...

    async def take(self) -> Path:
        """The newest data; they stay until `give_back`."""
        ...

    def give_back(self, path: Path) -> None: ...


class Release:
    """Data that never change."""

    def __init__(self, path: Path, version: str) -> None:
        self._path = path
        self.first: Path | None = path
        self.version = version

    def version_of(self, path: Path) -> str:
        return self.version

    async def take(self) -> Path:
        return self._path

    def give_back(self, path: Path) -> None:
        """Nothing to do."""
