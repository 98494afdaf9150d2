"""What tests of the reconciliation share: the list of names, and the JSON schemas of the API."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.conformance.suite import SHARED

LIST = Path(__file__).parent / "names.csv"
FOLDER = SHARED / "extra/reconciliation/0.2"
MISSING = f"the schemas of the reconciliation API are not at {FOLDER} (KG_SHARED)"


@dataclass(frozen=True, slots=True)
class Listed:
    """A name, what is known beside it, and the entity that it means; '' where none may match."""

    name: str
    type: str
    pid: str
    value: str
    expected: str
    way: str

    @property
    def query(self) -> dict[str, object]:
        """As a client asks for it."""
        asked: dict[str, object] = {"query": self.name, "limit": 5}
        if self.type:
            asked["type"] = self.type
        if self.pid:
            asked["properties"] = [{"pid": self.pid, "v": self.value}]
        return asked


def listed() -> list[Listed]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return [Listed(**row) for row in csv.DictReader(file)]


@cache
def schema(name: str) -> Draft7Validator:
    """The schema of this name, with those that it refers to."""
    found = {path.stem: json.loads(path.read_text()) for path in FOLDER.glob("schemas/*.json")}
    resources = [
        (str(each["$id"]).rstrip("#"), DRAFT7.create_resource(each)) for each in found.values()
    ]
    return Draft7Validator(found[name], registry=Registry().with_resources(resources))


def wrong(name: str, body: object) -> list[str]:
    """What is wrong with a body by the schema."""
    return [f"{each.json_path}: {each.message}" for each in schema(name).iter_errors(body)]
