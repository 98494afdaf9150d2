"""Phrases: how a text says what the ontology means; read from its annotations."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """`frames` by property or state, `markers` by modality, the others by class."""

    frames: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    markers: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    parsed_nouns: Mapping[str, tuple[str, ...]]
