"""Proposals on statements, marks on gaps, and what they would change."""
