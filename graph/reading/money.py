"""Finds sums in euros in a text: "EUR 3.5 million", "3,5 M€", "480,000 Euro"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from graph.reading.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reading.words import Words

__all__ = ["money"]

_NUMBER: Final = r"(?P<number>\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+(?:[.,]\d{1,2})?)"
_THOUSANDS: Final = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_MILLION: Final = 1_000_000


def money(text: str, words: Words) -> Iterator[Mention]:
    """The sums of a text, each in whole euros; other currencies are left alone."""
    euro = words.entry("shape", "euro") or "(?:EUR|€)"
    millions = words.entry("shape", "millions") or "million"
    thousands = words.entry("shape", "thousands") or "thousand"
    many = rf"(?:\s*(?:(?P<millions>{millions})|(?P<thousands>{thousands}))(?![^\W\d_]))?"
    of = r"(?:\s*(?:d['’]|de|di|of)\s*|\s*)"
    forms = (
        re.compile(rf"{euro}\s*{_NUMBER}{many}", re.IGNORECASE),
        re.compile(rf"(?<![\d.,]){_NUMBER}{many}{of}{euro}(?![^\W\d_])", re.IGNORECASE),
        re.compile(rf"(?<![\d.,]){_NUMBER}\s*(?P<millions>M)\s*€(?P<thousands>)", re.IGNORECASE),
    )
    for form in forms:
        for found in form.finditer(text):
            yield Mention(
                start=found.start(),
                end=found.end(),
                kind=MentionKind.MONEY,
                key=_euros(found),
                text=found[0].strip(),
            )


def _euros(found: re.Match[str]) -> str:
    """The sum as digits, "3500000"."""
    amount = Decimal(_THOUSANDS.sub("", found["number"]).replace(",", "."))
    if found["millions"]:
        amount *= _MILLION
    elif found["thousands"]:
        amount *= 1_000
    return f"{amount.normalize():f}"
