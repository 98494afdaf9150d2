"""Argument in Chinese: the same sentences, by templates of ours that no speaker has read yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.answers.claims import SeenClaim
from kg.answers.entity import EntityCard
from kg.model.claim import Claim, DateBasis, Kind, Qualifier
from kg.model.ontology import Ontology, Term
from kg.model.quantity import Quantifier, Quantity


@dataclass(frozen=True, slots=True)
class Templates:
    """The words around claims; `lang` is the language of the labels that go into them."""

    lang: str
    kinds: Mapping[Kind, str]
    according: str
    judging: str
    statement: str
    since: str
    until: str
    as_of: str


TRADITIONAL = Templates(
    "zh-Hant",
    {
        Kind.FACT: "", Kind.REPORTED: "", Kind.PLANNED: "按計劃，", Kind.PROJECTED: "預計",
        Kind.PROPOSED: "有建議：", Kind.OPINION: "文件本身認為，", Kind.DENIED: "以下說法被否認：",
        Kind.ENDED: "過去，",
    },
    "據{who}稱，", "{who}認為，", "{who}就{what}作出的{kind}", "自{day}起", "至{day}", "截至{day}",
)  # fmt: skip
SIMPLIFIED = Templates(
    "zh-Hans",
    {
        Kind.FACT: "", Kind.REPORTED: "", Kind.PLANNED: "按计划，", Kind.PROJECTED: "预计",
        Kind.PROPOSED: "有建议：", Kind.OPINION: "文件本身认为，", Kind.DENIED: "以下说法被否认：",
        Kind.ENDED: "过去，",
    },
    "据{who}称，", "{who}认为，", "{who}就{what}作出的{kind}", "自{day}起", "至{day}", "截至{day}",
)  # fmt: skip
_COLON = "："
_WORKED_OUT = "（推定）"  # the date is not written so; alike in both scripts


class ChineseArgument:
    """Words claims in Chinese; a name that has no Chinese label stays as it is."""

    def __init__(
        self, ontology: Ontology, cards: Mapping[str, EntityCard], templates: Templates
    ) -> None:
        self._ontology, self._cards, self._templates = ontology, cards, templates

    def label(self, slug: str) -> str:
        """The label of an entity in this script, else in Chinese, else in any language."""
        if slug not in self._cards:
            return slug
        names, lang = self._cards[slug].names, self._templates.lang.lower()
        ranked = sorted(
            (name for name in names if name.lang.lower().startswith("zh")),
            key=lambda name: (name.lang.lower() != lang, not name.preferred),
        )
        return ranked[0].text if ranked else self._cards[slug].label

    def sentence(self, seen: SeenClaim) -> str:
        """Who, what, how firmly, according to whom, when."""
        claim, templates = seen.claim, self._templates
        if claim.statement:
            kind = self._ontology.concepts["statementKinds"][claim.statement.kind]
            said = templates.statement.format(
                who=self.label(claim.subject), what=self._object(claim),
                kind=kind.labels.get(templates.lang, kind.label),
            )  # fmt: skip
            denied = templates.kinds[Kind.DENIED] if seen.kind is Kind.DENIED else ""
            return f"{denied}{said}{self._more(claim)}。"
        start = templates.kinds[seen.kind]
        if claim.attributed_to:
            who = self.label(claim.attributed_to)
            judged = seen.kind is Kind.OPINION
            start = (templates.judging if judged else templates.according + start).format(who=who)
        return f"{start}{self._said(claim)}{self._more(claim)}。"

    def _said(self, claim: Claim) -> str:
        term = self._ontology.properties[claim.property]
        label = term.labels.get(self._templates.lang, term.label)
        before, gap, after = label.partition("…")
        subject, target = self.label(claim.subject), self._object(claim)
        if gap:
            return f"{subject}{before}{target}{after}"
        is_value = claim.object is None or term.leads_to_state
        return f"{subject}{label}{_COLON if is_value else ''}{target}"

    def _object(self, claim: Claim) -> str:
        if claim.object is None:
            if isinstance(claim.value, Quantity):
                return self._figure(claim.value)
            return str(claim.value)
        if self._ontology.properties[claim.property].leads_to_state:
            state = claim.object.removeprefix("state-")
            return self._term(self._ontology.concepts["lifecycleStates"][state])
        return self.label(claim.object)

    def _figure(self, quantity: Quantity) -> str:
        unit = self._ontology.units[quantity.unit]
        hedge = ""
        if quantity.quantifier not in (Quantifier.EXACT, Quantifier.RANGE):
            hedge = self._term(self._ontology.concepts["quantifiers"][quantity.quantifier])
        if quantity.value is None:
            return f"{hedge}{self._term(unit)}"
        number = f"{quantity.value:,f}"
        if quantity.value_max is not None:
            number = f"{number}–{quantity.value_max:,f}"
        return f"{hedge}{number} {unit.symbol or self._term(unit)}"

    def _term(self, term: Term) -> str:
        return term.labels.get(self._templates.lang, term.label)

    def _more(self, claim: Claim) -> str:
        templates, validity = self._templates, claim.validity
        told = [self._qualifier(each) for each in claim.qualifiers]
        worked_out = claim.date_basis in (DateBasis.RESOLVED, DateBasis.INFERRED)
        told += [
            f"{template.format(day=day)}{_WORKED_OUT if worked_out else ''}"
            for template, day in (
                (templates.since, validity.valid_from),
                (templates.until, validity.valid_to),
                (templates.as_of, validity.as_of),
            )
            if day
        ]
        return f"（{'；'.join(told)}）" if told else ""

    def _qualifier(self, qualifier: Qualifier) -> str:
        term = self._ontology.qualifiers[qualifier.key]
        label = term.labels.get(self._templates.lang, term.label)
        if term.range == "boolean":
            return label
        values = map(self.label, qualifier.values) if term.takes_entities else qualifier.values
        return f"{label}：{'、'.join(values)}"
