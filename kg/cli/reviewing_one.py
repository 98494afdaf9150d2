"""One session of a review in the terminal: a candidate, a key, the next candidate."""

from collections.abc import Callable, Mapping

import typer

from kg.curate import yaml_write
from kg.curate.yaml_write import Given
from kg.errors import InvalidParameters, InvalidRequest, NotFound
from kg.review.decisions import Act
from kg.review.desk import Desk
from kg.review.proposal import MARK, Entry, quoted, things_in
from kg.review.review import Review
from kg.review.seeing import Seen, seen
from kg.review.state import IN_FILE, Status
from kg.review.suggesting import Suggester
from kg.review.writing import write

PROMPT = (
    "a accept · c correct · r reject · e entities · u undo · n next · p previous · w write · "
    "q quit > "
)
Ask = Callable[[str], str]


class Session:
    """What one reviewer does at one document. `keys` reads a key; without it lines are read."""

    def __init__(
        self, desk: Desk, document: str, by: str, *, every: bool, keys: Ask | None
    ) -> None:
        self.desk, self.document, self.by = desk, document, by
        self.every = every
        self.keys = keys or _line
        self.at = 0
        self.shown = 0  # the last decision of which the reviewer knows

    def run(self) -> None:
        """Until the reviewer quits, or the input ends. Raise NotFound, InvalidData."""
        names = self._names(self.desk.review(self.document))
        if not names:
            typer.echo("every candidate is decided; --all shows them again.")
        try:
            while names and self.at < len(names):
                self._show(names)
                if not self._act(self.keys(PROMPT).strip()[:1], names[self.at]):
                    break
        except EOFError:
            typer.echo("")
        self._tell_rest()

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
            typer.echo(f"  {_plain(sentence)}")
        for piece in quoted(found.entry):  # apart: pieces of two places are no one saying
            typer.echo(f"  “{_plain(piece)}”")
        for name, told in found.problems.items():
            typer.secho(f"  ! {name}: {told}", fg=typer.colors.RED)
        for thing in found.missing:
            known = review.state.things.get(thing)
            typer.echo(f"  ? which entity is {_plain(known.name) if known else thing} ({thing})")
        for finding in found.beside:
            what = f"{finding.what.value}: {finding.because} ({finding.claim.document})"
            typer.secho(f"  ~ {what}", fg=typer.colors.YELLOW)

    def _tell_rest(self) -> None:
        review = self.desk.review(self.document)
        every = [seen(review, name) for name in review.state.proposals]
        accepted = [each for each in every if each.status in IN_FILE]
        open_ones = sum(each.status is Status.PENDING for each in every)
        unwritten = sum(not each.written for each in accepted)
        typer.echo(f"{open_ones} pending, {len(accepted)} accepted, {unwritten} not written yet.")

    # -- what is done

    def _act(self, key: str, name: str) -> bool:
        """Do what the key means; answer whether to go on."""
        try:
            if key == "q":
                return False
            self._do(key, name)
        except InvalidParameters as error:
            for field, told in error.errors.items():
                typer.secho(f"  ! {field}: {told}", fg=typer.colors.RED)
        except (InvalidRequest, NotFound) as error:
            typer.secho(f"  ! {error.detail}", fg=typer.colors.RED)
        return True

    def _do(self, key: str, name: str) -> None:
        if key == "n":
            self.at += 1
        elif key == "p":
            self.at = max(0, self.at - 1)
        elif key == "a":
            self._entities(name, only_missing=True)
            self._decide(Act.ACCEPT, name)
        elif key == "r":
            self._decide(Act.REJECT, name, reason=_line("  why (empty: no reason) > "))
        elif key == "c":
            entry = _edited(self.desk.review(self.document).state.entry(name))
            self._decide(Act.CORRECT, name, entry=entry)
        elif key == "e":
            self._entities(name, only_missing=False)
        elif key == "u":
            undone = self.desk.decide(self.document, self.by, Act.UNDO, "", {}, None)
            typer.echo(f"  decision {undone.of} is undone.")
        elif key == "w":
            self._write()
        else:
            typer.echo("  one of the keys a c r e u n p w q, please.")

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

    def _entities(self, name: str, *, only_missing: bool) -> None:
        """Ask which entities the things of the candidate are."""
        review = self.desk.review(self.document)
        entry = review.state.entry(name)
        every = tuple(dict.fromkeys(things_in(entry)))
        things = review.missing(entry) if only_missing else every
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
        answer = _line(f"  {_plain(thing.name)} is (number, slug, @thing, +, empty: leave) > ")
        if answer == "+":
            data = {
                "slug": _line(f"    slug [{new.slug}] > ") or new.slug,
                "types": _list(_line(f"    type [{', '.join(new.types)}] > ")) or list(new.types),
                "labels": _list(_line(f"    label [{new.labels[0]}] > ")) or list(new.labels),
                "named": new.named,
            }
            self._choose(Act.NEW, name, data)
        elif answer.startswith(MARK):
            self._choose(Act.MERGE, name, {"into": answer.removeprefix(MARK)})
        elif answer:
            number = int(answer) if answer.isdecimal() else 0
            slug = likely[number - 1] if 0 < number <= len(likely) else answer
            self._choose(Act.LINK, name, {"entity": slug})

    def _choose(self, act: Act, thing: str, data: Mapping[str, object]) -> None:
        self.desk.decide(self.document, self.by, act, thing, data, self.shown)


def _plain(text: str) -> str:
    """Words of a document without what a terminal would obey."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)


def _decided(review: Review, what: Seen) -> str:
    decision = review.state.verdicts.get(what.proposal.id)
    who = f" by {decision.by}, {decision.at}" if decision else ""
    return f"{what.status}{who}{', written' if what.written else ''}"


def _edited(entry: Entry) -> Entry:
    """The entry with the fields that are typed: `p=operates`, `qualifiers.counted=boats`, `by=`."""
    typer.echo("\n".join(map(_plain, yaml_write.fields(entry, 4).splitlines())))
    fields: dict[str, Given] = dict(entry)
    while line := _line("  field=value, field= takes it out, empty: done > "):
        name, _, value = line.partition("=")
        outer, _, inner = name.strip().partition(".")
        given: Given = _list(value) if value.startswith("[") else value.strip()
        if inner:
            below = fields.get(outer)
            nested = dict(below) if isinstance(below, Mapping) else {}
            nested[inner] = given
            fields[outer] = {key: each for key, each in nested.items() if each}
        else:
            fields[outer] = given
    return {name: value for name, value in fields.items() if value}


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.strip("[] ").split(",") if part.strip()]


def _line(prompt: str) -> str:
    typer.echo(prompt, nl=False)
    return input().strip()
