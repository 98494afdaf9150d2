"""The protocols in the OpenAPI description: FastAPI describes only what goes through it."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from api.deps import Service
from api.problems import PROBLEM
from api.protocol import saved_operations
from kg.sparql.formats import offered
from kg.sparql.gate import Form

_Operation = dict[str, Any]
_TEXT = {"schema": {"type": "string"}}


def _parameter(name: str, description: str, *, many: bool = False) -> _Operation:
    schema = {"type": "array", "items": {"type": "string"}} if many else {"type": "string"}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _form(name: str) -> _Operation:
    properties = {name: {"type": "string"}}
    return {"schema": {"type": "object", "properties": properties, "required": [name]}}


def _operation(name: str, tag: str, summary: str, description: str, **more: Any) -> _Operation:  # noqa: ANN401
    problems = {str(code): PROBLEM for code in more.pop("problems")}
    answers = more.pop("answers") | problems
    return {
        "operationId": name, "tags": [tag], "summary": summary, "description": description,
        "responses": answers, **more,
    }  # fmt: skip


_QUERY = [
    _parameter("default-graph-uri", "graphs that make the default graph", many=True),
    _parameter("named-graph-uri", "graphs that GRAPH sees", many=True),
    _parameter("format", "short name or media type; else the Accept header decides"),
    _parameter("timeout", "seconds, at most KG_QUERY_SECONDS"),
]
_USING = [
    _parameter("using-graph-uri", "graphs that make the default graph of WHERE", many=True),
    _parameter("using-named-graph-uri", "graphs that GRAPH sees in WHERE", many=True),
]
_GRAPH = [
    _parameter("graph", "IRI of a graph"),
    _parameter("default", "the default graph, written ?default"),
]
_RESULTS = {
    "200": {
        "description": "Solutions, a boolean or a graph; KG-Truncated says where it was cut.",
        "content": {each.media_type: {} for form in Form for each in offered(form)},
    }
}
_DATA = {"content": {each.media_type: _TEXT for each in offered(Form.GRAPH)}}
_DONE = {"204": {"description": "Done; KG-Version is the new version."}}
_MADE = _DONE | {"201": {"description": "Done, and the graph is new."}}
_BAD = (400, 413, 415, 429, 503)
_WRITING = (400, 401, 403, 413, 415, 503)


def _paths() -> dict[str, dict[str, _Operation]]:
    query = {"application/sparql-query": _TEXT, "application/x-www-form-urlencoded": _form("query")}
    update = {
        "application/sparql-update": _TEXT, "application/x-www-form-urlencoded": _form("update"),
    }  # fmt: skip
    writing: _Operation = {"security": [{"writing": []}]}
    return {
        "/sparql": {
            "get": _operation(
                "sparql_get", "sparql", "Run a query",
                "Without FROM or *-graph-uri the default graph is the union of all graphs. Without "
                "a query: the description of the service, with every limit.",
                parameters=[_parameter("query", "the query"), *_QUERY], answers=_RESULTS,
                problems=(*_BAD, 406),
            ),
            "post": _operation(
                "sparql_post", "sparql", "Run a query sent as a form or as the body",
                "The same as by GET.", parameters=_QUERY, answers=_RESULTS,
                requestBody={"required": True, "content": query}, problems=(*_BAD, 406),
            ),
        },
        "/update": {
            "post": _operation(
                "update_post", "sparql", "Run an update",
                "Whole or not at all; only where the server was started for it (--writable).",
                parameters=_USING, requestBody={"required": True, "content": update},
                answers=_DONE, problems=_WRITING, **writing,
            ),
        },
        "/graphs": {
            "get": _operation(
                "graphs_get", "sparql", "Read a graph, or all of the dataset",
                "Without a parameter: every graph, as N-Quads or TriG.",
                parameters=_GRAPH, answers=_RESULTS, problems=(400, 404, 406, 503),
            ),
            "put": _operation(
                "graphs_put", "sparql", "Replace a graph", "Whole or not at all.",
                parameters=_GRAPH, requestBody=_DATA, answers=_MADE, problems=_WRITING, **writing,
            ),
            "post": _operation(
                "graphs_post", "sparql", "Add to a graph, or make a new one",
                "Without a parameter: a new graph, whose address is in Location.",
                parameters=_GRAPH, requestBody=_DATA, answers=_MADE, problems=_WRITING, **writing,
            ),
            "delete": _operation(
                "graphs_delete", "sparql", "Remove a graph", "An absent graph is not found.",
                parameters=_GRAPH, answers=_DONE, problems=(*_WRITING, 404), **writing,
            ),
        },
    }  # fmt: skip


def document(app: FastAPI) -> None:
    """Add the protocols to the description that the application gives of itself."""
    described: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        whole = described()
        service: Service = app.state.views.service
        queries = ((query, service.choices.values(query)) for query in service.queries)
        saved = saved_operations.paths(queries, service.settings)
        whole["paths"] = _paths() | whole["paths"] | saved
        schemes = whole.setdefault("components", {}).setdefault("securitySchemes", {})
        schemes["writing"] = {"type": "http", "scheme": "bearer"}
        return whole

    app.openapi = openapi  # type: ignore[method-assign]
