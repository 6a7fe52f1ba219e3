"""What stands around an English question and asks for nothing by itself, or says it otherwise.

What is replaced as it stands is listed in ``said_around.toml``.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from graph.views.asking.written_forms import rewritten, written_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "behind_asker",
    "is_ordered_by_date",
    "persons_in_role",
    "with_exception_last",
    "with_its_end_first",
    "with_plain_numbers",
    "with_plain_times",
    "without_opening",
    "without_order",
    "without_surroundings",
    "without_wish",
]

_TABLE: Final = "said_around.toml"
_OR_EARLIER: Final = re.compile(
    r"\b(?:in\s+)?((?:19|20)\d\d)\s+or\s+(?:earlier|before)\b", re.IGNORECASE
)
"""What "before the next year" says too."""
_UNTIL: Final = re.compile(
    r"(?<!\d )(?<!\d, )(?<!\d - )\b(?:until|till|up\s+to)\s+(?:the\s+end\s+of\s+)?"
    r"((?:19|20)\d\d)(?=\s*[?.,]*\s*$)",
    re.IGNORECASE,
)
_NOT_UNTIL: Final = re.compile(
    r"\b(?:between|from|since|active|continu\w+|end\w*|go\w*|last\w*|ongoing|plan\w*|run\w*|ran|valid)\b",
    re.IGNORECASE,
)
"""What a year is told of until which something goes on, or which ends a time."""
_BY: Final = r"(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arranged?|listed)"
_ORDER: Final = re.compile(
    rf"[,;]?\s*(?:please\s+)?\b(?:{_BY}(?:\s+(?:them|it))?(?:\s+by\s+[\w\s]+|\s+alphabetically)?"
    r"|by\s+(?:start\s+)?date|(?:in|by)\s+(?:the\s+)?order\s+of\s+(?:their\s+|the\s+)?(?:dates?|time|start|beginning)"
    r"|in\s+(?:chronological|alphabetical|date)\s+order|(?:chrono|alphabet)(?:log)?ically"
    r"|(?:the\s+)?(?:earliest|latest|newest|oldest|most\s+recent)\s+first)\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""In which order rows are to stand, at the end of a text."""
_BY_DATE: Final = re.compile(
    r"\b(?:chrono\w+|dates?|time|start|beginning|newest|latest|recent|oldest|earliest)\b",
    re.IGNORECASE,
)
_ASKER: Final = re.compile(
    r"^\s*((?:(?:I|we)\s*['\u2019]?(?:\s+am|\s+are|m|re)\s+(?:now\s+|currently\s+|just\s+)?\w+ing\b"
    r"|for\s+(?:an?|my|our)\s)[^,.;:?]*)[,.;:]\s+(?=\S)",
    re.IGNORECASE,
)
_YEARS: Final = {"last": -1, "this": 0, "next": 1}
_THIS_YEAR: Final = re.compile(
    r"\s+(?:in\s+|during\s+)?(?<!the )(?<!its )(?<!their )(?<!['\u2019]s )"
    r"(last|this|next)\s+year\b(?!['\u2019])",
    re.IGNORECASE,
)
_NEXT_YEAR: Final = re.compile(r"\bnext\s+year\b", re.IGNORECASE)
_DATED: Final = re.compile(r"\b(?:begin|close|end|finish|run|start|take\s+place)\b", re.IGNORECASE)
"""What is said of a year to come where a date on record can be meant."""
_PAST_YEAR: Final = re.compile(
    r"\s+(?:(?:in|over|during|within)\s+the\s+(?:past|last)|this\s+past)\s+(?:year|twelve\s+months|12\s+months)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_EXCEPT: Final = re.compile(
    r"^\s*(?:apart\s+from|aside\s+from|besides|except(?:\s+for)?|other\s+than|excluding"
    r"|leaving\s+(?:aside|out)|not\s+counting)\s+([^,:;?]+),\s*(.*?)[\s?.]*$",
    re.IGNORECASE,
)
_EXCEPT_PART: Final = re.compile(
    r"\s+(?:apart\s+from|aside\s+from|besides|except(?:\s+for)?|other\s+than|excluding)\s+"
    r"the\s+(hosts?|host\s+country|organi[sz]ers?|leaders?|lead|speakers?)\b(?!\s*[?.]*$)",
    re.IGNORECASE,
)


def with_plain_numbers(text: str) -> str:
    """A text that says in one way that a number is the least or the most that is meant."""
    return rewritten(text, _TABLE, "numbers")


def with_plain_times(text: str) -> str:
    """A text that says in one way what is now, is not over, or is foreseen for a year.

    What the future brings is on record only as a date that a document gives.
    """
    this = datetime.datetime.now(tz=datetime.UTC).year
    text = _PAST_YEAR.sub(f" since {this - 1}", text)
    if not _NOT_UNTIL.search(text):  # the year is one of those meant
        text = _UNTIL.sub(lambda year: f"before {int(year[1]) + 1}", text)
    if not _NEXT_YEAR.search(text) or _DATED.search(text):
        text = _THIS_YEAR.sub(lambda told: f" in {this + _YEARS[told[1].lower()]}", text)
    return rewritten(text, _TABLE, "times")


def with_exception_last(text: str) -> str:
    """A text that tells first who is not meant, with that at its end: "except the host"."""
    text = _EXCEPT.sub(r"\2 except \1", text)
    if not (part := _EXCEPT_PART.search(text)):
        return text
    return f"{_EXCEPT_PART.sub('', text).rstrip(' ?.')} except the {part[1]}"


def persons_in_role(written: Iterable[str]) -> str:
    """What asks for all persons in the first role among some words; nothing where none is one."""
    found = (
        told.expand(meant).lower()
        for one in written
        for role, meant in written_forms(_TABLE, "roles")
        if (told := role.fullmatch(one))
    )
    return next(found, "")


def behind_asker(text: str) -> tuple[str, str]:
    """What askers say of themselves before they ask, and the question: "I'm going to Tashkent".

    The first is nothing where they say nothing.
    """
    found = _ASKER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def with_its_end_first(text: str) -> str:
    """A text that asks for the first or last of a kind as it mostly does: "the latest meeting"."""
    return rewritten(text, _TABLE, "ends")


def without_surroundings(text: str) -> str:
    """A text without such frames, and without what asks for documents, which each answer has."""
    text = rewritten(text, _TABLE, "surroundings")
    return _OR_EARLIER.sub(lambda year: f"before {int(year[1]) + 1}", text)


def is_ordered_by_date(text: str) -> bool:
    """Whether a text wants the rows in the order of their dates."""
    found = _ORDER.search(text)
    return bool(found and _BY_DATE.search(found[0]))


def without_order(text: str) -> str:
    """A text without the order in which it wants the rows; a heading of a table sorts them."""
    return _ORDER.sub("", text)


def without_opening(text: str) -> str:
    """A text without the words at its beginning that ask for what documents say of it."""
    return rewritten(text, _TABLE, "opening")


def without_wish(text: str) -> str:
    """A text without the words at its beginning that say only that somebody wants to know it."""
    return rewritten(text, _TABLE, "wish")
