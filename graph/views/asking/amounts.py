"""Numbers of a text in plain words: years with what turns them, how many there are, and money."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import Amount, Years
from graph.views.asking.quantities import AT_MOST, EXACTLY
from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.pieces import Piece

__all__ = [
    "COMPARED",
    "MONTHS",
    "TIMES",
    "count_said",
    "euros_between",
    "euros_said",
    "of_whole_years",
    "years_said",
]

COMPARED: Final = {
    "over": ">", "above": ">", "more": ">", "exceeding": ">", "exceeds": ">", "larger": ">",
    "greater": ">", "bigger": ">", "least": ">=", "minimum": ">=", "under": "<", "below": "<",
    "less": "<", "fewer": "<", "smaller": "<", "cheaper": "<", "exactly": "=",
    EXACTLY: "=", AT_MOST: "<=",
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
_WHOLE_YEARS: Final = frozenset(
    {
        *((word, "january") for word in ("since", "from")),
        *((word, "december") for word in ("until", "till")),
    }
)
"""What a month says between such a word and a year no more than the year does."""
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_MONEY: Final = re.compile(r"(?:€|eur)?(\d+(?:[.,]\d+)*)(m|mn|mio|k)?€?")
_HALF: Final = "half"
_UNITS: Final = {
    "million": 10**6, "millions": 10**6, "m": 10**6, "mn": 10**6, "mio": 10**6,
    "thousand": 10**3, "k": 10**3,
}  # fmt: skip
_EUROS: Final = frozenset({"euro", "euros", "eur"})


def years_said(
    pieces: Sequence[Piece], at: int, before: Sequence[str], meant: set[str]
) -> tuple[Years, int, int]:
    """The years that a text tells at a place, the place behind them, and how many words before.

    Those words are the month and the day of the year: "after 1 January 2020".

    Args:
        pieces: the text, piece by piece; there is a year at the place.
        at: the place.
        before: the words before it.
        meant: the same in the forms that stand for them.
    """
    told, length = _date(pieces[at].value, before)
    words = before[: len(before) - length]
    if "between" in meant or "from" in words:
        end = next((one for one in range(at + 2, at + 6) if _is_year(pieces, one)), None)
        if end and pieces[at + 1].value in _TO:
            until, used = _date(pieces[end].value, [one.value for one in pieces[at + 2 : end]])
            if used == end - at - 2:
                return Years(told, until), end + 1, length
    either = [one.value for one in pieces[at + 1 : at + 3]]
    is_next = either[1:] == [str(int(pieces[at].value[:4]) + 1)]
    if not meant & TIMES and either[:1] in (["or"], ["and"]) and is_next:
        return Years(told, either[1]), at + 3, length  # "in 2020 or 2021"
    if "since" in meant or words[-1:] == ["from"]:
        years = Years(since=told)
    elif "after" in meant:
        years = Years(since=_beside(told, 1))
    elif "before" in words:
        years = Years(until=_beside(told, -1))
    else:
        years = Years(until=told) if "until" in meant else Years(told, told)
    return years, at + 1, length


def _is_year(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a year stands at a place."""
    return at < len(pieces) and pieces[at].sort == "year"


def _date(year: str, before: Sequence[str]) -> tuple[str, int]:
    """A year, or a month or a day of it where one is told before it, and by how many words."""
    for length in (3, 2, 1):
        words = [one for one in before[-length:] if one != "of"] if len(before) >= length else []
        months = [f"{MONTHS.index(one) + 1:02}" for one in words if one in MONTHS]
        days = [found[1] for one in words if (found := _DAY.fullmatch(one))]
        if len(months) != 1 or len(days) + 1 != len(words) or len(days) > 1:
            continue
        date = "-".join([year, *months, *(f"{int(one):02}" for one in days)])
        if not days or _is_day(date):
            return date, length
    return year, 0


def _is_day(date: str) -> bool:
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return False
    return True


def _beside(date: str, step: int) -> str:
    """The year, the month or the day before or behind another one."""
    year, *rest = map(int, date.split("-"))
    if not rest:
        return str(year + step)
    if len(rest) == 1:
        months = 12 * year + rest[0] - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(datetime.date(year, *rest) + datetime.timedelta(days=step))


def count_said(before: Sequence[str]) -> tuple[Amount | None, list[str]]:
    """How many of a kind are asked for, and the other words: "with more than ten countries"."""
    for at, word in enumerate(before):
        told, sign = number(word), _sign(before[:at])
        if told is not None and sign and (told or sign != "="):
            rest = [one for one in (*before[:at], *before[at + 1 :]) if one not in COMPARED]
            return Amount(sign, told), rest
    return None, list(before)


def euros_said(
    pieces: Sequence[Piece], at: int, before: Sequence[str], meant: set[str]
) -> tuple[Amount, int] | None:
    """The money that a text compares a budget with at a place, and the place behind it."""
    sign = _sign(before)
    count = _number_told(pieces, at)
    if count is None or not sign:
        return None
    end = (
        at
        + 1
        + (pieces[at].value == _HALF and [one.value for one in pieces[at + 1 : at + 2]] == ["a"])
    )
    found = _MONEY.fullmatch(pieces[at].told.lower())
    following = [one.value for one in pieces[end : end + 1]]
    unit = (found[2] if found else "") or next((one for one in following if one in _UNITS), "")
    is_word = found is None  # "more than three euros" is no budget
    if not unit and (is_word or ("budget" not in meant and not {*following} & _EUROS)):
        return None
    while end < len(pieces) and pieces[end].value in {*_UNITS, *_EUROS}:
        end += 1
    return Amount(sign, round(count * _UNITS.get(unit, 1))), end


def euros_between(
    pieces: Sequence[Piece], at: int, before: Sequence[str], meant: set[str]
) -> tuple[tuple[Amount, Amount], int] | None:
    """The least and the most of a budget that a text tells at a place, and the place behind it."""
    joins, last = pieces[at + 1 : at + 2], pieces[at + 2 : at + 3]
    is_span = before[-1:] == ["between"] and bool(joins and last) and joins[0].value == "and"
    if not is_span or not (most := euros_said(pieces, at + 2, ["atmost"], meant)):
        return None
    told, least = _number_told(pieces, at + 2), _number_told(pieces, at)
    if told is None or least is None:
        return None
    unit = most[0].number / told if told else 1  # "between 1 and 3 million"
    return (Amount(">=", round(least * unit)), most[0]), most[1]


def _number_told(pieces: Sequence[Piece], at: int) -> float | None:
    """The number that a piece tells, in figures or as a word: "3.5", "3,000,000", "three"."""
    if pieces[at].value == _HALF:
        return 0.5
    if found := _MONEY.fullmatch(pieces[at].told.lower()):
        told = found[1]
        is_part = re.fullmatch(r"\d+,\d{1,2}", told)  # "3,5 million"
        return float(told.replace(",", "." if is_part else ""))
    return number(pieces[at].value) if pieces[at].sort == "word" else None


def _sign(before: Sequence[str]) -> str:
    """How a number is compared by the words before it; nothing where it is not."""
    return next((COMPARED[one] for one in reversed(before) if one in COMPARED), "")


def of_whole_years(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with "since January 2024" as "since 2024", "until December 2024" likewise."""
    found: list[Piece] = []
    for before, piece, behind in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        told = before.value if before else "", piece.value
        is_of_year = behind is not None and behind.sort == "year"
        found += [] if is_of_year and told in _WHOLE_YEARS else [piece]
    has_months = any(one.value in MONTHS for one in found)
    return list(pieces) if has_months else found
