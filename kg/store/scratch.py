"""Scratch: folders of our own, where nothing else can be written."""

import atexit
import shutil
import tempfile
from pathlib import Path


def scratch() -> Path:
    """A new folder, which goes when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="gba-kg-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
