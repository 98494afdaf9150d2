"""SPARQL results read back for people."""

import csv
import io


def read_csv(text: str) -> tuple[list[str], list[list[str]]]:
    """Columns and rows of a SPARQL result in CSV."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return (rows[0], rows[1:]) if rows else ([], [])
