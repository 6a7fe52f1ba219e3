"""What a text asks beyond one question: each of several choices, or one question beside another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.languages import ENGLISH
from graph.texts import gettext
from graph.views.asking.beside_another import names_several, with_and_without
from graph.views.asking.each_of_several import each_of, has_dates, is_of_no_date
from graph.views.asking.general_cards import GENERAL, SAID_OF_TWO
from graph.views.asking.interpretation import ASK, BUILT
from graph.views.asking.leading_row import leading_row, only_one, others_of_kind
from graph.views.asking.long_questions import with_second_half, without_when
from graph.views.asking.number_of_each import is_ranked, numbers_asked, with_numbers
from graph.views.asking.options import options
from graph.views.asking.reading_pieces import PieceReader
from graph.views.asking.second_question import (
    asks_again,
    has_sentences,
    of_another,
    of_the_first,
    several_questions,
    those_told,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.reading_pieces import Understood

__all__ = ["LIST_OF_KIND", "TextReader"]

LIST_OF_KIND: Final = "list-of-kind"
"""What answers no question that goes with another: "and in which region" asks not for all."""
_TOLD_FIRST: Final = re.compile(r"^(.{8,}?)(?:\s+[-\u2013]\s+|:\s+)(\S.+)$")
_GOES_ON: Final = re.compile(r"(?:\w+\s+)?(?:who|what|where|when|which|how)\b", re.IGNORECASE)
_TWO: Final = 2
_NUMBER_ALONE: Final = frozenset({"participants-of-meeting"})
"""Cards that tell how many there were, and nothing else that was asked before."""
_OFFERED: Final = 2
"""How many of those found something is offered of, beside what finds them."""
_FEWEST: Final = frozenset({"fewest", "smallest"})


@dataclass(frozen=True)
class TextReader(PieceReader):
    """What reads the parts of a text, each as a question of its own.

    Attributes:
        as_written: how a whole text is read.
    """

    as_written: Callable[[TextReader, str], Understood]

    def read_text(self, text: str) -> Understood:
        """What a text asks for that is one of the parts."""
        return self.as_written(self, text)

    def of_options(self, whole: Understood, text: str) -> Understood:
        """What a text asks for, of each of the names that it leaves to choose from, if it does."""
        is_own = whole.sure and whole.readings[0].key != BUILT
        read = [self.read_text(one) for one in (() if is_own else options(self.finder, text))]
        if read and all(one.sure for one in read):
            return each_of(replace(whole, unknown=()), [one.readings[0] for one in read])
        return replace(whole, sure=False) if read else whole

    def or_with_and_without(self, whole: Understood, text: str) -> Understood:
        """What a text asks for, or what it asks of those that have something and of the others."""
        if not self._is_english or names_several(whole.pieces):
            return whole
        is_own = whole.sure and whole.readings[0].key != BUILT
        halves = with_and_without(text)
        if not any(halves) and not is_own:
            halves = with_second_half(self.finder, text)
        read = [self.read_text(one) for one in halves if one]
        if not read:
            return whole
        if all(one.sure and not one.is_each for one in read):
            each = {one.readings[0].question: one.readings[0] for one in read}
            # One answer may tell of both who has one and who has none.
            return (
                each_of(replace(whole, unknown=()), [*each.values()]) if len(each) > 1 else read[0]
            )
        return replace(whole, sure=False)

    def with_numbers(self, text: str) -> Understood | None:
        """What a text asks for first, with how many each has: "and in how many projects"."""
        first, kind, told = numbers_asked(self.finder, text) if self._is_english else ("", "", "")
        asked = self.read_text(first) if first else None
        if asked is None or not asked.sure or asked.is_each:
            return None
        if counted := with_numbers(asked.readings[0], kind, self.kg.names):
            return replace(asked, readings=(counted,))
        most = self.read_text(f"{first} with the most {told}") if told else asked
        return most if most.sure and is_ranked(most.readings[0]) else None

    def with_more(self, whole: Understood, text: str, *, is_all: bool = False) -> Understood:
        """What a text asks for, with what it asks beside it; not sure where that is not understood.

        Args:
            whole: what the whole text asks for.
            text: what somebody typed.
            is_all: whether it is sure, and that seems to be all.
        """
        told = self._with_other_half(whole, text) if is_all else None
        if told := told or self._of_the_one_told(text, is_sure=whole.sure):
            return told
        if not whole.sure and (bare := without_when(text)) != text:
            of_bare = self.read_text(bare)
            if of_bare.sure and not of_bare.is_each and has_dates(of_bare.readings[0]):
                return of_bare  # which tells when
        if ranked := self._and_of_the_first(text):
            return ranked
        if several := self._several(text, is_sure=whole.sure):
            whole = replace(whole, readings=several, unknown=(), sure=True)
            return each_of(whole, several) if len(several) > 1 else whole
        if whole.sure and self._is_half(whole, text):
            return replace(whole, sure=False)  # it says what one of them asks for
        return whole if whole.sure else self._or_of_another(whole, text)

    def _with_other_half(self, whole: Understood, text: str) -> Understood:
        """What a text asks for, with what it asks first where the whole is its second half only.

        "Who attended ARZ 2021, and how many people were there?" says all of either.
        """
        if not self._is_english or not asks_again(self.finder, text):
            return whole
        if whole.readings[0].key not in _NUMBER_ALONE:
            return whole
        several = self._several(text, is_sure=False)
        if whole.readings[0].question not in {one.question for one in several[1:]}:
            return whole
        return each_of(whole, several)

    def _or_of_another(self, whole: Understood, text: str) -> Understood:
        """What a text may ask for, first of each that it looks for by another of its kind.

        "Which project came after Project 37, and who leads it" asks not who leads Project 37.
        """
        first, other = of_another(self.finder, text)
        asked = self.read_text(first) if other else whole
        if not asked.sure or asked.is_each:
            return self._or_each_part(whole, text)
        others = others_of_kind(self.kg, asked.readings[0])[:_OFFERED]
        read = [self.read_text(other.format(one.label)) for one in others]
        of_each = [one.readings[0] for one in read if one.sure and not one.is_each]
        readings = {one.question: one for one in (*of_each, asked.readings[0], *whole.readings)}
        return replace(whole, readings=tuple(readings.values())[: _OFFERED + 1], unknown=())

    def _or_each_part(self, whole: Understood, text: str) -> Understood:
        """What a text may ask for, first of two questions in it what either asks by itself.

        So where the first is sure, and the other one has more than one meaning.
        """
        parts = several_questions(self.finder, self.kg, self.questions, text, is_sure=False)
        read = [self.read_text(one[0]) for one in parts if one] if len(parts) == _TWO else []
        of_each = [one for one in read if one.readings and not one.unknown and not one.is_each]
        if len(of_each) < _TWO or not of_each[0].sure:
            return whole
        offered = [each for one in of_each for each in one.readings[: 1 if one.sure else _OFFERED]]
        readings = {one.question: one for one in (*offered, *whole.readings)}
        return replace(whole, readings=tuple(readings.values()), unknown=())

    @property
    def _is_english(self) -> bool:
        """Whether the text is read in English: most texts of several questions are known there."""
        return self.finder.wording.language == ENGLISH

    def _several(self, text: str, *, is_sure: bool) -> tuple[Interpretation, ...]:
        """The readings of each part of a text that asks several things; none where it asks one.

        "What is Project 61 about and which countries does it cover?" would be answered by half.
        """
        parts = several_questions(self.finder, self.kg, self.questions, text, is_sure=is_sure)
        read = ([self.read_text(one) for one in part] for part in parts)
        sure = [
            [
                one.readings[0]
                for one in ways
                if one.sure
                and one.readings[0].key not in {LIST_OF_KIND, *((SAID_OF_TWO,) if at else ())}
                and not is_of_no_date(self.finder, self.kg, one.readings[0])
            ]
            for at, ways in enumerate(read)
        ]
        readings = [ways[0] for ways in sure if ways]
        if len(readings) < len(parts):
            return ()
        if parts and (those := those_told(self.finder, text)):
            all_those = self.read_text(those).readings[:1]
            if not all_those or all_those[0].question != readings[0].question:
                return ()  # "they" are not all of the country, but those that the first looks for
        return tuple({one.question: one for one in readings}.values())

    def _is_half(self, found: Understood, text: str) -> bool:
        """Whether a text asks for more than what it is taken for: "is it in P53, and who leads"."""
        key = found.readings[0].key
        return key in GENERAL and (
            has_sentences(text) or (key == SAID_OF_TWO and asks_again(self.finder, text))
        )

    def _of_the_one_told(self, text: str, *, is_sure: bool) -> Understood | None:
        """What a text asks of the one thing that it tells first by what is said of it.

        "Crime scene course Philippines 2025 - how many people" tells one training. None where it
        tells none so, or several; or where the text is understood, and does not go on with a
        question.
        """
        parts = _TOLD_FIRST.match(text) if self._is_english else None
        if is_sure and not (parts and _GOES_ON.match(parts[2])):
            return None
        told = self.read_text(parts[1]) if parts else None
        if not (parts and told and told.sure) or told.readings[0].built is None:
            return None
        one = only_one(self.kg, told.readings[0])
        asked = self.read_text(f"{one.label}: {parts[2]}") if one else told
        if not one or not asked.sure:
            return None
        of_that = gettext("What is told so is {name}.", name=one.label)
        return replace(asked, remarks=(of_that, *asked.remarks))

    def _and_of_the_first(self, text: str) -> Understood | None:
        """A ranking, and what a text asks of what leads it: "which ran longest, and who led it".

        None where it does not ask so, where several lead, or where what it asks is not sure.
        """
        first, other = of_the_first(self.finder, text)
        if not other:
            return None
        ranked = self.read_text(first)
        if not ranked.sure or ranked.is_each:
            return None
        fewest = _FEWEST & {*self.finder.wording.meant(words(first).split())}
        if fewest and not any(one in ranked.readings[0].key for one in fewest):
            return None  # the last of the most is another row
        leads = leading_row(self.kg, ranked.readings[0])
        asked = self.read_text(other.format(leads.label)) if leads else ranked
        if not leads or not asked.sure or asked.is_each or asked.readings[0].page != ASK:
            return None
        told = gettext("{name} stands first; what follows is asked of it.", name=leads.label)
        return each_of(ranked, [ranked.readings[0], asked.readings[0]], told)
