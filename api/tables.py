"""Tables of saved queries: run as a query of anybody, kept, narrowed, cut into pages, written."""

import csv
import io
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.asked import Asked
from api.deps import Service
from api.protocol.answering import TRUNCATED
from kg.answers.cursor import Listing
from kg.sparql import gate
from kg.sparql.result import Conditions, read_all
from kg.store import rdf
from kg.store.engine import Answer
from kg.store.rdf import Triple
from kg.store.table import JSON, Table
from kg.write.export import cell

CSV = "text/csv"


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a table; `total` is how many there are, `next` the cursor of the next page."""

    rows: Table
    version: str
    total: int
    next: str | None


async def page(service: Service, asked: Asked, conditions: Conditions) -> Page:
    """The rows that were asked for; raise what running a query raises, and Expired."""
    table, version = await _table(service, asked, conditions)
    listing = Listing(version, asked.about)
    start = listing.start(asked.cursor)
    total = len(table.rows)
    if asked.limit is None:
        return Page(table, version, total, None)
    end = start + asked.limit
    return Page(
        table.part(start, asked.limit), version, total, listing.cursor(end) if end < total else None
    )


async def _table(service: Service, asked: Asked, conditions: Conditions) -> tuple[Table, str]:
    """The whole table, narrowed, and the version of the data it is of."""
    kept = service.kept.get((service.version, asked.about))
    if kept is not None:
        return kept, service.version
    examined = gate.examine(asked.text, service.settings)
    wanted = Answer(examined.text, JSON, not examined.has_dataset)
    result = await service.runner.run(wanted, conditions)
    data = await read_all(result)
    version = result.version or service.version
    table = await run_in_threadpool(_narrowed, service, asked, data, result.cut)
    if service.knowledge.versioned:
        service.kept.keep((version, asked.about), table, 3 * len(data))
    return table, version


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph that a query makes: as text to be read, and as its triples.

    `cut` is after how many triples it was cut.
    """

    turtle: str
    triples: list[Triple]
    cut: int | None = None


async def graph(service: Service, text: str, conditions: Conditions) -> Graph:
    """Run a query that makes a graph; raise what running a query raises."""
    examined = gate.examine(text, service.settings)
    found, cut = [], None
    for media_type in ("text/turtle", "application/n-triples"):
        wanted = Answer(
            examined.text, media_type, not examined.has_dataset, prefixes=service.prefixes
        )
        result = await service.runner.run(wanted, conditions)
        found.append(await read_all(result))
        cut = result.cut
    return Graph(found[0].decode(), await run_in_threadpool(rdf.read, found[1]), cut)


def _narrowed(service: Service, asked: Asked, data: bytes, cut: int | None) -> Table:
    table = Table.read(data, cut)
    return asked.narrowing.of(table, service.knowledge) if asked.narrowing else table


def written(request: Request, asked: Asked, found: Page, media_type: str) -> Response:
    """The page in this format, with the links that lead on."""
    data = found.rows.write(media_type)
    response = Response(_defused(data) if media_type == CSV else data, media_type=media_type)
    response.headers["KG-Version"] = found.version
    response.headers["KG-Total"] = str(found.total)
    response.headers["Vary"] = "Accept"
    if found.rows.cut is not None:
        response.headers[TRUNCATED] = f"rows={found.rows.cut}"
    if asked.limit is not None:
        links = [f'<{address(request, asked)}>; rel="first"']
        if found.next:
            links.append(f'<{address(request, asked, cursor=found.next)}>; rel="next"')
        response.headers["Link"] = ", ".join(links)
    return response


def _defused(data: bytes) -> str:
    """The same table without formulas: unlike that of /sparql it is made to be opened."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerows(map(cell, row) for row in csv.reader(io.StringIO(data.decode(), newline="")))
    return sink.getvalue()


def address(request: Request, asked: Asked, **more: str) -> str:
    """Where the same is asked again, with other parameters beside its arguments."""
    days = {
        name: day.isoformat()
        for name, day in (
            ("valid_on", asked.narrowing.valid_on), ("known_on", asked.narrowing.known_on),
        )
        if day
    }  # fmt: skip
    page = {"limit": str(asked.limit)} if asked.limit is not None else {}
    chosen = {"format": asked.format} if asked.format else {}
    parameters = {**asked.arguments, **days, **page, **chosen, **more}
    root = request.scope.get("root_path", "")
    text = urlencode(parameters)
    return f"{root}/queries/{asked.query.name}" + (f"?{text}" if text else "")
