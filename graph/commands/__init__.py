"""Commands of ``cbrn-graph`` that read the graph: query, ask and serve."""
