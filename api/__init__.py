"""The graph over HTTP: thin, one call into kg for each handler."""
