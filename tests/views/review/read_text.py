"""A short text as the command that reads texts tells of it."""

from __future__ import annotations

import hashlib
from typing import Any

__all__ = ["TEXT", "told"]

TEXT = "A title\n\nAnn Bell of WHO came to Lyon.\n\nNothing here."


def told() -> dict[str, Any]:
    """What the command tells of the text, with nothing found but names."""
    return {
        "text": TEXT,
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "document": {"key": "news", "title": "A title", "text_hash": "0" * 64},
        "paragraphs": [
            {"start": 0, "end": 7, "locator": "title", "part": "title"},
            {"start": 9, "end": 39, "locator": "paragraph 1", "part": "body"},
            {"start": 41, "end": 54, "locator": "paragraph 2", "part": "body"},
        ],
        "names": [
            {"start": 9, "end": 17, "key": "person/ann-bell", "new": True},
            {"start": 21, "end": 24, "key": "organisation/who", "new": False},
            {"start": 33, "end": 37, "key": "2021", "new": False},
        ],
        "statements": [],
        "things": [{"key": "person/ann-bell", "type": "Person", "label": "Ann Bell"}],
    }
