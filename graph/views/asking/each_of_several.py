"""What asks for several readings, each of which is answered: parts of a list, names in a row."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from graph.texts import gettext
from graph.views.asking.aspects import aspects, compared_in
from graph.views.asking.compared_in_turn import each_compared
from graph.views.asking.general_cards import GENERAL, SAID_OF_TWO
from graph.views.asking.in_turn import each_in_turn
from graph.views.asking.interpretation import ASK
from graph.views.asking.reading_pieces import Understood, read_pieces
from graph.views.asking.titles import is_empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.record.names import NamedGraph

__all__ = ["each_of", "in_turn", "of_parts", "says_more"]

_LINES: Final = "things-compared"
"""The card that has all that is on record of two things beside one another."""


def each_of(read: Understood, readings: Sequence[Interpretation], remark: str = "") -> Understood:
    """What asks for several readings: each is answered, where all are answered on one page."""
    is_each = not read.unknown and all(one.page == ASK for one in readings)
    return replace(
        read,
        readings=tuple(readings),
        sure=is_each,
        is_each=is_each,
        remarks=(
            remark
            or gettext(
                "These are {number} questions; each is answered by itself.", number=len(readings)
            ),
        ),
    )


def of_parts(
    finder: Namer,
    kg: NamedGraph,
    questions: Mapping[str, Question],
    text: str,
    pieces: Sequence[Piece],
) -> Understood | None:
    """What a list of aspects of one thing asks for, or of two that are compared.

    One card that answers all is taken, of several each; what is not understood of a part is said.
    """
    compared = compared_in(text, pieces, finder.wording)
    listed = aspects(text, pieces, finder.wording)
    if compared:
        (base, parts), head = compared, next(one for one in compared[0] if one.things)
    elif listed:
        base, (head, parts) = [], listed
    else:
        return None
    read = [read_pieces(finder, kg, questions, [*part, head], "") for part in parts]
    readings = [*{one.readings[0].question: one.readings[0] for one in read if one.sure}.values()]
    unknown = tuple(
        one.told
        for part, found in zip(parts, read, strict=True)
        if not found.sure
        for one in part
        if one.told in found.unknown or not found.unknown
    )
    if not readings or (len(readings) == 1 and unknown):
        return None
    both = next(each_compared([*base, *parts[0]], finder.wording), []) if len(parts) == 1 else []
    if compared and both:  # "BOMCA vs LEICA budget"
        of_each = [read_pieces(finder, kg, questions, one, "") for one in both]
        if all(one.sure for one in of_each):
            return each_of(of_each[0], [one.readings[0] for one in of_each])
    if compared:
        whole = read_pieces(finder, kg, questions, base, "")
        readings = [one for one in whole.readings if one.key == _LINES] or readings
    found = Understood(
        readings=tuple(readings), unknown=unknown, pieces=tuple(pieces), sure=not unknown
    )
    return found if len(readings) == 1 else each_of(found, readings)


def in_turn(
    finder: Namer,
    kg: NamedGraph,
    questions: Mapping[str, Question],
    pieces: Sequence[Piece],
    view: str,
) -> tuple[Interpretation, ...]:
    """How what is asked of several things or kinds reads for each; () where one is not sure."""
    compared = each_compared(pieces, finder.wording)
    for texts in (*each_in_turn(finder, pieces), *compared):
        read = (read_pieces(finder, kg, questions, one, view) for one in texts)
        sure = takewhile(lambda one: one.sure, read)  # the first that is not ends it
        readings = tuple(one.readings[0] for one in sure)
        if len(readings) == len(texts) and all(one.page == ASK for one in readings):
            return readings
    return ()


def says_more(kg: NamedGraph, joint: Interpretation, in_turn: Sequence[Interpretation]) -> bool:
    """Whether readings of each of several things say more than the one that takes them together.

    So where nothing is on record of them together; and what one document says of both is not what
    was asked of each.
    """
    if joint.key == SAID_OF_TWO:
        return not any(one.key in GENERAL for one in in_turn)
    return is_empty(kg, joint)
