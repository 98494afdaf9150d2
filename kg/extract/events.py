"""Events: ceremonies, visits, meetings and launches, named or told by a verb."""

from collections.abc import Iterator, Sequence

from kg.extract.candidate import Candidate, Happening
from kg.extract.clause import Group
from kg.extract.lexicon import Lexicon
from kg.extract.lists import has_object
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.modality import modality, polarity
from kg.extract.scene import Scene
from kg.extract.speech import speaker_of
from kg.extract.words import PREPOSITIONS, word_set
from kg.model.claim import Modality, Polarity
from kg.model.period import Period
from kg.model.sentence import Span

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
_OPENERS = word_set("said says that which who and but while when after before added")
_NAMED_SCORE, _VERB_SCORE, _NOUN_SCORE = 0.7, 0.6, 0.6
_NOUNS = word_set(
    "visit trip tour inspection meeting ceremony launch opening handover anniversary election "
    "signing inauguration talks summit"
)
_GOING = word_set("meet visit inspect tour arrive transfer begin start commence")
_NOBODY = word_set("i we you it they this that who which what there he she")
_DOING = 7  # words of what is begun
_WHO = 60  # code points of a subject in a label
_LONGEST = 14  # words of a label
_DATED_SCORE, _DATED_WORDS = 0.4, 9
_BESIDE = 8  # characters between a verb of saying and its own date: "said on Friday"
_ANNOUNCING = word_set("announce unveil reveal declare")
# What is so, but does not happen on a day.
_STATIVE = word_set(
    "be have remain continue seem appear include involve contain know believe think hope want need "
    "expect mean total stand consist comprise say tell note add stress think become rise fall "
    "increase decrease grow drop reach exceed account cost serve live see show"
)


