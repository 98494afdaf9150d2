"""Lines: an extraction as the objects of JSON lines, as design.md §7 has them."""

from collections.abc import Iterable, Iterator, Mapping

from kg.extract.candidate import Candidate, Happening, Measured, Relation, Said
from kg.extract.extractor import Extraction, used
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.origin import Source
from kg.extract.reading import Reading
from kg.model.quantity import plain
from kg.model.sentence import Span

Line = Mapping[str, object]


def lines(doc: str, extraction: Extraction, lexicon: Lexicon) -> Iterator[Line]:
    """The header, the mentions and the candidates of document `doc`."""
    reading = extraction.reading
    yield {
        "doc": doc,
        "kind": "document",
        "title": reading.title,
        "evidence": reading.title or _opening(reading),
        "issued": reading.issued.isoformat() if reading.issued else None,
        "reader": extraction.reader,
        "noise": [[n.span.start, n.span.end, n.reason] for n in reading.noise],
    }
    yield from _mentions(doc, extraction, lexicon)
    for candidate in extraction.candidates:
        yield {
            "doc": doc,
            "kind": _kind(candidate),
            **_content(candidate, lexicon),
            **_how(candidate, extraction),
        }


def placed(made: Iterable[Line], source: Source) -> Iterator[Line]:
    """The lines with their place in a page of HTML (`original`) or a PDF (`page`).

    The text that their offsets count is in the line of the document.
    """
    for line in made:
        if source.plain:
            yield line
        elif line["kind"] == "document":
            yield {**line, "text": source.text}
        else:
            start, end = int(str(line["start"])), int(str(line["end"]))
            original = source.original(Span(start, end))
            if original is not None:
                yield {**line, "original": [original.start, original.end]}
            else:
                yield {**line, "page": source.page(start)}


def _opening(reading: Reading) -> str:
    return reading.sentences[0].text if reading.sentences else ""


def _kind(candidate: Candidate) -> str:
    """The shape; a state of a life is a line of its own, for its object is no entity."""
    content = candidate.content
    state = isinstance(content, Relation) and content.state is not None
    return "status" if state else candidate.shape.value


def _mentions(doc: str, extraction: Extraction, lexicon: Lexicon) -> Iterator[Line]:
    places: dict[Referent, list[tuple[Mention, int, int]]] = {}
    for sentence in extraction.reading.sentences:
        for mention in sentence.mentions:
            places.setdefault(mention.referent, []).append(
                (mention, sentence.span.start, sentence.span.end)
            )
    related = used(extraction)
    for referent, found in places.items():
        if referent.cls == "Topic" and referent not in related:
            continue
        plain = all(m.kind in (MentionKind.NOMINAL, MentionKind.PRONOUN) for m, _, _ in found)
        if (plain or not referent.named) and referent not in related:
            continue
        named = [each for each in found if each[0].kind is not MentionKind.PRONOUN] or found
        first, start, end = max(named[:1] or found, key=lambda each: len(each[0].text))
        text = extraction.reading.text
        yield {
            "doc": doc,
            "kind": "mention",
            "text": first.text,
            "type": lexicon.broad(referent.cls),
            "class": referent.cls,
            "canonical": referent.name,
            "entity": referent.slug,
            "named": referent.named,
            "aliases": _aliases(referent, first.text),
            "evidence": text[start:end],
            "start": first.span.start,
            "end": first.span.end,
            "mentions": [[m.span.start, m.span.end] for m, _, _ in found],
            "score": _certainty(referent),
            "rule": "gazetteer" if referent.slug else "form",
        }


def _aliases(referent: Referent, text: str) -> list[str]:
    """The other forms in the document, then those by which the graph knows the thing."""
    forms = dict.fromkeys((*referent.names, *referent.known_as))
    return [form for form in forms if form != text]


def _certainty(referent: Referent) -> float:
    if referent.slug:
        return 0.95 if not referent.rivals else 0.7
    return 0.8 if referent.cls and referent.named else 0.5


def _how(candidate: Candidate, extraction: Extraction) -> Line:
    span = candidate.evidence
    return {
        "modality": candidate.modality.value,
        "polarity": candidate.polarity.value,
        "attributed_to": candidate.attributed_to.shown if candidate.attributed_to else None,
        "date": candidate.when.text if candidate.when else None,
        "evidence": extraction.reading.text[span.start : span.end],
        "start": span.start,
        "end": span.end,
        "score": round(candidate.score, 2),
        "rule": candidate.rule,
    }


def _content(candidate: Candidate, lexicon: Lexicon) -> Line:
    content = candidate.content
    if isinstance(content, Relation):
        target = content.object.shown if content.object else content.post or content.state
        found: dict[str, object] = {
            "subject": content.subject.shown,
            "predicate": content.says or content.predicate,
            "property": None if content.open else content.predicate,
            "object": target,
            "subject_entity": content.subject.slug,
            "object_entity": content.object.slug if content.object else None,
        }
        if content.post:
            found["post"] = content.post
        if content.open:
            found["open"] = True
        return found
    if isinstance(content, Measured):
        unit = lexicon.ontology.units.get(content.unit) if content.unit else None
        return {
            "subject": content.subject.shown,
            "measure": content.measure,
            "value": plain(content.value),
            "value_max": plain(content.value_max) if content.value_max else None,
            "unit": unit.label if unit and content.unit != "fraction" else content.words,
            "unit_id": content.unit,
            "counted": content.counted or None,
            "quantifier": content.quantifier.value,
            "subject_entity": content.subject.slug,
        }
    if isinstance(content, Happening):
        return {
            "label": content.label,
            "entity": content.referent.slug if content.referent else None,
            "participants": [each.shown for each in content.participants],
            "concerns": [each.shown for each in content.concerns],
            "held_in": content.place.shown if content.place else None,
        }
    return _said(content)


def _said(content: Said) -> Line:
    return {
        "speaker": content.speaker.shown,
        "about": [each.shown for each in content.about],
        "statement_kind": content.kind.value,
    }
