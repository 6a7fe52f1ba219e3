"""The ways in which a question can be asked: those of the cards beside those of the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.languages import ENGLISH
from graph.made_once import made_once
from graph.views.asking.page_ways import LANGUAGE, PAGES, Page, Slot
from graph.views.asking.pieces import INITIATIVE_KEY
from graph.views.asking.quantities import ALL, counted_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.store import Question
    from graph.views.asking.naming import Namer

__all__ = ["PLACE", "Phrasing", "Phrasings", "phrasings"]

PLACE: Final = "Place"
"""What a slot of any thing takes where it is called so: a country or a region."""

_DOCUMENT: Final = "SourceDocument"
_INITIATIVE: Final = "Initiative"
_RANKING: Final = frozenset({"most", "fewest"})
_COLUMNS: Final = re.compile(r"SELECT(.*?)WHERE", re.DOTALL)
_COUNT: Final = re.compile(r"\(COUNT\([^)]*\)\s+AS\s+\?\w+\)")
_VARIABLE: Final = re.compile(r"\?(\w+)")
_SLOT: Final = re.compile(r"\{(\w+)([+-]1)?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One way to ask a question: its words, the kinds that it names, and its slots."""

    target: Question | Page
    said: frozenset[str]
    kinds: tuple[str, ...]
    slots: tuple[Slot, ...]
    place: int
    """0 for the question itself, then the other ways in their order."""
    fixed: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The parameters that need not be told, with what is meant."""
    alike: frozenset[str] = frozenset()
    """What the other ways to ask the same say, but for words that turn the sense."""
    names_initiative: bool = False
    asks_for: str = ""
    """"who" or "what", where it asks for one of them alone."""
    as_written: frozenset[str] = frozenset()
    """All its words beside names and kinds, also those that tell no question from another."""

    counted_kind: str = ""
    """The kind that it counts: "most meetings", "how many meetings"."""
    always: frozenset[str] = frozenset()
    """What all ways to ask the same say: a text that does not may mean something else."""
    columns: frozenset[str] = frozenset()
    """The columns of its answer beside what was chosen."""
    listed: frozenset[str] = frozenset()
    """Those of the columns that list things, and do not count them."""
    has_counts: bool = False
    """Whether its answer counts."""
    denied: frozenset[str] = frozenset()
    """What a "not" is said of in it."""
    of_things: tuple[Slot, ...] = field(init=False, repr=False, compare=False)
    """Its slots for things; those for years, kinds, and for a text or a word follow."""
    of_years: tuple[Slot, ...] = field(init=False, repr=False, compare=False)
    of_kinds: tuple[Slot, ...] = field(init=False, repr=False, compare=False)
    of_words: tuple[Slot, ...] = field(init=False, repr=False, compare=False)

    types: frozenset[str] = field(init=False, repr=False, compare=False)
    """The types of its slots for things, in small letters."""

    def __post_init__(self) -> None:
        """Sorts the slots once: each text that is read asks for them some thousand times."""
        for name, taken in (
            ("of_things", lambda slot: slot.is_thing),
            ("of_years", lambda slot: slot.is_year),
            ("of_kinds", lambda slot: slot.type == "kind"),
            ("of_words", lambda slot: slot.is_word or slot.type == "text"),
        ):
            object.__setattr__(self, name, tuple(filter(taken, self.slots)))
        types = frozenset(slot.type.casefold() for slot in self.of_things)
        object.__setattr__(self, "types", types)

    def column_of(self, kind: str) -> str:
        """The column that lists things of a kind, by its local name; nothing where none does."""
        column = "document" if kind == _DOCUMENT else kind[:1].lower() + kind[1:]
        return column if column in self.columns else "found" if self.of_kinds else ""


class Phrasings:
    """All ways to ask, in the order of their cards."""

    def __init__(self, ways: Iterable[Phrasing]) -> None:
        """Take the ways."""
        self._ways = tuple(ways)
        self._with_room: dict[frozenset[tuple[int, int]], tuple[Phrasing, ...]] = {}
        self.said = frozenset[str]().union(*(way.said for way in self._ways))
        """The words of any of them."""

    def __iter__(self) -> Iterator[Phrasing]:
        """Each of them."""
        return iter(self._ways)

    def with_room(self, named: Iterable[tuple[int, int]]) -> tuple[Phrasing, ...]:
        """Those that take just so many things and years, and all that take a text beside them.

        Args:
            named: how many things and how many years may be named, each way to count them.
        """
        numbers = frozenset(named)
        if numbers not in self._with_room:
            self._with_room[numbers] = tuple(
                way
                for way in self._ways
                if way.of_words or (len(way.of_things), len(way.of_years)) in numbers
            )
        return self._with_room[numbers]


@made_once(8)
def phrasings(namer: Namer, cards: tuple[Question, ...]) -> Phrasings:
    """Every way to ask each of the cards and each page."""
    targets: tuple[Question | Page, ...] = (*cards, *PAGES)
    return Phrasings(way for target in targets for way in _ways(namer, target))


def _ways(namer: Namer, target: Question | Page) -> Iterator[Phrasing]:
    """The ways to ask one thing, each of which knows what the others say."""
    ways = [
        way
        for place, sentence in enumerate(_sentences(target, namer.wording.language))
        for way in _phrasing(namer, target, sentence, place)
    ]
    alike = frozenset().union(*(way.said for way in ways)) - namer.wording.turning
    always = frozenset.intersection(*(way.said for way in ways)) if ways else frozenset()
    columns, listed = _columns(target)
    has_counts = listed != columns
    counted = {way.counted_kind for way in ways if way.counted_kind}
    # "Organisations most active in projects" counts what the other ways to ask it count.
    by_all = counted.pop() if len(counted) == 1 else ""
    yield from (
        replace(
            way,
            alike=alike,
            always=always,
            columns=columns,
            listed=listed,
            has_counts=has_counts,
            counted_kind=way.counted_kind or (by_all if way.said & _RANKING else ""),
        )
        for way in ways
    )


def _columns(target: Question | Page) -> tuple[frozenset[str], frozenset[str]]:
    """The columns of a card beside what is chosen for it, and those of them that do not count."""
    if isinstance(target, Page) or not (head := _COLUMNS.search(target.sparql)):
        return frozenset(), frozenset()
    chosen = {parameter.name for parameter in target.parameters}
    listed = _COUNT.sub(" ", head[1])
    columns, ones = (frozenset(_VARIABLE.findall(told)) - chosen for told in (head[1], listed))
    return columns, ones


def _phrasing(
    namer: Namer, target: Question | Page, sentence: str, place: int
) -> Iterator[Phrasing]:
    """A sentence as a way to ask; none where it leaves a parameter open."""
    slots, fold = {slot.name: slot for slot in _slots(target)}, namer.wording.folded
    asked = []
    behind, was_excluded = 0, False
    for found in _SLOT.finditer(sentence):
        slot, between = slots[found[1]], fold(sentence[behind : found.start()])
        before = fold(sentence[: found.start()]).rpartition(" ")[2]
        if slot.is_thing:
            was_excluded = namer.wording.excludes(between.split(), was_excluded=was_excluded)
            behind = found.end()
        is_excluded = slot.is_thing and was_excluded
        asked.append(
            Slot(
                name=slot.name,
                type=slot.type,
                shift=int(found[2] or 0),
                before=before,
                is_excluded=is_excluded,
            )
        )
    left = [slots[name] for name in slots.keys() - {slot.name for slot in asked}]
    # The whole record is of the Initiative, so that it need not be named.
    if any(slot.type != _INITIATIVE for slot in left):
        return
    fixed = {slot.name: INITIATIVE_KEY for slot in left}
    bare = _SLOT.sub(" ", sentence)
    pieces = namer.pieces(bare)
    kinds = [piece.value for piece in pieces if piece.sort == "kind"]
    named = {
        word
        for piece in pieces
        if piece.sort == "kind" or piece.is_initiative
        for word in piece.told.split()
    }
    said = [fold(one) for one in namer.wording.tokens(bare) if one not in named]
    said += [piece.value for piece in pieces if piece.value == ALL]
    meant = namer.wording.meant(said)
    yield Phrasing(
        target=target,
        said=frozenset(meant),
        denied=namer.wording.denied(meant),
        kinds=tuple(kinds),
        slots=tuple(asked),
        fixed=fixed,
        place=place,
        asks_for=namer.wording.asks_for(fold(bare).split()),
        as_written=frozenset(fold(one) for one in namer.wording.tokens(bare) if one not in named),
        counted_kind=counted_kind(pieces, namer.wording),
        names_initiative=any(piece.is_initiative for piece in pieces),
    )


def _sentences(target: Question | Page, language: str) -> tuple[str, ...]:
    """The ways to ask for a card or a page in a language; pages are asked for in English."""
    if isinstance(target, Page):
        return (target.question, *target.also) if language == ENGLISH else ()
    return target.asked_in(language)


def _slots(target: Question | Page) -> Iterator[Slot]:
    if isinstance(target, Page):
        yield from target.slots
        return
    for parameter in target.parameters:
        local = parameter.type_iri.rpartition("#")[2]
        kind = {"Class": "kind", "string": "text"}.get(local, local)
        if kind == "text" and parameter.name == LANGUAGE:
            kind = LANGUAGE
        is_place = kind == "Thing" and parameter.name == PLACE.casefold()
        yield Slot(name=parameter.name, type=PLACE if is_place else kind)
