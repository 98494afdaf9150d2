"""The attacks as data: name, text, and how it is sent."""

from dataclasses import dataclass
from urllib.parse import quote_plus

from bench import disguises, floods, shapes, wire

PATH = "/sparql"
DIRECT = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
IN_THE_ADDRESS = 4_000  # longer ones are posted, as a client would


@dataclass(frozen=True, slots=True)
class Attack:
    """A text for the endpoint; bytes are no UTF-8, and stay what they are."""

    name: str
    kind: str
    text: str | bytes

    def request(self) -> bytes:
        """As the address of a GET while that is short, else as a body; bytes as a form."""
        if isinstance(self.text, bytes):
            return wire.post(PATH, b"query=" + quote_plus(self.text).encode(), FORM)
        if len(quote_plus(self.text)) <= IN_THE_ADDRESS:
            return wire.get(f"{PATH}?query={quote_plus(self.text)}", ACCEPT)
        return wire.post(PATH, self.text.encode(), DIRECT)


ACCEPT = "application/sparql-results+json, application/n-triples;q=0.5"


def all_attacks(address: str) -> list[Attack]:
    """Every attack; those that reach out do so to `address`."""
    kinds: dict[str, dict[str, str] | dict[str, str | bytes]] = {
        "join": floods.JOINS,
        "path": floods.PATHS,
        "string": floods.STRINGS,
        "shape, small": shapes.SMALL,
        "shape, large": shapes.LARGE,
        "way out": dict(disguises.ways_out(address)),
        "text": dict(disguises.TEXTS),
    }
    return [
        Attack(name, kind, text) for kind, found in kinds.items() for name, text in found.items()
    ]
