"""Numbers as people see them: of a spreadsheet's 17 digits the 15 that it shows.

Excel keeps a number as IEEE 754 double and shows at most 15 digits of it; in its file all 17
stand, so 1.1 is written ``1.1000000000000001`` (ECMA-376, 18.3.1.96; Excel specifications and
limits). Where more than 15 digits were meant, nobody can tell from the file what they were.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

__all__ = ["ReadNumber", "as_shown", "cut_digits", "plain_number"]

_DIGITS: Final = 15
_ULPS: Final = 4
"""A sum or a product of a few cells is wrong by so many units in the last place."""
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_EXPONENT: Final = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", re.ASCII)
_GROUPED: Final = re.compile(
    r"[+-]?\d{1,3}( \d{3})+(\.\d+)?|[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?", re.ASCII
)
_ZEROS: Final = re.compile(r'(?P<before>("[^"]*"|\\.)*)(?P<zeros>0+)(?P<after>("[^"]*"|\\.)*)')
_SHOWS_OTHERWISE: Final = re.compile(r"%|,(?=[.;\s]|$)")
_QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)')
_NO_SIGNS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as text, what was done to it, and why it cannot be taken, "" if it can."""

    text: str
    done: str = ""
    fault: str = ""


def plain_number(number: str) -> ReadNumber:
    """A number as people write it, without the digits that a spreadsheet adds.

    What is no number comes back as it is. ``1 250 000`` and ``1,250,000`` are read as 1250000:
    neither can be another number.
    """
    if _GROUPED.fullmatch(number):
        bare = number.replace(" ", "").replace(",", "")
        return ReadNumber(bare, "read without the signs between its digits")
    if not _NUMBER.fullmatch(number):
        return ReadNumber(number)
    try:
        exact = Decimal(number)
    except InvalidOperation:  # an exponent beyond all measure
        return ReadNumber(number)
    if len(exact.normalize().as_tuple().digits) <= _DIGITS:
        return ReadNumber(number)
    rounded = _rounded(exact)
    if rounded is None:
        fault = (
            f"{number} has more than {_DIGITS} digits, and spreadsheets keep only so many right; "
            "write the number as the document gives it"
        )
        return ReadNumber(number, fault=fault)
    return ReadNumber(rounded, f"a spreadsheet shows it with {_DIGITS} digits")


def as_shown(number: str, code: str) -> ReadNumber:
    """A number of a cell as the cell shows it.

    Args:
        number: the number as the file holds it.
        code: the cell's number format, "" for none; leading zeros and what stands around a code
            are read from it.
    """
    read = plain_number(number)
    try:
        exact = Decimal(read.text)
    except InvalidOperation:
        return read
    if read.fault or not exact.is_finite():
        return read
    plain = _fixed(exact)
    done = read.done if plain != number else ""
    bare = code.partition(";")[0]
    zeros = _ZEROS.fullmatch(bare)
    if zeros and exact == exact.to_integral_value() and exact >= 0 and bare != "0":
        padded = plain.zfill(len(zeros["zeros"]))
        shown = _unquoted(zeros["before"]) + padded + _unquoted(zeros["after"])
        return ReadNumber(shown, f"as the cell shows it (its format is {bare})" * (shown != plain))
    if _SHOWS_OTHERWISE.search(_NO_SIGNS.sub("", bare)) and exact:
        fault = (
            f"the cell holds {plain} and shows it in another way (its format is {bare}); give the "
            "cell the format General and write the number in full"
        )
        return ReadNumber(plain, fault=fault)
    return ReadNumber(plain, done)


def cut_digits(number: str) -> str:
    """Why a number written with an exponent cannot be taken from a text, "" where it can.

    A spreadsheet that saves 2969700 from a narrow column as CSV writes 2.97E+06.
    """
    if not _EXPONENT.fullmatch(number):
        return ""
    return (
        f"{number} is how a spreadsheet shortens a number, and its last digits are gone; write it "
        "in full, as the document gives it"
    )


def _rounded(exact: Decimal) -> str | None:
    """The number of 15 digits that a double stands for; None where it stands for another one."""
    number = float(exact)
    if not math.isfinite(number):
        return None
    short = Decimal(f"{number:.{_DIGITS}g}")
    # Decimals, since a double could not tell the two apart.
    near = abs(exact - short) <= _ULPS * Decimal(math.ulp(number))
    return _fixed(short) if near and abs(number) < 10**_DIGITS else None


def _fixed(number: Decimal) -> str:
    """A number without an exponent and without zeros at its end."""
    plain = f"{number.normalize():f}"
    return "0" if plain == "-0" else plain


def _unquoted(code: str) -> str:
    return _QUOTED.sub(lambda found: found[1] or found[2] or "", code)
