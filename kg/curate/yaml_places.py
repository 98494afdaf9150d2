"""Where things stand in a YAML text, in characters, and what they say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from kg.curate.yaml_write import Given
from kg.errors import InvalidRequest


class NotEditable(InvalidRequest):
    """The text is no YAML of the form that the curated files have."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"a curated file has not the form that can be written: {what}. Mend it by hand first."
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text, and the node that stands there."""

    start: int
    end: int
    node: yaml.Node


def plain(node: yaml.Node) -> Given:
    """What stands in a node, every scalar as the text that it is."""
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    return str(node.value)


def content(text: str) -> dict[str, Given]:
    """The whole text as plain values."""
    return {name: plain(place.node) for name, place in top(text)}


def scalars(text: str) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Every scalar that is a value, with the keys that lead to it; keys are told as well, by a
    path that ends with an empty text."""
    root = root_of(text)
    if root is not None:
        yield from _scalars(root, ())


def _scalars(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Place]]:
    if isinstance(node, yaml.ScalarNode):
        yield path, Place(node.start_mark.index, end_of(node), node)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, ""), Place(key.start_mark.index, end_of(key), key)
            yield from _scalars(value, (*path, str(key.value)))


def root_of(text: str) -> yaml.MappingNode | None:
    try:
        node = yaml.CBaseLoader(text).get_single_node()
    except yaml.YAMLError as error:
        raise NotEditable(f"not YAML: {error}") from None
    if node is None:
        return None
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise NotEditable("it does not start with 'key:' lines")
    return node


def top(text: str) -> Iterator[tuple[str, Place]]:
    root = root_of(text)
    for key, value in root.value if root else ():
        yield str(key.value), Place(key.start_mark.index, end_of(value), value)


def node_at(text: str, path: Sequence[str]) -> yaml.Node:
    node: yaml.Node | None = root_of(text)
    for name in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for key, value in pairs if key.value == name), None)
    if node is None:
        raise NotEditable(f"there is no {'.'.join(path)}")
    return node


def end_of(node: yaml.Node) -> int:
    """Where the node ends; a parser tells of a block only where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def line_end(text: str, at: int) -> int:
    """Behind the line break of the line on which `at` stands."""
    if at and text[at - 1] == "\n":  # a block scalar, which ends with its line
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def opening(text: str, at: int) -> int:
    """The start of the line of `at`, or of the comments right above it.

    Comments that open the file are about the file.
    """
    line = start = line_start(text, at)
    while start:
        before = line_start(text, start - 1)
        if not text[before:start].lstrip().startswith("#"):
            return start
        start = before
    return line


def parted(text: str) -> str:
    """`text` and an empty line, so that what follows stands apart."""
    return f"{ended(text)}\n" if text.strip() else ""


def ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
