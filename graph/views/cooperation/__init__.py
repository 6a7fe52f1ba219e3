"""Cooperation counted: matrices, things side by side, measures, and what the record lacks."""
