"""Record: one mapping of a strictly read YAML file, each field with its line.

Every scalar is taken as it is written. Nothing is guessed: `2027`, `no` and `12:30` stay what they
are, and where a text is wanted an unquoted scalar that other YAML readers would turn into something
else is a problem.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

import yaml

from kg.curate.yaml_nodes import implied, indirections, is_plain
from kg.curate.yaml_nodes import line as line_of
from kg.model.period import Period
from kg.model.problem import Problems
from kg.model.quantity import decimal

COUNT_DIGITS = 12


def closest(word: str, known: Collection[str]) -> str:
    """A remedy that names the nearest known words."""
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if len(known) <= 20:
        return f"Known: {', '.join(sorted(known))}."
    return f"There are {len(known)} known ones, none of them close."


def read(path: Path, name: str, problems: Problems) -> "Record | None":
    """The top mapping of a file; `name` is how problems call it. None where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.add(name, 0, "", "the file is missing", "Add it; docs/curation.md shows the form.")
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.add(
            name, line, "", f"not UTF-8 (byte {error.start})", "Save the file as UTF-8 again."
        )
        return None
    return read_text(text, name, problems)


def read_text(text: str, name: str, problems: Problems) -> "Record | None":
    """The top mapping of a text; `name` is how problems call it. None where it cannot be read."""
    try:
        loader = yaml.CBaseLoader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        problems.add(
            name,
            line,
            "",
            f"not YAML: {error.problem}",
            "Mend the syntax; quote texts with a colon.",
        )
        return None
    except yaml.YAMLError as error:
        problems.add(name, 0, "", f"not YAML: {error}", "Remove the character.")
        return None
    for place, message, remedy in indirections(text):
        problems.add(name, place, "", message, remedy)
    if node is None:
        return Record(name, 1, "", {}, problems)
    if not isinstance(node, yaml.MappingNode):
        problems.add(name, 1, "", "not a mapping", "Start with 'key:' lines.")
        return None
    return _record(name, "", node, problems)


