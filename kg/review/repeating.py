"""Repeating: what stands beside a candidate, in the files or decided and not yet written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.answers.claims import SeenClaim
from kg.answers.wording import Wording
from kg.errors import InvalidParameters
from kg.model.claim import Claim
from kg.review.comparing import Beside, Finding, in_order
from kg.review.review import Review

_SHARED = "postIn"


def beside(review: Review, claims: Iterable[Claim], *besides: str) -> tuple[Finding, ...]:
    """What is accepted already beside these claims; candidates named in `besides` do not count."""
    claims, issued = tuple(claims), review.document.issued
    own = {id for name in besides for id in review.written_claims(name)}
    candidates = _candidates(review, besides)
    found = {
        each.claim.id: each
        for each in review.accepted.beside(claims, issued)
        if each.claim.id not in own
    }
    for each in review.decided.beside(claims, issued):
        if each.claim.id in candidates:
            found.setdefault(each.claim.id, each)
    named = (replace(each, candidate=candidates.get(each.claim.id)) for each in found.values())
    return in_order(_told(each, review) for each in named)


def refuse(review: Review, claims: tuple[Claim, ...], *besides: str) -> None:
    """Raise InvalidParameters where the document says the same already, or a part of it."""
    same = [each for each in beside(review, claims, *besides) if each.what is Beside.DUPLICATE]
    repeated = {each.claim.id for each in same}
    if any(claim.id not in repeated for claim in claims):
        _refuse_part(review, same)
        return
    for finding in same:
        if finding.candidate is None:
            raise InvalidParameters(
                f"a duplicate: data/claims/{review.slug}.yaml says exactly this already",
                {"entry": _in_file(review, finding.claim.id)},
            )
        decision = review.state.verdicts[finding.candidate]
        raise InvalidParameters(
            f"a duplicate of {finding.candidate}, which {decision.by} accepted",
            {
                "entry": "reject this one (r): it says no more. To keep this one instead, first "
                f"undo decision {decision.number}, on {finding.candidate}."
            },
        )


def _refuse_part(review: Review, same: list[Finding]) -> None:
    """Raise InvalidParameters where some claims of an entry are said already; that a post is in a
    body each of its holders may say."""
    words, issued = Wording(review.curation.ontology, review.entities), review.document.issued
    for finding in same:
        claim = finding.claim
        if claim.property != _SHARED:
            said = words.sentence(SeenClaim(claim, claim.kind(issued)))
            where = finding.candidate or f"data/claims/{review.slug}.yaml"
            raise InvalidParameters(
                f"a part of it is a duplicate of {where}",
                {"entry": f"‘{said}’ is said there already: take it out of this entry (c)."},
            )


def _in_file(review: Review, claim: str) -> str:
    """What to do where the claims file says it, of a candidate that counts no more or by hand."""
    for name in review.state.wrote:
        if claim in review.written_claims(name):
            return f"it was written of {name}, which has changed since: write (w), then accept it."
    return "reject this one (r): it says no more."


def _candidates(review: Review, besides: tuple[str, ...]) -> Mapping[str, str]:
    """The accepted candidate that says each claim, by the id of the claim."""
    return {
        claim.id: name
        for name, said in review.said.items()
        if name not in besides
        for claim in said
    }


def _told(finding: Finding, review: Review) -> Finding:
    """The finding with the name of the candidate in place of the document."""
    if finding.candidate is None:
        return finding
    where = finding.candidate
    if not review.written(where):
        where = f"{where}, which is not written yet,"
    because = finding.because.replace("this document says", f"{where} says")
    return replace(finding, because=because.replace("the document says", f"{where} says"))
