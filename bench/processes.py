"""What /proc tells of a process and its descendants: memory, processor time, handles (Linux).

Source: proc(5): /proc/PID/stat, task/TID/children, smaps_rollup, fd.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
QUIET_SHARE = 0.1  # of one core


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a server holds: `megabytes` of the whole tree, threads and handles of the server."""

    children: int
    threads: int
    handles: int
    megabytes: float


def tree(pid: int) -> list[int]:
    """The process and all its living descendants."""
    found = [pid]
    for parent in found:  # grows while it is walked
        for task in _listed(_PROC / str(parent) / "task"):
            found += map(int, _text(task / "children").split())
    return found


def megabytes(pid: int) -> float:
    """Memory of the tree; what processes share is counted once (Pss)."""
    return sum(map(_proportional_kilobytes, tree(pid))) / 1024


def cpu_seconds(pid: int) -> float:
    """Processor time that the living processes of the tree have used."""
    return sum(map(_own_cpu_seconds, tree(pid)))


def busy_children(pid: int, window: float) -> list[int]:
    """The descendants that compute for most of `window` seconds from now."""
    before = {each: _own_cpu_seconds(each) for each in tree(pid)[1:]}
    time.sleep(window)
    return [
        each for each, used in before.items()
        if is_alive(each) and _own_cpu_seconds(each) - used >= window / 2
    ]  # fmt: skip


def holdings(pid: int) -> Holdings:
    """What the server holds now."""
    folder = _PROC / str(pid)
    return Holdings(
        children=len(tree(pid)) - 1,
        threads=len(_listed(folder / "task")),
        handles=len(_listed(folder / "fd")),
        megabytes=megabytes(pid),
    )


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    fields = _text(_PROC / str(pid) / "stat").rpartition(")")[2].split()
    return bool(fields) and fields[0] not in ("Z", "X")


def wait_until_quiet(pid: int, patience: float, window: float = 0.15) -> bool:
    """Return when the tree computes no more, False where it still does after `patience` seconds.

    A slow server goes on with requests whose clients have left, and would slow down the next one.
    """
    until = time.monotonic() + patience
    while time.monotonic() < until:
        before = cpu_seconds(pid)
        time.sleep(window)
        if cpu_seconds(pid) - before <= QUIET_SHARE * window:
            return True
    return False


def _own_cpu_seconds(pid: int) -> float:
    fields = _text(_PROC / str(pid) / "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _proportional_kilobytes(pid: int) -> int:
    for line in _text(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0  # gone in the meantime


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # gone in the meantime
        return ""


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
