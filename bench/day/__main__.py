"""Runs a curator's day over an invented article of 500 words in the invented harbour.

What a person does is counted, not timed: which decisions, and how many keys and answers they take
in the terminal. What the machine does is timed.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.config import Settings
from kg.errors import InvalidParameters
from kg.publish import release
from kg.review import adding
from kg.review.adding import Details
from kg.review.decisions import Act
from kg.review.desk import Desk
from kg.review.newcomers import newcomers
from kg.review.review import Review
from kg.review.suggesting import Suggester
from kg.review.writing import write
from kg.vocab import Names

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BY = "bench"
Made = TypeVar("Made")


def main() -> None:
    """Print what was found, decided and timed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "world"
        shutil.copytree(ROOT / "tests/world", root)
        (root / "ontology").symlink_to(ROOT / "ontology")
        for line in _day(root, Path(folder) / "store"):
            sys.stdout.write(f"{line}\n")


def _day(root: Path, store: Path) -> list[str]:
    article = HERE / "article.txt"
    words = len(article.read_text(encoding="utf-8").split())
    add, added = _timed(
        lambda: adding.add(root, article, Details(publisher="Harbour Weekly"), Settings())
    )
    desk, seconds, counts = Desk(root), list[float](), Counter[str]()
    slug = added.slug
    for name in list(desk.review(slug).state.proposals):
        spent, _ = _timed(partial(_judge, desk, slug, name, counts))
        seconds.append(spent)
    writing, written = _timed(lambda: write(desk, slug, BY))
    building, built = _timed(lambda: release.build(root, store, Names(), lambda _: None))
    median = statistics.median(seconds) * 1000
    claims = len([c for c in desk.review(slug).curation.claims if c.document == slug])
    return [
        f"article: {words} words; {len(added.proposed.proposals)} candidates about "
        f"{len(added.proposed.things)} things",
        f"decisions: {sum(counts.values())} ({', '.join(f'{n} {w}' for w, n in counts.items())})",
        f"written: {len(written.added)} entries, {len(written.entities)} entities, {claims} claims "
        f"of {built.claims} in the graph",
        f"machine: add {add:.2f} s, a decision {median:.0f} ms (median), "
        f"write {writing:.2f} s, build {building:.2f} s",
    ]


def _timed(act: Callable[[], Made]) -> tuple[float, Made]:
    started = time.perf_counter()
    done = act()
    return time.perf_counter() - started, done


def _judge(desk: Desk, slug: str, name: str, counts: Counter[str]) -> None:
    """Say which entities the things of the candidate are that are in doubt, then decide on it."""
    review = desk.review(slug)
    missing = review.missing(review.state.entry(name))
    brings = newcomers(review, missing)
    for thing in missing:
        if thing not in brings:
            _choose(desk, slug, thing, counts)
    _decide(desk, slug, name, {each: new.data() for each, new in brings.items()}, counts)


def _choose(desk: Desk, slug: str, thing: str, counts: Counter[str]) -> None:
    """Link the thing where a known entity has the same words, else make it a new one."""
    review: Review = desk.review(slug)
    known = review.thing(thing)
    suggester = Suggester(review.entities, review.curation.ontology)
    likely, new = suggester.entities(known, slug), suggester.new(known, slug)
    try:
        if likely and review.entities[likely[0]].label.casefold() == known.name.casefold():
            desk.decide(slug, BY, Act.LINK, thing, {"entity": likely[0]}, None)
            counts["linked"] += 1
            return
        data = new.data() | {"types": list(new.types) or ["Group"]}
        desk.decide(slug, BY, Act.NEW, thing, data, None)
        counts["new entities"] += 1
    except InvalidParameters:
        counts["things left to a person"] += 1


def _decide(
    desk: Desk, slug: str, name: str, new: Mapping[str, object], counts: Counter[str]
) -> None:
    """Accept what can stand as it is; the rest a person would correct or reject."""
    try:
        desk.decide(slug, BY, Act.ACCEPT, name, {"new": new}, None)
        counts["acceptable as they are"] += 1
    except InvalidParameters:
        desk.decide(slug, BY, Act.REJECT, name, {}, None)
        counts["not acceptable as they are"] += 1


if __name__ == "__main__":
    main()
