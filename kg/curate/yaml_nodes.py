"""YAML nodes: where they stand, and what other readers would take them for."""

import re
from collections.abc import Iterator

import yaml

_RESOLVER = yaml.resolver.Resolver()  # knows what a plain scalar means to others (YAML 1.1)
# What YAML 1.2 takes for a number and YAML 1.1, which PyYAML knows, does not.
_NUMBER_1_2 = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)[eE][-+]?\d+\Z|0o[0-7]+\Z", re.ASCII)
_TAG = "tag:yaml.org,2002:"


def line(part: yaml.Event | yaml.Node) -> int:
    """The line on which it starts, from 1; 0 where that is not known."""
    return part.start_mark.line + 1 if part.start_mark else 0


def is_plain(node: yaml.ScalarNode) -> bool:
    """Whether the scalar stands without quotes."""
    return not node.style


def implied(node: yaml.ScalarNode) -> str:
    """What other readers take the scalar for when it stands without quotes: str, int, bool …"""
    if _NUMBER_1_2.match(node.value):
        return "float"
    tag = _RESOLVER.resolve(yaml.ScalarNode, node.value, (True, False))  # type: ignore[no-untyped-call]
    return str(tag).removeprefix(_TAG)


def indirections(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, message and remedy of each anchor, alias and explicit tag.

    What stands there is not what is meant. Raise yaml.YAMLError.
    """
    if not any(mark in text for mark in "&*!"):
        return  # nothing can be one of them, and to parse the text again takes long
    for event in yaml.parse(text, yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            yield line(event), "an alias (*name)", "Write the value out."
            continue
        if getattr(event, "anchor", None):
            yield line(event), "an anchor (&name)", "Remove it."
        if tag := getattr(event, "tag", None):
            yield line(event), f"an explicit tag ({tag})", "Remove the tag."
