"""Examining: whether a decision can be taken, and the words in which it is kept."""

from collections.abc import Callable, Mapping
from typing import Any

from kg.curate.quotes import Levelled
from kg.errors import InvalidParameters, InvalidRequest, NotFound
from kg.review import repeating, soundness
from kg.review.decisions import Act
from kg.review.given import Data, entry_of, spans, text, texts
from kg.review.proposal import Entry, Form, quoted
from kg.review.review import Review
from kg.review.state import NewEntity


def examined(review: Review, act: Act, of: str, data: Data, by: str) -> tuple[str, Data]:
    """What is decided on, and the data as they are kept; raise NotFound, InvalidRequest."""
    if act is Act.UNDO:
        return _undone(review, of, by), {}
    if act is Act.ADD:
        return _next(review, Act.ADD, "a"), _add(review, data)
    if act is Act.LEAVE:
        return _next(review, Act.LEAVE, "l"), _leave(review, data)
    if act is Act.INTRODUCE:
        return _next(review, Act.INTRODUCE, "n"), _introduce(review, data)
    check = _CHECKS.get(act)
    if check is None:
        raise InvalidRequest(f"'{act}' is not decided like this.")
    return of, check(review, of, data)


def _accept(review: Review, of: str, data: Data) -> Data:
    proposal = review.proposal(of)
    claims = review.claims(proposal.form, review.resolved(proposal.entry), of)
    repeating.refuse(review, claims, of)
    return {}


def _correct(review: Review, of: str, data: Data) -> Data:
    proposal = review.proposal(of)
    entry = entry_of(data.get("entry"))
    claims = review.claims(proposal.form, review.resolved(entry), of)
    repeating.refuse(review, claims, of)
    return {"entry": entry}


def _add(review: Review, data: Data) -> Data:
    """A claim of the reviewer's own; `instead` names the candidate whose place it takes."""
    form, entry = _form(data), entry_of(data.get("entry"))
    instead = text(data, "instead")
    if instead:
        review.proposal(instead)
    claims = review.claims(form, review.resolved(entry), instead)
    repeating.refuse(review, claims, instead)
    kept: dict[str, Any] = {"form": form, "entry": entry, "span": _place(review, entry)}
    return kept | ({"instead": instead} if instead else {})


def _leave(review: Review, data: Data) -> Data:
    """Words that no claim is to cite; `start` says which, where they occur twice."""
    words, reason, start = text(data, "text"), text(data, "reason"), data.get("start")
    if not reason:
        raise InvalidParameters("words are left out for a reason", {"reason": "say why."})
    places = Levelled.of(review.document.text).find(words)
    chosen = [place for place in places if start is None or place.start == start]
    if len(chosen) != 1:
        told = f"the words stand {len(chosen)} times there; give all of them, and their start."
        raise InvalidParameters("it is not clear which words are left out", {"text": told})
    (place,) = chosen
    if any(place.overlaps(each.span) for each in review.document.left_out):
        raise InvalidParameters("some of these words are left out already", {"text": "see above."})
    entry: dict[str, Any] = {"text": review.document.text[place.start : place.end]}
    entry |= {"start": str(place.start)} if len(places) > 1 else {}
    return {"entry": entry | {"reason": reason}, "span": [place.start, place.end]}


def _form(data: Data) -> Form:
    name = text(data, "form") or Form.CLAIM
    try:
        return Form(name)
    except ValueError:
        told = f"'{name[:40]}' is none of {', '.join(Form)}."
        raise InvalidParameters("an entry stands in a list of the file", {"form": told}) from None


def _place(review: Review, entry: Entry) -> list[int]:
    """Where the first quote of a sound entry stands."""
    words, quote = quoted(entry)[0], entry["quote"]
    first = quote if isinstance(quote, str | Mapping) else quote[0]
    places = Levelled.of(review.document.text).find(words)
    if isinstance(first, Mapping) and "start" in first:
        start = int(str(first["start"]))
        places = tuple(place for place in places if place.start == start) or places
    return [places[0].start, places[0].end]


def _next(review: Review, act: Act, letter: str) -> str:
    """A name that no candidate or thing of this review ever had."""
    before = sum(each.act is act for each in review.state.decisions)
    return f"{letter}{before + 1}"


def _reject(review: Review, of: str, data: Data) -> Data:
    review.proposal(of)
    reason = text(data, "reason")
    return {"reason": reason} if reason else {}


def _link(review: Review, of: str, data: Data) -> Data:
    review.thing(of)
    slug = text(data, "entity")
    entity = review.entities.get(slug)
    if entity is None:
        raise InvalidParameters("there is no such entity", {"entity": f"unknown entity '{slug}'."})
    if not entity.named and review.slug not in entity.documents:
        told = f"'{slug}' has no name, and is valid in {', '.join(entity.documents)} only."
        raise InvalidParameters("this entity is of another document", {"entity": told})
    labels = texts(data, "labels")
    levelled = Levelled.of(review.document.text)
    if missing := [each for each in labels if not levelled.find(each)]:
        told = f"‘{missing[0]}’ does not stand in the text."
        raise InvalidParameters("a name that the document does not use", {"labels": told})
    return {"entity": slug} | ({"labels": list(labels)} if labels else {})


def _new(review: Review, of: str, data: Data) -> Data:
    review.thing(of)
    return _new_entity(review, of, data)


def _introduce(review: Review, data: Data) -> Data:
    """A thing with its entity; it stands where its names do, and where the reviewer marked it."""
    kept = _new_entity(review, "", data)
    levelled, length = Levelled.of(review.document.text), len(review.document.text)
    places = {place for label in kept["labels"] for place in levelled.find(label)}
    marked = set(spans(data, "spans"))
    if not all(0 <= span.start < span.end <= length for span in marked):
        told = f"the text has the code points 0 to {length}; mark words inside it."
        raise InvalidParameters("a place is not in the text", {"spans": told})
    places |= marked
    return {**kept, "spans": [[place.start, place.end] for place in sorted(places)]}


def _new_entity(review: Review, of: str, data: Data) -> dict[str, Any]:
    """The new entity of the thing, as it is kept; raise InvalidParameters."""
    new = NewEntity(
        text(data, "slug"), texts(data, "types"), texts(data, "labels"),
        data.get("named", True) is True, text(data, "note") or None,
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
    return new.data()


def _merge(review: Review, of: str, data: Data) -> Data:
    review.thing(of)
    into = text(data, "into")
    review.thing(into)
    if review.state.root(into) == review.state.root(of):
        raise InvalidParameters("the two are one already", {"into": "choose another thing."})
    return {"into": into}


def _split(review: Review, of: str, data: Data) -> Data:
    thing = review.thing(of)
    some = spans(data, "spans")
    if not some or not set(some) < set(thing.spans):
        raise InvalidParameters(
            "a thing is split by some of its mentions",
            {"spans": f"give some, not all, of the {len(thing.spans)} places of ‘{thing.name}’."},
        )
    number = 2
    while f"{of}-{number}" in review.state.things:
        number += 1
    whole = review.document.text
    moved = {whole[span.start : span.end] for span in some}
    return {
        "thing": f"{of}-{number}", "spans": [[span.start, span.end] for span in some],
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
