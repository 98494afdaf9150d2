"""`/graphs`: stored graphs, read and written one at a time.

A graph is named by `?graph=IRI`, by `?default`, or by an address below `/graphs/`, which is then
its IRI. `/graphs` itself is the whole dataset.
Source: SPARQL 1.1 Graph Store HTTP Protocol, sections 4 and 5.
"""

import uuid
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.deps import Service
from api.negotiation import choose
from api.problems import NotAcceptable
from api.protocol import authority, request
from api.protocol.answering import Answering
from api.protocol.request import MediaType, Parameters
from kg.errors import InvalidRequest, NotAllowed, Unsupported
from kg.model.term import Iri
from kg.sparql.binding import serialise
from kg.sparql.formats import Format, by_name, offered
from kg.sparql.gate import Form
from kg.sparql.result import Conditions
from kg.store.editor import Part, readable
from kg.store.engine import Download

METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
MULTIPART = "multipart/form-data"
_QUADS = ("nquads", "trig")


@dataclass(frozen=True, slots=True)
class _Target:
    """A graph, or the whole dataset; `iri` None is the default graph."""

    iri: str | None
    dataset: bool = False


class GraphsEndpoint:
    """GET, HEAD, PUT, POST and DELETE of graphs."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        settings = self._service.settings
        given = request.parameters(scope["query_string"])
        target = _target(scope, given)
        method = scope["method"]
        if method == "GET":
            response: Response = self._download(scope, given, target)
        elif method in ("PUT", "POST", "DELETE"):
            authority.check(scope, settings)
            response = await self._change(scope, receive, target)
        else:
            raise NotAllowed(f"{method} is no operation of /graphs.", METHODS)
        await response(scope, receive, send)

    def _download(self, scope: Scope, given: Parameters, target: _Target) -> Response:
        chosen = _format(Headers(scope=scope).get("accept"), given.one("format"), target)
        service = self._service
        wanted = Download(
            graph=target.iri,
            media_type=chosen.media_type,
            all_graphs=target.dataset,
            prefixes=service.prefixes,
        )
        conditions = Conditions(service.settings.update_seconds, 0, "")
        return Answering(lambda: service.runner.download(wanted, conditions), chosen.media_type)

    async def _change(self, scope: Scope, receive: Receive, target: _Target) -> Response:
        writing, method = self._service.writing, scope["method"]
        if target.dataset and method != "POST":
            raise InvalidRequest(f"{method} needs a graph: ?graph=IRI, ?default, or an address.")
        if method == "DELETE":
            version = await writing.delete(target.iri)
            return Response(status_code=204, headers={"KG-Version": version})
        headers = {}
        if target.dataset:  # section 5.5: a new graph, of a name that we make
            target = _Target(f"{request.address(scope).rstrip('/')}/{uuid.uuid4()}")
            headers["Location"] = str(target.iri)
        parts = await self._parts(scope, receive, target.iri or request.address(scope))
        new, version = await writing.upload(method, target.iri, parts)
        return Response(status_code=201 if new else 204, headers=headers | {"KG-Version": version})

    async def _parts(self, scope: Scope, receive: Receive, base: str) -> list[Part]:
        """The documents of the body; raise Unsupported, TooLarge or InvalidRequest."""
        kind, most = MediaType.of(scope), self._service.settings.max_update_bytes
        if kind.name != MULTIPART:
            _check(kind.name)
        data = await request.body(receive, most, "KG_MAX_UPDATE_BYTES")
        if kind.name != MULTIPART:
            return [Part(kind.name, data, base)]
        return await _multipart(scope, data, base, self._service.settings.max_parameters)


async def _multipart(scope: Scope, data: bytes, base: str, most: int) -> list[Part]:
    """The documents of a form, each in a field of its own (section 5.5)."""

    async def replay() -> Message:
        return {"type": "http.request", "body": data, "more_body": False}

    parts = []
    async with Request(scope, replay).form(
        max_files=most, max_fields=most, max_part_size=len(data) + 1
    ) as form:
        for _, value in form.multi_items():
            if isinstance(value, str):
                raise Unsupported("a field without a file name has no media type of its own.")
            name = (value.content_type or "").partition(";")[0].strip().lower()
            _check(name)
            parts.append(Part(name, await value.read(), base))
    return parts


def _check(media_type: str) -> None:
    if not readable(media_type):
        names = ", ".join(each.media_type for each in offered(Form.GRAPH))
        raise Unsupported(f"Content-Type '{media_type[:80]}' is not read here; send {names}.")


def _target(scope: Scope, given: Parameters) -> _Target:
    """Which graph is meant; raise InvalidRequest."""
    path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/graphs")
    graph, default = given.one("graph"), given.one("default")
    if graph is not None and default is not None:
        raise InvalidRequest("give either 'graph' or 'default'.")
    if path.strip("/"):
        if graph is not None or default is not None:
            raise InvalidRequest("the address is the name of the graph; leave 'graph' out.")
        graph = request.address(scope)
    if graph is not None:
        serialise(Iri(graph))  # raises InvalidRequest for what is no IRI
        return _Target(graph)
    return _Target(None, dataset=default is None)


def _format(accept: str | None, name: str | None, target: _Target) -> Format:
    """How to write a graph, or a dataset, which only some formats can hold."""
    formats = [each for each in offered(Form.GRAPH) if not target.dataset or each.name in _QUADS]
    if name:
        chosen = by_name(name, Form.GRAPH)
    else:
        media_type = choose(accept, [each.media_type for each in formats])
        chosen = next((each for each in formats if each.media_type == media_type), None)
    if chosen is None or chosen not in formats:
        names = ", ".join(each.media_type for each in formats)
        raise NotAcceptable(f"this can be had as {names}.")
    return chosen
