"""The real data: sound, verbatim, pinned, and the same bytes at every build."""

import hashlib
from pathlib import Path

import pytest

from kg.curate import curation
from kg.curate.curation import Curation
from kg.publish import nquads
from kg.publish.quads import quads
from kg.vocab import Names
from tests.conftest import ROOT

TEXTS = sorted((ROOT / "data" / "documents").iterdir())


@pytest.fixture(scope="module")
def real() -> Curation:
    return curation.read(ROOT)


def test_the_curated_files_have_no_problem(real: Curation) -> None:
    assert len(real.documents) == len(TEXTS) >= 5
    assert len(real.claims) > 500
    assert {claim.document for claim in real.claims} == set(real.documents)


def test_every_quote_is_the_text_between_its_offsets(real: Curation) -> None:
    for claim in real.claims:
        text = real.documents[claim.document].text
        assert claim.evidence
        for quote in claim.evidence:
            assert text[quote.span.start : quote.span.end] == quote.text != ""


def test_no_quote_overlaps_noise(real: Curation) -> None:
    for claim in real.claims:
        document = real.documents[claim.document]
        for quote in claim.evidence:
            assert document.noise_at(quote.span) is None, quote.text


def test_every_quote_is_one_sentence_or_two(real: Curation) -> None:
    for claim in real.claims:
        document = real.documents[claim.document]
        for quote in claim.evidence:
            assert 1 <= len(document.sentences_of(quote.span)) <= 2, quote.text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_document_has_the_bytes_that_are_pinned(real: Curation, path: Path) -> None:
    document = real.documents[path.stem]
    assert path.name == f"{document.slug}.txt"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256
    assert document.text.encode("utf-8") == path.read_bytes()


def test_no_two_claims_share_an_id(real: Curation) -> None:
    assert len({claim.id for claim in real.claims}) == len(real.claims)


def test_every_entity_has_a_part_in_some_claim(real: Curation) -> None:
    used: set[str | None] = set()
    for claim in real.claims:
        used |= {claim.subject, claim.object, claim.attributed_to}
        used |= {value for qualifier in claim.qualifiers for value in qualifier.values}
        used |= {claim.cited.outlet if claim.cited else None}
    assert sorted(real.entities.keys() - used) == []


def test_an_unnamed_thing_has_claims_in_its_own_document_only(real: Curation) -> None:
    for claim in real.claims:
        for slug in (claim.subject, claim.object, claim.attributed_to):
            entity = real.entities.get(slug or "")
            if entity and not entity.named:
                assert entity.documents == (claim.document,), (slug, claim.document)


def test_two_builds_are_the_same_bytes(real: Curation) -> None:
    first, second = (
        nquads.canonical(quads(each, Names(), ROOT / "ontology"))
        for each in (real, curation.read(ROOT))
    )
    assert first == second
    assert first.count("\n") > 10_000
