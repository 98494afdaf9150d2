"""What can go wrong with an engine elsewhere, in words that name it and the remedy."""

import httpx2

from kg.errors import KgError, RefusedQuery, RemoteFailed, RemoteTooLong
from kg.store.profile import without_secrets
from kg.store.solutions import BrokenAnswer

_WHERE = "Is KG_STORE the address at which it takes queries?"


class Faults:
    """Makes the errors of one store; `shown` is its URL without secrets."""

    def __init__(self, shown: str) -> None:
        self.shown = shown

    def failed(self, what: str, remedy: str) -> RemoteFailed:
        """The store did `what`."""
        return RemoteFailed(f"the store at {self.shown} {what}. {remedy}")

    def broken(self, broken: BrokenAnswer) -> RemoteFailed:
        """An answer with status 200 that is not one."""
        return self.failed(f"answers 200, but with {broken}", "Look into its log.")

    def cut(self, rows: int) -> RemoteFailed:
        """An answer to one of our own queries that is not all of it."""
        return self.failed(
            f"cut one of our own queries after {rows:,} rows",
            "Raise its own limit of rows, and row_cap in KG_STORE_PROFILE.",
        )

    def late(self) -> RemoteTooLong:
        """Our deadline has passed."""
        return RemoteTooLong(
            f"the store at {self.shown} did not answer in time (KG_QUERY_SECONDS). "
            "Narrow the query, add a LIMIT, or raise the setting."
        )

    def transport(self, error: httpx2.TransportError) -> RemoteFailed:
        """No connection, or no whole HTTP message."""
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
            said = str(error) or "no answer"
            return self.failed(f"cannot be reached: {said}", "Is it running, is KG_STORE right?")
        said = str(error) or type(error).__name__
        return self.failed(f"broke off or does not speak HTTP: {said}", "Look into its log.")

    def status(self, response: httpx2.Response, said: str) -> KgError:
        """A status that is not 200; `said` is what it comes with."""
        status = response.status_code
        if 300 <= status < 400:
            target = without_secrets(response.headers.get("location", "nowhere"))
            what = f"redirects ({status}) to {target}"
            return self.failed(what, "Set KG_STORE to where it really is.")
        if status in (401, 403):
            return self.failed(f"refuses us ({status})", "Set KG_STORE_TOKEN.")
        if status in (408, 504):
            return RemoteTooLong(
                f"the store at {self.shown} gave up ({status}){said}. "
                "Narrow the query, or raise its own limit of time."
            )
        if status == 400:
            return RefusedQuery(f"the store at {self.shown} refuses the query{said}")
        return self.failed(f"answers {status}{said}", _WHERE)

    def media_type(self, found: str, wanted: str) -> RemoteFailed:
        """An answer of another kind, such as a page for people."""
        what = f"answers with {found or 'no media type'} where {wanted} was asked for"
        return self.failed(what, _WHERE)
