"""A question in plain words, read: which card or page it asks for, and what of it is understood.

Nothing is guessed. A reading is taken by itself only where every word is accounted for and no other
reading fits as well; otherwise the readings are offered, and what was not understood is named.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.languages import ENGLISH
from graph.slips import is_slip_of_keys
from graph.texts import gettext
from graph.views.asking.asked_in_part import or_in_part
from graph.views.asking.asked_of_meetings import as_asked_of_meetings
from graph.views.asking.aspects import asks_one_by_one, with_presence
from graph.views.asking.beside_another import (
    listed_in_one,
    names_several,
    with_kind_again,
    without_asker_near,
    without_having_none,
)
from graph.views.asking.built_question import BuiltQuestion
from graph.views.asking.document_languages import with_language_behind
from graph.views.asking.each_of_several import (
    SeveralAsked,
    each_by_itself,
    each_of,
    of_parts,
)
from graph.views.asking.first_or_last import at_its_end, several_at_an_end
from graph.views.asking.general_cards import GENERAL
from graph.views.asking.interpretation import ASK, BUILT, Interpretation
from graph.views.asking.languages_tried import languages_tried
from graph.views.asking.leading_row import first_rows
from graph.views.asking.left_open import (
    by_their_bodies,
    names_missing,
    no_kick_off,
    not_told_of_kind,
    of_askers_own,
    of_none_told,
    other_parts,
    which_one,
)
from graph.views.asking.long_questions import in_each_region, with_place_again
from graph.views.asking.measured_by import measured
from graph.views.asking.met_most import met_most
from graph.views.asking.more_asked import LIST_OF_KIND, TextReader
from graph.views.asking.names_alone import offers
from graph.views.asking.naming import namer
from graph.views.asking.not_told import not_told
from graph.views.asking.offered_instead import or_offered_instead
from graph.views.asking.other_ways import (
    asks_who,
    by_all_beside,
    by_bodies_there,
    by_who_published,
    holder_of_post,
    in_town_that_hosts,
    or_by_bodies_there,
    or_by_publisher,
    or_of_meeting,
    or_of_place,
    with_focal_point,
)
from graph.views.asking.partner_countries import (
    by_their_countries,
    without_who_is_not_there,
)
from graph.views.asking.phrasings import phrasings
from graph.views.asking.pieces import Piece
from graph.views.asking.printed_question import as_printed
from graph.views.asking.quantities import rows_asked_for
from graph.views.asking.reading_pieces import (
    Understood,
    shows_the_second,
    without_view,
)
from graph.views.asking.roles_at_bodies import as_on_record_in_role, or_all_of_the_body
from graph.views.asking.said_around import (
    behind_asker,
    is_ordered_by_date,
    persons_in_role,
    with_exception_last,
    with_its_end_first,
    with_plain_numbers,
    with_plain_times,
    without_opening,
    without_order,
    without_surroundings,
    without_wish,
)
from graph.views.asking.second_question import (
    refers_back,
    tied_kind_asked,
)
from graph.views.asking.series import at_an_end, not_on_record, numbered, with_listed
from graph.views.asking.short_forms import without_short_forms
from graph.views.asking.times_of_year import with_months
from graph.views.asking.titles import is_empty, with_title_words_behind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.naming import Namer
    from graph.views.record.names import NamedGraph

__all__ = ["Interpretation", "Understood", "understood"]

_OWN_WORDS: Final = 1.05
"""What a reading scores above where its words are written as the card's are."""
_DONE_IN_IT: Final = {"projects-of-organisation", "role-in-initiative"}
"""What a body does in the Initiative: both tell a part of it, where both have an answer."""
_SAME: Final = "same"
_IN_TIME: Final = ("-first", "-latest", "-oldest")
"""How cards are called whose rows stand in the order of their dates."""
_UNDATED: Final = frozenset({LIST_OF_KIND, BUILT})
"""What shows no dates unless they are asked for."""


def understood(kg: NamedGraph, questions: Mapping[str, Question], text: str) -> Understood:
    """What a text asks for.

    Args:
        kg: the graph, opened.
        questions: the cards, by their keys.
        text: what somebody typed.
    """
    if printed := as_printed(kg.names, text):
        return Understood(readings=(printed,), unknown=(), pieces=(), sure=True)
    found: list[Understood] = []
    for tag in languages_tried(kg.names, text):
        found.append(_understood_in(tag, kg, questions, text))
        if found[-1].sure:
            return found[-1]
    return min(found, key=lambda one: (not one.readings, len(one.unknown)))


