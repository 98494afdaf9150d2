"""Edits YAML texts in place: whatever is not changed keeps its bytes, comments and order.

A text is parsed only to learn where its parts stand; the change is then made to the text itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from kg.curate.yaml_write import Given, block, flow, item


class NotEditable(ValueError):
    """The text is no YAML of the form that the curated files have."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text, and the node that stands there."""

    start: int
    end: int
    node: yaml.Node


def put(text: str, key: str, entry: Mapping[str, Given]) -> str:
    """`text` with a new block: in the order of the keys where they are sorted, else at the end."""
    keys = [name for name, _ in _top(text)]
    if key in keys:
        raise NotEditable(f"'{key}' is there already")
    written = block(key, entry)
    after = next((name for name in keys if name > key), None)
    if keys != sorted(keys) or after is None:
        return _parted(text) + written
    at = _opening(text, dict(_top(text))[after].start)
    return f"{text[:at]}{written}\n{text[at:]}"


def drop(text: str, key: str) -> str:
    """`text` without the block of `key`, the comments right above it and one empty line."""
    place = dict(_top(text)).get(key)
    if place is None:
        raise NotEditable(f"there is no '{key}'")
    start, end = _opening(text, place.start), _line_end(text, place.end)
    head, rest = text[:start], text[end:].removeprefix("\n")
    return head + rest if rest else head.rstrip("\n") + "\n"


def append(text: str, key: str, entry: Mapping[str, Given]) -> str:
    """`text` with another item at the end of the list `key`, which is made where it is missing."""
    place = dict(_top(text)).get(key)
    if place is None:
        return f"{_parted(text)}{key}:\n{item(entry)}"
    value = place.node
    if isinstance(value, yaml.ScalarNode) and value.value == "":
        at = _line_end(text, place.end)
        return f"{_ended(text[:at])}{item(entry)}{text[at:]}"
    if not isinstance(value, yaml.SequenceNode):
        raise NotEditable(f"'{key}' is not a list")
    if value.flow_style and value.value:
        at = _end(value) - 1
        return f"{text[:at].rstrip().rstrip(',')}, {flow(entry)}{text[at:]}"
    if value.flow_style:  # []
        start, end = value.start_mark.index, _end(value)
        rest = text[end : _line_end(text, end)].rstrip("\n")
        head = f"{text[:start].rstrip()}{rest}\n"
        return f"{head}{item(entry)}{text[_line_end(text, end) :]}"
    dash = value.start_mark.column
    at = _line_end(text, _end(value))
    return f"{_ended(text[:at])}{item(entry, dash)}{text[at:]}"


def remove(text: str, key: str, at: int) -> str:
    """`text` without item `at` (from 0) of the list `key`, and the comments right above it."""
    places = list(items(text, key))
    if not 0 <= at < len(places):
        raise NotEditable(f"'{key}' has no item {at + 1}")
    place = places[at]
    value = dict(_top(text))[key].node
    if isinstance(value, yaml.CollectionNode) and value.flow_style:
        start, end = place.start, place.end
        after = text[end:].lstrip()
        if after.startswith(","):
            return text[:start] + after[1:].lstrip()
        return text[:start].rstrip().rstrip(",") + text[end:]
    start = _opening(text, place.start)
    rest = text[_line_end(text, place.end) :]
    if len(places) == 1:  # a list without items is written so
        head = _line_end(text, dict(_top(text))[key].start + 1)
        return f"{text[:head].rstrip()} []\n{rest}"
    return text[:start] + rest


def items(text: str, key: str) -> Iterator[Place]:
    """Where the items of the list `key` stand."""
    place = dict(_top(text)).get(key)
    value = place.node if place else None
    if isinstance(value, yaml.SequenceNode):
        for node in value.value:
            yield Place(node.start_mark.index, _end(node), node)


def plain(node: yaml.Node) -> Given:
    """What stands in a node, every scalar as the text that it is."""
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    return str(node.value)


def content(text: str) -> dict[str, Given]:
    """The whole text as plain values."""
    return {name: plain(place.node) for name, place in _top(text)}


def add_to_list(text: str, path: Sequence[str], word: str) -> str:
    """`text` with `word` at the end of the list at `path`; a single value becomes a list."""
    node = _at(text, path)
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, _end(node)
        return f"{text[:start]}[{text[start:end]}, {word}]{text[end:]}"
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise NotEditable(f"{'.'.join(path)} is not a list of words")
    if node.flow_style:
        end = _end(node.value[-1])
        return f"{text[:end]}, {word}{text[end:]}"
    at = _line_end(text, _end(node))
    return f"{_ended(text[:at])}{' ' * node.start_mark.column}- {word}\n{text[at:]}"


def add_field(text: str, path: Sequence[str], name: str, value: Given) -> str:
    """`text` with another field at the end of the mapping at `path`."""
    node = _at(text, path)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise NotEditable(f"{'.'.join(path)} is not a mapping")
    written = f"{flow(name)}: {flow(value, name)}"
    if node.flow_style:
        end = _end(node.value[-1][1])
        return f"{text[:end]}, {written}{text[end:]}"
    at = _line_end(text, _end(node))
    return f"{_ended(text[:at])}{' ' * node.start_mark.column}{written}\n{text[at:]}"


def replaced(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """`text` with other words at these stretches (start, end, words), which do not overlap."""
    for start, end, words in sorted(places, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def scalars(text: str) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Every scalar that is a value, with the keys that lead to it; keys are told as well, by a
    path that ends with an empty text."""
    root = _root(text)
    if root is not None:
        yield from _scalars(root, ())


def _scalars(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Place]]:
    if isinstance(node, yaml.ScalarNode):
        yield path, Place(node.start_mark.index, _end(node), node)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, ""), Place(key.start_mark.index, _end(key), key)
            yield from _scalars(value, (*path, str(key.value)))


# -- where things stand


def _root(text: str) -> yaml.MappingNode | None:
    try:
        node = yaml.CBaseLoader(text).get_single_node()
    except yaml.YAMLError as error:
        raise NotEditable(f"not YAML: {error}") from None
    if node is None:
        return None
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise NotEditable("it does not start with 'key:' lines")
    return node


def _top(text: str) -> Iterator[tuple[str, Place]]:
    root = _root(text)
    for key, value in root.value if root else ():
        yield str(key.value), Place(key.start_mark.index, _end(value), value)


def _at(text: str, path: Sequence[str]) -> yaml.Node:
    node: yaml.Node | None = _root(text)
    for name in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for key, value in pairs if key.value == name), None)
    if node is None:
        raise NotEditable(f"there is no {'.'.join(path)}")
    return node


def _end(node: yaml.Node) -> int:
    """Where the node ends; a parser tells of a block only where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_end(text: str, at: int) -> int:
    """Behind the line break of the line on which `at` stands."""
    if at and text[at - 1] == "\n":  # a block scalar, which ends with its line
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _opening(text: str, at: int) -> int:
    """The start of the line of `at`, or of the comments right above it.

    Comments that open the file are about the file.
    """
    line = start = _line_start(text, at)
    while start:
        before = _line_start(text, start - 1)
        if not text[before:start].lstrip().startswith("#"):
            return start
        start = before
    return line


def _parted(text: str) -> str:
    """`text` and an empty line, so that what follows stands apart."""
    return f"{_ended(text)}\n" if text.strip() else ""


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
