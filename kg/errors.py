"""The errors that kg raises, each naming the thing and the remedy.

KgError
├── NotFound            no such entity, claim, document, saved query
├── InvalidData         curated files with problems; carries all of them
├── InvalidRequest      an argument, parameter or query that cannot be used as it is
│   └── RefusedQuery    SPARQL that this service does not run: too deep, SERVICE, an update
├── TooLong             a query that met its deadline
├── TooLarge            a result or request past a limit
├── Busy                every worker is taken
├── EngineFailed        the engine died or broke its word
├── WorkersDown         no query worker starts
└── NoStore             nothing has been built yet, or not where we looked
"""

from kg.model.problem import Problem


class KgError(Exception):
    """An error whose text may be shown to whoever caused it."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(KgError):
    """There is no such thing."""


class InvalidData(KgError):
    """Curated files that cannot become a graph; `problems` has every one of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        noun = "problem" if len(problems) == 1 else "problems"
        super().__init__(f"{len(problems)} {noun} in the curated files")
        self.problems = problems


class InvalidRequest(KgError):
    """A request that cannot be used as it is."""


class RefusedQuery(InvalidRequest):
    """SPARQL that this service does not run."""


class TooLong(KgError):
    """A query that met its deadline."""


class TooLarge(KgError):
    """A request or result past a limit."""


class Busy(KgError):
    """Every worker is taken, and so is the queue."""


class EngineFailed(KgError):
    """The engine died or broke its word; the query may be to blame."""


class WorkersDown(KgError):
    """No query worker starts: the service is to blame, not the query."""


class NoStore(KgError):
    """Nothing has been built yet, or not where we looked."""
