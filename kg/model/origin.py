"""Origin: where a statement comes from. Copies of one wire report are one origin, not several."""

from collections.abc import Mapping


def outlet_origin(outlet: str) -> str:
    """The origin of what a document cites from an outlet, by its slug."""
    return f"outlet {outlet}"


def document_origin(
    document: str, wire: str | None, publisher: str | None, outlets: Mapping[str, str]
) -> str:
    """The origin of what a document says itself: its wire, else its publisher, else itself.

    `outlets` has the slug of each outlet by its names, folded: a paper that is cited elsewhere is
    the same origin as the paper that publishes.
    """
    name = wire or publisher
    if not name:
        return f"document {document}"
    outlet = outlets.get(name.casefold())
    return outlet_origin(outlet) if outlet else f"name {name.casefold()}"
