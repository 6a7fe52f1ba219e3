"""How lines bend aside: those between the same two things, and those that a thing stands in."""

from __future__ import annotations

from graph.views.exports.drawing import control
from graph.views.places.bends import bends

ROW = {"a": (0.0, 0.0), "b": (200.0, 0.0), "c": (400.0, 3.0), "below": (200.0, 150.0)}


def test_a_line_of_a_row_goes_above_what_stands_in_it() -> None:
    """Whichever way it runs; the next ones of the row, and those beside it, stay straight."""
    for start, end in (("a", "c"), ("c", "a")):
        lines = [("over", start, end), ("near", "a", "b"), ("aside", "a", "below")]
        found = bends(lines, ROW)
        assert list(found) == ["over"]
        _, y = control(ROW[start], ROW[end], found["over"])
        assert y < -30


def test_a_line_of_a_column_goes_to_the_right() -> None:
    """From above and from below."""
    column = {"a": (0.0, 0.0), "b": (0.0, 100.0), "c": (0.0, 200.0)}
    for start, end in (("a", "c"), ("c", "a")):
        found = bends([("over", start, end)], column)
        x, _ = control(column[start], column[end], found["over"])
        assert x > 15


def test_lines_between_the_same_two_things_stay_apart() -> None:
    """Seen from the same end each has a bend of its own; one to itself has none."""
    lines = [("one", "a", "b"), ("two", "b", "a"), ("three", "a", "b"), ("loop", "a", "a")]
    found = bends(lines, ROW)
    seen = {line: found.get(line, 0) * (1 if start == "a" else -1) for line, start, _ in lines[:3]}
    assert len(set(seen.values())) == 3
    assert "loop" not in found
    assert bends([], ROW) == {}
