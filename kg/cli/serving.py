"""serve: the page and the API over HTTP."""

import resource
import sys

import typer
import uvicorn

from kg import journal
from kg.answers.knowledge import open_knowledge
from kg.cli.connection import guarded
from kg.cli.flags import shown, with_settings
from kg.config import Settings, load
from kg.errors import InvalidRequest

_LOG = journal.logger(__name__)
APP = "api.app:from_environment"  # by name: kg does not import api
SPARE_HANDLES = 256  # for workers, files of the store and connections that are being closed
GRACE_SECONDS = 5  # for answers under way when the server is told to end


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(with_settings(serve))


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, min=0, max=65535, help="Port to listen on; 0 takes a free one."),
    root_path: str = typer.Option("", help="Path under which a proxy shows the service."),
    show_settings: bool = typer.Option(False, help="Print the effective settings and leave."),
    **given: object,
) -> None:
    """Serve the graph: page, API and SPARQL.

    Each setting is also an environment variable. The tokens have no flag: KG_WRITE_TOKEN opens this
    server for writing, KG_STORE_TOKEN is what opens the engine at the URL of a store.
    """
    settings = load(**given)
    if show_settings:
        typer.echo("\n".join(shown(settings)))
        return
    if not settings.empty:
        open_knowledge(settings)  # say what is missing before a server starts
    settings.export()
    _allow_handles(settings.max_connections + SPARE_HANDLES)
    journal.configure(settings.log_format, settings.log_level, secrets=settings.secrets)
    _warn(settings)
    if port and sys.stderr.isatty():
        typer.echo(opening(host, port, root_path), err=True)
    uvicorn.run(
        APP, factory=True, host=host, port=port, root_path=root_path, access_log=False,
        http=guarded(settings), ws="none", log_config=None, server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )  # fmt: skip


def opening(host: str, port: int, root_path: str = "") -> str:
    """Where a browser of this machine finds the page, once the server has started."""
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"open http://{here}:{port}{root_path}/ (Ctrl+C ends it)"


def _warn(settings: Settings) -> None:
    """Say at the start what will otherwise be found out late."""
    takes_changes = settings.writable or settings.empty
    if takes_changes and not (settings.write_token and settings.write_token.get_secret_value()):
        _LOG.warning(
            "read_only", reason="KG_WRITE_TOKEN is not set, so that nobody may write",
            remedy="set KG_WRITE_TOKEN to a long random text, and send it as a bearer token",
        )  # fmt: skip


def _allow_handles(needed: int) -> None:
    """Raise the soft limit of open files, so that it is not met before KG_MAX_CONNECTIONS."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if resource.RLIM_INFINITY != soft < needed:
        most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    if resource.RLIM_INFINITY != hard < needed:
        raise InvalidRequest(
            f"KG_MAX_CONNECTIONS needs {needed:,} open files, and this system allows {hard:,} "
            "(ulimit -Hn). Lower the one or raise the other."
        )
