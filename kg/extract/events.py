"""Events: ceremonies, visits, meetings and launches, named or told by a verb."""

from collections.abc import Iterator, Sequence

from kg.extract.candidate import Candidate
from kg.extract.clause import Group
from kg.extract.dated_events import DatedEventReader
from kg.extract.happenings import NOBODY
from kg.extract.lists import has_object
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.scene import Scene
from kg.extract.words import PREPOSITIONS, word_set

# Verbs whose doing is an event, and the noun of it; the classes of what it is done to.
_VERBS: dict[str, tuple[str, tuple[str, ...]]] = {
    "meet": ("Meeting", ("Agent",)),
    "visit": ("Visit", ("Place", "Organisation")),
    "inspect": ("Inspection", ("Place", "Organisation", "Project")),
    "tour": ("Tour", ("Place",)),
    "launch": ("Launch", ("Entity",)),
    "open": ("Opening", ("Place", "Organisation", "Event")),
    "inaugurate": ("Inauguration", ("Place", "Organisation", "Event")),
    "sign": ("Signing", ("Agreement",)),
    "establish": ("Establishment", ("Organisation", "Zone", "Facility", "Programme")),
    "unveil": ("Unveiling", ("Entity",)),
    "grant": ("Granting", ("Entity",)),
    "approve": ("Approval", ("Entity",)),
    "appoint": ("Appointment", ("Person",)),
    "release": ("Release", ("Plan",)),
    "complete": ("Completion", ("Place", "Project")),
    "publish": ("Publication", ("Plan",)),
    "issue": ("Issue", ("Plan",)),
    "deliver": ("Delivery", ("Plan",)),
    "host": ("Hosting", ("Event",)),
    "hold": ("Holding", ("Event",)),
    "arrive": ("Arrival", ("Place",)),
    "transfer": ("Transfer", ("Place", "Organisation")),
    "begin": ("Start", ("Entity",)),
    "take": ("Taking effect", ("Plan", "Programme", "Agreement")),
    "commence": ("Start", ("Entity",)),
    "elect": ("Election", ("Person",)),
    "attend": ("Attendance", ("Event",)),
    "name": ("Appointment", ("Person",)),
    "announce": ("Announcement", ("Plan", "Programme", "Project", "Agreement", "Event")),
    "cancel": ("Cancellation", ("Event", "Project")),
    "expand": ("Expansion", ("Place", "Programme")),
    "start": ("Start", ("Entity",)),
}
_ALONE = word_set(
    "launch open start begin complete expand commence take"
)  # of what does it by itself
_DONE = word_set("hold launch open cancel sign transfer release")
_BEGINNING = word_set("begin start commence")
_NAMED_SCORE, _VERB_SCORE, _NOUN_SCORE = 0.7, 0.6, 0.6
_NOUNS = word_set(
    "visit trip tour inspection meeting ceremony launch opening handover anniversary election "
    "signing inauguration talks summit resumption selection introduction extension suspension "
    "shutdown appointment release completion commencement relaxation merger relocation display"
)
_GOING = word_set("meet visit inspect tour arrive transfer begin start commence")
_VISITING = word_set("visit inspect tour arrive")
_VISITS = word_set("visit trip tour inspection")
_TOLD = (MentionKind.NAME, MentionKind.NOMINAL, MentionKind.DESCRIBED)
_DOING = 7  # words of what is begun
_LONGEST = 14  # words of a label


