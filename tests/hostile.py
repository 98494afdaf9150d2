"""A world with one more document, whose every word is meant to become something else than text."""

import hashlib
import json

from tests.conftest import World

SLUG = "hostile-news"
TITLE = "</title><script>alert(0)</script> & 'news'"
LABELS = {
    "script": "<script>alert(1)</script> Port",
    "attribute": "\"><img src=x onerror=alert(2)> 'Zone'",
    "formula": '=HYPERLINK("https://evil.example","click") Office',
    "plus": "+1+cmd|' /C calc'!A0 Works",
    "at": "@SUM(1+1)*cmd Park",
    "bidi": "\u202egnp.tegdirB Yard",
    "isolate": "\u2066open \u2067isolates Pier",
    "long": "W" * 600,
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} Market",
    "comment": "--><svg onload=alert(3)> ]]> <!-- Bay",
    "invisible": "Zero\u200bwidth\u2060word\ufeff\u00ad Hall",
    "entity": "&lt;b&gt; &amp;amp; &#60;i&#62; Quay",
}


def slug(name: str) -> str:
    """The slug of the entity with that label."""
    return f"hostile-{name}"


def add_to(world: World) -> World:
    """Add the document, its entities and its claims."""
    lines = [f"{label} is in Harbour City" for label in LABELS.values()]
    text = "\n".join(["Hostile news", "", *(f"{line}." for line in lines), ""])
    world.write(f"data/documents/{SLUG}.txt", text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    world.append(
        "data/catalogue.yaml",
        f"\n{SLUG}:\n  title: {json.dumps(TITLE)}\n  title_is_ours: true\n"
        f"  publisher: '<b>@Bold</b>'\n  kind: news\n  issued: 2026-01-01\n"
        f"  url: 'javascript:alert(4)'\n  rights: '=1+1 Invented'\n  sha256: {digest}\n",
    )
    for name, label in LABELS.items():
        world.append(
            "data/entities.yaml",
            f"\n{slug(name)}:\n  type: Facility\n  labels:\n"
            f"    {json.dumps(label)}: [{SLUG}]\n  note: {json.dumps(label)}\n",
        )
    claims = [
        f"  - s: {slug(name)}\n    p: locatedIn\n    o: harbour-city\n"
        f"    quote: {json.dumps(line)}\n"
        f"  - s: {slug(name)}\n    p: count\n    value: 3\n    unit: items\n"
        f"    qualifiers: {{counted: {json.dumps(LABELS[name])}}}\n    quote: {json.dumps(line)}\n"
        for name, line in zip(LABELS, lines, strict=True)
    ]
    world.write(f"data/claims/{SLUG}.yaml", "claims:\n" + "".join(claims))
    return world
