"""Projection: the claims between entities as a networkx graph."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import networkx as nx

from kg.answers.condition import HOLDS, Condition
from kg.answers.expansion import check
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.reading import reading
from kg.model.claim import Kind
from kg.vocab import ENTITIES, PREFIXES, RDFS_LABEL

_EDGES = """
    SELECT c.name, s.text, o.text, p.text, d.text, c.kind, {holds} FROM claim c
      JOIN name s ON s.id = c.subject JOIN name o ON o.id = c.object
      JOIN name p ON p.id = c.property JOIN name d ON d.id = c.document
    WHERE c.edge IS NOT NULL AND {claim} ORDER BY c.id"""


def graph(knowledge: Knowledge, keep: ClaimFilter = ClaimFilter()) -> "nx.MultiDiGraph":  # noqa: B008
    """Entities as nodes, one edge for each claim that the filter allows, keyed by its id.

    Nodes have `label` and `type`; edges `property`, `label`, `kind`, `document`, `quote`, and
    `holds` (yes, no, unknown) where the filter asks about a day. Statements are edges, too
    (commentsOn); evidence, documents and classes are not nodes.
    """
    with _unsweeping():
        return _made(knowledge, keep)


@contextmanager
def _unsweeping() -> Iterator[None]:
    """Look for no garbage meanwhile: that took a third of the time, and everything stays."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _made(knowledge: Knowledge, keep: ClaimFilter) -> "nx.MultiDiGraph":
    found = nx.MultiDiGraph()
    for slug, label, kind in _nodes(knowledge):
        found.add_node(slug, label=label, type=kind)
    condition = Condition(keep, knowledge.ontology)
    check(knowledge.index)
    rows = knowledge.index.select(
        _EDGES.format(holds=condition.holds, claim=condition.claim), condition.values
    )
    quotes = _quotes(knowledge)
    properties, kinds = knowledge.ontology.properties, [kind.value for kind in Kind]
    for claim, subject, target, name, document, kind, holds in rows:
        with reading(knowledge.names.claim(claim), "a claim"):
            for end in (subject, target):
                if end not in found:
                    raise ValueError(f"'{end}', which is no entity")
            found.add_edge(
                subject, target, key=claim, property=name,
                label=properties[name].label, kind=kinds[kind], document=document,
                quote=quotes[claim], **({} if holds is None else {"holds": HOLDS[holds].value}),
            )  # fmt: skip
    return found


def _nodes(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Slug, label and class of every entity, by slug."""
    names = knowledge.names
    rows = knowledge.store.select(f"""
        SELECT ?entity ?label ?type WHERE {{ GRAPH <{names.graph(ENTITIES)}> {{
          ?entity <{names.term("firstType")}> ?type ; <{RDFS_LABEL}> ?label }} }}""")
    start = names.entity("")
    for row in sorted(rows, key=lambda each: str(each["entity"])):
        slug = str(row["entity"]).removeprefix(start)
        yield slug, str(row["label"]), names.local(str(row["type"]))


def _quotes(knowledge: Knowledge) -> dict[str, str]:
    """The first quote of every claim.

    Joined here, by the names that evidence and its words have: the engine takes twice as long.
    """
    names, select = knowledge.names, knowledge.store.select
    words = {
        str(row["words"]): str(row["quote"])
        for row in select(
            f"SELECT ?words ?quote WHERE {{ GRAPH ?g {{ ?words <{PREFIXES['oa']}exact> ?quote }} }}"
        )
    }
    start, found = names.claim(""), dict[str, str]()
    for row in select(f"""
        SELECT ?claim ?evidence WHERE {{ GRAPH ?g {{
          ?claim <{names.term("mainEvidence")}> ?evidence }} }}"""):
        quote = words.get(names.words(str(row["evidence"])))
        if quote is not None:  # a claim of which it is missing is told where it is used
            found[str(row["claim"]).removeprefix(start)] = quote
    return found
