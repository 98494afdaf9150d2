"""What the reconciliation API is asked: JSON in a parameter, read and checked."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from api.deps import Service
from kg.answers.entity import Entities, EntityCard, Moved
from kg.answers.extension import Column, Kinds, Show
from kg.answers.wish import Given, GivenValue, Link, Strictness, Wish, link, local
from kg.errors import InvalidParameters, NotFound
from kg.write.reconcile_shapes import (
    ExtendAsked,
    PropertyAsked,
    QueryAsked,
    ReferenceAsked,
    SettingsAsked,
    ValueAsked,
)
from kg.write.reconciling import ROOT

_T = TypeVar("_T")
_BATCH = TypeAdapter(dict[str, QueryAsked])
_EXTEND = TypeAdapter(ExtendAsked)
_CANDIDATES = 10  # of a query that names no limit
_TOLD, _LONGEST = 20, 80  # problems that are told, and letters of a word that is told again
_PLAINER = {"extra_forbidden": "is no key of the reconciliation API 0.2", "missing": "is missing"}
_UNIONS = {
    "v": "must be a text, a number, a boolean, an object with id and name, or a list of such",
    "type": "must be a type or a list of types",
}


class Reading:
    """Reads what is asked of one service; problems are gathered and raised at the end."""

    def __init__(self, service: Service) -> None:
        self._settings = service.settings
        self._names = service.knowledge.names
        self._ontology = service.knowledge.ontology
        self._wrong: dict[str, str] = {}

    def wishes(self, text: str) -> dict[str, Wish]:
        """The queries of a batch by their keys; raise InvalidParameters."""
        batch = _parsed(_BATCH, text, "queries")
        most = self._settings.max_reconcile_batch
        if len(batch) > most:
            told = f"{len(batch):,} queries are over KG_MAX_RECONCILE_BATCH ({most}); send fewer"
            raise InvalidParameters(_lead("queries"), {"queries": told})
        found = {key: self._wish(_short(key), asked) for key, asked in batch.items()}
        self._raise("queries")
        return found

    def columns(self, text: str) -> tuple[list[str], list[Column]]:
        """The ids, as they were given, and the columns of a data extension."""
        asked = _parsed(_EXTEND, text, "extend")
        self._few(asked.ids, "ids", "max_reconcile_batch")
        self._few(asked.properties, "properties", "max_reconcile_properties")
        columns: dict[str, Column] = {}
        for number, each in enumerate(asked.properties):
            place, found = f"properties.{number}.id", self._link(each.id)
            if found is None:
                self._wrong[place] = _no_property(each.id)
            elif found.id in columns:
                self._wrong[place] = f"'{found.id}' is asked for twice; once will do"
            else:
                own = each.settings
                columns[found.id] = Column(found, Show(own.show), Kinds(own.kinds), own.limit)
        self._raise("extend")
        return asked.ids, list(columns.values())

    def entity(self, name: str) -> str:
        """The slug in an IRI of ours, or the name as it is."""
        return local(name, self._names.prefixes(), self._names.entity(""))

    def type(self, name: str) -> str | None:
        """The class of things that can be reconciled; None where it is none."""
        found = local(name, self._names.prefixes(), self._names.term(""))
        term = self._ontology.classes.get(found)
        return found if term and ROOT in (found, *term.ancestors) else None

    def _wish(self, key: str, asked: QueryAsked) -> Wish:
        longest, most = self._settings.max_search_length, self._settings.max_page_size
        if not asked.query.strip() and not asked.properties:
            self._wrong[key] = "has neither query nor properties"
        if len(asked.query) > longest and not asked.query.startswith(self._names.base):
            self._wrong[f"{key}.query"] = (
                f"has {len(asked.query):,} letters, over KG_MAX_SEARCH_LENGTH ({longest})"
            )
        if asked.limit is not None and asked.limit > most:
            self._wrong[f"{key}.limit"] = f"{asked.limit} is over KG_MAX_PAGE_SIZE ({most})"
        named = [asked.type] if isinstance(asked.type, str) else asked.type
        self._few(named, f"{key}.type", "max_reconcile_properties")
        self._few(asked.properties, f"{key}.properties", "max_reconcile_properties")
        types = {name: self.type(name) for name in named if name}
        if unknown := [_short(name) for name, found in types.items() if found is None]:
            told = f"{', '.join(unknown)}: no such type. They are at /reconcile/suggest/type"
            self._wrong[f"{key}.type"] = told
        given = [
            self._given(f"{key}.properties.{number}", each)
            for number, each in enumerate(asked.properties)
        ]
        return Wish(
            query=asked.query,
            limit=asked.limit or _CANDIDATES,
            types=tuple(filter(None, types.values())),
            strictness=Strictness(asked.type_strict),
            given=tuple(filter(None, given)),
        )

    def _given(self, place: str, asked: PropertyAsked) -> Given | None:
        found = self._link(asked.pid)
        if found is None:
            self._wrong[f"{place}.pid"] = _no_property(asked.pid)
            return None
        values = asked.v if isinstance(asked.v, list) else [asked.v]
        self._few(values, f"{place}.v", "max_reconcile_properties")
        return Given(found, tuple(self._value(f"{place}.v", each) for each in values))

    def _value(self, place: str, value: ValueAsked) -> GivenValue:
        if isinstance(value, ReferenceAsked):
            return GivenValue(value.name, self.entity(value.id))
        text, longest = str(value), self._settings.max_search_length
        if text.startswith(start := self._names.entity("")):
            return GivenValue(text, text.removeprefix(start))
        if len(text) > longest:
            self._wrong[place] = f"has {len(text):,} letters, over KG_MAX_SEARCH_LENGTH ({longest})"
            text = ""
        return GivenValue(text)

    def _link(self, name: str) -> Link | None:
        try:
            return link(self._ontology, local(name, self._names.prefixes(), self._names.term("")))
        except NotFound:
            return None

    def _few(self, found: list[_T], place: str, setting: str) -> None:
        most = getattr(self._settings, setting)
        if len(found) > most:
            self._wrong[place] = f"has {len(found):,} entries, over KG_{setting.upper()} ({most})"

    def _raise(self, what: str) -> None:
        if self._wrong:
            raise InvalidParameters(_lead(what), _first(self._wrong))


def _parsed(adapter: TypeAdapter[_T], text: str, what: str) -> _T:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        wrong: dict[str, str] = {}
        for each in error.errors(include_url=False, include_input=False):
            loc = [str(part) for part in each["loc"]]
            said = _PLAINER.get(each["type"], each["msg"])
            if each["type"] == "extra_forbidden" and "settings" in loc:
                said = f"is no setting; there are {', '.join(SettingsAsked.model_fields)}"
            for name, told in _UNIONS.items():
                if name in loc[2:] or (name in loc[1:2] and len(loc) > 2):
                    loc, said = loc[: loc.index(name, 1) + 1], told
            wrong.setdefault(".".join(map(_short, loc)) or what, said)
        raise InvalidParameters(_lead(what), _first(wrong)) from None


def _lead(what: str) -> str:
    return f"the parameter '{what}' cannot be used"


def _first(wrong: Mapping[str, str]) -> dict[str, str]:
    return dict(list(wrong.items())[:_TOLD])


def _no_property(name: str) -> str:
    return f"'{_short(name)}' is no property. They are at /reconcile/suggest/property"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def current(service: Service, name: str) -> EntityCard:
    """The entity of this slug or IRI, or what it was merged into; raise NotFound."""
    found = Entities(service.knowledge)
    try:
        return found.card(Reading(service).entity(name))
    except Moved as moved:
        return found.card(moved.slug)
