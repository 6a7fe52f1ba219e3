"""The kinds of thing as a diagram: a click on one, and on what ties it, writes a query."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from graph.components.registering import register
from graph.texts import catalogued, translated
from graph.views.answers.class_diagram import QueryStep

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

    from graph.views.answers.class_diagram import ClassDiagram

__all__ = ["class_diagram_of"]

_MOST_STEPS: Final = 20
_WORDS: Final = {
    "begin": catalogued("Click a kind of thing to begin a query with it."),
    "on": catalogued("What is on record of it: click to add it to the query."),
    "kinds": catalogued("Kinds of thing"),
    "values": catalogued("Values"),
    "lines": catalogued("Lines to other things"),
    "back": catalogued("One step back"),
    "anew": catalogued("Begin anew"),
    "written": catalogued("The query so far"),
}


def class_diagram_of(diagram: ClassDiagram, *, key: str) -> list[QueryStep]:
    """Show the diagram, and return the steps that were clicked."""
    data = {
        "words": translated(_WORDS),
        "boxes": _listed(diagram.boxes),
        "lines": _listed(diagram.lines),
    }
    found = _component()(key=key, data=data, on_steps_change=lambda: None)
    return _steps(found.get("steps"))


def _steps(told: object) -> list[QueryStep]:
    """The well-formed ones of the steps that came from the browser."""
    if not isinstance(told, list):
        return []
    steps = []
    for one in told[:_MOST_STEPS]:
        match one:
            case {"kind": str(kind), "relation": str(relation), "backwards": bool(backwards)}:
                steps.append(QueryStep(kind, relation, backwards))
    return steps


def _listed(parts: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - boxes or lines
    return [asdict(one) for one in parts]


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "diagram")
