"""`kg bench fit`: fits the weights of links and figures to annotated news; `--write` keeps them.

It reads what KG_GOLD names beside the 14 documents of the development set. Weights are fitted
without a fifth of the documents in turn and tried on that fifth, then fitted to all of them.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.annotation import annotations
from bench.extraction import DEVSET, GOLD, engine
from bench.regression import Seen, choosing, logistic
from bench.report import say, table
from kg.extract.figure_options import BY_RULE, choice
from kg.extract.weights import FIGURES, LINKS, Weights, written

FOLDS = 5
WRITE = "--write"
LIKELY = (0.5, 0.4, 0.3, 0.25, 0.2, 0.15)


@dataclass(frozen=True, slots=True)
class Case:
    """What is seen of a document and whether its reader noted it: of a link one row, of a figure
    one for each thing that it may be of."""

    document: str
    rows: Sequence[Seen]
    noted: Sequence[bool]


def main() -> None:
    """Print how well weights tell what they were not fitted to; write those of all on demand."""
    if not (DEVSET / "score.py").is_file():
        say(f"The annotated news are not at {DEVSET} (KG_SHARED): there is nothing to fit to.")
        sys.exit(1)
    links, figures = _cases()
    tried = [(case, weights) for case, weights in _apart(links, _of_links)]
    likely = [(weights.likely(case.rows[0]), case.noted[0]) for case, weights in tried]
    table(
        ("probability at least", "links", "noted by the reader"),
        [_row(likely, least) for least in LIKELY],
    )
    chosen = [(case, weights) for case, weights in _apart(figures, _of_figures)]
    table(
        ("figures that the reader has", "of what rules say", "of what weights say"),
        [(str(len(figures)), _share(sum(_by_rule(c) for c, _ in chosen), len(figures)),
          _share(sum(_by_weight(c, w) for c, w in chosen), len(figures)))],
    )  # fmt: skip
    count = len({case.document for case in links})
    if WRITE not in sys.argv[1:]:
        say(
            f"{count} documents. {WRITE} fits to all of them and writes {LINKS.name} and the other."
        )
        return
    LINKS.write_text(written(_of_links(links)), "utf-8")
    FIGURES.write_text(written(_of_figures(figures)), "utf-8")
    say(f"Fitted to {count} documents: {LINKS.name}, {FIGURES.name}.")


def _cases() -> tuple[list[Case], list[Case]]:
    links, figures, extractor = [], [], engine()
    for gold in (DEVSET / "gold", *GOLD):
        for number, text, annotation in annotations(gold):
            for link in extractor.links_of(text):
                links.append(Case(number, [link.features], [annotation.has_link(link)]))
            for found in extractor.figures_of(text):
                subjects = annotation.subjects(found)
                if subjects is not None:
                    figures.append(Case(number, list(found.of.values()), subjects))
    return links, figures


def _apart(
    cases: Sequence[Case], fit: Callable[[Sequence[Case]], Weights]
) -> list[tuple[Case, Weights]]:
    """Each case with weights that were fitted without its document."""
    documents = sorted({case.document for case in cases})
    found = []
    for fold in range(FOLDS):
        left_out = set(documents[fold::FOLDS])
        weights = fit([case for case in cases if case.document not in left_out])
        found += [(case, weights) for case in cases if case.document in left_out]
    return found


def _of_links(cases: Sequence[Case]) -> Weights:
    return logistic([(case.rows[0], case.noted[0]) for case in cases])


def _of_figures(cases: Sequence[Case]) -> Weights:
    return choosing([(case.rows, case.noted) for case in cases if any(case.noted)])


def _by_rule(case: Case) -> bool:
    pairs = zip(case.rows, case.noted, strict=True)
    return any(noted for row, noted in pairs if BY_RULE in row)


def _by_weight(case: Case, weights: Weights) -> bool:
    return bool(case.rows) and case.noted[choice(case.rows, weights)[0]]


def _row(likely: Sequence[tuple[float, bool]], least: float) -> tuple[str, ...]:
    chosen = [noted for probability, noted in likely if probability >= least]
    return f"{least:g}", str(len(chosen)), _share(sum(chosen), len(chosen))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"


if __name__ == "__main__":
    main()
