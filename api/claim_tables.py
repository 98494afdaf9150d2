"""Tables of claims: the claims of an entity or a document as CSV, one a line."""

import io
from collections.abc import Iterable
from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from api.deps import Service
from api.downloads import CSV
from api.negotiation import HTML
from kg.answers.claims import SeenClaim
from kg.write.export import claim_line, write_csv

ClaimFormatDep = Annotated[
    str | None, Query(description="json, html or csv; before Accept. CSV has the claims")
]
CLAIM_FORMATS: dict[int | str, dict[str, object]] = {200: {"content": {HTML: {}, CSV: {}}}}


def claims_csv(service: Service, found: Iterable[SeenClaim]) -> Response:
    """The claims as `kg export claims --format csv` writes them, formulas defused."""
    sink = io.StringIO(newline="")
    write_csv((claim_line(seen, service.knowledge) for seen in found), sink)
    return Response(sink.getvalue(), headers={"Vary": "Accept"}, media_type=CSV)
