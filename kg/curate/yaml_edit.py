"""Edits YAML texts in place: whatever is not changed keeps its bytes, comments and order.

A text is parsed only to learn where its parts stand; the change is then made to the text itself.
"""

from collections.abc import Iterator, Mapping, Sequence

import yaml

from kg.curate.yaml_places import (
    NotEditable,
    Place,
    end_of,
    ended,
    line_end,
    node_at,
    opening,
    parted,
    plain,
    top,
)
from kg.curate.yaml_write import Given, block, fields, flow, item


def put(text: str, key: str, entry: Mapping[str, Given]) -> str:
    """`text` with a new block: in the order of the keys where they are sorted, else at the end."""
    keys = [name for name, _ in top(text)]
    if key in keys:
        raise NotEditable(f"'{key}' is there already")
    written = block(key, entry)
    after = next((name for name in keys if name > key), None)
    if keys != sorted(keys) or after is None:
        return parted(text) + written
    at = opening(text, dict(top(text))[after].start)
    return f"{text[:at]}{written}\n{text[at:]}"


def drop(text: str, key: str) -> str:
    """`text` without the block of `key`, the comments right above it and one empty line."""
    place = dict(top(text)).get(key)
    if place is None:
        raise NotEditable(f"there is no '{key}'")
    start, end = opening(text, place.start), line_end(text, place.end)
    head, rest = text[:start], text[end:].removeprefix("\n")
    return head + rest if rest else head.rstrip("\n") + "\n"


def append(text: str, key: str, entry: Mapping[str, Given]) -> str:
    """`text` with another item at the end of the list `key`, which is made where it is missing."""
    place = dict(top(text)).get(key)
    if place is None:
        return f"{parted(text)}{key}:\n{item(entry)}"
    value = place.node
    if isinstance(value, yaml.ScalarNode) and value.value == "":
        at = line_end(text, place.end)
        return f"{ended(text[:at])}{item(entry)}{text[at:]}"
    if not isinstance(value, yaml.SequenceNode):
        raise NotEditable(f"'{key}' is not a list")
    if value.flow_style and value.value:
        at = end_of(value) - 1
        return f"{text[:at].rstrip().rstrip(',')}, {flow(entry)}{text[at:]}"
    if value.flow_style:  # []
        start, end = value.start_mark.index, end_of(value)
        rest = text[end : line_end(text, end)].rstrip("\n")
        head = f"{text[:start].rstrip()}{rest}\n"
        return f"{head}{item(entry)}{text[line_end(text, end) :]}"
    dash = value.start_mark.column
    at = line_end(text, end_of(value))
    return f"{ended(text[:at])}{item(entry, dash)}{text[at:]}"


def remove(text: str, key: str, at: int) -> str:
    """`text` without item `at` (from 0) of the list `key`, and the comments right above it."""
    places = list(items(text, key))
    if not 0 <= at < len(places):
        raise NotEditable(f"'{key}' has no item {at + 1}")
    place = places[at]
    value = dict(top(text))[key].node
    if isinstance(value, yaml.CollectionNode) and value.flow_style:
        return _without(text, place.start, place.end, flow_style=True)
    start = opening(text, place.start)
    rest = text[line_end(text, place.end) :]
    if len(places) == 1:  # a list without items is written so
        head = line_end(text, dict(top(text))[key].start + 1)
        return f"{text[:head].rstrip()} []\n{rest}"
    return text[:start] + rest


def items(text: str, key: str) -> Iterator[Place]:
    """Where the items of the list `key` stand."""
    place = dict(top(text)).get(key)
    value = place.node if place else None
    if isinstance(value, yaml.SequenceNode):
        for node in value.value:
            yield Place(node.start_mark.index, end_of(node), node)


def add_to_list(text: str, path: Sequence[str], word: str) -> str:
    """`text` with `word` at the end of the list at `path`; a single value becomes a list."""
    node = node_at(text, path)
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, end_of(node)
        return f"{text[:start]}[{text[start:end]}, {word}]{text[end:]}"
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise NotEditable(f"{'.'.join(path)} is not a list of words")
    return _appended(text, node, node.value[-1], word, f"{_indent(node)}- {word}\n")


def _appended(
    text: str, node: yaml.CollectionNode, last: yaml.Node, inline: str, block: str
) -> str:
    """`text` with more behind the `last` value of `node`: `inline` in braces, else as `block`."""
    if node.flow_style:
        end = end_of(last)
        return f"{text[:end]}, {inline}{text[end:]}"
    at = line_end(text, end_of(node))
    return f"{ended(text[:at])}{block}{text[at:]}"


