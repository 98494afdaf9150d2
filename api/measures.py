"""What the server counts of itself, for /metrics."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector

from kg.sparql.events import Outcome

_REQUEST_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))
_WORKER_STATES = ("idle", "busy", "spare")


class _Route:
    """The counters of one route, method and class of status: looked up once, then only added to."""

    __slots__ = ("count", "seconds")

    def __init__(self, count: Counter, seconds: Histogram) -> None:
        self.count = count
        self.seconds = seconds


class Measures:
    """The metrics of one application, in a registry of its own.

    It counts what `kg.sparql.events.Events` tells; safe to call from any thread. Names and units
    follow Prometheus: seconds and bytes, counters end in `_total`.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = self._counter(
            "kg_http_requests", "Requests answered.", "route", "method", "status"
        )
        self._request_seconds = self._histogram(
            "kg_http_request_seconds", "From the head of a request to the end of its answer.",
            _REQUEST_SECONDS, "route", "method",
        )  # fmt: skip
        self._in_flight = self._gauge("kg_http_requests_in_flight", "Requests being answered.")
        self._queries = self._counter("kg_queries", "Queries by how they ended.", "outcome")
        self._query_seconds = self._histogram(
            "kg_query_seconds", "From the receipt of a query to its end.", _REQUEST_SECONDS
        )
        self._writes = self._counter("kg_writes", "Updates and uploads by outcome.", "outcome")
        self._write_seconds = self._histogram(
            "kg_write_seconds", "From the receipt of a write to its end.", _REQUEST_SECONDS
        )
        self._workers = self._gauge("kg_query_workers", "Query workers by state.", "state")
        self._waiting = self._gauge("kg_queries_waiting", "Queries that wait for a worker.")
        self._started = self._counter("kg_query_workers_started", "Query workers started.")
        self._deaths = self._counter("kg_query_worker_deaths", "Query workers gone.", "reason")
        self._data = Info("kg_data", "The data that is served.", registry=self.registry)
        self._routes: dict[tuple[str, str, int], _Route] = {}
        self._flying = 0
        # a rate over a counter that appears with its first event is wrong: all are there at once
        self._of_queries = {each: self._queries.labels(each.value) for each in Outcome}
        for outcome in Outcome:
            self._writes.labels(outcome.value)
        for state in _WORKER_STATES:
            self._workers.labels(state)
        self._in_flight.set_function(lambda: self._flying)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(name, text, labels, registry=self.registry)

    def _histogram(
        self, name: str, text: str, buckets: tuple[float, ...], *labels: str
    ) -> Histogram:
        return Histogram(name, text, labels, registry=self.registry, buckets=buckets)

    def request_began(self) -> None:
        """A request has arrived. Only from the event loop, as the one below."""
        self._flying += 1

    def request_finished(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request has been answered; `route` is a template, never an address."""
        self._flying -= 1
        key = route, method, status // 100
        found = self._routes.get(key)
        if found is None:
            known = method if method in _METHODS else "other"
            found = self._routes.setdefault(
                (route, known, key[2]),
                _Route(
                    self._requests.labels(route, known, f"{key[2]}xx"),
                    self._request_seconds.labels(route, known),
                ),
            )
        found.count.inc()
        found.seconds.observe(seconds)

    def query_finished(self, outcome: Outcome, seconds: float) -> None:
        """A query ended, `seconds` after its receipt."""
        self._of_queries[outcome].inc()
        self._query_seconds.observe(seconds)

    def write_finished(self, outcome: Outcome, seconds: float) -> None:
        """An update or upload ended."""
        self._writes.labels(outcome.value).inc()
        self._write_seconds.observe(seconds)

    def worker_started(self) -> None:
        """A worker is ready for its first query."""
        self._started.inc()

    def worker_died(self, reason: str) -> None:
        """A worker is gone."""
        self._deaths.labels(reason).inc()

    def load(self, *, idle: int, busy: int, spare: int, waiting: int) -> None:
        """How many workers there are of each kind now, and how many queries wait for one."""
        for state, count in zip(_WORKER_STATES, (idle, busy, spare), strict=True):
            self._workers.labels(state).set(count)
        self._waiting.set(waiting)

    def data_is(self, version: str, quads: int) -> None:
        """The data that is served from now on."""
        self._data.info({"version": version, "quads": str(quads)})
