"""Kept results: what may be asked for again, as the next pages of a table are."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """The results that were used last, up to `most` bytes of them. Only from the event loop.

    A key names the version of the data, and everything else that the result depends on.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._results: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()

    def get(self, key: Hashable) -> _Value | None:
        """The result, if it is still there."""
        found = self._results.get(key)
        if found is None:
            return None
        self._results.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, result: _Value, size: int) -> None:
        """Keep a result of so many bytes; those that were not used for longest give way."""
        if size > self._most:
            return
        known = self._results.pop(key, None)
        self._size += size - (known[1] if known else 0)
        self._results[key] = result, size
        while self._size > self._most:
            _, (_, gone) = self._results.popitem(last=False)
            self._size -= gone
