"""Who may write: whoever has the token, where the store was opened for writing.

Source: RFC 6750 (bearer tokens), sections 2.1 and 3.
"""

import hmac

from starlette.datastructures import Headers
from starlette.types import Scope

from kg.config import Settings
from kg.errors import ReadOnly, Unauthorised

NO_TOKEN = "this server has no KG_WRITE_TOKEN, so that nobody may write."


def check(scope: Scope, settings: Settings) -> None:
    """Raise ReadOnly or Unauthorised."""
    if settings.is_remote:
        raise ReadOnly(f"the graph lies at {settings.shown_store}; change it there.")
    if not (settings.writable or settings.empty):
        raise ReadOnly(
            "the published graph is read-only; it changes by `kg build`. A server started with "
            "--writable or --empty takes changes."
        )
    _check_token(scope, settings)


def why_no_review(settings: Settings, has_files: bool) -> str | None:
    """Why nobody may review on this server; None where who has the token may."""
    if not has_files:
        return (
            "this server has no curated files to review (KG_TEXTS). Start one in a checkout of "
            "the repository."
        )
    return None if _token(settings) else NO_TOKEN


def check_reviewer(scope: Scope, settings: Settings, has_files: bool) -> None:
    """Raise ReadOnly or Unauthorised. A review changes the curated files, never the graph."""
    if why := why_no_review(settings, has_files):
        raise ReadOnly(why)
    _check_token(scope, settings)


def _token(settings: Settings) -> str:
    return settings.write_token.get_secret_value() if settings.write_token else ""


def _check_token(scope: Scope, settings: Settings) -> None:
    if not _token(settings):
        raise ReadOnly(NO_TOKEN)
    scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise Unauthorised("writing needs the header 'Authorization: Bearer <KG_WRITE_TOKEN>'.")
    if not hmac.compare_digest(given.strip().encode(), _token(settings).encode()):
        raise Unauthorised("this is not the token that this server was started with.")
