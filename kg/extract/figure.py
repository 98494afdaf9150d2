"""Figure: a number of a text with its unit, or with what is counted."""

from dataclasses import dataclass
from decimal import Decimal

from kg.model.quantity import Quantifier
from kg.model.sentence import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. `unit` is the ontology's, None where a noun of the text is counted: `counted`.

    `words` is the unit as the text has it; `modifies` tells "40-year-old bridge" or "one-year
    scheme", where what follows is the subject.
    """

    span: Span
    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    quantifier: Quantifier
    unit: str | None
    words: str
    counted: str
    modifies: bool = False
    number_end: int = 0  # where the number itself ends in the text
    rate: str = ""  # "a day" of "160 tonnes of sludge a day"
