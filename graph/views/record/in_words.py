"""Dates, and what stands in their place, in words."""

from __future__ import annotations

from graph.dates import PartialDate
from graph.texts import figure, gettext

__all__ = ["document_date", "worded"]


def document_date(issued: str, read: str) -> str:
    """When a document is dated, in words; where it bears no date, when it was read."""
    if issued:
        return worded(issued)
    return gettext("not dated, read on {day}", day=worded(read)) if read else gettext("not dated")


def worded(text: str) -> str:
    """A date or a large number as people write it; any other text as it is."""
    if text.isdecimal() and len(text) > len("2021"):
        return figure(int(text))
    try:
        return PartialDate.parse(text).words if "-" in text else text
    except ValueError:
        return text
