"""Examining: whether a decision can be taken, and the words in which it is kept."""

from collections.abc import Callable, Mapping
from typing import Any

from kg.curate.quotes import Levelled
from kg.curate.yaml_write import Given
from kg.errors import InvalidParameters, InvalidRequest, NotFound
from kg.model.sentence import Span
from kg.review import soundness
from kg.review.decisions import Act
from kg.review.proposal import Entry
from kg.review.review import Review
from kg.review.state import NewEntity

Data = Mapping[str, Any]
DEEPEST = 4  # levels of an entry


def examined(review: Review, act: Act, of: str, data: Data, by: str) -> tuple[str, Data]:
    """What is decided on, and the data as they are kept; raise NotFound, InvalidRequest."""
    if act is Act.UNDO:
        return _undone(review, of, by), {}
    check = _CHECKS.get(act)
    if check is None:
        raise InvalidRequest(f"'{act}' is not decided like this.")
    return of, check(review, of, data)


def _accept(review: Review, of: str, data: Data) -> Data:
    proposal = review.proposal(of)
    entry = review.state.proposals[of].entry
    claims = review.claims(proposal.form, review.resolved(entry))
    review.refuse_repeated(of, claims)
    return {}


def _correct(review: Review, of: str, data: Data) -> Data:
    proposal = review.proposal(of)
    entry = entry_of(data.get("entry"))
    claims = review.claims(proposal.form, review.resolved(entry))
    review.refuse_repeated(of, claims)
    return {"entry": entry}


def _reject(review: Review, of: str, data: Data) -> Data:
    review.proposal(of)
    reason = _text(data, "reason")
    return {"reason": reason} if reason else {}


def _link(review: Review, of: str, data: Data) -> Data:
    review.thing(of)
    slug = _text(data, "entity")
    entity = review.entities.get(slug)
    if entity is None:
        raise InvalidParameters("there is no such entity", {"entity": f"unknown entity '{slug}'."})
    if not entity.named and review.slug not in entity.documents:
        told = f"'{slug}' has no name, and is valid in {', '.join(entity.documents)} only."
        raise InvalidParameters("this entity is of another document", {"entity": told})
    labels = _texts(data, "labels")
    levelled = Levelled.of(review.document.text)
    if missing := [each for each in labels if not levelled.find(each)]:
        told = f"‘{missing[0]}’ does not stand in the text."
        raise InvalidParameters("a name that the document does not use", {"labels": told})
    return {"entity": slug} | ({"labels": list(labels)} if labels else {})


def _new(review: Review, of: str, data: Data) -> Data:
    review.thing(of)
    new = NewEntity(
        _text(data, "slug"), _texts(data, "types"), _texts(data, "labels"),
        data.get("named", True) is True, _text(data, "note") or None,
    )  # fmt: skip
    known = dict(review.entities)
    for thing, choice in review.state.choices.items():
        if choice.new and choice.entity == new.slug and new.slug not in review.curation.entities:
            if thing != of:
                other = review.state.things[thing].name
                told = f"‘{other}’ is this entity already: merge the two, or choose another slug."
                raise InvalidParameters("the entity cannot stand like this", {"slug": told})
            known.pop(new.slug, None)
    own = review.state.choices.get(of)
    if own and own.new and own.entity == new.slug:  # written already, and chosen anew
        known.pop(new.slug, None)
    soundness.entity(new, review.document, known, review.curation.ontology)
    kept: dict[str, Any] = {"slug": new.slug, "types": list(new.types), "labels": list(new.labels)}
    if not new.named:
        kept["named"] = False
    return kept | ({"note": new.note} if new.note else {})


def _merge(review: Review, of: str, data: Data) -> Data:
    review.thing(of)
    into = _text(data, "into")
    review.thing(into)
    if review.state.root(into) == review.state.root(of):
        raise InvalidParameters("the two are one already", {"into": "choose another thing."})
    return {"into": into}


def _split(review: Review, of: str, data: Data) -> Data:
    thing = review.thing(of)
    try:
        spans = tuple(Span(int(start), int(end)) for start, end in data.get("spans", ()))
    except (TypeError, ValueError):
        spans = ()
    if not spans or not set(spans) < set(thing.spans):
        raise InvalidParameters(
            "a thing is split by some of its mentions",
            {"spans": f"give some, not all, of the {len(thing.spans)} places of ‘{thing.name}’."},
        )
    number = 2
    while f"{of}-{number}" in review.state.things:
        number += 1
    text = review.document.text
    moved = {text[span.start : span.end] for span in spans}
    return {
        "thing": f"{of}-{number}", "spans": [[span.start, span.end] for span in spans],
        "forms": [form for form in thing.forms if form in moved],
    }  # fmt: skip


def _undone(review: Review, of: str, by: str) -> str:
    """The number of the decision that is undone: the one named, else the last of this reviewer."""
    if not of:
        last = review.state.last_of(" ".join(by.split()))
        if last is None:
            raise NotFound(f"{by} has nothing to undo in '{review.slug}'.")
        return str(last.number)
    for each in review.state.live:
        if str(each.number) == of and each.act not in (Act.UNDO, Act.WRITE):
            return of
    raise NotFound(f"'{review.slug}' has no decision {of[:20]} that could be undone.")


_CHECKS: Mapping[Act, Callable[[Review, str, Data], Data]] = {
    Act.ACCEPT: _accept, Act.CORRECT: _correct, Act.REJECT: _reject, Act.LINK: _link,
    Act.NEW: _new, Act.MERGE: _merge, Act.SPLIT: _split,
}  # fmt: skip


# -- what comes from outside


def entry_of(given: object) -> Entry:
    """An entry as it came from outside; raise InvalidParameters unless it is made of texts."""
    found = _given(given, DEEPEST)
    if not isinstance(found, Mapping) or not found:
        raise InvalidParameters("a correction has an entry", {"entry": "give a mapping of fields."})
    return found


def _given(value: object, deep: int) -> Given:
    if isinstance(value, str):
        return value
    if deep and isinstance(value, list | tuple) and value:
        return [_given(each, deep - 1) for each in value]
    if deep and isinstance(value, Mapping) and value:
        return {_key(key): _given(each, deep - 1) for key, each in value.items()}
    told = f"{str(value)[:40]!r}: write texts, lists of texts and mappings; leave empty fields out."
    raise InvalidParameters("an entry is made of texts", {"entry": told})


def _key(key: object) -> str:
    if isinstance(key, str) and key:
        return key
    raise InvalidParameters("an entry is made of texts", {"entry": "a field has no name."})


def _text(data: Data, name: str) -> str:
    value = data.get(name) or ""
    if not isinstance(value, str):
        raise InvalidParameters("what is decided is made of texts", {name: "give a text."})
    return value.strip()


def _texts(data: Data, name: str) -> tuple[str, ...]:
    value = data.get(name) or ()
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise InvalidParameters("what is decided is made of texts", {name: "give a list of texts."})
    return tuple(each.strip() for each in value if each.strip())
