"""Large results: a few clients in a process of their own, while the server's memory is watched."""

import json
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from bench import processes, wire
from bench.servers import Server

PATIENCE_SECONDS = 200.0
WATCH_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Download:
    """Medians over the clients, in seconds; `megabytes` of one result, `extra` of memory."""

    first: float
    whole: float
    megabytes: float
    extra: float


def measure(server: Server, query: str, clients: int) -> Download:
    """The clients at once; raise RuntimeError where one gets less than the whole result."""
    before = peak = processes.megabytes(server.pid)
    given = json.dumps({"port": server.port, "target": server.target(query), "clients": clients})
    with subprocess.Popen(
        [sys.executable, "-m", "bench.downloads"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(given)
        process.stdin.close()
        while process.poll() is None:
            peak = max(peak, processes.megabytes(server.pid))
            time.sleep(WATCH_SECONDS)
        replies = [wire.Reply(**{**each, "start": b""}) for each in json.load(process.stdout)]
    if broken := [reply for reply in replies if reply.status != 200 or not reply.whole]:
        raise RuntimeError(f"{server.name} did not send the whole result: {broken[0]}")
    return Download(
        first=statistics.median(reply.first for reply in replies),
        whole=max(reply.seconds for reply in replies),
        megabytes=replies[0].size / 2**20,
        extra=peak - before,
    )


def main() -> None:
    """Port, target and number of clients in; a list of replies out."""
    plan = json.load(sys.stdin)
    request = wire.get(plan["target"])
    with ThreadPoolExecutor(plan["clients"]) as pool:
        asked = [
            pool.submit(wire.ask, plan["port"], request, PATIENCE_SECONDS)
            for _ in range(plan["clients"])
        ]
    replies = [asdict(each.result()) for each in asked]
    json.dump([{**each, "start": "", "headers": {}} for each in replies], sys.stdout)


if __name__ == "__main__":
    main()
