"""A regular expression that is compiled when it is first used.

The long ones take a tenth of a second and more, which every command would wait for, also those
that never look at a query.
"""

from dataclasses import dataclass
from functools import cached_property

import regex as re


@dataclass(frozen=True)
class Expression:
    """A pattern in the verbose form."""

    pattern: str

    def prepare(self) -> None:
        """Compile it now, where whoever uses it should not wait."""
        _ = self.compiled

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, re.VERBOSE)
