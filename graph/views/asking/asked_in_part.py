"""What a text asks for but for a part of it that is not understood, to be offered.

The dates of what is found stand in the rows of most answers, so that a question with a time that
its card does not take is near to the same one without it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.languages import ENGLISH
from graph.views.asking.each_of_several import has_dates
from graph.views.asking.times_of_year import with_months

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.views.asking.naming import Namer
    from graph.views.asking.reading_pieces import Understood

__all__ = ["or_in_part"]

_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_YEAR: Final = r"(?:19|20)\d\d"
_DATE: Final = rf"(?:(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}},)?\s+)?{_YEAR}"
_TIME: Final = re.compile(
    rf"\s*,?\s*\b(?:in|during|before|after|since|until|till|by|of|as\s+of|between|from)\s+(?:the\s+)?"
    rf"(?:(?:beginning|end|years?)\s+(?:of\s+)?)?{_DATE}(?:\s*(?:-|\u2013|and|to|until|till)\s*{_DATE})?",
    re.IGNORECASE,
)
_OF_MONTH: Final = re.compile(
    r"\b(?P<in>(?:on|in|of|from|during)\s+)?(?:\d{1,2}\s+)?"
    rf"(?P<month>{_MONTH})\s+(?P<year>{_YEAR})\b"
)
_MONTHS: Final = re.compile(
    rf"\b(?:between|from)\s+(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR}))?\s+(?:and|to|until|till)\s+{_MONTH}"
    rf"\s+(?(year)(?P=year)|{_YEAR})\b",
    re.IGNORECASE,
)
"""Several months of one year, which they end with."""
_GOES_ON: Final = r"\s+(?:including|together\s+with|with|and|in|at)\s+(?:the\s+)?"


def or_in_part(
    finder: Namer, read: Callable[[str], Understood], whole: Understood, text: str
) -> Understood:
    """What a text asks for; where that is not sure, what it asks without a part of it comes first.

    Args:
        finder: what finds names.
        read: what a text asks for.
        whole: what the text is taken for.
        text: what somebody typed.
    """
    if whole.sure or not whole.unknown or finder.wording.language != ENGLISH:
        return whole
    offered, unknown = _of_either(finder, read, whole, text), whole.unknown
    if not offered:
        offered, unknown = _at_any_time(read, text)
    if not offered:
        return whole
    first = [one.readings[0] for one in offered]
    readings = {one.question: one for one in (*first, *whole.readings)}
    return replace(whole, readings=tuple(readings.values()), unknown=unknown)


def _at_any_time(
    read: Callable[[str], Understood], text: str
) -> tuple[list[Understood], tuple[str, ...]]:
    """What a text asks for in the year of its month, or at any time, and what it leaves out.

    Nothing where that is not sure, or its answer has no dates.
    """
    text = with_months(text)  # "the first half of 2019"
    spans = tuple(told[0] for told in _MONTHS.finditer(text))
    of_year = _MONTHS.sub(lambda told: f"in {told[0].split()[-1]}", text)
    months = spans or tuple(told["month"] for told in _OF_MONTH.finditer(text))
    if not spans:
        of_year = _OF_MONTH.sub(lambda told: f"{told['in'] or 'in '}{told['year']}", text)
    times = tuple(told[0].strip(" ,") for told in _TIME.finditer(text))
    for rest, left in ((of_year, months), (_TIME.sub("", text), times)):
        if rest != text:
            of_rest = read(rest)
            if of_rest.sure and not of_rest.is_each and has_dates(of_rest.readings[0]):
                return [of_rest], left
    return [], ()


def _of_either(
    finder: Namer, read: Callable[[str], Understood], whole: Understood, text: str
) -> list[Understood]:
    """What a text asks of each of two bodies, the name of one of which begins as the other's.

    "Institut Pasteur including Dakar" may mean the institute in Paris, or that in Dakar.
    """
    for piece in whole.pieces:
        named = piece.things[0] if piece.sort == "thing" and len(piece.things) == 1 else None
        for told in whole.unknown if named and named.family == "Organisation" else ():
            held = [
                one
                for one in finder.telling_words.holding(told, text)
                if named and one.label.startswith(f"{named.label} ")
            ]
            behind = re.compile(rf"{_GOES_ON}{re.escape(told)}\b", re.IGNORECASE)
            rest = behind.sub("", text, count=1)
            if len(held) != 1 or rest == text:
                continue
            both = (read(rest), read(rest.replace(piece.told, held[0].label)))
            return [one for one in both if one.readings and not one.unknown]
    return []
