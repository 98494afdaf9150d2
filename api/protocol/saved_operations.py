"""The saved queries in the OpenAPI description: one path each, with the types of its parameters."""

from collections.abc import Iterable
from typing import Any

from api.problems import PROBLEM
from kg.config import Settings
from kg.sparql.formats import offered
from kg.sparql.gate import Form
from kg.sparql.parameter import Parameter, ParameterType
from kg.sparql.saved import SavedQuery
from kg.vocab import SLUG

_Object = dict[str, Any]
_BAD = (400, 404, 406, 409, 410, 413, 415, 422, 429, 502, 503, 504)
_TYPES: dict[ParameterType, _Object] = {
    ParameterType.INTEGER: {"type": "integer"},
    ParameterType.DECIMAL: {"type": "number"},
    ParameterType.BOOLEAN: {"type": "boolean"},
}


def paths(
    queries: Iterable[tuple[SavedQuery, dict[str, list[str]]]], settings: Settings
) -> dict[str, _Object]:
    """The path of each query; the values of parameters that have few are listed.

    Entities are too many, and found by /entities?q=.
    """
    return {f"/queries/{query.name}": _path(query, values, settings) for query, values in queries}


def _path(query: SavedQuery, values: dict[str, list[str]], settings: Settings) -> _Object:
    schemas = {
        name: _schema(parameter, values.get(name))
        for name, parameter in query.header.parameters.items()
    }
    schemas |= _common(query, settings)
    identifier = query.name.replace("-", "_")
    about = {
        "tags": ["queries"],
        "summary": query.header.summary,
        "description": _description(query),
        "responses": _responses(query),
    }
    body = {"schema": {"type": "object", "properties": schemas, "additionalProperties": False}}
    return {
        "get": {
            "operationId": f"query_{identifier}",
            "parameters": [
                {"name": name, "in": "query", "required": False, "schema": schema,
                 "description": schema.get("description", "")}
                for name, schema in schemas.items()
            ],
            **about,
        },
        "post": {
            "operationId": f"query_{identifier}_post",
            "requestBody": {
                "content": {"application/json": body, "application/x-www-form-urlencoded": body}
            },
            **about,
        },
    }  # fmt: skip


def _description(query: SavedQuery) -> str:
    columns = "\n".join(f"* `{name}`: {what}" for name, what in query.header.columns.items())
    return f"{query.header.description}\n\n{columns}".strip()


def _schema(parameter: Parameter, values: list[str] | None) -> _Object:
    schema: _Object = {"description": parameter.description, **_TYPES.get(
        parameter.type, {"type": "string"}
    )}  # fmt: skip
    if values is not None:
        schema["enum"] = values
    elif parameter.type is ParameterType.ENTITY:
        noun = parameter.entity_class or "entity"
        schema["description"] = f"{parameter.description} (slug of a {noun}; see /entities)".strip()
        schema["pattern"] = "^" + SLUG.pattern.replace(r"\Z", "$")
    for key, limit in (("minimum", parameter.minimum), ("maximum", parameter.maximum)):
        if limit is not None and parameter.type in (ParameterType.INTEGER, ParameterType.DECIMAL):
            schema[key] = _number(limit)
    if parameter.default is not None:
        value = _value(parameter.type, parameter.default)
        schema["default"] = value
        schema["examples"] = [value]
    return schema


def _value(kind: ParameterType, text: str) -> object:
    if kind is ParameterType.BOOLEAN:
        return text.lower() in ("true", "yes", "1")
    return _number(text) if kind in (ParameterType.INTEGER, ParameterType.DECIMAL) else text


def _number(text: str) -> int | float:
    return int(text) if text.lstrip("+-").isdigit() else float(text)


def _common(query: SavedQuery, settings: Settings) -> dict[str, _Object]:
    names = [name for each in offered(query.form) for name in (each.name, each.media_type)]
    found: dict[str, _Object] = {
        "format": {"type": "string", "enum": [*names, "html"],
                   "description": "short name or media type; else the Accept header decides"},
    }  # fmt: skip
    if query.form is Form.SOLUTIONS:
        found["limit"] = {
            "type": "integer", "minimum": 1, "maximum": settings.max_page_size,
            "description": "rows of a page; without it the whole result",
        }  # fmt: skip
        found["cursor"] = {
            "type": "string",
            "description": "where the page begins: take it from the Link header",
        }
    if query.has_claims:
        day = {"type": "string", "format": "date"}
        found["valid_on"] = day | {"description": "only rows whose claim holds that day, or may"}
        found["known_on"] = day | {"description": "only rows whose document was out by that day"}
    return found


def _responses(query: SavedQuery) -> _Object:
    formats: _Object = {each.media_type: {} for each in offered(query.form)}
    return {
        "200": {
            "description": "The result; KG-Truncated says where it was cut.",
            "content": {**formats, "text/html": {}},
            "headers": {
                "KG-Version": {"description": "version of the data", "schema": {"type": "string"}},
                "Link": {"description": "first and next page", "schema": {"type": "string"}},
            },
        },
        **{str(code): PROBLEM for code in _BAD},
    }
