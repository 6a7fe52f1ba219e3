"""Who does something to the record, and why: what the journal says of a change beside its rows."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from typing import Final

__all__ = ["BY", "NOT_NAMED", "Signature", "signed"]

BY: Final = "CBRN_GRAPH_BY"
"""The environment variable for the name that stands in the journal."""

NOT_NAMED: Final = "not named"
"""Who did something, where nobody gave a name."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who does something, and why."""

    by: str = NOT_NAMED
    why: str = ""


def signed(by: str, why: str) -> Signature:
    """Who does it, from what was given, the environment or the system, and why."""
    name = by.strip() or os.environ.get(BY, "").strip()
    if not name:
        try:
            name = getpass.getuser()
        except (KeyError, OSError, ImportError):  # a user of the system without a name
            name = NOT_NAMED
    return Signature(name, why.strip())
