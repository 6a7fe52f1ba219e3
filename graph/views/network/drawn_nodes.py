"""What has a place in a network as it is drawn: a frozen value for each sort of node.

A node is a thing, a group of things, or stands for things that are not shown. Each value knows what
it is and how it stands in an address, so nothing is ever read out of an id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from graph.texts import gettext
from graph.views.record.appearance import appearance
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from graph.views.network.drawn_lines import NetworkLine, SingleLine
    from graph.views.network.groups import Group
    from graph.views.network.scene import Rest
    from graph.views.record.names import Names

__all__ = ["DrawnThing", "GroupNode", "NetworkNode", "SummaryNode", "drawn_thing", "is_node"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnThing:
    """A thing in a picture.

    ``kind`` is the family that decides the look, ``kind_label`` its own class in words; a ``size``
    of 1 is usual; ``new`` says that an import would add it.
    """

    id: str
    label: str
    kind: str
    kind_label: str
    size: float = 1.0
    new: bool = False

    rest: ClassVar[None] = None

    @property
    def at(self) -> str:
        """How it stands in an address: ``country/KAZ``."""
        return self.id.removeprefix(str(THINGS))


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryNode:
    """A node that stands for things of one kind that are on record but not shown."""

    rest: Rest
    size: float = 1.0

    @property
    def id(self) -> str:
        """Its name in the picture."""
        return self.rest.id

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.rest.id

    @property
    def label(self) -> str:
        """What stands under it: "+37 meetings"."""
        return self.rest.label

    @property
    def kind(self) -> str:
        """The kind of the things that it stands for."""
        return self.rest.kind

    @property
    def kind_label(self) -> str:
        """What it stands for, in words."""
        return gettext("{things} not shown", things=appearance(self.rest.kind).words)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNode:
    """Things that are drawn as one; ``inside`` are the lines among them, which are not drawn."""

    group: Group
    inside: tuple[SingleLine, ...] = ()
    size: float = 1.0

    rest: ClassVar[None] = None

    @property
    def id(self) -> str:
        """Its name in the picture."""
        return self.group.id

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.group.id

    @property
    def label(self) -> str:
        """What stands under it: "37 meetings"."""
        return self.group.label

    @property
    def kind(self) -> str:
        """The kind of the things in it; that of any thing where there are several."""
        return self.group.kind

    @property
    def kind_label(self) -> str:
        """What it is, in words."""
        return gettext(
            "group of {things}", things=appearance(self.group.kind).counted(len(self.group.things))
        )


NetworkNode: TypeAlias = DrawnThing | GroupNode | SummaryNode


def drawn_thing(names: Names, iri: str, *, size: float = 1.0) -> DrawnThing:
    """A thing under the name that the record has for it."""
    name = names[iri]
    return DrawnThing(
        id=iri,
        label=name.label,
        kind=name.family or "Thing",
        kind_label=name.kind or gettext("thing"),
        size=size,
    )


def is_node(drawn: NetworkNode | NetworkLine) -> bool:
    """Whether what is drawn has a place of its own, and is no line."""
    return isinstance(drawn, DrawnThing | GroupNode | SummaryNode)
