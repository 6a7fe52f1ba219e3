"""Engines that answer SPARQL: in memory or on disk behind a guard, or elsewhere."""
