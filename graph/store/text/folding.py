"""A line that is too long, cut where a reader would: at the outermost brackets first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

__all__ = ["Fold", "TextLine"]

_WIDTH: Final = 100
"""How many columns a line has at most, where it can be cut at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A space at which a line may be cut."""

    column: int
    """Where the space stands, counted from 0."""
    depth: int
    """How many brackets are open there, apart from those of groups."""
    rank: int
    """How much belongs together there: what is loosest, as at a comma, has the lowest."""
    indent: int
    """How far what follows is indented, once it is a line of its own."""


@dataclass(slots=True, kw_only=True)
class TextLine:
    """A line that is being written, and where it may be cut."""

    text: str = ""
    length: int = 0
    """How long it is without the comment at its end: that never makes a line too long."""
    folds: list[Fold] = field(default_factory=list)

    def folded(self) -> list[str]:
        """Return the line, or the lines that it is cut into where it is longer than 100 columns.

        What cannot be cut, such as a string, may still be longer.
        """
        lines, text, length, folds = [], self.text, self.length, self.folds
        # A string may hold ends of lines itself: columns mean nothing there.
        while length > _WIDTH and "\n" not in text and (fold := _where(folds)):
            shift = fold.indent - fold.column - 1
            lines.append(text[: fold.column])
            text = " " * fold.indent + text[fold.column + 1 :]
            length += shift
            folds = [
                replace(one, column=one.column + shift) for one in folds if one.column > fold.column
            ]
        return [*lines, text]


def _where(folds: list[Fold]) -> Fold | None:
    """The best place to cut: the last of the loosest ones that leave a line short enough."""
    # The next line has to be shorter than this one was.
    of_use = [one for one in folds if one.column + 1 > one.indent]
    fitting = [one for one in of_use if one.column <= _WIDTH]
    if not fitting:
        return of_use[0] if of_use else None
    return min(fitting, key=lambda one: (one.depth, one.rank, -one.column))