def _understood_in(
    tag: str, kg: NamedGraph, questions: Mapping[str, Question], text: str
) -> Understood:
    """What a text asks for when it is read in a language."""
    finder = namer(kg.engine, kg.names.in_english, tag)
    reader = TextReader(finder, kg, questions, _as_written)
    found = or_all_of_the_body(reader, _in_any_order(reader, text), text)
    read = partial(_in_any_order, reader)
    in_part = or_in_part(finder, read, found, text)
    instead = or_offered_instead(finder, kg.names, read, in_part, text)
    if not found.unknown or instead is not found:
        return instead
    if asked := persons_in_role(found.unknown):
        # Where they were or spoke is told beside each of them.
        of_all = _in_any_order(reader, asked)
        return replace(found, readings=(*of_all.readings[:1], *found.readings[:4]))
    said = phrasings(finder, tuple(questions.values())).said  # no slips, but out of place here
    slips = [one for one in found.unknown if not said & set(finder.wording.meant([words(one)]))]
    by_word = _told_by_a_word(finder, found.unknown, text)
    read_as = (
        *by_word.items(),
        *(
            (told, (near.capitalize() if told.istitle() else near).replace("_", " "))
            for told in slips
            if told not in by_word and (near := finder.nearest(words(told)))
        ),
    )
    sure_words = [one for one in by_word if finder.telling_words.is_sure(one, text)]
    for told, near in read_as:
        text = text.replace(told, near)
    again = _in_any_order(reader, text) if read_as else found
    if not read_as or not again.readings:
        return found
    if again.sure and all(
        told in sure_words if told in by_word else is_slip_of_keys(words(told), words(near))
        for told, near in read_as
    ):
        told_as = (
            gettext("“{typed}” is read as “{word}”.", typed=one, word=two) for one, two in read_as
        )
        return replace(again, remarks=(*told_as, *again.remarks))
    return replace(again, unknown=found.unknown, sure=False, read_as=read_as)


def _told_by_a_word(finder: Namer, unknown: Sequence[str], text: str) -> dict[str, str]:
    """What each word that is not understood tells where one thing is called so, by its label."""
    held = {told: finder.telling_words.holding(told, text) for told in unknown}
    return {told: ones[0].label for told, ones in held.items() if len(ones) == 1}


def _in_any_order(reader: TextReader, text: str) -> Understood:
    """What a text asks for, also without the order that it wants, which the table has."""
    found = _as_written(reader, text)
    is_english = reader.finder.wording.language == ENGLISH
    if is_english and not found.sure and (rest := without_opening(text)) != text:
        of_rest = _as_written(reader, rest)
        is_of_one = len(of_rest.things) == 1  # "of ISTC in Project 53" may be what is said of both
        if of_rest.sure and is_of_one and of_rest.readings[0].page == ASK:
            return of_rest
    if not is_english or (bare := without_order(text)) == text or _is_own(found):
        return found
    if found.sure and found.readings[0].key.endswith(_IN_TIME):
        return found
    again = _as_written(reader, bare)
    if again.sure and is_ordered_by_date(text) and again.readings[0].key in _UNDATED:
        dated = _as_written(reader, f"{bare} with their dates")
        again = dated if dated.sure else again  # what has no date in its rows has no such order
    remark = gettext("A heading of the table sorts its rows.")
    return replace(again, remarks=(*again.remarks, remark)) if again.sure else found


def _shows_of_them(found: Understood, pieces: Sequence[Piece], text: str) -> bool:
    """Whether what is asked of those found is shown beside them: "and who attended them".

    So are those by which they are tied: "which firms are partners, and in which projects".
    """
    built = found.readings[0].built
    told = tied_kind_asked(text)
    asked = {one.value for one in pieces if one.sort == "kind" and one.told == told}
    ties = (one.value for one in built.conditions) if built else ()
    if any(isinstance(one, BuiltQuestion) and one.kind in asked for one in ties):
        return True
    return refers_back(text) and shows_the_second(found.readings[0], pieces)


