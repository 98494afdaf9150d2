"""Labels: the index of every name of every entity, kept beside the store or made anew.

<store>/releases/<version>/labels/    the index of that release; `kg build` writes it
"""

from collections.abc import Iterable, Iterator

from kg.answers.entity import EntityCard, label_kind
from kg.answers.keys import FORMAT, keys_of, terms_of
from kg.answers.knowledge import Knowledge
from kg.store import tantivy_labels
from kg.store.labels import LabelEntry, LabelIndex, LabelRow
from kg.store.tantivy_labels import Damaged

FOLDER = "labels"
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
    """Every name of the entities, those of the most documents first among equals."""
    for card in cards:
        marks = [*(TYPE + name for name in card.types), *(DOCUMENT + name for name in card.documents)]
        order = (0 if card.named else 1_000_000) - len(card.documents)
        for name in card.names:
            keys = keys_of(name.text, short=card.named)
            if keys:
                row = LabelRow(
                    entity=card.slug,
                    lang=name.lang,
                    kind=label_kind(card, name),
                    order=order + 1_000_000,
                    keys=tuple(map(str, keys)),
                    text=name.text,
                )
                yield LabelEntry(row, terms_of(keys), marks)
