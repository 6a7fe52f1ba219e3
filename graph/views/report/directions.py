"""Marks in a Word document what runs from right to left (ECMA-376, part 1, 17.3.2.30 and 17.3.1.6).

Word shapes a run of text by the direction that it is marked with, so each part of a text that runs
from right to left becomes a run of its own; a paragraph that is all of it begins at the right.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from graph.languages import is_right_to_left, runs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["mark_directions"]

_AFTER_BIDI = ("adjustRightInd", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")


def mark_directions(body: Any) -> None:  # noqa: ANN401 - lxml's elements have no types here
    """Mark every run and every paragraph below an element that runs from right to left."""
    for paragraph in list(body.iter(qn("w:p"))):
        if is_right_to_left("".join(one.text or "" for one in paragraph.iter(qn("w:t")))):
            _put(paragraph.get_or_add_pPr(), "w:bidi", before=_AFTER_BIDI)
    for run in list(body.iter(qn("w:r"))):
        texts = run.findall(qn("w:t"))
        if len(texts) == 1 and any(is_turned for _, is_turned in runs(texts[0].text or "")):
            _split(run, runs(texts[0].text))


def _split(run: Any, parts: Iterable[tuple[str, bool]]) -> None:  # noqa: ANN401 - as above
    """Put a run for each part of the text where one was."""
    for text, is_turned in parts:
        made = deepcopy(run)
        told = made.find(qn("w:t"))
        told.text = text
        told.set(qn("xml:space"), "preserve")
        if is_turned:
            _put(made.get_or_add_rPr(), "w:rtl", before=("cs", "em", "lang"))
        run.addprevious(made)
    run.getparent().remove(run)


def _put(properties: Any, name: str, before: Iterable[str]) -> None:  # noqa: ANN401 - as above
    """Put a mark among properties, before those that come after it in the schema."""
    later = [each for one in before if (each := properties.find(qn(f"w:{one}"))) is not None]
    if later:
        later[0].addprevious(OxmlElement(name))
    else:
        properties.append(OxmlElement(name))
