"""How long a date question takes, beside the same question in SPARQL.

Bars, in a graph of at least a million triples: p95 ≤ 20 ms for the first page of the claims that
are valid or known in a period, newest first, with their quotes; and ≥ 300 times as fast as the same
SPARQL, where both give the ids of that page.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from bench import hubs
from bench.load import quantile
from bench.report import at_least, at_most, bars, say, table
from kg.answers.claim_list import ClaimList
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.model.period import Period
from kg.vocab import XSD_DATE

PAGE, DAYS = 50, (1, 7, 31, 365)


def periods(count: int) -> list[Period]:
    """Periods of a day, a week, a month and a year, the same in each run."""
    dice = random.Random(hubs.SEED)
    found = []
    for number in range(count):
        first = date(2010, 1, 1) + timedelta(dice.randrange(5_500))
        last = first + timedelta(DAYS[number % len(DAYS)] - 1)
        found.append(Period.parse(f"{first}/{last}" if first != last else str(first)))
    return found


def in_sparql(known: Knowledge, period: Period, *, valid: bool) -> list[str]:
    """The ids of the first page, as one would ask the store."""
    term = known.names.term
    first, last = (f'"{day}"^^<{XSD_DATE}>' for day in (period.earliest, period.latest))
    dated = "?claim" if valid else "?document"
    rank = f"?claim <{term('rank')}> <{term('normal')}>"
    rows = known.store.select(f"""
        SELECT ?claim WHERE {{ GRAPH ?g {{
          ?claim a <{term("Claim")}> ; <{term("document")}> ?document .
          {rank} .
          OPTIONAL {{ {dated} <{term("earliest")}> ?earliest }}
          OPTIONAL {{ {dated} <{term("latest")}> ?latest }}
          FILTER (BOUND(?earliest) || BOUND(?latest))
          FILTER (!BOUND(?earliest) || ?earliest <= {last})
          FILTER (!BOUND(?latest) || ?latest >= {first}) }} }}
        ORDER BY DESC({"?earliest" if valid else "?latest"}) ?claim LIMIT {PAGE}""")
    start = known.names.claim("")
    return [str(row["claim"]).removeprefix(start) for row in rows]


def asked(period: Period, *, valid: bool) -> ClaimFilter:
    return ClaimFilter(valid_in=period) if valid else ClaimFilter(known_in=period)


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1e3


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--sparql", type=int, default=5, help="questions that are asked in SPARQL")
    given = parser.parse_args()
    known = hubs.opened(given.claims)
    say(f"{known.release.quads:,} quads, {known.release.claims:,} claims, pages of {PAGE}")
    claims, wanted, rows, met = ClaimList(known), periods(given.rounds), [], []
    for valid in (True, False):
        name = "valid in a period" if valid else "known in a period"
        claims.page(asked(wanted[0], valid=valid), start=0, size=PAGE)
        pages = sorted(
            timed(partial(claims.page, asked(period, valid=valid), start=0, size=PAGE))
            for period in wanted
        )
        slow, quick = [], []
        for period in wanted[: given.sparql]:
            began = time.perf_counter()
            expected = in_sparql(known, period, valid=valid)
            slow.append((time.perf_counter() - began) * 1e3)
            keep = asked(period, valid=valid)
            began = time.perf_counter()
            found = claims.ids(keep, start=0, size=PAGE)
            quick.append((time.perf_counter() - began) * 1e3)
            if [each for each, _ in found] != expected:
                raise SystemExit(f"{name} {period}: the index and the store do not agree")
        p50, p95 = quantile(pages, 0.5), quantile(pages, 0.95)
        ratio = statistics.median(slow) / statistics.median(quick)
        asking = f"{statistics.median(quick):.2f}", f"{statistics.median(slow):,.0f}"
        rows.append((name, f"{p50:.1f}", f"{p95:.1f}", *asking))
        met += [
            at_most(f"{name}: page with its claims, p95", p95, 20, " ms"),
            at_least(f"{name}: times as fast as SPARQL", ratio, 300, ""),
        ]
    table(
        ("question", "page p50 ms", "page p95 ms", "its ids: index ms", "its ids: SPARQL ms"), rows
    )
    sys.exit(0 if bars(met) else 1)


if __name__ == "__main__":
    main()
