"""What stands around an English question and asks for nothing by itself, or says it otherwise."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["without_order", "without_surroundings"]

_SAYS: Final = (
    r"(?:says?|said|shows?|states?|reports?|reported|writes?|wrote|claims?)\s+(?:so|it|this|that)"
)
_DOCUMENTS: Final = r"(?:which|what)\s+(?:documents?|sources?|publications?)"
_WHO_SAYS_SO: Final = re.compile(
    rf"[,;.?]?\s*\b(?:and\s+)?(?:{_DOCUMENTS}\s+{_SAYS}"
    rf"|who\s+{_SAYS}"
    rf"|(?:according\s+to|in|from|by)\s+{_DOCUMENTS}(?:\s+exactly)?"
    rf"|{_DOCUMENTS}\s+exactly"
    r"|(?:please\s+)?(?:cite|give|name|with)\s+(?:me\s+)?(?:the\s+|their\s+|your\s+|its\s+)?(?:sources?|documents))"
    r"\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""What asks only for what each answer has: "and which documents say so"."""
_FRAME: Final = re.compile(
    r"^\s*(?:is|was)\s+it\s+(?:true|correct|right|so|the\s+case|a\s+fact)\s+that\b", re.IGNORECASE
)
_TWO_OF_THEM: Final = re.compile(
    r"\b(?:of\s+)?(?:the|these)\s+(?:two|three)\s+"
    r"(?:countries|meetings|organisations|projects|regions)\s*[,:]\s*",
    re.IGNORECASE,
)
"""What tells how many names follow: "in both of the two regions, Central Asia and SEEE"."""
_PARTNER: Final = re.compile(
    r"\bwhere\s+((?:the\s+)?[A-Z][\w'\u2019 -]{1,60}?)\s+(?:is|are|was|were)\s+(?:an?\s+)?"
    r"(?:partners?|members?|participants?|participating|involved|included|beneficiar(?:y|ies))\b(?!\s+and\b)"
)
"""What "with Kenya" says in more words: "projects where Kenya is a partner"."""
_BY: Final = r"(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arranged?|listed)"
_ORDER: Final = re.compile(
    rf"[,;]?\s*(?:please\s+)?\b(?:{_BY}(?:\s+(?:them|it))?(?:\s+by\s+[\w\s]+|\s+alphabetically)?"
    r"|in\s+(?:chronological|alphabetical|date)\s+order|(?:chrono|alphabet)(?:log)?ically"
    r"|(?:the\s+)?(?:newest|latest|most\s+recent)\s+first)\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""In which order rows are to stand, at the end of a text."""


_CONSORTIUM: Final = re.compile(
    r"\bthe\s+(?:consortium|project\s+team)\s+(?:of|behind)\s+(?=P)", re.IGNORECASE
)
"""What a project is, told before its name: "who leads the consortium of Project 65"."""


def without_surroundings(text: str) -> str:
    """A text without such frames, and without what asks for documents, which each answer has."""
    text = _CONSORTIUM.sub("", text)
    text = _FRAME.sub("", _WHO_SAYS_SO.sub("", text))
    return _PARTNER.sub(r"with \1", _TWO_OF_THEM.sub("", text))


def without_order(text: str) -> str:
    """A text without the order in which it wants the rows; a heading of a table sorts them."""
    return _ORDER.sub("", text)
