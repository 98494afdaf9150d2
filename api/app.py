"""The application: settings in, an ASGI app out; nothing happens on import."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles

from api import problems
from api.deps import Service
from api.headers import CommonHeaders
from api.routes import (
    claims,
    conflicts,
    documents,
    entities,
    health,
    home,
    ontology,
    queries,
    sparql,
)
from kg import __version__, resources
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.search import Search
from kg.config import Settings, load
from kg.sparql.pool import Pool
from kg.sparql.saved import SavedQueries
from kg.write.picture import Looks

_SOURCES = (".py", ".rq", ".ttl", ".html", ".json", ".css")
DESCRIPTION = (
    "Who and what is linked in the Greater Bay Area, each claim with the sentence that says it. "
    "Every answer carries the data version in the header KG-Version; errors are RFC 9457 problem "
    "documents; lists are paged by the cursor `next`."
)


def create_app(settings: Settings, knowledge: Knowledge | None = None) -> FastAPI:
    """The service over `knowledge`, by default the release that the settings name."""
    here = resources.find()
    opened = knowledge or open_knowledge(settings)
    service = Service(
        settings=settings,
        knowledge=opened,
        search=Search(opened),
        pool=Pool(opened.database, settings),
        queries=SavedQueries(here.queries, opened.ontology),
        looks=Looks.read(here.web),
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        service.pool.close()

    app = FastAPI(
        title="Greater Bay Area knowledge graph",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        redirect_slashes=False,
        responses=problems.RESPONSES,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    problems.add_handlers(app)
    for part in (home, entities, claims, documents, conflicts, queries, sparql, ontology, health):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=here.web / "static"), name="static")
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        expose_headers=["KG-Version", "ETag"],
    )  # fmt: skip
    app.add_middleware(CommonHeaders, version=opened.version, salt=_salt(settings, here))
    return app


def _salt(settings: Settings, here: resources.Resources) -> str:
    """What answers depend on besides the data: settings, saved queries, page and code."""
    digest = hashlib.sha256(settings.model_dump_json(exclude={"write_token"}).encode())
    code = Path(__file__).parent
    for folder in (here.queries, here.web, here.ontology, code, Path(resources.__file__).parent):
        for file in sorted(folder.rglob("*.*")):
            if file.suffix in _SOURCES:
                digest.update(file.read_bytes())
    return digest.hexdigest()


def from_environment() -> FastAPI:
    """The service as `kg serve` starts it."""
    return create_app(load())
