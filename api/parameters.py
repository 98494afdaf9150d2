"""Parameters of an address: one that its route does not declare is refused, never overlooked.

A word that is misspelt would otherwise be an answer to another question.
"""

from collections.abc import Collection
from difflib import get_close_matches

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from kg.errors import InvalidParameters

SHOWN = 80  # characters of a name that its refusal repeats
# these read their address themselves: the page keeps its view in it, and a saved query, which
# refuses what it does not know, has parameters of its own
_OWN = frozenset({"home", "query", "query_sheet"})
# read wherever there is a page beside the data (api.negotiation)
_FORMAT, _PAGES = "format", ("json", "html")
# the two ends of a question have other names elsewhere
_ENDS = (("source", "from", "a", "start"), ("target", "to", "b", "end"))


async def known(request: Request) -> None:
    """Refuse a GET with parameters that its route does not know; raise InvalidParameters."""
    route = request.scope.get("route")
    if request.method not in ("GET", "HEAD") or not isinstance(route, APIRoute):
        return
    if not request.query_params or route.name in _OWN:
        return
    allowed = declared(route)
    wrong = {
        name[:SHOWN]: _advice(name, allowed)
        for name in dict.fromkeys(request.query_params.keys())
        if name not in allowed
    }
    value = request.query_params.get(_FORMAT, "json")
    if value not in _PAGES and _FORMAT not in {*_names(route.dependant), *wrong}:
        wrong[_FORMAT] = f"'{value[:SHOWN]}' is not one of {', '.join(_PAGES)}"
    if wrong:
        raise InvalidParameters(f"{request.url.path} cannot be asked so", wrong)


def declared(route: APIRoute) -> tuple[str, ...]:
    """The parameters of the query string that the route and what it depends on read."""
    found = dict.fromkeys(_names(route.dependant))
    if route.dependant.request_param_name:
        found[_FORMAT] = None
    return tuple(found)


def _names(dependant: Dependant) -> list[str]:
    own = [field.alias for field in dependant.query_params]
    return own + [name for each in dependant.dependencies for name in _names(each)]


def _advice(name: str, allowed: Collection[str]) -> str:
    if not allowed:
        return "is unknown; this address takes no parameters"
    near = [each for end in _ENDS if name in end for each in end if each in allowed]
    near = near or get_close_matches(name[:SHOWN].lower(), allowed, n=1, cutoff=0.6)
    meant = f"; did you mean {near[0]}" if near else ""
    return f"is unknown{meant}; there are {', '.join(allowed)}"
