"""The pieces of a text, read: the cards and the questions put together that they can ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.texts import gettext
from graph.views.asking.built_query import any_answer
from graph.views.asking.built_question import BuiltQuestion
from graph.views.asking.candidates import candidates
from graph.views.asking.composing import composed
from graph.views.asking.general_cards import GENERAL, OF_ANY_TIE, OF_LINES, OF_THOSE_WITH_NONE
from graph.views.asking.interpretation import ASK, Interpretation, built_interpretation
from graph.views.asking.looking_ahead import asks_more
from graph.views.asking.named_kinds import names_within_kinds, with_named_kinds
from graph.views.asking.names_alone import names_only, offers, shared
from graph.views.asking.page_ways import Page
from graph.views.asking.phrasings import phrasings
from graph.views.asking.relations import relations
from graph.views.asking.titles import finds_nothing, part_on_record
from graph.views.asking.venues import local_kind
from graph.views.asking.weighing import ENOUGH
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, NamedGraph

__all__ = ["PieceReader", "Understood", "shows_the_second", "without_view"]

_ANYTHING: Final = str(CBRN.Thing)
_ONE: Final = Limits(seconds=5, rows=1)
_OFFERED: Final = 5
_COUNTING: Final = frozenset({"by", "count", "each", "many", "number", "numbers", "per", "spread"})
_MARGIN: Final = 0.05


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
        is_each: whether the text asks for all of the readings, one after the other.
    """

    readings: tuple[Interpretation, ...]
    unknown: tuple[str, ...]
    pieces: tuple[Piece, ...]
    sure: bool
    read_as: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    is_each: bool = False

    @property
    def answered(self) -> tuple[Interpretation, ...]:
        """The readings that are answered where the text is understood: the first, or each."""
        return self.readings if self.is_each else self.readings[:1]

    @property
    def not_understood(self) -> str:
        """The words that were not understood, each with the one that it may be but for a slip."""
        perhaps = dict(self.read_as)
        return " and ".join(
            f"“{word}”" + (f" (perhaps “{perhaps[word]}”)" if word in perhaps else "")
            for word in self.unknown
        )

    @property
    def as_read(self) -> str:
        """The text as it was taken, with a year where it says "in the same year as"."""
        return " ".join(one.told for one in self.pieces)

    @property
    def things(self) -> tuple[Name, ...]:
        """What the text names, where each name is of one thing."""
        return tuple(one.things[0] for one in self.pieces if one.sort == "thing")


@dataclass(frozen=True)
class PieceReader:
    """What reads a text that is in pieces.

    Attributes:
        finder: what finds names.
        kg: the graph, opened.
        questions: the cards, by their keys.
    """

    finder: Namer
    kg: NamedGraph
    questions: Mapping[str, Question]

    def read(self, pieces: Sequence[Piece], view: str = "") -> Understood:
        """What pieces of a text ask for, shown in a view if one is named."""
        finder, kg, questions = self.finder, self.kg, self.questions
        wording = finder.wording
        ways = phrasings(finder, tuple(questions.values()))
        labels = finder.labels
        if things := names_only(pieces, wording):
            to_do = (*shared(things, ways, kg.names, labels), *offers(things, kg.names))
            is_sure = len(things) == 1 and len(things[0].things) == 1
            return Understood(readings=to_do, unknown=(), pieces=tuple(pieces), sure=is_sure)
        is_within = names_within_kinds(pieces, wording)  # no card takes a part of a kind
        fitting = () if is_within else candidates(finder, pieces, ways, kg.names)
        found = [(_shown(one, view), left) for one, left in _best(fitting)]
        whole = _narrowest_first(kg, [one for one, left in found if not left])
        together = list(_put_together(finder, kg, pieces, view))
        built = [one for one, left in together if not left]
        is_built = len(built) == 1 and built[0].score == 1
        if whole and not is_built and (part := part_on_record(kg, finder, whole[0], pieces)):
            rest, left_out = part
            of_part = self.read(rest, view)
            return replace(of_part, unknown=(*left_out, *of_part.unknown), sure=False)
        if whole:
            first = whole[0]
            near = [one for one in whole[1:] if one.score > first.score - _MARGIN]
            # What is asked of one kind is meant rather than what may be asked of anything.
            rivals = [
                one
                for one in near
                if not (_is_of_any(one) and not _is_of_any(first)) and not _is_wider(kg, one, first)
            ]
            # What no title holds may be on record all the same, in a document or in other words.
            is_likely = first.score > ENOUGH and not first.asks_more
            is_sure = is_likely and not rivals and not finds_nothing(kg, first)
            if not (is_sure or built) and (each := _of_each_named(whole, pieces)):
                return Understood(
                    readings=each[1],
                    unknown=(),
                    pieces=tuple(pieces),
                    sure=True,
                    is_each=True,
                    remarks=(each[0],),
                )
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
        return Understood(
            readings=tuple(readings), unknown=unknown, pieces=tuple(pieces), sure=False
        )


