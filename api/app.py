"""The application: settings in, an ASGI app out; nothing happens on import."""

import gc
import hashlib
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api import parameters, problems
from api.analyses import Analyses
from api.assets import Assets
from api.compression import Compression
from api.deps import Service
from api.headers import CommonHeaders
from api.intake import Intake
from api.kept import Kept
from api.measures import Measures
from api.observe import Observe
from api.protocol.front import EXPOSED, Front
from api.protocol.openapi import document
from api.routes import (
    analysis,
    changes,
    claims,
    comparison,
    conflicts,
    documents,
    entities,
    evidence,
    health,
    home,
    looks,
    metrics,
    neighbourhoods,
    ontology,
    paths,
    queries,
    reconcile,
    review,
    sparql,
    start,
    suggest,
    timelines,
    unknowns,
    workbench,
)
from api.turns import Turns
from api.views import Views
from kg import __version__, resources
from kg.answers import articles
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings, load
from kg.sparql import surface
from kg.sparql.pool import Pool
from kg.sparql.relay import Relay
from kg.sparql.saved import SavedQueries
from kg.sparql.source import Release
from kg.sparql.writer import Writer
from kg.write.picture import Looks

_SOURCES = (".py", ".rq", ".ttl", ".html", ".json", ".css", ".js")
_INSTALLED = ("node_modules", "__pycache__")
_VENDOR = Path(__file__).parent / "static" / "vendor"  # built by `make page`
DESCRIPTION = (
    "Who and what is linked in the Greater Bay Area, each claim with the sentence that says it. "
    "Every answer carries the data version in the header KG-Version; errors are RFC 9457 problem "
    "documents; lists are paged by the cursor `next`."
)


class GraphService(FastAPI):
    """The pages and the API; the SPARQL protocols go past the framework (api.protocol.front)."""

    front: Front
    protocols: ASGIApp

    def lead(self, front: Front, middleware: Sequence[Middleware]) -> None:
        """Lead the requests of `front` through this middleware, the outermost first."""
        self.front = self.protocols = front
        for cls, args, kwargs in reversed(middleware):
            self.protocols = cls(self.protocols, *args, **kwargs)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope in self.front:
            await self.protocols(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(settings: Settings, knowledge: Knowledge | None = None) -> FastAPI:
    """The service over `knowledge`, by default the release that the settings name."""
    here = resources.find()
    opened = knowledge or open_knowledge(settings)
    surface.prepare()
    measures = Measures()
    writer = _writer(settings, opened, measures)
    runner = _runner(settings, opened, writer, measures)
    service = Service(
        settings=settings,
        knowledge=opened,
        pool=runner if isinstance(runner, Pool) else None,
        runner=runner,
        writer=writer,
        queries=SavedQueries(here.queries, opened.ontology),
        looks=Looks.read(here.web),
        measures=measures,
        turns=Turns(settings.query_seconds),
        kept=Kept(settings.max_kept_bytes),
        analyses=Analyses(settings),
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if writer:
            writer.open()
        async with runner:
            try:
                yield
            finally:
                await service.analyses.close()
        if writer:
            await writer.close()

    app = GraphService(
        title="Greater Bay Area knowledge graph",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        dependencies=[Depends(parameters.known)],
        redirect_slashes=False,
        responses=problems.RESPONSES,
        docs_url=None,
        redoc_url=None,
    )
    app.state.views = Views(service)
    problems.add_handlers(app)
    for part in (
        home, start, entities, neighbourhoods, paths, comparison, timelines, analysis, claims,
        documents, conflicts, unknowns, queries, reconcile, suggest, ontology, health, metrics,
        looks, evidence, workbench, review, changes,
    ):  # fmt: skip
        app.include_router(part.router)
    document(app)
    # browser libraries are built, and a checkout may be without them
    app.mount("/static/vendor", Assets(_VENDOR, check_dir=False), name="vendor")
    app.mount("/static/src", Assets(here.web / "src"), name="src")
    app.mount("/static", Assets(here.web / "static"), name="static")
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"],
        allow_headers=["Accept", "Authorization", "Content-Type", "If-None-Match"],
        expose_headers=EXPOSED.split(", "),
    )  # fmt: skip
    app.add_middleware(Intake, max_parameters=settings.max_parameters)
    salt = _salt(settings, here) if opened.versioned else None
    around = [
        Middleware(Observe, measures=measures, slow_seconds=settings.slow_query_seconds),
        Middleware(Compression),
        Middleware(CommonHeaders, version=lambda: service.version, salt=salt),
    ]
    app.user_middleware[:0] = around
    app.lead(
        Front(app, sparql.protocols(service)),
        [*around, Middleware(Intake, max_parameters=settings.max_parameters)],
    )
    return app


def _runner(
    settings: Settings, opened: Knowledge, writer: Writer | None, measures: Measures
) -> Pool | Relay:
    """What answers queries: workers here, or the engine behind the store's URL."""
    if settings.is_remote:
        return Relay.of(settings, measures)
    return Pool(writer or Release(opened.database, opened.version), settings, measures)


def _writer(settings: Settings, opened: Knowledge, measures: Measures) -> Writer | None:
    """What takes changes, where the server was started for them."""
    if settings.empty:
        root = opened.database.parents[2]
        return Writer(
            root / "changed", opened.database, opened.version, settings,
            forget=root, events=measures,
        )  # fmt: skip
    if settings.writable:
        folder = settings.state / "graphs" / opened.version
        return Writer(folder, opened.database, opened.version, settings, events=measures)
    return None


def _salt(settings: Settings, here: resources.Resources) -> str:
    """What answers depend on besides the data: settings, saved queries, page and code."""
    digest = hashlib.sha256(settings.model_dump_json(exclude={"write_token"}).encode())
    code = Path(__file__).parent
    for folder in (here.queries, here.web, here.ontology, code, Path(resources.__file__).parent):
        for file in _sources(folder):
            digest.update(file.read_bytes())
    texts = articles.folder(settings)
    for file in sorted((texts / "data").glob("*.yaml")) if texts else ():
        digest.update(file.read_bytes())  # noise and names; the data version pins the texts
    for file in sorted((texts / "data/documents").glob("*.txt")) if texts else ():
        digest.update(file.name.encode())
    return digest.hexdigest()


def _sources(folder: Path) -> list[Path]:
    """What is written in a folder: not what was installed there."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _INSTALLED]
        found += [Path(place, name) for name in names if Path(name).suffix in _SOURCES]
    return sorted(found)


def from_environment() -> FastAPI:
    """The service as `kg serve` starts it; raise InvalidRequest where it may not write."""
    app = create_app(load())
    writer = app.state.views.service.writer
    if writer:
        writer.open()
    # ontology and labels stay; looking at them again and again would be felt in answers
    gc.freeze()
    return app
