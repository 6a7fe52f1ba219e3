"""A question in plain words, read: which card or page it asks for, and what of it is understood.

Nothing is guessed. A reading is taken by itself only where every word is accounted for and no other
reading fits as well; otherwise the readings are offered, and what was not understood is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING, Final

from graph.views.asking.naming import namer
from graph.views.asking.phrasings import PAGES, Page, Phrasing, Slot, phrasings
from graph.views.asking.wording import JOINING, SILENT, VIEWS, meant
from graph.views.record.choices import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.naming import Piece
    from graph.views.record.names import Name, NamedGraph, Names

__all__ = ["Interpretation", "Understood", "understood"]

_OFFERED: Final = 5
_ENOUGH: Final = 0.6
"""So much of a way to ask has to be said for it to be meant without asking back."""
_MARGIN: Final = 0.05
_GENERAL_LESS: Final = 0.2
_TEXT_LESS: Final = 0.14
_PAGE_MORE: Final = 0.06
"""Where a page answers as well as a card, it shows more."""
_GENERAL: Final = {"things-with-line", "things-with-both", "list-of-kind", "how-many"}
_OF_BOTH: Final = {"projects-with-both", "countries-in-both"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """One way to understand a text.

    Attributes:
        question: what is asked, in words, filled in.
        target: the card, or the page, that answers.
        values: what its parameters are; of a page those of its address.
        page: the page of the app to go to.
        address: the parameters of the page's address.
        score: how much of the way to ask was said, from 0 to 1.
    """

    question: str
    target: Question | Page
    values: Mapping[str, str]
    page: str
    address: Mapping[str, str]
    score: float

    @property
    def key(self) -> str:
        """The name of the card or page."""
        return self.target.key


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text was understood as.

    Attributes:
        readings: the ways to understand it, the best first.
        unknown: words that say something and that were not understood, as they are written.
        pieces: the text, piece by piece.
        sure: whether the first reading can be taken without asking back.
    """

    readings: tuple[Interpretation, ...]
    unknown: tuple[str, ...]
    pieces: tuple[Piece, ...]
    sure: bool

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
    finder = namer(kg.engine, kg.names)  # type: ignore[arg-type]  # an engine is equal to itself only
    pieces, view = _view(finder.pieces(text))
    ways = phrasings(finder, tuple(questions.values()))
    labels = kinds(kg)
    if things := _names_only(pieces):
        offers = (*_shared(things, ways, kg.names, labels), *_offers(things, kg.names))
        is_sure = len(things) == 1 and len(things[0].things) == 1
        return Understood(offers, (), tuple(pieces), is_sure)
    found = [
        (_shown(one, view), left)
        for one, left in _best(_candidates(pieces, ways, kg.names, labels))
    ]
    whole = [one for one, left in found if not left]
    if whole:
        first = whole[0]
        rivals = [one for one in whole[1:] if one.score > first.score - _MARGIN]
        is_sure = first.score > _ENOUGH and not rivals
        return Understood(tuple(whole[:_OFFERED]), (), tuple(pieces), is_sure)
    unknown = _unknown(pieces, found)
    readings = [one for one, _ in found if one.score >= _ENOUGH / 2][:_OFFERED]
    return Understood(tuple(readings), unknown, tuple(pieces), sure=False)


