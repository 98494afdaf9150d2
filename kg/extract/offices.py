"""Offices: who holds which, folded into a name or told by a verb."""

from collections.abc import Iterator, Sequence

from kg.extract.candidate import Candidate, Relation
from kg.extract.clause import Group
from kg.extract.item import Item
from kg.extract.mention import MentionKind, Referent
from kg.extract.modality import modality
from kg.extract.post_words import MEMBER, NO_OFFICES, PostReader
from kg.extract.scene import Scene
from kg.extract.venues import VenueReader
from kg.extract.words import DETERMINERS, word_set
from kg.model.sentence import Span

_OFFICE, _BY_POST = 0.9, 0.55
_NAMING = word_set("elect appoint name nominate reappoint reelect confirm")
_FOUNDERS = word_set("founder co-founder cofounder")
_SERVING = ("serve", "act", "work")


class OfficeReader(VenueReader):
    """Reads offices of persons."""

    def _being(self, scene: Scene, group: Group) -> Iterator[Candidate]:
        """ "who became dean of the school X": an office told by a verb."""
        people = [m for m in group.subject if m.referent.cls == "Person"]
        named = group.passive and group.lemma in _NAMING
        behind = scene.row.items[group.end : group.end + 1]
        led = bool(behind) and behind[0].lower == "as"
        serves = group.lemma in _SERVING and led
        if not (group.lemma in ("be", "become") or named or serves) or not people or group.negated:
            return
        posts = PostReader(scene.row.sentence, self.lexicon)
        begin = group.end + led
        stop = posts.ahead(scene.row.items, begin)
        if stop is None:
            return
        inside = scene.row.items[begin:stop]
        span = Span(people[0].span.start, inside[-1].span.end)
        posts.office_of(people[0].referent, inside, span, "be post")
        held = modality(group, self.lexicon, None, "holdsPost")
        for office in posts.offices:
            member = office.post == MEMBER
            yield Candidate(
                Relation(
                    office.person,
                    "memberOf" if member else "holdsPost",
                    office.body,
                    post=None if member else office.post,
                ),
                scene.row.sentence.span,
                f"office: {office.rule}",
                _OFFICE - 0.1,
                held,
            )

    def _offices(self, scene: Scene) -> Iterator[Candidate]:
        yield from self._offices_alone(scene)
        for office in scene.row.offices:
            body = office.body
            if office.post == MEMBER and body is not None:
                yield Candidate(
                    Relation(office.person, "memberOf", body),
                    scene.row.sentence.span,
                    f"office: {office.rule}",
                    _OFFICE - 0.1,
                )
                continue
            if not office.post or (office.former and body is None):
                continue
            yield Candidate(
                Relation(office.person, "holdsPost", body, post=office.post),
                scene.row.sentence.span,
                f"office: {office.rule}",
                _OFFICE - 0.2 * office.former,
            )
            if body is not None and set(office.post.lower().split()) & _FOUNDERS:
                yield Candidate(
                    Relation(office.person, "establishes", body),
                    scene.row.sentence.span,
                    "office: founder",
                    _OFFICE - 0.1,
                )

    def _offices_alone(self, scene: Scene) -> Iterator[Candidate]:
        """ "the works chief", "the head of the Harbour Office": of whom they are told."""
        items = scene.row.items
        for at, item in enumerate(items):
            mention = item.mention
            if mention is None or mention.kind is not MentionKind.NOMINAL:
                continue
            words = mention.text.lower().split()
            post = (self.lexicon.posts - NO_OFFICES) & {words[0], words[-1]}
            if mention.referent.cls != "Person" or not post:
                continue
            body = self._body_behind(items, at)
            if body is not None or len(words) > 1:
                yield Candidate(
                    Relation(mention.referent, "holdsPost", body, post=mention.text),
                    scene.row.sentence.span,
                    "office: the post",
                    _BY_POST,
                )

    def _body_behind(self, items: Sequence[Item], at: int) -> Referent | None:
        """ "of the Harbour Office", behind an office."""
        if at + 2 >= len(items) or items[at + 1].lower != "of":
            return None
        ahead = at + 2 + (items[at + 2].lower in DETERMINERS)
        body = items[ahead].referent if ahead < len(items) else None
        return body if body is not None and body.cls not in ("Person", "Topic") else None
