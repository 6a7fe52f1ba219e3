"""Answers as people see them: names, evidence, networks, comparisons, tables."""
