"""The ways in which a question can be asked: those of the cards, and those that lead to a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.views.asking.wording import meant, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.store import Question
    from graph.views.asking.naming import Namer

__all__ = ["PAGES", "Page", "Phrasing", "Slot", "phrasings"]

_SLOT: Final = re.compile(r"\{(\w+)([+-]1)?\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for what a reader names.

    ``type`` is a class by its local name, "kind", "text", or a type of XSD for a year; ``shift`` is
    added to a year, where a card counts from another one than the words do; ``before`` is the word
    that stands before it, which begins a text.
    """

    name: str
    type: str
    shift: int = 0
    before: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that answers what no card does: its address with slots, and what it shows."""

    key: str
    question: str
    page: str
    parameters: Mapping[str, str]
    slots: tuple[Slot, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask a question: its words, the kinds that it names, and its slots."""

    target: Question | Page
    said: frozenset[str]
    kinds: tuple[str, ...]
    slots: tuple[Slot, ...]
    place: int
    """0 for the question itself, then the other ways in their order."""


PAGES: Final = (
    Page(
        "paths",
        "How are {one} and {other} connected?",
        "connections",
        {"between": "{one},{other}"},
        (Slot("one", "Thing"), Slot("other", "Thing")),
        (
            "paths between {one} and {other}",
            "what links {one} with {other}",
            "connection of {one} to {other}",
            "how does {one} work with {other}",
            "how is {one} related to {other}",
        ),
    ),
    Page(
        "bridges",
        "Who bridges {one} and {other}?",
        "connections",
        {"group": "{one}", "othergroup": "{other}"},
        (Slot("one", "Thing"), Slot("other", "Thing")),
        ("who stands between {one} and {other}", "which organisations bridge {one} and {other}"),
    ),
    Page(
        "side-by-side",
        "{one} and {other} side by side",
        "cooperation",
        {"things": "{one}~{other}"},
        (Slot("one", "Thing"), Slot("other", "Thing")),
        (
            "what do {one} and {other} share",
            "what do {one} and {other} have in common",
            "compare {one} and {other}",
        ),
    ),
    Page(
        "report",
        "A report on {thing}",
        "cooperation",
        {"view": "report", "about": "{thing}"},
        (Slot("thing", "Thing"),),
        ("report about {thing}", "write a report on {thing}"),
    ),
    Page(
        "network",
        "The network around {thing}",
        "network",
        {"thing": "{thing}"},
        (Slot("thing", "Thing"),),
        ("network of {thing}", "picture of {thing}", "draw {thing}", "go to {thing}"),
    ),
    Page(
        "whole",
        "The whole Initiative as a picture",
        "network",
        {},
        (),
        (
            "picture of the whole initiative",
            "the initiative at a glance",
            "whole network",
            "the initiative as a picture for a slide",
            "network of the initiative",
            "overview of regions and what ties them",
        ),
    ),
    Page(
        "gaps",
        "What is missing on record?",
        "cooperation",
        {"view": "gaps"},
        (),
        ("gaps in the record", "which gaps are there"),
    ),
    Page(
        "changes",
        "What changed in the record?",
        "cooperation",
        {"view": "changes"},
        (),
        ("changes of the record",),
    ),
)


@lru_cache(maxsize=8)
def phrasings(namer: Namer, cards: tuple[Question, ...]) -> tuple[Phrasing, ...]:
    """Every way to ask each of the cards and each page."""
    targets: tuple[Question | Page, ...] = (*cards, *PAGES)
    return tuple(
        phrasing
        for target in targets
        for place, sentence in enumerate((target.question, *target.also))
        for phrasing in _phrasing(namer, target, sentence, place)
    )


def _phrasing(
    namer: Namer, target: Question | Page, sentence: str, place: int
) -> Iterator[Phrasing]:
    """A sentence as a way to ask; none where it leaves a parameter open."""
    slots = {slot.name: slot for slot in _slots(target)}
    asked = [
        Slot(
            found[1],
            slots[found[1]].type,
            int(found[2] or 0),
            words(sentence[: found.start()]).rpartition(" ")[2],
        )
        for found in _SLOT.finditer(sentence)
    ]
    if {slot.name for slot in asked} != slots.keys():
        return
    bare = _SLOT.sub(" ", sentence)
    kinds = [piece.value for piece in namer.pieces(bare) if piece.sort == "kind"]
    named = {
        word for piece in namer.pieces(bare) if piece.sort == "kind" for word in piece.told.split()
    }
    said = [words(one) for one in tokens(bare) if one not in named]
    yield Phrasing(target, frozenset(meant(said)), tuple(kinds), tuple(asked), place)


def _slots(target: Question | Page) -> Iterator[Slot]:
    if isinstance(target, Page):
        yield from target.slots
        return
    for parameter in target.parameters:
        local = parameter.type_iri.rpartition("#")[2]
        kind = {"Class": "kind", "string": "text"}.get(local, local)
        yield Slot(parameter.name, kind)
