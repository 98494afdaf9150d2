"""The view of a graph that may be changed: opened anew when it has changed and is asked for.

What a server has read of labels and documents goes with the view.
"""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

from fastapi.concurrency import run_in_threadpool

from api.deps import Service
from kg.answers.knowledge import at

REMOTE_SECONDS = 30.0  # how long what was read of a graph elsewhere is believed


class Views:
    """The service over the newest data. The data of a published graph stay the same.

    Nobody tells when a graph elsewhere changes; its claims are read anew each time.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self._changing = asyncio.Lock()
        self._snapshot: Path | None = None
        self._since = time.monotonic()

    async def current(self) -> Service:
        """The service whose data are those of now."""
        writer = self.service.writer
        if not self.service.knowledge.versioned:
            self._forget_at_times()
        if writer is None or writer.version == self.service.knowledge.version:
            return self.service
        async with self._changing:
            version = writer.version
            if version != self.service.knowledge.version:
                path = await writer.take()
                version = writer.version_of(path)
                try:
                    known = await run_in_threadpool(at, self.service.knowledge, path, version)
                except BaseException:
                    writer.give_back(path)
                    raise
                self.service = replace(self.service, knowledge=known)
                if self._snapshot:
                    writer.give_back(self._snapshot)
                self._snapshot = path
        return self.service

    def _forget_at_times(self) -> None:
        now = time.monotonic()
        if now - self._since > REMOTE_SECONDS:
            fresh = replace(self.service.knowledge)  # without the index that it had
            self.service, self._since = replace(self.service, knowledge=fresh), now
