"""The gate: SHACL over the whole graph; one violation stops the build."""

from collections.abc import Iterable
from pathlib import Path

from rdflib import SH, Graph, URIRef

from kg.errors import InvalidData
from kg.model.problem import Problem
from kg.publish.terms import Quad
from kg.vocab import DEFAULT_BASE


def check(quads: Iterable[Quad], shapes: Path, base: str = DEFAULT_BASE) -> None:
    """Raise InvalidData with every violation of the shapes in the file `shapes`.

    The shapes are written under the default base, and read under that of the graph.
    """
    import pyshacl  # the reader of a graph that was checked need not load it

    graph = Graph()
    for subject, predicate, value, _ in quads:
        graph.add((subject, predicate, value))
    conforms, report, _ = pyshacl.validate(
        graph, shacl_graph=_shapes(shapes, base), inference="none", inplace=True
    )
    if not conforms:
        raise InvalidData(_problems(report))


def _shapes(file: Path, base: str) -> Graph:
    text = file.read_text(encoding="utf-8")
    return Graph().parse(data=text.replace(f"<{DEFAULT_BASE}", f"<{base}"), format="turtle")


def _problems(report: object) -> tuple[Problem, ...]:
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL reported {report!r}")
    found = set()
    for result in report.objects(predicate=SH.result):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        message = str(report.value(result, SH.resultMessage) or "a shape is violated")
        name = str(path).rsplit("#", 1)[-1] if isinstance(path, URIRef) else ""
        at = f"Found: {value}." if value is not None else "Nothing was found there."
        found.add(Problem(str(focus), 0, name, message.rstrip("."), at))
    return tuple(sorted(found))
