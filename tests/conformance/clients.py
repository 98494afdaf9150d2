"""The client libraries that people use, against a real server of ours.

They know no bearer token, so that they write through a proxy which adds it.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.conformance import suite
from tests.conftest import ROOT

SCRIPT = suite.SHARED / "real_clients.sh"
WORK = ROOT / "build" / "real-clients"
LONGEST_SECONDS = 600
PASSED = "ok"
_HOP = {"connection", "transfer-encoding", "content-length", "date", "server"}


@contextmanager
def with_token(address: str, token: str) -> Iterator[str]:
    """The address of a proxy that asks `address` with the token."""
    target = urlsplit(address)

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            size = int(self.headers.get("content-length") or 0)
            sent = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
            sent["Authorization"] = f"Bearer {token}"
            connection = HTTPConnection(target.hostname or "", target.port, timeout=60)
            connection.request(self.command, self.path, self.rfile.read(size), sent)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    proxy.daemon_threads = True
    thread = threading.Thread(target=proxy.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{proxy.server_port}"
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()


def missing() -> str | None:
    """What the clients need and this machine has not."""
    if not SCRIPT.exists():
        return suite.MISSING
    needed = [name for name in ("curl", "node", "npm") if not shutil.which(name, path=_path())]
    return f"{', '.join(needed)} not found" if needed else None


def run() -> dict[str, str]:
    """Each check that a client made, and how it went."""
    with suite.server() as address, with_token(address, suite.TOKEN) as writable:
        environment = {
            **os.environ, "PYTHON": sys.executable, "CLIENTS_WORK": str(WORK), "PATH": _path(),
        }  # fmt: skip
        if (Path(sys.executable).parent / "node").exists():  # the wheel's knows no certificates
            environment["NODE_OPTIONS"] = "--use-system-ca"
        done = subprocess.run(
            ["sh", SCRIPT, f"{address}/sparql", f"{writable}/update"], env=environment, text=True,
            capture_output=True, timeout=LONGEST_SECONDS, check=False,
        )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if len(line) > 58]
    checks = {line[:58].strip(): line[58:].strip() for line in lines}
    return checks or {"the script": done.stderr or done.stdout or "said nothing"}


def _path() -> str:
    """The programs of the environment first: its node, where the machine has none."""
    return f"{Path(sys.executable).parent}:{os.environ['PATH']}"
