"""The JSON by which a reconciliation service says what it is and can do, version 0.2."""

from typing import Literal

from pydantic import Field

from kg.write.reconcile_shapes import NamedShape
from kg.write.shapes import Shape


class ServiceShape(Shape):
    """Where a part of the service is."""

    service_url: str
    service_path: str


class SuggestServiceShape(ServiceShape):
    """Where suggestions are, and words about each."""

    flyout_service_path: str


class SuggestShape(Shape):
    """Where suggestions are."""

    entity: SuggestServiceShape
    type: SuggestServiceShape
    property: SuggestServiceShape


class ViewShape(Shape):
    """A page of an entity."""

    url: str


class PreviewShape(Shape):
    """A card of an entity, and its size in pixels."""

    url: str
    width: int
    height: int


class ChoiceShape(Shape):
    """A choice of a setting."""

    value: str
    name: str


class NumberSettingShape(Shape):
    """A number that a user may set for a column."""

    type: Literal["number"]
    name: str
    label: str
    help_text: str
    default: int


class SelectSettingShape(Shape):
    """A choice that a user has for a column."""

    type: Literal["select"]
    name: str
    label: str
    help_text: str
    default: str
    choices: list[ChoiceShape]


class ExtendShape(Shape):
    """Where properties are proposed, and what may be set for each."""

    propose_properties: ServiceShape
    property_settings: list[NumberSettingShape | SelectSettingShape]


class ManifestShape(Shape):
    """What this service is, and what it can do."""

    versions: list[str]
    name: str
    identifierSpace: str
    schemaSpace: str
    documentation: str
    serviceVersion: str
    logo: str
    defaultTypes: list[NamedShape]
    view: ViewShape
    preview: PreviewShape
    suggest: SuggestShape
    extend: ExtendShape
    batchSize: int = Field(description="queries of a batch, at most")
