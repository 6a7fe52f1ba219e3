"""A question in plain words, read: which card or page it asks for, and what of it is understood.

Nothing is guessed. A reading is taken by itself only where every word is accounted for and no other
reading fits as well; otherwise the readings are offered, and what was not understood is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.languages import ENGLISH
from graph.slips import is_slip_of_keys
from graph.store import Limits
from graph.texts import gettext
from graph.views.asking.aspects import aspects, compared_in, with_presence
from graph.views.asking.built_query import any_answer
from graph.views.asking.candidates import ENOUGH, candidates
from graph.views.asking.composing import composed
from graph.views.asking.general_cards import GENERAL, OF_LINES
from graph.views.asking.interpretation import (
    BUILT,
    Interpretation,
    built_interpretation,
)
from graph.views.asking.looking_ahead import asks_more
from graph.views.asking.named_kinds import with_named_kinds
from graph.views.asking.names_alone import names_only, offers, shared
from graph.views.asking.naming import namer
from graph.views.asking.phrasings import phrasings
from graph.views.asking.pieces import rows_asked_for
from graph.views.asking.relations import relations
from graph.views.asking.second_question import several_questions, without_documents
from graph.views.asking.series import at_an_end, not_on_record, numbered, with_listed
from graph.views.asking.titles import finds_nothing, part_on_record
from graph.views.asking.wording import WORDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, NamedGraph

__all__ = ["Interpretation", "Understood", "understood"]

_ONE: Final = Limits(seconds=5, rows=1)
_OFFERED: Final = 5
_MARGIN: Final = 0.05
_LINES: Final = "things-compared"
"""The card that has all that is on record of two things beside one another."""
_OWN: Final = frozenset({"my", "our", "your"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a text was understood as.

    Attributes:
        readings: the ways to understand it, the best first.
        unknown: words that say something and that were not understood, as they are written.
        pieces: the text, piece by piece.
        sure: whether the first reading can be taken without asking back.
        read_as: words that are not on record, each with the one that it may be but for a slip,
            where another may be meant. The readings are then those of the text with these; none of
            them is sure.
        remarks: sentences on what the text asks for that its readings do not say.
    """

    readings: tuple[Interpretation, ...]
    unknown: tuple[str, ...]
    pieces: tuple[Piece, ...]
    sure: bool
    read_as: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def not_understood(self) -> str:
        """The words that were not understood, each with the one that it may be but for a slip."""
        perhaps = dict(self.read_as)
        return " and ".join(
            f"“{word}”" + (f" (perhaps “{perhaps[word]}”)" if word in perhaps else "")
            for word in self.unknown
        )

    @property
    def things(self) -> tuple[Name, ...]:
        """What the text names, where each name is of one thing."""
        return tuple(one.things[0] for one in self.pieces if one.sort == "thing")


def understood(kg: NamedGraph, questions: Mapping[str, Question], text: str) -> Understood:
    """What a text asks for.

    Args:
        kg: the graph, opened.
        questions: the cards, by their keys.
        text: what somebody typed.
    """
    own = [kg.names.language] if kg.names.language in WORDINGS else []
    found: list[Understood] = []
    for tag in dict.fromkeys([*own, *WORDINGS]):
        found.append(_understood_in(tag, kg, questions, text))
        if found[-1].sure:
            return found[-1]
    return min(found, key=lambda one: (not one.readings, len(one.unknown)))


def _understood_in(
    tag: str, kg: NamedGraph, questions: Mapping[str, Question], text: str
) -> Understood:
    """What a text asks for when it is read in a language."""
    finder = namer(kg.engine, kg.names.in_english, tag)
    found = _as_written(finder, kg, questions, text)
    if not found.unknown:
        return found
    ways = phrasings(finder, tuple(questions.values()))
    said = frozenset[str]().union(*(way.said for way in ways))  # no slips, but out of place here
    slips = [one for one in found.unknown if not said & set(finder.wording.meant([words(one)]))]
    read_as = tuple(
        (told, near.capitalize() if told.istitle() else near)
        for told in slips
        if (near := finder.nearest(words(told)))
    )
    for told, near in read_as:
        text = text.replace(told, near)
    again = _as_written(finder, kg, questions, text) if read_as else found
    if not read_as or not again.readings:
        return found
    if again.sure and all(is_slip_of_keys(words(told), words(near)) for told, near in read_as):
        told_as = (
            gettext("“{typed}” is read as “{word}”.", typed=one, word=two) for one, two in read_as
        )
        return replace(again, remarks=(*told_as, *again.remarks))
    return replace(again, unknown=found.unknown, sure=False, read_as=read_as)


