"""What rows may name, and what is meant by a name that does not exist."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from graph.vocabulary import short, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib import URIRef

    from graph.building.findings import Finding, Place
    from graph.building.tables import Row

__all__ = ["KnownNames", "nearest_name", "thing_named", "unknown"]

_CODED: Final = frozenset({"country", "region"})
"""Kinds whose keys are codes of somebody else: one letter makes another one."""
_ALIKE: Final = 80
"""From this likeness on (0 to 100) a key may be a slip of another one."""
_SLIP: Final = 5
"""A part of a key with fewer letters has no slips: rtm-ca is not rtm-seee."""


class KnownNames:
    """Whatever rows may name, with the nearest name to one that does not exist."""

    def __init__(self, things: Mapping[URIRef, Place], patience: int = 1_000) -> None:
        """Know these things; after ``patience`` searches for a nearest name there are no more.

        A table that is wrong from top to bottom would otherwise be compared for hours.
        """
        self._things = things
        self._nearest: dict[str, str] = {}
        self._patience = patience

    def __contains__(self, iri: object) -> bool:
        """Whether a row may name the thing."""
        return iri in self._things

    def nearest(self, name: str) -> str:
        """The short name that may be meant by this one, ``""`` where none may.

        Another kind, another number and another code are other things, however alike they look.
        """
        if name not in self._nearest and len(self._nearest) < self._patience:
            self._nearest[name] = _meant(name, self._names)
        return self._nearest.get(name, "")

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(short(str(iri)) for iri in self._things)


def thing_named(row: Row, column: str, known: KnownNames, findings: list[Finding]) -> URIRef | None:
    """The thing that a cell names, or a finding with the nearest name that exists."""
    try:
        named = thing(row[column])
    except ValueError as error:
        findings.append(row.error(column, str(error)))
        return None
    if named not in known:
        sentence = unknown(row[column], "a thing in the tables", known.nearest(row[column]))
        findings.append(row.error(column, f"{sentence}; add it to a table in data/things"))
        return None
    return named


def unknown(name: str, what: str, nearest: str) -> str:
    """That a name is none, with the nearest one that is, if any is near."""
    return f"'{name}' is not {what}" + (f"; is it '{nearest}'?" if nearest else "")


def _meant(name: str, names: Iterable[str]) -> str:
    """The short name of the same kind and with the same numbers that is most like another one."""
    kind, _, key = name.partition("/")
    numbers = re.findall(r"\d+", key)
    beginning = f"{kind}/"
    alike = [
        one
        for one in names
        if one.startswith(beginning)
        and re.findall(r"\d+", one) == numbers
        and _short_parts(one) == _short_parts(name)
    ]
    same = next((one for one in alike if one.lower() == name.lower()), "")
    if same or kind in _CODED:
        return same
    return nearest_name(name, alike, lowest=_ALIKE)


def _short_parts(name: str) -> list[str]:
    """The parts of a key that must be right, since one letter makes them other ones."""
    return [part for part in re.split(r"[/._-]", name.lower()) if len(part) < _SLIP]


def nearest_name(name: str, names: Iterable[str], lowest: int = 60) -> str:
    """The name that is most like another one, ``""`` where none is alike."""
    found = process.extractOne(name, list(names), scorer=fuzz.ratio, score_cutoff=lowest)
    return found[0] if found else ""
