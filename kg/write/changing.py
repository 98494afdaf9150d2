"""What has changed, for people and machines: differences of claims, and the log of corrections."""

import json
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape, quoteattr

from kg.curate.corrections import Correction
from kg.curate.difference import Difference
from kg.model.claim import Claim, content_id

Say = Callable[[Claim], str]
TITLE = "Corrections of the Greater Bay Area knowledge graph"
JSON_FEED, ATOM = "application/feed+json", "application/atom+xml"
_NEVER = "1970-01-01"  # a feed without entries has never changed


def as_json(found: Difference, say: Say) -> dict[str, object]:
    """Every claim with its id, document and sentence."""

    def one(claim: Claim) -> dict[str, object]:
        quote = claim.evidence[0].text
        return {"id": claim.id, "document": claim.document, "said": say(claim), "quote": quote}

    return {
        "added": [one(claim) for claim in found.added],
        "withdrawn": [one(claim) for claim in found.withdrawn],
        "superseded": [{"old": one(each.old), "new": one(each.new)} for each in found.superseded],
    }


def lines(found: Difference, say: Say) -> Iterable[str]:
    """A line a claim: + added, - withdrawn, and both for what is superseded."""
    for claim in found.added:
        yield f"+ {claim.id[:12]} {claim.document}: {say(claim)}"
    for claim in found.withdrawn:
        yield f"- {claim.id[:12]} {claim.document}: {say(claim)}"
    for each in found.superseded:
        yield f"- {each.old.id[:12]} {each.old.document}: {say(each.old)}"
        yield f"  + {each.new.id[:12]} {each.new.document}: {say(each.new)}"
    yield (
        f"{len(found.added)} added, {len(found.withdrawn)} withdrawn, "
        f"{len(found.superseded)} superseded."
    )


def json_feed(corrections: Iterable[Correction], base: str, address: str) -> str:
    """The log, newest first. Source: JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "feed_url": address,
        "items": [
            {
                "id": _id(each, base),
                "title": _title(each),
                "content_text": _text(each),
                "date_published": _moment(each),
                "authors": [{"name": each.by}],
                "tags": [each.kind.value],
            }
            for each in _newest_first(corrections)
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=2)


def atom(corrections: Iterable[Correction], base: str, address: str) -> str:
    """The log, newest first. Source: RFC 4287."""
    ordered = _newest_first(corrections)
    updated = _moment(ordered[0]) if ordered else f"{_NEVER}T00:00:00Z"
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape(base)}changes</id>\n<title>{escape(TITLE)}</title>\n"
        f'<link rel="self" href={quoteattr(address)}/>\n<updated>{updated}</updated>\n'
    )
    entries = "".join(
        f"<entry>\n<id>{escape(_id(each, base))}</id>\n<title>{escape(_title(each))}</title>\n"
        f"<updated>{_moment(each)}</updated>\n<author><name>{escape(each.by)}</name></author>\n"
        f"<category term={quoteattr(each.kind.value)}/>\n"
        f'<content type="text">{escape(_text(each))}</content>\n</entry>\n'
        for each in ordered
    )
    return f"{head}{entries}</feed>\n"


def _newest_first(corrections: Iterable[Correction]) -> list[Correction]:
    """The log is written from the oldest on; of one day the last line is the newest."""
    ordered = list(corrections)[::-1]
    return sorted(ordered, key=lambda each: each.date.text, reverse=True)


def _id(each: Correction, base: str) -> str:
    return f"{base}correction/{content_id(each.date.text, each.kind, each.of, each.reason)}"


def _title(each: Correction) -> str:
    name = each.title or each.of
    instead = f", replaced by {each.into}" if each.into else ""
    return f"{name}: {each.kind.value}{instead}"


def _text(each: Correction) -> str:
    told = [each.reason]
    for claim in each.claims:
        now = f" (now {claim.superseded_by})" if claim.superseded_by else ""
        told.append(f"No more: {claim.said} [{claim.id}]{now}")
    return "\n".join(told)


def _moment(each: Correction) -> str:
    return f"{each.date.earliest.isoformat() if each.date.earliest else _NEVER}T00:00:00Z"
