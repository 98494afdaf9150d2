"""Whether an answer is wanted as a table."""

from fastapi import Request

from api.negotiation import JSON, choose
from api.problems import NotAcceptable

CSV = "text/csv"


def wants_csv(request: Request, name: str | None, what: str) -> bool:
    """Whether CSV is wanted: by `format=`, else by the Accept header; raise NotAcceptable."""
    if name is not None:
        if name not in ("json", "csv"):
            raise NotAcceptable(f"format '{name[:40]}' is not one of json, csv.")
        return name == "csv"
    accept = request.headers.get("accept")
    if accept and "text/html" in accept:
        return False  # a browser is given JSON
    chosen = choose(accept, [JSON, CSV])
    if chosen is None:
        raise NotAcceptable(f"{what} can be had as {JSON} or {CSV}; or use format=.")
    return chosen == CSV
