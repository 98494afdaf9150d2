"""Asking: lines that a reviewer types, and the entries and entities that they mean."""

from collections.abc import Mapping

import typer

from kg.curate import yaml_write
from kg.curate.yaml_write import Given
from kg.review.proposal import Entry, Form
from kg.review.state import NewEntity


def plain(text: str) -> str:
    """Words of a document without what a terminal would obey."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)


def missed() -> dict[str, object]:
    """A claim that no candidate says, from its words on."""
    quote = line("  the words that say it, as the text has them > ")
    given = line(f"  {', '.join(Form)} [{Form.CLAIM}] > ") or Form.CLAIM
    return {"form": given, "entry": edited({"quote": quote})}


def left() -> dict[str, object]:
    """Words that no claim is to cite, and why."""
    words = line("  the words that are left out, as the text has them > ")
    return {"text": words, "reason": line("  why > ")}


def entity(new: NewEntity) -> dict[str, object]:
    """What is to be in place of what is proposed; an empty line leaves it."""
    return {
        "slug": line(f"    slug [{new.slug}] > ") or new.slug,
        "types": listed(line(f"    type [{', '.join(new.types)}] > ")) or list(new.types),
        "labels": listed(line(f"    labels [{', '.join(new.labels)}] > ")) or list(new.labels),
        "named": new.named,
    }


def edited(entry: Entry) -> Entry:
    """The entry with the fields that are typed: `p=operates`, `qualifiers.counted=boats`, `by=`."""
    typer.echo("\n".join(map(plain, yaml_write.fields(entry, 4).splitlines())))
    fields: dict[str, Given] = dict(entry)
    while typed := line("  field=value, field= takes it out, empty: done > "):
        name, _, value = typed.partition("=")
        outer, _, inner = name.strip().partition(".")
        given: Given = listed(value) if value.startswith("[") else value.strip()
        if inner:
            below = fields.get(outer)
            nested = dict(below) if isinstance(below, Mapping) else {}
            nested[inner] = given
            fields[outer] = {key: each for key, each in nested.items() if each}
        else:
            fields[outer] = given
    return {name: value for name, value in fields.items() if value}


def listed(text: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in text.strip("[] ").split(",") if part.strip()]


def line(prompt: str) -> str:
    """A line that is typed; raise EOFError at the end of the input."""
    typer.echo(prompt, nl=False)
    return input().strip()
