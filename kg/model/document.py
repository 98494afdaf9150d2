"""Document: a text whose words are evidence, and what the catalogue knows of it."""

from dataclasses import dataclass
from functools import cached_property

from kg.model.period import Period
from kg.model.sentence import Span, sentences


@dataclass(frozen=True, slots=True)
class Noise:
    """A span and the reason why it yields no claim.

    In `noise` it is not content (menu, teaser, footer …); in `left_out` it is, and says nothing
    that a claim could hold.
    """

    span: Span
    reason: str


@dataclass(frozen=True)
class Document:
    """One text, never changed once taken in.

    `issued` is a day or the interval within which the day must lie; `issued_reason` says why.
    Offsets are Unicode code points of `text`.
    """

    slug: str
    title: str
    text: str
    sha256: str
    issued: Period
    kind: str
    rights: str
    publisher: str | None = None
    author: str | None = None
    wire: str | None = None
    url: str | None = None
    title_is_ours: bool = False
    issued_reason: str | None = None
    noise: tuple[Noise, ...] = ()
    left_out: tuple[Noise, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return sentences(self.text)

    def noise_at(self, span: Span) -> Noise | None:
        """The noise that `span` touches, if any."""
        return next((noise for noise in self.noise if noise.span.overlaps(span)), None)

    def sentences_of(self, span: Span) -> tuple[Span, ...]:
        """The sentences that `span` touches."""
        return tuple(sentence for sentence in self.sentences if sentence.overlaps(span))
