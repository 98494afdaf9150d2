"""The manifest of the reconciliation service: its parts, spaces, settings and limits."""

from kg import __version__
from kg.answers.extension import Kinds, Show
from kg.answers.knowledge import Knowledge
from kg.write.manifest_shapes import (
    ChoiceShape,
    ExtendShape,
    ManifestShape,
    NumberSettingShape,
    PreviewShape,
    SelectSettingShape,
    ServiceShape,
    SuggestServiceShape,
    SuggestShape,
    ViewShape,
)
from kg.write.reconciling import ROOT, named

PREVIEW_SIZE = 430, 320  # pixels


def manifest(base: str, knowledge: Knowledge, batch: int) -> ManifestShape:
    """What this service can do; `base` is its address without a slash at the end."""
    ontology, width, height = knowledge.ontology, *PREVIEW_SIZE
    return ManifestShape(
        versions=["0.2"],
        name="Greater Bay Area knowledge graph",
        identifierSpace=knowledge.names.entity(""),
        schemaSpace=knowledge.names.term(""),
        documentation=f"{base}/openapi.json",
        serviceVersion=__version__,
        logo=f"{base}/static/icon.svg",
        defaultTypes=[named(ontology, ROOT)],
        view=ViewShape(url=f"{base}/entities/{{{{id}}}}"),
        preview=PreviewShape(
            url=f"{base}/reconcile/preview?id={{{{id}}}}", width=width, height=height
        ),
        suggest=SuggestShape(
            entity=_suggest(base, "entity"),
            type=_suggest(base, "type"),
            property=_suggest(base, "property"),
        ),
        extend=ExtendShape(
            propose_properties=ServiceShape(service_url=base, service_path="/reconcile/properties"),
            property_settings=_settings(),
        ),
        batchSize=batch,
    )


def _suggest(base: str, what: str) -> SuggestServiceShape:
    return SuggestServiceShape(
        service_url=base,
        service_path=f"/reconcile/suggest/{what}",
        flyout_service_path=f"/reconcile/flyout/{what}?id=${{id}}",
    )


def _settings() -> list[NumberSettingShape | SelectSettingShape]:
    show = {
        Show.VALUE: "the value, a figure in words with its dates",
        Show.NUMBER: "the bare number of a figure",
        Show.UNIT: "the unit of a figure",
        Show.WHEN: "when it holds",
        Show.KIND: "fact, reported, planned …",
        Show.QUOTE: "the sentence that says it",
        Show.DOCUMENT: "the document that says it",
    }
    kinds = {
        Kinds.HELD: "what is said to be so",
        Kinds.ALL: "also plans, forecasts, opinions, denials and what has ended",
    }
    return [
        NumberSettingShape(
            type="number", name="limit", label="Limit", default=0,
            help_text="Values of an entity, at most; 0 for all.",
        ),
        SelectSettingShape(
            type="select", name="show", label="Show", default=Show.VALUE,
            help_text="What the cells show of each claim.",
            choices=[ChoiceShape(value=each, name=name) for each, name in show.items()],
        ),
        SelectSettingShape(
            type="select", name="kinds", label="Claims", default=Kinds.HELD,
            help_text="Which claims make cells.",
            choices=[ChoiceShape(value=each, name=name) for each, name in kinds.items()],
        ),
    ]  # fmt: skip
