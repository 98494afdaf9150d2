"""The invented harbour is read whole."""

from kg.answers.knowledge import Knowledge
from kg.curate.curation import Curation


def test_a_sound_project_is_read_without_a_problem(curated: Curation) -> None:
    assert list(curated.documents) == ["harbour-weekly-12", "island-post-3", "harbour-notice"]
    assert curated.redirects == {"east-harbour": "east-port"}


def test_the_built_store_opens(knowledge: Knowledge) -> None:
    assert len(knowledge.store) == knowledge.release.quads > 0
