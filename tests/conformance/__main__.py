"""`make conformance`: the W3C suites, with the table of the runner."""

import sys

from tests.conformance import suite


def main() -> int:
    """Run everything; return the exit code."""
    if not suite.SHARED.exists():
        print(suite.MISSING, file=sys.stderr)  # noqa: T201
        return 1
    outcome = suite.run()
    print(outcome.said)  # noqa: T201
    for name in outcome.unexpected:
        print(f"{name} is listed as a known failure and passes: take it off the list")  # noqa: T201
    good = outcome.finished and not outcome.failures and not outcome.unexpected
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
