"""A saved query as somebody asks it: its arguments, the days that it is narrowed to, the page."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fastapi import Request

from api.deps import Service
from api.protocol import request as requests
from api.protocol.request import FORM, MediaType
from kg.answers import narrowing
from kg.answers.narrowing import Narrowing
from kg.errors import InvalidParameters, InvalidRequest, Unsupported
from kg.sparql.gate import Form
from kg.sparql.saved import SavedQuery

JSON = "application/json"
_DAYS = ("valid_on", "known_on")
_PAGE = ("limit", "cursor")
_FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, read and checked; `text` is the query with its parameters bound.

    `limit` is None for the whole result. `arguments` are as they were given.
    """

    query: SavedQuery
    arguments: Mapping[str, str]
    text: str
    narrowing: Narrowing
    limit: int | None
    cursor: str | None
    format: str | None

    @property
    def needs_table(self) -> bool:
        """Whether the rows have to be looked at before they can be sent."""
        return self.limit is not None or bool(self.narrowing)

    def first_page(self, size: int) -> "Asked":
        """The same, of which no more than a page is shown."""
        return self if self.limit is not None else replace(self, limit=size)

    def without_page(self) -> "Asked":
        """The same, whole, in any format."""
        return replace(self, limit=None, cursor=None, format=None)

    @property
    def about(self) -> str:
        """What the rows depend on besides the data."""
        return f"{self.narrowing!r}\0{self.text}"


async def posted(request: Request, service: Service) -> list[tuple[str, str]]:
    """Names and values of a form or of a JSON object; raise InvalidRequest, TooLarge."""
    kind, settings = MediaType.of(request.scope), service.settings
    raw = await requests.body(request.receive, 3 * settings.max_query_bytes, "KG_MAX_QUERY_BYTES")
    if kind.name == FORM:
        return list(requests.parameters(raw).pairs)
    if kind.name != JSON:
        raise Unsupported(f"Content-Type '{kind.name[:80]}' is not {JSON} or {FORM}.")
    try:
        # numbers stay as they were written: 0.10 is no float
        found = json.loads(raw, parse_float=str, parse_int=str, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(f"the body is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise InvalidRequest("the body must be a JSON object of parameters and their values.")
    wrong = {
        name: "must be a text, a number or a boolean"
        for name, value in found.items()
        if not isinstance(value, str | bool | None)
    }
    if wrong:
        raise InvalidParameters("the parameters cannot be used", wrong)
    return [(name, _written(value)) for name, value in found.items() if value is not None]


def _no_number(text: str) -> str:
    raise ValueError(f"{text} is no number of JSON")


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def read(
    query: SavedQuery, given: Iterable[tuple[str, str]], service: Service
) -> Asked:  # reads the store where a parameter takes its values from it: not on the event loop
    """Check everything at once; raise InvalidParameters with every problem."""
    wrong: dict[str, str] = {}
    values: dict[str, str] = {}
    for name, value in given:
        if name in values:
            wrong[name] = "is given more than once"
        elif value:  # an empty field of a form means the default
            values[name] = value
    own = {name: values.pop(name, None) for name in (*_DAYS, *_PAGE, _FORMAT)}
    text, narrowed, limit = "", Narrowing(), None
    try:
        text = service.choices.bind(query, values)
    except InvalidParameters as error:
        wrong = error.errors | wrong
    try:
        narrowed = narrowing.parse(own["valid_on"], own["known_on"], has_claims=query.has_claims)
    except InvalidParameters as error:
        wrong |= error.errors
    try:
        limit = _limit(own["limit"], own["cursor"], query, service)
    except InvalidParameters as error:
        wrong |= error.errors
    if wrong:
        raise InvalidParameters(f"the saved query '{query.name}' cannot be asked so", wrong)
    return Asked(query, values, text, narrowed, limit, own["cursor"], own[_FORMAT])


def _limit(text: str | None, cursor: str | None, query: SavedQuery, service: Service) -> int | None:
    if not text and not cursor:
        return None
    lead, most = "the page cannot be had", service.settings.max_page_size
    if query.form is Form.GRAPH:
        raise InvalidParameters(lead, {"limit": "a graph has no pages; leave it out"})
    if not text:
        return service.settings.page_size
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise InvalidParameters(lead, {"limit": f"'{text[:40]}' is not a number of rows"})
    if int(text) > most:
        raise InvalidParameters(lead, {"limit": f"{text} is over KG_MAX_PAGE_SIZE ({most})"})
    return int(text)
