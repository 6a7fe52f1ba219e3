"""Short and roundabout forms of what people type, each with the form that is read.

They are listed in ``short_forms.toml``.
"""

from __future__ import annotations

from graph.views.asking.written_forms import rewritten

__all__ = ["without_short_forms"]


def without_short_forms(text: str) -> str:
    """A text with what people write in short as it is read: "no." as "number", "w/" as "with"."""
    return rewritten(text, "short_forms.toml", "english")
