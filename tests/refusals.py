"""What tests of refused files share: files, entries, and what is told of them."""

from collections.abc import Callable

from kg.curate.claim_file import read_claims, read_events
from kg.curate.curation import Curation
from kg.model.ontology import Ontology
from kg.model.problem import Problem, Problems
from tests.conftest import World

CATALOGUE, ENTITIES, REFERENCE = (
    f"data/{name}.yaml" for name in ("catalogue", "entities", "reference")
)
NOTICE, WEEKLY, POST = (
    f"data/claims/{slug}.yaml" for slug in ("harbour-notice", "harbour-weekly-12", "island-post-3")
)
LINE = 3  # of the entry that a test adds
QUOTE = "quote: covers 1.25 hectares"
PLACE = f"s: harbour-office, p: locatedIn, o: hill-town, {QUOTE}"
FIGURE = f"s: harbour-office, p: area, value: 3, unit: hectares, {QUOTE}"
Told = Callable[[str], Problem]


def problems_of(
    world: World, curated: Curation, terms: Ontology, slug: str = "harbour-notice"
) -> tuple[Problem, ...]:
    """The problems of one claim file."""
    problems = Problems()
    document = curated.documents[slug]
    entities = {
        slug: entity for slug, entity in curated.entities.items() if "Event" not in entity.types
    }
    events = read_events(world.root, document, entities, problems)
    entities.update((event.slug, event) for event in events)
    read_claims(world.root, document, entities, terms, problems)
    return tuple(problems)


def teller(world: World, curated: Curation, terms: Ontology) -> Told:
    """Puts an entry in front of the claims of the notice and says what is told of it."""

    def put(entry: str) -> Problem:
        world.replace(NOTICE, "claims:\n", f"claims:\n  - {{{entry}}}\n")
        (problem,) = problems_of(world, curated, terms)
        return problem

    return put


def is_told(
    problem: Problem, field: str, message: str, file: str = NOTICE, line: int = LINE
) -> None:
    assert (problem.file, problem.line) == (file, line)
    assert problem.field.endswith(field)
    assert message in problem.message
    assert problem.remedy
