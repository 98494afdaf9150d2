"""Frozen values of the domain. They know nothing of YAML, RDF, stores or HTTP."""
