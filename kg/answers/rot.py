"""Query rot: a release whose data no saved query of ours can use any more is not published."""

from kg.answers.choices import Choices
from kg.answers.entity import Cards, Entities
from kg.answers.knowledge import Knowledge
from kg.errors import InvalidData, InvalidParameters
from kg.model.problem import Problems
from kg.sparql.saved import SavedQueries, SavedQuery
from kg.store.engine import Engine, Malformed, Unevaluated

_REMEDY = "Mend the query, its defaults or its minimum_rows; or the data, if they lost something."


def check(queries: SavedQueries, knowledge: Knowledge) -> None:
    """Ask every query with its defaults; raise InvalidData with all that do not answer as told."""
    problems = Problems()
    choices = Choices(knowledge, queries, lambda: Cards(Entities(knowledge).all()))
    engine = Engine(str(knowledge.database))
    for query in queries:
        if wrong := _wrong(query, choices, engine):
            problems.add(f"queries/{query.name}.rq", 1, "", wrong, _REMEDY)
    if len(problems):
        raise InvalidData(tuple(problems))


def _wrong(query: SavedQuery, choices: Choices, engine: Engine) -> str | None:
    try:
        # given as arguments, so that a default has to be there
        text = choices.bind(query, query.header.defaults)
        found = engine.count(text)
    except InvalidParameters as error:
        return f"its defaults cannot be used: {error.detail}"
    except (Malformed, Unevaluated) as error:
        return f"it cannot be run: {error}"
    wanted = query.header.minimum_rows
    if found < wanted:
        return f"its defaults give {found} rows, and minimum_rows is {wanted}"
    return None
