"""The ways in which a text can ask for a page: what no card answers, and what each shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGE", "PAGES", "Page", "Slot"]

LANGUAGE: Final = "language"
"""How a parameter is called whose text is the name of a language."""
_YEARS: Final = frozenset({"gYear", "date", "gYearMonth"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for what a reader names.

    ``type`` is a class by its local name, "kind", "text", "language", "integer", or a type of XSD
    for a year; ``shift`` is added to a year, where a card counts from another one than the words
    do; ``before`` is the word that stands before it, which begins a text; ``is_excluded`` says
    that a "not" stands before it.
    """

    name: str
    type: str
    shift: int = 0
    before: str = ""
    is_excluded: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it takes a year."""
        return self.type in _YEARS

    @property
    def is_thing(self) -> bool:
        """Whether it takes a thing of a kind."""
        return not (self.is_year or self.is_word) and self.type not in {"kind", "text"}

    @property
    def is_word(self) -> bool:
        """Whether it takes one word that is no name: a number, or what a language is called."""
        return self.type in {"integer", LANGUAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that answers what no card does: its address with slots, and what it shows."""

    key: str
    question: str
    page: str
    parameters: Mapping[str, str]
    slots: tuple[Slot, ...]
    also: tuple[str, ...] = ()


_COUNTED: Final = ("one", "two", "three", "four", "five", "six")


def _side_by_side(number: int) -> Page:
    """The page that shows so many things side by side."""
    names = _COUNTED[:number]
    first, last = ", ".join(f"{{{one}}}" for one in names[:-1]), f"{{{names[-1]}}}"
    return Page(
        key=f"side-by-side-{number}",
        question=f"{first} and {last} side by side",
        page="cooperation",
        parameters={"things": "~".join(f"{{{one}}}" for one in names)},
        slots=tuple(Slot(name=one, type="Thing") for one in names),
        also=(
            f"compare {first} and {last}",
            f"difference between {first} and {last}",
            f"{first} versus {last}",
        ),
    )


PAGES: Final = (
    *(_side_by_side(number) for number in range(3, len(_COUNTED) + 1)),
    Page(
        key="paths",
        question="How are {one} and {other} connected?",
        page="connections",
        parameters={"between": "{one},{other}"},
        slots=(Slot(name="one", type="Thing"), Slot(name="other", type="Thing")),
        also=(
            "paths between {one} and {other}",
            "shortest path between {one} and {other}",
            "shortest link between {one} and {other}",
            "what links {one} with {other}",
            "connection of {one} to {other}",
            "how is {one} related to {other}",
            "through whom is {one} connected to {other}",
            "through which intermediaries is {one} connected to {other}",
        ),
    ),
    Page(
        key="bridges",
        question="Who bridges {one} and {other}?",
        page="connections",
        parameters={"group": "{one}", "othergroup": "{other}"},
        slots=(Slot(name="one", type="Thing"), Slot(name="other", type="Thing")),
        also=(
            "who stands between {one} and {other}",
            "bridging organisations between {one} and {other}",
            "bridges between {one} and {other}",
            "which organisations bridge {one} and {other}",
        ),
    ),
    Page(
        key="side-by-side",
        question="{one} and {other} side by side",
        page="cooperation",
        parameters={"things": "{one}~{other}"},
        slots=(Slot(name="one", type="Thing"), Slot(name="other", type="Thing")),
        also=(
            "what do {one} and {other} share",
            "what do {one} and {other} have in common",
            "compare {one} and {other}",
            "difference between {one} and {other}",
            "{one} versus {other}",
        ),
    ),
    Page(
        key="report",
        question="A report on {thing}",
        page="cooperation",
        parameters={"view": "report", "about": "{thing}"},
        slots=(Slot(name="thing", type="Thing"),),
        also=(
            "report about {thing}",
            "write a report on {thing}",
            "briefing on {thing}",
            "summary of {thing}",
        ),
    ),
    Page(
        key="report-on-two",
        question="A report on {one} and {other}",
        page="cooperation",
        parameters={"view": "report", "about": "{one},{other}"},
        slots=(Slot(name="one", type="Thing"), Slot(name="other", type="Thing")),
        also=("report about {one} and {other}", "briefing on {one} and {other}"),
    ),
    Page(
        key="network",
        question="The network around {thing}",
        page="network",
        parameters={"thing": "{thing}"},
        slots=(Slot(name="thing", type="Thing"),),
        also=("network of {thing}", "picture of {thing}", "draw {thing}", "go to {thing}"),
    ),
    Page(
        key="whole",
        question="The whole Initiative as a picture",
        page="network",
        parameters={},
        slots=(),
        also=(
            "picture of the whole initiative",
            "the initiative at a glance",
            "whole network",
            "the initiative as a picture for a slide",
            "network of the initiative",
            "overview of regions and what ties them",
        ),
    ),
    Page(
        key="sources",
        question="The documents of the record",
        page="sources",
        parameters={},
        slots=(),
        also=(
            "all documents",
            "list of documents",
            "how many documents are there",
            "latest documents",
            "newest document",
            "oldest document",
        ),
    ),
    Page(
        key="gaps",
        question="What is missing on record?",
        page="cooperation",
        parameters={"view": "gaps"},
        slots=(),
        also=("gaps in the record", "which gaps are there"),
    ),
    Page(
        key="changes",
        question="What changed in the record?",
        page="cooperation",
        parameters={"view": "changes"},
        slots=(),
        also=(
            "changes of the record",
            "what was added to the record",
            "additions to the record",
            "which documents were added",
        ),
    ),
)