def _as_written(
    finder: Namer, kg: NamedGraph, questions: Mapping[str, Question], text: str
) -> Understood:
    wording = finder.wording
    asked = without_documents(text) if wording.language == ENGLISH else text
    pieces, view = _view(with_listed(finder.pieces(asked), kg.names.in_english), wording)
    pieces, rows = rows_asked_for(with_presence(pieces), wording)
    pieces, remarks = numbered(kg, questions, pieces, wording)
    found = _read(finder, kg, questions, pieces, view)
    # "Who was at the latest round table?" asks not which that was.
    asks_who = wording.asks_for(one.value for one in pieces if one.sort == "word") == "who"
    if (asks_who or not found.sure) and (meeting := at_an_end(kg, questions, pieces, wording)):
        of_that = _read(finder, kg, questions, meeting, view)
        found = found if of_that.unknown else of_that
    is_read = bool(found.readings) and not found.unknown
    if not found.sure and not is_read and (met := finder.meetings.joined(pieces)):
        of_that = _read(finder, kg, questions, met, view)
        if of_that.readings and len(of_that.unknown) <= len(found.unknown):
            found, pieces = of_that, with_presence(met)
    if not found.sure and (by_parts := _by_parts(finder, kg, questions, text, pieces)):
        found, said = by_parts
        remarks = (*remarks, *said)
    if own := _of_askers_own(pieces):
        found = replace(found, sure=False, unknown=(*found.unknown, *own))
    if which := _which(pieces, wording):
        lists = tuple(one for one in found.readings if one.key == "list-of-kind")
        found = replace(found, readings=lists or found.readings)
    missing = (*not_on_record(pieces), *_names_missing(finder, pieces, found.unknown))
    # A meeting that is not on record is asked back, whatever else could be put together.
    is_sure = found.sure and not (remarks and found.readings[0].key == BUILT)
    if offered := _offered(kg, found, pieces, text):  # and typed as it was offered
        found, is_sure = replace(found, readings=(offered,), unknown=()), True
    elif is_sure and _shows_the_second(found.readings[0], pieces):
        pass
    elif several := _several_questions(finder, kg, questions, text, is_sure=is_sure):
        found, is_sure = replace(found, readings=several, unknown=()), False
        remarks = (*remarks, _one_by_one(len(several)))
    found = replace(found, sure=is_sure, remarks=(*remarks, *rows, *which, *missing))
    loose = tuple(one.told for one in pieces if one.is_loose)
    unknown = tuple(dict.fromkeys((*found.unknown, *loose)))
    return replace(found, sure=False, unknown=unknown) if loose else found


def _by_parts(
    finder: Namer,
    kg: NamedGraph,
    questions: Mapping[str, Question],
    text: str,
    pieces: Sequence[Piece],
) -> tuple[Understood, tuple[str, ...]] | None:
    """What a list of aspects of one thing asks for, or of two that are compared.

    One card that answers all is taken; of several each is offered, and what is not understood of a
    part is said.
    """
    compared = compared_in(text, pieces, finder.wording)
    listed = aspects(text, pieces, finder.wording)
    if compared:
        (base, parts), head = compared, next(one for one in compared[0] if one.things)
    elif listed:
        base, (head, parts) = [], listed
    else:
        return None
    read = [_read(finder, kg, questions, [*part, head], "") for part in parts]
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
    if compared:
        whole = _read(finder, kg, questions, base, "")
        readings = [one for one in whole.readings if one.key == _LINES] or readings
    is_sure = len(readings) == 1 and not unknown
    found = Understood(
        readings=tuple(readings), unknown=unknown, pieces=tuple(pieces), sure=is_sure
    )
    return found, (_one_by_one(len(readings)),) if len(readings) > 1 else ()


def _one_by_one(number: int) -> str:
    return gettext("These are {number} questions; each is answered by itself.", number=number)


def _offered(
    kg: NamedGraph, found: Understood, pieces: Sequence[Piece], text: str
) -> Interpretation | None:
    """The reading whose own question, as it is offered, is the text."""
    things = [one for one in pieces if one.sort == "thing"]
    readings = (*found.readings, *offers(things, kg.names))
    return next((one for one in readings if words(one.question) == words(text)), None)


