"""Lists as CSV: whether a table is wanted, and the answer that carries it."""

from fastapi import Request
from fastapi.responses import Response

from api.negotiation import HTML, JSON, choose
from api.problems import NotAcceptable

CSV = "text/csv"
_FORMATS = ("json", "csv", "html")


def as_csv(request: Request, name: str | None) -> bool:
    """Whether a table is wanted of what is also JSON and a page; raise NotAcceptable."""
    if name is not None:
        if name not in _FORMATS:
            raise NotAcceptable(f"format '{name[:40]}' is not one of {', '.join(_FORMATS)}.")
        return name == "csv"
    chosen = choose(request.headers.get("accept"), [JSON, HTML, CSV])
    if chosen is None:
        raise NotAcceptable(f"this can be had as {JSON}, {CSV} or {HTML}; or use format=.")
    return chosen == CSV


def csv_response(request: Request, text: str, total: int, following: str | None) -> Response:
    """The table, with how many rows there are and where the next ones are."""
    headers = {"KG-Total": str(total), "Vary": "Accept"}
    if following:
        query = request.url.include_query_params(cursor=following).query
        headers["Link"] = f'<?{query}>; rel="next"'
    return Response(text, headers=headers, media_type=CSV)