class EventReader:
    """Proposes events."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.said = frozenset(lexicon.phrases.frames.get("commentsOn", ()))

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
            if mention.referent.cls == "Event" and mention.kind in ("name", "nominal"):
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
                if not doing or doing.lower() in _NOBODY:
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
                tuple(dict.fromkeys(m.referent for m in fitting)),
            )

    def _dated(self, scene: Scene) -> Iterator[Candidate]:
        """What a verb says was or will be done on a day: "the rule will apply from June 1"."""
        items = scene.row.items
        saying = [s.group for s in scene.speeches]
        told: list[Group] = []
        days: set[object] = set()
        for date in scene.row.sentence.dates:
            if scene.names_year(date.span):
                continue
            near = sorted(
                (g for g in scene.groups if g.form in ("fin", "inf")),
                key=lambda g: abs(items[g.start].span.start - date.span.start),
            )
            near = [g for g in near if g.lemma not in _STATIVE or g in saying]
            near = [g for g in near if g in saying or f"S {g.lemma}" not in self.said]
            if near and near[0] in saying and near[0].lemma not in _ANNOUNCING:
                if self._touches(scene, near[0], date.span):
                    continue  # "said on Friday" dates the saying
                near = [g for g in near if g not in saying]
            if not near or date.period is None or near[0].negated or date.period in days:
                continue
            days.add(date.period)
            group = near[0]
            shift = scene.row.sentence.span.start
            verb = scene.row.sentence.text[items[group.end - 1].span.start - shift :].split()
            doers = tuple(m.referent for m in group.subject)
            about = tuple(m.referent for a in group.arguments[:1] for m in a.mentions)
            who = self._who(scene, group)
            if who is None:
                continue
            words = " ".join(verb[:_DATED_WORDS]).rstrip('.,;:”"')
            if group in told:  # another day of the same doing: "and elsewhere from August 1"
                ahead = scene.row.sentence.text[: date.span.start - shift].split()
                words = f"{verb[0]} {' '.join(ahead[-_DATED_WORDS // 2 :])}"
            if not who and not about:
                continue
            told.append(group)
            label = f"{who} {words}".strip()
            yield self._candidate(
                scene, label, None, doers, group, _DATED_SCORE, "event: date", about
            )

    def _who(self, scene: Scene, group: Group) -> str | None:
        """The words of the subject; None of a pronoun, which names nobody in a label."""
        words = {word for word in group.subject_words if word not in ("the", "#")}
        if words & _NOBODY or any(m.kind is MentionKind.PRONOUN for m in group.subject):
            named = [m.referent.shown for m in group.subject]
            return ", ".join(named) or None
        span = group.parsed.subject if group.parsed is not None else None
        if span is not None and span.end - span.start <= _WHO:
            verb = scene.row.items[group.start].span.start
            if span.start < verb < span.end:  # "a speech held in June"
                span = Span(span.start, verb - 1)
            start = scene.row.sentence.span.start
            who = scene.row.sentence.text[span.start - start : span.end - start]
            if who.lower() not in _NOBODY:
                return who
        return ", ".join(m.referent.shown for m in group.subject) or " ".join(group.subject_words)

    def _touches(self, scene: Scene, group: Group, span: Span) -> bool:
        items = scene.row.items
        before = items[group.start].span.start - span.end
        behind = span.start - items[group.end - 1].span.end
        return 0 <= max(before, behind) <= _BESIDE

    def _unnamed(self, scene: Scene, group: Group, noun: str) -> Iterator[Candidate]:
        """A dated start or opening of something that the text only describes."""
        items, begin = scene.row.items, group.start
        if (
            begin > 2
            and items[begin - 1].lower in ("which", "that")
            and items[begin - 2].text == ","
        ):
            begin -= 2
        last = begin
        while (
            begin
            and last - begin < 9
            and items[begin - 1].lower not in _OPENERS
            and items[begin - 1].kind != "mark"
        ):
            begin -= 1
        if begin == last:
            return
        start, end = items[begin].span.start, items[last - 1].span.end
        shift = scene.row.sentence.span.start
        words = scene.row.sentence.text[start - shift : end - shift]
        tail = scene.row.sentence.text[items[group.end - 1].span.end - shift :].split()[:8]
        rest = (
            f" {' '.join(tail).rstrip('.,')}"
            if tail and tail[0] in ("for", "of", "on", "in")
            else ""
        )
        yield self._candidate(
            scene, f"{noun} of {words}{rest}", None, (), group, 0.5, f"event: {group.lemma}"
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
            yield self._candidate(
                scene, label, None, people, group, _NOUN_SCORE, "event: noun", about
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

    def _candidate(
        self,
        scene: Scene,
        label: str,
        referent: Referent | None,
        people: tuple[Referent, ...],
        group: Group | None,
        score: float,
        rule: str,
        concerns: tuple[Referent, ...] = (),
    ) -> Candidate:
        sentence = scene.row.sentence
        at = scene.row.items[group.start].span if group else sentence.span
        speech = speaker_of(scene.speeches, at)
        held = modality(group, self.lexicon, speech, "date") if group else Modality.ASSERTED
        denied = polarity(group, None) if group else Polarity.POSITIVE
        when = self._when(scene, group)
        return Candidate(
            Happening(label, referent, people, concerns, self._place(group)),
            sentence.span,
            rule,
            score,
            held,
            denied,
            speech.speaker if speech else None,
            when,
        )

    def _place(self, group: Group | None) -> Referent | None:
        """Where the verb says it is: the first "in" or "at" a place."""
        for argument in group.arguments if group else ():
            place = argument.mentions[0].referent
            if (
                argument.path[:1] in (("in",), ("at",))
                and place.cls
                and self.lexicon.fits(place.cls, "Place")
            ):
                return place
        return None

    def _when(self, scene: Scene, group: Group | None) -> Period | None:
        """The date of the sentence; of several the one nearest to the verb."""
        dates = scene.row.sentence.dates
        if not dates:
            return None
        at = scene.row.items[group.start].span.start if group else scene.row.sentence.span.start
        return min(dates, key=lambda d: abs(d.span.start - at)).period
