"""Scoring: one of each candidate, the best first, with scores that mean what they say."""

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.candidate import Candidate, Content, Happening, Measured, Relation
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Referent
from kg.model.claim import Modality

_PLACED = frozenset(("locatedIn", "partOf", "nearTo", "connects", "adjacentTo", "serves"))
_AHEAD = (Modality.PLANNED, Modality.PROJECTED)
_BUILT = ("Facility", "Project", "Port")
LEAST = 0.3  # what is less sure is not proposed


def settled(candidates: Sequence[Candidate], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Without repetitions: of the same claim the surest stays; in the order of the text."""
    best: dict[tuple[object, ...], Candidate] = {}
    for candidate in candidates:
        if candidate.score < LEAST:
            continue
        key = _key(candidate, lexicon)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    kept = _one_office(_without_weaker(list(best.values())))
    return in_order(_of_the_future(kept))


def in_order(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates as the text has them; of one sentence and shape the surest first."""
    return tuple(sorted(candidates, key=lambda c: (c.evidence, c.shape, -c.score)))


def _key(candidate: Candidate, lexicon: Lexicon) -> tuple[object, ...]:
    content = candidate.content
    if isinstance(content, Relation):
        pair: tuple[object, ...] = (content.subject, content.object)
        term = lexicon.ontology.properties.get(content.predicate)
        if (term is not None and term.symmetric) or content.predicate in (
            "cooperatesWith",
            "meets",
        ):
            pair = tuple(sorted(pair, key=id))
        post = content.post.lower() if content.post and content.object is None else content.state
        said = (
            (candidate.polarity, candidate.evidence) if content.predicate == "commentsOn" else None
        )
        return ("relation", content.predicate, *pair, post, said)
    if isinstance(content, Measured):
        return (
            "figure",
            content.value,
            content.value_max,
            content.unit,
            content.words,
            content.subject,
        )
    if isinstance(content, Happening):
        return ("event", content.label.lower())
    return ("statement", content.speaker, content.about[:1], candidate.evidence)


def _of_the_future(candidates: list[Candidate]) -> list[Candidate]:
    """Where a thing that is still to be built lies and leads is a plan as well."""
    coming: set[Referent] = set()
    for candidate in candidates:
        content = candidate.content
        if isinstance(content, Relation):
            ahead = candidate.modality in _AHEAD
            if content.state and (ahead or content.state == "under-construction"):
                coming.add(content.subject)
            elif (
                content.predicate == "builds"
                and content.object
                and (ahead or "construct" in candidate.rule)
            ):
                coming.add(content.object)
        elif isinstance(content, Happening) and candidate.modality in _AHEAD:
            coming |= {each for each in content.concerns if each.cls in _BUILT}
    return [
        replace(c, modality=Modality.PLANNED)
        if isinstance(c.content, Relation)
        and c.modality is Modality.ASSERTED
        and c.content.predicate in _PLACED
        and (
            (c.content.subject.cls in _BUILT and c.content.subject in coming)
            or (c.content.subject.cls in (*_BUILT, "Place") and c.content.subject.coming)
        )
        else c
        for c in candidates
    ]


def _one_office(candidates: list[Candidate]) -> list[Candidate]:
    """An office without a body says less than one with it: only the fullest of these is kept."""
    bare: dict[Referent, Candidate] = {}
    seated: set[tuple[Referent, str]] = set()
    for candidate in candidates:
        content = candidate.content
        if isinstance(content, Relation) and content.post:
            if content.object is not None:
                seated |= {(content.subject, word) for word in content.post.lower().split()}
            elif len(content.post) > len(_post(bare.get(content.subject))):
                bare[content.subject] = candidate
    kept = {
        id(each)
        for person, each in bare.items()
        if not any((person, word) in seated for word in _post(each).lower().split())
    }
    return [
        c
        for c in candidates
        if not (isinstance(c.content, Relation) and c.content.post and c.content.object is None)
        or id(c) in kept
    ]


def _post(candidate: Candidate | None) -> str:
    content = candidate.content if candidate else None
    return content.post or "" if isinstance(content, Relation) else ""


def _without_weaker(candidates: list[Candidate]) -> list[Candidate]:
    """Two things may be said of the same pair in one sentence; the third and more are guesses."""
    pairs: dict[tuple[frozenset[Referent | None], object], list[Candidate]] = {}
    for candidate in candidates:
        content: Content = candidate.content
        if isinstance(content, Relation) and content.object is not None:
            if content.predicate == "establishes" and candidate.rule.startswith("office"):
                continue  # "founder of the company": an office and a deed
            key = (frozenset((content.subject, content.object)), candidate.evidence)
            pairs.setdefault(key, []).append(candidate)
    dropped: set[int] = set()
    for several in pairs.values():
        ranked = sorted(several, key=lambda c: -c.score)
        dropped |= {id(each) for each in ranked[1:]}
    return [each for each in candidates if id(each) not in dropped]
