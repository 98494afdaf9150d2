"""Drafting: candidates of the extractor as entries of a claims file."""

from collections.abc import Iterator, Mapping, Sequence

from kg.curate.slugs import slug_of
from kg.curate.yaml_write import Given
from kg.extract.candidate import Candidate, Happening, Measured, Relation, Said
from kg.extract.extractor import Extraction
from kg.extract.mention import MentionKind, Referent
from kg.model.claim import Modality, Polarity, StatementKind
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.quantity import Quantifier, plain
from kg.model.sentence import Span
from kg.review.proposal import MARK, OTHER, Form, Proposal, Thing, things_in
from kg.review.speaking import naming

_COMMENT = "commentsOn"
# In which way somebody says what is held so.
_KIND_OF = {
    Modality.ASSERTED: StatementKind.REPORT,
    Modality.PLANNED: StatementKind.COMMITMENT,
    Modality.PROJECTED: StatementKind.FORECAST,
    Modality.PROPOSED: StatementKind.RECOMMENDATION,
    Modality.OPINION: StatementKind.OPINION,
}
_NAMING = (MentionKind.NAME, MentionKind.SHORT)
_Fields = dict[str, Given]


def draft(
    extraction: Extraction, ontology: Ontology
) -> tuple[tuple[Thing, ...], tuple[Proposal, ...], tuple[Thing, ...]]:
    """The things that the candidates name, the entries that they would be, in text order, and
    other things that the text names."""
    drafter = _Drafter(extraction, ontology)
    proposals: list[Proposal] = []
    for candidate in extraction.candidates:
        for form, entry in drafter.entries(candidate):
            name, score = f"c{len(proposals) + 1}", round(candidate.score, 2)
            proposals.append(Proposal(name, form, entry, candidate.evidence, score, candidate.rule))
    used = {thing for proposal in proposals for thing in things_in(proposal.entry)}
    things = tuple(each for each in drafter.things() if each.id in used)
    return things, tuple(proposals), tuple(drafter.others())


_Told = tuple[Referent, str, Referent | None, Span, Modality, Polarity]


def _key(content: Relation, how: Candidate) -> _Told:
    return (
        content.subject, content.predicate, content.object,
        how.evidence, how.modality, how.polarity,
    )  # fmt: skip


def _told_by(how: Candidate) -> Iterator[_Told]:
    """The relations that the entry of an event with a name of its own holds."""
    event = how.content
    if isinstance(event, Happening) and event.referent is not None:
        places = (event.place,) if event.place is not None else ()
        for name, others in (
            ("hasParticipant", event.participants), ("concerns", event.concerns), ("heldIn", places)
        ):  # fmt: skip
            for other in others:
                yield event.referent, name, other, how.evidence, how.modality, how.polarity


