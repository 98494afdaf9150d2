"""What an analysis tells, in sentences of ours that say of which documents they are true."""

from collections.abc import Sequence

from kg.answers.analysis_measures import Measure
from kg.answers.analysis_reasons import (
    BridgeWhy,
    Common,
    CommunityWhy,
    PartWhy,
    PointWhy,
    RankedWhy,
)
from kg.answers.analysis_rows import Basis, Result
from kg.answers.filter import ClaimFilter
from kg.answers.wording import Wording
from kg.model.ontology import PropertyTerm

_NAMES = {
    Measure.DEGREE: "by degree",
    Measure.BETWEENNESS: "by betweenness",
    Measure.CLOSENESS: "by closeness",
    Measure.PAGERANK: "by PageRank",
}
_WORDS = {
    "kinds": "kind", "modalities": "modality", "subjects": "subject", "properties": "property",
    "objects": "object", "documents": "document", "publishers": "publisher",
}  # fmt: skip


def filter_words(keep: ClaimFilter) -> str:
    """The filter in the words of requests, kind=fact and so on; empty where it is plain."""
    return "; ".join(f"{_WORDS.get(name, name)}={','.join(values)}" for name, *values in keep.key)


def documents(basis: Basis) -> str:
    """The documents for which an answer is true."""
    if basis.documents == basis.of_documents:
        return (
            f"in {'this' if basis.documents == 1 else 'these'} {_of(basis.documents, 'document')}"
        )
    return f"in {basis.documents} of these {_of(basis.of_documents, 'document')}"


def rests(basis: Basis, keep: ClaimFilter) -> str:
    """What an answer rests on, and what it leaves out."""
    where = documents(basis)
    kinds = ", ".join(f"{number} {kind}" for kind, number in basis.kinds.items())
    words = filter_words(keep)
    told = (
        f"{where[:1].upper()}{where[1:]}: {_of(basis.claims, 'claim')}"
        f"{f' ({kinds})' if kinds else ''} make {_of(basis.links, 'link')} between "
        f"{_of(basis.entities, 'entity', 'entities')}, in "
        f"{_of(basis.components, 'component')}. Filter: {words or 'none'}. "
    )
    left = [
        f"{_of(basis.opinions, 'statement or opinion', 'statements and opinions')}"
        " (opinions=true counts them)" if basis.opinions else "",
        f"{_of(basis.denied, 'denied claim')}" if basis.denied else "",
        f"{_of(basis.loops, 'claim')} of an entity about itself" if basis.loops else "",
        f"{_of(basis.isolated, 'entity', 'entities')} without a link" if basis.isolated else "",
    ]  # fmt: skip
    if any(left):
        told += f"Left out: {', '.join(filter(None, left))}. "
    if basis.events:
        told += (
            f"{basis.events} of the entities are events or offices: what they join is joined "
            "through them, and that people met there is no link. "
        )
    return told + "It tells what these documents say, not how things are outside of them."


def approximate(sources: int | None, basis: Basis) -> str | None:
    """What is to be known of an answer that is none to the last digit."""
    if sources is None:
        return None
    return (
        f"approximate: paths were counted from {sources:,} of {basis.entities:,} entities, chosen "
        "at random and the same each time (KG_ANALYSIS_SOURCES)"
    )


class Telling:
    """Tells entries of one answer."""

    def __init__(self, result: Result, words: Wording) -> None:
        self.measure = result.measure
        self.basis = result.basis
        self.words = words
        self._about = "" if result.sources is None else "about "

    @property
    def where(self) -> str:
        return documents(self.basis)

    def ranked(self, why: RankedWhy) -> str:
        """Which place an entity has, and what that means."""
        scored, label = why.scored, self.words.label(why.scored.entity)
        told = (
            f"{label} is no. {scored.rank} of {self.basis.entities} {_NAMES[self.measure]} "
            f"{self.where}: "
        )
        if self.measure is Measure.DEGREE:
            return f"{told}linked with {_of(round(scored.score), 'other')}, {self._most(why)}."
        if self.measure is Measure.BETWEENNESS:
            share = f"{self._about}{100 * scored.score:.1f}%"
            told += f"{share} of the shortest paths between two others lead through it"
            if not scored.cut_off:
                return f"{told}; without it, nobody is cut off."
            return f"{told}; without it, {_of(scored.cut_off, 'entity', 'entities')} are cut off."
        if self.measure is Measure.CLOSENESS:
            whole = max(self.basis.entities - 1, 1)
            hops = scored.reach / whole * scored.reach / (scored.score or 1) / max(scored.reach, 1)
            reached = f"{scored.reach} of {whole} others"
            return f"{told}it reaches {reached}, in {self._about}{hops:.2f} hops on average."
        if not scored.givers:
            return f"{told}nothing leads to it."
        given = ", ".join(f"{self.words.label(a)} ({100 * p:.0f}%)" for a, p in scored.givers)
        return f"{told}most is given by {given}."

    def _most(self, why: RankedWhy) -> str:
        properties = self.words.ontology.properties
        shares = [
            f"{_read(properties[each.property], each.direction)} {each.neighbours}"
            for each in why.made_of.shares[:3]
        ]
        return f"most by {', '.join(shares)}"

    def community(self, why: CommunityWhy) -> str:
        """What holds a community together."""
        found = why.community
        names = _list([self.words.label(each.entity) for each in why.shown[:3]])
        return (
            f"Community {found.number} {self.where}: "
            f"{_of(len(found.members), 'entity', 'entities')} with "
            f"{_of(found.inside, 'link')} inside and {found.outside} to others; such as {names}."
            + "".join(
                f" {self.words.label(each.entity)} has {_of(each.inside, 'link')} inside and "
                f"{each.outside} to others."
                for each in why.asked
            )
        )

    def bridge(self, why: BridgeWhy) -> str:
        """What hangs on a bridge."""
        found, label = why.bridge, self.words.label
        return (
            f"Only {_of(len(why.link.claims), 'claim')} {self.where} "
            f"{'links' if len(why.link.claims) == 1 else 'link'} {label(found.a)} with "
            f"{label(found.b)}; without, {_of(found.size, 'entity', 'entities')} of "
            f"{found.component} would be cut off."
        )

    def point(self, why: PointWhy) -> str:
        """What an entity holds together."""
        parts = why.point.parts
        return (
            f"Without {self.words.label(why.point.entity)} its component {self.where} falls into "
            f"{len(parts)} parts, of {_list([str(part.size) for part in parts])} entities."
        )

    def part(self, why: PartWhy) -> str:
        """By what a part hangs on an entity."""
        part = why.part
        names = [self.words.label(each) for each in part.ties]
        if part.tied > len(names):
            names.append(f"{part.tied - len(names)} more")
        return f"{_of(part.size, 'entity', 'entities')}, linked with it by {_list(names)}."

    def common(self, why: Common) -> str:
        """How a neighbour is common to two."""
        label = self.words.label
        return (
            f"{label(why.entity)} is linked {self.where} with {label(why.a.a)} by "
            f"{_of(len(why.a.claims), 'claim')} and with {label(why.b.a)} by "
            f"{_of(len(why.b.claims), 'claim')}."
        )


def _read(term: PropertyTerm, direction: str) -> str:
    """The property as the entity reads it that stands at this end."""
    if direction == "out" or term.symmetric:
        return term.label
    return term.inverse_labels.get("en", f"{term.label} (towards it)")


def _of(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _list(names: Sequence[str], most: int = 10) -> str:
    shown = [*names[:most], *([f"{len(names) - most} more"] if len(names) > most else [])]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""
