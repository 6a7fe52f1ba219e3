"""What joins two places of a network as it is drawn: a frozen value for each sort of line.

A line is stated by documents, follows from what both its ends share or what lies hidden between
them, leads to what is not shown, or is a bundle of lines between the same two. Each value knows
what it is and how it stands in an address, so nothing is ever read out of an id.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Generic, Literal, TypeAlias, TypeVar

from graph.texts import catalogued, gettext
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.network.hidden_lines import HiddenTie
    from graph.views.network.scene import Rest
    from graph.views.network.ties import SharedTie
    from graph.views.record.lines import Triple
    from graph.views.record.names import Names

__all__ = [
    "THINNEST_TIE",
    "BundleLine",
    "DrawnLine",
    "HiddenLine",
    "LineSort",
    "NetworkLine",
    "SingleLine",
    "SummaryLine",
    "TieLine",
    "line_id",
    "stated_line",
]

_FEW_WORDS: Final = 2
THINNEST_TIE: Final = 0.7
"""How wide a line is that was worked out from next to nothing shared."""
_Tie = TypeVar("_Tie", bound="SharedTie | HiddenTie")

LineSort: TypeAlias = Literal["stated", "new", "tie", "hidden", "rest"]
"""How a line came about, which decides how it is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """A line between two things with its own property.

    ``label`` reads from the source, ``inverse`` from the target; ``documents`` is how many state
    it, ``disputed`` whether any dissents. ``number`` is what a query counts on it, as it was
    written, and ``weight`` how wide that makes it (1 is usual). ``note`` is a key of
    `graph.views.network.line_notes.NOTES`, ``tone`` one of what a reader has lines told apart by;
    ``new`` says that an import would add it.
    """

    source: str
    predicate: str
    target: str
    label: str
    inverse: str
    documents: int = 0
    disputed: bool = False
    number: str = ""
    weight: float = 1
    note: str = ""
    tone: str = ""
    new: bool = False

    @property
    def id(self) -> str:
        """Its name in the picture, and in the address of a page."""
        return line_id(self.source, self.predicate, self.target)

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.id

    @property
    def triple(self) -> Triple:
        """What documents state: source, predicate and target."""
        return self.source, self.predicate, self.target

    count: ClassVar[int] = 1

    @property
    def sort(self) -> LineSort:
        """How it came about: stated, or new where an import would add it."""
        return "new" if self.new else "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class _LineOfTie(Generic[_Tie]):
    """A line that no document states as such: it is worked out from several, and has no direction.

    It has no document of its own; those behind it are told where it is opened.
    """

    tied: _Tie

    count: ClassVar[int] = 1
    predicate: ClassVar[str] = ""
    documents: ClassVar[int] = 0
    disputed: ClassVar[bool] = False
    note: ClassVar[str] = ""
    tone: ClassVar[str] = ""

    @property
    def id(self) -> str:
        """Its name in the picture."""
        return self.tied.id

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.tied.id

    @property
    def source(self) -> str:
        """The one of the two things."""
        return self.tied.one

    @property
    def target(self) -> str:
        """The other one."""
        return self.tied.other

    @property
    def label(self) -> str:
        """What stands at it: "share 4 projects", "2 hidden meetings between"."""
        return self.tied.label

    @property
    def inverse(self) -> str:
        """The same: it has no direction."""
        return self.tied.label


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine(_LineOfTie["SharedTie"]):
    """A line that no document states: it follows from what both its ends share."""

    weight: float = 1.0

    sort: ClassVar[LineSort] = "tie"


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenLine(_LineOfTie["HiddenTie"]):
    """A line through things that the reader took out: they lie between its ends."""

    sort: ClassVar[LineSort] = "hidden"
    weight: ClassVar[float] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """The line from a thing to the node that stands for what it has lines to and is not shown."""

    rest: Rest

    sort: ClassVar[LineSort] = "rest"
    count: ClassVar[int] = 0
    predicate: ClassVar[str] = ""
    label: ClassVar[str] = catalogued("not shown")
    inverse: ClassVar[str] = catalogued("not shown")
    documents: ClassVar[int] = 0
    disputed: ClassVar[bool] = False
    weight: ClassVar[float] = 1.0
    note: ClassVar[str] = ""
    tone: ClassVar[str] = ""

    @property
    def id(self) -> str:
        """Its name in the picture."""
        return f"{self.rest.id}~line"

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.id

    @property
    def source(self) -> str:
        """The thing."""
        return self.rest.thing

    @property
    def target(self) -> str:
        """The summary node."""
        return self.rest.id


