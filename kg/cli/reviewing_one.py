"""One session of a review in the terminal: a candidate, a key, the next candidate."""

from collections.abc import Callable, Mapping

import typer

from kg.cli import asking
from kg.cli.asking import line, plain
from kg.errors import InvalidParameters, InvalidRequest, NotFound
from kg.review.decisions import Act
from kg.review.desk import Desk
from kg.review.leaving import Gap, left_out
from kg.review.newcomers import newcomers
from kg.review.proposal import MARK, Thing, quoted, things_in
from kg.review.review import Review
from kg.review.seeing import Seen, seen
from kg.review.state import IN_FILE, Status
from kg.review.suggesting import Suggester, class_of
from kg.review.writing import write

PROMPT = (
    "a accept · c correct · r reject · e entities · m missed claim · t missed thing · "
    "l leave out · u undo · n next · p previous · w write · q quit > "
)
END = (
    "all decided: w write · m missed claim · t missed thing · l leave out · u undo · p previous · "
    "q quit > "
)
_MOST = 12  # gaps that are told by their words
Ask = Callable[[str], str]


class Session:
    """What one reviewer does at one document. `keys` reads a key; without it lines are read."""

    def __init__(
        self, desk: Desk, document: str, by: str, *, every: bool, keys: Ask | None
    ) -> None:
        self.desk, self.document, self.by = desk, document, by
        self.every = every
        self.keys = keys or line
        self.at = 0
        self.shown = 0  # the last decision of which the reviewer knows

    def run(self) -> None:
        """Until the reviewer quits, or the input ends. Raise NotFound, InvalidData."""
        names = self._names(self.desk.review(self.document))
        if not names:
            typer.echo("every candidate is decided; --all shows them again.")
        try:
            while self._turn(names):
                pass
        except EOFError:
            typer.echo("")
        self._tell_rest()

    def _turn(self, names: list[str]) -> bool:
        """Show a candidate, or that there is none any more, and do what is typed."""
        if self.at < len(names):
            self._show(names)
            return self._act(self.keys(PROMPT).strip()[:1], names)
        self.shown = self.desk.review(self.document).state.number
        return self._act(self.keys(END).strip()[:1], names)

    def _names(self, review: Review) -> list[str]:
        every = sorted(review.state.proposals.values(), key=lambda each: each.span)
        pending = Status.PENDING
        return [e.id for e in every if self.every or review.state.status(e.id) is pending]

    # -- what is shown

    def _show(self, names: list[str]) -> None:
        review = self.desk.review(self.document)
        self.shown = review.state.number
        found = seen(review, names[self.at])
        proposal = found.proposal
        head = f"[{self.at + 1} of {len(names)}] {proposal.id} · score {proposal.score:g} · "
        typer.secho(f"\n{head}{proposal.rule} · {_decided(review, found)}", bold=True)
        for sentence in found.sentences:
            typer.echo(f"  {plain(sentence)}")
        if found.outline:
            typer.echo(f"  claims nothing yet: {plain(found.outline)}")
        for piece in quoted(found.entry):  # apart: pieces of two places are no one saying
            typer.echo(f"  “{plain(piece)}”")
        for name, told in found.problems.items():
            typer.secho(f"  ! {name}: {told}", fg=typer.colors.RED)
        brings = newcomers(review, found.missing)
        for thing in found.missing:
            known = review.state.things.get(thing)
            if new := brings.get(thing):
                labels = plain(" · ".join(new.labels))
                typer.echo(f"  + new: {labels}, {', '.join(new.types)} ({thing}; e says otherwise)")
            else:
                typer.echo(f"  ? which entity is {plain(known.name) if known else thing} ({thing})")
        for finding in found.beside:
            what = f"{finding.what.value}: {finding.because} ({finding.claim.document})"
            typer.secho(f"  ~ {what}", fg=typer.colors.YELLOW)

    def _tell_rest(self) -> None:
        review = self.desk.review(self.document)
        every = [seen(review, name) for name in review.state.proposals]
        accepted = [each for each in every if each.status in IN_FILE]
        open_ones = sum(each.status is Status.PENDING for each in every)
        unwritten = sum(each.due for each in every)
        typer.echo(f"{open_ones} pending, {len(accepted)} accepted, {unwritten} not written yet.")

    # -- what is done

    def _act(self, key: str, names: list[str]) -> bool:
        """Do what the key means; answer whether to go on."""
        try:
            if key == "q":
                return False
            self._do(key, names)
        except InvalidParameters as error:
            typer.secho(f"  ! {error.lead}", fg=typer.colors.RED)
            for field, told in error.errors.items():
                typer.secho(f"  ! {field}: {told}", fg=typer.colors.RED)
        except (InvalidRequest, NotFound) as error:
            typer.secho(f"  ! {error.detail}", fg=typer.colors.RED)
        return True

    def _do(self, key: str, names: list[str]) -> None:
        name = names[self.at] if self.at < len(names) else ""
        if key == "n":
            self.at = min(self.at + 1, len(names))
        elif key == "p":
            self.at = max(0, self.at - 1)
        elif key == "m":
            self._add(Act.ADD, asking.missed())
        elif key == "t":
            self._introduce()
        elif key == "l":
            self._add(Act.LEAVE, asking.left())
        elif key == "u":
            self._undo(names)
        elif key == "w":
            self._write()
        elif name and key in "acre":
            self._judge(key, name)
        else:
            typer.echo(f"  one of the keys {'a c r e ' if name else ''}m t l u n p w q, please.")

    def _judge(self, key: str, name: str) -> None:
        if key == "a":
            self._entities(name, only_missing=True)
            self._decide(Act.ACCEPT, name, **self._brought(name))
        elif key == "r":
            self._decide(Act.REJECT, name, reason=line("  why (empty: no reason) > "))
        elif key == "c":
            self._correct(name)
        else:
            self._entities(name, only_missing=False)

    def _brought(self, name: str) -> dict[str, object]:
        """The new entities that come with the candidate."""
        review = self.desk.review(self.document)
        found = newcomers(review, review.missing(review.state.entry(name)))
        return {"new": {thing: new.data() for thing, new in found.items()}} if found else {}

    def _correct(self, name: str) -> None:
        """Another entry in place of this one; `form=claims` makes it one of another list."""
        state = self.desk.review(self.document).state
        entry = dict(asking.edited(state.entry(name)))
        form = entry.pop("form", None)
        if form is None or form == state.proposals[name].form:
            self._decide(Act.CORRECT, name, entry=entry)
        else:
            self._add(Act.ADD, {"form": form, "entry": entry, "instead": name})
            self.at += 1

    def _add(self, act: Act, data: Mapping[str, object]) -> None:
        added = self.desk.decide(self.document, self.by, act, "", data, self.shown)
        typer.echo(f"  {added.of} is added; u takes it back.")

    def _introduce(self) -> None:
        words = line("  the words that name it (in brackets where it has no name) > ")
        bare = words.strip("[]")
        review = self.desk.review(self.document)
        cls = class_of(bare, review.state.things.values())
        thing = Thing("", bare, cls, None, named=bare == words, forms=(bare,))
        new = Suggester(review.entities, review.curation.ontology).new(thing, review.slug)
        self._add(Act.INTRODUCE, asking.entity(new))

    def _undo(self, names: list[str]) -> None:
        """Take back the last decision, and go to what it was on."""
        undone = self.desk.decide(self.document, self.by, Act.UNDO, "", {}, None)
        typer.echo(f"  decision {undone.of} is undone.")
        state = self.desk.review(self.document).state
        (of,) = [each.of for each in state.decisions if str(each.number) == undone.of]
        if of in names:
            self.at = names.index(of)

    def _decide(self, act: Act, of: str, **data: object) -> None:
        self.desk.decide(self.document, self.by, act, of, data, self.shown)
        self.at += 1

    def _write(self) -> None:
        done = write(self.desk, self.document, self.by)
        typer.echo(
            f"  written: {len(done.added)} entries new, {len(done.removed)} gone; "
            f"{len(done.entities)} entities new, {len(done.dropped)} gone."
        )
        for name in done.by_hand:
            typer.echo(f"  {name} was changed by hand in the file, and stays so.")
        self._tell_gaps(done.gaps)
        typer.echo(
            "  next: kg check --coverage, then kg build; a running server shows it after that."
        )

    def _tell_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """What no claim cites: an entry is missing (m), or a reason why there is none (l)."""
        if not gaps:
            return
        told = ", ".join(f"‘{plain(gap.text)}’" for gap in gaps[:_MOST])
        rest = f" and {len(gaps) - _MOST} more" if len(gaps) > _MOST else ""
        typer.echo(f"  no claim cites {told}{rest} (m adds a claim, l leaves words out).")
        if lines := left_out(self.desk.review(self.document), gaps):
            typer.echo("  the reasons of rejections, as data/catalogue.yaml would have them:")
            typer.echo("\n".join(map(plain, lines.splitlines())))

    def _entities(self, name: str, *, only_missing: bool) -> None:
        """Ask which entities the things of the candidate are; those that come with it are told."""
        review = self.desk.review(self.document)
        entry = review.state.entry(name)
        things = tuple(dict.fromkeys(things_in(entry)))
        if only_missing:
            missing = review.missing(entry)
            brings = newcomers(review, missing)
            things = tuple(each for each in missing if each not in brings)
        suggester = Suggester(review.entities, review.curation.ontology)
        for thing in things:
            self._entity(review, thing, suggester)

    def _entity(self, review: Review, name: str, suggester: Suggester) -> None:
        thing = review.thing(name)
        likely = suggester.entities(thing, review.slug)
        new = suggester.new(thing, review.slug)
        for number, slug in enumerate(likely, 1):
            typer.echo(f"    {number}  {slug}: {review.entities[slug].label}")
        typer.echo(f"    +  new: {new.slug} ({', '.join(new.types) or 'of which class?'})")
        answer = line(f"  {plain(thing.name)} is (number, slug, @thing, +, empty: leave) > ")
        if answer == "+":
            self._choose(Act.NEW, name, asking.entity(new))
        elif answer.startswith(MARK):
            self._choose(Act.MERGE, name, {"into": answer.removeprefix(MARK)})
        elif answer:
            number = int(answer) if answer.isdecimal() else 0
            slug = likely[number - 1] if 0 < number <= len(likely) else answer
            self._choose(Act.LINK, name, {"entity": slug})

    def _choose(self, act: Act, thing: str, data: Mapping[str, object]) -> None:
        self.desk.decide(self.document, self.by, act, thing, data, self.shown)


def _decided(review: Review, what: Seen) -> str:
    decision = review.state.verdicts.get(what.proposal.id)
    who = f" by {decision.by}, {decision.at}" if decision else ""
    written = ", written" if what.written else ""
    if what.written and what.due:
        accepted = what.status in IN_FILE
        written = f", in the file, to be {'written again' if accepted else 'taken out'} (w)"
    return f"{what.status}{who}{written}"
