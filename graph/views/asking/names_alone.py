"""What can be asked of things that a text names without another word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.asking.filling import filled
from graph.views.asking.interpretation import Interpretation, interpretation
from graph.views.asking.page_ways import PAGES, Page
from graph.views.asking.phrasings import Phrasing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Names

__all__ = ["names_only", "offers", "shared"]

_OF_BOTH: Final = {"projects-with-both", "countries-in-both"}


def names_only(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The things of a text that says nothing else."""
    things = [one for one in pieces if one.sort == "thing"]
    others = [one for one in pieces if one.sort != "thing" and one.value not in wording.joining]
    return [] if others else things


def shared(
    pieces: Sequence[Piece],
    ways: Iterable[Phrasing],
    names: Names,
    labels: Mapping[str, str],
) -> Iterator[Interpretation]:
    """The question that asks what two things of one kind are in together, where there is one."""
    if len(pieces) != 2:  # noqa: PLR2004 - what asks for two
        return
    for way in ways:
        if way.target.key in _OF_BOTH and not way.place:
            for values, _ in filled(way, pieces, [], way.kinds):
                yield interpretation(way, values, names, labels, 1.0)


def offers(pieces: Sequence[Piece], names: Names) -> Iterator[Interpretation]:
    """What can be done with the things named; nothing where none is."""
    if not pieces:
        return
    pieces = list({tuple(piece.things): piece for piece in pieces}.values())
    by_key = {page.key: page for page in PAGES}
    first = [one for piece in pieces for one in piece.things]
    if len(pieces) == 1:
        for one in first:
            for key in ("network", "report"):
                yield _page_asked_for(by_key[key], {"thing": one.short}, names)
        return
    if len(pieces) == 2:  # noqa: PLR2004 - what asks for two
        ends = {"one": pieces[0].things[0].short, "other": pieces[1].things[0].short}
        for key in ("paths", "side-by-side", "bridges"):
            yield _page_asked_for(by_key[key], ends, names)
        return
    shorts = [piece.things[0].short for piece in pieces]
    labels = ", ".join(piece.things[0].label for piece in pieces)
    for title, page, parameters in (
        (f"How are these connected: {labels}?", "connections", {"between": ",".join(shorts)}),
        (f"Side by side: {labels}", "cooperation", {"things": "~".join(shorts)}),
        (f"A report on {labels}", "cooperation", {"view": "report", "about": ",".join(shorts)}),
    ):
        target = Page(key=page, question=title, page=page, parameters=parameters, slots=())
        yield Interpretation(
            question=title, target=target, values={}, page=page, address=parameters, score=1.0
        )


def _page_asked_for(page: Page, values: Mapping[str, str], names: Names) -> Interpretation:
    way = Phrasing(target=page, said=frozenset(), kinds=(), slots=page.slots, place=0)
    return interpretation(way, values, names, {}, 1.0)
