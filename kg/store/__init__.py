"""Where the graph lies. The only wing that knows an engine."""