def _without_asker(finder: Namer, text: str) -> str:
    """A text without what askers say of themselves first, where that names nothing on record."""
    told, rest = behind_asker(text)
    is_named = any(one.sort == "thing" for one in finder.pieces(told))
    is_whole = any(one.sort == "thing" for one in finder.pieces(rest)) and not refers_back(rest)
    return rest if told and is_whole and not is_named else text


def _bare(finder: Namer, text: str) -> tuple[str, str]:
    """A text without what askers say of themselves, and also without what stands around it."""
    if finder.wording.language != ENGLISH:
        return text, text
    text = with_place_again(finder, in_each_region(finder, with_focal_point(finder, text)))
    text = without_short_forms(by_their_countries(finder, text))
    text = as_on_record_in_role(finder, text)
    text = as_asked_of_meetings(finder, without_who_is_not_there(finder, text))
    text = with_its_end_first(_without_asker(finder, without_wish(text)))
    text = with_plain_numbers(with_plain_times(with_exception_last(text)))
    text = with_title_words_behind(with_months(with_language_behind(text)))
    text = in_town_that_hosts(finder, with_kind_again(finder, met_most(text)))
    text = by_all_beside(finder, by_bodies_there(finder, text))
    pieces = finder.pieces(text)
    if names_several(pieces):
        text = without_having_none(text)
    if len([one for one in pieces if one.sort == "thing"]) > 1:
        text = without_asker_near(text)
    return text, without_surroundings(text)


def _is_own(found: Understood) -> bool:
    """Whether a card that is no general one is what a text asks for, in the card's own words."""
    if not found.sure:
        return False
    first = found.readings[0]
    return first.score > _OWN_WORDS and first.key not in GENERAL | {BUILT}


def _as_written(reader: TextReader, text: str) -> Understood:
    finder, kg, questions = reader.finder, reader.kg, reader.questions
    wording = finder.wording
    text, asked = _bare(finder, text)
    row = listed_in_one(finder, asked) if wording.language == ENGLISH else ""
    asked = row or asked
    pieces, view = without_view(with_listed(finder.pieces(asked), kg.names.in_english), wording)
    pieces, rows, number = rows_asked_for(by_who_published(with_presence(pieces)), wording)
    pieces, remarks = numbered(kg, questions, pieces, wording)
    found = reader.read(pieces, view)
    # "Who was at the latest round table?" asks not which that was.
    is_open = asks_who(finder, pieces) or not found.sure
    meeting = (is_open and at_an_end(kg, questions, pieces, wording)) or ()
    if meeting:
        of_that = reader.read(meeting, view)
        found = found if of_that.unknown else of_that
    elif of_another := _of_another(reader, found, pieces, view):
        told_of = replace(of_another, remarks=(*remarks, *of_another.remarks))
        return _but_for_what_is_not_told(kg, told_of, pieces, told_of.as_read)
    found, pieces = or_of_meeting(reader, found, pieces)
    found, pieces = or_by_publisher(reader, found, pieces)
    found = or_of_place(reader, found, pieces)
    if wording.language == ENGLISH:
        found = or_by_bodies_there(reader, found)
    is_list = found.sure and found.readings[0].key == BUILT and asks_one_by_one(text)
    by_parts = of_parts(reader, text, pieces) if is_list or not found.sure else None
    if by_parts and (by_parts.sure or not found.sure):
        found = by_parts
    told = SeveralAsked(pieces=pieces, meeting=meeting, view=view, text=asked, is_row=bool(row))
    found = each_by_itself(reader, found, told)
    found = _both_parts(kg, reader.of_options(found, text))
    before, found = found, reader.or_with_and_without(found, text)
    is_whole = bool(row) or (found is not before and found.is_each)
    if own := (*of_askers_own(pieces), *of_none_told(pieces)):
        found = replace(found, sure=False, unknown=(*found.unknown, *own))
    if which := which_one(pieces, wording):
        lists = tuple(one for one in found.readings if one.key == LIST_OF_KIND)
        found = replace(found, readings=lists or found.readings)
    missing = _missing(finder, pieces, found.unknown, text)
    # A meeting that is not on record is asked back, whatever else could be put together.
    is_sure = found.sure and not (remarks and found.readings[0].key == BUILT)
    if offered := _offered(kg, found, pieces, text):  # and typed as it was offered
        found, is_sure = replace(found, readings=(offered,), unknown=()), True
    elif counted := reader.with_numbers(text):
        found, is_sure = counted, True
    else:
        found = reader.with_more(
            replace(found, sure=is_sure),
            text,
            is_all=is_sure and (is_whole or _is_own(found) or _shows_of_them(found, pieces, text)),
        )
        is_sure = found.sure
    if is_sure and not offered:
        found = _but_for_what_is_not_told(kg, found, pieces, text)
        is_sure = found.sure
    first = first_rows(kg, found.readings[0], number) if is_sure and not found.is_each else ()
    said = (*remarks, *found.remarks, *(first or rows), *which, *missing)
    found = replace(found, sure=is_sure, remarks=said)
    return _loosely_told(reader, found, replace(told, pieces=pieces))


