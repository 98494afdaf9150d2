"""The front of the protocols: the shortest way from the server to them, and their errors.

They are called most and by machines, so that the router, the validation and the dozen layers of
the framework are left out; what every answer has (api.headers, api.compression, api.observe) stays.
"""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from kg.errors import KgError

EXPOSED = (
    "KG-Version, KG-Truncated, KG-Row-Limit, KG-Total, ETag, Link, Location, Retry-After, "
    "X-Request-ID"
)
_ANYBODY = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
)


@dataclass(frozen=True, slots=True)
class Protocol:
    """An endpoint below a path; `methods` is what its Allow header says."""

    path: str
    methods: str
    app: ASGIApp


class Front:
    """Leads to the protocols, whose paths are looked up, not matched."""

    def __init__(self, app: FastAPI, protocols: list[Protocol]) -> None:
        self._app = app
        self._protocols = {protocol.path: protocol for protocol in protocols}

    def __contains__(self, scope: Scope) -> bool:
        """Whether this request is one of ours; a preflight is left to the CORS middleware."""
        return scope["type"] == "http" and self._protocol(scope) is not None and not (
            scope["method"] == "OPTIONS"
            and any(name == b"access-control-request-method" for name, _ in scope["headers"])
        )  # fmt: skip

    def _protocol(self, scope: Scope) -> Protocol | None:
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        found = self._protocols.get(path)
        if found is None and path.count("/") > 1:
            found = self._protocols.get(path[: path.index("/", 1) + 1])
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        protocol = self._protocol(scope)
        assert protocol
        scope["app"], scope["route"] = self._app, protocol
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if any(name == b"origin" for name, _ in scope["headers"]):
                    message["headers"] = [*message["headers"], *_ANYBODY]
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={"Allow": protocol.methods})(
                scope, receive, answer
            )
            return
        try:
            await protocol.app(scope, receive, answer)
        except (KgError, HTTPException) as error:
            if started:
                raise
            await problems.answer(Request(scope), error)(scope, receive, answer)
