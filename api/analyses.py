"""Analyses: what is small is done at once, what is large in a process, and either is kept."""

import asyncio
from collections.abc import Hashable

from fastapi.concurrency import run_in_threadpool

from api.kept import Kept
from kg.answers.analysis import analyse, steps
from kg.answers.analysis_links import size
from kg.answers.analysis_rows import Result
from kg.answers.analysis_runs import Found, Order, Run, Runs, length
from kg.config import Settings


class Analyses:
    """The analyses of a server. Only from the event loop."""

    def __init__(self, settings: Settings) -> None:
        self._at_once = settings.analysis_at_once
        self._wait_seconds = settings.analysis_wait_seconds
        self._kept: Kept[Result] = Kept(settings.analysis_kept_bytes)
        self.runs = Runs(settings, self._keep)

    async def answer(self, key: Hashable, order: Order, address: str) -> Result | Run:
        """The result, or the run that works on it, where that takes longer than a request waits.

        `key` tells the order from others, `address` is where it was asked for. Raise Busy, and
        whatever the run fails with while somebody waits.
        """
        if (known := self._kept.get(key)) is not None:
            return known
        if (found := await run_in_threadpool(_at_once, order, self._at_once)) is not None:
            self._keep(key, found)
            return found.result
        run = self.runs.start(key, order, address)
        if (task := run.task) is not None:
            await asyncio.wait([task], timeout=self._wait_seconds)
            if task.done() and not task.cancelled():
                return task.result().result
        return run

    async def close(self) -> None:
        """End what runs."""
        await self.runs.close()

    def _keep(self, key: Hashable, found: Found) -> None:
        self._kept.keep(key, found.result, found.size)


def _at_once(order: Order, most: int) -> Found | None:
    """What is found, where that takes no time worth a process: `most` steps."""
    links = size(order.index, order.selection)
    if steps(order.measure, links, order.sources) > most:
        return None
    found = analyse(order.index, order.selection, order.measure, order.sources, lambda _, __: None)
    return Found(found, length(found))
