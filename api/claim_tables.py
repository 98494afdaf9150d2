"""Tables of claims: the claims of an entity or a document as CSV, one a line."""

import io
from collections.abc import Iterable
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from api.deps import Service
from api.negotiation import HTML, JSON, choose
from api.problems import NotAcceptable
from kg.answers.claims import SeenClaim
from kg.write.export import claim_line, write_csv

CSV = "text/csv"
_NAMES = ("json", "html", "csv")
ClaimFormatDep = Annotated[
    str | None, Query(description=f"{', '.join(_NAMES)}; before Accept. CSV has the claims")
]
CLAIM_FORMATS: dict[int | str, dict[str, object]] = {200: {"content": {HTML: {}, CSV: {}}}}


def wants_csv(request: Request, name: str | None) -> bool:
    """Whether the claims are wanted as a table; raise NotAcceptable for a format there is not."""
    if name is not None:
        if name not in _NAMES:
            raise NotAcceptable(f"format '{name[:40]}' is not one of {', '.join(_NAMES)}.")
        return name == "csv"
    return choose(request.headers.get("accept"), [JSON, HTML, CSV]) == CSV


def claims_csv(service: Service, found: Iterable[SeenClaim]) -> Response:
    """The claims as `kg export claims --format csv` writes them, formulas defused."""
    sink = io.StringIO(newline="")
    write_csv((claim_line(seen, service.knowledge) for seen in found), sink)
    return Response(sink.getvalue(), headers={"Vary": "Accept"}, media_type=CSV)
