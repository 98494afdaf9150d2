"""Who may write: whoever has the token, where the store was opened for writing.

Source: RFC 6750 (bearer tokens), sections 2.1 and 3.
"""

import hmac

from starlette.datastructures import Headers
from starlette.types import Scope

from kg.config import Settings
from kg.errors import ReadOnly, Unauthorised


def check(scope: Scope, settings: Settings) -> None:
    """Raise ReadOnly or Unauthorised."""
    if settings.is_remote:
        raise ReadOnly(f"the graph lies at {settings.shown_store}; change it there.")
    if not (settings.writable or settings.empty):
        raise ReadOnly(
            "the published graph is read-only; it changes by `kg build`. A server started with "
            "--writable or --empty takes changes."
        )
    if settings.write_token is None or not settings.write_token.get_secret_value():
        raise ReadOnly("this server has no KG_WRITE_TOKEN, so that nobody may write.")
    scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise Unauthorised("writing needs the header 'Authorization: Bearer <KG_WRITE_TOKEN>'.")
    token = settings.write_token.get_secret_value().encode()
    if not hmac.compare_digest(given.strip().encode(), token):
        raise Unauthorised("this is not the token that this server was started with.")
