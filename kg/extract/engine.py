"""Engine: the extractor of this project as the settings want it."""

from kg.config import ExtractReader
from kg.extract.extractor import RuleExtractor
from kg.extract.gazetteer import Gazetteer
from kg.extract.lexicon import Lexicon
from kg.extract.parser import SpacyParser, is_installed

MISSING = (
    "read by rules alone, which find fewer relations: the parser is not installed. "
    "'make setup' or 'pip install gba-kg[parser]' installs it; KG_EXTRACT_READER=rules wants none."
)


def engine(lexicon: Lexicon, gazetteer: Gazetteer, reader: ExtractReader) -> RuleExtractor:
    """The extractor, with the parser where `reader` asks for it or leaves it open and it is there.

    Raise NotInstalled where it is asked for and missing.
    """
    parsed = reader is ExtractReader.PARSER or (reader is ExtractReader.ANY and is_installed())
    return RuleExtractor(lexicon, gazetteer, SpacyParser() if parsed else None)


def is_poorer(reader: ExtractReader) -> bool:
    """Whether texts are read by rules only because the parser is missing."""
    return reader is ExtractReader.ANY and not is_installed()