def _indent(node: yaml.Node) -> str:
    return " " * int(node.start_mark.column)


def add_field(text: str, path: Sequence[str], name: str, value: Given) -> str:
    """`text` with another field at the end of the mapping at `path`."""
    node = node_at(text, path)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise NotEditable(f"{'.'.join(path)} is not a mapping")
    written = f"{flow(name)}: {flow(value, name)}"
    return _appended(text, node, node.value[-1][1], written, f"{_indent(node)}{written}\n")


def add_item(text: str, path: Sequence[str], entry: Mapping[str, Given]) -> str:
    """`text` with `entry` at the end of the list at `path`, which is made where it is missing."""
    parent = node_at(text, path[:-1])
    pairs = parent.value if isinstance(parent, yaml.MappingNode) else ()
    node = next((value for key, value in pairs if key.value == path[-1]), None)
    if node is None and isinstance(parent, yaml.MappingNode) and not parent.flow_style:
        at = line_end(text, end_of(parent))
        written = fields({path[-1]: [entry]}, parent.start_mark.column)
        return f"{ended(text[:at])}{written}{text[at:]}"
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise NotEditable(f"{'.'.join(path)} is not a list of entries")
    return _appended(text, node, node.value[-1], flow(entry), item(entry, node.start_mark.column))


def take_item(text: str, path: Sequence[str], entry: Mapping[str, Given]) -> str:
    """`text` without `entry` in the list at `path`; a list of nothing else goes too."""
    node = node_at(text, path)
    several = node.value if isinstance(node, yaml.SequenceNode) else []
    for each in several:
        if plain(each) == entry:
            if len(several) == 1:
                return take_field(text, path)
            start, style = each.start_mark.index, bool(getattr(node, "flow_style", False))
            return _without(text, start, end_of(each), flow_style=style)
    raise NotEditable(f"{'.'.join(path)} has no such entry")


def take_from_list(text: str, path: Sequence[str], word: str) -> str:
    """`text` without `word` in the list at `path`, which has others as well."""
    node = node_at(text, path)
    if not isinstance(node, yaml.SequenceNode) or len(node.value) < 2:
        raise NotEditable(f"{'.'.join(path)} is not a list of several words")
    for each in node.value:
        if each.value == word:
            return _without(text, each.start_mark.index, end_of(each), flow_style=node.flow_style)
    raise NotEditable(f"{'.'.join(path)} has no '{word}'")


def take_field(text: str, path: Sequence[str]) -> str:
    """`text` without the field at `path`, which has others beside it."""
    node = node_at(text, path[:-1])
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value == path[-1] and len(pairs) > 1:
            style = isinstance(node, yaml.MappingNode) and bool(node.flow_style)
            return _without(text, key.start_mark.index, end_of(value), flow_style=style)
    raise NotEditable(f"{'.'.join(path)} is not one field of several")


def _without(text: str, start: int, end: int, *, flow_style: bool) -> str:
    if not flow_style:
        return text[: opening(text, start)] + text[line_end(text, end) :]
    after = text[end:].lstrip()
    if after.startswith(","):
        return text[:start] + after[1:].lstrip()
    return text[:start].rstrip().rstrip(",") + text[end:]


def move(text: str, key: str, new: str) -> str:
    """`text` with the block of `key` under the name `new`, where that belongs."""
    place = dict(top(text)).get(key)
    if place is None:
        raise NotEditable(f"there is no '{key}'")
    start, end = opening(text, place.start), line_end(text, place.end)
    head = text[place.start : place.start + len(key)]
    if head != key:
        raise NotEditable(f"the key '{key}' is not written plainly")
    block_text = text[start : place.start] + new + text[place.start + len(key) : end]
    rest = drop(text, key)
    keys = [name for name, _ in top(rest)]
    after = next((name for name in keys if name > new), None)
    if keys != sorted(keys) or after is None:
        return parted(rest) + block_text
    at = opening(rest, dict(top(rest))[after].start)
    return f"{rest[:at]}{block_text}\n{rest[at:]}"


def replaced(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """`text` with other words at these stretches (start, end, words), which do not overlap."""
    for start, end, words in sorted(places, reverse=True):
        text = text[:start] + words + text[end:]
    return text
