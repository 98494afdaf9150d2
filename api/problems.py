"""Errors of kg as HTTP answers: RFC 9457 problem documents, from the one table there is."""

import math
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.negotiation import prefers_html
from api.pages import render
from kg.answers.entity import Moved, NoEntity
from kg.errors import (
    BrokenGraph,
    Busy,
    DiskFull,
    EngineFailed,
    Expired,
    Forbidden,
    InvalidData,
    InvalidParameters,
    InvalidRequest,
    KgError,
    NoStore,
    NotAllowed,
    NotEvaluated,
    NotFound,
    Outdated,
    Penalised,
    ReadOnly,
    RefusedQuery,
    RemoteFailed,
    RemoteTooLong,
    TooLarge,
    TooLong,
    Unauthorised,
    Unsupported,
    WorkersDown,
)
from kg.model.problem import told

STATUS: dict[type[KgError], HTTPStatus] = {
    BrokenGraph: HTTPStatus.CONFLICT,
    NoStore: HTTPStatus.SERVICE_UNAVAILABLE,
    NotFound: HTTPStatus.NOT_FOUND,
    Expired: HTTPStatus.GONE,
    InvalidData: HTTPStatus.CONFLICT,
    Outdated: HTTPStatus.CONFLICT,
    InvalidRequest: HTTPStatus.BAD_REQUEST,
    RefusedQuery: HTTPStatus.BAD_REQUEST,
    NotEvaluated: HTTPStatus.UNPROCESSABLE_ENTITY,
    Forbidden: HTTPStatus.FORBIDDEN,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooLong: HTTPStatus.SERVICE_UNAVAILABLE,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    EngineFailed: HTTPStatus.BAD_REQUEST,
    WorkersDown: HTTPStatus.SERVICE_UNAVAILABLE,
    Penalised: HTTPStatus.TOO_MANY_REQUESTS,
    ReadOnly: HTTPStatus.FORBIDDEN,
    Unauthorised: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.METHOD_NOT_ALLOWED,
    Unsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    RemoteFailed: HTTPStatus.BAD_GATEWAY,
    DiskFull: HTTPStatus.SERVICE_UNAVAILABLE,
    RemoteTooLong: HTTPStatus.GATEWAY_TIMEOUT,
}
RETRY_SECONDS = 5


class NotAcceptable(InvalidRequest):
    """None of the formats that the client takes can be had."""


STATUS[NotAcceptable] = HTTPStatus.NOT_ACCEPTABLE


class Problem(BaseModel):
    """An error, after RFC 9457; the detail names the thing and the remedy."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, str] | None = Field(
        None, description="of each parameter that cannot be used, what is wrong with it"
    )


PROBLEM: dict[str, object] = {
    "description": "a problem document (RFC 9457); for a browser, a page",
    "content": {
        "application/problem+json": {"schema": Problem.model_json_schema()},
        "text/html": {"schema": {"type": "string"}},
    },
}
RESPONSES: dict[int | str, dict[str, object]] = dict.fromkeys(
    (400, 404, 406, 409, 410, 413, 422, 429, 502, 503, 504), PROBLEM
)


def add_handlers(app: FastAPI) -> None:
    """Answer every error of kg, of FastAPI and of Starlette in one form."""
    app.add_exception_handler(Moved, _moved)
    app.add_exception_handler(KgError, _kg_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(ClientDisconnect, _client_left)


def status_of(error: KgError) -> HTTPStatus:
    """The status that an error is answered with."""
    return next(
        (STATUS[c] for c in type(error).__mro__ if c in STATUS), HTTPStatus.INTERNAL_SERVER_ERROR
    )


def answer(request: Request, error: KgError | HTTPException) -> Response:
    """What is answered to an error, for who is not called by the framework."""
    return _kg_error(request, error) if isinstance(error, KgError) else _http_error(request, error)


def _kg_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, KgError):
        raise error
    status = status_of(error)
    errors = error.errors if isinstance(error, InvalidParameters) else None
    if isinstance(error, InvalidData):
        errors = told(error.problems)
    name, detail = type(error).__name__, error.detail
    if isinstance(error, NoEntity):
        name = NotFound.__name__
        detail += _meant(request, error.slug)
    answer = problem(request, status, name, detail, errors)
    if isinstance(error, Penalised):
        answer.headers["Retry-After"] = str(math.ceil(error.seconds))
    elif isinstance(error, NotAllowed):
        answer.headers["Allow"] = error.methods
    elif isinstance(error, Unauthorised):
        answer.headers["WWW-Authenticate"] = 'Bearer realm="writing"'
    return answer


def _meant(request: Request, slug: str) -> str:
    """Which entities may have been meant: a hint, so that nothing is lost without it."""
    try:
        found = request.app.state.views.service.search.meant(slug)
    except KgError:  # the graph is broken or away, which is told where it is asked for
        return ""
    return f" Did you mean {', '.join(found)}?" if found else ""


def _moved(request: Request, error: Exception) -> Response:
    if not isinstance(error, Moved):
        raise error
    route = request.scope["route"].name
    if "slug" not in request.path_params and route != "identifier":  # it is a parameter
        pairs = request.query_params.multi_items()
        query = urlencode([(k, error.slug if v == error.old else v) for k, v in pairs])
        return RedirectResponse(f"{request.url.path}?{query}", HTTPStatus.MOVED_PERMANENTLY)
    name = "entity" if route == "identifier" else route
    address = request.url_for(name, **{**request.path_params, "slug": error.slug})
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{address.path}{query}", HTTPStatus.MOVED_PERMANENTLY)


def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    detail = (
        error.detail if error.detail != status.phrase else f"{request.url.path}: {status.phrase}."
    )
    answer = problem(request, status, status.phrase.replace(" ", ""), detail)
    answer.headers.update(error.headers or {})
    return answer


def _validation_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    wrong = {".".join(map(str, each["loc"][1:])): each["msg"] for each in error.errors()}
    detail = f"{'; '.join(f'{name}: {text}' for name, text in wrong.items())}."
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "InvalidRequest", detail, wrong)


def problem(
    request: Request,
    status: HTTPStatus,
    name: str,
    detail: str,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """A problem document, as a page for people; `errors` are of its parameters."""
    headers = {}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_SECONDS)
    if prefers_html(request):
        page = render(request, "problem.html", status=status, detail=detail)
        return HTMLResponse(page, status, headers)
    return document(status, name, detail, headers, errors)


def document(
    status: HTTPStatus,
    name: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> JSONResponse:
    """A problem document for whoever asks, made without a look at the request."""
    body = {
        "type": f"/problems/{escape(name)}",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        **({"errors": dict(errors)} if errors else {}),
    }
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def unexpected() -> Response:
    """A fault of ours, without its internals; the log has them."""
    detail = "something unexpected happened here; the server's log says what. Nothing was changed."
    return document(HTTPStatus.INTERNAL_SERVER_ERROR, "Unexpected", detail)


def _client_left(request: Request, error: Exception) -> Response:
    """Nobody reads this: the client went, or was sent away, before its request was whole."""
    detail = "the request ended before its body did."
    return document(HTTPStatus.BAD_REQUEST, "ClientLeft", detail)