SingleLine: TypeAlias = DrawnLine | TieLine | HiddenLine


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleLine:
    """All lines between the same two nodes, drawn as one that opens to each of them.

    ``documents`` is how many documents state any of them. A line of a thing in a group ends at the
    group, and still knows its own ends. ``note`` is that of a line which has one;
    ``runs_one_way`` says that all lines run from the source to the target.
    """

    source: str
    target: str
    lines: tuple[SingleLine, ...]
    documents: int = 0
    note: str = ""
    runs_one_way: bool = False

    predicate: ClassVar[str] = ""

    @property
    def id(self) -> str:
        """Its name in the picture, the same whichever way its lines run."""
        return "~lines~".join(sorted((_short(self.source), _short(self.target))))

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.id

    @property
    def count(self) -> int:
        """How many lines it is."""
        return len(self.lines)

    @property
    def sort(self) -> LineSort:
        """That of its lines; where they differ, stated comes first."""
        sorts = {line.sort for line in self.lines}
        return next(sort for sort in ("stated", "new", "tie", "hidden") if sort in sorts)

    @property
    def disputed(self) -> bool:
        """Whether documents disagree on any of them."""
        return any(line.disputed for line in self.lines)

    @property
    def tone(self) -> str:
        """The tone that all of them have; nothing where they differ."""
        tones = {line.tone for line in self.lines}
        return tones.pop() if len(tones) == 1 else ""

    @property
    def weight(self) -> float:
        """The wider, the more lines; as wide as the widest of them at least.

        Lines that were worked out are together as wide as all that their ends share.
        """
        if all(isinstance(line, TieLine) for line in self.lines):
            return round(THINNEST_TIE + sum(one.weight - THINNEST_TIE for one in self.lines), 2)
        widest = max(line.weight for line in self.lines)
        return round(max(widest, 1 + 0.35 * math.log2(self.count)), 2)

    @property
    def label(self) -> str:
        """What stands at it: "attended · 12", or how many lines there are where they differ."""
        return _together(self.count, [line.label for line in self.lines])

    @property
    def inverse(self) -> str:
        """The same, read from the target."""
        return _together(self.count, [line.inverse for line in self.lines])


NetworkLine: TypeAlias = SingleLine | BundleLine | SummaryLine


def stated_line(  # noqa: PLR0913 - what may be told of a line beside what it states, by name
    names: Names,
    triple: Triple,
    documents: int = 0,
    *,
    disputed: bool = False,
    note: str = "",
    tone: str = "",
) -> DrawnLine:
    """A line in the words of its property; one without a property has none."""
    source, property_, target = triple
    name = names[property_]
    return DrawnLine(
        source=source,
        predicate=property_,
        target=target,
        label=name.label if property_ else "",
        inverse=name.inverse or name.label,
        documents=documents,
        disputed=disputed,
        note=note,
        tone=tone,
    )


def line_id(source: str, property_: str, target: str) -> str:
    """The name of a line in a page's address: its three parts, shortened."""
    return f"{_short(source)}~{property_.rpartition('#')[2] or property_}~{_short(target)}"


def _together(count: int, labels: Sequence[str]) -> str:
    """The words of several lines: their own where they are few, else how many there are."""
    words = list(dict.fromkeys(labels))
    if len(words) == 1:
        return f"{words[0]} · {count:,}" if count > 1 else words[0]
    if count == len(words) == _FEW_WORDS:
        first, second = words
        return f"{first}, {second.removeprefix(first.partition(' ')[0] + ' ')}"
    return gettext("{count:,} lines", count=count)


def _short(iri: str) -> str:
    return iri.removeprefix(str(THINGS))
