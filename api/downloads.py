"""Lists as CSV: whether a table is wanted, and the answer that carries it."""

from fastapi import Request
from fastapi.responses import Response

from api.negotiation import HTML, JSON, choose
from api.problems import NotAcceptable

CSV = "text/csv"


def wants_csv(request: Request, name: str | None, what: str, *, page: bool = False) -> bool:
    """Whether CSV is wanted: by `format=`, else by the Accept header; raise NotAcceptable.

    `what` names the list in the refusal. With `page` a browser has a page of it, else JSON.
    """
    names = ("json", "csv", "html") if page else ("json", "csv")
    if name is not None:
        if name not in names:
            raise NotAcceptable(f"format '{name[:40]}' is not one of {', '.join(names)}.")
        return name == "csv"
    accept = request.headers.get("accept")
    if accept and HTML in accept and not page:
        return False
    types = [JSON, HTML, CSV] if page else [JSON, CSV]
    chosen = choose(accept, types)
    if chosen is None:
        raise NotAcceptable(f"{what} can be had as {', '.join(types)}; or use format=.")
    return chosen == CSV


def csv_response(request: Request, text: str, total: int, following: str | None) -> Response:
    """The table, with how many rows there are and where the next ones are."""
    headers = {"KG-Total": str(total), "Vary": "Accept"}
    if following:
        query = request.url.include_query_params(cursor=following).query
        headers["Link"] = f'<?{query}>; rel="next"'
    return Response(text, headers=headers, media_type=CSV)
