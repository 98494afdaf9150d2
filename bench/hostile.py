"""Every attack once: how it ends, and whether the server is there for the next query."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus

from bench import processes, wire
from bench.attacks import Attack, all_attacks
from bench.report import Bar, at_most, say, table
from bench.servers import Server
from bench.witness import Testimony, witness

GRACE_SECONDS = 0.1
PATIENCE_SECONDS = 15.0
HEALTH_MILLISECONDS, HEALTH_PAUSE = 50.0, 0.05
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attack ended; `faults` are what it broke."""

    attack: Attack
    reply: wire.Reply
    faults: tuple[str, ...]
    next_seconds: float

    @property
    def verdict(self) -> str:
        if self.faults:
            return f"FAIL: {', '.join(self.faults)}"
        return "refused" if self.reply.status != HTTPStatus.OK else "answered"


@dataclass
class Outside:
    """A server that must not be reached."""

    address: str
    visits: int = 0


def attack_all(server: Server, good: bytes, limit: float, repeat: int) -> list[Outcome]:
    """Every attack, `repeat` times, a good query after each."""
    found = []
    with outside() as there:
        for attack in all_attacks(there.address) * repeat:
            visits = there.visits
            reply = wire.ask(server.port, attack.request(), PATIENCE_SECONDS)
            faults = list(faults_of(reply, limit))
            if there.visits > visits:
                faults.append("reached another server")
            next_reply = wire.ask(server.port, good, PATIENCE_SECONDS)
            if next_reply.status != HTTPStatus.OK or not next_reply.whole:
                faults.append(f"the next query got {next_reply.status} {next_reply.fault}".strip())
            if not processes.is_alive(server.pid):
                faults.append("the server died")
            found.append(Outcome(attack, reply, tuple(faults), next_reply.seconds))
            if "the server died" in faults:
                break
    return found


def faults_of(reply: wire.Reply, limit: float) -> Iterator[str]:
    """What is wrong with an answer to an attack."""
    if reply.status == 0:
        yield f"no answer ({reply.fault})"
    elif not reply.whole:
        yield f"{reply.status}, cut ({reply.fault})"
    elif reply.status != HTTPStatus.OK:
        if not 400 <= reply.status < 500 and reply.status != HTTPStatus.SERVICE_UNAVAILABLE:
            yield f"status {reply.status}"
        elif reply.media_type != PROBLEM:
            yield f"{reply.status} as {reply.media_type or 'nothing'}, not {PROBLEM}"
    if reply.seconds > limit + GRACE_SECONDS:
        yield f"late, {reply.seconds:.2f} s"


@contextmanager
def health(server: Server) -> Iterator[Testimony]:
    """Ask /healthz all the time; see `health_bars`."""
    with witness(server.port, ["/healthz"], HEALTH_PAUSE) as found:
        yield found


def health_bars(found: Testimony, during: str) -> list[Bar]:
    return [
        at_most(f"/healthz p95 during {during}", found.p(0.95), HEALTH_MILLISECONDS, " ms"),
        at_most(f"/healthz lost during {during}", len(found.lost), 0, ""),
    ]


@contextmanager
def outside() -> Iterator[Outside]:
    """A listener on loopback that counts its visitors."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found = Outside(f"http://127.0.0.1:{listener.getsockname()[1]}/")

        def wait() -> None:
            with suppress(OSError):  # closed in the end
                while True:
                    visitor, _ = listener.accept()
                    found.visits += 1
                    visitor.close()

        threading.Thread(target=wait, daemon=True).start()
        try:
            yield found
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def print_outcomes(found: Sequence[Outcome]) -> list[Bar]:
    """What failed and what was answered, for a person to judge; the rest only as numbers."""
    say(f"{len(found)} attacks: " + ", ".join(
        f"{count} {verdict.partition(':')[0]}" for verdict, count
        in Counter(each.verdict.partition(":")[0] for each in found).most_common()
    ))  # fmt: skip
    say()
    table(
        ("kind", "attack", "status", "seconds", "bytes", "note", "verdict"),
        [
            (
                each.attack.kind, each.attack.name, str(each.reply.status),
                f"{each.reply.seconds:.2f}", f"{each.reply.size:,}", _note(each.reply),
                each.verdict,
            )
            for each in found
        ],
    )  # fmt: skip
    slowest = max(found, key=lambda each: each.reply.seconds)
    say(f"slowest: {slowest.attack.name}, {slowest.reply.seconds:.2f} s\n")
    failed = [each for each in found if each.faults]
    return [at_most("attacks that broke a rule", len(failed), 0, "")]


def _note(reply: wire.Reply) -> str:
    """Our own headers, as those that say that a result is cut; else the start of the text."""
    ours = [
        f"{name}: {value[:80]}" for name, value in reply.headers.items()
        if name.startswith("kg-") and name != "kg-version"
    ]  # fmt: skip
    text = " ".join(reply.start[:90].decode("utf-8", "replace").split())
    if reply.media_type == PROBLEM:
        text = reply.start.decode("utf-8", "replace").partition('"detail":')[2].strip('" }')[:90]
    return "; ".join(ours) or text.replace("\x00", "␀")
