"""The JSON shapes of answers, documented in OpenAPI and printed by `--format json`."""

from pydantic import BaseModel, ConfigDict, Field

from kg.answers.why import Why


class Shape(BaseModel):
    """Every shape is closed and frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntityRef(Shape):
    """An entity as others mention it."""

    id: str = Field(description="slug")
    iri: str
    label: str
    type: str = Field(description="class of the ontology under which it is shown")
    named: bool = Field(description="false for a thing that its document does not name")
    labels: dict[str, str] = Field(
        description="its shortest name in each other language, by language tag in lower case"
    )


class PropertyRef(Shape):
    """A property as claims state it."""

    id: str
    label: str


class EvidenceShape(Shape):
    """Words of the document, verbatim; offsets in code points."""

    quote: str
    start: int
    end: int
    main: bool = Field(
        description="whether these words say it; else they only help to understand those that do"
    )


class CitationShape(Shape):
    """What the document itself cites."""

    outlet: EntityRef
    date: str | None
    page: str | None


class ValueShape(Shape):
    """A figure, date or text; numbers are texts so that no digit is lost."""

    value: str | None
    value_max: str | None = None
    unit: str | None = None
    quantifier: str | None = None


class StandsShape(Shape):
    """A comparison in which a claim stands; /conflicts/{id} has all of it."""

    id: str
    relation: str = Field(description="conflict, series, restated, not comparable or agreement")


class ClaimShape(Shape):
    """One sourced statement of one document."""

    id: str
    iri: str
    sentence: str = Field(description="the claim in our words, not a quote")
    kind: str = Field(description="one word of gbo:kinds: fact, reported, planned …")
    subject: EntityRef
    property: PropertyRef
    object: EntityRef | None
    concept: str | None = Field(description="the object where it is a state, not an entity")
    value: ValueShape | None
    object_text: str = Field(description="object or value in our words")
    qualifiers: dict[str, list[str]]
    modality: str
    polarity: str
    attributed_to: EntityRef | None
    valid_from: str | None
    valid_to: str | None
    as_of: str | None
    date_basis: str | None
    reason: str | None
    cited: CitationShape | None
    rank: str
    statement: str | None
    statement_kind: str | None
    document: str
    evidence: list[EvidenceShape] = Field(
        description="the main piece first, then support in the order of the text; no one saying"
    )
    comparisons: list[StandsShape] | None = Field(
        None, description="where it is set side by side with others; null where that is not told"
    )
    holds: str | None = Field(
        None, description="on the day of valid_on: yes, no or unknown; in lists, rows and entries"
    )


class LabelShape(Shape):
    """One name of an entity."""

    value: str
    lang: str
    kind: str = Field(description="preferred, alias, ours or reference")


class IdentityShape(Shape):
    """Another entity that may be the same thing."""

    entity: EntityRef
    reason: str


class EntityShape(Shape):
    """An entity with every claim in which it has a part."""

    id: str
    iri: str
    label: str
    type: str
    types: list[str]
    named: bool
    labels: list[LabelShape]
    documents: list[str]
    note: str | None
    possibly_same_as: list[IdentityShape]
    claims: list[ClaimShape]


class HitShape(Shape):
    """An entity that was found, the label that matched, and why it did."""

    entity: EntityRef
    matched: str = Field(description="the label, as written")
    lang: str = Field(description="language of the label")
    kind: str = Field(description="of the label: preferred, alias, ours or reference")
    why: Why = Field(
        description="exact: the whole label; script: the same in the other Chinese script; prefix: "
        "the label begins so; words: whole words of it; part: letters within it; abbreviation: "
        "initials, or characters left out; pinyin: it sounds so; initials: those of its pinyin; "
        "typo: some letters differ; listed: nothing was searched for"
    )
    score: float = Field(description="up to 1, for the whole label")


class HitsShape(Shape):
    """A page of hits; `next` is the cursor of the next page."""

    total: int
    items: list[HitShape]
    next: str | None


class NodeShape(EntityRef):
    """An entity of a neighbourhood."""

    edges: int = Field(description="how many edges there are at it, under the same filter")
    hidden: int = Field(description="how many of them are not on this page: +326")
    step: int | None = Field(None, description="edges of this page from the focus; depth 2 and 3")
    conflicts: int = Field(0, description="pairs of its figures, dates, claims that conflict")


class DatesShape(Shape):
    """The days that the dates of a claim may mean."""

    earliest: str | None = Field(description="first day; null where the start is open")
    latest: str | None = Field(description="last day; null where the end is open")
    text: str = Field(description="the same in EDTF, no more precise than the documents: 2026/..")


class BackingShape(Shape):
    """What one claim adds to an edge."""

    claim: str
    kind: str
    document: str
    origin: int = Field(description="claims of one origin are one source; counts within the edge")
    earliest: str | None = Field(description="of the days it may mean; both null: no date")
    latest: str | None
    first_seen: str | None = Field(description="first day on which its document may have come out")
    last_seen: str | None


class EdgeShape(Shape):
    """All claims with one subject, property and object."""

    id: str
    source: str
    target: str
    property: PropertyRef
    kinds: list[str] = Field(description="the firmest first")
    holds: str | None = Field(description="on the day of valid_on: yes, no or unknown")
    sources: int = Field(description="independent origins that say so")
    contested: bool = Field(description="a claim denies what another says")
    comparisons: list[StandsShape] = Field(
        description="where its claims are set side by side: denials, starts that differ"
    )
    first_seen: str | None = Field(description="first day on which a document may have come out")
    last_seen: str | None
    dates: list[DatesShape] = Field(description="of its dated claims, each once, in order")
    undated: int = Field(description="claims that have no date")
    documents: list[str]
    claim_count: int
    claim_ids: list[str]
    backing: list[BackingShape] = Field(description="what each of them adds, in their order")
    claims: list[ClaimShape] | None = Field(None, description="only with claims=true")


class CountShape(Shape):
    """Edges of one property and direction, before paging."""

    property: PropertyRef
    direction: str = Field(description="out or in, seen from the focus")
    edges: int
    kinds: dict[str, int] = Field(description="how many of them have a claim of each kind")


class CountsShape(Shape):
    """What surrounds an entity, counted."""

    focus: str
    counts: list[CountShape]
    total: int


class GroupShape(Shape):
    """Neighbours of this page that differ in nothing but their name."""

    id: str
    label: str
    type: str
    members: list[str]
    edges: list[str] = Field(description="their edges to the focus, by id")


class BridgeShape(Shape):
    """Two entities that one event or office joins; that they met in it is our reading."""

    id: str
    name: str = Field(description="attended-together or office")
    label: str = Field(description="in our words")
    source: str
    target: str
    via: EntityRef
    kinds: list[str]
    documents: list[str]
    edges: list[EdgeShape]


class NeighbourhoodShape(Shape):
    """A page of the edges around an entity, the best supported first."""

    focus: str
    nodes: list[NodeShape]
    edges: list[EdgeShape]
    counts: list[CountShape]
    groups: list[GroupShape]
    bridges: list[BridgeShape] = Field(description="only with bridges=folded")
    total: int
    cut: bool = Field(description="a bound hid edges further away; with depth 2 or 3")
    next: str | None


class ClaimsShape(Shape):
    """A page of claims, newest first; `next` is the cursor of the next page."""

    total: int
    items: list[ClaimShape]
    next: str | None


class DocumentShape(Shape):
    """A document, without its text."""

    id: str
    iri: str
    title: str
    issued: str
    issued_reason: str | None
    kind: str
    publisher: str | None
    author: str | None
    wire: str | None
    url: str | None
    rights: str
    claim_count: int
    claims: list[ClaimShape] | None = None


class DocumentsShape(Shape):
    """All documents."""

    total: int
    items: list[DocumentShape]


class OptionShape(Shape):
    """A value that a parameter may have."""

    value: str
    label: str


class ParameterShape(Shape):
    """A parameter of a saved query."""

    name: str
    type: str = Field(
        description="entity, property, concept, date, period, integer, decimal, language, text, "
        "boolean or enum"
    )
    default: str | None = Field(description="what holds where it is not given; null: anything")
    description: str
    labels: dict[str, str] = Field(description="what it is, in other languages than English")
    entity_class: str | None = Field(None, description="of an entity: only this class")
    minimum: str | None = None
    maximum: str | None = None
    options: list[OptionShape] | None = Field(
        None, description="all values that there are, where they are few"
    )


class SavedQueryShape(Shape):
    """A saved query as it can be called."""

    name: str
    summary: str
    labels: dict[str, str] = Field(description="the summary by language, English with them")
    drafted: list[str] = Field(description="languages that a machine wrote and nobody has read")
    description: str
    tags: list[str]
    parameters: list[ParameterShape]
    columns: dict[str, str] = Field(description="what each column means; a graph has none")
    view: str = Field(description="how it is best shown: table, graph, bar, line, timeline or map")
    form: str = Field(description="solutions, boolean or graph")
    has_claims: bool = Field(
        description="whether a row names the claim it rests on, so that valid_on and known_on work"
    )
    query: str
