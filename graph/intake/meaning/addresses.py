"""Addresses of others where a key should stand: which key the thing may get here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.kinds import KINDS

if TYPE_CHECKING:
    from graph.intake.incoming import Incoming
    from graph.intake.record import Record

__all__ = ["is_address", "proposed_keys"]

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+|_:.+")
_KINDS: Final = {kind.name: kind.key for kind in KINDS}


def is_address(text: str) -> bool:
    """Whether a text is the address of a thing elsewhere, or a name that holds in a file only."""
    return _ADDRESS.fullmatch(text) is not None


def proposed_keys(incoming: Incoming, record: Record) -> dict[str, str]:
    """By address the key that its thing may get: the one that is called so here, else a new one.

    A new key is made of the thing's name, as those of the record are; two things of one name get
    two.
    """
    called = {
        (line.cells.get("key", "").partition("/")[0], words(line.cells.get("label", ""))): key
        for table in record.things
        for line in table.lines
        if (key := line.cells.get("key", ""))
    }
    taken = set(called.values())
    found: dict[str, str] = {}
    for row in incoming.entries("things"):
        if not is_address(row["key"]) or row["key"] in found:
            continue
        kind = _KINDS.get(row["type"], "organisation")
        known = called.get((kind, words(row["label"])))
        found[row["key"]] = known or _free(f"{kind}/{_end(row['label'])}", taken)
        taken.add(found[row["key"]])
    return found


def _end(label: str) -> str:
    """A name as the end of a key."""
    return re.sub(r"[^a-z0-9]+", "-", words(label)).strip("-") or "unnamed"


def _free(key: str, taken: set[str]) -> str:
    """The key, with a number behind it where it is taken."""
    free, number = key, 1
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
