"""Lexicon: the words by which the ontology is read, indexed for use; made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.extract.verbs import VERBS, inflected, plural
from kg.extract.words import MODALS, PREPOSITIONS, word_set
from kg.model.ontology import Ontology
from kg.model.phrases import Phrases

POST = "Post"
# Types in which the extractor speaks to others: the first that a class is a kind of.
BROAD = (
    "Person",
    "Company",
    "GovernmentBody",
    "Organisation",
    "Port",
    "Zone",
    "Facility",
    "Place",
    "Project",
    "Plan",
    "Event",
)
# What stands where a frame or a marker might have a verb, and is none.
_NO_VERBS = word_set(
    "be and as likely going ready hopeful possible determined founder station member poised"
)
_SECOND = ("vice", "co", "deputy", "under")
_AS = {"Agreement": "Plan", "Programme": "Plan"}
GROUP = "Group"  # the phrases of gbo:Group are of people and bodies together


@dataclass(frozen=True)
class Lexicon:
    """What the ontology and its phrases say, ready to be looked up."""

    ontology: Ontology
    phrases: Phrases

    @cached_property
    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """Classes by head word, lower case; the one that is named first in the ontology first."""
        found: dict[str, list[str]] = {}
        for name, words in self.phrases.heads.items():
            for word in words:
                found.setdefault(word.lower(), []).append(name)
        return {word: tuple(names) for word, names in found.items()}

    @cached_property
    def nouns(self) -> Mapping[str, tuple[str, str]]:
        """Things without a name by their noun, singular and plural: the class and the singular."""
        found: dict[str, tuple[str, str]] = {}
        for name, words in self.phrases.nouns.items():
            for word in words:
                found[plural(word)] = found[word] = (name, word)
        return found

    @cached_property
    def described(self) -> Mapping[str, tuple[str, str]]:
        """As `nouns`, with those that only a parse tells from other words."""
        found: dict[str, tuple[str, str]] = {}
        for name, words in self.phrases.parsed_nouns.items():
            for word in words if name != GROUP else ():
                found[plural(word)] = found[word] = (name, word)
        return {**found, **self.nouns}

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Whom a text speaks of together, "experts": the singular by the plural."""
        return {
            form: word
            for word in self.phrases.parsed_nouns.get(GROUP, ())
            for form in (word, plural(word))
        }

    @cached_property
    def posts(self) -> frozenset[str]:
        """Words that end a title, lower case, and whom they stand for: "vice-chairman"."""
        words = [word.lower() for word in self.phrases.heads.get(POST, ())]
        return frozenset((*words, *(f"{of}-{word}" for of in _SECOND for word in words)))

    @cached_property
    def lemmas(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Every known verb form: its lemmas, each with the name of the form."""
        found: dict[str, list[tuple[str, str]]] = {}
        for lemma in sorted(self._verbs()):
            for form, name in inflected(lemma):
                found.setdefault(form, []).append((lemma, name))
        return {form: tuple(each) for form, each in found.items()}

    @cached_property
    def participles(self) -> frozenset[str]:
        """Words that are nothing but the past or the -ing form of a verb."""
        return frozenset(
            word for word, forms in self.lemmas.items()
            if {name for _, name in forms} <= {"past", "part", "ing"}
        )  # fmt: skip

    @cached_property
    def markers(self) -> Mapping[str, str]:
        """Modalities by the word that marks them."""
        return {
            word: name
            for name in ("opinion", "projected", "planned", "proposed")
            for word in self.phrases.markers.get(name, ())
        }

    def _verbs(self) -> set[str]:
        found = set(VERBS)
        for frames in self.phrases.frames.values():
            for frame in frames:
                words = frame.split()
                if len(words) > 1 and words[0] in ("S", "O") and words[1][0].isalpha():
                    found.add(words[1])
        found |= {word for words in self.phrases.markers.values() for word in words}
        return {
            word
            for word in found - _NO_VERBS - PREPOSITIONS - MODALS
            if word.replace("-", "").isalpha()
        }

    def head_class(self, word: str) -> str | None:
        """The class of things whose names end in `word`."""
        found = self.heads.get(word.lower(), ())
        return next((name for name in found if name != POST), None)

    def fits(self, given: str | None, wanted: str) -> bool:
        """Whether a thing of class `given` may stand where `wanted` is asked; None is unknown."""
        if given is None or wanted in ("Entity", given):
            return True
        known = self.ontology.classes.get(given)
        return known is not None and wanted in known.ancestors

    def broad(self, given: str | None) -> str | None:
        """The type under which others know the class; the class itself where there is none."""
        if given is None:
            return None
        if given in _AS:
            return _AS[given]
        for name in BROAD:
            if self.fits(given, name):
                return name
        return given
