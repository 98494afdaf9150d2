"""Labels: the index of every name of every entity, kept beside the store or made anew.

<store>/releases/<version>/labels/    the index of that release; `kg build` writes it
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.answers.entity import EntityCard, label_kind
from kg.answers.folding import fold
from kg.answers.keys import FORMAT, Key, keys_of, terms_of
from kg.answers.knowledge import Knowledge
from kg.store import tantivy_labels
from kg.store.labels import LabelEntry, LabelIndex, LabelRow
from kg.store.tantivy_labels import Damaged

FOLDER = "labels"
IDENTIFIER = "identifier"  # the kind of a slug beside those of labels
TYPE, DOCUMENT = "type:", "document:"  # marks by which rows are chosen


def open_labels(knowledge: Knowledge, cards: Iterable[EntityCard]) -> LabelIndex:
    """The index of this state of the data.

    It is read from the folder of the release. Where it is lost, damaged or of another format it is
    written there again; where there is no such folder, or none that can be written, and where the
    data have changed since they were released, it is made in memory.
    """
    folder = knowledge.folder
    if folder is None or folder.name != knowledge.version:
        return tantivy_labels.build(entries(cards), knowledge.version)
    tag = f"{FORMAT} {knowledge.version}"
    try:
        return tantivy_labels.opened(folder / FOLDER, tag)
    except Damaged:
        try:
            return tantivy_labels.build(entries(cards), tag, folder / FOLDER)
        except (Damaged, OSError):
            return tantivy_labels.build(entries(cards), tag)


def entries(cards: Iterable[EntityCard]) -> Iterator[LabelEntry]:
    """Every name of the entities, and their slugs where these say something else."""
    for card in cards:
        marks = (
            *(TYPE + name for name in card.types),
            *(DOCUMENT + name for name in card.documents),
        )
        kind = _word_for(card.type)
        known: set[str] = set()
        for name in card.names:
            keys = keys_of(name.text, kind, short=card.named)
            if keys:
                known.update(key.spelling.compact for key in keys)
                row = _row(card, name.lang, label_kind(card, name), keys, name.text)
                yield LabelEntry(row, terms_of(keys), marks)
        words = keys_of(card.slug, short=False)
        if card.named and words[0].spelling.compact not in known:
            yield LabelEntry(_row(card, "en", IDENTIFIER, words, card.slug), terms_of(words), marks)


def _row(card: EntityCard, lang: str, kind: str, keys: tuple[Key, ...], text: str) -> LabelRow:
    return LabelRow(card.slug, lang, kind, tuple(map(str, keys)), text)


@cache
def _word_for(entity_class: str) -> str:
    """The class in words: government body."""
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", entity_class))
