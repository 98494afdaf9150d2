"""Leaving out: what no claim cites after a writing, with the reasons that reviewers have given."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.curate import coverage, yaml_write
from kg.curate.curation import Curation
from kg.curate.quotes import Levelled
from kg.curate.yaml_write import Given
from kg.model.sentence import Span
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
