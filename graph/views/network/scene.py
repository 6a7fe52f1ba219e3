"""What is shown after some steps, before any filter: things, places, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.views.places.arrangements import Arranged
from graph.views.record.appearance import appearance
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.network.groups import Group, GroupRule
    from graph.views.network.view_state import Relation
    from graph.views.places.arrangements import Layout
    from graph.views.places.label_boxes import Position

__all__ = ["Expansion", "Rest", "Scene"]


@dataclass(frozen=True, slots=True)
class Rest:
    """What a thing has lines to that is not shown: things of one kind, all of them."""

    thing: str
    kind: str
    things: tuple[str, ...]

    @property
    def id(self) -> str:
        """The name of the node that stands for them: ``rest~country/KAZ~Meeting``."""
        return f"rest~{self.thing.removeprefix(str(THINGS))}~{self.kind}"

    @property
    def label(self) -> str:
        """What stands under that node: "+37 meetings"."""
        return f"+{appearance(self.kind).counted(len(self.things))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """What a thing can be expanded by: a relation and a kind, with all the things it leads to."""

    relation: Relation
    predicate: str
    kind: str
    things: tuple[str, ...]
    shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The things that are shown after some steps, where they stand, and what was left out.

    ``parents`` names the thing that brought another in; ``scopes`` what was asked of each thing
    that was expanded; ``hidden`` is what the reader took out. ``cut`` counts, by kind, what did
    not find room where it belongs to no thing in view. ``groups`` are what the ``rules`` draw as
    one now; the things in them are among the ``things``, and ``aside`` has the places from which
    they were gathered. ``focus`` is what the view started from, which is in no group but a named
    one.
    """

    things: tuple[str, ...] = ()
    arranged: Arranged = field(default_factory=Arranged)
    parents: Mapping[str, str] = field(default_factory=dict)
    scopes: Mapping[str, tuple[tuple[Relation | None, str], ...]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    layout: Layout = "force"
    middle: str | None = None
    focus: str | None = None
    rules: tuple[GroupRule, ...] = ()
    groups: tuple[Group, ...] = ()
    aside: Mapping[str, Position] = field(default_factory=dict)
    rests: tuple[Rest, ...] = ()
    cut: Mapping[str, int] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