def _several_questions(
    finder: Namer, kg: NamedGraph, questions: Mapping[str, Question], text: str, *, is_sure: bool
) -> tuple[Interpretation, ...]:
    """The readings of each part of a text that asks several things; none where it asks one.

    "What is Project 61 about and which countries does it cover?" would be answered by half.
    """
    parts = several_questions(finder, kg, questions, text, is_sure=is_sure)
    read = [_as_written(finder, kg, questions, one) for one in parts]
    readings = [one.readings[0] for one in read if one.sure]
    if not readings or len(readings) < len(parts) or len({one.key for one in readings}) == 1:
        return ()
    return tuple(readings)


def _names_missing(finder: Namer, pieces: Sequence[Piece], unknown: Sequence[str]) -> Iterator[str]:
    """That nothing is called as a word that is written as a name and is not understood."""
    name: list[str] = []
    for piece in (*pieces[1:], None):
        if piece and piece.sort == "word" and piece.told in unknown and piece.told[:1].isupper():
            is_known = piece.value in finder.wording.known or finder.place(piece.value)
            name += [] if is_known else [piece.told]
        elif name:
            yield gettext("Nothing called “{name}” is on record.", name=" ".join(name))
            name = []


def _which(pieces: Sequence[Piece], wording: Wording) -> tuple[str, ...]:
    """The question which one is meant, where a text speaks of "the project" and names none."""
    named = [one for one in pieces if one.sort != "word"]
    said = [*wording.meant(one.value for one in pieces if one.sort == "word")]
    is_one = any(
        before.value == "the" and one.sort == "kind" and not one.told.endswith("s")
        for before, one in pairwise(pieces)
    )
    if not is_one or len(named) > 1 or {*said} - {"known"}:
        return ()
    return (f"Which {named[0].told} is meant? Its name or number tells.",)


