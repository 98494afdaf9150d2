"""What a request of the SPARQL protocols brings: parameters, body, media type."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from kg.errors import InvalidRequest, TooLarge, Unsupported

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Names and values, in the order in which they came."""

    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of this name."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of this name; raise InvalidRequest where there are several."""
        values = self.all(name)
        if len(values) > 1:
            raise InvalidRequest(
                f"the parameter '{name}' is given {len(values)} times; once will do."
            )
        return values[0] if values else None

    def __add__(self, other: "Parameters") -> "Parameters":
        return Parameters(self.pairs + other.pairs)


def parameters(raw: bytes) -> Parameters:
    """The parameters of a query string or form, counted by now (api.intake).

    Raise InvalidRequest where they are not UTF-8.
    """
    if not raw:
        return Parameters(())
    try:
        found = parse_qsl(raw.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"the parameters are not UTF-8 ({error.reason}).") from None
    return Parameters(tuple(found))


@dataclass(frozen=True, slots=True)
class MediaType:
    """A Content-Type; `name` is without its parameters, in lower case."""

    name: str
    header: str

    @classmethod
    def of(cls, scope: Scope) -> "MediaType":
        """Raise Unsupported for another charset than UTF-8."""
        header = Headers(scope=scope).get("content-type", "")
        name, *rest = (part.strip() for part in header.split(";"))
        for each in rest:
            key, _, value = each.partition("=")
            if key.lower() == "charset" and value.strip('"').lower() not in ("utf-8", "us-ascii"):
                raise Unsupported(f"the charset '{value[:40]}' is not read here; send UTF-8.")
        return cls(name.lower(), header)


async def body(receive: Receive, limit: int, setting: str) -> bytes:
    """The body, refused as soon as it is longer than `limit`; raise TooLarge, naming `setting`."""
    pieces = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise InvalidRequest("the client went away before its request was whole.")
        pieces += message.get("body", b"")
        if len(pieces) > limit:
            raise TooLarge(
                f"the body has more than {limit:,} bytes ({setting}). Send less, or raise it."
            )
        if not message.get("more_body", False):
            return bytes(pieces)


def text(raw: bytes, what: str) -> str:
    """The body as text; raise InvalidRequest."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"the {what} is not UTF-8 (byte {error.start}).") from None


def address(scope: Scope) -> str:
    """The address of the request as the client wrote it, without its query string."""
    host = Headers(scope=scope).get("host") or "{}:{}".format(*(scope.get("server") or ("", "")))
    path = scope.get("raw_path") or scope["path"].encode()
    return f"{scope['scheme']}://{host}{path.decode('latin-1').partition('?')[0]}"
