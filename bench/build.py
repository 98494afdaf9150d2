"""How long `kg build` takes on the five documents, as a whole process: median of several runs."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
BAR_SECONDS = 3.0


def main() -> None:
    """Build into fresh folders, so that no run finds the release of another."""
    seconds = []
    for _ in range(RUNS + 1):
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "kg", "build"], check=True, capture_output=True,
                env={"KG_STORE": str(Path(folder) / "store"), "PATH": "/usr/bin:/bin"},
            )  # fmt: skip
            seconds.append(time.perf_counter() - started)
    counted = seconds[1:]  # the first run warms the disk
    print(  # noqa: T201
        f"kg build, five documents, whole process: median {statistics.median(counted):.2f} s "
        f"({min(counted):.2f}–{max(counted):.2f}, {RUNS} runs), bar {BAR_SECONDS:g} s"
    )


if __name__ == "__main__":
    main()
