"""The crew: the workers there are, and who may use one.

`settings.workers` of them work at a time and `settings.queue` queries more may wait; while those
that run are short only as many as there are processors, so that those that take long leave room
for others. A few workers more are kept warm, so that the place of a killed one is taken at once;
new ones are started one after the other. A worker is handed to the first who waits, who need not
look whether it is still there: nobody comes between.
"""

import asyncio
import logging
import os
import time
from collections import deque

from kg.config import Settings
from kg.errors import Busy, WorkersDown
from kg.sparql.events import Events
from kg.sparql.process import Process
from kg.sparql.result import Conditions
from kg.sparql.run import CRASH

_LOG = logging.getLogger(__name__)
WORKER = "kg.sparql.worker"
# More than this at a time would only take turns: short queries wait, until one takes long.
_PROCESSORS = max(2, len(os.sched_getaffinity(0)))
DEMOTED, STOPPED = "demoted", "stopped"
PATIENCE_SECONDS = 1.0  # between attempts to start a worker where none starts


class Crew:
    """Workers that open `opened`, or what each request names where that is empty.

    Everything here runs on one event loop.
    """

    def __init__(self, opened: str, settings: Settings, events: Events) -> None:
        self._opened = opened
        self._settings = settings
        self._events = events
        self._kept = settings.workers + settings.spare_workers
        self._idle: deque[Process] = deque()
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._working = 0
        self._short = 0  # of them, those that have not taken long yet
        self._processes = 0  # idle, working, and those that are being started
        self._starter: asyncio.Task[None] | None = None
        self._killed: set[asyncio.Task[None]] = set()
        self.closed = False
        self.isolated: bool | None = None  # from the network; None until a worker has started

    def start(self) -> None:
        """Begin to start workers, up to the number that is kept."""
        if self.closed or self._processes >= self._kept:
            return
        if self._starter and not self._starter.done():
            return
        self._starter = asyncio.get_running_loop().create_task(self._start_missing())

    async def _start_missing(self) -> None:
        while not self.closed and self._processes < self._kept:
            self._processes += 1
            try:
                process = await Process.start(WORKER, [self._opened], self._settings)
            except WorkersDown as trouble:
                self._processes -= 1
                _LOG.error("%s", trouble.detail)
                if not self._processes:  # nobody will come free
                    self._turn_away(trouble)
                await asyncio.sleep(PATIENCE_SECONDS)
                continue
            except BaseException:
                self._processes -= 1
                raise
            self._events.worker_started()
            self._arrived(process)

    def _arrived(self, process: Process) -> None:
        if self.isolated is None and not process.isolated:
            _LOG.warning("query workers are on the network; only the gate refuses SERVICE")
        self.isolated = process.isolated
        if self.closed:
            self._discard(process, STOPPED)
        else:
            process.channel.when_gone = lambda: self._lost(process)
            self._idle.append(process)
            self._hand_out()

    def _lost(self, process: Process) -> None:
        """A worker has gone without being told to; one that works is missed by its run."""
        if process in self._idle:
            self._idle.remove(process)
            self._discard(process, CRASH)

    async def take(self, conditions: Conditions) -> Process:
        """A worker, which the caller gives back; raise Busy or WorkersDown."""
        if self.closed:
            raise _stopping()
        if not self._waiting and (process := self._free()):
            return process
        if len(self._waiting) >= self._settings.queue and self._full:
            raise Busy(
                f"{self._working} queries run and {len(self._waiting)} wait; try again in a "
                "moment (KG_WORKERS, KG_QUEUE)."
            )
        self.start()
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Process] = loop.create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout_at(loop.time() + conditions.deadline - time.monotonic()):
                return await turn
        except BaseException as error:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif turn.done() and not turn.cancelled() and turn.exception() is None:
                self.give_back(turn.result())  # it came at the moment in which we went
            if isinstance(error, TimeoutError):
                raise Busy(
                    f"no worker was free within {conditions.seconds:g} s; try again in a moment "
                    "(KG_WORKERS, KG_QUEUE)."
                ) from None
            raise

    def give_back(self, process: Process, why: str | None = None) -> None:
        """The worker serves the next, unless there is something against it: then it is killed."""
        self._working -= 1
        self._short -= not process.demoted
        if self.closed:
            why = STOPPED
        elif why is None and not process.promote():
            why = DEMOTED
        if why is None and process.alive:
            self._idle.append(process)
        else:
            self._discard(process, why or CRASH)
        self._hand_out()

    def slowed(self, process: Process) -> None:
        """It takes long: it goes on behind the others, and one more may begin."""
        if process.demote():
            self._short -= 1
            self._hand_out()

    @property
    def _full(self) -> bool:
        """Whether no further query may run now, even if there is a worker for it."""
        return self._working >= self._settings.workers or self._short >= _PROCESSORS

    def _free(self) -> Process | None:
        if self._full:
            return None
        while self._idle:
            process = self._idle.pop()  # the one that worked last: its memory is warm
            if process.alive:
                self._working += 1
                self._short += 1
                return process
            self._discard(process, CRASH)
        return None

    def _hand_out(self) -> None:
        """Give what is free to those who wait, the first first."""
        while self._waiting:
            if self._waiting[0].done():  # cancelled, and about to remove itself
                self._waiting.popleft()
            elif process := self._free():
                self._waiting.popleft().set_result(process)
            else:
                return

    def _turn_away(self, trouble: WorkersDown | Busy) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_exception(type(trouble)(trouble.detail))

    def load(self) -> dict[str, int]:
        """How many workers are idle, busy and spare, and how many queries wait for one."""
        free = self._settings.workers - self._working
        idle = min(len(self._idle), max(free, 0))
        return {
            "idle": idle, "busy": self._working, "spare": len(self._idle) - idle,
            "waiting": sum(not turn.done() for turn in self._waiting),
        }  # fmt: skip

    def _discard(self, process: Process, reason: str) -> None:
        process.kill()
        self._processes -= 1
        self._events.worker_died(reason)
        task = asyncio.get_running_loop().create_task(process.gone())
        self._killed.add(task)
        task.add_done_callback(self._killed.discard)
        self.start()

    async def close(self) -> None:
        """Stop every worker that is not lent, and wait until the stopped ones are no more."""
        self.closed = True
        if self._starter:
            self._starter.cancel()
            await asyncio.gather(self._starter, return_exceptions=True)
        while self._idle:
            self._discard(self._idle.popleft(), STOPPED)
        self._turn_away(_stopping())
        await asyncio.gather(*self._killed)


def _stopping() -> Busy:
    return Busy("the service is stopping.")
