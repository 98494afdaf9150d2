"""Where ontology, queries and page lie: in the checkout, or inside the installed package."""

from dataclasses import dataclass
from pathlib import Path

from kg.errors import NoStore

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Resources:
    """The folders; `checkout` is None in an installed package, which has no curated data."""

    ontology: Path
    queries: Path
    web: Path
    graph: Path | None
    checkout: Path | None

    def curated(self) -> Path:
        """The folder with data/; raise NoStore where there is none."""
        if self.checkout is None:
            raise NoStore(
                "this is an installed package: article texts and curated files stay in the "
                "repository. Clone it to check, build or cite."
            )
        return self.checkout


def find() -> Resources:
    """The resources of this installation."""
    root = _PACKAGE.parent
    if (root / "pyproject.toml").is_file() and (root / "ontology").is_dir():
        return Resources(root / "ontology", root / "queries", root / "web", None, root)
    shipped = _PACKAGE / "_shipped"
    graph = shipped / "graph"
    return Resources(
        shipped / "ontology", shipped / "queries", shipped / "web",
        graph if graph.is_dir() else None, None,
    )  # fmt: skip
