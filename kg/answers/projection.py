"""Projection: the claims between entities as a networkx graph."""

import networkx as nx

from kg.answers.condition import HOLDS, Condition
from kg.answers.entity import Entities
from kg.answers.expansion import check
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.reading import reading
from kg.model.claim import Kind
from kg.vocab import PREFIXES

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
    found = nx.MultiDiGraph()
    cards = Entities(knowledge).all()
    for slug, card in cards.items():
        found.add_node(slug, label=card.label, type=card.type)
    condition = Condition(keep, knowledge.ontology)
    check(knowledge.index)
    rows = knowledge.index.select(
        _EDGES.format(holds=condition.holds, claim=condition.claim), condition.values
    )
    quotes = _quotes(knowledge)
    properties, kinds = knowledge.ontology.properties, [kind.value for kind in Kind]
    for claim, subject, target, name, document, kind, holds in rows:
        with reading(knowledge.names.claim(claim), "a claim"):
            found.add_edge(
                cards[subject].slug, cards[target].slug, key=claim, property=name,
                label=properties[name].label, kind=kinds[kind], document=document,
                quote=quotes[claim], **({} if holds is None else {"holds": HOLDS[holds].value}),
            )  # fmt: skip
    return found


def _quotes(knowledge: Knowledge) -> dict[str, str]:
    """The first quote of every claim."""
    names, oa = knowledge.names, PREFIXES["oa"]
    rows = knowledge.store.select(f"""
        SELECT ?claim ?quote WHERE {{ GRAPH ?g {{
          ?claim <{names.term("mainEvidence")}> ?evidence .
          ?evidence <{oa}hasSelector> ?words . ?words <{oa}exact> ?quote }} }}""")
    start = names.claim("")
    return {str(row["claim"]).removeprefix(start): str(row["quote"]) for row in rows}
