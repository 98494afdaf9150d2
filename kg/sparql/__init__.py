"""SPARQL that somebody else wrote: looked at, bound, and run where it can do no harm."""
