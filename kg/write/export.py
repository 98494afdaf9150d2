"""Claims and entities as lines that stay the same: JSON Lines and CSV."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from kg.answers.claims import SeenClaim
from kg.answers.entity import EntityCard
from kg.answers.knowledge import Knowledge
from kg.model.claim import Qualifier
from kg.write.shaping import labels, value

Line = dict[str, object]


def claim_line(seen: SeenClaim, knowledge: Knowledge) -> Line:
    """A claim as one object; absent is None. Terms are IRIs, closed words are words."""
    claim, names, ontology = seen.claim, knowledge.names, knowledge.ontology
    state = ontology.properties[claim.property].leads_to_state
    target = None
    if claim.object is not None:
        target = names.term(claim.object) if state else names.entity(claim.object)
    given, validity, first = value(claim), claim.validity, claim.evidence[0]
    cited = claim.cited
    return {
        "id": names.claim(claim.id),
        "subject": names.entity(claim.subject),
        "property": names.term(claim.property),
        "object": target,
        "value": given.value if given else None,
        "value_max": given.value_max if given else None,
        "unit": given.unit if given else None,
        "quantifier": given.quantifier if given else None,
        "qualifiers": _qualifiers(claim.qualifiers, knowledge),
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "kind": seen.kind.value,
        "attributed_to": names.entity(claim.attributed_to) if claim.attributed_to else None,
        "valid_from": str(validity.valid_from) if validity.valid_from else None,
        "valid_to": str(validity.valid_to) if validity.valid_to else None,
        "as_of": str(validity.as_of) if validity.as_of else None,
        "date_basis": claim.date_basis.value if claim.date_basis else None,
        "cited": {
            "outlet": names.entity(cited.outlet),
            "date": str(cited.date) if cited.date else None,
            "page": cited.page,
        }
        if cited
        else None,
        "rank": claim.rank.value,
        "statement": names.statement(claim.statement.id) if claim.statement else None,
        "statement_kind": claim.statement.kind.value if claim.statement else None,
        "document": claim.document,
        "quote": first.text,
        "start": first.span.start,
        "end": first.span.end,
        "evidence": [
            {"quote": q.text, "start": q.span.start, "end": q.span.end, "main": not place}
            for place, q in enumerate(claim.evidence)
        ],
    }


def _qualifiers(qualifiers: Iterable[Qualifier], knowledge: Knowledge) -> dict[str, object]:
    """One value as it is, several as a list; entities as IRIs."""
    found: dict[str, object] = {}
    for qualifier in qualifiers:
        term = knowledge.ontology.qualifiers[qualifier.key]
        values = [
            knowledge.names.entity(text) if term.takes_entities else text
            for text in qualifier.values
        ]
        found[qualifier.key] = values if term.repeatable else values[0]
    return found


def entity_line(card: EntityCard, knowledge: Knowledge) -> Line:
    """An entity as one object."""
    return {
        "id": knowledge.names.entity(card.slug),
        "type": card.type,
        "types": list(card.types),
        "label": card.label,
        "labels": [label.model_dump() for label in labels(card)],
        "named": card.named,
        "documents": list(card.documents),
    }


def json_lines(lines: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Each object on a line of its own."""
    return (json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def write_csv(lines: Iterable[Line], sink: TextIO) -> None:
    """The same as a table: lists and maps as JSON, nothing for None.

    A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
    injection).
    """
    writer = None
    for line in lines:
        if writer is None:
            writer = csv.DictWriter(sink, list(line), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({key: cell(item) for key, item in line.items()})


def cell(item: object) -> object:
    """What a table has in a cell: no formula, whatever a label says."""
    if isinstance(item, (dict, list)):
        return json.dumps(item, ensure_ascii=False)
    if isinstance(item, str) and _runs(item) and not _number(item):
        return f"'{item}"
    return item


def _runs(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula; it skips white space before one."""
    return text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in ("=", "+", "-", "@")


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
