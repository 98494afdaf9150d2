"""Dumps: everything in a store, as one of the formats of RDF."""

from typing import IO

import pyoxigraph as ox


def dump(store: ox.Store, sink: IO[bytes], name: str, prefixes: dict[str, str]) -> None:
    """Write the store as sorted `nquads`, or `trig`, or merged as `turtle` or `jsonld`."""
    if name == "nquads":
        sink.write(b"".join(sorted(f"{quad} .\n".encode() for quad in store)))
        return
    if name == "trig":
        store.dump(sink, format=ox.RdfFormat.TRIG, prefixes=prefixes)
        return
    merged = sorted({str(quad.triple): quad.triple for quad in store}.items())
    chosen = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}[name]
    ox.serialize((triple for _, triple in merged), sink, format=chosen, prefixes=prefixes)