class _Drafter:
    def __init__(self, extraction: Extraction, ontology: Ontology) -> None:
        self.reading = extraction.reading
        self.text = self.reading.text
        self.ontology = ontology
        self.referents: dict[Referent, str] = {}
        self.posts: dict[str, str] = {}
        self.places: dict[Referent, list[tuple[MentionKind, Span]]] = {}
        for sentence in extraction.reading.sentences:
            for mention in sentence.mentions:
                place = mention.kind, mention.span
                self.places.setdefault(mention.referent, []).append(place)
        self.said = {
            (each.content.speaker, about, each.evidence)
            for each in extraction.candidates
            if isinstance(each.content, Said)
            for about in each.content.about
        }
        self.told = {told for each in extraction.candidates for told in _told_by(each)}

    # -- things

    def thing(self, referent: Referent) -> str:
        """How an entry names the thing."""
        number = self.referents.setdefault(referent, f"t{len(self.referents) + 1}")
        return f"{MARK}{number}"

    def things(self) -> Iterator[Thing]:
        """Every thing that an entry names."""
        for referent, number in self.referents.items():
            yield self._thing(number, referent)
        for words, number in self.posts.items():
            yield Thing(number, words, "Post", None, True)

    def others(self) -> Iterator[Thing]:
        """What the text names and no entry does: known entities, and what has a class."""
        number = 0
        for referent in self.places:
            thing = self._thing(f"{OTHER}{number + 1}", referent)
            told = referent.cls is not None or referent.slug is not None
            if referent not in self.referents and referent.named and thing.forms and told:
                number += 1
                yield thing

    def _thing(self, number: str, referent: Referent) -> Thing:
        places = self.places.get(referent, [])
        texts = [self.text[s.start : s.end] for kind, s in places if kind in _NAMING]
        forms = sorted(dict.fromkeys(texts), key=lambda form: (-texts.count(form), form))
        forms.sort(key=len, reverse=True)
        return Thing(
            number, referent.name, referent.cls, referent.slug, referent.named,
            tuple(forms), tuple(sorted({span for _, span in places})), referent.rivals,
        )  # fmt: skip

    def post(self, words: str, body: Referent | None) -> str:
        """An office as a thing of its own, named by its words and its body."""
        where = body.shown if body and body.cls != "Post" else ""
        name = words if not where or where.lower() in words.lower() else f"{words} of {where}"
        number = self.posts.setdefault(name, f"p{len(self.posts) + 1}")
        return f"{MARK}{number}"

    # -- entries

    def entries(self, candidate: Candidate) -> Iterator[tuple[Form, _Fields]]:
        """What the candidate would be; nothing for what claims cannot hold."""
        content = candidate.content
        if isinstance(content, Relation):
            found = self._relation(content, candidate)
        elif isinstance(content, Measured):
            found = self._figure(content, candidate)
        elif isinstance(content, Happening):
            found = self._event(content, candidate)
        else:
            found = self._statement(content, candidate)
        if found:
            yield found

    def _relation(self, content: Relation, how: Candidate) -> tuple[Form, _Fields] | None:
        if content.open:
            return None  # a verb of the text, for which the ontology has no property
        if content.post:
            return self._office(content, content.post, how)
        if content.predicate == _COMMENT:
            return self._comment(content, how)
        if _key(content, how) in self.told:
            return None  # the entry of the event says so
        target = f"state-{content.state}" if content.state else None
        if content.object:
            target = self.thing(content.object)
        if target is None:
            return None
        entry: _Fields = {"s": self.thing(content.subject), "p": content.predicate, "o": target}
        entry |= self._how(how)
        when = "valid_from" if content.state else "as_of"
        return Form.CLAIM, entry | self._date(how, when) | self._quote(how.evidence)

    def _office(self, content: Relation, words: str, how: Candidate) -> tuple[Form, _Fields]:
        entry: _Fields = {
            "person": self.thing(content.subject), "post": self.post(words, content.object)
        }  # fmt: skip
        if content.object and content.object.cls != "Post":
            entry["of"] = self.thing(content.object)
        entry |= self._how(how) | {"as_of": how.when.text if how.when else "document"}
        return Form.OFFICE, entry | self._quote(how.evidence)

    def _comment(self, content: Relation, how: Candidate) -> tuple[Form, _Fields] | None:
        """What somebody comments on; a statement with the same words says it already."""
        if not content.object or (content.subject, content.object, how.evidence) in self.said:
            return None
        entry: _Fields = {
            "by": self.thing(content.subject), "kind": _KIND_OF[how.modality].value,
            "about": [self.thing(content.object)],
        }  # fmt: skip
        return Form.STATEMENT, entry | self._polarity(how) | self._saying(content.subject, how)

    def _figure(self, content: Measured, how: Candidate) -> tuple[Form, _Fields] | None:
        term = self.ontology.properties.get(content.measure)
        if term is None or not term.is_measure:
            return None  # a year beside a clause, which is in no claim
        entry: _Fields = {
            "s": self.thing(content.subject), "p": content.measure, "value": plain(content.value)
        }  # fmt: skip
        if content.value_max is not None:
            entry["value_max"] = plain(content.value_max)
        units = [name for name, unit in self.ontology.units.items() if unit.kind in term.unit_kinds]
        unit = content.unit or _unit(content.words, units, self.ontology)
        if unit:
            entry["unit"] = unit
        elif "items" in units:
            entry["unit"] = "items"
        if content.quantifier is not Quantifier.EXACT:
            entry["quantifier"] = content.quantifier.value
        counted = content.counted or content.words
        if "counted" in term.requires and counted:
            entry["qualifiers"] = {"counted": counted}
        entry |= self._how(how) | self._date(how, "as_of")
        return Form.CLAIM, entry | self._quote(how.evidence)

    def _event(self, content: Happening, how: Candidate) -> tuple[Form, _Fields]:
        entry: _Fields
        if content.referent:
            entry = {"id": self.thing(content.referent)}
        else:
            entry = {"id": slug_of(content.label), "label": content.label}
        if how.when:
            entry |= self._date(how, "date")
        if content.place:
            entry["held_in"] = self.thing(content.place)
        for name, several in (
            ("concerns", content.concerns), ("participants", content.participants)
        ):  # fmt: skip
            if several:
                entry[name] = [self.thing(each) for each in several]
        return Form.EVENT, entry | self._how(how) | self._quote(how.evidence)

    def _statement(self, content: Said, how: Candidate) -> tuple[Form, _Fields]:
        entry: _Fields = {
            "by": self.thing(content.speaker), "kind": content.kind.value,
            "about": [self.thing(each) for each in content.about],
        }  # fmt: skip
        if how.modality is not content.kind.modality:
            entry["modality"] = how.modality.value
        return Form.STATEMENT, entry | self._polarity(how) | self._saying(content.speaker, how)

    # -- what all entries share

    def _how(self, how: Candidate) -> _Fields:
        entry: _Fields = {}
        if how.modality is not Modality.ASSERTED:
            entry["modality"] = how.modality.value
        entry |= self._polarity(how)
        if how.attributed_to:
            entry["by"] = self.thing(how.attributed_to)
        return entry

    def _polarity(self, how: Candidate) -> _Fields:
        return {} if how.polarity is Polarity.POSITIVE else {"polarity": how.polarity.value}

    def _date(self, how: Candidate, name: str) -> _Fields:
        """The date, and that it is our reading where the sentence does not have its year."""
        if not how.when:
            return {}
        evidence = self.text[how.evidence.start : how.evidence.end]
        stated = _year(how.when) in evidence
        entry: _Fields = {name: how.when.text}
        return entry if stated else entry | {"date_basis": "resolved"}

    def _quote(self, *spans: Span) -> _Fields:
        pieces = [self._piece(span) for span in spans]
        return {"quote": pieces if len(pieces) > 1 else pieces[0]}

    def _piece(self, span: Span) -> Given:
        words = self.text[span.start : span.end]
        if self.text.count(words) == 1:
            return words
        return {"text": words, "start": str(span.start)}

    def _saying(self, speaker: Referent, how: Candidate) -> _Fields:
        """The quote of a statement, with the words that name its speaker where it does not."""
        named = naming(self.reading, speaker, how.evidence)
        return self._quote(how.evidence, named) if named else self._quote(how.evidence)


def _year(period: Period) -> str:
    return period.text.strip("./")[:4]


def _unit(words: str, units: Sequence[str], ontology: Ontology) -> str | None:
    """The unit that the words of the text name, if they name one."""
    wanted = words.lower()
    named: Mapping[str, str] = {ontology.units[name].label.lower(): name for name in units}
    return next((named[form] for form in (wanted, wanted.removesuffix("s")) if form in named), None)
