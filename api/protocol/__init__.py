"""The SPARQL 1.1 protocols as plain ASGI, because every microsecond of theirs is measured."""