def _of_another(
    reader: TextReader, found: Understood, pieces: Sequence[Piece], view: str
) -> Understood | None:
    """What a text asks for by the first or last of some meetings, or by what another thing has.

    None where it tells none, or where that is not understood.
    """
    finder, kg = reader.finder, reader.kg
    if not found.sure and (few := several_at_an_end(finder, kg, pieces)):
        return replace(found, readings=(few[0],), unknown=(), sure=True, remarks=(few[1],))
    # "Who was at the last meeting in Beirut?" asks not which that was.
    is_open = asks_who(finder, pieces) or not found.sure
    told = at_its_end(finder, kg, pieces) if is_open else None
    if not told:
        told = holder_of_post(kg, reader.questions, pieces, finder.wording)
    if not told and (not found.sure or any(one.value == _SAME for one in pieces)):
        told = measured(kg.engine, pieces, finder.wording)
        joined = None if told else finder.meetings.joined(pieces)  # "after the academy in Turin"
        told = measured(kg.engine, joined, finder.wording) if joined else told
    of_that = reader.read(told[0], view) if told else found
    if not told or not of_that.sure:
        return None
    return replace(of_that, remarks=(*of_that.remarks, told[1]))


def _but_for_what_is_not_told(
    kg: NamedGraph, found: Understood, pieces: Sequence[Piece], text: str
) -> Understood:
    """What a text is sure to ask for, not sure where that does not tell all of it."""
    first = found.readings[0]
    left = not_told(pieces, first, text)
    kicked = no_kick_off(first, text, kg.names)
    if not left and not kicked:
        return found
    return replace(
        found,
        sure=False,
        unknown=(*found.unknown, *left),
        remarks=(*found.remarks, *kicked),
    )


def _missing(
    finder: Namer, pieces: Sequence[Piece], unknown: Sequence[str], text: str
) -> tuple[str, ...]:
    """What a text names that is not on record, in sentences."""
    return (
        *not_on_record(pieces),
        *names_missing(finder, pieces, unknown, text),
        *not_told_of_kind(pieces),
        *other_parts(finder, text, unknown),
    )


def _loosely_told(
    reader: TextReader,
    found: Understood,
    told: SeveralAsked,
) -> Understood:
    """What a text asks for, not sure where a word in it names only some of a kind."""
    loose = tuple(one.told for one in told.pieces if one.is_loose)
    if not loose:
        return found
    if by_bodies := by_their_bodies(told.pieces, told.text):
        of_bodies = _as_written(reader, by_bodies)
        first = of_bodies.readings[:1] if of_bodies.sure else ()
        found = replace(found, readings=(*first, *found.readings))
    unknown = tuple(dict.fromkeys((*found.unknown, *loose)))
    return replace(found, sure=False, unknown=unknown)


def _both_parts(kg: NamedGraph, found: Understood) -> Understood:
    """What a text asks for; what a body does in the Initiative in both parts, if both are told."""
    both = found.readings[:2]
    if found.sure or {one.key for one in both} != _DONE_IN_IT:
        return found
    told = [one for one in both if not is_empty(kg, one)]
    if len(told) == 1:
        return replace(found, readings=(*told, *found.readings[2:]), sure=not found.unknown)
    return each_of(found, told) if told else found


def _offered(
    kg: NamedGraph, found: Understood, pieces: Sequence[Piece], text: str
) -> Interpretation | None:
    """The reading whose own question, as it is offered, is the text."""
    things = [one for one in pieces if one.sort == "thing"]
    readings = (*found.readings, *offers(things, kg.names))
    return next((one for one in readings if words(one.question) == words(text)), None)
