"""Outlining: what a candidate is about, where it cannot be told as claims."""

from kg.answers.wording import Wording
from kg.curate.yaml_write import Given
from kg.model.claim import Modality, Polarity, StatementKind
from kg.review.proposal import Entry, Form

_NOTHING = "…"  # in place of what the entry does not have


def outline(form: Form, entry: Entry, words: Wording) -> str:
    """One line of ours about a resolved entry, sound or not; what is missing is told by `…`."""
    told = _Outline(entry, words)
    if form is Form.EVENT:
        line = f"event: {entry.get('label') or told.name('id')}"
    elif form is Form.OFFICE:
        line = f"{told.name('person')} – {told.name('post')}"
    elif form is Form.STATEMENT:
        line = f"{told.kind()} by {told.name('by')} about {told.name('about')}"
    else:
        line = f"{told.name('s')} – {told.property()}: {told.value()}"
    return told.lead() + line


class _Outline:
    def __init__(self, entry: Entry, words: Wording) -> None:
        self.entry = entry
        self.words = words

    def lead(self) -> str:
        """Whether it is denied, else its modality."""
        if self.entry.get("polarity") == Polarity.NEGATIVE:
            return "denied: "
        modality = str(self.entry.get("modality", Modality.ASSERTED))
        return "" if modality == Modality.ASSERTED else f"{modality}: "

    def name(self, field: str) -> str:
        """The labels of the entities of a field."""
        given: Given = self.entry.get(field, ())
        several = [given] if isinstance(given, str) else list(given)
        return ", ".join(self.words.label(str(each)) for each in several) or _NOTHING

    def kind(self) -> str:
        kinds, name = self.words.ontology.concepts["statementKinds"], str(self.entry.get("kind"))
        return kinds[name].label if name in tuple(StatementKind) else "statement"

    def property(self) -> str:
        name = str(self.entry.get("p", _NOTHING))
        term = self.words.ontology.properties.get(name)
        return term.label if term else name

    def value(self) -> str:
        """The object, or the figure as the entry has it."""
        if "o" in self.entry:
            return self.name("o").removeprefix("state-")
        parts = (self.entry.get(field) for field in ("value", "unit"))
        return " ".join(str(each) for each in parts if each) or _NOTHING
