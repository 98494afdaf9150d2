"""The errors that kg raises, each naming the thing and the remedy.

KgError
├── NotFound            no such entity, claim, document, saved query
├── InvalidData         curated files with problems; carries all of them
├── InvalidRequest      an argument, parameter or query that cannot be used as it is
│   ├── InvalidParameters  parameters of a saved query; carries what is wrong with each
│   ├── Outdated        a decision on what somebody else has decided meanwhile
│   ├── Expired         a cursor into data that have changed since
│   ├── RefusedQuery    SPARQL that this service does not run: malformed, too deep, an update
│   ├── NotEvaluated    SPARQL that is well-formed and that the engine cannot evaluate
│   └── Forbidden       SERVICE or LOAD of a target that no setting allows
├── TooLong             a query that met its deadline
├── TooLarge            a result or request past a limit
├── Busy                every worker is taken
├── Penalised           a query or client that killed workers and has to wait
├── ReadOnly            a change to a graph that only `kg build` changes
├── Unauthorised        a change without the token, or with a wrong one
├── Unsupported         a media type that is not read here
├── NotAllowed          a method that the resource does not have
├── EngineFailed        the engine died or broke its word
├── DiskFull            a disk of the server takes nothing more
├── WorkersDown         no query worker starts
├── BrokenGraph         data in the store that are no graph of this ontology
├── RemoteFailed        the engine behind the store's URL is down, refuses or broke its word
├── RemoteTooLong       the same engine met our deadline
└── NoStore             nothing has been built yet, or not where we looked
"""

from collections.abc import Mapping

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


class InvalidParameters(InvalidRequest):
    """Parameters that cannot be used: `errors` says of each what is wrong with it, `lead` of what
    they are."""

    def __init__(self, lead: str, errors: Mapping[str, str]) -> None:
        super().__init__(f"{lead}: {'; '.join(f'{name}: {e}' for name, e in errors.items())}")
        self.lead = lead
        self.errors = dict(errors)


class Outdated(InvalidRequest):
    """A decision on something that somebody else has decided meanwhile."""


class Expired(InvalidRequest):
    """A cursor into data that have changed since."""


class RefusedQuery(InvalidRequest):
    """SPARQL that this service does not run."""


class NotEvaluated(InvalidRequest):
    """SPARQL that is well-formed and that the engine cannot evaluate."""


class Forbidden(InvalidRequest):
    """SPARQL that reaches for a target which is not allowed."""


class TooLong(KgError):
    """A query that met its deadline."""


class TooLarge(KgError):
    """A request or result past a limit."""


class Busy(KgError):
    """Every worker is taken, and so is the queue."""


class Penalised(KgError):
    """A query or client that killed workers and has to wait `seconds`."""

    def __init__(self, detail: str, seconds: float) -> None:
        super().__init__(detail)
        self.seconds = seconds


class ReadOnly(KgError):
    """A change to a graph that only `kg build` changes."""


class Unauthorised(KgError):
    """A change without the token, or with a wrong one."""


class Unsupported(KgError):
    """A media type that is not read here."""


class NotAllowed(KgError):
    """A method that the resource does not have; `methods` are those that it has."""

    def __init__(self, detail: str, methods: str) -> None:
        super().__init__(detail)
        self.methods = methods


class EngineFailed(KgError):
    """The engine died or broke its word; the query may be to blame."""


class DiskFull(KgError):
    """A disk of the server takes nothing more: the request is not to blame."""


class WorkersDown(KgError):
    """No query worker starts: the service is to blame, not the query."""


class BrokenGraph(KgError):
    """Data in the store that are no graph of this ontology: changed by hand, or foreign."""


class RemoteFailed(KgError):
    """The engine behind the store's URL is down, refuses us or broke its word."""


class RemoteTooLong(KgError):
    """The engine behind the store's URL met our deadline."""


class NoStore(KgError):
    """Nothing has been built yet, or not where we looked."""


class NotInstalled(KgError):
    """A part that is optional, and not there."""
