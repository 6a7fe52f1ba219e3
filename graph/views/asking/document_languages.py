"""Documents told by their language before them, "French documents", as it is told behind them.

What is written in a language is mostly meant; what is on a country is told otherwise,
"documents on France". The reading says which it is.
"""

from __future__ import annotations

import re
from typing import Final

from graph.languages import ENGLISH, language_named

__all__ = ["with_language_behind"]

_DOCUMENTS: Final = re.compile(
    r"\b(?P<language>[A-Z][a-z]+)(?:[-\s]language|[-\s]speaking)?\s+(?P<documents>documents?|sources?)\b"
    r"(?!\s+in\s+[A-Z])",
    re.IGNORECASE,
)


def with_language_behind(text: str) -> str:
    """A text that tells the language of documents behind them: "documents in French".

    Args:
        text: what somebody typed, in English.
    """
    return _DOCUMENTS.sub(_told_behind, text)


def _told_behind(found: re.Match[str]) -> str:
    """Documents with their language behind them; as they are where it is none."""
    language = language_named(found["language"], ENGLISH)
    return f"{found['documents']} in {language}" if language else found[0]
