"""Leaving out: what no claim cites after a writing, with the reasons that reviewers have given."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.curate import coverage, yaml_edit, yaml_places, yaml_write
from kg.curate.curation import Curation
from kg.curate.quotes import Levelled
from kg.curate.yaml_write import Given
from kg.model.sentence import Span
from kg.review.decisions import Act
from kg.review.proposal import Entry
from kg.review.review import Review
from kg.review.state import Status


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the content that no claim cites; `reason` is why a candidate of their sentence was
    rejected, which may be why they are left out."""

    signal: str
    text: str
    span: Span
    reason: str | None


def gaps(review: Review, known: Curation) -> tuple[Gap, ...]:
    """Those of the document, by the files as they will be, that nobody has explained yet."""
    reasons = list(_reasons(review).items())
    found = []
    for each in coverage.of_document(known, review.slug).unexplained:
        why = next((reason for span, reason in reasons if each.span.within(span)), None)
        found.append(Gap(each.signal, each.text, each.span, why))
    return tuple(found)


def _reasons(review: Review) -> Mapping[Span, str]:
    """Why candidates were rejected, by the sentence that they stand on."""
    now = review.state
    return {
        now.proposals[name].span: decision.data["reason"]
        for name, decision in now.verdicts.items()
        if now.status(name) is Status.REJECTED and decision.data.get("reason")
    }


class Leaving:
    """What reviewers leave out, in the block of the document in data/catalogue.yaml."""

    def __init__(self, review: Review, text: str) -> None:
        self.review = review
        self.text = text
        self.added: dict[str, Entry] = {}  # by the name of the decision
        self.removed: list[str] = []

    def plan(self) -> None:
        """Put what is left out into `text`, and take out what was undone since; what somebody has
        changed by hand stays."""
        path, done = (self.review.slug, "left_out"), _wrote(self.review, done=True)
        for name, entry in _wrote(self.review, done=False).items():
            if name not in self.review.state.left and entry in self._there():
                self.text = yaml_edit.take_item(self.text, path, entry)
                self.removed.append(name)
        for name, decision in self.review.state.left.items():
            entry = decision.data["entry"]
            if name not in done and entry not in self._there():
                self.text = yaml_edit.add_item(self.text, path, entry)
                self.added[name] = entry

    def _there(self) -> list[Given]:
        block = yaml_places.content(self.text).get(self.review.slug, {})
        found = block.get("left_out", []) if isinstance(block, Mapping) else []
        return list(found)


def is_written(review: Review, name: str) -> bool:
    """Whether the catalogue has what this decision leaves out, or had it until somebody changed it
    by hand."""
    data = review.state.left[name].data
    there = ([each.span.start, each.span.end] for each in review.document.left_out)
    return name in _wrote(review, done=True) or data["span"] in there


def _wrote(review: Review, *, done: bool) -> Mapping[str, Entry]:
    """What this review was to put there, without what it was to take out again; if `done` only by
    writings that came to their end."""
    ended = {each.of for each in review.state.live if each.act is Act.WRITTEN}
    found: dict[str, Entry] = {}
    for decision in review.state.live:
        if decision.act is Act.WRITE and (not done or str(decision.number) in ended):
            found |= decision.data.get("left_out", {})
            for name in decision.data.get("left_in", ()) if done else ():
                found.pop(name, None)
    return found


def left_out(review: Review, found: tuple[Gap, ...]) -> str:
    """Lines for the block of the document in data/catalogue.yaml: the gaps that have a reason."""
    levelled, several = Levelled.of(review.document.text), []
    for gap in found:
        if gap.reason:
            entry: dict[str, Given] = {"text": gap.text}
            if len(levelled.find(gap.text)) > 1:
                entry["start"] = str(gap.span.start)
            several.append(entry | {"reason": gap.reason})
    return yaml_write.fields({"left_out": several}, 2) if several else ""
