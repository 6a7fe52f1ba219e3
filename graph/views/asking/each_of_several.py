"""What asks for several readings, each of which is answered: parts of a list, names in a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Final

from graph.store.text.head_and_end import head_and_end
from graph.texts import gettext
from graph.views.asking.aspects import aspects, compared_in
from graph.views.asking.beside_another import compared_in_time
from graph.views.asking.built_question import WordsValue
from graph.views.asking.compared_in_turn import each_compared
from graph.views.asking.general_cards import GENERAL, OF_OWN_DATES, SAID_OF_TWO
from graph.views.asking.in_turn import each_in_turn
from graph.views.asking.interpretation import ASK, BUILT
from graph.views.asking.page_ways import Page
from graph.views.asking.pieces import Piece
from graph.views.asking.reading_pieces import PieceReader, Understood
from graph.views.asking.second_question import asks_for_another
from graph.views.asking.titles import is_empty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.naming import Namer
    from graph.views.record.names import NamedGraph

__all__ = [
    "SeveralAsked",
    "each_by_itself",
    "each_of",
    "has_dates",
    "is_of_no_date",
    "of_parts",
]

_JOINT: Final = frozenset(
    {BUILT, SAID_OF_TWO, "projects-with-three", "things-with-both", "things-with-three"}
)
"""What takes several things together, whatever is asked of them."""
_DATED: Final = re.compile(
    r"\w*date\d*|adopted|asOf|began|begun|ended|from|issued|joined|opened|since|started|when",
    re.IGNORECASE,
)
"""What columns of answers that are dates are called."""
_THREE: Final = 3
_OF_THREE: Final = frozenset({"projects-with-three", "things-with-three"})
_BODIES: Final = frozenset({"Country", "Organisation"})
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
    reader: PieceReader,
    text: str,
    pieces: Sequence[Piece],
) -> Understood | None:
    """What a list of aspects of one thing asks for, or of two that are compared.

    One card that answers all is taken, of several each; what is not understood of a part is said.
    """
    finder = reader.finder
    compared = compared_in(text, pieces, finder.wording)
    listed = aspects(text, pieces, finder.wording)
    if compared:
        (base, parts), head = compared, next(one for one in compared[0] if one.things)
    elif listed and not asks_for_another(finder, text):
        base, (head, parts) = [], listed
    else:
        return None
    parts = tuple(_of_those_present(finder, part, head) for part in parts)
    read = [reader.read([*part, head]) for part in parts]
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
        of_each = [reader.read(one) for one in both]
        if all(one.sure for one in of_each):
            return each_of(of_each[0], [one.readings[0] for one in of_each])
    if compared:
        whole = reader.read(base)
        readings = [one for one in whole.readings if one.key == _LINES] or readings
    found = Understood(
        readings=tuple(readings), unknown=unknown, pieces=tuple(pieces), sure=not unknown
    )
    return found if len(readings) == 1 else each_of(found, readings)


def _of_those_present(finder: Namer, part: tuple[Piece, ...], head: Piece) -> tuple[Piece, ...]:
    """A part that asks for bodies of a meeting as who attended it: "from which agencies".

    Where a project is, is in the countries that it covers.
    """
    if all(one.family == "Project" for one in head.things) and [one.value for one in part] == [
        "where"
    ]:
        covered = Piece(told="cover", sort="word", value="cover")
        return (replace(part[0], sort="kind", value="Country"), covered)
    said = finder.wording.meant(one.value for one in part if one.sort == "word")
    is_of_bodies = any(one.sort == "kind" and one.value in _BODIES for one in part)
    is_meeting = all(one.family == "Meeting" for one in head.things)
    present = Piece(told="attended", sort="word", value="attended")
    return (*part, present) if is_of_bodies and is_meeting and not said else part


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralAsked:
    """What a text asks of several.

    Attributes:
        pieces: the text, piece by piece.
        meeting: the same with the latest or first meeting of a series as that; empty where it tells
            none.
        view: how the answer is to be shown.
        text: the text as it was typed.
        is_row: whether it asks the same of each by itself: "what in Amman, and what in Rabat".
    """

    pieces: Sequence[Piece]
    meeting: Sequence[Piece]
    view: str
    text: str
    is_row: bool


def each_by_itself(
    reader: PieceReader,
    together: Understood,
    asked: SeveralAsked,
) -> Understood:
    """What a text asks for, or what it asks of each of several things by itself, where it does.

    Args:
        reader: what reads each of them.
        together: what it asks for when all are taken together.
        asked: the text.
    """
    finder = reader.finder
    is_either = bool(finder.wording.either & {one.value for one in asked.pieces})
    is_joint = together.sure and not is_either and together.readings[0].key in _JOINT
    pieces = asked.pieces
    either = () if together.sure else _first_whole(reader, _in_time(finder, pieces))
    if either and all(has_dates(one) for one in either):
        told = gettext("Each is answered by itself; the dates tell which came first.")
        return each_of(replace(together, unknown=()), either, told)
    rows = (
        [(one, asked.view) for one in each]
        for each in (
            each_in_turn(finder, pieces, asked.text),
            each_in_turn(finder, asked.meeting, asked.text),
            each_compared(pieces, finder.wording),
        )
    )
    may_be_in_turn = is_joint or asked.is_row or not together.sure
    turns = _first_whole(reader, chain(*rows)) if may_be_in_turn else ()
    if any(is_of_no_date(finder, reader.kg, one) for one in turns):
        turns = ()
    if asked.is_row:
        is_each = replace(together, unknown=()) if turns else together
        return each_of(is_each, turns) if turns else replace(together, sure=False)
    if turns and (not is_joint or _says_more(reader.kg, together.readings[0], turns)):
        apart = gettext("Nothing on record has these together; each is answered by itself.")
        first = together.readings[0] if is_joint else None
        # What no title holds side by side may be on record together all the same.
        is_apart = first is not None and first.key != SAID_OF_TWO and not _looks_for_row(first)
        return each_of(replace(together, unknown=()), turns, apart if is_apart else "")
    return together


def _looks_for_row(reading: Interpretation) -> bool:
    """Whether a reading looks for words that are a row of two: "radiological and nuclear"."""
    conditions = reading.built.conditions if reading.built else ()
    told = [one.value.words for one in conditions if isinstance(one.value, WordsValue)]
    return any(" and " in one for one in told)


def is_of_no_date(finder: Namer, kg: NamedGraph, reading: Interpretation) -> bool:
    """Whether a reading asks when something began that has no beginning, as a country.

    "And when did it end" behind the plan of a country is asked of the plan.
    """
    things = [name for value in reading.values.values() if (name := kg.names.find(value))]
    return reading.key in OF_OWN_DATES and not all(finder.begins(one.family) for one in things)


def has_dates(reading: Interpretation) -> bool:
    """Whether an answer has a date of what was done, by which it can be compared with another."""
    if isinstance(reading.target, Page) or reading.key in OF_OWN_DATES:
        return False
    return any(map(_DATED.fullmatch, head_and_end(reading.target.sparql).columns))


def _in_time(
    finder: Namer, pieces: Sequence[Piece]
) -> Iterator[tuple[Sequence[Sequence[Piece]], str]]:
    """The texts of either of two that are compared in time, none of them with a view."""
    yield from ((one, "") for one in compared_in_time(finder, pieces))


def _first_whole(
    reader: PieceReader,
    rows: Iterable[tuple[Sequence[Sequence[Piece]], str]],
) -> tuple[Interpretation, ...]:
    """The readings of the first row of texts of which each is sure; () where none is."""
    for texts, view in rows:
        read = (reader.read(one, view) for one in texts)
        sure = takewhile(lambda one: one.sure, read)  # the first that is not ends it
        readings = tuple(one.readings[0] for one in sure)
        if len(readings) == len(texts) and all(one.page == ASK for one in readings):
            return readings
    return ()


def _says_more(kg: NamedGraph, joint: Interpretation, in_turn: Sequence[Interpretation]) -> bool:
    """Whether readings of each of several things say more than the one that takes them together.

    So where nothing is on record of them together; and what one document says of both is not what
    was asked of each. Of three, all have to be in the row.
    """
    if joint.key in _OF_THREE and len(in_turn) != _THREE:
        return False
    if joint.key == SAID_OF_TWO:
        return not any(one.key in GENERAL for one in in_turn)
    return is_empty(kg, joint)
