"""The exchange with a SPARQL engine over HTTP: one request, one answer, and what can go wrong.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters); RFC 9110
for the status codes. Deadlines are moments of the monotonic clock. Redirects are never followed:
they would take the token and the query to somebody whom nobody has named.
"""

import asyncio
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

import httpx2
from pydantic import SecretStr

from kg.errors import InvalidRequest, NoStore, RefusedQuery, RemoteFailed, TooLarge
from kg.store.faults import Faults
from kg.store.profile import EngineProfile
from kg.store.solutions import BrokenAnswer, Solution, SolutionsReader

RESULTS_JSON = ("application/sparql-results+json", "application/json")
N_TRIPLES = ("application/n-triples", "text/plain")
GRAPHS_SECONDS = 5.0  # how long the list of named graphs is believed
MOST_GRAPHS = 10_000  # that a request can name
_GRAPHS = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {MOST_GRAPHS + 1}"
_FROM_NOTHING = "SELECT ?p FROM <urn:gba-kg:no-graph> WHERE { ?s ?p ?o } LIMIT 1"
_FORM = "application/x-www-form-urlencoded"
_EXCERPT_BYTES = 2_000
_TEXT = ("text/plain", "application/json", "application/problem+json")
_BEARER = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Dataset:
    """The graphs over which a query runs; empty leaves it to query and engine."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()

    @cached_property
    def parameters(self) -> str:
        """As part of a form; a union may have thousands and stays the same for many queries."""
        return urlencode({"default-graph-uri": self.default, "named-graph-uri": self.named}, True)


class Reply:
    """An answer with status 200 and the media type asked for; its body is still to come."""

    def __init__(self, response: httpx2.Response, exchange: "Exchange", deadline: float) -> None:
        self._response = response
        self._exchange = exchange
        self._deadline = deadline

    @property
    def is_cut(self) -> bool:
        """Whether the engine says that it left something out."""
        return any(
            name in self._response.headers for name in self._exchange.profile.truncation_headers
        )

    async def pieces(self, most: int | None = None) -> AsyncGenerator[bytes, None]:
        """The body; raise RemoteFailed, RemoteTooLong, or TooLarge after `most` bytes."""
        size = 0
        body = aiter(self._response.aiter_raw())
        while True:
            piece = await self._exchange.within(self._deadline, lambda: anext(body, None))
            if piece is None:
                return
            size += len(piece)
            if most is not None and size > most:
                raise TooLarge(
                    f"the result is longer than KG_MAX_RESULT_BYTES allows ({most:,}). Ask for "
                    "less (LIMIT), or raise it."
                )
            yield piece

    async def aclose(self) -> None:
        """Leave the engine; it is its own affair whether it goes on."""
        await self._response.aclose()


class Exchange:
    """Asks one engine. Belongs to one event loop."""

    def __init__(self, profile: EngineProfile, token: SecretStr | None, connections: int) -> None:
        self.profile = profile
        self.faults = Faults(profile.shown)
        self._heeds_from: bool | None = None
        self._union = (0.0, Dataset())
        self._client = httpx2.AsyncClient(
            auth=_auth(profile, token),
            headers={"Accept-Encoding": "identity"},
            follow_redirects=False,
            timeout=httpx2.Timeout(None, connect=profile.connect_seconds),
            limits=httpx2.Limits(max_connections=connections),
            trust_env=False,  # no .netrc, no proxy: KG_STORE and KG_STORE_TOKEN say it all
        )

    async def ask(
        self, query: str, accept: tuple[str, ...], deadline: float, dataset: Dataset
    ) -> Reply:
        """Send the query; raise RemoteFailed, RemoteTooLong, or RefusedQuery where it is to blame.

        The reply must be closed.
        """
        limit = self.profile.time_limit(deadline - time.monotonic())
        form = filter(None, (urlencode({"query": query, **limit}), dataset.parameters))
        request = self._client.build_request(
            "POST",
            self.profile.query_url,
            content="&".join(form).encode(),
            headers={"Accept": ", ".join(accept), "Content-Type": _FORM},
        )
        response = await self.within(deadline, lambda: self._client.send(request, stream=True))
        try:
            await self._check(response, accept, deadline)
        except BaseException:
            await response.aclose()
            raise
        return Reply(response, self, deadline)

    async def solutions(
        self, query: str, deadline: float, most: int, *, union: bool = False
    ) -> tuple[tuple[str, ...], list[Solution]]:
        """Columns and rows of one of our own queries; raise RemoteFailed where some are missing."""
        dataset = await self.union(deadline) if union else Dataset()
        try:
            reply = await self.ask(query, RESULTS_JSON, deadline, dataset)
        except RefusedQuery as refused:
            raise RemoteFailed(refused.detail) from None
        reader, found = SolutionsReader(), list[Solution]()
        try:
            async with aclosing(reply.pieces(most)) as pieces:
                async for piece in pieces:
                    found += reader.feed(piece)
            found += reader.end()
        except BrokenAnswer as broken:
            raise self.faults.broken(broken) from None
        finally:
            await reply.aclose()
        if reply.is_cut or len(found) == self.profile.row_cap:
            raise self.faults.cut(len(found))
        return reader.variables or (), found

    async def union(self, deadline: float) -> Dataset:
        """All named graphs, as default graph and by name; nothing where the engine does that."""
        if self.profile.union:
            return Dataset()
        believed_until, dataset = self._union
        if time.monotonic() > believed_until:
            _, rows = await self.solutions(_GRAPHS, deadline, MOST_GRAPHS * 10_000)
            graphs = tuple(sorted(_value(row, "g") for row in rows))
            dataset = Dataset(graphs, graphs)
            self._union = time.monotonic() + GRAPHS_SECONDS, dataset
        if not dataset.default:
            raise NoStore(f"the store at {self.profile.shown} has no named graph. Load one.")
        if len(dataset.default) > MOST_GRAPHS:
            raise self.faults.failed(
                f"has more than the {MOST_GRAPHS:,} named graphs that a request can name",
                "Make the union the engine's own default graph, and say union: true in "
                "KG_STORE_PROFILE.",
            )
        return dataset

    async def heeds_from(self, deadline: float) -> bool:
        """Whether a FROM clause counts: an engine started with a union of its own may ignore it."""
        if self._heeds_from is None:
            _, rows = await self.solutions(_FROM_NOTHING, deadline, MOST_GRAPHS)
            self._heeds_from = not rows
        return self._heeds_from

    async def within(self, deadline: float, start: Callable[[], Awaitable[_T]]) -> _T:
        """What the engine gives before the deadline; raise RemoteFailed or RemoteTooLong."""
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                return await start()
        except TimeoutError:
            raise self.faults.late() from None
        except httpx2.TransportError as error:
            raise self.faults.transport(error) from None

    async def _check(
        self, response: httpx2.Response, accept: tuple[str, ...], deadline: float
    ) -> None:
        """Raise unless the answer is what was asked for, as far as its head tells."""
        if response.status_code != 200:
            raise self.faults.status(response, await self._said(response, deadline))
        kind = _media_type(response)
        if kind not in accept:
            raise self.faults.media_type(kind, accept[0])
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            what = "compresses what it was asked not to"
            raise self.faults.failed(what, "Look at the proxy before it.")

    async def _said(self, response: httpx2.Response, deadline: float) -> str:
        """The beginning of the text of an error, if it is text."""
        if _media_type(response) not in _TEXT:
            return ""
        said = b""
        with suppress(RemoteFailed):  # half of what it says is better than that it broke off
            async with aclosing(Reply(response, self, deadline).pieces()) as pieces:
                async for piece in pieces:
                    said += piece
                    if len(said) > _EXCERPT_BYTES:
                        break
        return ": " + " ".join(said[:_EXCERPT_BYTES].decode("utf-8", "replace").split())[:300]

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()


def _auth(profile: EngineProfile, token: SecretStr | None) -> httpx2.Auth | None:
    if token is None:
        return None
    secret = token.get_secret_value()
    user, colon, password = secret.partition(":")
    if colon:
        kind = httpx2.DigestAuth if profile.digest else httpx2.BasicAuth
        return kind(user, password)
    if not _BEARER.fullmatch(secret):  # a header that cannot be sent would be shown in the error
        raise InvalidRequest("KG_STORE_TOKEN is neither a bearer token nor user:password.")
    return _Bearer(secret)


class _Bearer(httpx2.Auth):
    """A bearer token. Source: RFC 6750, section 2.1; it has no colon."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _media_type(response: httpx2.Response) -> str:
    kind: str = response.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()


def _value(row: Solution, name: str) -> str:
    term = row.bindings.get(name)
    return str(term.get("value", "")) if isinstance(term, dict) else ""
