"""Joining: the names of one document, known and proposed, joined into the things they name."""

import re
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.brackets import introduced
from kg.extract.gazetteer import Known, Match, level
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.name import Name
from kg.extract.short_forms import FIRMS, ShortForms
from kg.extract.words import SURNAMES, word_set
from kg.model.sentence import Span

# What may follow the name of a territory and is a part of it: "Guangdong Province".
KINDS = ("sar", "special administrative region", "city", "municipality", "province")
_SUFFIXES = tuple(f" {kind}" for kind in KINDS)
_REGIONS = frozenset(("mainland",))
_GENERIC = word_set(
    "cooperation innovation development work national regional special international modern "
    "service deep science technology government"
)
_SUFFIX_WORDS = word_set("holdings group limited ltd company corporation corp inc co plc bank")


class Spot(NamedTuple):
    """Where a name stands, and what it is by what is known and by how it looks."""

    span: Span
    match: Match | None
    name: Name | None


class Joining:
    """Joins the names of one text."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.referents: list[Referent] = []
        self.by_form: dict[str, Referent] = {}
        self.short_forms = ShortForms(lexicon, text)
        self.told: dict[Referent, list[int]] = {}  # where a person is named in full

    def mentions(self, spots: Sequence[Spot]) -> tuple[Mention, ...]:
        """A mention for each of `spots`, which do not overlap, and for the short forms of them."""
        strong = {
            known.slug
            for spot in spots
            if spot.match and not self._weak(spot.match)
            for known in spot.match.entities
        }
        found: dict[Span, Mention] = {}
        for spot in sorted(spots, key=self._is_short):
            mention = self._mention(spot, strong)
            if mention:
                found[spot.span] = mention
        self._family_names(found)
        self._short_forms(found)
        return tuple(found[span] for span in sorted(found))

    def _family_names(self, found: dict[Span, Mention]) -> None:
        """A family name alone, where a sentence opens with it, and an acronym of two letters."""
        people: dict[str, list[Referent]] = {}
        for each in self.referents:
            first = each.name.split()[0]
            if each.cls == "Person" and first in SURNAMES and " " in each.name:
                people.setdefault(first, []).append(each)  # of "Lee Mei" either may be it
            if each.cls == "Person":
                people.setdefault(family_name(each.name), []).append(each)
            for short in each.names:
                if short.isupper() and short.isalpha() and len(short) == 2:
                    people.setdefault(short, []).append(each)
        for name, bearers in people.items():
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.text):
                span = Span(*match.span())
                if not any(span.overlaps(each) for each in found):
                    person = self._nearest(bearers, span.start)
                    found[span] = Mention(span, name, person, MentionKind.SHORT)
                    person.call(name)

    def _short_forms(self, found: dict[Span, Mention]) -> None:
        """ "Bluesea" of "Bluesea Marine Engineering", and names of one word anywhere."""
        words, taken = self.short_forms.words(self.referents, self.by_form), sorted(found)
        for word, span in self.short_forms.places(words):
            at = bisect(taken, span)
            if not any(span.overlaps(each) for each in taken[max(0, at - 1) : at + 1]):
                found[span] = Mention(span, word, words[word], MentionKind.SHORT)
                words[word].call(word)

    def _is_short(self, spot: Spot) -> bool:
        """Names of one word come after the longer ones, of which they may be a part."""
        return spot.match is None and " " not in self.text[spot.span.start : spot.span.end]

    def _weak(self, match: Match) -> bool:
        """Words that any such thing may be called by: "work report", "Cooperation Zone"."""
        words = re.findall(r"[A-Za-z]+", self.text[match.span.start : match.span.end])
        return bool(words) and (
            len(words) > 1
            and all(
                word.lower() in _GENERIC or self.lexicon.head_class(word) or word[0].islower()
                for word in words
            )
            and not any("Topic" in known.classes for known in match.entities)
            and not any(level(" ".join(words)).startswith(level(k.name)) for k in match.entities)
        )

    def _mention(self, spot: Spot, strong: set[str]) -> Mention | None:
        span, match, name = spot
        text = self.text[span.start : span.end]
        title = name.title if name else None
        if match:
            known = self._choice(match, strong)
            if known is None or (self._weak(match) and known.slug not in strong):
                if name is None and not text[0].isupper():
                    return None
                referent = self._proposed(
                    Name(span, text, self.lexicon.head_class(text.split()[-1]))
                )
            else:
                referent = self._known(known, match)
        elif name:
            referent = self._proposed(name)
        else:
            return None
        if referent.cls == "Person" and " " in text:
            self.told.setdefault(referent, []).append(span.start)
        referent.call(text)
        short = introduced(self.text, span.start, span.end, referent)
        if short:
            self.by_form.setdefault(level(short), referent)
            referent.call(short)
        if (
            match
            and text.islower()
            and self.text[: span.start].lower().endswith("the ")
            and (" " not in text and text not in _REGIONS)
        ):
            return Mention(span, text, referent, MentionKind.NOMINAL, title)
        kind = MentionKind.NAME if len(text) >= len(referent.name) else MentionKind.SHORT
        return Mention(span, text, referent, kind, title)

    def _choice(self, match: Match, strong: set[str]) -> Known | None:
        """The one entity that is meant; None where several may be."""
        if len(match.entities) == 1:
            return match.entities[0]
        clear = [known for known in match.entities if known.slug in strong]
        after = self.text[match.span.end : match.span.end + 12].split()
        wanted = self.lexicon.head_class(after[0].strip(",.;’'")) if after else None
        typed = [k for k in match.entities if wanted and wanted in k.classes]
        if len(typed) == 1:
            return typed[0]
        agents = [k for k in match.entities if "Territory" in k.classes]
        if len(agents) == 1:
            return agents[0]
        return clear[0] if len(clear) == 1 else None

    def _known(self, known: Known, match: Match) -> Referent:
        for referent in self.referents:
            if referent.slug == known.slug:
                return referent
        referent = Referent(known.name, known.classes[0], known.slug, known_as=known.labels)
        referent.rivals = tuple(k.slug for k in match.entities if k.slug != known.slug)
        self.referents.append(referent)
        return referent

    def _proposed(self, name: Name) -> Referent:
        form = self._government(name) or level(name.text)
        known = self.by_form.get(form)
        if known is not None and known.cls == "Person" and " " not in form:
            known = self._longer(name) or known  # another of that family may have been named since
        if known is not None:
            found = known
            found.cls = found.cls or name.cls
            return found
        longer = self._region(name) or self._longer(name)
        if longer:
            self.by_form[form] = longer
            return longer
        referent = Referent(name.text, name.cls, sure=name.cls is not None)
        self.by_form[form] = referent
        self.referents.append(referent)
        return referent

    def _government(self, name: Name) -> str:
        """One form of "Macau SAR Government", "Government of Macau" and "the Macau People's
        Government"; empty of what is no government of a place that is named alone."""
        if name.cls != "GovernmentBody":
            return ""
        words = level(name.text).removesuffix(" government")
        if words == level(name.text):
            words = words.removeprefix("people's ").removeprefix("government of ")
        if words in (level(name.text), ""):
            return ""
        words = words.removeprefix("the ").removesuffix(" people's")
        place = next((words.removesuffix(e) for e in _SUFFIXES if words.endswith(e)), words)
        return f"government of {place.removesuffix(' municipal').replace('macao', 'macau')}"

    def _region(self, name: Name) -> Referent | None:
        """ "Macau SAR" is Macau, "Hill Town city" is Hill Town."""
        suffix = next((each for each in _SUFFIXES if name.text.lower().endswith(each)), None)
        if suffix is None:
            return None
        stem = level(name.text[: -len(suffix)])
        return next(
            (
                r
                for r in self.referents
                if r.cls == "Territory" and stem in map(level, (r.name, *r.names))
            ),
            None,
        )

    def _longer(self, name: Name) -> Referent | None:
        """The one thing of which `name` is a part: family name, acronym, beginning or end."""
        words = level(name.text).split()
        fitting = []
        for referent in self.referents:
            for full in (referent.name, *referent.names):
                whole = level(full).split()
                if self._is_part(name, words, referent, whole):
                    fitting.append(referent)
                    break
        if name.cls == "Person" or len(words) == 1:
            people = [each for each in fitting if each.cls == "Person"]
            if people:
                return self._nearest(people, name.span.start)
            return fitting[0] if len(fitting) == 1 else None
        return fitting[0] if len(fitting) == 1 else None

    def _nearest(self, people: Sequence[Referent], start: int) -> Referent:
        """Whom a family name means: who was named in full last before it, else first after it."""
        before = [
            (at, n) for n, r in enumerate(people) for at in self.told.get(r, ()) if at < start
        ]
        if before:
            return people[max(before)[1]]
        return min(people, key=lambda r: self.told.get(r, [start])[0])

    def _is_part(self, name: Name, words: list[str], referent: Referent, whole: list[str]) -> bool:
        if referent.cls == "Person":
            if name.cls not in (None, "Person", "Place") or len(words) >= len(whole):
                return False
            return words[0] in (whole[0], whole[-1]) and (
                len(words) == 1 or words == whole[-len(words) :]
            )
        if referent.slug is None and referent.cls in FIRMS and len(words) < len(whole):
            first = (
                len(words) == 1 and words[0] == whole[0] and self.short_forms.is_firm(referent.name)
            )
            if first or (
                words == whole[: len(words)] and set(whole[len(words) :]) <= _SUFFIX_WORDS
            ):
                return True  # "Bluesea" of "Bluesea Marine", "Kai Tung" of "Kai Tung Holdings"
        if name.text.isupper() and len(words) == 1 and 2 < len(name.text) < 8:
            capital = [w[0] for w in referent.name.split() if w[0].isupper()]
            return len(capital) > 1 and "".join(capital).lower() == words[0]
        if len(words) < 2 or len(words) >= len(whole):
            return False
        same = name.cls is not None and self.lexicon.broad(name.cls) == self.lexicon.broad(
            referent.cls
        )
        head = self.lexicon.head_class(words[-1]) is not None
        return same and head and (words == whole[: len(words)] or words == whole[-len(words) :])


def family_name(name: str) -> str:
    """The family name in a person's: first, last, or between a given name and "Wai-man"."""
    words = name.split()
    if len(words) > 2 and "-" in words[-1] and (words[1] in SURNAMES or "-" not in words[-2]):
        return words[-2]  # "Helena Szeto Wai-yan"
    if words[0] in SURNAMES and (words[-1] not in SURNAMES or "-" in words[-1]):
        return words[0]
    return words[-1]
