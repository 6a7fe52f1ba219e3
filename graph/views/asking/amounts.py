"""Numbers of a text in plain words: years with what turns them, how many there are, and money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import Amount, Years
from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.pieces import Piece

__all__ = ["COMPARED", "MONTHS", "TIMES", "count_said", "euros_said", "years_said"]

COMPARED: Final = {
    "over": ">", "above": ">", "more": ">", "exceeding": ">", "exceeds": ">", "larger": ">",
    "greater": ">", "bigger": ">", "least": ">=", "minimum": ">=", "under": "<", "below": "<",
    "less": "<", "fewer": "<", "smaller": "<", "cheaper": "<",
}  # fmt: skip
"""The words before a number that say how it is compared."""
TIMES: Final = frozenset({"since", "after", "before", "until", "between"})
"""The words before a year that say how it is meant."""
_TO: Final = frozenset({"and", "to", "until", "till"})
MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
"""What stands before a year and makes it a month."""
_MONEY: Final = re.compile(r"(\d+(?:[.,]\d+)*)(m|mn|mio|k)?")
_UNITS: Final = {
    "million": 10**6, "millions": 10**6, "m": 10**6, "mn": 10**6, "mio": 10**6,
    "thousand": 10**3, "k": 10**3,
}  # fmt: skip
_EUROS: Final = frozenset({"euro", "euros", "eur"})


def years_said(
    pieces: Sequence[Piece], at: int, before: Sequence[str], meant: set[str]
) -> tuple[Years, int]:
    """The years that a text tells at a place, and the place behind them.

    Args:
        pieces: the text, piece by piece; there is a year at the place.
        at: the place.
        before: the words before it.
        meant: the same in the forms that stand for them.
    """
    if "between" in meant or "from" in before:
        following = [one.value for one in pieces[at + 1 : at + 4]]
        month = [one for one in following[1:2] if one in MONTHS]
        end = following[1 + len(month) : 2 + len(month)]
        if following[:1] and following[0] in _TO and end and end[0].isdecimal():
            since = _in_month(pieces[at].value, before[-1:])
            return Years(since, _in_month(end[0], month)), at + 3 + len(month)
    either = [one.value for one in pieces[at + 1 : at + 3]]
    if not meant & TIMES and either == ["or", str(int(pieces[at].value) + 1)]:
        return Years(pieces[at].value, either[1]), at + 3  # "in 2020 or 2021"
    earlier, told, later = _around(int(pieces[at].value), before[-1:])
    before = [one for one in before if one not in MONTHS]
    if "since" in meant or before[-1:] == ["from"]:
        years = Years(since=told)
    elif "after" in meant:
        years = Years(since=later)
    elif "before" in before:
        years = Years(until=earlier)
    else:
        years = Years(until=told) if "until" in meant else Years(told, told)
    return years, at + 1


def _in_month(year: str, before: Sequence[str]) -> str:
    """A year, or a month of it where one is told before it."""
    month = MONTHS.index(before[0]) + 1 if before and before[0] in MONTHS else 0
    return f"{year}-{month:02}" if month else year


def _around(year: int, before: Sequence[str]) -> tuple[str, str, str]:
    """A year with the one before and the one after it; months, where one is told before it."""
    if not before or before[0] not in MONTHS:
        return str(year - 1), str(year), str(year + 1)
    month = 12 * year + MONTHS.index(before[0])
    told = [f"{one // 12}-{one % 12 + 1:02}" for one in (month - 1, month, month + 1)]
    return told[0], told[1], told[2]


def count_said(before: Sequence[str]) -> tuple[Amount | None, list[str]]:
    """How many of a kind are asked for, and the other words: "with more than ten countries"."""
    for at, word in enumerate(before):
        told, sign = number(word), _sign(before[:at])
        if told is not None and sign:
            rest = [one for one in (*before[:at], *before[at + 1 :]) if one not in COMPARED]
            return Amount(sign, told), rest
    return None, list(before)


def euros_said(
    pieces: Sequence[Piece], at: int, before: Sequence[str], meant: set[str]
) -> tuple[Amount, int] | None:
    """The money that a text compares a budget with at a place, and the place behind it."""
    found, sign = _MONEY.fullmatch(pieces[at].value), _sign(before)
    if not found or not sign:
        return None
    following = [one.value for one in pieces[at + 1 : at + 3]]
    unit = found[2] or next((one for one in following[:1] if one in _UNITS), "")
    if not unit and "budget" not in meant and not {*following[:1]} & _EUROS:
        return None
    end = at + 1
    while end < len(pieces) and pieces[end].value in {*_UNITS, *_EUROS}:
        end += 1
    euros = float(found[1].replace(",", "")) * _UNITS.get(unit, 1)
    return Amount(sign, int(euros)), end


def _sign(before: Sequence[str]) -> str:
    """How a number is compared by the words before it; nothing where it is not."""
    return next((COMPARED[one] for one in reversed(before) if one in COMPARED), "")
