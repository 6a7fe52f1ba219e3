"""A report as one HTML document: it needs no script and no other file, and prints to A4.

Labels are escaped wherever they stand, and the page's own policy lets nothing run and reaches no
address at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from graph.palette import painted
from graph.plurals import counted
from graph.templates import template
from graph.views.exports.page import allowed
from graph.views.exports.shown import clean
from graph.views.record.in_words import worded
from graph.views.report.content import Figure, Sentence
from graph.views.report.drawings import drawing
from graph.views.report.wording import LICENCE, references, runnable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.report.content import Block, Report, Section

__all__ = ["html", "is_turned"]

# The room for a picture on an upright page and on one that is turned, as in the style, in mm.
_UPRIGHT, _LYING = (180.0, 222.0), (267.0, 144.0)
_PIXEL: Final = 25.4 / 96
_WORTH: Final = 1.15
"""A page is turned for a picture that becomes so much larger by it."""


def html(report: Report) -> bytes:
    """The document."""
    style = painted(files("graph.views.report").joinpath("report.css").read_text("utf-8"))
    policy = f"default-src 'none'; style-src {allowed(style)}; base-uri 'none'; form-action 'none'"
    return (
        template("views/report/report.html")
        .render(
            report=report,
            policy=policy,
            style=Markup(style),
            blocks_of=lambda section: list(_blocks(report, section)),
            references=lambda places: references(report, places),
            places=dict(report.cited_as(report.references)),
            passages=report.passages,
            gives=_gives,
            runnable=runnable,
            clean=_clean,
            licence=LICENCE,
            signed=_signed(report),
        )
        .encode()
    )


def _signed(report: Report) -> str:
    """Reference, author and date, as far as they are given."""
    told = [
        f"Reference {report.reference}",
        report.author,
        worded(report.day),
        f"data of {worded(report.edition.newest)}" if report.edition.newest else "",
    ]
    return " · ".join(filter(None, told))


def _clean(text: str) -> str:
    """What no document may hold is replaced; nothing stays nothing."""
    return clean(text) if text else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A block of a section with its numbers, or one of the pictures of a figure.

    ``table`` is the number of a table, or of the one that has the same as the figure.
    """

    block: Block
    table: int = 0
    figure: int = 0
    number: int = 0
    of: int = 0
    drawn: Markup | None = None
    turned: bool = False


def _blocks(report: Report, section: Section) -> Iterator[_Placed]:
    for block in section.blocks:
        if isinstance(block, Sentence):
            yield _Placed(block=block)
        elif isinstance(block, Figure):
            yield from _pictures(report, block)
        else:
            yield _Placed(block=block, table=report.tables.index(block) + 1)


def _pictures(report: Report, figure: Figure) -> Iterator[_Placed]:
    """The figure in as many pictures as it takes, each of which fits a page."""
    number = report.figures.index(figure) + 1
    table = next(at for at, one in enumerate(report.tables, start=1) if one.key == figure.table)
    for part, picture in enumerate(figure.pictures, start=1):
        drawn, size = drawing(picture, f"figure-{number}-{part}")
        yield _Placed(
            block=figure,
            table=table,
            figure=number,
            number=part,
            of=len(figure.pictures),
            drawn=Markup(drawn),
            turned=is_turned(size),
        )


def is_turned(size: tuple[int, int]) -> bool:
    """Whether a picture is worth a page that is turned: it grows by it, and fills half of it."""
    lying = _fits(size, _LYING)
    return lying > _WORTH * _fits(size, _UPRIGHT) and lying * size[1] > _LYING[1] / 2


def _fits(size: tuple[int, int], room: tuple[float, float]) -> float:
    """How large a pixel becomes in a room, in mm; never larger than it is."""
    return min(_PIXEL, *(most / one for one, most in zip(size, room, strict=True)))


def _gives(rows: int | None) -> str:
    if rows is None:
        return "Gives what the lines here are chosen from."
    return f"Gives {counted(rows, 'row')}."
