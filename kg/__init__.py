"""Knowledge graph of the Greater Bay Area: sourced claims in, RDF and answers out."""

__version__ = "0.1.0"
