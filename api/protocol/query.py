"""`/sparql`: the query operation, and the description of the service.

Source: SPARQL 1.1 Protocol, section 2.1; SPARQL 1.1 Service Description.
"""

import time
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from api.deps import Service
from api.negotiation import choose
from api.problems import NotAcceptable
from api.protocol import editor, request
from api.protocol.answering import Answering
from api.protocol.description import describe
from api.protocol.editor import is_browser
from api.protocol.request import FORM, MediaType, Parameters
from kg.errors import InvalidRequest, NotAllowed, Unsupported
from kg.sparql import gate
from kg.sparql.formats import Format, by_name, offered
from kg.sparql.gate import Form
from kg.sparql.result import Conditions
from kg.store.engine import Answer

DIRECT = "application/sparql-query"
# Where the deadline is nearer, an answer is held until it is whole: it comes that soon or never,
# and one that has begun could not become an error any more.
STREAM_SECONDS = 5.0
# Addresses of this length that are asked again need not be looked at again: so many of them.
SHORT_ADDRESS, REMEMBERED = 4_096, 1_024


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A query that has been looked at: what a worker is asked, and for how long at most."""

    wanted: Answer
    seconds: float


class QueryEndpoint:
    """Answers queries by GET, by a form and by a direct POST."""

    def __init__(self, service: Service) -> None:
        self._service = service
        # depends on nothing but its arguments and the settings; what is refused is not remembered
        self._remembered = lru_cache(REMEMBERED)(self._addressed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = time.monotonic()
        method, query_string = scope["method"], scope["query_string"]
        accept, base = Headers(scope=scope).get("accept"), request.address(scope)
        if method == "GET":
            if is_browser(accept) and (asked := _asked_by_browser(query_string)):
                await editor.page(await _newest(scope), scope, receive, send, asked)
                return
            prepare = self._remembered if len(query_string) <= SHORT_ADDRESS else self._addressed
            prepared = prepare(query_string, accept, base)
            if prepared is None:
                await describe(await _newest(scope), scope, receive, send)
                return
        elif method == "POST":
            given, text = await self._posted(scope, receive, request.parameters(query_string))
            if text is None:
                raise InvalidRequest("the parameter 'query' is missing.")
            prepared = self._prepared(text, given, accept, base)
        else:
            raise NotAllowed(f"{method} is no operation of /sparql.", "GET, HEAD, POST, OPTIONS")
        await self._answering(prepared, scope, received)(scope, receive, send)

    def _addressed(self, query_string: bytes, accept: str | None, base: str) -> _Prepared | None:
        """The query of an address; None where it has none."""
        given = request.parameters(query_string)
        text = given.one("query")
        return None if text is None else self._prepared(text, given, accept, base)

    async def _posted(
        self, scope: Scope, receive: Receive, given: Parameters
    ) -> tuple[Parameters, str | None]:
        settings, kind = self._service.settings, MediaType.of(scope)
        setting = "KG_MAX_QUERY_BYTES"
        if kind.name == DIRECT:
            raw = await request.body(receive, settings.max_query_bytes, setting)
            return given, request.text(raw, "query")
        if kind.name == FORM:
            escaped = 3 * settings.max_query_bytes + 10_000  # with the other parameters
            raw = await request.body(receive, escaped, setting)
            given += request.parameters(raw)
            return given, given.one("query")
        raise Unsupported(f"Content-Type '{kind.name[:80]}' is not {DIRECT} or {FORM}.")

    def _prepared(self, text: str, given: Parameters, accept: str | None, base: str) -> _Prepared:
        service = self._service
        examined = gate.examine(text, service.settings)
        chosen = chosen_format(examined.form, given.one("format"), accept)
        default, named = given.all("default-graph-uri"), given.all("named-graph-uri")
        protocol_dataset = bool(default or named)
        seconds = _seconds(given.one("timeout"), service)
        strict = service.settings.strict_dataset
        wanted = Answer(
            query=examined.text,
            media_type=chosen.media_type,
            union=not (strict or examined.has_dataset or protocol_dataset),
            default_graphs=default if protocol_dataset else None,
            named_graphs=named if protocol_dataset else None,
            prefixes=service.prefixes if examined.form is Form.GRAPH else None,
            base=base,
            bounded=None if chosen.marks_cuts and seconds >= STREAM_SECONDS else False,
            body=examined.body,
        )
        return _Prepared(wanted, seconds)

    def _answering(self, prepared: _Prepared, scope: Scope, received: float) -> Answering:
        service, wanted = self._service, prepared.wanted
        client = scope["client"][0] if scope.get("client") else ""
        rows = service.settings.max_rows
        conditions = Conditions(prepared.seconds, rows, client, received)
        return Answering(lambda: service.runner.run(wanted, conditions), wanted.media_type, rows)


async def _newest(scope: Scope) -> Service:
    """The service over the newest data, for who reads more of them than a query sees."""
    service: Service = await scope["app"].state.views.current()
    return service


def _asked_by_browser(query_string: bytes) -> str | None:
    """The query of an address, where it names no format."""
    given = request.parameters(query_string)
    return None if given.one("format") else given.one("query")


def _seconds(timeout: str | None, service: Service) -> float:
    """How long the query may take; raise InvalidRequest."""
    most = service.settings.query_seconds
    if not timeout:
        return most
    try:
        seconds = float(timeout)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= most:
        raise InvalidRequest(
            f"timeout={timeout[:40]}: a number of seconds up to KG_QUERY_SECONDS ({most:g})."
        )
    return seconds


@lru_cache(maxsize=1_024)
def chosen_format(form: Form, name: str | None, accept: str | None) -> Format:
    """The format by name, else by the Accept header; raise NotAcceptable."""
    formats = offered(form)
    if name:
        chosen = by_name(name, form)
    else:
        media_type = choose(accept, [each.media_type for each in formats])
        chosen = next((each for each in formats if each.media_type == media_type), None)
    if chosen is None:
        names = ", ".join(f"{each.name} ({each.media_type})" for each in formats)
        raise NotAcceptable(f"this query answers with a {form}, which can be had as {names}.")
    return chosen
