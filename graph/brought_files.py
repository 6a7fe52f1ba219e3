"""Which files people may bring as tables, by the endings of their names."""

from __future__ import annotations

from typing import Final

__all__ = ["TABLE_ENDINGS"]

TABLE_ENDINGS: Final = (
    ".xlsx",
    ".xlsm",
    ".ods",
    ".csv",
    ".tsv",
    ".ttl",
    ".nt",
    ".nq",
    ".trig",
    ".jsonld",
    ".json",
    ".rdf",
    ".xml",
    ".owl",
    ".ics",
)
"""The page offers these to choose from, and a folder or a ZIP is searched for them."""