def _of_askers_own(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What a text calls the asker's own, "our region": which one that is it does not tell."""
    return tuple(
        f"{before.told} {one.told}"
        for before, one in pairwise(pieces)
        if before.value in _OWN and one.sort == "kind" and not one.told.endswith("s")
    )


def _read(
    finder: Namer,
    kg: NamedGraph,
    questions: Mapping[str, Question],
    pieces: Sequence[Piece],
    view: str,
) -> Understood:
    """What pieces of a text ask for."""
    wording = finder.wording
    ways = phrasings(finder, tuple(questions.values()))
    labels = finder.labels
    if things := names_only(pieces, wording):
        to_do = (*shared(things, ways, kg.names, labels), *offers(things, kg.names))
        is_sure = len(things) == 1 and len(things[0].things) == 1
        return Understood(readings=to_do, unknown=(), pieces=tuple(pieces), sure=is_sure)
    found = [
        (_shown(one, view), left) for one, left in _best(candidates(finder, pieces, ways, kg.names))
    ]
    whole = [one for one, left in found if not left]
    together = list(_put_together(finder, kg, pieces, view))
    built = [one for one, left in together if not left]
    is_built = len(built) == 1 and built[0].score == 1
    if whole and not is_built and (part := part_on_record(kg, finder, whole[0], pieces)):
        rest, left_out = part
        of_part = _read(finder, kg, questions, rest, view)
        return replace(of_part, unknown=(*left_out, *of_part.unknown), sure=False)
    if whole:
        first = whole[0]
        rivals = [one for one in whole[1:] if one.score > first.score - _MARGIN]
        # What no title holds may be on record all the same, in a document or in other words.
        is_sure = first.score > ENOUGH and not rivals and not finds_nothing(kg, first)
        if built and (not is_sure or _says_less(first, built[0], pieces, is_built=is_built)):
            is_sure = is_built
            whole = [*built, *whole]
        return Understood(
            readings=tuple(whole[:_OFFERED]), unknown=(), pieces=tuple(pieces), sure=is_sure
        )
    if built:
        # What leaves a word unsaid is no other way to mean what is put together whole.
        beside = [] if is_built else [one for one, _ in found if one.score >= ENOUGH / 2]
        offered = (*built, *beside)[:_OFFERED]
        return Understood(readings=offered, unknown=(), pieces=tuple(pieces), sure=is_built)
    # What joins several conditions and leaves no more unsaid than a card comes nearest.
    least = min((len(left) for _, left in found), default=len(pieces))
    joined = [(one, left) for one, left in together if _is_near(one, left, least)][:1]
    unknown = _unknown(pieces, joined or found, wording)
    near = [one for one, _ in (*joined, *found) if one.score >= ENOUGH / 2][:_OFFERED]
    # Where nothing comes near, what is named can still be gone to, or seen side by side.
    readings = near or [*offers([one for one in pieces if one.sort == "thing"], kg.names)]
    return Understood(readings=tuple(readings), unknown=unknown, pieces=tuple(pieces), sure=False)


def _says_less(
    card: Interpretation, built: Interpretation, pieces: Sequence[Piece], *, is_built: bool
) -> bool:
    """Whether a card that fits says less of what is asked than what is put together of it."""
    if card.key in OF_LINES:
        return True
    if not is_built or built.built is None:
        return False
    is_named = built.built.is_named and card.key in GENERAL
    return is_named or _shows_the_second(built, pieces)


def _shows_the_second(reading: Interpretation, pieces: Sequence[Piece]) -> bool:
    """Whether what is asked behind an "and" is shown beside the rest: "and who attended them"."""
    is_beside = reading.built and any(one.is_shown for one in reading.built.conditions)
    return bool(is_beside) and any(asks_more(pieces, at) for at in range(len(pieces)))


def _is_near(reading: Interpretation, left: frozenset[str], least: int) -> bool:
    """Whether a question that was put together comes nearer than what leaves so many unsaid."""
    return reading.built is not None and len(reading.built.conditions) > 1 and len(left) <= least


def _put_together(
    finder: Namer, kg: NamedGraph, pieces: Sequence[Piece], view: str
) -> Iterator[tuple[Interpretation, frozenset[str]]]:
    """The questions that a text can be put together to, each with the words that it leaves unsaid.

    Those that leave none come first.
    """
    if not finder.wording.relations:
        return
    known = relations(kg.engine, kg.names.in_english, finder.wording.language)
    for one in sorted(composed(finder, known, pieces), key=lambda one: len(one.unsaid)):
        # That nothing holds all the words does not say that nothing holds a part of them; and
        # what is not about words that nothing holds is everything.
        lost = {
            condition.value
            for asked in one.worded
            if not kg.engine.query(any_answer(asked), limits=_ONE).boolean
            for condition in asked.conditions
        }
        if lost & {*one.words_before}:
            continue  # "successful projects" says something else
        told = replace(one, is_open=one.is_open or bool(lost))
        yield _shown(built_interpretation(told, kg.names), view), one.unsaid


def _view(pieces: Sequence[Piece], wording: Wording) -> tuple[list[Piece], str]:
    """The pieces without those that say how the answer is to be shown, and how that is."""
    known, silent = wording.views, wording.silent
    free = with_named_kinds(pieces, wording)  # "table-top exercises" are no table
    told = [one for one in free if one.sort == "word" and one.value in known]
    views = [known[one.value] for one in told]
    kept = [one for one in pieces if one not in told]
    if not views or not any(one.sort != "word" or one.value not in silent for one in kept):
        return list(pieces), ""
    return kept, views[0]


def _shown(reading: Interpretation, view: str) -> Interpretation:
    if not view or reading.page != "ask":
        return reading
    return replace(reading, address={**reading.address, "view": view})


def _unknown(
    pieces: Sequence[Piece],
    found: Sequence[tuple[Interpretation, frozenset[str]]],
    wording: Wording,
) -> tuple[str, ...]:
    """The written words that not even the best reading accounts for."""
    left = found[0][1] if found else frozenset(wording.meant([one.value for one in pieces]))
    return tuple(
        piece.told
        for piece in pieces
        if (piece.sort == "word" and set(wording.meant([piece.value])) & left)
        or (piece.sort != "word" and f"={piece.value}" in left)
        or (piece.sort == "thing" and set(wording.meant(piece.value.split())) & left)
    )


def _best(
    found: Iterable[tuple[Interpretation, frozenset[str]]],
) -> Iterator[tuple[Interpretation, frozenset[str]]]:
    """The best of each question and filling, those that leave least first, then the most said."""
    best: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Interpretation, frozenset[str]]] = {}
    for reading, left in found:
        key = (reading.key, tuple(sorted(reading.values.items())))
        old = best.get(key)
        if old is None or (len(left), -reading.score) < (len(old[1]), -old[0].score):
            best[key] = reading, left
    yield from sorted(best.values(), key=lambda one: (len(one[1]), -one[0].score, one[0].key))
