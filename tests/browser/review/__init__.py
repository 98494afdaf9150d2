"""The review page: a small invented document from kg add to the claim in the graph."""
