"""Who came to meetings with somebody most often, as people ask for it, said in one way.

"The most frequent co-participants of Jordan at meetings since 2018" are "the countries that were
most often at meetings with Jordan since 2018".
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["met_most"]

_WHO: Final = r"(?P<who>countries|organi[sz]ations|bodies)"
_AT: Final = r"(?P<at>(?:\w+\s+)?(?:meetings|trainings|exercises|round[\s-]tables?|workshops))"
_REST: Final = r"(?P<rest>(?:\s+(?:since|before|after|in|between|until)\b[^?.]*)?)\s*[?.]*\s*$"
_MOST: Final = r"(?:the\s+)?most(?:\s+(?:often|frequently))?"
_OF: Final = r"(?P<of>[^?.,;:]+?)"
_ATTEND: Final = r"(?:attend(?:s|ed)?|share[sd]?|(?:take|took)\s+part\s+in|(?:are|were)\s+at)"
_WAYS: Final = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        r"^\s*(?:(?:who|what)\s+(?:are|were)\s+)?(?:the\s+)?(?:most\s+frequent|top|main|usual)\s+"
        rf"co-?(?:participants|attendees)\s+(?:of|with)\s+{_OF}\s+(?:at|in)\s+{_AT}{_REST}",
        rf"^\s*with\s+(?:which|what)\s+{_WHO}\s+(?:did|does|do|has|have)\s+{_OF}\s+"
        rf"{_ATTEND}\s+{_AT}\s+{_MOST}{_REST}",
        rf"^\s*with\s+(?:which|what)\s+{_WHO}\s+(?:was|is|were|are)\s+{_OF}\s+{_MOST}\s+"
        rf"(?:together\s+)?at\s+{_AT}{_REST}",
        rf"^\s*(?:which|what)\s+{_WHO}\s+{_ATTEND}\s+{_AT}\s+(?:together\s+)?with\s+{_OF}\s+"
        rf"{_MOST}{_REST}",
    )
)


def met_most(text: str) -> str:
    """A text that asks who came to meetings with somebody most often, said as it is read.

    Any other text is as it was.
    """
    for way in _WAYS:
        if found := way.match(text):
            told = found.groupdict()
            who = told.get("who") or "countries"
            return f"which {who} were most often at {told['at']} with {told['of']}{told['rest']}"
    return text
