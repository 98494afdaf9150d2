"""`/update`: the update operation. Source: SPARQL 1.1 Protocol, section 2.2."""

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.deps import Service
from api.protocol import authority, request
from api.protocol.request import FORM, MediaType
from kg.errors import InvalidRequest, NotAllowed, NotEvaluated, Unsupported
from kg.sparql import gate

LONG = 50_000  # characters, half a millisecond to look at
DIRECT = "application/sparql-update"


class UpdateEndpoint:
    """Takes updates by a form and by a direct POST."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        service, settings = self._service, self._service.settings
        if scope["method"] != "POST":
            raise NotAllowed("an update is sent by POST.", "POST, OPTIONS")
        authority.check(scope, settings)
        given, kind = request.parameters(scope["query_string"]), MediaType.of(scope)
        most, setting = settings.max_update_bytes, "KG_MAX_UPDATE_BYTES"
        if kind.name == DIRECT:
            text: str | None = request.text(await request.body(receive, most, setting), "update")
        elif kind.name == FORM:
            given += request.parameters(await request.body(receive, 3 * most, setting))
            text = given.one("update")
        else:
            raise Unsupported(f"Content-Type '{kind.name[:80]}' is not {DIRECT} or {FORM}.")
        if text is None:
            raise InvalidRequest("the parameter 'update' is missing.")
        using = given.all("using-graph-uri"), given.all("using-named-graph-uri")
        if len(text) <= LONG:
            examined = gate.examine_update(text, settings, *using)
        else:  # meanwhile others are served
            examined = await run_in_threadpool(gate.examine_update, text, settings, *using)
        try:
            version = await service.writing.update(examined.text, request.address(scope))
        except NotEvaluated as error:
            raise examined.forbidden or error from None
        await Response(status_code=204, headers={"KG-Version": version})(scope, receive, send)
