"""serve: the page and the API over HTTP."""

from pathlib import Path

import typer

from kg.config import Settings
from kg.errors import InvalidRequest


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
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    if show_settings:
        for name, value in settings.model_dump().items():
            typer.echo(f"KG_{name.upper()}={'' if value is None else value}")
        return
    try:
        from api.app import run  # the only door from kg to api, and only for this command
    except ImportError as error:
        raise InvalidRequest(f"the server is not installed: {error}.") from None
    run(settings, host=host, port=port, root_path=root_path)
