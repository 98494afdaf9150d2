"""Writes YAML as the curated files have it: a line a field, short lists in brackets.

What is written is read back as it was given, by our strict reader and by any other.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

from kg.curate.yaml_nodes import implied

# A scalar, a list or a mapping, as a file holds it.
Given: TypeAlias = "str | Sequence[Given] | Mapping[str, Given]"
_PLAIN = re.compile(r"[^\W_][\w.+/-]*(?: [^\W_][\w.+/-]*)*", re.ASCII)
# Fields that hold a word which something else judges: a date or a number needs no quotes there.
_WORDS = frozenset(
    (
        "acting",
        "as_of",
        "date",
        "from",
        "issued",
        "named",
        "sha256",
        "start",
        "title_is_ours",
        "to",
        "valid_from",
        "valid_to",
    )
)
_NUMBERS = frozenset(("value", "value_max"))  # of a figure; it has a unit then
_QUOTED = frozenset(("quote",))  # always in quotes, as the files have them
_APART = "reason"  # an item with one has a line for each of its fields
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_SHORT = 40  # letters of an item that stands in brackets


def scalar(text: str, name: str = "", *, number: bool = False) -> str:
    """`text` as a scalar of field `name`: plain where every reader takes it for a text."""
    plain = _PLAIN.fullmatch(text) and name not in _QUOTED
    node = yaml.ScalarNode("", text)
    if plain and (number or name in _WORDS or implied(node) == "str"):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def flow(value: Given, name: str = "", *, number: bool = False) -> str:
    """`value` on one line."""
    if isinstance(value, str):
        return scalar(value, name, number=number)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{scalar(key)}: {flow(each, key)}" for key, each in value.items())
        return f"{{{inner}}}"
    return f"[{', '.join(flow(each, name) for each in value)}]"


def fields(entry: Mapping[str, Given], indent: int) -> str:
    """The fields of `entry` as lines, each `indent` spaces in."""
    lines: list[str] = []
    space = " " * indent
    for name, value in entry.items():
        number = name in _NUMBERS and "unit" in entry
        if isinstance(value, str) or not _is_long(value):
            lines.append(f"{space}{scalar(name)}: {flow(value, name, number=number)}")
        elif isinstance(value, Mapping):
            lines.append(f"{space}{scalar(name)}:\n{fields(value, indent + 2).rstrip()}")
        else:
            lines.append(f"{space}{scalar(name)}:")
            for each in value:
                if isinstance(each, Mapping) and _APART in each:
                    lines.append(item(each, indent + 2).rstrip("\n"))
                else:
                    lines.append(f"{space}  - {flow(each, name)}")
    return "".join(f"{line}\n" for line in lines)


def item(entry: Mapping[str, Given], indent: int = 2) -> str:
    """`entry` as an item of a list, its dash `indent` spaces in."""
    lines = fields(entry, indent + 2)
    return f"{' ' * indent}- {lines[indent + 2 :]}"


def block(key: str, entry: Mapping[str, Given]) -> str:
    """`entry` below `key`, which stands at the margin."""
    return f"{scalar(key)}:\n{fields(entry, 2)}"


def _is_long(value: Given) -> bool:
    """Whether it takes a line for each of its parts."""
    if isinstance(value, Mapping):
        # labels: one a line, with the documents in which they stand
        return bool(value) and all(isinstance(each, list | tuple) for each in value.values())
    if isinstance(value, str):
        return False
    return any(not isinstance(each, str) or len(each) > _SHORT or " " in each for each in value)
