"""What may not enter: contact data, private life, and documents from the future.

Of persons only the name, a public role and its dates belong to the record; what tells how to reach
them or how they live stops an import, in whatever text it stands (data/README.md, Statements).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from graph.intake.incoming import Incoming, SheetFinding

__all__ = ["not_allowed"]

_CONTACT: Final = (
    ("a mail address", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+")),
    (
        "a telephone number",
        re.compile(
            r"(?<![\w.])(\+|00)\d{1,3}[\s./()-]*(\d[\s./()-]*){6,}"
            r"|\b(tel|telephone|phone|mobile|fax|whatsapp)\b[^\w+]*\+?\d[\d\s./()-]{4,}",
            re.IGNORECASE,
        ),
    ),
)
_LIFE: Final = (
    (
        "a date or place of birth",
        re.compile(
            r"\b(born|(date|place) of birth|birthday|d\.?o\.?b\.?|aged?:?(?= \d))(?=\W|$)",
            re.IGNORECASE,
        ),
    ),
    (
        "something about a family",
        re.compile(
            r"\b(married|unmarried|divorced|widow(ed|er)?|wife|husband|spouse|"
            r"(son|daughter|father|mother|brother|sister) of)\b|\b(\w+ )?(children|kids)\b$",
            re.IGNORECASE,
        ),
    ),
    (
        "a home address or a personal number",
        re.compile(
            r"\b(home|private|postal) address\b|\blives (at|in)\b|\bresid(es|ing) (at|in)\b"
            r"|\bp\.? ?o\.? box\b|\bpassport (no|number|n°)|\bpersonal (id|number)\b"
            r"|\b\d{1,4}[a-z]?,? ([A-Z]\w+ )+(Street|St|Avenue|Ave|Road|Rd|Boulevard|Lane)\b"
            r"|\b(ul\.|rue|calle|via) [A-Z]\w+.{0,20}\d",
            re.IGNORECASE,
        ),
    ),
)
_TITLES: Final = frozenset({"title", "publisher", "places"})
"""Texts about a document: how it is called is no private matter, a mail address is."""
_NOT_TEXTS: Final = frozenset({"address", "key", "type", "document", "subject", "property"})


def not_allowed(incoming: Incoming, today: date) -> Iterator[SheetFinding]:
    """Each cell that keeps a file out for what it tells of a person, or when it says it is from."""
    for sheet in incoming.sheets:
        for entry in sheet.entries():
            for column, cell in entry.cells.items():
                if cell and column not in _NOT_TEXTS:
                    what = _private(column, cell)
                    if what:
                        sentence = (
                            f"the text holds {what}; of persons only the name, a public role and "
                            "dates belong here: take it out"
                        )
                        yield entry.error(column, sentence)
                if column in {"issued", "read", "stated_on"} and _after(cell, today):
                    day = PartialDate.parse(cell).words
                    sentence = f"{day} is still to come; write the date that the document bears"
                    yield entry.error(column, sentence)


def _private(column: str, text: str) -> str:
    """What a text tells that it may not, "" where it does not."""
    kinds = _CONTACT if column in _TITLES else (*_CONTACT, *_LIFE)
    return next((what for what, form in kinds if form.search(text)), "")


def _after(cell: str, today: date) -> bool:
    try:
        return PartialDate.parse(cell).first > today
    except ValueError:
        return False
