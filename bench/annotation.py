"""What a reader of annotated news noted, matched as their scorer matches."""

import importlib.util
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from bench.extraction import DEVSET, annotated, news
from kg.extract.figure_options import Options
from kg.extract.links import Link
from kg.extract.mention import Referent

OVERLAP = 0.5  # of the words of the shorter evidence, as the scorer asks


class Annotation:
    """One reader's annotation of one document."""

    def __init__(self, file: Path) -> None:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        self.forms: dict[str, set[str]] = {}
        for row in rows:
            if row["kind"] == "mention":
                self.forms.setdefault(row["canonical"], {row["canonical"]}).add(row["text"])
        self.relations = [row for row in rows if row["kind"] == "relation"]
        self.figures = [row for row in rows if row["kind"] == "figure"]
        self._same: dict[tuple[str, str], bool] = {}

    def has_link(self, link: Link) -> bool:
        """Whether there is a relation of the two ends in the words of the sentence."""
        text = link.scene.row.sentence.text
        for row in self.relations:
            ends = (row["object"], *row.get("object_alt", ()))
            for one, other in ((link.one, link.other), (link.other, link.one)):
                both = self._is(one, row["subject"]) and any(self._is(other, e) for e in ends)
                if both and scorer().contains_score(text, row["evidence"]) >= OVERLAP:
                    return True
        return False

    def subjects(self, found: Options) -> list[bool] | None:
        """Of which options the figure is; None where the reader has no such figure there."""
        text, figure = found.scene.row.sentence.text, found.figure
        values = {
            scorer().num(str(value), words)
            for value in (figure.value, figure.value_max) if value is not None
            for words in (figure.words, "")
        }  # fmt: skip
        for row in self.figures:
            value = scorer().num(row["value"], row["unit"])
            if value in values and scorer().contains_score(text, row["evidence"]) >= OVERLAP:
                return [self._is(each, row["subject"]) for each in found.of]
        return None

    def _is(self, referent: Referent, wanted: str) -> bool:
        key = (referent.shown, wanted)
        if key not in self._same:
            forms = self.forms.get(wanted, set()) | {wanted}
            self._same[key] = any(scorer().same(referent.shown, form) for form in forms)
        return self._same[key]


def annotations(gold: Path) -> Iterator[tuple[str, str, Annotation]]:
    """Number, text and annotation of each document of a folder."""
    for number, text in news(annotated(gold)).items():
        yield number, text, Annotation(gold / f"{number}.jsonl")


@lru_cache(maxsize=1)
def scorer() -> ModuleType:
    """The scorer of the annotated news, as a module."""
    spec = importlib.util.spec_from_file_location("score", DEVSET / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
