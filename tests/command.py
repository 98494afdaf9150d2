"""What tests of the command line share: `kg`, run in the process of the test."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import cli

SELECT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


class Kg:
    """Runs `kg` in this process, over the store of the invented harbour."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], store: Path
    ) -> None:
        self.monkeypatch, self.capture = monkeypatch, capture
        for name in [name for name in os.environ if name.startswith("KG_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("KG_STORE", str(store))
        self.error = ""

    def __call__(self, *arguments: str, code: int = 0, text: str = "") -> str:
        """What it prints; `error` then has what it says on the other channel."""
        self.monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        self.capture.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        output, self.error = self.capture.readouterr()
        assert (left.value.code or 0) == code, output + self.error
        assert "Traceback" not in self.error
        return output

    def data(self, *arguments: str) -> Any:  # noqa: ANN401
        """What it prints, as JSON."""
        return json.loads(self(*arguments))

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments).splitlines()]