class EventReader(DatedEventReader):
    """Proposes events."""

    def read(self, scenes: Sequence[Scene]) -> Iterator[Candidate]:
        """The events of a document."""
        for scene in scenes:
            yield from self._named(scene)
            told = list(self._of_verbs(scene))
            yield from told
            yield from self._of_nouns(scene)
            if not told:
                yield from self._dated(scene)

    def _named(self, scene: Scene) -> Iterator[Candidate]:
        for mention in scene.row.sentence.mentions:
            if mention.referent.cls == "Event" and mention.kind in _TOLD:
                group = self._around(scene, mention)
                people = self._participants(scene, group, mention.referent)
                yield self._candidate(
                    scene,
                    mention.referent.name,
                    mention.referent,
                    people,
                    group,
                    _NAMED_SCORE,
                    "event: name",
                )

    def _of_verbs(self, scene: Scene) -> Iterator[Candidate]:
        items = scene.row.items
        for group in scene.groups:
            noun, wanted = _VERBS.get(group.lemma, ("", ()))
            if not noun or group.negated:
                continue
            if group.lemma == "take" and (
                group.end >= len(items) or items[group.end].lower != "effect"
            ):
                continue
            targets = (
                group.subject
                if group.passive or group.lemma == "take"
                else tuple(
                    m
                    for a in group.arguments[:1]
                    for m in a.mentions
                    if a.chain <= 1 and (group.lemma in _GOING or a.path[:1] in ((), ("of",)))
                )
            )
            fitting = [
                m
                for m in targets
                if any(self.lexicon.fits(m.referent.cls, each) for each in wanted)
            ]
            doers = () if group.passive else tuple(m.referent for m in group.subject)
            if (
                not targets
                and group.lemma in _ALONE
                and (group.lemma in _BEGINNING or not has_object(items, group.end))
            ):
                targets, doers = tuple(m for m in group.subject if m.referent.cls != "Person"), ()
                fitting = list(targets)
            if not fitting and not group.passive and not doers:
                continue
            if (
                all(m.referent.cls == "Event" for m in fitting)
                and fitting
                and group.lemma in ("host", "attend", "hold")
            ):
                continue  # the event is proposed by its name
            if (
                not fitting
                and (group.lemma in _ALONE or (group.passive and group.lemma in _DONE))
                and group.form == "fin"
                and scene.row.sentence.dates
            ):
                yield from self._unnamed(scene, group, noun)
                continue
            if not fitting and group.lemma not in ("grant", "approve", "sign"):
                continue
            words = scene.row.sentence.text[
                items[group.end - 1].span.start - scene.row.sentence.span.start :
            ].split()[1:_LONGEST]
            if group.lemma == "meet":
                both = (*doers, *(m.referent for m in fitting))
                label = f"Meeting of {' and '.join(each.shown for each in both)}"
            elif fitting and group.lemma in ("begin", "start", "commence") and not group.passive:
                doing = " ".join(words[:_DOING]).removeprefix("to ").rstrip(".,")
                if doing.split(" ")[0].lower() in PREPOSITIONS | {""}:
                    doing = self._who(scene, group) or ""  # "started at the pier": it did
                    doing = doing.replace("The ", "the ", 1)
                if not doing or doing.lower() in NOBODY:
                    continue
                label = f"{noun} of {doing}"
            elif fitting:
                label = f"{noun} of {', '.join(m.referent.shown for m in fitting)}"
                if doers and group.lemma in ("visit", "inspect", "tour", "arrive", "transfer"):
                    aims = ", ".join(m.referent.shown for m in fitting)
                    label = f"{noun} of {doers[0].shown} to {aims}"
                elif group.lemma in _GOING and not group.passive:
                    continue  # "guests can visit the town": nobody's visit
            else:
                label = f"{noun} {' '.join(words).rstrip('.,')}"
            about = tuple(dict.fromkeys(m.referent for m in fitting))
            people = tuple(
                dict.fromkeys(
                    (*doers, *(m.referent for m in fitting if m.referent.cls == "Person"))
                )
            )
            yield self._candidate(
                scene,
                label,
                None,
                people,
                group,
                _VERB_SCORE,
                f"event: {group.lemma}",
                about,
                self._visited(about) if group.lemma in _VISITING else None,
            )

    def _of_nouns(self, scene: Scene) -> Iterator[Candidate]:
        """ "her long trip to the city"."""
        items = scene.row.items
        for at, item in enumerate(items):
            if item.kind != "word" or item.lower not in _NOUNS or at + 1 >= len(items):
                continue
            if items[at + 1].lower not in ("to", "of", "in", "for", "with", "between"):
                continue
            target = next((i.mention for i in items[at + 2 : at + 6] if i.mention), None)
            begin = at
            while (
                begin
                and items[begin - 1].kind == "word"
                and at - begin < 2
                and items[begin - 1].text.islower()
                and (
                    items[begin - 1].lower
                    not in (
                        "the",
                        "a",
                        "an",
                        "of",
                        "in",
                        "to",
                        "his",
                        "her",
                        "its",
                        "this",
                        "during",
                        "second",
                        "first",
                    )
                )
            ):
                begin -= 1
            owner = self._owner(scene, at)
            if target is None and owner is None:
                continue
            noun = " ".join(i.text for i in items[begin : at + 1])
            label = f"{noun[0].upper()}{noun[1:]}"
            if owner is not None:
                label += f" of {owner.shown}"
            if target is not None:
                label += f" {items[at + 1].lower} {target.referent.shown}"
            people = tuple(
                dict.fromkeys(
                    r
                    for r in (owner, target.referent if target else None)
                    if r is not None and r.cls == "Person"
                )
            )
            group = next((g for g in scene.groups if g.end <= at), None)
            about = (target.referent,) if target and target.referent.cls != "Person" else ()
            there = self._visited(about) if item.lower in _VISITS else None
            yield self._candidate(
                scene, label, None, people, group, _NOUN_SCORE, "event: noun", about, there
            )

    def _owner(self, scene: Scene, at: int) -> Referent | None:
        items = scene.row.items
        for back in range(at - 1, max(-1, at - 6), -1):
            if items[back].possessive or items[back].text in ("'s", "’s"):
                mention = items[back].mention or (items[back - 1].mention if back else None)
                return mention.referent if mention else None
        return None

    def _around(self, scene: Scene, mention: Mention) -> Group | None:
        for group in scene.groups:
            if mention in group.subject or any(mention in a.mentions for a in group.arguments):
                return group
        return None

    def _participants(
        self, scene: Scene, group: Group | None, event: Referent
    ) -> tuple[Referent, ...]:
        if group is None or group.passive:
            return ()
        return tuple(
            m.referent
            for m in group.subject
            if m.referent is not event and m.referent.cls is not None
        )
