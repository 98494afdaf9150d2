"""serve: the page and the API over HTTP."""

from pathlib import Path

import typer
import uvicorn

from kg.answers.knowledge import open_knowledge
from kg.config import load

APP = "api.app:from_environment"  # by name: kg does not import api


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(serve)


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, min=0, max=65535, help="Port to listen on; 0 takes a free one."),
    store: Path | None = typer.Option(None, help="Folder of the built graph (KG_STORE)."),
    workers: int | None = typer.Option(None, min=1, help="Queries at the same time (KG_WORKERS)."),
    root_path: str = typer.Option("", help="Path under which a proxy shows the service."),
    show_settings: bool = typer.Option(False, help="Print the effective settings and leave."),
) -> None:
    """Serve the graph: page, API and SPARQL."""
    given = {"store": store, "workers": workers}
    flags = {name: value for name, value in given.items() if value is not None}
    settings = load().model_copy(update=flags)
    if show_settings:
        for name, value in settings.model_dump().items():
            typer.echo(f"KG_{name.upper()}={'' if value is None else value}")
        return
    open_knowledge(settings)  # say what is missing before a server starts
    settings.export()
    uvicorn.run(APP, factory=True, host=host, port=port, root_path=root_path, access_log=False)