def _record(file: str, place: str, node: yaml.MappingNode, problems: Problems) -> "Record":
    fields: dict[str, yaml.Node] = {}
    keys: dict[str, yaml.ScalarNode] = {}
    for key_node, value in node.value:
        line = line_of(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.add(file, line, place, "a key that is not a text", "Quote it.")
            continue
        key = key_node.value
        if key == "<<":
            problems.add(file, line, place, "a merge key (<<)", "Write the fields out.")
            continue
        if key in fields:
            first = line_of(fields[key])
            problems.add(
                file, line, f"{place}{key}", f"the key stands twice, first on line {first}",
                "Keep one.",
            )  # fmt: skip
            continue
        fields[key], keys[key] = value, key_node
    return Record(file, line_of(node), place, fields, problems, keys)


@dataclass
class Record:
    """Fields are taken one by one; `finish` reports those that nobody asked for.

    A method returns None (or an empty tuple) where the field is absent or wrong; what is wrong has
    then been reported.
    """

    file: str
    line: int
    place: str
    fields: Mapping[str, yaml.Node]
    problems: Problems
    keys: Mapping[str, yaml.ScalarNode] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    # -- reporting

    def problem(self, name: str, message: str, remedy: str) -> None:
        """Report what is wrong with the field, at its own line where it has one."""
        node = self.fields.get(name)
        line = line_of(node) if node else self.line
        self.problems.add(self.file, line, f"{self.place}{name}", message, remedy)

    def finish(self) -> None:
        """Report every field that was not taken."""
        for name in self.fields:
            if name not in self.taken:
                self.problem(name, "unknown field", closest(name, self.taken))

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    # -- scalars

    def _scalar(self, name: str, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            kind = "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
            self.problem(name, f"{kind} where one value is wanted", "Give one value.")
            return None
        value = str(node.value)
        if not value.strip() or (is_plain(node) and value in ("~", "null", "Null", "NULL")):
            self.problem(name, "the field is empty", "Fill it in or remove it.")
            return None
        return value

    def word(self, name: str, *, required: bool = False) -> str | None:
        """A scalar that something else will judge: slug, term, date, number."""
        self.taken.add(name)
        node = self.fields.get(name)
        if node is None:
            if required:
                self.problem(name, "the field is missing", "Add it; docs/curation.md has the form.")
            return None
        return self._scalar(name, node)

    def text(self, name: str, *, required: bool = False) -> str | None:
        """A scalar that people read; refused where other YAML readers would take it for more."""
        value = self.word(name, required=required)
        node = self.fields.get(name)
        if value is not None and isinstance(node, yaml.ScalarNode):
            self._plain_text(name, node)
        return value

    def text_key(self, name: str) -> None:
        """Report the key where it is a text that other YAML readers would take for more."""
        if name in self.keys:
            self._plain_text(name, self.keys[name])

    def _plain_text(self, name: str, node: yaml.ScalarNode) -> None:
        if not is_plain(node):
            return
        kind = implied(node)
        if kind != "str":
            self.problem(
                name, f"unquoted {node.value} is a {kind} to other YAML readers",
                f'Write "{node.value}".',
            )  # fmt: skip

    def choice(self, name: str, allowed: Collection[str], default: str | None = None) -> str | None:
        """One word of a closed vocabulary."""
        value = self.word(name)
        if value is None:
            return default
        if value not in allowed:
            self.problem(name, f"'{value}' is not allowed here", closest(value, allowed))
            return default
        return value

    def flag(self, name: str, default: bool) -> bool:
        return self.choice(name, ("true", "false"), str(default).lower()) == "true"

    def period(self, name: str, document: Period | None = None) -> Period | None:
        """An EDTF date; the word `document` stands for the day the document was issued."""
        value = self.word(name)
        if value is None:
            return None
        if value == "document" and document:
            return document
        try:
            return Period.parse(value)
        except ValueError as error:
            self.problem(name, str(error), "Write the date as the text gives it, in EDTF.")
            return None

    def number(self, name: str) -> Decimal | None:
        value = self.word(name)
        if value is None:
            return None
        try:
            return decimal(value)
        except ValueError as error:
            self.problem(name, str(error), "Write digits and at most one point.")
            return None

    def integer(self, name: str) -> int | None:
        value = self.word(name)
        if value is None:
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= COUNT_DIGITS):
            self.problem(name, f"'{value[:40]}' is not a count", "Write digits only.")
            return None
        return int(value)

    # -- lists and mappings

    def items(self, name: str, *, text: bool = False) -> tuple["str | Record", ...]:
        """One value or a list of them, each a scalar or a mapping; with `text` as in `text`."""
        self.taken.add(name)
        node = self.fields.get(name)
        if node is None:
            return ()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not nodes:
            self.problem(name, "the list is empty", "Fill it in or remove the field.")
        found: list[str | Record] = []
        for item in nodes:
            if isinstance(item, yaml.MappingNode):
                found.append(_record(self.file, f"{self.place}{name}.", item, self.problems))
            elif (value := self._scalar(name, item)) is not None:
                if text and isinstance(item, yaml.ScalarNode):
                    self._plain_text(name, item)
                found.append(value)
        return tuple(found)

    def words(self, name: str, *, required: bool = False, text: bool = False) -> tuple[str, ...]:
        """One word or a list of them."""
        if required and name not in self.fields:
            self.problem(name, "the field is missing", "Add it; docs/curation.md has the form.")
        found = self.items(name, text=text)
        for item in found:
            if isinstance(item, Record):
                self.problem(name, "a mapping where words are wanted", "Write plain words.")
        return tuple(item for item in found if isinstance(item, str))

    def records(self, name: str) -> tuple["Record", ...]:
        """A list of mappings."""
        self.taken.add(name)
        node = self.fields.get(name)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value == ""):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.problem(name, "not a list", "Start each entry with '- '.")
            return ()
        found = []
        for number, item in enumerate(node.value, 1):
            if isinstance(item, yaml.MappingNode):
                found.append(_record(self.file, f"{name}[{number}].", item, self.problems))
            else:
                self.problem(name, f"entry {number} is not a mapping", "Write 'field: value'.")
        return tuple(found)

    def mapping(self, name: str) -> "Record | None":
        """A mapping below this one."""
        self.taken.add(name)
        node = self.fields.get(name)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self.problem(name, "not a mapping", "Write 'key: value' lines below it.")
            return None
        return _record(self.file, f"{self.place}{name}.", node, self.problems)

    def entries(self) -> Iterator[tuple[str, "Record | None"]]:
        """Every field as a mapping of its own: for files keyed by slug."""
        for name in self.fields:
            entry = self.mapping(name)
            if entry is not None:
                entry.place = f"{name}."
            yield name, entry
