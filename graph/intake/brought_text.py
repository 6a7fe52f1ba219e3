"""A text that was brought, with what its file says of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BroughtText"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtText:
    """The words of a document, and what else its file tells of it; empty where it does not.

    ``date`` is written as the tables write it (``2021-06-01``), ``language`` in two letters.
    """

    text: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    address: str = ""
