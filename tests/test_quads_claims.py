"""Claims come back from the store as they were written, whatever their text and the base."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge
from kg.curate.curation import Curation
from kg.model.claim import Claim, DateBasis, Modality, Polarity, Qualifier, Quote, Rank
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.quantity import Quantity
from kg.model.sentence import Span
from kg.publish import nquads, release
from kg.publish.quads import quads
from kg.store import embedded
from kg.store.embedded import EmbeddedStore
from kg.vocab import DEFAULT_BASE, Names
from tests.conftest import ROOT

ONTOLOGY = ROOT / "ontology"
OTHER = Names("https://graph.example/bay/")
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


def _by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims}


def _stored(folder: Path, curation: Curation, names: Names, terms: Ontology) -> Claims:
    """The claims of a store that holds the curation under `names`."""
    text = nquads.canonical(quads(replace(curation, ontology=terms), names, ONTOLOGY))
    embedded.load(folder / "oxigraph", text.encode())
    about = release.Release("0", names.base, 0, 0, 0, 0, 0)
    store = EmbeddedStore(folder / "oxigraph")
    return Claims(Knowledge(about, folder, store, terms, names))


def test_claims_read_back_from_the_store_equal_those_written(
    curated: Curation, knowledge: Knowledge
) -> None:
    found = {seen.claim.id: seen.claim for seen in Claims(knowledge).all()}
    assert len(found) == len(curated.claims)
    assert found == _by_id(curated.claims)


@st.composite
def figures(draw: st.DrawFn, number: int) -> Claim:
    """A figure with hostile texts; `number` keeps it apart from others."""
    low = draw(st.decimals(-(10**6), 10**6, places=3))
    text = draw(TEXTS)
    return Claim(
        document="harbour-notice",
        subject="harbour-office",
        property="count",
        value=Quantity(low, "people"),
        qualifiers=(
            Qualifier("counted", (text,)),
            Qualifier("of", (str(number),)),
            Qualifier("scope", (draw(TEXTS),)),
        ),
        modality=draw(st.sampled_from(Modality)),
        polarity=draw(st.sampled_from(Polarity)),
        attributed_to=draw(st.sampled_from([None, "lee-mei"])),
        validity=Validity(as_of=Period.parse("2025-06/2025-07")),
        date_basis=draw(st.sampled_from(DateBasis)),
        reason=draw(TEXTS),
        rank=draw(st.sampled_from(Rank)),
        evidence=(Quote(text, Span(number, number + 9)), Quote("a", Span(0, 1))),
    )


@settings(max_examples=5)
@given(st.tuples(*(figures(number) for number in range(2, 12))))
def test_any_text_survives_the_store(
    curated: Curation,
    terms: Ontology,
    tmp_path_factory: pytest.TempPathFactory,
    claims: tuple[Claim, ...],
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    found = _stored(folder, replace(curated, claims=claims), Names(), terms).all()
    assert {seen.claim.id: seen.claim for seen in found} == _by_id(claims)


def test_another_base_leaves_the_claim_ids_the_same(curated: Curation) -> None:
    def ids(names: Names) -> set[str]:
        prefix = names.claim("")
        found = quads(curated, names, ONTOLOGY)
        return {str(s).removeprefix(prefix) for s, *_ in found if str(s).startswith(prefix)}

    assert ids(OTHER) == ids(Names()) == {claim.id for claim in curated.claims}


def test_another_base_leaves_nothing_under_the_default_one(curated: Curation) -> None:
    text = nquads.canonical(quads(curated, OTHER, ONTOLOGY))
    assert DEFAULT_BASE not in text
    back = text.replace(OTHER.base, DEFAULT_BASE)
    lines = sorted(back.splitlines(keepends=True))
    assert "".join(lines) == nquads.canonical(quads(curated, Names(), ONTOLOGY))


def test_claims_under_another_base_are_read_back_equal(
    curated: Curation, terms: Ontology, tmp_path: Path
) -> None:
    found = _stored(tmp_path, curated, OTHER, terms).all()
    assert {seen.claim.id: seen.claim for seen in found} == _by_id(curated.claims)


def test_a_base_ends_with_a_slash() -> None:
    with pytest.raises(ValueError, match="must end with a slash"):
        Names("https://graph.example")
