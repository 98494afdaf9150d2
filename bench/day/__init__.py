"""A curator's day, as far as a machine can measure it: from a text to the claim in the graph."""
