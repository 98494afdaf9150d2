"""Citations to copy, and prepared words to report an error; plain text, no state.

The graph has no clock: its date is that of its newest document, its version tells its state.
"""

from kg.answers.documents import DocumentCard
from kg.answers.knowledge import Knowledge
from kg.write.shapes import ClaimShape, EntityShape, EvidenceShape

WORK = "Greater Bay Area knowledge graph"


def state(knowledge: Knowledge, newest: str | None) -> str:
    """The data version, and how far its documents reach."""
    reach = f", documents up to {days(newest)}" if newest else ""
    return f"data version {knowledge.version[:12]}{reach}"


def days(text: str) -> str:
    """An EDTF date for people: 2021 or before, 2024 or later, 2024-01 to 2024-06."""
    start, slash, end = text.partition("/")
    if not slash:
        return text
    if start in ("", ".."):
        return f"{end} or before"
    return f"{start} or later" if end in ("", "..") else f"{start} to {end}"


def counted(number: int, noun: str) -> str:
    """A number of things: 1 claim, 2 claims."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def entity(shape: EntityShape, knowledge: Knowledge, newest: str | None) -> str:
    """How to cite what is told of an entity."""
    claims, documents = len(shape.claims), len({claim.document for claim in shape.claims})
    sources = f"{counted(claims, 'claim')} from {counted(documents, 'document')}"
    return f"“{shape.label}”, {WORK}, {state(knowledge, newest)}; {sources}. {shape.iri}"


def document(card: DocumentCard, knowledge: Knowledge) -> str:
    """How to cite a document: itself, not us."""
    who = card.author or card.publisher or "Author not known"
    publisher = f" {card.publisher}," if card.author and card.publisher else ""
    issued, address = days(str(card.issued)), card.url or "No address known"
    return f"{who}: “{card.title}”,{publisher} {issued}. {address}."


def claim(shape: ClaimShape, card: DocumentCard, knowledge: Knowledge, newest: str | None) -> str:
    """How to cite a claim: the words, where they stand, and where it was read."""
    return (
        f"{quoted(shape)} {document(card, knowledge)} "
        f"As claim {shape.id} in: {WORK}, {state(knowledge, newest)}. {shape.iri}"
    )


def quoted(shape: ClaimShape) -> str:
    """The words that say it, and apart from them, in the order of the text, those that only help
    to understand them: pieces from two places, or of two speakers, are no one saying."""
    main, *_ = (_line(piece) for piece in shape.evidence if piece.main)
    support = sorted((each for each in shape.evidence if not each.main), key=lambda e: e.start)
    context = ", ".join(f"“{_line(piece)}”" for piece in support)
    return f"“{main}” (context: {context})" if context else f"“{main}”"


def _line(piece: EvidenceShape) -> str:
    return " ".join(piece.quote.split())


def report(shape: ClaimShape, card: DocumentCard, knowledge: Knowledge) -> str:
    """Words that name the claim exactly, to be completed and sent to whoever keeps the graph."""
    main = next(piece for piece in shape.evidence if piece.main)
    support = [piece for piece in shape.evidence if not piece.main]
    return "\n".join([
        "I think that this claim is wrong.",
        "",
        f"Claim: {shape.id}",
        f"It says (in the graph's words): {shape.sentence}",
        f"Kind: {shape.kind}; modality: {shape.modality}; polarity: {shape.polarity}",
        f"Document: {card.slug} ({card.title})",
        f"Quote, at characters {main.start}–{main.end}:",
        f"    {_line(main)}",
        *(f"Context, at {each.start}–{each.end}:\n    {_line(each)}" for each in support),
        f"Data version: {knowledge.version}",
        "",
        "What is wrong (the quote, who or what is meant, the kind, the date, the figure):",
        "",
        "What the document says instead, word for word:",
        "",
    ])  # fmt: skip
