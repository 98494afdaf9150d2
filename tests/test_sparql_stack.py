"""What passes the gate at its limits does not overflow the stack of the engine.

Each query is as large as the gate lets it be, and runs in a process of its own, as in a worker.
"""

import subprocess
import sys
from collections.abc import Callable
from itertools import takewhile

import pytest

from kg.config import Settings
from kg.errors import KgError
from kg.sparql import gate
from kg.sparql.gate import Form

pytestmark = pytest.mark.slow  # engines of its own
CHILD = """
import resource, sys
import pyoxigraph as ox
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
try:
    found = ox.Store().query(sys.stdin.read())
    print("answered", isinstance(found, ox.QueryBoolean) or sum(1 for _ in found))
except (SyntaxError, RuntimeError) as error:
    print("refused", error)
"""
LONGEST = 3  # seconds; a query that plans for longer is killed, as by the pool
SIZES = (5, 10, 20, 30, 45, 48, 90, 95, 98, 99, 150, 300, 490, 700, 990, 1_400, 1_480, 1_495)
DEEP = {
    "groups": lambda n: f"SELECT * {'{' * n}{'}' * n}",
    "parentheses": lambda n: f"ASK {{ FILTER({'(' * n}1{')' * n}) }}",
    "lists": lambda n: f"ASK {{ ?s ?p {'(' * n}1{')' * n} }}",
    "blank nodes": lambda n: f"ASK {{ ?s ?p {'[?p ' * n}1{']' * n} }}",
    "triple terms": lambda n: f"ASK {{ ?s ?p {'<<( ?s ?p ' * n}1{')>>' * n} }}",
    "reified triples": lambda n: f"ASK {{ {'<< ?s ?p ' * n}1{'>> ' * n} ?p ?o }}",
    "subselects": lambda n: f"{'SELECT * {' * n}{'}' * n}",
    "options": lambda n: f"ASK {{ {'OPTIONAL { ?s ?p ?o ' * n}{'}' * n} }}",
    "exists": lambda n: f"ASK {{ {'FILTER NOT EXISTS {' * n}{'}' * n} }}",
    "paths": lambda n: f"ASK {{ ?s {'^(' * n}<a:a>{')' * n} ?o }}",
    "functions": lambda n: f"ASK {{ FILTER({'IF(1, 1, ' * n}1{')' * n}) }}",
    "sums in sums": lambda n: f"ASK {{ FILTER({'1+1+1+1+(' * n}1{')' * n}) }}",
}
WIDE = {
    "sum": lambda n: f"SELECT (1{'+1' * n} AS ?x) {{}}",
    "negations": lambda n: f"ASK {{ FILTER({'!' * n}true) }}",
    "signs": lambda n: f"ASK {{ FILTER({'- ' * n}1) }}",
    "alternatives": lambda n: f"ASK {{ FILTER(?x{'||?x' * n}) }}",
    "unions": lambda n: f"SELECT * {{ {{}}{'UNION{}' * n} }}",
    "options side by side": lambda n: f"SELECT * {{ {'OPTIONAL{}' * n} }}",
    "alternative paths": lambda n: f"ASK {{ ?s <a:a>{'|<a:a>' * n} ?o }}",
    "resources": lambda n: f"DESCRIBE {'<a:a>' * n}",
    "resources and negations": lambda n: f"DESCRIBE {'<a:a>' * n}{{FILTER({'!' * 990}true)}}",
    "columns": lambda n: f"SELECT {''.join(f'(1 AS ?x{i})' for i in range(n))} {{}}",
    "group conditions": lambda n: f"SELECT (1 AS ?x) {{}} GROUP BY {'(1)' * n}",
    "order conditions": lambda n: f"SELECT * {{}} ORDER BY {'RAND()' * n}",
    "bindings": lambda n: f"SELECT * {{ {''.join(f'BIND(1 AS ?x{i})' for i in range(n))} }}",
    "objects": lambda n: f"CONSTRUCT {{ ?s ?p 1{',1' * n} }} WHERE {{}}",
    "items": lambda n: f"ASK {{ ?s ?p ({'1 ' * n}) }}",
    "comparisons like IRIs": lambda n: f"BASE <a:a> ASK {{ FILTER(0<{'1+' * n}?a&&1>0) }}",
}


def passes(query: str) -> bool:
    try:
        return gate.examine(query, Settings()).form in Form
    except KgError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("shape", [*DEEP.values(), *WIDE.values()], ids=[*DEEP, *WIDE])
def test_the_largest_query_of_a_shape_that_passes_does_not_end_its_process(
    shape: Callable[[int], str],
) -> None:
    largest = max(takewhile(lambda size: passes(shape(size)), SIZES))
    assert not passes(shape(1_600))  # so it was a limit that stopped it
    try:
        done = subprocess.run(
            [sys.executable, "-c", CHILD],
            input=shape(largest), capture_output=True, text=True, timeout=LONGEST, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(("answered", "refused"))
