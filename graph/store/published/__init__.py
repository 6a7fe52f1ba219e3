"""Builds of the graph: where they are held, published, found again, and older ones."""
