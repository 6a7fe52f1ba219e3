"""What a view of the network is, as one value: where it starts, what was done, what is filtered.

Every act of a reader gives a new state; nothing is changed in place, so that undo is the state
before. Things stand under their short names (``country/KAZ``). ``graph.views.network.view_address``
writes a state into an address and reads it back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from graph.views.network.line_looks import LineLook
from graph.views.places.arrangements import Layout
from graph.vocabulary import CBRN

__all__ = [
    "LAYOUTS",
    "LEEWAY",
    "SIZES",
    "Add",
    "Arrange",
    "Collapse",
    "Expand",
    "GroupBy",
    "GroupNamed",
    "GroupedBy",
    "Hide",
    "History",
    "Keep",
    "OpenGroup",
    "Pin",
    "Relation",
    "Sizes",
    "Step",
    "Tie",
    "ViewState",
]

Sizes: TypeAlias = Literal["same", "lines", "documents"]

GroupedBy: TypeAlias = Literal["kind", "region", "publisher"]
"""What things can be grouped by, beside the wish of a reader."""

LAYOUTS: Final[tuple[Layout, ...]] = get_args(Layout)
LEEWAY: Final = 1.25
"""By how much things that are picked by name may go over the limit."""

SIZES: Final[tuple[Sizes, ...]] = get_args(Sizes)


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """A kind of line as one of its ends sees it; ``inward`` where it points at that end.

    Seen from a country, ``attendedBy.of`` leads to the meetings that it attended.
    """

    name: str
    inward: bool = False

    @property
    def iri(self) -> str:
        """The address of the property."""
        return f"{CBRN._NS}{self.name}"

    def __str__(self) -> str:
        """The relation as it stands in an address."""
        return self.name + ".of" * self.inward


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Lines that are worked out: things of ``kind`` that share a thing of kind ``through``.

    ``relation`` is the line that each of them has to what they share, seen from them.
    """

    kind: str
    relation: Relation
    through: str

    def __str__(self) -> str:
        """The tie as it stands in an address."""
        return f"{self.kind}~{self.relation}~{self.through}"


@dataclass(frozen=True, slots=True)
class Expand:
    """Bring in what a thing has a line to: all, or those of one relation or kind, or the chosen."""

    thing: str
    relation: Relation | None = None
    kind: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Add:
    """Bring in things by name."""

    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hide:
    """Take things out; they come back only when they are asked for by name."""

    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """Take out everything but these things."""

    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collapse:
    """Take out what a thing brought in, and what that brought in."""

    thing: str


@dataclass(frozen=True, slots=True)
class Pin:
    """Put a thing, or a group by its whole name, at a place and leave it there."""

    thing: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Arrange:
    """Lay everything out anew, but for what is pinned; ``middle`` is what stands in the middle."""

    layout: Layout
    middle: str = ""


@dataclass(frozen=True, slots=True)
class GroupBy:
    """Draw things of one kind, region or publisher as one; those of each, or ``of`` one alone."""

    by: GroupedBy
    of: str = ""


@dataclass(frozen=True, slots=True)
class GroupNamed:
    """Draw some things as one, under a name that the reader gives."""

    name: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Draw the things of a group one by one again; of all groups where none is named."""

    group: str = ""


Step: TypeAlias = (
    Expand | Add | Hide | Keep | Collapse | Pin | Arrange | GroupBy | GroupNamed | OpenGroup
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """Everything that says what is on the screen.

    One thing in ``start`` is shown with all that it has a line to; several are shown with the
    lines among them; none is the Initiative at a glance. ``years`` are the first and the last
    year of a span; ``known_by`` is a day as 2021-06-30.
    """

    start: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    without_kinds: tuple[str, ...] = ()
    without_relations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    known_by: str = ""
    ties: tuple[Tie, ...] = ()
    sizes: Sizes = "same"
    look: LineLook = "plain"
    most: int = 200

    def then(self, step: Step) -> ViewState:
        """The state after one more step; arranging or pinning again replaces the last time."""
        kept = list(self.steps)
        if isinstance(step, Arrange) and kept and isinstance(kept[-1], Arrange):
            kept.pop()
        if isinstance(step, Pin):
            # Several things are dragged together: the last time of each is among the last steps.
            for at in range(len(kept) - 1, -1, -1):
                before = kept[at]
                if not isinstance(before, Pin):
                    break
                if before.thing == step.thing:
                    del kept[at]
        return replace(self, steps=(*kept, step))

    def renamed(self, old: str, name: str) -> ViewState:
        """The state in which a reader's group has another name."""
        before, after = f"group:name:{old}", f"group:name:{name}"

        def again(step: Step) -> Step:
            match step:
                case GroupNamed(known, things) if known == old:
                    return GroupNamed(name, things)
                case Pin(thing, x, y) if thing == before:
                    return Pin(after, x, y)
            return step

        return replace(self, steps=tuple(map(again, self.steps)))

    def ungrouped(self) -> ViewState:
        """The state in which no things were ever drawn as one."""
        kept = (one for one in self.steps if not isinstance(one, GroupBy | GroupNamed | OpenGroup))
        return replace(self, steps=tuple(kept))

    def turned(self, kind: str) -> ViewState:
        """The state with a kind of thing hidden where it is shown, shown where it is hidden."""
        return replace(self, without_kinds=tuple(sorted({kind} ^ set(self.without_kinds))))

    def unfiltered(self) -> ViewState:
        """The state without any filter."""
        return replace(
            self,
            without_kinds=(),
            without_relations=(),
            regions=(),
            topics=(),
            years=None,
            known_by="",
        )

    @property
    def filters(self) -> int:
        """How many filters are set."""
        lists = (self.without_kinds, self.without_relations, self.regions, self.topics)
        return sum(map(bool, (*lists, self.years, self.known_by)))

    @property
    def layout(self) -> Layout:
        """How things were arranged last; around the start, or by springs where there is none."""
        arranged = [step.layout for step in self.steps if isinstance(step, Arrange)]
        return arranged[-1] if arranged else ("around" if len(self.start) == 1 else "force")


@dataclass(frozen=True, slots=True)
class History:
    """The states of one visit: what was, what is, and what was taken back."""

    present: ViewState = ViewState()
    past: tuple[ViewState, ...] = ()
    future: tuple[ViewState, ...] = ()

    def to(self, state: ViewState) -> History:
        """The history when a state comes to the screen, by an act or by the browser's buttons."""
        if state == self.present:
            return self
        if self.past and state == self.past[-1]:
            return self.undone()
        if self.future and state == self.future[0]:
            return self.redone()
        return History(state, (*self.past, self.present))

    def undone(self) -> History:
        """The history one step back, or the same where nothing was before."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> History:
        """The history one step on again, or the same where nothing was taken back."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
