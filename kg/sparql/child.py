"""What every child process does first: leave the network, take its limits, end with its parent."""

import os
import resource
import socket
import sys
import threading
import time
from typing import BinaryIO

from kg.sparql.network import leave

_STANDARD_INPUT = 0
# The server passes on what several children have computed: it must not wait for a processor.
BEHIND_THE_SERVER = 5


def settle(megabytes: int, isolation: str) -> bool:
    """Take the limits and return whether the process is cut off; exit where it must be and is not.

    Must be called before anything starts a thread.
    """
    isolated = isolation != "off" and leave()
    if isolation == "required" and not isolated:
        sys.exit("this kernel lets no worker leave the network (KG_ISOLATION=required)")
    threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    os.nice(BEHIND_THE_SERVER)
    limit = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return isolated


def line() -> tuple[BinaryIO, BinaryIO]:
    """The two ends of the socket that the server has put in the place of the standard input."""
    connection = socket.socket(fileno=os.dup(_STANDARD_INPUT))
    return connection.makefile("rb"), connection.makefile("wb")


def _end_with(parent: int) -> None:
    """End as soon as the server is gone, however it went: nobody waits for the answer."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
