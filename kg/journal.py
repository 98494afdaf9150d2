"""The log of the server: one event a line, as JSON for machines or as text for a terminal.

What clients send ends up here, so nothing in an event can begin a line of its own, secrets are
blotted out, and whoever does not read what is written cannot hold up the server.
"""

import atexit
import hashlib
import logging
import os
import queue
import re
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from kg.config import LogFormat, LogLevel

_CREDENTIAL = re.compile(r"(?i)\b(bearer|basic)(\s+)[\w.~+/=-]{8,}")
_SECRET_NAMES = frozenset(("authorization", "cookie", "token", "write_token", "kg_write_token"))
_BLOT = "***"
_EXCERPT = 200  # characters of a query that its log line shows
_WAITING = 10_000  # lines that may wait for a slow reader of the log; later ones are lost


_SHORTEST_SECRET = 6


def configure(format: LogFormat, level: LogLevel, *, secrets: tuple[str, ...] = ()) -> None:
    """Send every log line of this process, uvicorn's included, to stderr in one form.

    `secrets` are texts that must not stand in any line. May be called again.
    """
    stream = sys.stderr
    as_text = format is LogFormat.TEXT or (format is LogFormat.AUTO and stream.isatty())
    chain: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _Blot(secrets),
    ]
    last = _text(stream.isatty()) if as_text else [structlog.processors.JSONRenderer()]
    handler = _Patient(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=chain,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    close()
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(_number(level))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        theirs = logging.getLogger(name)
        theirs.handlers.clear()
        theirs.propagate = True


def close() -> None:
    """Write what waits and give the log back to the standard library."""
    root = logging.getLogger()
    for ours in [each for each in root.handlers if isinstance(each, _Patient)]:
        root.removeHandler(ours)
        ours.close()


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger of events: `logger(__name__).info("worker_died", reason=…)`.

    It hands its events to the standard library, so that a program that configures nothing gets
    what the standard library does by default.
    """
    found: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return found


def bind(request_id: str) -> None:
    """Name the request that everything logged from here on in this context belongs to."""
    structlog.contextvars.bind_contextvars(request_id=request_id)


def slow_query(
    text: str,
    seconds: float,
    outcome: str,
    *,
    threshold: float,
    rows: int | None = None,
    size: int | None = None,
    request_id: str | None = None,
) -> None:
    """Log a query that took `threshold` seconds or more (KG_SLOW_QUERY_SECONDS).

    The hash, 16 hexadecimal digits of SHA-256, finds the same text again; `size` is in bytes. The
    request id is that of the context unless it is given.
    """
    if seconds < threshold:
        return
    known = {"rows": rows, "bytes": size, "request_id": request_id}
    logger(__name__).warning(
        "slow_query",
        hash=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        seconds=round(seconds, 3),
        outcome=str(outcome),
        query=text[:_EXCERPT],
        length=len(text),
        **{name: value for name, value in known.items() if value is not None},
    )


def _number(level: LogLevel) -> int:
    return logging.getLevelNamesMapping()[level.upper()]


def _text(colours: bool) -> list[Processor]:
    """For people: control characters escaped, a traceback set in so that it forges no line."""
    console = structlog.dev.ConsoleRenderer(
        colors=colours, exception_formatter=structlog.dev.plain_traceback
    )
    return [_one_line, console]


def _one_line(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    for name, value in event.items():
        if name == "exception":
            lines = str(value).splitlines()
            event[name] = "\n".join(f"    {_printable(line)}" for line in lines)
        elif isinstance(value, str):
            event[name] = _printable(value)
        elif not isinstance(value, int | float | bool | None):
            event[name] = _printable(repr(value))
    return event


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )


class _Blot:
    """A processor that blots secrets out of every value."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        # what is shorter stands in every other word
        self._secrets = tuple(each for each in secrets if len(each) >= _SHORTEST_SECRET)

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        for name, value in event.items():
            if name.lower() in _SECRET_NAMES:
                event[name] = _BLOT
            elif isinstance(value, str):
                event[name] = self._clean(value)
            elif isinstance(value, list | tuple | dict | set | bytes):
                event[name] = self._clean(repr(value))
        return event

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _BLOT)
        return _CREDENTIAL.sub(rf"\1\2{_BLOT}", text)


class _Patient(logging.Handler):
    """Writes from a thread of its own: a pipe that nobody empties stops no one else."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._lines: queue.Queue[str | None] = queue.Queue(_WAITING)
        self._lost = 0
        self._thread = threading.Thread(target=self._write, name="journal", daemon=True)
        self._thread.start()
        self._at_exit: Callable[[], None] = atexit.register(self.close)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._lines.put_nowait(self.format(record))
        except queue.Full:
            self._lost += 1
        except Exception:  # noqa: BLE001  # a line that cannot be formatted must not end a request
            self.handleError(record)

    def close(self) -> None:
        """Write what waits, for a second at most."""
        atexit.unregister(self._at_exit)
        with suppress(queue.Full):
            self._lines.put_nowait(None)
            self._thread.join(timeout=1)
        super().close()

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            lost, self._lost = self._lost, 0
            with suppress(OSError, ValueError):  # nobody reads any more, or it is closed
                if lost:
                    self._put(f'{{"event": "log_lines_lost", "count": {lost}}}\n')
                self._put(f"{line}\n")

    def _put(self, text: str) -> None:
        """Write past the buffer of the stream: its lock would be held for as long as nobody reads,
        and the interpreter wants it at its end."""
        try:
            handle = self._stream.fileno()
        except (OSError, ValueError):  # no file behind it
            self._stream.write(text)
            return
        data = text.encode("utf-8", "backslashreplace")
        while data:
            data = data[os.write(handle, data) :]
