"""Naming: what the name of a thing says of it, where it contains the name of another."""

import re
from collections.abc import Iterator

from kg.extract.candidate import Candidate, Relation
from kg.extract.gazetteer import Gazetteer
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.reading import Reading

_IN, _ABOUT, _JOINS, _LIES = 0.6, 0.5, 0.55, 0.4
_SITES = ("Zone", "Facility", "Port")
_PAPERS = ("Plan", "Programme", "Agreement")
_PEOPLES = ("ian", "ese", "ish")  # "Asian Games Park" does not lie in Asia
_LINKS = re.compile(r"\b(?:Bridge|Link|Railway|Line|Expressway|Highway|Tunnel|Corridor|Road)\b")


class NamingReader:
    """Proposes relations between a thing and the things that its name names."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer

    def read(self, reading: Reading) -> Iterator[Candidate]:
        """The relations within the names of a document."""
        places = [
            r
            for r in reading.referents
            if r.cls is not None and self.lexicon.fits(r.cls, "Place") and r.named
        ]
        seen: set[Referent] = set()
        for sentence in reading.sentences:
            for mention in sentence.mentions:
                if mention.kind is MentionKind.NAME and mention.referent not in seen:
                    seen.add(mention.referent)
                    for found in self._of_name(mention, [*places, *self._known(mention, places)]):
                        content, score, rule = found
                        yield Candidate(content, sentence.span, rule, score)

    def _known(self, mention: Mention, places: list[Referent]) -> list[Referent]:
        """Known places that the text names only within this name."""
        slugs = {place.slug for place in places}
        first, _, rest = mention.text.partition(" ")
        new = []
        for piece in (first, rest):
            for match in self.gazetteer.find(piece):
                known = match.entities[0]
                text = piece[match.span.start : match.span.end]
                if len(match.entities) == 1 and known.slug not in {*slugs, mention.referent.slug}:
                    place = Referent(known.name, known.classes[0], known.slug, names=[text])
                    new.append(place)
        return [each for each in new if each.cls and self.lexicon.fits(each.cls, "Place")]

    def _of_name(
        self, mention: Mention, places: list[Referent]
    ) -> Iterator[tuple[Relation, float, str]]:
        thing, text = mention.referent, mention.text
        inside = [
            (text.find(n), n, r)
            for r in places
            if r is not thing
            for n in (*r.names, *r.known_as)
            if n in text and not n.endswith(_PEOPLES)
        ]
        inside = [each for each in inside if each[1] != text]
        if thing.cls is None or not inside:
            return
        for at, name, place in sorted(inside, key=lambda each: each[0]):
            before, after = text[:at].rstrip(), text[at + len(name) :]
            last = before.removesuffix(" the").rsplit(" ", 1)[-1]
            if last == "in" and not after.strip() and thing.cls in _SITES:
                yield Relation(thing, "locatedIn", place), _IN, "name … in O"
            elif last in ("in", "for", "on") and thing.cls in _PAPERS:
                yield Relation(thing, "appliesTo", place), _ABOUT, f"name {last} O"
            elif (
                _LINKS.search(text)
                and (after.startswith("-") or before.endswith("-"))
                and (thing.cls in ("Facility", "Project"))
            ):
                yield Relation(thing, "connects", place), _JOINS, "name O-O"
        at, name, place = max(inside, key=lambda each: (each[0], len(each[1])))
        hyphened = "-" in text[max(0, at - 1) : at + len(name) + 1]
        if (
            thing.cls in _SITES
            and not hyphened
            and place.cls in ("Territory", "Place")
            and " of " not in text
            and (text[at + len(name) :].strip() and " in " not in text)
        ):
            yield Relation(thing, "locatedIn", place), _LIES, "name O …"