def _view(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """The pieces without those that say how the answer is to be shown, and how that is."""
    views = [VIEWS[one.value] for one in pieces if one.sort == "word" and one.value in VIEWS]
    kept = [one for one in pieces if one.sort != "word" or one.value not in VIEWS]
    if not views or not any(one.sort != "word" or one.value not in SILENT for one in kept):
        return list(pieces), ""
    return kept, views[0]


def _shown(reading: Interpretation, view: str) -> Interpretation:
    if not view or reading.page != "ask":
        return reading
    return replace(reading, address={**reading.address, "view": view})


def _unknown(
    pieces: Sequence[Piece], found: Sequence[tuple[Interpretation, frozenset[str]]]
) -> tuple[str, ...]:
    """The written words that not even the best reading accounts for."""
    left = found[0][1] if found else frozenset(meant([one.value for one in pieces]))
    return tuple(
        piece.told
        for piece in pieces
        if (piece.sort == "word" and set(meant([piece.value])) & left)
        or (piece.sort != "word" and f"={piece.value}" in left)
    )


def _candidates(
    pieces: Sequence[Piece],
    ways: Iterable[Phrasing],
    names: Names,
    labels: Mapping[str, str],
) -> Iterator[tuple[Interpretation, frozenset[str]]]:
    """Each reading that has a place for what is named, with what it leaves unsaid for."""
    as_words = [
        replace(one, sort="word", things=()) if _is_text(one) and one.sort == "thing" else one
        for one in pieces
    ]
    variants = [pieces] if as_words == list(pieces) else [pieces, as_words]
    for way in ways:
        text_slot = next((slot for slot in way.slots if slot.type == "text"), None)
        for phrase, rest in (one for variant in variants for one in _phrases(variant, text_slot)):
            things = [one for one in rest if one.sort == "thing"]
            years = [one.value for one in rest if one.sort == "year"]
            named = [one.value for one in rest if one.sort == "kind"]
            said = meant(word for one in rest if one.sort == "word" for word in one.value.split())
            for filled, left in _filled(way, things, years, named):
                if any(filled[one.name] not in labels for one in way.slots if one.type == "kind"):
                    continue  # a document, which no card lists among the things
                values = filled | ({text_slot.name: phrase} if text_slot else {})
                score = _score(way, said, named)
                if score is None:
                    continue
                unsaid = {word for word in said if word not in way.said}
                yield _reading(way, values, names, labels, score), frozenset({*unsaid, *left})


def _score(way: Phrasing, said: Sequence[str], named: Sequence[str]) -> float | None:
    """How much of a way to ask was said; None where nothing of it was."""
    is_of_kind = any(slot.type == "kind" for slot in way.slots)
    matched = len(way.said & set(said)) + 2 * sum(one in named for one in way.kinds)
    total = len(way.said) + 2 * len(way.kinds)
    if total and not matched and not is_of_kind:
        return None
    slots = len(way.slots)
    score = (matched + slots) / (total + slots) if total + slots else 0.0
    if way.target.key in _GENERAL:
        score -= _GENERAL_LESS
    if any(slot.type == "text" for slot in way.slots):
        score -= _TEXT_LESS
    if isinstance(way.target, Page):
        score += _PAGE_MORE
    return score


def _phrases(pieces: Sequence[Piece], slot: Slot | None) -> Iterator[tuple[str, list[Piece]]]:
    """Each text that can stand in a slot for one, as it is written, and the pieces beside it."""
    if slot is None:
        yield "", list(pieces)
        return
    for at, piece in enumerate(pieces):
        if piece.value != slot.before or piece.sort != "word":
            continue
        end = at + 1
        while end < len(pieces) and _is_text(pieces[end]):
            end += 1
        if end > at + 1:
            told = " ".join(one.told for one in pieces[at + 1 : end])
            yield told, [*pieces[:at], *pieces[end:]]


def _is_text(piece: Piece) -> bool:
    """Whether a piece can be a part of a text; a topic is one too, as a word of titles."""
    if piece.sort == "thing":
        return all(one.family == "Topic" for one in piece.things)
    return piece.sort == "word" and (
        piece.value in {"and", "of", "the"} or piece.value not in SILENT
    )


def _filled(
    way: Phrasing, things: Sequence[Piece], years: Sequence[str], named: Sequence[str]
) -> Iterator[tuple[dict[str, str], list[str]]]:
    """The values of the slots, for each way to fill them, and what of the names is left over."""
    of_things = [slot for slot in way.slots if slot.is_thing]
    of_years = [slot for slot in way.slots if slot.is_year]
    of_kinds = [slot for slot in way.slots if slot.type == "kind"]
    if len(of_things) != len(things) or len(of_years) != len(years):
        return
    rest = list(named)
    for kind in way.kinds:
        if kind in rest:
            rest.remove(kind)
    if len(rest) < len(of_kinds):
        return
    values = {slot.name: rest.pop(0) for slot in of_kinds}
    values |= {
        slot.name: _dated(slot, str(int(year) + slot.shift))
        for slot, year in zip(of_years, years, strict=True)
    }
    left = [f"={kind}" for kind in rest]
    for order in _orders(of_things, things):
        yield values | order, left


def _orders(slots: Sequence[Slot], things: Sequence[Piece]) -> Iterator[dict[str, str]]:
    """Each way to put the things into the slots by their kinds; in the order told where it fits."""
    orders = [tuple(things)]
    if len({(slot.type, slot.is_excluded) for slot in slots}) > 1:
        orders = list(permutations(things))
    for order in orders:
        ways: list[dict[str, str]] = [{}]
        for slot, piece in zip(slots, order, strict=True):
            is_meant = slot.is_excluded == piece.is_excluded
            fitting = [one for one in piece.things if is_meant and _is_of(one, slot.type)]
            ways = [way | {slot.name: one.short} for way in ways for one in fitting]
        yield from ways


def _is_of(name: Name, kind: str) -> bool:
    if kind in {"Thing", name.family}:
        return True
    return name.kind.replace(" ", "").casefold() == kind.casefold()


def _dated(slot: Slot, year: str) -> str:
    if slot.type == "gYear":
        return year
    month, day = ("12", "31") if slot.name == "until" else ("01", "01")
    return f"{year}-{month}" if slot.type == "gYearMonth" else f"{year}-{month}-{day}"


def _reading(
    way: Phrasing,
    values: Mapping[str, str],
    names: Names,
    labels: Mapping[str, str],
    score: float,
) -> Interpretation:
    told = {}
    for slot in way.slots:
        value = values[slot.name]
        thing = names.find(value)
        told[slot.name] = thing.label if thing else labels.get(value, value)
    if isinstance(way.target, Page):
        address = {
            key: re.sub(r"\{(\w+)\}", lambda found: values[found[1]], value)
            for key, value in way.target.parameters.items()
        }
        question = re.sub(r"\{(\w+)\}", lambda found: told[found[1]], way.target.question)
        return Interpretation(
            question=question,
            target=way.target,
            values=dict(values),
            page=way.target.page,
            address=address,
            score=score,
        )
    address = {"question": way.target.key, **values}
    return Interpretation(
        question=way.target.asked(told),
        target=way.target,
        values=dict(values),
        page="ask",
        address=address,
        score=score,
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


def _names_only(pieces: Sequence[Piece]) -> list[Piece]:
    """The things of a text that says nothing else."""
    things = [one for one in pieces if one.sort == "thing"]
    others = [one for one in pieces if one.sort != "thing" and one.value not in JOINING]
    return [] if others else things


def _shared(
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
            for values, _ in _filled(way, pieces, [], way.kinds):
                yield _reading(way, values, names, labels, 1.0)


def _offers(pieces: Sequence[Piece], names: Names) -> Iterator[Interpretation]:
    """What can be done with the things named."""
    by_key = {page.key: page for page in PAGES}
    first = [one for piece in pieces for one in piece.things]
    if len(pieces) == 1:
        for one in first:
            for key in ("network", "report"):
                yield _page_reading(by_key[key], {"thing": one.short}, names)
        return
    if len(pieces) == 2:  # noqa: PLR2004 - what asks for two
        ends = {"one": pieces[0].things[0].short, "other": pieces[1].things[0].short}
        for key in ("paths", "side-by-side", "bridges"):
            yield _page_reading(by_key[key], ends, names)
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


def _page_reading(page: Page, values: Mapping[str, str], names: Names) -> Interpretation:
    way = Phrasing(target=page, said=frozenset(), kinds=(), slots=page.slots, place=0)
    return _reading(way, values, names, {}, 1.0)
