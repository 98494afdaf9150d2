"""The invented harbour, whose documents now disagree: area, ferry, dates."""

from tests.conftest import World

_ISLAND = """\
The Harbour Office operates the Old Ferry. The Harbour Office covers 1.5 hectares.
It was the Harbour Weekly that wrote: it covers 1.25 hectares.
The groundbreaking was on 3 March 2025. =East Port= was opened in 2024.
"""
_ISLAND_CLAIMS = """\
  - {s: harbour-office, p: operates, o: old-ferry,
     quote: The Harbour Office operates the Old Ferry.}
  - {s: harbour-office, p: area, value: 1.5, unit: hectares, quote: covers 1.5 hectares}
  - {s: harbour-office, p: area, value: 1.25, unit: hectares, cited: {outlet: harbour-weekly},
     quote: it covers 1.25 hectares}
  - {s: east-port-groundbreaking, p: date, value: 2025-03-03,
     quote: The groundbreaking was on 3 March 2025.}
  - {s: east-port, p: status, o: state-opened, valid_from: 2024,
     quote: "=East Port= was opened in 2024."}
statements:
"""
_WEEKLY = "The Harbour Office covers 1.25 hectares. East Port was opened in 2026.\n"
_WEEKLY_CLAIMS = """\
  - {s: harbour-office, p: area, value: 1.25, unit: hectares, quote: covers 1.25 hectares}
  - {s: east-port, p: status, o: state-opened, valid_from: 2026,
     quote: East Port was opened in 2026.}
statements:
"""


def add_to(world: World) -> World:
    """Let two documents of the world contradict each other, and what is there."""
    for slug, before, text, claims in (
        ("island-post-3", "Trade grew by", _ISLAND, _ISLAND_CLAIMS),
        ("harbour-weekly-12", "East Port is the most", _WEEKLY, _WEEKLY_CLAIMS),
    ):
        world.replace(f"data/documents/{slug}.txt", before, f"{text}{before}")
        world.replace(f"data/claims/{slug}.yaml", "statements:\n", claims)
        world.pin(slug)
    return world
