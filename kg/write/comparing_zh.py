"""What rows of a comparison are about, in Chinese: labels in a row, as no speaker has read yet."""

from kg.answers.argument_zh import TRADITIONAL, ChineseArgument
from kg.answers.comparison import Part, Row
from kg.model.claim import Claim
from kg.model.ontology import Ontology
from kg.write.shaping import Shaping

_LANG = TRADITIONAL.lang


def text(row: Row, first: Claim, shaping: Shaping) -> str:
    """What the claims of a row have in common; `first` is one of them."""
    ontology = shaping.knowledge.ontology
    label = ChineseArgument(ontology, shaping.cards, TRADITIONAL).label
    if row.part is Part.STATEMENTS and first.statement:
        kind = ontology.concepts["statementKinds"][first.statement.kind]
        return f"{label(first.subject)}的{kind.labels.get(_LANG, kind.label)}"
    if row.name is None:
        return label(row.other or "")
    known = ontology.properties[row.name]
    term = known.labels.get(_LANG, known.label)
    if row.part is Part.BETWEEN:
        return term
    if row.part is Part.FIGURES:
        unit = ontology.units[row.key]
        return f"{term}（{unit.labels.get(_LANG, unit.label)}）"
    if row.direction == "in":
        return f"{label(row.other or '')}－{term}"
    return f"{term}：{label(row.other) if row.other else _value(first, ontology, shaping)}"


def _value(claim: Claim, ontology: Ontology, shaping: Shaping) -> str:
    """A state by its label; a text stays as it is."""
    if claim.object is None or not ontology.properties[claim.property].leads_to_state:
        return shaping.words.object(claim)
    state = ontology.concepts["lifecycleStates"][claim.object.removeprefix("state-")]
    return state.labels.get(_LANG, state.label)
