"""What `kg bench extract` measures with: the engine over annotated news, and over our own claims.

The news and their annotation are not part of this repository: they are looked for in KG_SHARED, by
default beside the checkout. Nothing of them is kept here but the numbers of the documents.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.config import ExtractReader, load
from kg.curate import curation, ontology
from kg.curate.curation import Curation
from kg.extract.candidate import Happening, Relation, Said
from kg.extract.engine import engine as engine_of
from kg.extract.extractor import Extraction, RuleExtractor
from kg.extract.gazetteer import Known, level, of_curation
from kg.extract.lexicon import Lexicon
from kg.extract.lines import lines
from kg.extract.mention import Referent
from kg.model.claim import Claim

ROOT = Path(__file__).parents[1]
DEVSET = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared")) / "devset"
# Further annotations of the same news, by other readers: folders with a file a document.
GOLD = tuple(Path(each) for each in os.environ.get("KG_GOLD", "").split(os.pathsep) if each)
# In the order in which they were read; docs/extraction.md says what was known when.
FOLDS: Mapping[str, tuple[str, ...]] = {
    "first": ("0007", "0018", "0060", "0081", "0118", "0143", "0192"),
    "second": ("0014", "0064", "0107", "0162"),
    "third": ("0036", "0129", "0201"),
}
MOST = 0.6  # of the words of a name, for a part of it to stand for it
BINS = (0.25, 0.5, 0.6, 0.7, 0.8, 1.01)


@dataclass(frozen=True, slots=True)
class Scored:
    """What the scorer says of some documents; `lines` are those that were scored."""

    figures: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]
    matched: frozenset[tuple[str, str, str, str]]


@lru_cache(maxsize=1)
def curated() -> tuple[Curation, Lexicon]:
    """Our own documents, and the words of the ontology."""
    found = curation.read(ROOT)
    return found, Lexicon(found.ontology, ontology.phrases(ROOT / "ontology"))


def engine(without: str | None = None, reader: ExtractReader | None = None) -> RuleExtractor:
    """The engine that knows all our names, or all but those of one document."""
    found, lexicon = curated()
    return engine_of(lexicon, of_curation(found, without), reader or load().extract_reader)


def news(numbers: Iterable[str] | None = None) -> dict[str, str]:
    """The texts by number; all of them where none are given."""
    wanted = numbers if numbers is not None else (f.stem for f in (DEVSET / "news").glob("*.txt"))
    return {n: (DEVSET / "news" / f"{n}.txt").read_text("utf-8") for n in sorted(wanted)}


def annotated(gold: Path) -> tuple[str, ...]:
    """The numbers of the documents that a folder has an annotation of, a file each."""
    return tuple(sorted(file.stem for file in gold.glob("[0-9]*.jsonl")))


def score(numbers: Iterable[str], gold: Path = DEVSET / "gold") -> Scored:
    """Run the engine and the scorer over news, against the annotation in `gold`."""
    chosen = tuple(numbers)
    noise = json.loads((DEVSET / "gold/noise.json").read_text("utf-8"))
    return scored(news(chosen), [gold / f"{each}.jsonl" for each in chosen], noise)


def scored(
    texts: Mapping[str, str], gold: Iterable[Path], noise: Mapping[str, Sequence[Sequence[int]]]
) -> Scored:
    """Run the engine and the scorer over `texts` by number; `noise` is their boilerplate, in code
    points."""
    (_, lexicon), extractor = curated(), engine()
    made = [
        line for number, text in texts.items()
        for line in lines(number, extractor.extract(text), lexicon)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        system, pairs, scorer = here / "system.jsonl", here / "pairs.tsv", here / "score.py"
        shutil.copy(DEVSET / "score.py", scorer)  # it looks for news and gold beside itself
        for name in ("news", "gold"):
            (here / name).mkdir()
        for number, text in texts.items():
            (here / "news" / f"{number}.txt").write_text(text, "utf-8")
        (here / "gold/noise.json").write_text(json.dumps({n: noise[n] for n in texts}), "utf-8")
        for file in gold:
            shutil.copy(file, here / "gold")
        system.write_text("".join(f"{json.dumps(line)}\n" for line in made), "utf-8")
        done = subprocess.run(
            [sys.executable, scorer, system, "--pairs", pairs],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        with pairs.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    matched = frozenset((r["doc"], r["sys_s"], r["sys_p"], r["sys_o"]) for r in rows)
    return Scored(json.loads(done.stdout), tuple(made), matched)


def calibration(scored: Scored) -> list[tuple[str, int, int]]:
    """Relations by score: the range, how many there are, how many the annotation has as well."""
    found = []
    for low, high in pairwise(BINS):
        within = [
            (line["doc"], line["subject"], line["predicate"], line["object"]) in scored.matched
            for line in scored.lines
            if line["kind"] == "relation" and low <= line["score"] < high
        ]
        found.append((f"{low:g} to {min(high, 1):g}", len(within), sum(within)))
    return found


_OF_EVENTS = ("hasParticipant", "heldIn", "concerns")


def recall_of_ours() -> dict[str, tuple[int, int, int, int]]:
    """By document: curated relations, found, and the same of those between named things.

    The engine knows no name that only this document has. An event's relations are found where the
    engine proposes an event in the same words with this participant, thing or place, or a
    statement by this speaker about this thing. A thing without a name, whose label is the
    curator's, is the one that the engine describes in the same sentence with a noun of that label.
    """
    found, _ = curated()
    return {slug: _recall(found, slug) for slug in sorted(found.documents)}


def _recall(found: Curation, slug: str) -> tuple[int, int, int, int]:
    document = found.documents[slug]
    extraction = engine(without=slug).extract(document.text, document.issued.earliest)
    posts = {c.subject: c.object for c in found.claims
             if c.document == slug and c.property == "postIn"}  # fmt: skip
    total = hits = named = named_hits = 0
    seen = set()
    for claim in found.claims:
        target = claim.object
        if claim.document != slug or claim.statement or claim.property == "postIn":
            continue
        if target is None or target not in found.entities or (claim.subject, target) in seen:
            continue
        seen.add((claim.subject, target))
        ends = {target, posts.get(target) or target}
        hit = _is_found(found, claim, ends, extraction)
        both = found.entities[claim.subject].named and found.entities[target].named
        both = both and "Topic" not in found.entities[target].types
        total, hits = total + 1, hits + hit
        named, named_hits = named + both, named_hits + (hit and both)
    return total, hits, named, named_hits


def _is_found(found: Curation, claim: Claim, ends: set[str], extraction: Extraction) -> bool:
    subject = _labels(found, {claim.subject})
    target = _labels(found, ends)
    for candidate in extraction.candidates:
        content = candidate.content
        here = any(candidate.evidence.overlaps(quote.span) for quote in claim.evidence)
        if isinstance(content, Relation):
            one, other = _forms(content.subject), _forms(content.object)
            if content.post:
                other |= {level(content.post)}
            if here:
                one |= _described(found, content.subject, {claim.subject, *ends})
                other |= _described(found, content.object, {claim.subject, *ends})
            of_event = here and claim.property in _OF_EVENTS
            of_event = of_event and content.predicate == claim.property
            if of_event and _alike(other, target):
                return True  # an event that the text names in other words than its curator
            straight = _alike(one, subject) and _alike(other, target)
            if straight or (_alike(one, target) and _alike(other, subject)):
                return True
        elif isinstance(content, Happening) and here:
            parts = {
                "hasParticipant": content.participants, "concerns": content.concerns,
                "heldIn": (content.place,) if content.place else (),
            }  # fmt: skip
            if any(_alike(_forms(each), target) for each in parts.get(claim.property, ())):
                return True
        elif isinstance(content, Said) and here:
            # a curator tells a saying as an event: who took part in it, and what it concerns
            told = {"hasParticipant": (content.speaker,), "concerns": content.about}
            if any(_alike(_forms(each), target) for each in told.get(claim.property, ())):
                return True
    return False


def _described(found: Curation, referent: Referent | None, slugs: set[str]) -> set[str]:
    """The labels of things without a name that have the noun of a thing without a name."""
    if referent is None or referent.named:
        return set()
    noun = level(referent.name).split()[-1:]
    unnamed = {slug for slug in slugs if not found.entities[slug].named}
    return {label for label in _labels(found, unnamed) if set(noun) & set(label.split())}


def _alike(some: set[str], others: set[str]) -> bool:
    """Whether two names are one, or the shorter is most of the longer: the scorer's rule."""
    return any(_is_name(one, other) for one in some for other in others)


def _is_name(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    enough = len(short) >= 2 and len(short) / len(long) >= MOST
    starts = range(len(long) - len(short) + 1)
    return enough and any(long[at : at + len(short)] == short for at in starts)


def _labels(found: Curation, slugs: set[str]) -> set[str]:
    return {level(label.text.strip("[]")).removeprefix("the ")
            for slug in slugs for label in found.entities[slug].labels}  # fmt: skip


def _forms(referent: Referent | None) -> set[str]:
    if referent is None:
        return set()
    return {level(name).removeprefix("the ") for name in (referent.name, *referent.names)}


def many_names(count: int) -> list[tuple[str, Known]]:
    """Invented names, for the speed of the gazetteer."""
    first = ("North", "South", "East", "West", "Old", "New", "Upper", "Lower", "Great", "Little")
    kinds = ("Port", "Zone", "Park", "Bridge", "Station", "Bureau", "Forum", "Institute")
    names = []
    for number in range(count):
        stem = "".join(chr(97 + number // 26**place % 26) for place in range(4)).title()
        text = f"{first[number % 10]} {stem} {kinds[number % 8]}"
        names.append((text, Known(f"e{number}", text, ("Zone",), (text,))))
    return names
