"""Stance: what is denied or left open is never proposed as a fact."""

import pytest

from kg.model.claim import Modality, Polarity
from tests.extraction import relations

pytestmark = pytest.mark.usefixtures("each_reader")

DENIED = """\
The Harbour Office did not build the North Pier.
The Harbour Office has no plans to build the North Pier.
Lee Mei denied that the Harbour Office built the North Pier.
The Harbour Office denied having built the North Pier.
The Harbour Office ruled out building the North Pier.
The Harbour Office has yet to build the North Pier.
The Harbour Office failed to build the North Pier.
The Harbour Office said it would not build the North Pier.
The Harbour Office said there was no plan to build the North Pier.
Neither the Harbour Office nor Hill Town built the North Pier.
Not a single office opened in Hill Town.
The Harbour Office neither built the North Pier nor opened the Old Bridge.
The Harbour Office cannot build the North Pier.
The Harbour Office can't build the North Pier.
The Harbour Office won't build the North Pier.
The Harbour Office no longer operates the North Pier.
The Harbour Office stopped operating the North Pier.
The Harbour Office decided against building the North Pier.
The Harbour Office went home without building the North Pier.
The Harbour Office left rather than building the North Pier.
The Harbour Office went home instead of building the North Pier.
The Harbour Office abandoned a plan to build the North Pier.
The Harbour Office dismissed claims that it had built the North Pier.
It is not true that the Harbour Office built the North Pier.
Lee Mei said it was untrue that the Harbour Office built the North Pier.
Lee Mei refuted reports that the Harbour Office had built the North Pier.
The Harbour Office has not been able to build the North Pier.
The Harbour Office was unable to build the North Pier.
Lee Mei said she did not believe the Harbour Office built the North Pier.
The North Pier was not built by the Harbour Office.
The North Pier has not yet been built by the Harbour Office.
The North Pier is not located in Hill Town.
The North Pier is nowhere near Hill Town.
Lee Mei did not attend the Bay Trade Forum.
No agreement was signed between Hill Town and Harbour City.
There is no cooperation between Hill Town and Harbour City.
The Harbour Office lacks the money to build the North Pier."""
OPEN = """\
The Harbour Office may build the North Pier.
The Harbour Office hopes to build the North Pier.
The Harbour Office is expected to build the North Pier.
The Harbour Office is considering building the North Pier.
The Harbour Office is considering whether to build the North Pier.
The Harbour Office would build the North Pier.
The Harbour Office is looking into building the North Pier.
The Harbour Office is studying the feasibility of building the North Pier.
The Harbour Office is exploring ways to build the North Pier.
The Harbour Office wants to build the North Pier.
The Harbour Office would like to build the North Pier.
The Harbour Office is due to build the North Pier.
The Harbour Office was asked to build the North Pier.
The Harbour Office has a plan to build the North Pier.
The Harbour Office has announced plans to build the North Pier.
Perhaps the Harbour Office built the North Pier.
Lee Mei hopes the Harbour Office builds the North Pier.
Lee Mei wants the Harbour Office to build the North Pier.
Lee Mei called for the Harbour Office to build the North Pier.
Lee Mei asked whether the Harbour Office built the North Pier.
If the Harbour Office builds the North Pier, we will go.
The Harbour Office has to build the North Pier.
The Harbour Office is about to build the North Pier.
The Harbour Office is committed to building the North Pier.
The Harbour Office seems to operate the North Pier.
The Harbour Office was supposed to build the North Pier.
The Harbour Office is in talks to build the North Pier.
The Harbour Office proposed building the North Pier."""
_SAYING = ("commentsOn", "holdsPost")


@pytest.mark.parametrize("said", DENIED.splitlines())
def test_what_is_denied_is_negative_or_not_proposed(said: str) -> None:
    found = {key: claim for key, claim in relations(said).items() if key[1] not in _SAYING}
    positive = [key for key, claim in found.items() if claim.polarity is Polarity.POSITIVE]
    assert positive == []


@pytest.mark.parametrize("said", OPEN.splitlines())
def test_what_is_left_open_is_no_fact(said: str) -> None:
    found = {key: claim for key, claim in relations(said).items() if key[1] not in _SAYING}
    facts = [key for key, claim in found.items() if claim.modality is Modality.ASSERTED]
    assert facts == []
    assert found
