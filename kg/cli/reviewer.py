"""Who decides: a flag, a setting, or the login."""

import getpass

from kg.config import Settings
from kg.errors import InvalidRequest


def reviewer_name(given: str, settings: Settings) -> str:
    """The name that stands in decisions; raise InvalidRequest where nothing tells it."""
    if name := given or settings.reviewer:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InvalidRequest("this system does not tell who you are; give --as NAME.") from None