def _of_each_named(
    readings: Sequence[Interpretation], pieces: Sequence[Piece]
) -> tuple[str, tuple[Interpretation, ...]] | None:
    """What the best card tells of each of several things that one name is of, and that it is each.

    Those are the regions of a part of the world, "Africa", or the plans of a country. None where
    nothing of the kind is named, or the card has not all of them.
    """
    parts = [one for one in pieces if len(one.things) > 1 and (_regional(one) or _plans(one))]
    best = [one for one in readings if one.key == readings[0].key and one.page == ASK]
    if len(parts) != 1 or readings[0].key in GENERAL:
        return None
    named = {one.short for one in parts[0].things}
    values = [{*one.values.values()} & named for one in best]
    if len(best) != len(named) or {each for one in values for each in one} != named:
        return None
    told = (
        gettext("{word}: told is each that is on record.", word=parts[0].told)
        if _plans(parts[0])
        else gettext("{word}: told is each of its regions.", word=parts[0].told)
    )
    return told, tuple(best)


def _regional(piece: Piece) -> bool:
    """Whether a piece names regions, or their secretariats."""
    return all(local_kind(one) in {"Region", "RegionalSecretariat"} for one in piece.things)


def _plans(piece: Piece) -> bool:
    """Whether a piece names action plans."""
    return all(one.family == "ActionPlan" for one in piece.things)


def _is_of_any(reading: Interpretation) -> bool:
    """Whether a card asks something of a thing of any kind."""
    if isinstance(reading.target, Page):
        return False
    return any(one.type_iri == _ANYTHING for one in reading.target.parameters)


def _narrowest_first(kg: NamedGraph, readings: Sequence[Interpretation]) -> list[Interpretation]:
    """The readings, with a card for the thing's own kind before one for all of its family.

    "Where is the secretariat in Tashkent" asks what there is to say of secretariats.
    """
    near = (one for one in readings[1:] if one.score > readings[0].score - _MARGIN)
    best = next((one for one in near if _is_wider(kg, readings[0], one)), None)
    return [*([best] if best else []), *(one for one in readings if one is not best)]


def _is_wider(kg: NamedGraph, reading: Interpretation, other: Interpretation) -> bool:
    """Whether a card takes the same things as another one, among all others of their families."""
    is_same = {*reading.values.values()} == {*other.values.values()}
    return is_same and _own_kinds(kg, reading) < _own_kinds(kg, other)


def _own_kinds(kg: NamedGraph, reading: Interpretation) -> int:
    """How many of the things that a card takes it takes as what they are: "a secretariat"."""
    if isinstance(reading.target, Page):
        return 0
    taken = [
        (kg.names.find(reading.values[one.name]), one.type_iri.rpartition("#")[2])
        for one in reading.target.parameters
    ]
    return sum(
        name is not None and local == local_kind(name) != name.family for name, local in taken
    )


def _says_less(
    card: Interpretation, built: Interpretation, pieces: Sequence[Piece], *, is_built: bool
) -> bool:
    """Whether a card that fits says less of what is asked than what is put together of it."""
    if card.key in OF_LINES:
        return True
    if not is_built or built.built is None:
        return False
    is_no_number = not card.counted or card.key in OF_THOSE_WITH_NONE
    if built.counted and is_no_number and _asks_how_many(pieces, built.built.kind):
        return True  # a number is asked for, which rows of several kinds do not tell
    if card.key in OF_ANY_TIE and not _is_number_of_each(pieces):
        return True  # who attended is not who hosted
    if _is_of_each(built.built, pieces):
        return True  # in a project here and in a project there, which need not be one
    is_named = built.built.is_named and card.key in GENERAL
    return is_named or shows_the_second(built, pieces)


def _is_of_each(built: BuiltQuestion, pieces: Sequence[Piece]) -> bool:
    """Whether what is looked for is tied to two of a kind, each of which is told: "a project"."""
    tied = [
        one.value.kind
        for one in built.conditions
        if isinstance(one.value, BuiltQuestion) and not (one.is_absent or one.is_shown)
    ]
    told = [one.value for one in pieces if one.sort == "kind"]
    return any(tied.count(one) > 1 and told.count(one) > 1 for one in tied)


def _asks_how_many(pieces: Sequence[Piece], kind: str) -> bool:
    """Whether it is asked how many there are of a kind."""
    return any(
        (one.value, many.value, counted.sort, counted.value) == ("how", "many", "kind", kind)
        for one, many, counted in zip(pieces, pieces[1:], pieces[2:], strict=False)
    )


def _is_number_of_each(pieces: Sequence[Piece]) -> bool:
    """Whether a number is asked for, or what there is for each: "trainings by country"."""
    return any(one.value in _COUNTING for one in pieces)


def shows_the_second(reading: Interpretation, pieces: Sequence[Piece]) -> bool:
    """Whether what is asked behind an "and" is shown beside the rest: "and who attended them".

    Not so what those found are tied by already: "who works with ENEA, and in which projects".
    """
    conditions = reading.built.conditions if reading.built else ()
    tied, shown = (
        {
            one.value.kind
            for one in conditions
            if isinstance(one.value, BuiltQuestion) and one.is_shown == is_shown
        }
        for is_shown in (False, True)
    )
    is_beside = any(one.is_shown for one in conditions) and not tied & shown
    return is_beside and any(asks_more(pieces, at) for at in range(len(pieces)))


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


def without_view(pieces: Sequence[Piece], wording: Wording) -> tuple[list[Piece], str]:
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
    if not view or reading.page != ASK:
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
    # What is asked of things of one kind is meant rather than what may be asked of anything.
    yield from sorted(
        best.values(),
        key=lambda one: (len(one[1]), -one[0].score, _is_of_any(one[0]), one[0].key),
    )
