"""A child process of ours: started, spoken to over a channel, killed and waited for."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from contextlib import suppress

from kg.config import Settings, child_environment
from kg.errors import WorkersDown
from kg.sparql import frames
from kg.sparql.channel import Channel, Gone
from kg.sparql.child import BEHIND_THE_SERVER

START_SECONDS = 30.0
_LOWEST_PRIORITY = 19


class Process:
    """A running child; `isolated` is whether it is cut off from the network."""

    def __init__(self, process: subprocess.Popen[bytes], channel: Channel) -> None:
        self._process = process
        self._reaper: asyncio.Future[int] | None = None
        self.channel = channel
        self.pid = process.pid
        self.isolated = False
        self.demoted = False

    @classmethod
    async def start(cls, module: str, arguments: list[str], settings: Settings) -> "Process":
        """Run `module` with a socket as its standard input; raise WorkersDown.

        The child says READY when it can be asked.
        """
        isolation = "off" if settings.allowed_targets else settings.isolation.value
        limits = str(settings.worker_megabytes), isolation
        try:
            started = await cls._spawn(module, [*arguments, *limits])
        except OSError as error:  # no handles, processes or memory left
            raise WorkersDown(
                f"a child process cannot be made ({module}): {error.strerror}. Other processes "
                "use up what the system has, or its limits are low (ulimit -n, -u)."
            ) from None
        try:
            async with asyncio.timeout(START_SECONDS):
                _, payload = await started.channel.read()
        except (Gone, TimeoutError):
            await started.end()
            raise WorkersDown(
                f"a child process does not start ({module} {' '.join(arguments)}). It may use "
                f"{settings.worker_megabytes:,} MB (KG_WORKER_MEGABYTES); its isolation is "
                f"{isolation} (KG_ISOLATION)."
            ) from None
        except BaseException:
            await started.end()
            raise
        started.isolated = bool(json.loads(payload)["isolated"])
        return started

    @classmethod
    async def _spawn(cls, module: str, arguments: list[str]) -> "Process":
        """The child, which may not have begun yet; raise OSError where there can be none."""
        ours, theirs = socket.socketpair()
        # -P: the folder in which the server happens to run may have a package kg of its own
        command = [sys.executable, "-P", "-m", module, *arguments]
        try:
            with theirs:  # not in a thread: who is cancelled there would leave a child behind
                process = subprocess.Popen(
                    command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
                    env=child_environment(),
                )  # fmt: skip
        except OSError:
            ours.close()
            raise
        ours.setblocking(False)
        channel = Channel()
        started = cls(process, channel)
        try:
            await asyncio.get_running_loop().create_connection(lambda: channel, sock=ours)
        except BaseException:
            ours.close()
            await started.end()
            raise
        return started

    @property
    def alive(self) -> bool:
        return self._reaper is None and not self.channel.gone

    def ask(self, kind: bytes, request: object, data: bytes | None = None) -> None:
        """Send a request, and what goes with it; raise Gone."""
        self.channel.send(frames.pack(kind, json.dumps(request).encode()))
        if data is not None:
            for start in range(0, len(data), frames.CHUNK):
                self.channel.send(frames.pack(frames.DATA, data[start : start + frames.CHUNK]))
            self.channel.send(frames.pack(frames.END))

    def demote(self) -> bool:
        """Let everybody else go first: what computes for long is not to slow down what is short.

        Only root may take it back (`promote`); without that the child serves no further query.
        Return whether it was done now.
        """
        if not self.demoted:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST_PRIORITY)
                self.demoted = True
                return True
        return False

    def promote(self) -> bool:
        """Take it back; False where that is not possible."""
        if self.demoted:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, BEHIND_THE_SERVER)
                self.demoted = False
        return not self.demoted

    def kill(self) -> None:
        """End it now, whatever it does; its memory may take a moment to be freed."""
        if self._reaper is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            self.channel.close()
            self._reaper = asyncio.get_running_loop().run_in_executor(None, self._process.wait)

    async def gone(self) -> None:
        """Wait until a killed child is no more."""
        if self._reaper is not None:
            await self._reaper

    async def end(self) -> None:
        """Kill it, and wait until it is no more."""
        self.kill()
        await self.gone()
