"""Kept results: tables whose next pages may be asked for, so that they need not be asked again."""

from collections import OrderedDict

from kg.store.table import Table

Key = tuple[str, str]  # the version of the data, and everything that the table depends on


class Kept:
    """The tables that were used last, up to `most` bytes of them. Only from the event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._tables: OrderedDict[Key, tuple[Table, int]] = OrderedDict()

    def get(self, key: Key) -> Table | None:
        """The table, if it is still there."""
        found = self._tables.get(key)
        if found is None:
            return None
        self._tables.move_to_end(key)
        return found[0]

    def keep(self, key: Key, table: Table, size: int) -> None:
        """Keep a table of so many bytes; those that were not used for longest give way."""
        if size > self._most:
            return
        known = self._tables.pop(key, None)
        self._size += size - (known[1] if known else 0)
        self._tables[key] = table, size
        while self._size > self._most:
            _, (_, gone) = self._tables.popitem(last=False)
            self._size -= gone
