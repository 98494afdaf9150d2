"""Search: entities by any of their names, in any script, misspelt or not finished, best first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.answers.entity import Entities, label_kind
from kg.answers.finder import Finder, Hit, rank
from kg.answers.keys import Wanted
from kg.answers.knowledge import Knowledge
from kg.answers.labels import DOCUMENT, TYPE, open_labels
from kg.answers.moments import Moments
from kg.answers.why import Why
from kg.errors import InvalidRequest
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.store.labels import ANY, Choice

LONGEST = 500  # letters that count
_LISTED = 0.1  # the score of what was not searched for


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities may be found. Empty allows all.

    `entity_class` with its narrower ones; in one of `documents`; with a claim that holds, or may
    hold, or whose document was issued, within `period`.
    """

    entity_class: str | None = None
    documents: frozenset[str] = frozenset()
    period: Period | None = None

    @classmethod
    def parse(
        cls,
        ontology: Ontology,
        known: Collection[str],
        entity_class: str | None = None,
        chosen: Iterable[str] = (),
        period: str | None = None,
    ) -> "EntityFilter":
        """Read the words of a request; `known` are the documents there are.

        Raise InvalidRequest naming every wrong word.
        """
        wrong = []
        classes = ontology.classes
        if entity_class is not None and entity_class not in classes:
            wrong.append(
                f"type '{entity_class[:40]}' is not a class. There are: {', '.join(classes)}"
            )
        wanted = frozenset(chosen)
        for name in sorted(wanted - set(known)):
            wrong.append(f"document '{name[:80]}' is unknown; there are {', '.join(known)}")
        when = None
        try:
            when = Period.parse(period) if period else None
        except ValueError as error:
            wrong.append(f"period {str(error)[:200]}")
        if wrong:
            raise InvalidRequest(f"{'; '.join(wrong)}.")
        return cls(entity_class, wanted, when)


EVERYTHING = EntityFilter()


class Search:
    """Looks through the names of one release. Safe to use from several threads."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_slug = Entities(knowledge).all()
        self.cards = tuple(self._by_slug.values())

    def prepare(self) -> int:
        """Open the index, or make it where it is lost; return how many names it has.

        Without it, whoever searches first waits for that.
        """
        return self._finder.names

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._by_slug, open_labels(self._knowledge, self.cards))

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The classes under which entities are shown, by name."""
        return tuple(sorted({card.type for card in self.cards}))

    @cached_property
    def _moments(self) -> Moments:
        return Moments.read(self._knowledge)

    def find(
        self, text: str, entity_class: str | None = None, keep: EntityFilter = EVERYTHING
    ) -> tuple[Hit, ...]:
        """The entities with a name like `text`, best first; all of them for an empty text.

        At most as many as the best 300 names belong to; of a text only 500 letters count.
        """
        keep = _with(keep, entity_class)
        wanted = Wanted(text[:LONGEST])
        if not wanted.typed.words:
            return self._listed(keep)
        return self._finder.all(wanted, self._choice(keep))

    def suggest(
        self,
        text: str,
        entity_class: str | None = None,
        keep: EntityFilter = EVERYTHING,
        limit: int = 10,
    ) -> tuple[Hit, ...]:
        """At most `limit` of what `find` finds, from fewer candidates: for each letter typed."""
        keep = _with(keep, entity_class)
        wanted = Wanted(text[:LONGEST])
        if not wanted.typed.words:
            return self._listed(keep)[:limit]
        return self._finder.best(wanted, self._choice(keep), limit)

    def meant(self, slug: str, most: int = 3) -> tuple[str, ...]:
        """Slugs of entities whose names are most like a slug, or a name, that is none."""
        hits = self.suggest(slug.replace("-", " "), limit=most)
        return tuple(hit.card.slug for hit in hits)

    def match(
        self, names: Iterable[str], entity_class: str | None = None, limit: int = 10
    ) -> tuple[tuple[Hit, ...], ...]:
        """For each of many names its best hits: `Hit.percent`, `Hit.matched`, `Hit.why`.

        An empty name has none. For reconciliation: a class keeps its narrower ones too.
        """
        return tuple(
            self.suggest(name, entity_class, limit=limit) if Wanted(name).typed.words else ()
            for name in names
        )

    def _choice(self, keep: EntityFilter) -> Choice:
        if keep is EVERYTHING:
            return ANY
        marks = []
        if keep.entity_class:
            marks.append(frozenset({TYPE + keep.entity_class}))
        if keep.documents:
            marks.append(frozenset(DOCUMENT + name for name in keep.documents))
        within = self._moments.within(keep.period) if keep.period else None
        return Choice(tuple(marks), within)

    def _listed(self, keep: EntityFilter) -> tuple[Hit, ...]:
        within = self._moments.within(keep.period) if keep.period else None
        found = [
            Hit(card, first.text, first.lang, label_kind(card, first), _LISTED, Why.LISTED)
            for card in self.cards
            for first in card.names[:1]
            if (keep.entity_class is None or keep.entity_class in card.types)
            and (not keep.documents or keep.documents & set(card.documents))
            and (within is None or card.slug in within)
        ]
        return tuple(sorted(found, key=rank))


def _with(keep: EntityFilter, entity_class: str | None) -> EntityFilter:
    if entity_class is None:
        return keep
    return EntityFilter(entity_class, keep.documents, keep.period)
